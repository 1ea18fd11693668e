import assert from 'node:assert/strict';

import type { Job } from '../../../../src/core/session/session';
import { SAMPLE_CONNECTION } from '../../../../src/core/session/sessionKey';
import {
  farmTooltip,
  fleetTooltip,
  jobTooltip,
  queueTooltip,
  sessionTooltip,
  stepTooltip,
  workerTooltip,
} from '../../../../src/render/farms/farmTooltips';
import { exactTime } from '../../../../src/render/time';
import { FLEET, WORKER } from '../../../fixtures/references';
import { NO_HOST, activeSession, KEY, NOW_MS } from '../../../support/sessions/sessions';

const JOB: Job = {
  jobId: KEY.jobId,
  name: 'sh010\u202e',
  lifecycleStatus: 'CREATE_COMPLETE',
  taskRunStatus: 'FAILED',
  taskRunStatusCounts: { SUCCEEDED: 2, FAILED: 1 },
  priority: 80,
  maxFailedTasksCount: 100,
  maxRetriesPerTask: 3,
  createdAtMs: NOW_MS,
  createdBy: 'arn:aws:iam::123456789012:user/ana',
  startedAtMs: NOW_MS,
  endedAtMs: NOW_MS + 61_000,
};
const HOST = { ...NO_HOST, hostName: 'rack-04' };
const SESSION = {
  kind: 'session',
  id: 's',
  connection: SAMPLE_CONNECTION,
  parent: undefined,
  key: KEY,
  facts: {
    sessionId: KEY.sessionId,
    fleetId: FLEET,
    workerId: WORKER,
    startedAtMs: NOW_MS,
    endedAtMs: undefined,
    lifecycleStatus: 'UPDATE_IN_PROGRESS',
    targetLifecycleStatus: 'ENDED',
  },
  group: 'active',
  hostName: 'rack-04',
  failure: undefined,
  work: undefined,
} as const;

describe('tooltips of the farms view', () => {
  const now = exactTime(NOW_MS);
  const tooltips = {
    farm: [
      farmTooltip({ farmId: KEY.farmId, displayName: 'Aurora' }, SAMPLE_CONNECTION),
      ['Aurora', 'sample farm', KEY.farmId],
    ],
    queue: [
      queueTooltip({
        queueId: KEY.queueId,
        displayName: 'fx',
        status: 'SCHEDULING_BLOCKED',
        blockedReason: 'NO_BUDGET_CONFIGURED',
        roleArn: undefined,
      }),
      ['fx', 'Queue, scheduling blocked', 'no budget configured', KEY.queueId],
    ],
    job: [
      jobTooltip(JOB, undefined),
      [
        'sh010\\u202e',
        'Job, failed, priority 80',
        'Tasks: 1 failed, 2 succeeded',
        `Created ${now} by arn:aws:iam::123456789012:user/ana`,
        `Started ${now}`,
        `Ended ${exactTime(NOW_MS + 61_000)} after 1 min 01 s`,
        KEY.jobId,
      ],
    ],
    'job of one’s own that is being changed': [
      jobTooltip(
        {
          ...JOB,
          lifecycleStatus: 'UPDATE_IN_PROGRESS',
          taskRunStatusCounts: {},
          startedAtMs: undefined,
          endedAtMs: undefined,
        },
        JOB.createdBy,
      ),
      ['sh010\\u202e', 'Job, failed (update in progress), priority 80', `Created ${now} by you`, KEY.jobId],
    ],
    step: [
      stepTooltip({
        stepId: `step-${'0'.repeat(32)}`,
        name: 'Render',
        taskRunStatus: undefined,
        taskRunStatusCounts: {},
        consumerCount: undefined,
        startedAtMs: undefined,
        endedAtMs: undefined,
      }),
      ['Render', 'Step', `step-${'0'.repeat(32)}`],
    ],
    session: [
      sessionTooltip(SESSION, undefined, NOW_MS),
      ['Session, update in progress → ended', 'rack-04', `Started ${now}`, KEY.sessionId, WORKER, KEY.jobId],
    ],
    fleet: [
      fleetTooltip({ fleetId: FLEET, displayName: 'spot', status: 'ACTIVE', workerCount: 3 }),
      ['spot', 'Fleet, active, workers: 3', FLEET],
    ],
    worker: [workerTooltip({ workerId: WORKER, status: 'IDLE', host: HOST }), ['rack-04', 'Worker, idle', WORKER]],
  } as const;
  for (const [what, [lines, expected]] of Object.entries(tooltips)) {
    it(`tell all of a ${what}`, () => {
      assert.deepEqual(lines, expected);
    });
  }

  it('tell of a session that is watched what it does', () => {
    const [, verdict, host] = sessionTooltip(SESSION, activeSession(), NOW_MS);
    assert.match(verdict ?? '', /^Active for .*, running: /);
    assert.match(host ?? '', /^ip-10-3-0-17/);
  });
});
