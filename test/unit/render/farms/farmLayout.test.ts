import assert from 'node:assert/strict';

import { UserError } from '../../../../src/core/errors';
import { NEWEST_JOBS } from '../../../../src/core/farm/farm';
import type {
  FarmNode,
  FarmRow,
  JobRow,
  Level,
  QueueRow,
  SessionRow,
  StepsRow,
} from '../../../../src/core/farm/farmNode';
import { SAMPLE_CONNECTION } from '../../../../src/core/session/sessionKey';
import { rowsBelow } from '../../../../src/render/farms/farmLayout';
import { type FarmViewRow, noteText, sessionsIn } from '../../../../src/render/farms/ownRows';
import { FLEET, WORKER } from '../../../fixtures/references';
import { KEY } from '../../../support/sessions/sessions';

const FARM: FarmRow = {
  kind: 'farm',
  id: 'farm',
  connection: SAMPLE_CONNECTION,
  parent: undefined,
  facts: { farmId: KEY.farmId, displayName: 'Aurora' },
};
const QUEUE: QueueRow = {
  kind: 'queue',
  id: 'farm/queue',
  connection: SAMPLE_CONNECTION,
  parent: FARM,
  farmId: KEY.farmId,
  facts: { queueId: KEY.queueId, displayName: 'fx', status: 'IDLE', blockedReason: undefined, roleArn: undefined },
  query: NEWEST_JOBS,
  activity: undefined,
};
const JOB: JobRow = {
  kind: 'job',
  id: 'farm/queue/job',
  connection: SAMPLE_CONNECTION,
  parent: QUEUE,
  path: KEY,
  facts: {
    jobId: KEY.jobId,
    name: 'sh010',
    lifecycleStatus: 'CREATE_COMPLETE',
    taskRunStatus: 'RUNNING',
    taskRunStatusCounts: {},
    priority: 50,
    maxFailedTasksCount: 100,
    maxRetriesPerTask: 3,
    createdAtMs: 0,
    createdBy: 'ana',
    startedAtMs: undefined,
    endedAtMs: undefined,
  },
};
const STEPS: StepsRow = { kind: 'steps', id: `${JOB.id}/steps`, connection: SAMPLE_CONNECTION, parent: JOB, path: KEY };
const FLEETS: FarmNode = {
  kind: 'fleets',
  id: 'farm/fleets',
  connection: SAMPLE_CONNECTION,
  parent: FARM,
  farmId: KEY.farmId,
};

function session(id: string, group: SessionRow['group']): SessionRow {
  const facts = {
    sessionId: KEY.sessionId,
    fleetId: FLEET,
    workerId: WORKER,
    startedAtMs: 0,
    endedAtMs: undefined,
    lifecycleStatus: 'STARTED',
    targetLifecycleStatus: undefined,
  };
  return {
    kind: 'session',
    id,
    connection: SAMPLE_CONNECTION,
    parent: JOB,
    key: KEY,
    facts,
    group,
    hostName: undefined,
    failure: undefined,
    work: undefined,
  };
}

function level(nodes: readonly FarmNode[], rest: Partial<Level> = {}): Level {
  return {
    nodes,
    hasMore: false,
    total: undefined,
    isBeyondReach: false,
    faults: [],
    gaps: [],
    isLoading: false,
    ...rest,
  };
}

/** Rows in short: notes by what they say, all others by their id. */
function inShort(rows: readonly FarmViewRow[]): string[] {
  return rows.map((row) => {
    const { label, description } = row.kind === 'note' ? noteText(row) : { label: row.id, description: '' };
    return description === '' ? label : `${label} | ${description}`;
  });
}

const { fault } = new UserError({ kind: 'accessDenied', message: 'Not allowed to list the queues.' });

