import assert from 'node:assert/strict';
import type { SessionKey } from '../../../../src/core/session/sessionKey';
import { takeOverFirstVersion } from '../../../../src/ui/state/firstVersionList';
import type { SessionList } from '../../../../src/ui/state/sessionList';
import { Computer, numberedKey, numberedSnapshot } from '../../../support/listWindow';
import { MemoryMemento } from '../../../support/memoryMemento';
import { endedSession, KEY, NOW_MS } from '../../../support/sessions/sessions';

const keys = (from: number, to: number): SessionKey[] =>
  Array.from({ length: to - from }, (_, index) => numberedKey(from + index));
const ids = (list: SessionList): string[] => list.keys.map(({ sessionId }) => sessionId);
const numbers = (list: SessionList): number[] => ids(list).map((id) => Number.parseInt(id.slice(-8), 16));

describe('the list of sessions', () => {
  let computer: Computer;
  beforeEach(() => {
    computer = new Computer();
  });

  it('has what was looked up last on top, and what was there stays where it is', () => {
    const { list } = computer.openWindow();
    list.add(numberedKey(1));
    list.add(numberedKey(2), numberedKey(3));
    list.add(numberedKey(1));
    assert.deepEqual(numbers(list), [2, 3, 1]);
  });

  it('drops nothing, however many are added', () => {
    const { list } = computer.openWindow();
    list.add(numberedKey(0));
    list.add(...keys(1, 3_000));
    assert.equal(list.keys.length, 3_000);
    assert.deepEqual(numbers(list).slice(-1), [0]);
  });

  it('is the same in every window', async () => {
    const [one, other] = [computer.openWindow(), computer.openWindow()];
    let changes = 0;
    other.list.onDidChange(() => {
      changes += 1;
    });
    one.list.add(...keys(0, 3));
    await computer.settle();
    other.list.add(numberedKey(3));
    one.list.remove(numberedKey(1));
    await computer.settle();
    assert.deepEqual(
      [numbers(one.list), numbers(other.list)],
      [
        [3, 0, 2],
        [3, 0, 2],
      ],
    );
    assert.equal(changes, 3);
  });

  it('puts back what was removed, where it was', async () => {
    const window = computer.openWindow();
    window.list.add(...keys(0, 5));
    const undo = window.list.remove(numberedKey(1), numberedKey(3));
    assert.deepEqual(numbers(window.list), [0, 2, 4]);
    window.list.add(numberedKey(9));
    undo();
    assert.deepEqual(numbers(window.list), [9, 0, 1, 2, 3, 4]);
    await computer.settle();
    assert.deepEqual(numbers(computer.openWindow().list), [9, 0, 1, 2, 3, 4]);
  });

  it('offers what was removed lately to be looked up again', () => {
    const { list } = computer.openWindow();
    list.add(...keys(0, 40));
    list.remove(...keys(0, 15));
    list.remove(...keys(20, 35));
    list.add(numberedKey(20));
    const recent = list.recent.filter(({ key }) => !list.has(key)).map(({ key }) => key.sessionId);
    assert.ok(recent.length >= 15 && recent.length <= 20, `${recent.length}`);
    assert.ok(recent.includes(numberedKey(34).sessionId));
    assert.ok(!recent.includes(numberedKey(20).sessionId));
  });

  it('shows the newest two hundred, keeps only those up to date, and more when asked', async () => {
    for (let index = 0; index < 600; index += 1) {
      computer.service.put(numberedSnapshot(index));
    }
    const { list, store } = computer.openWindow();
    list.add(...keys(0, 600));
    assert.deepEqual([list.shown.length, list.hidden, store.all().length], [200, 400, 200]);
    store.setAttention(true);
    await computer.settle();
    assert.deepEqual(
      [computer.service.calls.length, new Set(computer.service.calls)],
      [200, new Set(['fetchSnapshot'])],
    );
    list.showMore();
    assert.deepEqual([list.shown.length, list.hidden, store.all().length], [400, 200, 400]);
    list.remove(...keys(0, 300));
    assert.deepEqual([list.shown.length, list.hidden, store.all().length], [300, 0, 300]);
  });

  it('puts a session on top that is looked up again and was not shown', () => {
    const { list } = computer.openWindow();
    list.add(...keys(0, 300));
    list.add(numberedKey(250));
    assert.deepEqual(numbers(list).slice(0, 2), [250, 0]);
    assert.equal(list.keys.length, 300);
  });

  it('knows what sessions are called, shown or not, in the next window too', async () => {
    computer.service.put(numberedSnapshot(7));
    const { list, store } = computer.openWindow();
    list.add(numberedKey(7));
    assert.equal(list.titleOf(numberedKey(7)), 'session-…00000007');
    store.setAttention(true);
    await computer.settle();
    assert.equal(list.titleOf(numberedKey(7)), 'shot 7');
    list.add(...keys(100, 400));
    await computer.settle();
    assert.equal(computer.openWindow().list.titleOf(numberedKey(7)), 'shot 7');
  });

  describe('after a reload', () => {
    it('shows an ended session as it was, and never asks for it', async () => {
      const { snapshot } = endedSession();
      assert.ok(snapshot);
      computer.service.put(snapshot);
      const before = computer.openWindow();
      before.list.add(KEY);
      before.store.setAttention(true);
      await computer.settle();
      computer.service.calls.length = 0;
      const { store } = computer.openWindow();
      store.setAttention(true);
      await computer.clock.tickAsync(3_600_000);
      assert.deepEqual(JSON.parse(JSON.stringify(store.get(KEY)?.snapshot)), JSON.parse(JSON.stringify(snapshot)));
      assert.equal(store.get(KEY)?.asOfMs, undefined);
      assert.deepEqual(computer.service.calls, []);
    });

    it('shows an active session as it was and since when, until it is confirmed by a call for a hundred', async () => {
      keys(0, 50).forEach((_, index) => {
        computer.service.put(numberedSnapshot(index));
      });
      const before = computer.openWindow();
      before.list.add(...keys(0, 50));
      before.store.setAttention(true);
      await computer.settle();
      before.store.setAttention(false);
      computer.service.calls.length = 0;
      computer.clock.tick(120_000);
      const { list, store } = computer.openWindow();
      assert.equal(list.titleOf(numberedKey(4)), 'shot 4');
      assert.equal(store.get(numberedKey(4))?.asOfMs, NOW_MS);
      store.setAttention(true);
      await computer.clock.tickAsync(15_000);
      assert.deepEqual(computer.service.calls, ['fetchSessions 50']);
      assert.equal(store.get(numberedKey(4))?.asOfMs, undefined);
    });

    it('reads a session again that was too long to be kept', async () => {
      const long = numberedSnapshot(1);
      computer.service.put({ ...long, raw: 'x'.repeat(200_000) });
      const before = computer.openWindow();
      before.list.add(numberedKey(1));
      before.store.setAttention(true);
      await computer.settle();
      const { store } = computer.openWindow();
      store.setAttention(true);
      await computer.settle();
      assert.deepEqual(computer.service.calls, ['fetchSnapshot', 'fetchSnapshot']);
    });
  });

  describe('of the first version', () => {
    const stored = (): { workspaceState: MemoryMemento; globalState: MemoryMemento } => {
      const [workspaceState, globalState] = [new MemoryMemento(), new MemoryMemento()];
      const { snapshot } = endedSession();
      workspaceState.stored.set('sessions', {
        format: 3,
        entries: [{ key: KEY, known: { snapshot } }, { key: 'odd' }, { key: numberedKey(2) }],
      });
      globalState.stored.set('recent', {
        format: 3,
        entries: [
          { key: KEY, title: 'x' },
          { key: numberedKey(3), title: 'shot 3' },
        ],
      });
      return { workspaceState, globalState };
    };

    it('is taken over once, in its order, with what was known', () => {
      const mementos = stored();
      const { list, known, store } = computer.openWindow();
      takeOverFirstVersion(mementos, list, known);
      assert.deepEqual(ids(list), [KEY.sessionId, numberedKey(2).sessionId]);
      assert.ok(store.get(KEY)?.snapshot);
      assert.deepEqual(
        list.recent.filter(({ key }) => !list.has(key)).map(({ key }) => key.sessionId),
        [numberedKey(3).sessionId],
      );
      list.remove(KEY);
      takeOverFirstVersion(mementos, list, known);
      assert.deepEqual(ids(list), [numberedKey(2).sessionId]);
    });

    it('is left where it is, for that version', () => {
      const mementos = stored();
      const before = JSON.stringify([mementos.workspaceState.get('sessions'), mementos.globalState.get('recent')]);
      const { list, known } = computer.openWindow();
      takeOverFirstVersion(mementos, list, known);
      assert.equal(
        JSON.stringify([mementos.workspaceState.get('sessions'), mementos.globalState.get('recent')]),
        before,
      );
    });
  });

  it('leaves what a later version wrote as it is', async () => {
    const { list } = computer.openWindow();
    list.add(numberedKey(1));
    await computer.settle();
    const later = { key: numberedKey(2), title: 'x', order: 1, pinned: true };
    computer.lists.lines.push(
      `lookedUp\tlater\t${JSON.stringify(later)}\t`,
      'lookedUp\todd\t{"key":{"connection":{"source":"gcp"}}}\t',
      'group\tg\t{"any":1}\t',
    );
    const window = computer.openWindow();
    assert.equal(window.list.keys.length, 2);
    window.list.add(...keys(10, 2_000));
    window.list.remove(...keys(10, 2_000));
    await computer.settle();
    const text = computer.lists.lines.join('\n');
    assert.match(text, /"pinned":true/);
    assert.match(text, /"source":"gcp"/);
    assert.match(text, /group\tg/);
  });

  it('of five thousand is read once when a window opens, and each change adds at most two lines', async () => {
    const before = computer.openWindow();
    before.list.add(...keys(0, 5_000));
    await computer.settle();
    const { cost, lines } = computer.lists;
    const start = { ...cost };
    const stored = lines.length;
    const { list } = computer.openWindow();
    assert.equal(cost.read - start.read, stored);
    for (let index = 0; index < 20; index += 1) {
      list.add(numberedKey(10_000 + index));
      list.remove(numberedKey(index));
      await computer.settle();
    }
    assert.equal(list.keys.length, 5_000);
    assert.equal(cost.read - start.read, stored);
    assert.ok(cost.appended - start.appended <= 80, JSON.stringify(cost));
  });
});
