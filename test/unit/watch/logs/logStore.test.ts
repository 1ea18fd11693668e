import assert from 'node:assert/strict';
import fc from 'fast-check';

import { UserError } from '../../../../src/core/errors';
import type { LogEvent } from '../../../../src/core/service/ports';
import type { Spool } from '../../../../src/core/logs/pages/spool';
import { LogStore, type LogStoreOptions } from '../../../../src/watch/logs/logStore';
import { LOG_START_MS, eventsOf } from '../../../support/logs/logs';
import { LogTable, type LogTableOptions, TABLE_LOCATION } from '../../../support/logs/logTable';
import { SimulatedClock } from '../../../support/simulatedClock';
import { runs } from '../../../support/thorough';

const signal = new AbortController().signal;

describe('log store', () => {
  const open = (
    events: readonly LogEvent[],
    how: Partial<LogTableOptions> = {},
    more: Partial<LogStoreOptions> = {},
  ) => {
    const clock = new SimulatedClock();
    const table = new LogTable(events, { clock, pageSize: 10, ...how });
    const store = new LogStore({
      reader: table,
      location: TABLE_LOCATION,
      kind: 'session',
      isGrowing: false,
      startedAtMs: LOG_START_MS,
      clock,
      openSpool: () => Promise.reject(new Error('No space left on device')),
      ...more,
    });
    return { clock, table, store };
  };
  const loaded = async (store: LogStore): Promise<string[]> => {
    const messages: string[] = [];
    for await (const events of store.events()) {
      messages.push(...events.map(({ message }) => message));
    }
    return messages;
  };
  const numbered = (count: number, stepMs = 10): LogEvent[] =>
    eventsOf(
      Array.from({ length: count }, (_, index) => `line ${index}`),
      LOG_START_MS,
      stepMs,
    );
  const messages = (events: readonly LogEvent[]): string[] => events.map(({ message }) => message);

  it('shows the newest page after one call, and about how much is before it', async () => {
    const { store, table, clock } = open(numbered(100));
    await clock.run(store.loadNewest(signal));
    assert.deepEqual(await loaded(store), messages(numbered(100).slice(90)));
    assert.deepEqual(table.calls, ['older']);
    assert.deepEqual(store.before, { kind: 'more', aboutLines: 100 });
    assert.deepEqual([store.firstLine, store.lineCount, store.exists], [0, 10, true]);
  });

  it('loads older pages on demand, on to a time, and to the beginning', async () => {
    const { store, clock, table } = open(numbered(50_000), { pageSize: 10_000 });
    await clock.run(store.loadNewest(signal));
    await clock.run(store.loadOlder(signal));
    assert.deepEqual([store.firstLine, store.lineCount, store.before.kind], [-20_000, 30_000, 'more']);
    await clock.run(store.loadOlder(signal));
    await clock.run(store.loadOlder(signal));
    assert.deepEqual([store.firstLine, store.lineCount, store.before.kind], [-40_000, 50_000, 'beginning']);
    assert.equal(table.calls.length, 6);
    assert.deepEqual(await loaded(store), messages(numbered(50_000)));
  });

  it('joins what is written since to its last piece', async () => {
    const { store, table, clock } = open(numbered(5));
    await clock.run(store.loadNewest(signal));
    const changes: unknown[] = [];
    store.onDidChange((change) => changes.push(change));
    table.events.push(...numbered(8).slice(5));
    assert.equal(await clock.run(store.loadNewer(signal)), 3);
    assert.equal(await clock.run(store.loadNewer(signal)), 0);
    assert.deepEqual(await loaded(store), messages(numbered(8)));
    assert.deepEqual(changes, [{ side: 'newer', segmentIds: [0] }]);
    assert.equal(store.segments[0]?.chunks.length, 1);
    assert.equal(store.timeOfLine(7), LOG_START_MS + 70);
  });

  it('reads a log that comes into being only now', async () => {
    const { store, table, clock } = open(numbered(3));
    table.exists = false;
    await clock.run(store.loadNewest(signal));
    assert.deepEqual([store.exists, store.lineCount], [false, 0]);
    table.exists = true;
    assert.equal(await clock.run(store.loadNewer(signal)), 3);
    assert.equal(store.exists, true);
  });

  it('keeps what it has when the stream vanishes, and says so', async () => {
    const { store, table, clock } = open(numbered(100));
    await clock.run(store.loadNewest(signal));
    table.exists = false;
    assert.equal(await clock.run(store.loadNewer(signal)), 0);
    await clock.run(store.loadOlder(signal));
    await assert.rejects(clock.run(store.loadAll(signal)), /deleted while it was being read/);
    assert.deepEqual([store.exists, store.lineCount, store.before.kind], [false, 10, 'more']);
  });

  it('reads one action’s slice and no more', async () => {
    const span = { fromMs: LOG_START_MS + 300, untilMs: LOG_START_MS + 700 };
    const { store, clock } = open(numbered(100), {}, { span });
    await clock.run(store.loadAll(signal));
    assert.deepEqual(await loaded(store), messages(numbered(100).slice(30, 70)));
    assert.equal(store.before.kind, 'beginning');
  });

  it('divides a long log into segments that stay where they are', async () => {
    const message = `x${'\n'.repeat(9_999)}x`;
    const { store, table, clock } = open(eventsOf(Array.from({ length: 60 }, () => message)), { pageSize: 5 });
    await clock.run(store.loadOlder(signal));
    await clock.run(store.loadNewest(signal));
    const newest = store.segments;
    await clock.run(store.loadOlder(signal));
    assert.deepEqual(
      store.segments.map(({ id, firstLine, lineCount }) => [id, firstLine, lineCount]),
      [
        [-2, -550_000, 100_000],
        [-1, -450_000, 250_000],
        [0, -200_000, 250_000],
      ],
    );
    assert.equal(newest[0]?.chunks[0], store.segments.at(-1)?.chunks.at(-1));
    table.events.push(...eventsOf([message], LOG_START_MS + 1_000));
    await clock.run(store.loadNewer(signal));
    assert.deepEqual(
      store.segments.map(({ id, lineCount }) => [id, lineCount]),
      [
        [-2, 100_000],
        [-1, 250_000],
        [0, 250_000],
        [1, 10_000],
      ],
    );
  });

  it('keeps segments below 16 Mi characters with the times before their lines', async () => {
    const { store, clock } = open(eventsOf(Array.from({ length: 200 }, () => 'x'.repeat(200_000))));
    await clock.run(store.loadNewest(signal));
    await clock.run(store.loadOlder(signal));
    assert.deepEqual(
      store.segments.map(({ id, eventCount }) => [id, eventCount]),
      [
        [-2, 40],
        [-1, 80],
        [0, 80],
      ],
    );
  });

  it('keeps the last segment of a log that is still written small, as far as older lines go', async () => {
    const line = 'x'.repeat(1_000);
    const { store, table, clock } = open(
      eventsOf(Array.from({ length: 6_000 }, () => line)),
      { pageSize: 1_000 },
      {
        isGrowing: true,
      },
    );
    const counts = (): number[][] => store.segments.map(({ id, lineCount }) => [id, lineCount]);
    await clock.run(store.loadAll(signal));
    assert.deepEqual(counts(), [
      [-1, 5_000],
      [0, 1_000],
    ]);
    table.events.push(
      ...eventsOf(
        Array.from({ length: 1_000 }, () => line),
        LOG_START_MS + 100_000,
      ),
    );
    await clock.run(store.loadNewer(signal));
    assert.deepEqual(counts(), [
      [-1, 5_000],
      [0, 2_000],
    ]);
  });

  it('puts what is too much for memory on disk, and reads it back as it was', async () => {
    const bytes: Uint8Array[] = [];
    let isGone = false;
    const spool: Spool = {
      append: (piece) => Promise.resolve(bytes.push(piece.slice()) - 1),
      read: (index) => Promise.resolve(bytes[index] ?? assert.fail()),
      dispose: () => {
        isGone = true;
      },
    };
    const odd = ['half \ud800', 'nul \u0000', 'a\r\nb', '\u202e', '', 'x'.repeat(256_000)];
    const events = eventsOf(Array.from({ length: 240 }, (_, index) => odd[index % odd.length] ?? ''));
    const { store, clock } = open(events, { pageSize: 20 }, { openSpool: () => Promise.resolve(spool) });
    await clock.run(store.loadAll(signal));
    assert.ok(bytes.length > 0);
    const expected = messages(events);
    const found = await loaded(store);
    assert.ok(found.length === expected.length && found.every((message, index) => message === expected[index]));
    store.dispose();
    await new Promise((resolve) => setImmediate(resolve));
    assert.ok(isGone);
  });

  it('asks as fast as half of the quota allows and no faster, from both ends at once', async () => {
    const { store, table, clock } = open(numbered(5_000), { pageSize: 50, latencyMs: 150, quota: 25 });
    const startMs = clock.Date.now();
    const told: number[] = [];
    await clock.run(store.loadAll(signal, ({ lines, aboutLines }) => told.push(lines, aboutLines ?? 0)));
    const tookMs = clock.Date.now() - startMs;
    assert.ok(tookMs <= (1.1 * 100 * 1000) / 12.5, `${tookMs} ms`);
    assert.deepEqual([table.throttled, table.calls.length <= 104], [0, true], `${table.calls.length} calls`);
    assert.equal(told.at(-2), 5_000);
    assert.deepEqual(await loaded(store), messages(numbered(5_000)));
  });

  it('reads at more places where a call takes long', async () => {
    const { store, table, clock } = open(numbered(5_000), { pageSize: 50, latencyMs: 450, quota: 25 });
    const startMs = clock.Date.now();
    await clock.run(store.loadAll(signal));
    assert.deepEqual([table.mostUnderWay > 2 && table.mostUnderWay <= 6, table.throttled], [true, 0]);
    assert.ok(clock.Date.now() - startMs <= (1.25 * 100 * 1000) / 12.5, `${clock.Date.now() - startMs} ms`);
    assert.deepEqual(await loaded(store), messages(numbered(5_000)));
  });

  it('stays away as long as the service asks, then goes on', async () => {
    const { store, table, clock } = open(numbered(100));
    await clock.run(store.loadNewest(signal));
    table.failure = new UserError({ kind: 'throttled', message: 'Too often.', retryAfterMs: 30_000 });
    const startMs = clock.Date.now();
    await clock.run(store.loadAll(signal));
    assert.ok(clock.Date.now() - startMs >= 30_000);
    assert.deepEqual(await loaded(store), messages(numbered(100)));
  });

  it('gives up on what no waiting helps', async () => {
    const { store, table, clock } = open(numbered(100));
    await clock.run(store.loadNewest(signal));
    table.failure = new UserError({ kind: 'accessDenied', message: 'Not allowed to read the log.' });
    await assert.rejects(clock.run(store.loadAll(signal)), /Not allowed/);
    await clock.run(store.loadAll(signal));
    assert.deepEqual(await loaded(store), messages(numbered(100)));
  });

  it('keeps what connects when it is stopped in the middle, and goes on from there', async () => {
    const { store, clock } = open(numbered(1_000), { latencyMs: 100, quota: 10 });
    const stop = new AbortController();
    const work = store.loadAll(stop.signal, ({ lines }) => {
      if (lines > 400) {
        stop.abort();
      }
    });
    await assert.rejects(clock.run(work), { name: 'AbortError' });
    const kept = await loaded(store);
    assert.ok(kept.length >= 100 && kept.length < 1_000);
    assert.deepEqual(kept, messages(numbered(1_000).slice(-kept.length)));
    await clock.run(store.loadAll(signal));
    assert.deepEqual(await loaded(store), messages(numbered(1_000)));
  });

  it('reads a log that is not in the order of its times by tokens alone', async () => {
    const events = numbered(400).map((event, index) => ({
      ...event,
      timestampMs: LOG_START_MS + ((index * 7919) % 400),
    }));
    const { store, clock } = open(events, { latencyMs: 100 });
    await clock.run(store.loadAll(signal));
    assert.deepEqual(await loaded(store), messages(events));
  });

  /** What the store is told to do, one after the other or several at once. */
  const wish = fc.oneof(
    fc.constantFrom('older', 'newer', 'all'),
    fc.nat(30).map((count) => ({ written: count })),
    fc.record({ stopAfterMs: fc.nat(2_000) }),
  );

  it('loses nothing and doubles nothing, whatever pages come and whatever it is told', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(2), { maxLength: 300 }),
        fc.record({
          pageSize: fc.integer({ min: 1, max: 60 }),
          emptyEvery: fc.constantFrom(0, 2, 3),
          repeatEvery: fc.constantFrom(0, 5),
          latencyMs: fc.constantFrom(0, 90, 700),
        }),
        fc.array(fc.tuple(wish, fc.boolean()), { maxLength: 6 }),
        async (gaps, how, wishes) => {
          let timestampMs = LOG_START_MS;
          const write = (gap: number, index: number): LogEvent => ({
            timestampMs: (timestampMs += gap),
            message: `${index}`,
          });
          // Pages of one moment cannot be told from repeated ones by their times: the numbers in them differ anyway.
          const { store, table, clock } = open(gaps.map(write), { ...how, quota: 1e4 });
          await clock.run(store.loadNewest(signal));
          const work: Promise<unknown>[] = [];
          for (const [what, waits] of wishes) {
            const stop = new AbortController();
            if (what === 'older') {
              work.push(store.loadOlder(signal));
            } else if (what === 'newer') {
              work.push(store.loadNewer(signal));
            } else if (what === 'all') {
              work.push(store.loadAll(signal));
            } else if ('written' in what) {
              table.events.push(
                ...Array.from({ length: what.written }, (_, index) => write(index % 2, table.events.length + index)),
              );
            } else {
              clock.setTimeout(() => {
                stop.abort();
              }, what.stopAfterMs);
              work.push(store.loadAll(stop.signal).catch(() => undefined));
            }
            if (waits) {
              await clock.run(Promise.all(work));
            }
          }
          await clock.run(Promise.all(work));
          const part = await loaded(store);
          const all = messages(table.events);
          const from = part.length === 0 ? 0 : all.indexOf(part[0] ?? '');
          assert.deepEqual(part, all.slice(from, from + part.length));
          await clock.run(store.loadAll(signal));
          for (let count = 1; count > 0;) {
            count = await clock.run(store.loadNewer(signal));
          }
          assert.deepEqual(await loaded(store), all);
          assert.equal(store.lineCount, all.length);
          assert.deepEqual(
            store.segments.map(({ firstLine, lineCount }) => firstLine + lineCount).at(-1) ?? 0,
            store.firstLine + all.length,
          );
        },
      ),
      runs(40),
    );
  });
});
