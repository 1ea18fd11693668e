import assert from 'node:assert/strict';
import type { SessionKey } from '../../../../src/core/session/sessionKey';
import { removeEndedSessions, removeSessions } from '../../../../src/ui/sessions/removeSessions';
import { Computer, type ListWindow, numberedKey, numberedSnapshot } from '../../../support/listWindow';
import { HOSTILE, hasLink } from '../../../support/vscode/interpreted';
import { answers, resetVSCode, shown } from '../../../support/vscode/shown';

const keys = (from: number, to: number): SessionKey[] =>
  Array.from({ length: to - from }, (_, index) => numberedKey(from + index));

describe('removing sessions', () => {
  let computer: Computer;
  let window: ListWindow;
  const texts = (): string[] => shown.messages.map(({ text }) => text);
  beforeEach(() => {
    resetVSCode();
    computer = new Computer();
    window = computer.openWindow();
  });

  it('says which one went, and brings it back where it was', async () => {
    computer.service.put(numberedSnapshot(1));
    window.list.add(...keys(0, 3));
    window.store.setAttention(true);
    await computer.settle();
    answers.message = () => 'Undo';
    removeSessions(window, [numberedKey(1)]);
    assert.deepEqual(
      shown.messages.map(({ text, buttons }) => [text, buttons]),
      [['Removed shot 1 from the list.', ['Undo']]],
    );
    assert.equal(window.list.has(numberedKey(1)), false);
    await computer.settle();
    assert.deepEqual(window.list.keys, keys(0, 3));
  });

  it('says of many how many', () => {
    window.list.add(...keys(0, 30));
    removeSessions(window, keys(0, 12));
    assert.deepEqual(texts(), ['Removed 12 sessions from the list.']);
    assert.equal(window.list.keys.length, 18);
  });

  it('says nothing where nothing was removed', () => {
    removeSessions(window, [numberedKey(1)]);
    removeSessions(window, []);
    assert.deepEqual(texts(), []);
  });

  for (const name of HOSTILE) {
    it(`has no live link for a job called ${JSON.stringify(name)}`, async () => {
      const { job, ...snapshot } = numberedSnapshot(1);
      assert.ok(job.ok);
      computer.service.put({ ...snapshot, job: { ok: true, value: { ...job.value, name } } });
      window.list.add(numberedKey(1));
      window.store.setAttention(true);
      await computer.settle();
      removeSessions(window, [numberedKey(1)]);
      assert.equal(hasLink(texts()[0] ?? ''), false);
    });
  }

  it('removes all that have ended, also those that are not shown', async () => {
    const ended = { endedAtMs: 1, lifecycleStatus: 'ENDED' };
    for (let index = 0; index < 10; index += 1) {
      computer.service.put(numberedSnapshot(index, index % 2 === 0 ? ended : {}));
    }
    window.list.add(...keys(0, 10));
    window.store.setAttention(true);
    await computer.settle();
    window.list.add(...keys(100, 300));
    removeEndedSessions(window);
    assert.deepEqual(texts(), ['Removed 5 sessions from the list.']);
    assert.deepEqual(window.list.keys.slice(200), [1, 3, 5, 7, 9].map(numberedKey));
    removeEndedSessions(window);
    assert.equal(texts()[1], 'None of the listed sessions has ended.');
  });
});
