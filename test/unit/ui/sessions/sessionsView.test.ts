import assert from 'node:assert/strict';
import { EventEmitter } from 'vscode';
import { keyId, SAMPLE_CONNECTION } from '../../../../src/core/session/sessionKey';
import { unknownSession } from '../../../../src/core/session/watchedSession';
import { watchedJobRowId } from '../../../../src/render/watching/watching';
import { WATCHING_ROW } from '../../../../src/render/watching/watchingRows';
import { SessionsView, type TreeRow } from '../../../../src/ui/sessions/sessionsView';
import type { Watchable } from '../../../../src/core/farm/watchable';
import { Computer, type ListWindow, numberedKey, numberedSnapshot } from '../../../support/listWindow';
import { MemoryMemento } from '../../../support/memoryMemento';
import { endSession } from '../../../support/sessions/sessionLives';
import { JOB_KEY, NOW_MS } from '../../../support/sessions/sessions';
import { upTo } from '../../../support/thorough';
import { resetVSCode, shown } from '../../../support/vscode/shown';

const nothing = { dispose: () => undefined };

describe('the Sessions view', () => {
  let computer: Computer;
  let window: ListWindow;
  let view: SessionsView;
  let memento: MemoryMemento;
  const fired: (TreeRow | undefined)[] = [];
  const SESSION_ID = numberedKey(77).sessionId;

  beforeEach(async () => {
    resetVSCode();
    memento = new MemoryMemento();
    computer = new Computer();
    window = computer.openWindow();
    for (let index = 0; index < 5; index += 1) {
      computer.service.put(numberedSnapshot(index));
    }
    window.store.setAttention(true);
    window.list.add(...[0, 1, 2].map(numberedKey));
    window.watchList.watch([{ kind: 'job', key: JOB_KEY }]);
    computer.clock.tick(1);
    window.watchList.watch([3, 1].map((index) => ({ kind: 'session', key: numberedKey(index) })));
    await computer.settle();
    const { snapshot } = { snapshot: numberedSnapshot(0) };
    assert.ok(snapshot.job.ok);
    const job = {
      kind: 'job',
      key: JOB_KEY,
      job: snapshot.job.value,
      active: [],
      failed: [SESSION_ID],
      fault: undefined,
    };
    const changes = new EventEmitter<TreeRow | undefined>();
    fired.length = 0;
    changes.event((row) => fired.push(row));
    view = new SessionsView(
      {
        ...window,
        watchedParts: {
          all: () => [job],
          get: ({ kind }: Watchable) => (kind === 'job' ? job : undefined),
          onDidChange: () => nothing,
        },
        currentConnection: { here: SAMPLE_CONNECTION, onDidChange: () => nothing },
        now: () => NOW_MS,
        context: { globalState: memento },
      } as unknown as ConstructorParameters<typeof SessionsView>[0],
      { onDidChange: () => nothing } as unknown as ConstructorParameters<typeof SessionsView>[1],
      { visible: false, onDidChangeVisibility: () => nothing, selection: [] } as unknown as ConstructorParameters<
        typeof SessionsView
      >[2],
      changes,
    );
  });
  afterEach(() => {
    view.dispose();
  });

  const ids = (rows: readonly TreeRow[]): string[] => rows.map(({ id }) => id);

  it('groups the list as a person chooses, at once and again in the next window', async () => {
    const done = view.arrange();
    const picker = shown.picks.at(-1);
    picker?.accept(/Job$/);
    const [, group] = view.getChildren();
    assert.ok(group);
    assert.equal(group.id, `group ${numberedKey(0).jobId}`);
    const below = view.getChildren(group);
    assert.deepEqual(ids(below), [keyId(numberedKey(0)), keyId(numberedKey(2))]);
    assert.deepEqual(
      below.map((row) => view.getParent(row)),
      [group, group],
    );
    assert.deepEqual(memento.get('sessionArrangement'), { order: 'added', grouping: 'job', filter: 'all' });
    picker?.accept(/Active only$/);
    picker?.hide();
    await done;
    assert.equal(fired.at(-1), undefined);
  });

  it('has what is watched in a part of its own on top, and every session once', () => {
    const roots = view.getChildren();
    assert.deepEqual(ids(roots), [WATCHING_ROW, keyId(numberedKey(0)), keyId(numberedKey(2))]);
    const [top] = roots;
    assert.ok(top);
    assert.deepEqual(ids(view.getChildren(top)), [
      watchedJobRowId(JOB_KEY),
      keyId(numberedKey(3)),
      keyId(numberedKey(1)),
    ]);
  });

  it('knows the parent of every row', () => {
    const walk = (row?: TreeRow): void => {
      for (const child of view.getChildren(row)) {
        assert.equal(view.getParent(child), row, child.id);
        walk(child);
      }
    };
    walk();
  });

  it('lets menus tell watched sessions from others, and jobs from sessions', () => {
    const contextOf = (row: TreeRow | undefined): string => String(row && view.getTreeItem(row).contextValue);
    const [top, listed] = view.getChildren();
    const [job, watched] = view.getChildren(top);
    const [failed] = view.getChildren(job);
    assert.match(contextOf(top), /\bwatching\b/);
    assert.match(contextOf(listed), /^session active unwatched copy$/);
    assert.match(contextOf(watched), /^session active watched copy$/);
    assert.match(contextOf(job), /^watchedJob watched copy$/);
    assert.match(contextOf(failed), /^jobSession copy$/);
    assert.deepEqual(failed?.key, { ...JOB_KEY, sessionId: SESSION_ID });
  });

  it('puts a session back among the others when it is watched no longer', () => {
    window.watchList.unwatch([{ kind: 'session', key: numberedKey(1) }]);
    assert.equal(fired.at(-1), undefined);
    assert.deepEqual(ids(view.getChildren()), [WATCHING_ROW, ...[0, 1, 2].map((index) => keyId(numberedKey(index)))]);
  });

  it('has no part for what is watched while nothing is', () => {
    window.watchList.unwatch(window.watchList.things);
    assert.deepEqual(
      ids(view.getChildren()),
      [0, 1, 2].map((index) => keyId(numberedKey(index))),
    );
  });

  it('gives VS Code the same object for a row that went and came back', () => {
    const before = view.getChildren().at(-1);
    const undo = window.list.remove(numberedKey(2));
    assert.equal(view.getChildren().length, 2);
    undo();
    assert.equal(view.getChildren().at(-1), before);
  });

  it('offers more where there are more than it shows', () => {
    window.list.add(...Array.from({ length: 250 }, (_, index) => numberedKey(1_000 + index)));
    const more = view.getChildren().at(-1);
    assert.ok(more);
    const item = view.getTreeItem(more);
    assert.deepEqual([item.label, item.description], ['Show More', '53 older sessions']);
    assert.deepEqual(view.rowOf(more)?.opens, { kind: 'more' });
  });

  it('reads and draws of 5,000 listed sessions those that it shows, and draws again the one that changed', async () => {
    const indexes = Array.from({ length: 5_000 }, (_, index) => 1_000 + index);
    indexes.forEach((index) => {
      computer.service.put(numberedSnapshot(index));
    });
    computer.service.calls.length = 0;
    window.list.add(...indexes.map(numberedKey));
    await computer.settle();
    assert.equal(window.list.keys.length, 5_003);
    const rows = view.getChildren();
    assert.ok(rows.length <= 202, `${rows.length} rows`);
    const reads = computer.service.calls.filter((call) => call === 'fetchSnapshot').length;
    assert.ok(reads <= 202, `${reads} sessions read`);
    fired.length = 0;
    endSession(computer, 1_000);
    await computer.clock.tickAsync(40_000);
    assert.deepEqual(new Set(fired.map((row) => row?.id)), new Set([keyId(numberedKey(1_000))]));
  });

  const WATCHED = upTo(300, 5_000);
  it(`draws of ${WATCHED} watched sessions the one that ends, and the row that counts them`, async () => {
    const indexes = Array.from({ length: WATCHED }, (_, index) => 10_000 + index);
    indexes.forEach((index) => {
      const snapshot = numberedSnapshot(index);
      computer.service.put(snapshot);
      window.known.remember({ ...unknownSession(snapshot.key), snapshot });
    });
    window.watchList.watch(indexes.map((index) => ({ kind: 'session', key: numberedKey(index) })));
    await computer.settle();
    const [top] = view.getChildren();
    assert.ok(top);
    assert.equal(view.getChildren(top).length, WATCHED + 3);
    await computer.clock.tickAsync(3 * 60_000);
    fired.length = 0;
    endSession(computer, 10_000);
    await computer.clock.tickAsync(90_000);
    assert.deepEqual(new Set(fired.map((row) => row?.id)), new Set([keyId(numberedKey(10_000)), WATCHING_ROW]));
  });
});
