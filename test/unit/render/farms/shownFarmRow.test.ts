import assert from 'node:assert/strict';
import { NEWEST_JOBS } from '../../../../src/core/farm/farm';
import { groupOf } from '../../../../src/core/farm/tasks';
import type { SessionAction, Task } from '../../../../src/core/session/session';
import { SAMPLE_CONNECTION } from '../../../../src/core/session/sessionKey';
import { UserError } from '../../../../src/core/errors';
import type { FarmFacts } from '../../../../src/render/farms/farmRowKinds';
import { type FarmViewRow, type Note, toGroupRow } from '../../../../src/render/farms/ownRows';
import { showFarmRow, type ShownFarmRow } from '../../../../src/render/farms/shownFarmRow';
import {
  toAttemptRow,
  toFarmRow,
  toFleetRow,
  toFleetsRow,
  toJobRow,
  toQueueRow,
  toSessionRow,
  toStepRow,
  toStepsRow,
  toTaskRow,
  toTasksRow,
  toWorkerRow,
} from '../../../../src/watch/farms/levelListings';
import { FLEET, WORKER } from '../../../fixtures/references';
import { action, frame, KEY, NO_HOST, NOW_MS } from '../../../support/sessions/sessions';

const STEP_ID = 'step-5d20c7e1f8a94b3693d4e6f70a1b2c3d';
const times = { startedAtMs: undefined, endedAtMs: undefined };
const farm = toFarmRow(SAMPLE_CONNECTION, { farmId: KEY.farmId, displayName: 'Aurora' });
const queue = toQueueRow(farm, {
  queueId: KEY.queueId,
  displayName: 'lighting',
  status: 'SCHEDULING',
  blockedReason: undefined,
  roleArn: undefined,
});
const job = toJobRow(queue, {
  jobId: KEY.jobId,
  name: 'sh010',
  lifecycleStatus: 'CREATE_COMPLETE',
  taskRunStatus: 'FAILED',
  taskRunStatusCounts: { FAILED: 3 },
  priority: 50,
  maxFailedTasksCount: 100,
  maxRetriesPerTask: 3,
  createdAtMs: NOW_MS,
  createdBy: 'ana',
  ...times,
});
const steps = toStepsRow(job);
const step = toStepRow(steps, {
  stepId: STEP_ID,
  name: 'Render',
  taskRunStatus: 'READY',
  taskRunStatusCounts: { READY: 3 },
  consumerCount: undefined,
  ...times,
});
const taskFacts: Task = {
  taskId: `task-5d20c7e1f8a94b3693d4e6f70a1b2c3d-16`,
  stepId: STEP_ID,
  runStatus: 'FAILED',
  targetRunStatus: undefined,
  failureRetryCount: 2,
  updatedAtMs: undefined,
  updatedBy: undefined,
  latestSessionActionId: undefined,
  parameters: { Frame: '1017' },
  ...times,
};
const task = toTaskRow(step, taskFacts);
const failed = attemptFacts(3);
const fleets = toFleetsRow(farm);
const fleet = toFleetRow(fleets, { fleetId: FLEET, displayName: 'spot', status: 'ACTIVE', workerCount: 12 });
const worker = toWorkerRow(fleet, { workerId: WORKER, status: 'RUNNING', host: NO_HOST });
const session = toSessionRow(job, KEY, {
  sessionId: KEY.sessionId,
  fleetId: FLEET,
  workerId: WORKER,
  startedAtMs: NOW_MS,
  endedAtMs: undefined,
  lifecycleStatus: 'STARTED',
  targetLifecycleStatus: undefined,
});
const { fault } = new UserError({ kind: 'signedOut', message: 'Signed out.', remedies: ['signIn', 'retry'] });

function attemptFacts(number: number): SessionAction {
  return { ...action(number, frame(1017), 'FAILED'), startedAtMs: NOW_MS - 60_000, endedAtMs: NOW_MS };
}

function note(what: Note): FarmViewRow {
  return { kind: 'note', id: '#note', parent: queue, note: what };
}

