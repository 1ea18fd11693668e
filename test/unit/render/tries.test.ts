import assert from 'node:assert/strict';

import { triesTitle, triesVerdict, tryLines } from '../../../src/render/triage/tries';
import { NOW_MS } from '../../support/sessions/sessions';
import { oneTry, threeTries } from '../../support/sessions/tries';

describe('the tries of a task in words', () => {
  it('say how many there were, and on how many hosts', () => {
    assert.equal(triesTitle(threeTries()), 'Frame 1003: 3 tries on 3 hosts');
    assert.equal(triesTitle(oneTry()), 'Frame 1003: 1 try');
    const { tries } = threeTries();
    const same = tries.map((one) => ({ ...one, host: tries[0]?.host }));
    assert.equal(triesTitle(threeTries({ tries: same })), 'Frame 1003: 3 tries on one host');
    const unknown = tries.map((one) => ({ ...one, host: undefined }));
    assert.equal(triesTitle(threeTries({ tries: unknown })), 'Frame 1003: 3 tries');
  });

  it('say nothing where they may not be listed', () => {
    assert.equal(triesTitle(oneTry({ isWhole: false })), '');
    const { task } = oneTry();
    assert.equal(triesTitle(oneTry(), 'Simulate cloth'), 'Frame 1003: 1 try');
    assert.equal(triesTitle(oneTry({ task: { ...task, parameters: {} } }), 'Simulate cloth'), 'Simulate cloth: 1 try');
  });

  it('say what they speak for', () => {
    assert.match(triesVerdict(threeTries()), /^It failed in the same way on another host\. Look at the scene/);
    assert.equal(
      triesVerdict(oneTry()),
      '7 of 9 other tasks of the job failed on this host, 40 of 3,160 elsewhere. Look at this host.',
    );
    const few = { failedHere: 0, succeededHere: 1, failedElsewhere: 0, succeededElsewhere: 0 };
    assert.equal(
      triesVerdict({ speaksFor: 'tooLittle', otherTasks: few }),
      '0 of 1 other task of the job failed on this host. Too little to tell whether the host or the scene is to blame.',
    );
    assert.equal(
      triesVerdict({ speaksFor: 'tooLittle', otherTasks: undefined }),
      'Too little to tell whether the host or the scene is to blame.',
    );
  });

  it('are rows with host, result, length and age', () => {
    const tries = threeTries();
    const own = tries.tries[2]?.action.sessionActionId;
    const lines = tryLines(tries, own, NOW_MS);
    assert.deepEqual(
      lines.map(({ label, isThis }) => [label, isThis]),
      [
        ['Try 1', false],
        ['Try 2', false],
        ['Try 3', true],
      ],
    );
    assert.match(lines[1]?.words ?? '', /^rack2-node17 · failed · exit 139 \(SIGSEGV\) · 3 min 20 s · \d+ min ago$/);
  });
});
