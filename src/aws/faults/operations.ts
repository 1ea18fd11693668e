import type { Connection } from '../../core/session/sessionKey';

/** The operations this program calls, and how a sentence speaks of each: “Not allowed to <doing>: …”. */
export const OPERATIONS = {
  GetSession: { doing: 'read the session', on: 'this queue', ids: 'farm or queue ID' },
  BatchGetSession: { doing: 'read the sessions', on: 'this queue', ids: 'farm or queue ID' },
  ListSessions: { doing: 'list the sessions', on: 'this queue', ids: 'farm or queue ID' },
  ListSessionsForWorker: { doing: 'list the sessions of the worker', on: 'this fleet', ids: 'farm or fleet ID' },
  GetSessionAction: { doing: 'read the session action', on: 'this queue', ids: 'farm or queue ID' },
  BatchGetSessionAction: { doing: 'read the session actions', on: 'this queue', ids: 'farm or queue ID' },
  ListSessionActions: { doing: 'list the session actions', on: 'this queue', ids: 'farm or queue ID' },
  GetStep: { doing: 'read the step', on: 'this queue', ids: 'farm or queue ID' },
  GetTask: { doing: 'read the task', on: 'this queue', ids: 'farm or queue ID' },
  ListTasks: { doing: 'list the tasks', on: 'this queue', ids: 'farm or queue ID' },
  BatchGetTask: { doing: 'read the tasks', on: 'this queue', ids: 'farm or queue ID' },
  UpdateTask: { doing: 'change the task', on: 'this queue', ids: 'farm or queue ID' },
  BatchUpdateTask: { doing: 'change the tasks', on: 'this queue', ids: 'farm or queue ID' },
  UpdateStep: { doing: 'change the step', on: 'this queue', ids: 'farm or queue ID' },
  UpdateJob: { doing: 'change the job', on: 'this queue', ids: 'farm or queue ID' },
  BatchGetStep: { doing: 'read the steps', on: 'this queue', ids: 'farm or queue ID' },
  UpdateSession: { doing: 'end the session', on: 'this queue', ids: 'farm or queue ID' },
  ListStepConsumers: { doing: 'list the steps that depend on the step', on: 'this queue', ids: 'farm or queue ID' },
  ListSteps: { doing: 'list the steps', on: 'this queue', ids: 'farm or queue ID' },
  SearchTasks: { doing: 'search the tasks', on: 'this queue', ids: 'farm or queue ID' },
  BatchGetJob: { doing: 'read the jobs', on: 'this queue', ids: 'farm or queue ID' },
  GetJob: { doing: 'read the job', on: 'this queue', ids: 'farm or queue ID' },
  ListJobs: { doing: 'list the jobs', on: 'this queue', ids: 'farm or queue ID' },
  SearchJobs: { doing: 'search the jobs', on: 'this queue', ids: 'farm or queue ID' },
  GetQueue: { doing: 'read the queue', on: 'this queue', ids: 'farm or queue ID' },
  ListQueues: { doing: 'list the queues', on: 'this farm', ids: 'farm ID' },
  GetFarm: { doing: 'read the farm', on: 'this farm', ids: 'farm ID' },
  ListFarms: { doing: 'list the farms', on: 'this account', ids: undefined },
  GetFleet: { doing: 'read the fleet', on: 'this fleet', ids: 'farm or fleet ID' },
  ListFleets: { doing: 'list the fleets', on: 'this farm', ids: 'farm ID' },
  GetWorker: { doing: 'read the worker', on: 'this fleet', ids: 'farm or fleet ID' },
  ListWorkers: { doing: 'list the workers', on: 'this fleet', ids: 'farm or fleet ID' },
  SearchWorkers: { doing: 'search the workers', on: 'this farm', ids: 'farm or fleet ID' },
  AssumeQueueRoleForRead: { doing: 'use the queue’s role', on: 'this queue', ids: 'farm or queue ID' },
  AssumeQueueRoleForUser: { doing: 'use the queue’s role', on: 'this queue', ids: 'farm or queue ID' },
  AssumeFleetRoleForRead: { doing: 'use the fleet’s role', on: 'this fleet', ids: 'farm or fleet ID' },
  ListStorageProfilesForQueue: { doing: 'list the storage profiles', on: 'this queue', ids: 'farm or queue ID' },
  GetStorageProfileForQueue: { doing: 'read the storage profile', on: 'this queue', ids: 'farm or queue ID' },
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