const FACTS: FarmFacts = {
  nowMs: NOW_MS,
  me: undefined,
  regions: 1,
  level: () => undefined,
  query: () => NEWEST_JOBS,
  session: () => undefined,
  isWatched: () => false,
};

function shown(row: FarmViewRow, changes: Partial<FarmFacts> = {}): ShownFarmRow {
  return showFarmRow(row, { ...FACTS, ...changes });
}

describe('rows of Farms as they are shown', () => {
  const check = (name: string, row: FarmViewRow, context: string, fold: ShownFarmRow['fold'], copy?: string): void => {
    it(`${name}: ${context}`, () => {
      const one = shown(row);
      assert.deepEqual([one.context, one.fold, one.copy], [context, fold, copy]);
      assert.ok(one.label !== '' && one.spoken.startsWith(one.label) && one.icon);
      assert.ok(one.tooltip().length > 0);
      assert.equal(one.opens?.kind, ['session', 'attempt', 'note'].includes(row.kind) ? row.kind : undefined);
      assert.equal(one.status === undefined, row.kind === 'note' || row.kind === 'group');
    });
  };
  check('a farm', farm, 'farm list', 'collapsed', KEY.farmId);
  check('a queue', queue, 'queue list unwatched', 'collapsed', KEY.queueId);
  check('a job in which tasks failed', job, 'job list hasFailed unwatched', 'collapsed', KEY.jobId);
  check('a job’s steps', steps, 'steps list', 'collapsed');
  check('a step', step, 'step list', 'collapsed', STEP_ID);
  check('failed tasks', toTasksRow(step, groupOf('FAILED')), 'tasks list failed hasFailed', 'expanded');
  check('other tasks', toTasksRow(step, groupOf('NOT_COMPATIBLE')), 'tasks list notCompatible', 'collapsed');
  check('a task', task, 'task list failed', 'collapsed', taskFacts.taskId);
  check(
    'a task that is on its way to another status',
    toTaskRow(step, { ...taskFacts, targetRunStatus: 'READY', latestSessionActionId: failed.sessionActionId }),
    'task list tried failed changing',
    'collapsed',
    taskFacts.taskId,
  );
  check('an attempt', toAttemptRow(task, failed), 'attempt wentWrong', 'none', failed.sessionActionId);
  check('a farm’s fleets', fleets, 'fleets list', 'collapsed');
  check('a fleet', fleet, 'fleet list', 'collapsed', FLEET);
  check('a worker', worker, 'worker list unwatched', 'collapsed', WORKER);
  check('a session', session, 'session active unwatched', 'none', KEY.sessionId);
  check('a failed session', { ...session, group: 'failed' }, 'session active failed unwatched', 'none', KEY.sessionId);
  check('a group of sessions', toGroupRow(job, 'failed'), 'group', 'expanded');
  check('a fault', note({ says: 'fault', fault, region: undefined }), 'note signIn retry', 'none', 'Signed out.');
  check('the next page', note({ says: 'more', shown: 3, total: undefined }), 'note', 'none');

  it('do nothing where a note only says something', () => {
    assert.equal(shown(note({ says: 'none', words: 'No jobs' })).opens, undefined);
    assert.equal(shown(note({ says: 'beyondReach' })).opens, undefined);
  });

  it('say that they are watched, also aloud', () => {
    const { context, description, spoken } = shown(session, { isWatched: () => true });
    assert.match(context, / watched$/);
    assert.match(description ?? '', / · watched$/);
    assert.match(spoken, / · watched$/);
  });

  it('number attempts among those that began', () => {
    const attempts = [5, 4, 3].map((number) => toAttemptRow(task, attemptFacts(number)));
    const nodes = attempts.map((row, index) =>
      index === 0 ? { ...row, facts: { ...row.facts, startedAtMs: undefined } } : row,
    );
    const level = {
      nodes,
      hasMore: false,
      total: undefined,
      isBeyondReach: false,
      faults: [],
      gaps: [],
      isLoading: false,
    };
    assert.deepEqual(
      nodes.map((row) => shown(row, { level: () => level }).label),
      ['Not run', 'Try 2', 'Try 1'],
    );
  });
});
