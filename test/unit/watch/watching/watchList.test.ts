import assert from 'node:assert/strict';
import { SharedRecords } from '../../../../src/watch/shared/sharedRecords';
import { type Watchable } from '../../../../src/core/farm/watchable';
import { WatchList } from '../../../../src/watch/watching/watchList';
import { numberedKey } from '../../../support/listWindow';
import { MemoryLines } from '../../../support/logs/memoryLines';
import { JOB_KEY, KEY } from '../../../support/sessions/sessions';

const session = (index: number): Watchable => ({ kind: 'session', key: numberedKey(index) });
const JOB: Watchable = { kind: 'job', key: JOB_KEY };

describe('what is watched', () => {
  const lines = new MemoryLines();
  let nowMs = 1_000;
  const open = (): WatchList =>
    new WatchList({
      records: new SharedRecords({ lines: lines.open(), onError: () => assert.fail('It cannot be written.') }),
      now: () => nowMs,
    });
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const ids = (list: WatchList): string[] =>
    list.things.map((thing) => (thing.kind === 'session' ? thing.key.sessionId.slice(-4) : 'job'));
  beforeEach(() => {
    lines.lines.length = 0;
  });

  it('is the same in every window, and after all were closed', async () => {
    const [one, other] = [open(), open()];
    one.watch([session(1), JOB]);
    await settle();
    nowMs += 1;
    other.watch([session(2), session(1)]);
    await settle();
    for (const list of [one, other, open()]) {
      assert.deepEqual(ids(list), ['0001', 'job', '0002']);
    }
    one.unwatch([JOB]);
    await settle();
    assert.deepEqual([ids(other), other.has(JOB), other.has(session(1))], [['0001', '0002'], false, true]);
  });

  it('comes back where it was', async () => {
    const list = open();
    list.watch([session(1), session(2), session(3)]);
    const undo = list.unwatch([session(2), session(9)]);
    assert.deepEqual(ids(list), ['0001', '0003']);
    undo();
    assert.deepEqual(ids(list), ['0001', '0002', '0003']);
    await settle();
    assert.deepEqual(ids(open()), ['0001', '0002', '0003']);
  });

  it('tells of a session and of its job apart', () => {
    const list = open();
    list.watch([{ kind: 'session', key: KEY }]);
    assert.deepEqual([list.has({ kind: 'session', key: KEY }), list.has(JOB), list.isEmpty], [true, false, false]);
  });

  it('takes no notice of what it cannot read, and leaves it there', async () => {
    lines.lines.push('watch\tqueue-1\t{"kind":"queue","key":{}}\t', 'watch\tx\t"odd"\t');
    const list = open();
    assert.equal(list.isEmpty, true);
    list.watch([JOB]);
    await settle();
    assert.equal(lines.lines.length, 3);
  });

  it('says once that it changed', () => {
    const list = open();
    let changes = 0;
    list.onDidChange(() => (changes += 1));
    list.watch([session(1), session(2)]);
    list.watch([session(1)]);
    list.unwatch([session(7)]);
    assert.equal(changes, 1);
  });
});
