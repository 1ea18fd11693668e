import type { Connection } from '../../core/session/sessionKey';

/** The operations this program calls, and how a sentence speaks of each: “Not allowed to <doing>: …”. */
export const OPERATIONS = {
  GetSession: { doing: 'read the session', on: 'this queue', ids: 'farm or queue id' },
  BatchGetSession: { doing: 'read the sessions', on: 'this queue', ids: 'farm or queue id' },
  ListSessions: { doing: 'list the sessions', on: 'this queue', ids: 'farm or queue id' },
  ListSessionsForWorker: { doing: 'list the sessions of the worker', on: 'this fleet', ids: 'farm or fleet id' },
  GetSessionAction: { doing: 'read the session action', on: 'this queue', ids: 'farm or queue id' },
  BatchGetSessionAction: { doing: 'read the session actions', on: 'this queue', ids: 'farm or queue id' },
  ListSessionActions: { doing: 'list the session actions', on: 'this queue', ids: 'farm or queue id' },
  GetStep: { doing: 'read the step', on: 'this queue', ids: 'farm or queue id' },
  GetTask: { doing: 'read the task', on: 'this queue', ids: 'farm or queue id' },
  ListTasks: { doing: 'list the tasks', on: 'this queue', ids: 'farm or queue id' },
  BatchGetTask: { doing: 'read the tasks', on: 'this queue', ids: 'farm or queue id' },
  UpdateTask: { doing: 'change the task', on: 'this queue', ids: 'farm or queue id' },
  BatchUpdateTask: { doing: 'change the tasks', on: 'this queue', ids: 'farm or queue id' },
  UpdateStep: { doing: 'change the step', on: 'this queue', ids: 'farm or queue id' },
  UpdateJob: { doing: 'change the job', on: 'this queue', ids: 'farm or queue id' },
  BatchGetStep: { doing: 'read the steps', on: 'this queue', ids: 'farm or queue id' },
  UpdateSession: { doing: 'end the session', on: 'this queue', ids: 'farm or queue id' },
  ListStepConsumers: { doing: 'list the steps that depend on the step', on: 'this queue', ids: 'farm or queue id' },
  ListSteps: { doing: 'list the steps', on: 'this queue', ids: 'farm or queue id' },
  SearchTasks: { doing: 'search the tasks', on: 'this queue', ids: 'farm or queue id' },
  BatchGetJob: { doing: 'read the jobs', on: 'this queue', ids: 'farm or queue id' },
  GetJob: { doing: 'read the job', on: 'this queue', ids: 'farm or queue id' },
  ListJobs: { doing: 'list the jobs', on: 'this queue', ids: 'farm or queue id' },
  SearchJobs: { doing: 'search the jobs', on: 'this queue', ids: 'farm or queue id' },
  GetQueue: { doing: 'read the queue', on: 'this queue', ids: 'farm or queue id' },
  ListQueues: { doing: 'list the queues', on: 'this farm', ids: 'farm id' },
  GetFarm: { doing: 'read the farm', on: 'this farm', ids: 'farm id' },
  ListFarms: { doing: 'list the farms', on: 'this account', ids: undefined },
  GetFleet: { doing: 'read the fleet', on: 'this fleet', ids: 'farm or fleet id' },
  ListFleets: { doing: 'list the fleets', on: 'this farm', ids: 'farm id' },
  GetWorker: { doing: 'read the worker', on: 'this fleet', ids: 'farm or fleet id' },
  ListWorkers: { doing: 'list the workers', on: 'this fleet', ids: 'farm or fleet id' },
  SearchWorkers: { doing: 'search the workers', on: 'this farm', ids: 'farm or fleet id' },
  AssumeQueueRoleForRead: { doing: 'use the queue’s role', on: 'this queue', ids: 'farm or queue id' },
  AssumeQueueRoleForUser: { doing: 'use the queue’s role', on: 'this queue', ids: 'farm or queue id' },
  AssumeFleetRoleForRead: { doing: 'use the fleet’s role', on: 'this fleet', ids: 'farm or fleet id' },
  ListMonitors: { doing: 'list the monitors', on: 'this account', ids: undefined },
  GetLogEvents: { doing: 'read the log', on: 'this log group', ids: undefined },
  FilterLogEvents: { doing: 'search the log', on: 'this log group', ids: undefined },
} as const satisfies Readonly<Record<string, Operation>>;

/** e.g. `GetSession` */
export type OperationName = keyof typeof OPERATIONS;

interface Operation {
  /** After “not allowed to” and “could not”. */
  readonly doing: string;
  /** What its permission is asked on. */
  readonly on: string;
  /** The ids that, when wrong, look like a missing permission; undefined where there are none. */
  readonly ids: string | undefined;
}

/** The IAM action an operation needs, e.g. `deadline:GetSession`. */
export function iamAction(operation: OperationName): string {
  return `${isOfLogs(operation) ? 'logs' : 'deadline'}:${operation}`;
}

/** The service an operation belongs to, as people know it. */
export function serviceName(operation: OperationName): string {
  return isOfLogs(operation) ? 'CloudWatch Logs' : 'Deadline Cloud';
}

function isOfLogs(operation: OperationName): boolean {
  return operation === 'GetLogEvents' || operation === 'FilterLogEvents';
}

/** What was asked, of whom, and as whom. */
export interface Asked {
  readonly operation: OperationName;
  readonly connection: Connection;
  /** How the profile signs in, as `Profile.kind` says it; undefined for the default chain and for a profile that is not there. */
  readonly profileKind: string | undefined;
}
