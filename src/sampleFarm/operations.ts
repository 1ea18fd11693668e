/** Every operation the farm answers, a row each. A new one is a new row. */
import type { Operation } from './http/operation';
import { PAGED } from './http/page';
import { type Fields, id, integer, integerText, oneOf, pattern, text } from './http/rules';
import { batchGetSessionAction, getSessionAction, listSessionActions } from './operations/actions';
import { identifiers, items } from './operations/batch';
import {
  assumeFleetRole,
  assumeQueueRole,
  getFarm,
  getMonitor,
  getQueue,
  listFarms,
  listMonitors,
  listQueues,
} from './operations/farms';
import {
  getBudget,
  getLimit,
  getStorageProfileForQueue,
  listBudgets,
  listLimits,
  listQueueFleetAssociations,
  listQueueLimitAssociations,
  listStorageProfiles,
  listStorageProfilesForQueue,
} from './operations/farmSettings';
import { batchGetJob, getJob, listJobs } from './operations/jobs';
import { GET_LOG_EVENTS, STREAM_NAME, getLogEvents } from './operations/logEvents';
import { DESCRIBE_LOG_STREAMS, FILTER_LOG_EVENTS, describeLogStreams, filterLogEvents } from './operations/logSearch';
import {
  IN_FLEETS,
  IN_QUEUES,
  OF_JOB,
  SEARCH_OPTIONS,
  searchJobs,
  searchSteps,
  searchTasks,
  searchWorkers,
} from './operations/search';
import { batchGetSession, getSession, listSessions, listSessionsForWorker, updateSession } from './operations/sessions';
import { batchGetStep, getStep, listStepConsumers, listStepDependencies, listSteps } from './operations/steps';
import { batchGetTask, getTask, listTasks } from './operations/tasks';
import { batchUpdateJob, batchUpdateTask, updateJob, updateStep, updateTask, workerLimit } from './operations/updates';
import { batchGetWorker, getFleet, getWorker, listFleets, listWorkers } from './operations/workers';
import { TARGETS } from './world/changes/change';

const FARM = '/farms/{farmId}';
const QUEUE = `${FARM}/queues/{queueId}`;
const JOB = `${QUEUE}/jobs/{jobId}`;
const STEP = `${JOB}/steps/{stepId}`;
const FLEET = `${FARM}/fleets/{fleetId}`;
const WORKER = `${FLEET}/workers/{workerId}`;

const PRINCIPAL: Fields = {
  principalId: pattern('([0-9a-f]{10}-|)[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12}'),
};
const MINE: Fields = { ...PAGED, ...PRINCIPAL };
const QUEUE_STATUS = oneOf('IDLE', 'SCHEDULING', 'SCHEDULING_BLOCKED');
const FLEET_STATUS = oneOf(
  'ACTIVE',
  'CREATE_IN_PROGRESS',
  'UPDATE_IN_PROGRESS',
  'CREATE_FAILED',
  'UPDATE_FAILED',
  'SUSPENDED',
);
const IN_JOB = ['farmId', 'queueId', 'jobId'] as const;

const TASK = `${STEP}/tasks/{taskId}`;
const TARGET = oneOf(...TARGETS);
const MANY: Fields = { ...PAGED, maxResults: integerText(1, 1_000) };
const JOB_UPDATE: Fields = {
  targetTaskRunStatus: TARGET,
  priority: integer(0, 100),
  maxFailedTasksCount: integer(0, 2_147_483_647),
  maxRetriesPerTask: integer(0, 2_147_483_647),
  maxWorkerCount: workerLimit,
  lifecycleStatus: oneOf('ARCHIVED'),
  name: text(1, 512),
  description: text(0, 2_048),
};

type Row = Omit<Operation, 'name' | 'method' | 'path' | 'hostPrefix' | 'answer'>;

function get(name: string, path: string, answer: Operation['answer'], query: Fields = {}): Operation {
  return { name, method: 'GET', path, hostPrefix: 'management.', query, answer };
}

function send(name: string, method: 'POST' | 'PATCH', path: string, answer: Operation['answer'], row: Row): Operation {
  return { name, method, path, hostPrefix: 'management.', answer, ...row };
}

/** A change, which a client token makes safe to repeat. */
function update(name: string, path: string, answer: Operation['answer'], row: Row): Operation {
  return send(name, 'PATCH', path, answer, {
    headers: { 'x-amz-client-token': text(1, 64) },
    idempotent: true,
    ...row,
  });
}

function logs(name: string, answer: Operation['answer'], row: Row): Operation {
  return { name, method: 'POST', path: '/', hostPrefix: '', target: `Logs_20140328.${name}`, answer, ...row };
}