describe('layout of the farms view', () => {
  it('puts a farm’s fleets below its queues', () => {
    assert.deepEqual(inShort(rowsBelow(FARM, level([QUEUE, FLEETS]))), ['farm/queue', 'farm/fleets']);
  });

  it('puts a job’s steps above its sessions, groups these and leaves out groups that are empty', () => {
    const sessions = level([STEPS, session('a', 'active'), session('b', 'ended'), session('c', 'active')]);
    assert.deepEqual(inShort(rowsBelow(JOB, sessions)), [STEPS.id, 'farm/queue/job#active', 'farm/queue/job#ended']);
    assert.deepEqual(
      sessionsIn(sessions, 'active').map(({ id }) => id),
      ['a', 'c'],
    );
    assert.deepEqual(sessionsIn(undefined, 'active'), []);
  });

  it('offers the next page, and tells of how many', () => {
    assert.deepEqual(inShort(rowsBelow(QUEUE, level([JOB], { hasMore: true, total: 4_321 }))), [
      JOB.id,
      'Load more | 1 of 4,321',
      'Show archived jobs',
    ]);
    assert.deepEqual(inShort(rowsBelow(QUEUE, level([], { hasMore: true }))), [
      'Load more | 0 so far',
      'Show archived jobs',
    ]);
  });

  it('says where the service’s search ends', () => {
    assert.deepEqual(inShort(rowsBelow(QUEUE, level([JOB], { isBeyondReach: true, total: 10_000 }))), [
      JOB.id,
      'No search reaches further | filter the jobs to see others than these 10,000+',
      'Show archived jobs',
    ]);
    assert.deepEqual(
      inShort(rowsBelow(QUEUE, level([JOB], { hasMore: true, total: 10_000 })))[1],
      'Load more | 1 of 10,000+',
    );
  });

  it('says that there is nothing, once that is known', () => {
    assert.deepEqual(inShort(rowsBelow(JOB, level([STEPS]))), [STEPS.id, 'No sessions yet']);
    assert.deepEqual(inShort(rowsBelow(JOB, level([STEPS], { isLoading: true }))), [STEPS.id]);
  });

  it('leads back from archived jobs', () => {
    const archived: QueueRow = { ...QUEUE, query: { ...NEWEST_JOBS, archived: 'only' } };
    assert.deepEqual(inShort(rowsBelow(archived, level([]))), ['No jobs', 'Leave archived jobs']);
  });

  it('says why a level may not be listed, keeps what is known, and goes on with an id', () => {
    const refused = level([QUEUE, FLEETS], { faults: [{ connection: SAMPLE_CONNECTION, fault }], hasMore: true });
    assert.deepEqual(inShort(rowsBelow(FARM, refused)), [
      'farm/queue',
      'Access denied | Not allowed to list the queues.',
      'Enter queue id… | if you know it',
      'farm/fleets',
    ]);
    assert.deepEqual(inShort(rowsBelow(FLEETS, level([], { faults: [{ connection: SAMPLE_CONNECTION, fault }] }))), [
      'Access denied | Not allowed to list the queues.',
    ]);
  });

  it('warns of a Region that fails beside others, by its name', () => {
    const refused = level([FARM], { faults: [{ connection: SAMPLE_CONNECTION, fault }] });
    const rows = rowsBelow(undefined, refused, 2);
    assert.deepEqual(inShort(rows), [
      'farm',
      'us-west-2: access denied | Not allowed to list the queues.',
      'Enter farm id… | if you know it',
    ]);
    assert.deepEqual(
      rows.map((row) => (row.kind === 'note' ? noteText(row).tone : undefined)),
      [undefined, 'interrupted', 'neutral'],
    );
  });

  it('gives rows of its own ids that do not depend on what they say', () => {
    const ids = [1, 2].map((total) => rowsBelow(QUEUE, level([], { hasMore: true, total })).map(({ id }) => id));
    assert.deepEqual(ids, [
      ['farm/queue#more', 'farm/queue#archived'],
      ['farm/queue#more', 'farm/queue#archived'],
    ]);
  });
});
