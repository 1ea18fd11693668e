import assert from 'node:assert/strict';

import type { ChangeEnd, ChangeOutcome, ChangePlan } from '../../../../src/core/farm/changePlan';
import { UserError } from '../../../../src/core/errors';
import type { JobPath } from '../../../../src/core/farm/farm';
import { SAMPLE_CONNECTION } from '../../../../src/core/session/sessionKey';
import { changeResult, commonFault, nothingToChange } from '../../../../src/render/runStatus/changeResult';

const fault = (message: string) => new UserError({ kind: 'conflict', message, remedies: [] }).fault;
const path = (index: number) =>
  ({ farmId: 'farm-f', queueId: 'queue-a', jobId: 'job-b', stepId: 'step-d', taskId: `task-d-${index}` }) as const;
const plan = (count: number, more: object = {}): ChangePlan =>
  ({
    kind: 'tasks',
    wish: { target: 'PENDING', onlyFailed: true },
    connection: SAMPLE_CONNECTION,
    jobs: new Map(),
    stepNames: {},
    changing: Array.from({ length: count }, (_, index) => ({
      path: path(index),
      facts: { taskId: path(index).taskId, runStatus: 'FAILED', parameters: { Frame: String(index) } },
    })),
    left: [],
    unread: [],
    ...more,
  }) as unknown as ChangePlan;
const outcomes = (...ends: readonly ChangeEnd[]): readonly ChangeOutcome<JobPath, unknown>[] =>
  ends.map((end, index) => ({ path: path(index), before: undefined, end }));

const DONE: ChangeEnd = { state: 'done' };
const REFUSED: ChangeEnd = { state: 'refused', fault: fault('It is being updated.') };

describe('the result of a change', () => {
  const message = (...ends: readonly ChangeEnd[]): string => changeResult(plan(ends.length), outcomes(...ends)).message;

  it('is one sentence where all went well', () => {
    assert.equal(message(DONE), 'Frame 0 waits to run again.');
    assert.equal(message(DONE, DONE), '2 tasks wait to run again.');
    assert.ok(changeResult(plan(1), outcomes(DONE)).isGood);
    assert.equal(
      message({ state: 'unknown', fault: fault('No answer.') }),
      'Frame 0 got no answer, so its status is unknown.',
    );
    assert.equal(message({ state: 'accepted' }), 'Frame 0 waits to run again. Frame 0 doesn’t show it yet.');
  });

  it('counts what was accepted, and everything else by what became of it', () => {
    assert.equal(
      message(
        DONE,
        { state: 'accepted' },
        REFUSED,
        { state: 'left', reason: 'running' },
        { state: 'unknown', fault: fault('No answer.') },
        { state: 'notAsked', fault: undefined },
      ),
      '2 of 6 tasks wait to run again. 1 doesn’t show it yet. 1 was refused. 1 changed meanwhile and was left alone. 1 got no answer, so its status is unknown. 1 was not changed.',
    );
  });

  it('lists each thing that was not changed with its reason', () => {
    const { rows, isGood } = changeResult(plan(3), outcomes(DONE, REFUSED, { state: 'notAsked', fault: undefined }));
    assert.equal(isGood, false);
    assert.deepEqual(rows, [
      { path: path(1), heading: 'Refused', name: 'Frame 1', reason: 'It is being updated.' },
      { path: path(2), heading: 'Not changed', name: 'Frame 2', reason: 'not reached before the work was stopped' },
    ]);
  });

  it('says that running tasks are being stopped', () => {
    const running = plan(1, { wish: { target: 'CANCELED', onlyFailed: false } });
    const [first] = running.changing;
    Object.assign(first?.facts ?? {}, { runStatus: 'RUNNING' });
    assert.equal(changeResult(running, outcomes(DONE)).message, 'Frame 0 is canceled or being stopped.');
  });

  it('is one fault where that kept everything from being changed', () => {
    assert.equal(commonFault(outcomes(REFUSED, REFUSED))?.message, 'It is being updated.');
    assert.ok(commonFault(outcomes(REFUSED, { state: 'notAsked', fault: undefined })));
    assert.equal(commonFault(outcomes(REFUSED, DONE)), undefined);
    assert.equal(commonFault(outcomes(REFUSED, { state: 'refused', fault: fault('Archived.') })), undefined);
  });

  it('says why nothing can be changed', () => {
    const left = (index: number, reason: string) => ({ ...plan(index + 1).changing[index], reason });
    assert.equal(
      nothingToChange(plan(0, { left: [left(0, 'running')] })),
      'Frame 0 is running. Cancel it first, or wait until it has ended.',
    );
    assert.equal(
      nothingToChange(plan(0, { left: [left(0, 'running'), left(1, 'waiting'), left(2, 'running')] })),
      'None of 3 tasks can be changed: 2 are running, 1 already waits to run.',
    );
    assert.equal(
      nothingToChange(plan(0, { left: [left(0, 'over')], unread: [{ path: path(1), fault: fault('No.') }] })),
      'None of 2 tasks can be changed: 1 has already ended, 1 can’t be read (No.).',
    );
  });
});