export const OPERATIONS: readonly Operation[] = [
  get('ListFarms', '/farms', listFarms, MINE),
  get('GetFarm', FARM, getFarm),
  get('ListQueues', `${FARM}/queues`, listQueues, { ...MINE, status: QUEUE_STATUS }),
  get('GetQueue', QUEUE, getQueue),
  get('AssumeQueueRoleForRead', `${QUEUE}/read-roles`, assumeQueueRole),
  get('AssumeQueueRoleForUser', `${QUEUE}/user-roles`, assumeQueueRole),
  get('ListFleets', `${FARM}/fleets`, listFleets, { ...MINE, displayName: text(1, 100), status: FLEET_STATUS }),
  get('GetFleet', FLEET, getFleet),
  get('AssumeFleetRoleForRead', `${FLEET}/read-roles`, assumeFleetRole),
  get('ListWorkers', `${FLEET}/workers`, listWorkers, PAGED),
  get('GetWorker', WORKER, getWorker),
  get('ListSessionsForWorker', `${WORKER}/sessions`, listSessionsForWorker, PAGED),
  get('ListJobs', `${QUEUE}/jobs`, listJobs, MINE),
  get('GetJob', JOB, getJob),
  get('ListSteps', `${JOB}/steps`, listSteps, PAGED),
  get('GetStep', STEP, getStep),
  get('ListTasks', `${STEP}/tasks`, listTasks, PAGED),
  get('GetTask', TASK, getTask),
  get('ListStepDependencies', `${STEP}/dependencies`, listStepDependencies, MANY),
  get('ListStepConsumers', `${STEP}/consumers`, listStepConsumers, MANY),
  update('UpdateTask', TASK, updateTask, { body: { targetRunStatus: TARGET } }),
  update('UpdateStep', STEP, updateStep, { body: { targetTaskRunStatus: TARGET } }),
  update('UpdateJob', JOB, updateJob, { bodyOptional: JOB_UPDATE }),
  update('BatchUpdateTask', '/batch-update-task', batchUpdateTask, {
    body: items('tasks', [...IN_JOB, 'stepId', 'taskId'], { targetRunStatus: TARGET }),
  }),
  update('BatchUpdateJob', '/batch-update-job', batchUpdateJob, { body: items('jobs', IN_JOB, {}, JOB_UPDATE) }),
  get('ListSessions', `${JOB}/sessions`, listSessions, PAGED),
  get('GetSession', `${JOB}/sessions/{sessionId}`, getSession),
  update('UpdateSession', `${JOB}/sessions/{sessionId}`, updateSession, {
    body: { targetLifecycleStatus: oneOf('ENDED') },
  }),
  get('ListSessionActions', `${JOB}/session-actions`, listSessionActions, {
    ...PAGED,
    sessionId: id('session'),
    taskId: id('task'),
  }),
  get('GetSessionAction', `${JOB}/session-actions/{sessionActionId}`, getSessionAction),
  get('ListLimits', `${FARM}/limits`, listLimits, PAGED),
  get('GetLimit', `${FARM}/limits/{limitId}`, getLimit),
  get('ListQueueLimitAssociations', `${FARM}/queue-limit-associations`, listQueueLimitAssociations, {
    ...PAGED,
    queueId: id('queue'),
    limitId: id('limit'),
  }),
  get('ListQueueFleetAssociations', `${FARM}/queue-fleet-associations`, listQueueFleetAssociations, {
    ...PAGED,
    queueId: id('queue'),
    fleetId: id('fleet'),
  }),
  get('ListBudgets', `${FARM}/budgets`, listBudgets, { ...PAGED, status: oneOf('ACTIVE', 'INACTIVE') }),
  get('GetBudget', `${FARM}/budgets/{budgetId}`, getBudget),
  get('ListStorageProfiles', `${FARM}/storage-profiles`, listStorageProfiles, PAGED),
  get('ListStorageProfilesForQueue', `${QUEUE}/storage-profiles`, listStorageProfilesForQueue, PAGED),
  get('GetStorageProfileForQueue', `${QUEUE}/storage-profiles/{storageProfileId}`, getStorageProfileForQueue),
  get('ListMonitors', '/monitors', listMonitors, PAGED),
  get('GetMonitor', '/monitors/{monitorId}', getMonitor),
  send('BatchGetSession', 'POST', '/batch-get-session', batchGetSession, {
    body: identifiers(...IN_JOB, 'sessionId'),
  }),
  send('BatchGetSessionAction', 'POST', '/batch-get-session-action', batchGetSessionAction, {
    body: identifiers(...IN_JOB, 'sessionActionId'),
  }),
  send('BatchGetJob', 'POST', '/batch-get-job', batchGetJob, { body: identifiers(...IN_JOB) }),
  send('BatchGetStep', 'POST', '/batch-get-step', batchGetStep, { body: identifiers(...IN_JOB, 'stepId') }),
  send('BatchGetTask', 'POST', '/batch-get-task', batchGetTask, { body: identifiers(...IN_JOB, 'stepId', 'taskId') }),
  send('BatchGetWorker', 'POST', '/batch-get-worker', batchGetWorker, {
    body: identifiers('farmId', 'fleetId', 'workerId'),
  }),
  send('SearchJobs', 'POST', `${FARM}/search/jobs`, searchJobs, { body: IN_QUEUES, bodyOptional: SEARCH_OPTIONS }),
  send('SearchSteps', 'POST', `${FARM}/search/steps`, searchSteps, { body: IN_QUEUES, bodyOptional: OF_JOB }),
  send('SearchTasks', 'POST', `${FARM}/search/tasks`, searchTasks, { body: IN_QUEUES, bodyOptional: OF_JOB }),
  send('SearchWorkers', 'POST', `${FARM}/search/workers`, searchWorkers, {
    body: IN_FLEETS,
    bodyOptional: SEARCH_OPTIONS,
  }),
  logs('GetLogEvents', getLogEvents, { body: { logStreamName: STREAM_NAME }, bodyOptional: GET_LOG_EVENTS }),
  logs('FilterLogEvents', filterLogEvents, { bodyOptional: FILTER_LOG_EVENTS }),
  logs('DescribeLogStreams', describeLogStreams, { bodyOptional: DESCRIBE_LOG_STREAMS }),
];
