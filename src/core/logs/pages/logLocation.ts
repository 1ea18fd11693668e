/** Where logs are, told from ids alone: logs outlive the jobs, sessions and workers that wrote them. */
import type { FarmId, FleetId, QueueId, WorkerId } from '../../ids';
import type { LogLocation } from '../../service/ports';
import type { Connection, SessionKey } from '../../session/sessionKey';

/** A session's log, e.g. `/aws/deadline/farm-…/queue-…`, stream `session-…`. */
export function sessionLogOf({ connection, farmId, queueId, sessionId }: SessionKey): LogLocation {
  return locationOf(connection, farmId, queueId, sessionId);
}

/** A worker's log, e.g. `/aws/deadline/farm-…/fleet-…`, stream `worker-…`. */
export function workerLogOf(connection: Connection, farmId: FarmId, fleetId: FleetId, workerId: WorkerId): LogLocation {
  return locationOf(connection, farmId, fleetId, workerId);
}

function locationOf(
  connection: Connection,
  farmId: FarmId,
  owner: QueueId | FleetId,
  logStreamName: string,
): LogLocation {
  const options = { logGroupName: `/aws/deadline/${farmId}/${owner}`, logStreamName };
  return { connection, farmId, owner, configuration: { driver: 'awslogs', options, parameters: {}, error: undefined } };
}
