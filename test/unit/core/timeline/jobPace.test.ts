import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { SessionAction } from '../../../../src/core/session/session';
import { type JobPace, jobWork, paceBeside } from '../../../../src/core/timeline/jobPace';
import { NOW_MS } from '../../../support/sessions/sessions';
import { actionOf, sessionId, sessionOf, task } from '../../../support/sessions/jobRuns';
import { COMP_ID } from '../../../support/sessions/triages';
import { runs } from '../../../support/thorough';

const SYNC: SessionAction['definition'] = { kind: 'syncInputJobAttachments', stepId: undefined };

/** Three sessions of 100, 200 and 50 s; the third runs another step. */
const SESSIONS = [sessionOf(1, 1, 0, 100), sessionOf(2, 2, 0, 200), sessionOf(3, 3, 0, 50)];
const ACTIONS = [
  actionOf(1, 0, SYNC, 0, 10),
  actionOf(1, 1, task(1), 10, 40),
  actionOf(1, 2, task(2), 40, 100, 'FAILED'),
  actionOf(2, 0, SYNC, 0, 60),
  actionOf(2, 1, task(3), 60, 70),
  actionOf(2, 2, task(4), 70, 90),
  actionOf(2, 3, task(5), 90, undefined),
  actionOf(3, 0, task(6, COMP_ID), 0, 49),
];

function beside(session: number, isWhole = true, actions = ACTIONS): JobPace {
  const own = actions.filter(({ sessionActionId }) => sessionActionId.includes(sessionId(session).slice(8)));
  return paceBeside(jobWork({ sessions: SESSIONS, actions }, isWhole, NOW_MS), sessionId(session), own);
}

describe('the pace of a job', () => {
  it('is that of its other sessions, by the tasks of the same steps that ended', () => {
    assert.deepStrictEqual(beside(2), {
      isOfSameSteps: true,
      sessions: 1,
      tasks: 2,
      medianTaskMs: 45_000,
      slowestTaskMs: 60_000,
      busyShare: 1,
      startUpShare: 0.1,
      isWhole: true,
      readAtMs: NOW_MS,
    });
    const { sessions, tasks, medianTaskMs, startUpShare } = beside(1);
    assert.deepStrictEqual([sessions, tasks, medianTaskMs, startUpShare], [1, 2, 15_000, 0.3]);
  });

  it('has no shares of time where some actions may be missing', () => {
    const { busyShare, startUpShare, medianTaskMs } = beside(2, false);
    assert.deepStrictEqual([busyShare, startUpShare, medianTaskMs], [undefined, undefined, 45_000]);
  });

  it('has no shares of time where one session is not in the list', () => {
    const work = jobWork({ sessions: SESSIONS.slice(1), actions: ACTIONS }, true, NOW_MS);
    const { sessions, busyShare } = paceBeside(work, sessionId(2), [actionOf(2, 1, task(3), 60, 70)]);
    assert.deepStrictEqual([sessions, busyShare], [1, undefined]);
  });

  it('is that of all steps beside a session that ran no task', () => {
    const work = jobWork({ sessions: SESSIONS, actions: ACTIONS }, true, NOW_MS);
    const { isOfSameSteps, sessions, tasks } = paceBeside(work, sessionId(9), [actionOf(9, 0, SYNC, 0, 10)]);
    assert.deepStrictEqual([isOfSameSteps, sessions, tasks], [false, 3, 5]);
  });

  it('says that there is nothing to compare with where no other session ended such a task', () => {
    const { sessions, tasks, medianTaskMs, slowestTaskMs, busyShare } = beside(3);
    assert.deepStrictEqual(
      [sessions, tasks, medianTaskMs, slowestTaskMs, busyShare],
      [0, 0, undefined, undefined, undefined],
    );
  });

  it('is made of numbers that can be, whatever times actions have', () => {
    const time = fc.option(fc.oneof(fc.integer({ min: -1e6, max: 1e6 }), fc.constant(NaN), fc.constant(Infinity)), {
      nil: undefined,
    });
    const anyAction = fc
      .tuple(
        fc.integer({ min: 1, max: 4 }),
        fc.nat(9),
        time,
        time,
        fc.constantFrom('SUCCEEDED', 'FAILED', 'RUNNING', 'X'),
      )
      .map(([session, frame, from, to, status]) =>
        actionOf(session, frame, frame === 0 ? SYNC : task(frame), from, to, status),
      );
    fc.assert(
      fc.property(fc.array(anyAction, { maxLength: 20 }), fc.boolean(), (actions, isWhole) => {
        const pace = beside(1, isWhole, actions);
        for (const share of [pace.busyShare, pace.startUpShare]) {
          assert.ok(share === undefined || (isWhole && share >= 0 && share <= 1), String(share));
        }
        assert.ok(pace.medianTaskMs === undefined ? pace.tasks === 0 : pace.medianTaskMs >= 0);
        assert.ok((pace.slowestTaskMs ?? 0) >= (pace.medianTaskMs ?? 0));
      }),
      runs(300),
    );
  });
});
