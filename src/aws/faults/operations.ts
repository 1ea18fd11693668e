import type { Connection } from '../../core/session/sessionKey';
import { t } from '../../core/text/localize';

/** The operations this program calls, and how a sentence speaks of each: “Not allowed to <doing>: …”. */
export const OPERATIONS = {
  GetSession: { doing: t('read the session'), on: t('this queue'), ids: t('farm or queue ID') },
  BatchGetSession: { doing: t('read the sessions'), on: t('this queue'), ids: t('farm or queue ID') },
  ListSessions: { doing: t('list the sessions'), on: t('this queue'), ids: t('farm or queue ID') },
  ListSessionsForWorker: {
    doing: t('list the sessions of the worker'),
    on: t('this fleet'),
    ids: t('farm or fleet ID'),
  },
  GetSessionAction: { doing: t('read the session action'), on: t('this queue'), ids: t('farm or queue ID') },
  BatchGetSessionAction: { doing: t('read the session actions'), on: t('this queue'), ids: t('farm or queue ID') },
  ListSessionActions: { doing: t('list the session actions'), on: t('this queue'), ids: t('farm or queue ID') },
  GetStep: { doing: t('read the step'), on: t('this queue'), ids: t('farm or queue ID') },
  GetTask: { doing: t('read the task'), on: t('this queue'), ids: t('farm or queue ID') },
  ListTasks: { doing: t('list the tasks'), on: t('this queue'), ids: t('farm or queue ID') },
  BatchGetTask: { doing: t('read the tasks'), on: t('this queue'), ids: t('farm or queue ID') },
  UpdateTask: { doing: t('change the task'), on: t('this queue'), ids: t('farm or queue ID') },
  BatchUpdateTask: { doing: t('change the tasks'), on: t('this queue'), ids: t('farm or queue ID') },
  UpdateStep: { doing: t('change the step'), on: t('this queue'), ids: t('farm or queue ID') },
  UpdateJob: { doing: t('change the job'), on: t('this queue'), ids: t('farm or queue ID') },
  BatchGetStep: { doing: t('read the steps'), on: t('this queue'), ids: t('farm or queue ID') },
  UpdateSession: { doing: t('end the session'), on: t('this queue'), ids: t('farm or queue ID') },
  ListStepConsumers: {
    doing: t('list the steps that depend on the step'),
    on: t('this queue'),
    ids: t('farm or queue ID'),
  },
  ListSteps: { doing: t('list the steps'), on: t('this queue'), ids: t('farm or queue ID') },
  SearchTasks: { doing: t('search the tasks'), on: t('this queue'), ids: t('farm or queue ID') },
  BatchGetJob: { doing: t('read the jobs'), on: t('this queue'), ids: t('farm or queue ID') },
  GetJob: { doing: t('read the job'), on: t('this queue'), ids: t('farm or queue ID') },
  ListJobs: { doing: t('list the jobs'), on: t('this queue'), ids: t('farm or queue ID') },
  SearchJobs: { doing: t('search the jobs'), on: t('this queue'), ids: t('farm or queue ID') },
  GetQueue: { doing: t('read the queue'), on: t('this queue'), ids: t('farm or queue ID') },
  ListQueues: { doing: t('list the queues'), on: t('this farm'), ids: t('farm ID') },
  GetFarm: { doing: t('read the farm'), on: t('this farm'), ids: t('farm ID') },
  ListFarms: { doing: t('list the farms'), on: t('this account'), ids: undefined },
  GetFleet: { doing: t('read the fleet'), on: t('this fleet'), ids: t('farm or fleet ID') },
  ListFleets: { doing: t('list the fleets'), on: t('this farm'), ids: t('farm ID') },
  GetWorker: { doing: t('read the worker'), on: t('this fleet'), ids: t('farm or fleet ID') },
  ListWorkers: { doing: t('list the workers'), on: t('this fleet'), ids: t('farm or fleet ID') },
  SearchWorkers: { doing: t('search the workers'), on: t('this farm'), ids: t('farm or fleet ID') },
  AssumeQueueRoleForRead: { doing: t('use the queue’s role'), on: t('this queue'), ids: t('farm or queue ID') },
  AssumeQueueRoleForUser: { doing: t('use the queue’s role'), on: t('this queue'), ids: t('farm or queue ID') },
  AssumeFleetRoleForRead: { doing: t('use the fleet’s role'), on: t('this fleet'), ids: t('farm or fleet ID') },
  ListStorageProfilesForQueue: {
    doing: t('list the storage profiles'),
    on: t('this queue'),
    ids: t('farm or queue ID'),
  },
  GetStorageProfileForQueue: { doing: t('read the storage profile'), on: t('this queue'), ids: t('farm or queue ID') },
  ListMonitors: { doing: t('list the monitors'), on: t('this account'), ids: undefined },
  GetLogEvents: { doing: t('read the log'), on: t('this log group'), ids: undefined },
  FilterLogEvents: { doing: t('search the log'), on: t('this log group'), ids: undefined },
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

/** Whether an operation is about one session, which is what was not found where the service does not say. */
export function isOfOneSession(operation: OperationName): boolean {
  return operation === 'GetSession' || operation === 'UpdateSession';
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
