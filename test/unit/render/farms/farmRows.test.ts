import assert from 'node:assert/strict';

import { type JobQuery, NEWEST_JOBS } from '../../../../src/core/farm/farm';
import type { JobRow, QueueRow, SessionFailure, SessionRow } from '../../../../src/core/farm/farmNode';
import type { Job } from '../../../../src/core/session/session';
import { SAMPLE_CONNECTION } from '../../../../src/core/session/sessionKey';
import {
  creator,
  farmText,
  fleetText,
  jobText,
  queryWords,
  queueText,
  sessionText,
  stepText,
  taskCounts,
  workerRowText,
  workerText,
} from '../../../../src/render/farms/farmRows';
import { groupText } from '../../../../src/render/farms/ownRows';
import { shortTime } from '../../../../src/render/time';
import { NO_HOST, activeSession, KEY, NOW_MS } from '../../../support/sessions/sessions';
import { FLEET, WORKER } from '../../../fixtures/references';

const MINUTE = 60_000;
const ME = '90670c4a-8081-70f2-3f5c-0d9a5a4b8f11';

const JOB: Job = {
  jobId: KEY.jobId,
  name: 'sh010_fx_v003',
  lifecycleStatus: 'CREATE_COMPLETE',
  taskRunStatus: 'RUNNING',
  taskRunStatusCounts: { SUCCEEDED: 85, FAILED: 3, RUNNING: 8, STARTING: 4, PENDING: 0 },
  priority: 50,
  maxFailedTasksCount: 100,
  maxRetriesPerTask: 3,
  createdAtMs: NOW_MS - 40 * MINUTE,
  createdBy: ME,
  startedAtMs: undefined,
  endedAtMs: undefined,
};
const FAILURE: SessionFailure = {
  task: { stepId: `step-${'0'.repeat(32)}`, parameters: { Frame: '1005' } },
  others: 2,
};
const QUEUE: QueueRow = {
  kind: 'queue',
  id: 'q',
  connection: SAMPLE_CONNECTION,
  parent: undefined,
  farmId: KEY.farmId,
  facts: {
    queueId: KEY.queueId,
    displayName: 'lighting',
    status: 'SCHEDULING',
    blockedReason: undefined,
    roleArn: undefined,
  },
  query: NEWEST_JOBS,
  activity: { activeJobs: 3, runningTasks: 17, isAtLeast: false },
};
const JOB_ROW: JobRow = { kind: 'job', id: 'j', connection: SAMPLE_CONNECTION, parent: QUEUE, path: KEY, facts: JOB };
const SESSION: SessionRow = {
  kind: 'session',
  id: 's',
  connection: SAMPLE_CONNECTION,
  parent: JOB_ROW,
  key: KEY,
  facts: {
    sessionId: KEY.sessionId,
    fleetId: FLEET,
    workerId: WORKER,
    startedAtMs: NOW_MS - 12 * MINUTE,
    endedAtMs: undefined,
    lifecycleStatus: 'STARTED',
    targetLifecycleStatus: undefined,
  },
  group: 'active',
  hostName: 'ip-10-3-0-17.us-west-2.compute.internal',
  failure: undefined,
  work: undefined,
};
const ENDED = { ...SESSION.facts, lifecycleStatus: 'ENDED', endedAtMs: NOW_MS - 3 * MINUTE };
/** When it ran, in the zone of whoever runs the tests. */
const SPAN = [ENDED.startedAtMs, ENDED.endedAtMs].map((timeMs) => shortTime(timeMs, NOW_MS)).join(' – ');

