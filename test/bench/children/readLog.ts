/** Reads a whole log from an endpoint, in one of several ways, and prints what that cost. */
import 'node:crypto';
import 'node:https';
import { createRequire } from 'node:module';
import { monitorEventLoopDelay } from 'node:perf_hooks';

import type * as awsBundle from '../../../src/aws/index';
import { systemClock } from '../../../src/core/async/clock';
import { exportEvents } from '../../../src/core/logs/pages/logExport';
import type { LogReader } from '../../../src/core/logs/pages/logReader';
import type { PackedEvents } from '../../../src/core/logs/pages/packedEvents';
import type { LogLocation } from '../../../src/core/service/ports';
import { openFileSpool } from '../../../src/ui/logs/saving/fileSpool';
import { LogStore } from '../../../src/watch/logs/logStore';

/** `text` is page by page as well, and keeps all as one text, as a content provider must hand it out; `none` reads nothing. */
export type ReadWay = 'ours' | 'serial' | 'text' | 'none';

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

type StartedLog = LogLocation & { readonly startedAtMs: number };

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
  const log = JSON.parse(location) as StartedLog;
  const loop = monitorEventLoopDelay({ resolution: TICK_MS });
  loop.enable();
  const start = performance.now();
  const read = await ways[way as ReadWay](service, log);
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

const ways = {
  ours: inParallel,
  serial: (reader, log) => oneByOne(reader, log, () => undefined),
  text: async (reader, log) => {
    const pieces: string[] = [];
    const read = await oneByOne(reader, log, (page) => pieces.push(exportEvents(page.events(), 'text', 'session')));
    return { ...read, lines: pieces.join('').split('\n').length - 1 };
  },
  none: () => Promise.resolve({ firstAtMs: 0, lines: 0 }),
} satisfies Record<ReadWay, (reader: LogReader, log: StartedLog) => Promise<{ firstAtMs: number; lines: number }>>;

async function inParallel(reader: LogReader, log: StartedLog) {
  const { signal } = new AbortController();
  const store = new LogStore({
    reader,
    location: log,
    kind: 'session',
    isGrowing: false,
    startedAtMs: log.startedAtMs,
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

/** A chain of tokens from the begin to the end: what most tools do. */
async function oneByOne(reader: LogReader, log: LogLocation, onPage: (page: PackedEvents) => void) {
  const { signal } = new AbortController();
  let firstAtMs = 0;
  let lines = 0;
  let token: string | undefined;
  for (;;) {
    const page = await reader.read(log, { direction: 'newer', ...(token === undefined ? {} : { token }) }, signal);
    firstAtMs ||= performance.now();
    lines += page?.events.length ?? 0;
    token = page?.newer;
    if (page) {
      onPage(page.events);
    }
    if (page?.isEnd !== false) {
      return { firstAtMs, lines };
    }
  }
}

void main();
