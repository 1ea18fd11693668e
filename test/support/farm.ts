/**
 * `npm run farm [-- --port N]`: the sample farm on loopback, until it is stopped. Prints one line of JSON: where it is, and what
 * to ask it for.
 */
import { parseArgs } from 'node:util';

import { createSampleFarm } from '../../src/sampleFarm/index';
import { startFarmServer } from './farm/farmServer';

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`Not a port: ${values.port}`);
  }
  const farm = createSampleFarm({ now: Date.now, startedAtMs: Date.now() });
  const { url } = await startFarmServer(farm, { port });
  const sessions = farm.examples.map(({ name, title, key: { farmId, queueId, jobId, sessionId } }) => ({
    name,
    title,
    farmId,
    queueId,
    jobId,
    sessionId,
  }));
  console.log(JSON.stringify({ endpoint: url, region: 'us-west-2', sessions }));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
