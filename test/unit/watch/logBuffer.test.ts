import assert from 'node:assert/strict';
import { UserError } from '../../../src/core/errors';
import type { LogLocation } from '../../../src/core/ports';
import { FIRST_BOUND, LogBuffer } from '../../../src/watch/logBuffer';
import { KEY } from '../../support/sessions';
import { MemoryService } from '../../support/memoryService';

const LOCATION: LogLocation = {
  place: KEY.place,
  farmId: KEY.farmId,
  owner: KEY.queueId,
  configuration: { driver: 'awslogs', options: {}, parameters: {}, error: undefined },
};
const { signal } = new AbortController();

/** A log of so many lines, one a second, read in pages of 10,000. */
function start(lines: number): { service: MemoryService; buffer: LogBuffer } {
  const service = new MemoryService(10_000);
  for (let line = 0; line < lines; line += 1) {
    service.log.push({ timestampMs: line * 1000, message: `line ${line}` });
  }
  return { service, buffer: new LogBuffer(service, LOCATION) };
}

const edges = ({ events }: LogBuffer): (string | undefined)[] => [events[0]?.message, events.at(-1)?.message];

describe('log buffer', () => {
  it('reads a short log in one call', async () => {
    const { service, buffer } = start(12);
    await buffer.loadNewest(signal);
    assert.deepEqual(service.calls, ['newest']);
    assert.deepEqual(edges(buffer), ['line 0', 'line 11']);
    assert.equal(buffer.hasOlder, false);
  });

  it('reads the newest part of a long log first, up to its bound', async () => {
    const { service, buffer } = start(95_000);
    await buffer.loadNewest(signal);
    assert.deepEqual(service.calls, ['newest', 'older']);
    assert.equal(buffer.events.length, FIRST_BOUND);
    assert.deepEqual(edges(buffer), ['line 75000', 'line 94999']);
    assert.equal(buffer.hasOlder, true);
  });

  it('reads back to a time that somebody wants to see', async () => {
    const { buffer } = start(95_000);
    await buffer.loadNewest(signal, 41_000_000);
    assert.deepEqual(edges(buffer), ['line 35000', 'line 94999']);
  });

  it('reads older parts on demand, to the beginning', async () => {
    const { buffer } = start(45_000);
    await buffer.loadNewest(signal);
    await buffer.loadOlder(signal);
    assert.deepEqual(edges(buffer), ['line 5000', 'line 44999']);
    await buffer.loadOlder(signal);
    assert.deepEqual(edges(buffer), ['line 0', 'line 44999']);
    assert.equal(buffer.hasOlder, false);
  });

  it('adds what is written later, without gap or repetition', async () => {
    const { service, buffer } = start(3);
    await buffer.loadNewest(signal);
    service.log.push({ timestampMs: 9000, message: 'new' });
    assert.equal(await buffer.loadNewer(signal), 1);
    assert.equal(await buffer.loadNewer(signal), 0);
    assert.deepEqual(
      buffer.events.map(({ message }) => message),
      ['line 0', 'line 1', 'line 2', 'new'],
    );
  });

  it('knows a log that is not there, and finds it when it comes', async () => {
    const { service, buffer } = start(0);
    await buffer.loadNewest(signal);
    assert.equal(buffer.exists, false);
    service.log.push({ timestampMs: 0, message: 'first' });
    await buffer.loadNewest(signal);
    assert.deepEqual(edges(buffer), ['first', 'first']);
  });

  it('asks one thing at a time, also after a failure', async () => {
    const { service, buffer } = start(30_000);
    let inFlight = 0;
    service.onCall = async () => {
      assert.equal(++inFlight, 1);
      await Promise.resolve();
      inFlight -= 1;
    };
    await buffer.loadNewest(signal);
    service.failure = new UserError({ kind: 'network', message: 'away' });
    await assert.rejects(Promise.all([buffer.loadOlder(signal), buffer.loadNewer(signal)]), /away/);
    service.failure = undefined;
    await Promise.all([buffer.loadNewer(signal), buffer.loadOlder(signal)]);
    assert.deepEqual(edges(buffer), ['line 0', 'line 29999']);
  });

  it('never spends more than twenty pages on one wish', async () => {
    const { service, buffer } = start(400_000);
    await buffer.loadNewest(signal, 0);
    assert.equal(service.calls.length, 21);
    assert.equal(buffer.events.length, 210_000);
  });
});
