import assert from 'node:assert/strict';
import { unwatchEnded, unwatchThings, watchThings } from '../../../../src/ui/sessions/watching';
import type { WatchedJob } from '../../../../src/core/farm/watchedParts';
import type { Watchable } from '../../../../src/core/farm/watchable';
import { Computer, type ListWindow, numberedKey, numberedSnapshot } from '../../../support/listWindow';
import { JOB_KEY } from '../../../support/sessions/sessions';
import { HOSTILE, hasLink, iconsIn } from '../../../support/vscode/interpreted';
import { answers, resetVSCode, shown } from '../../../support/vscode/shown';

const session = (index: number): Watchable => ({ kind: 'session', key: numberedKey(index) });
const JOB: Watchable = { kind: 'job', key: JOB_KEY };

describe('watching', () => {
  let computer: Computer;
  let window: ListWindow;
  let job: WatchedJob | undefined;
  const app = (): Parameters<typeof watchThings>[0] => ({
    ...window,
    watchedParts: { get: ({ kind }: Watchable) => (kind === 'job' ? job : undefined) } as unknown as Parameters<
      typeof watchThings
    >[0]['watchedParts'],
  });
  const texts = (): string[] => shown.messages.map(({ text }) => text);
  beforeEach(async () => {
    resetVSCode();
    computer = new Computer();
    window = computer.openWindow();
    job = undefined;
    for (let index = 0; index < 4; index += 1) {
      const ended = index === 3 ? { endedAtMs: 1, lifecycleStatus: 'ENDED' } : {};
      computer.service.put(numberedSnapshot(index, ended));
      window.list.add(numberedKey(index));
    }
    window.store.setAttention(true);
    await computer.settle();
  });

  it('begins without a question, and says so where it does not disturb', () => {
    watchThings(app(), [session(1)]);
    assert.ok(window.watchList.has(session(1)));
    assert.deepEqual([texts(), shown.statusBar], [[], ['$(eye) Watching shot 1']]);
  });

  it('is not done by looking', () => {
    assert.equal(window.watchList.isEmpty, true);
  });

  it('leaves a session in the list, and is left alone by it', () => {
    watchThings(app(), [session(1)]);
    window.list.remove(numberedKey(1));
    assert.ok(window.watchList.has(session(1)));
    window.list.add(numberedKey(1));
    unwatchThings(app(), [session(1)]);
    assert.ok(window.list.has(numberedKey(1)));
  });

  it('does not begin for what has ended, and says so', () => {
    watchThings(app(), [session(3)]);
    assert.deepEqual(texts(), ['shot 3 has ended already.']);
    watchThings(app(), [session(3), session(2)]);
    assert.deepEqual(
      window.watchList.things.map(({ key }) => key),
      [numberedKey(2)],
    );
  });

  it('ends with a way back', async () => {
    watchThings(app(), [session(1), session(2), JOB]);
    answers.message = () => 'Undo';
    unwatchThings(app(), [session(1), JOB, session(0)]);
    assert.deepEqual(
      shown.messages.map(({ text, buttons }) => [text, buttons]),
      [['Stopped watching 2 items.', ['Undo']]],
    );
    assert.deepEqual([window.watchList.has(session(1)), window.watchList.has(session(2))], [false, true]);
    await computer.settle();
    assert.deepEqual([window.watchList.has(session(1)), window.watchList.has(JOB)], [true, true]);
  });

  it('ends for all that has ended at once', async () => {
    watchThings(app(), [session(0), session(1), session(2)]);
    computer.service.put(numberedSnapshot(1, { endedAtMs: 1, lifecycleStatus: 'ENDED' }));
    await window.store.refresh(numberedKey(1));
    unwatchEnded(app());
    unwatchEnded(app());
    assert.deepEqual(texts(), ['Stopped watching shot 1.', 'Nothing that is watched has ended.']);
  });

  for (const name of HOSTILE) {
    it(`draws nothing of a job called ${JSON.stringify(name)}`, () => {
      const { job: part } = numberedSnapshot(1);
      assert.ok(part.ok);
      job = {
        kind: 'job',
        key: JOB_KEY,
        name: undefined,
        job: { ...part.value, name },
        active: [],
        failed: [],
        fault: undefined,
      };
      watchThings(app(), [JOB]);
      unwatchThings(app(), [JOB]);
      assert.deepEqual(iconsIn(shown.statusBar[0] ?? ''), ['$(eye)']);
      assert.equal(hasLink(texts()[0] ?? ''), false);
    });
  }
});
