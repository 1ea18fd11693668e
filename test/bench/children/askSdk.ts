/** A session's first answer through the bare client of the SDK, which is loaded as a bundle of its own, too. */
import 'node:crypto';
import 'node:https';
import type * as bareSdk from './bareSdk';
import { load, openFarm, printTimes, SERVICE_BUNDLE } from './farm';

const start = performance.now();
const { createAsk } = load(SERVICE_BUNDLE) as typeof bareSdk;
const { farm, key } = openFarm();
const ask = createAsk(farm.handle);
void printTimes(start, () => ask(key));
