/** Where logs are, told from ids alone: logs outlive the jobs, sessions and workers that wrote them. */
import type { FarmId, FleetId, QueueId, WorkerId } from '../ids';
import type { LogLocation } from '../ports';
import type { Place, SessionKey } from '../sessionKey';

/** A session's log, e.g. `/aws/deadline/farm-…/queue-…`, stream `session-…`. */
export function sessionLogOf({ place, farmId, queueId, sessionId }: SessionKey): LogLocation {
  return locationOf(place, farmId, queueId, sessionId);
}

/** A worker's log, e.g. `/aws/deadline/farm-…/fleet-…`, stream `worker-…`. */
export function workerLogOf(place: Place, farmId: FarmId, fleetId: FleetId, workerId: WorkerId): LogLocation {
  return locationOf(place, farmId, fleetId, workerId);
}

function locationOf(place: Place, farmId: FarmId, owner: QueueId | FleetId, logStreamName: string): LogLocation {
  const options = { logGroupName: `/aws/deadline/${farmId}/${owner}`, logStreamName };
  return { place, farmId, owner, configuration: { driver: 'awslogs', options, parameters: {}, error: undefined } };
}
