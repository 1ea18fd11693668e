import assert from 'node:assert/strict';
import fc from 'fast-check';
import { SharedRecords } from '../../../../src/watch/shared/sharedRecords';
import { MemoryLines } from '../../../support/logs/memoryLines';
import { runs } from '../../../support/thorough';

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('shared records', () => {
  const errors: unknown[] = [];
  const open = (lines: MemoryLines): SharedRecords =>
    new SharedRecords({ lines: lines.open(), onError: (error) => errors.push(error) });
  beforeEach(() => {
    errors.length = 0;
  });

  it('are there at once in the window that wrote them, and soon in every other', async () => {
    const lines = new MemoryLines();
    const [one, other] = [open(lines), open(lines)];
    one.put([{ kind: 'lookedUp', id: 'a', value: { title: 'sh010' } }]);
    assert.deepEqual(one.get('lookedUp', 'a'), { title: 'sh010' });
    assert.equal(other.get('lookedUp', 'a'), undefined);
    await settle();
    assert.deepEqual(other.get('lookedUp', 'a'), { title: 'sh010' });
  });

  it('outlive the windows', async () => {
    const lines = new MemoryLines();
    const window = open(lines);
    window.put([
      { kind: 'lookedUp', id: 'a', value: 1 },
      { kind: 'lookedUp', id: 'b', value: 2 },
    ]);
    window.put([{ kind: 'lookedUp', id: 'a', value: undefined }]);
    await settle();
    window.dispose();
    const later = open(lines);
    assert.deepEqual(
      [later.ids('lookedUp'), later.get('lookedUp', 'a'), later.get('lookedUp', 'b')],
      [['b'], undefined, 2],
    );
  });

  it('are told of once, and only where they are different', async () => {
    const lines = new MemoryLines();
    const [one, other] = [open(lines), open(lines)];
    const told: string[] = [];
    one.onDidChange((changed) => told.push(`one ${[...changed.keys()].join()}`));
    other.onDidChange((changed) => told.push(`other ${[...changed.keys()].join()}`));
    one.put([{ kind: 'lookedUp', id: 'a', value: 1 }]);
    await settle();
    one.put([{ kind: 'lookedUp', id: 'a', value: 1 }]);
    await settle();
    assert.deepEqual(told, ['one lookedUp', 'other lookedUp']);
  });

  it('are not told of twice when a record is deleted and written again at once', async () => {
    const lines = new MemoryLines();
    const window = open(lines);
    window.put([{ kind: 'lookedUp', id: 'a', value: 1 }]);
    await settle();
    const seen: unknown[] = [];
    window.onDidChange(() => seen.push(window.get('lookedUp', 'a')));
    window.put([{ kind: 'lookedUp', id: 'a', value: undefined }]);
    window.put([{ kind: 'lookedUp', id: 'a', value: 2 }]);
    await settle();
    assert.deepEqual(seen, [undefined, 2]);
  });

  it('of another version are carried along unread', async () => {
    const theirs = 'lookedUp9\tx\t{"any":"thing"}\t';
    const lines = new MemoryLines([theirs, ...Array.from({ length: 3_000 }, () => 'lookedUp\ta\t1\t')]);
    open(lines);
    await settle();
    assert.deepEqual(lines.lines, [theirs, 'lookedUp\ta\t1\t']);
  });

  it('that a killed window did not finish leave what was before', () => {
    const whole = 'lookedUp\ta\t{"title":"sh010"}\t';
    for (let length = 0; length < whole.length; length += 1) {
      const records = open(new MemoryLines(['lookedUp\ta\t1\t', whole.slice(0, length)]));
      assert.equal(records.get('lookedUp', 'a'), 1);
    }
  });

  it('that cannot be read are missing', () => {
    assert.equal(open(new MemoryLines(['lookedUp\ta\t{\t'])).get('lookedUp', 'a'), undefined);
  });

  it('stay in this window where they cannot be written, and that is reported', async () => {
    const lines = new MemoryLines();
    lines.failure = new Error('The disk is full.');
    const window = open(lines);
    window.put([{ kind: 'lookedUp', id: 'a', value: 1 }]);
    await settle();
    assert.deepEqual([window.get('lookedUp', 'a'), errors], [1, [lines.failure]]);
  });

  it('are as few lines as there are records, and some thousand more at most', async () => {
    const lines = new MemoryLines();
    const window = open(lines);
    for (let turn = 0; turn < 10_000; turn += 1) {
      window.put([{ kind: 'known', id: String(turn % 7), value: turn }]);
    }
    await settle();
    assert.ok(lines.lines.length <= 1_020, `${lines.lines.length} lines`);
    assert.deepEqual(
      open(lines)
        .ids('known')
        .map((id) => open(lines).get('known', id)),
      [9_993, 9_994, 9_995, 9_996, 9_997, 9_998, 9_999],
    );
  });

  it('are the same in all windows, whatever these write', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            window: fc.nat(2),
            kind: fc.constantFrom('lookedUp', 'watch'),
            id: fc.constantFrom('a', 'b', 'c'),
            value: fc.option(fc.jsonValue(), { nil: undefined }),
            isSettled: fc.boolean(),
          }),
        ),
        async (writes) => {
          const lines = new MemoryLines();
          const windows = [open(lines), open(lines), open(lines)];
          for (const { window, isSettled, ...change } of writes) {
            windows[window]?.put([change]);
            await (isSettled ? settle() : undefined);
          }
          await settle();
          const contents = [...windows, open(lines)].map((records) =>
            ['lookedUp', 'watch'].map((kind) => records.ids(kind).map((id) => [id, records.get(kind, id)])),
          );
          contents.forEach((content) => {
            assert.deepEqual(content, contents[0]);
          });
        },
      ),
      runs(100),
    ));
});
