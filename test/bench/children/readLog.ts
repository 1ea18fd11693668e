/** Reads a whole log from an endpoint, in one of two ways, and prints what that cost. */
import 'node:crypto';
import 'node:https';
import { createRequire } from 'node:module';
import { monitorEventLoopDelay } from 'node:perf_hooks';

import type * as awsBundle from '../../../src/aws/index';
import { systemClock } from '../../../src/core/clock';
import type { LogReader } from '../../../src/core/logs/logReader';
import type { LogLocation } from '../../../src/core/ports';
import { openFileSpool } from '../../../src/ui/logs/fileSpool';
import { LogStore } from '../../../src/watch/logs/logStore';

/** What a child prints. */
export interface ReadLog {
  /** Until the first lines could be shown, and until all were there. */
  readonly firstMs: number;
  readonly wholeMs: number;
  readonly lines: number;
  /** Of the loop's pauses beyond its own tick, 95 % are no longer. */
  readonly blockedMs: number;
  readonly residentMiB: number;
}

const [, , bundle = '', endpoint = '', way = '', location = ''] = process.argv;
/** How often the loop is looked at. */
const TICK_MS = 2;

async function main(): Promise<void> {
  const { createService } = createRequire(__filename)(bundle) as typeof awsBundle;
  const service = createService({
    sampleFarm: () => Promise.reject(new Error('There is no sample farm here.')),
    clock: systemClock,
    endpoint: () => endpoint,
    environment: { AWS_ACCESS_KEY_ID: 'BENCH', AWS_SECRET_ACCESS_KEY: 'bench' },
    homeDirectory: __dirname,
  });
  const log = JSON.parse(location) as LogLocation & { readonly startedAtMs: number };
  const loop = monitorEventLoopDelay({ resolution: TICK_MS });
  loop.enable();
  const start = performance.now();
  const read = await (way === 'ours' ? inParallel(service, log, log.startedAtMs) : oneByOne(service, log));
  const wholeMs = performance.now() - start;
  loop.disable();
  const answer: ReadLog = {
    firstMs: read.firstAtMs - start,
    wholeMs,
    lines: read.lines,
    blockedMs: loop.percentile(95) / 1e6 - TICK_MS,
    residentMiB: process.resourceUsage().maxRSS / 1024,
  };
  console.log(JSON.stringify(answer));
  service.dispose();
}

async function inParallel(reader: LogReader, log: LogLocation, startedAtMs: number) {
  const { signal } = new AbortController();
  const store = new LogStore({
    reader,
    location: log,
    kind: 'session',
    startedAtMs,
    clock: systemClock,
    openSpool: openFileSpool,
  });
  await store.loadNewest(signal);
  const firstAtMs = performance.now();
  await store.loadAll(signal);
  const lines = store.lineCount;
  store.dispose();
  return { firstAtMs, lines };
}

/** A chain of tokens from the begin to the end, nothing kept: what most tools do. */
async function oneByOne(reader: LogReader, log: LogLocation) {
  const { signal } = new AbortController();
  let firstAtMs = 0;
  let lines = 0;
  let token: string | undefined;
  for (;;) {
    const page = await reader.read(log, { direction: 'newer', ...(token === undefined ? {} : { token }) }, signal);
    firstAtMs ||= performance.now();
    lines += page?.events.length ?? 0;
    token = page?.newer;
    if (page?.isEnd !== false) {
      return { firstAtMs, lines };
    }
  }
}

void main();