describe('rows of the farms view', () => {
  const rows = {
    'a job, its tasks counted bad news first': [
      jobText(JOB, NOW_MS, undefined),
      'sh010_fx_v003 | 3 failed, 12 running, 85 done · 40 min ago | running',
    ],
    'a job of one’s own': [
      jobText(JOB, NOW_MS, ME),
      'sh010_fx_v003 | 3 failed, 12 running, 85 done · 40 min ago · you | running',
    ],
    'a job that is only being made': [
      jobText(
        { ...JOB, lifecycleStatus: 'CREATE_IN_PROGRESS', taskRunStatus: undefined, taskRunStatusCounts: {} },
        NOW_MS,
        undefined,
      ),
      'sh010_fx_v003 | create in progress · 40 min ago | waiting',
    ],
    'an archived job': [
      jobText(
        { ...JOB, lifecycleStatus: 'ARCHIVED', taskRunStatus: 'SUCCEEDED', taskRunStatusCounts: {} },
        NOW_MS,
        undefined,
      ),
      'sh010_fx_v003 | archived · 40 min ago | neutral',
    ],
    'a job whose name would turn the line around': [
      jobText({ ...JOB, name: 'a\u202eb\n$(zap)' }, NOW_MS, undefined),
      'a\\u202eb $(zap) | 3 failed, 12 running, 85 done · 40 min ago | running',
    ],
    'a queue and what runs in it': [queueText(QUEUE, undefined), 'lighting | 3 active, 17 running | running'],
    'a queue with more than could be counted': [
      queueText({ ...QUEUE, activity: { activeJobs: 100, runningTasks: 4000, isAtLeast: true } }, undefined),
      'lighting | 100+ active, 4,000 running | running',
    ],
    'a queue that is narrowed down': [
      queueText(
        { ...QUEUE, activity: undefined, query: { ...NEWEST_JOBS, statuses: ['FAILED'], text: 'sh0' } },
        undefined,
      ),
      'lighting | failed · “sh0” | running',
    ],
    'a queue that is blocked': [
      queueText(
        {
          ...QUEUE,
          activity: undefined,
          facts: { ...QUEUE.facts, status: 'SCHEDULING_BLOCKED', blockedReason: 'BUDGET_THRESHOLD_REACHED' },
        },
        undefined,
      ),
      'lighting | scheduling blocked: budget threshold reached | blocked',
    ],
    'an active session and where it runs': [
      sessionText(SESSION, undefined, NOW_MS),
      'ip-10-3-0-17 | active · 12 min | running',
    ],
    'a session that was asked to end, with its target': [
      sessionText({ ...SESSION, facts: { ...SESSION.facts, targetLifecycleStatus: 'ENDED' } }, undefined, NOW_MS),
      'ip-10-3-0-17 | ending → ended · 12 min | ending',
    ],
    'a session that failed, by the frame': [
      sessionText({ ...SESSION, facts: ENDED, group: 'failed', failure: FAILURE }, undefined, NOW_MS),
      `Frame 1005 and 2 more | ip-10-3-0-17 · failed 3 min ago · ${SPAN} | failed`,
    ],
    'a session of which only the ID is known': [
      sessionText({ ...SESSION, facts: ENDED, group: 'failed', hostName: undefined }, undefined, NOW_MS),
      `session-…${KEY.sessionId.slice(-8)} | failed 3 min ago · ${SPAN} | failed`,
    ],
    'a session that is over': [
      sessionText({ ...SESSION, facts: ENDED, group: 'ended' }, undefined, NOW_MS),
      `ip-10-3-0-17 | ended 3 min ago · ${SPAN} | neutral`,
    ],
    'a session that is watched, which knows more': [
      sessionText(SESSION, activeSession(), NOW_MS),
      'ip-10-3-0-17 | active · 62 % · 12 min | running',
    ],
    'a group, as far as it was read': [groupText('active', 17, true), 'Active sessions | 17+ | neutral'],
    'a group': [groupText('ended', 3, false), 'Ended sessions | 3 | neutral'],
    'a farm of several Regions': [farmText({ displayName: 'Aurora' }, 'us-east-1'), 'Aurora | us-east-1 | neutral'],
    'a farm': [farmText({ displayName: 'Aurora' }, undefined), 'Aurora |  | neutral'],
    'a step': [
      stepText({
        stepId: `step-${'0'.repeat(32)}`,
        name: 'Render',
        taskRunStatus: 'FAILED',
        taskRunStatusCounts: { FAILED: 1 },
        consumerCount: 0,
        startedAtMs: undefined,
        endedAtMs: undefined,
      }),
      'Render | 1 failed | failed',
    ],
    'a fleet': [
      fleetText({ fleetId: FLEET, displayName: 'spot-linux', status: 'ACTIVE', workerCount: 12 }),
      'spot-linux | 12 workers | neutral',
    ],
    'a fleet that is in trouble': [
      fleetText({ fleetId: FLEET, displayName: 'spot-linux', status: 'CREATE_FAILED', workerCount: undefined }),
      'spot-linux | create failed | failed',
    ],
    'a worker by its host’s name': [
      workerText({
        workerId: WORKER,
        status: 'RUNNING',
        host: { ...NO_HOST, hostName: 'rack-04', ec2InstanceType: 'c6i.large' },
      }),
      `rack-04 | running · c6i.large · worker-…${WORKER.slice(-8)} | running`,
    ],
    'a worker in a row without its host’s domain': [
      workerRowText({ workerId: WORKER, status: 'IDLE', host: { ...NO_HOST, hostName: 'rack-04.studio.example' } }),
      `rack-04 | idle · worker-…${WORKER.slice(-8)} | neutral`,
    ],
    'a worker without a host': [
      workerText({ workerId: WORKER, status: 'NOT_RESPONDING', host: NO_HOST }),
      `worker-…${WORKER.slice(-8)} | not responding | blocked`,
    ],
  } as const;
  for (const [what, [{ label, description, tone }, expected]] of Object.entries(rows)) {
    it(`shows ${what}`, () => {
      assert.equal([label, description, tone].join(' | '), expected);
    });
  }

  it('says aloud what signs and colors show', () => {
    assert.equal(
      jobText(JOB, NOW_MS, ME).spoken,
      'sh010_fx_v003, job, running, 3 failed, 8 running, 4 starting, 85 succeeded, priority 50, by you, 40 min old',
    );
    assert.equal(queueText(QUEUE, undefined).spoken, 'lighting, queue, scheduling, 3 active jobs, 17 running tasks');
    assert.equal(sessionText(SESSION, undefined, NOW_MS).spoken, 'ip-10-3-0-17, session, active, 12 min');
  });

  const queries: readonly (readonly [Partial<JobQuery>, string])[] = [
    [{}, ''],
    [{ text: 'sh0' }, '“sh0”'],
    [{ statuses: ['RUNNING', 'STARTING', 'ASSIGNED', 'SCHEDULED', 'INTERRUPTING', 'FAILED'] }, 'running, failed'],
    [{ statuses: ['A_NEWER_WORD'] }, 'a newer word'],
    [{ createdBy: ME, order: 'oldest' }, 'mine · oldest first'],
    [{ createdBy: 'arn:aws:sts::123456789012:assumed-role/Artist/ana' }, 'by ana'],
    [{ archived: 'only', order: 'failedFirst' }, 'archived · failed first'],
    [{ archived: 'with' }, 'archived too'],
  ];
  for (const [query, words] of queries) {
    it(`says “${words}” of a queue narrowed down so`, () => {
      assert.equal(queryWords({ ...NEWEST_JOBS, ...query }, ME), words);
    });
  }

  const creators: readonly (readonly [string, string])[] = [
    [ME, 'you'],
    ['1234567890-90670c4a-8081-70f2-3f5c-0d9a5a4b8f12', '90670c4a'],
    ['arn:aws:iam::123456789012:user/ana', 'ana'],
    ['somebody\u202e', 'somebody\\u202e'],
  ];
  for (const [createdBy, who] of creators) {
    it(`calls ${JSON.stringify(createdBy)} ${who}`, () => {
      assert.equal(creator(createdBy, ME), who);
    });
  }

  it('counts tasks of statuses that it does not know in words', () => {
    assert.equal(taskCounts({ NEWER: 2, CANCELED: 1 }), '1 canceled, 2 newer');
  });
});
