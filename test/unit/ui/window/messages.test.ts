import assert from 'node:assert/strict';

import { delay } from '../../../../src/core/async/clock';
import { withProgressBeforeQuestion } from '../../../../src/ui/window/messages';
import { SimulatedClock } from '../../../support/simulatedClock';
import { resetVSCode, shown } from '../../../support/vscode/shown';

describe('progress before a question', () => {
  let clock: SimulatedClock;
  const find = (forMs: number): Promise<number> =>
    withProgressBeforeQuestion(clock, 'Finding tasks', async (signal, report) => {
      report('12 found');
      await delay(clock, forMs, signal);
      return 12;
    });

  beforeEach(() => {
    resetVSCode();
    clock = new SimulatedClock();
  });

  it('shows nothing of what takes no time', async () => {
    assert.equal(await clock.run(find(900)), 12);
    assert.deepEqual(shown.progress, []);
    assert.equal(clock.timers, 0);
  });

  it('shows what takes longer, with how far it is, and ends when the message has gone', async () => {
    const beganMs = clock.Date.now();
    assert.equal(await clock.run(find(1_100)), 12);
    assert.deepEqual(shown.progress, ['Finding tasks', '12 found']);
    assert.ok(clock.Date.now() - beganMs >= 1_800);
  });

  it('fails as the work does, also while it is shown', async () => {
    const failing = withProgressBeforeQuestion(clock, 'Finding tasks', async (signal) => {
      await delay(clock, 2_000, signal);
      throw new Error('refused');
    });
    await assert.rejects(clock.run(failing), /refused/);
    assert.deepEqual(shown.progress, ['Finding tasks', '']);
    assert.equal(clock.timers, 0);
  });
});
