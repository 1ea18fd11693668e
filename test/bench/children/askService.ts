/** A session's first answer through the extension's own service. */
import 'node:crypto';
import 'node:https';
import type * as awsBundle from '../../../src/aws/index';
import { systemClock } from '../../../src/core/async/clock';
import { load, openFarm, printTimes, SERVICE_BUNDLE } from './farm';

const start = performance.now();
const { createService } = load(SERVICE_BUNDLE) as typeof awsBundle;
const { farm, key } = openFarm();
const service = createService({
  sampleFarm: () => farm.handle,
  clock: systemClock,
  endpoint: () => undefined,
  environment: {},
  homeDirectory: __dirname,
});
const { signal } = new AbortController();
void printTimes(start, async () => {
  const [answer] = await service.fetchSessions([key], signal);
  if (!answer?.ok) {
    throw new Error('No answer.');
  }
}).then(() => {
  service.dispose();
});
