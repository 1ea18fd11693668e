/** Keys of what is on a farm beside jobs and sessions: everything that names it, and where to ask. */
import { type FarmId, type FleetId, isId, type QueueId, type WorkerId } from '../ids';
import { type Connection, connectionId, parseConnection } from '../session/sessionKey';

/** Which queue, and where to ask. */
export interface QueueKey {
  readonly connection: Connection;
  readonly farmId: FarmId;
  readonly queueId: QueueId;
}

/** Which worker, below which fleet and farm, and where to ask. */
export interface WorkerKey {
  readonly connection: Connection;
  readonly farmId: FarmId;
  readonly fleetId: FleetId;
  readonly workerId: WorkerId;
}

/** One string a queue; equal for equal keys, e.g. `aws/studio/us-west-2/farm-…/queue-…`. Longer keys have more than that. */
export function queueKeyId({ connection, farmId, queueId }: QueueKey): string {
  return [connectionId(connection), farmId, queueId].join('/');
}

/** One string a worker; equal for equal keys, e.g. `aws/studio/us-west-2/farm-…/fleet-…/worker-…`. */
export function workerKeyId({ connection, farmId, fleetId, workerId }: WorkerKey): string {
  return [connectionId(connection), farmId, fleetId, workerId].join('/');
}

/** A queue's key out of data from outside; undefined where any part is not what it should be. What else the data has is left out. */
export function parseQueueKey(value: unknown): QueueKey | undefined {
  const { connection: stored, farmId, queueId } = asRecord(value);
  const connection = parseConnection(stored);
  return connection && isId('farm', farmId) && isId('queue', queueId) ? { connection, farmId, queueId } : undefined;
}

/** The same of a worker's key. */
export function parseWorkerKey(value: unknown): WorkerKey | undefined {
  const { connection: stored, farmId, fleetId, workerId } = asRecord(value);
  const connection = parseConnection(stored);
  return connection && isId('farm', farmId) && isId('fleet', fleetId) && isId('worker', workerId)
    ? { connection, farmId, fleetId, workerId }
    : undefined;
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
