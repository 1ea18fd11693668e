/** What can be watched, out of the arguments of commands. */
import type { FarmPath } from '../../core/farm/farmNode';
import { parseQueueKey, parseWorkerKey } from '../../core/farm/farmKeys';
import { parseJobKey } from '../../core/session/sessionKey';
import { parseWatchable, type Watchable } from '../../core/farm/watchable';
import type { App } from '../app';
import { keyArgument, type TreeRow } from '../sessions/sessionsView';
import { watchableRow } from '../farms/watchableRow';
import { isFarmRow } from './sessionArgument';

/** The sessions, jobs, workers and queues that rows of any view are, or that keys name. */
export function watchableArguments(argument: unknown, selected: unknown): readonly Watchable[] {
  const all = Array.isArray(selected) && selected.length > 0 ? (selected as readonly unknown[]) : [argument];
  return all.flatMap((one) => watchableArgument(one) ?? []);
}

/** What one row of any view is, or one key names. A longer key names the thing that it is of. */
export function watchableArgument(one: unknown): Watchable | undefined {
  if (isFarmRow(one)) {
    return watchableRow(one);
  }
  const session = keyArgument(one);
  if (session) {
    return { kind: 'session', key: session };
  }
  const { job, watched } = (one ?? {}) as Partial<TreeRow>;
  const jobKey = parseJobKey(job ?? one);
  if (jobKey) {
    return { kind: 'job', key: jobKey };
  }
  const worker = parseWorkerKey(one);
  const queue = parseQueueKey(one);
  return (
    parseWatchable(watched) ??
    (worker ? { kind: 'worker', key: worker } : queue ? { kind: 'queue', key: queue } : undefined)
  );
}

/** The way to a worker or a queue in the Farms view; undefined for everything else. */
export function pathOfWatched(
  app: { readonly watchedParts: Pick<App['watchedParts'], 'get'> },
  thing: Watchable | undefined,
): FarmPath | undefined {
  if (thing?.kind === 'queue') {
    const { connection, farmId, queueId } = thing.key;
    return { connection, farm: farmId, queue: queueId };
  }
  if (thing?.kind !== 'worker') {
    return undefined;
  }
  const part = app.watchedParts.get(thing);
  const { hostName, status = '' } = part?.kind === 'worker' ? part : { hostName: undefined };
  const { connection, farmId, fleetId, workerId } = thing.key;
  const host = {
    hostName,
    ipV4Addresses: [],
    ipV6Addresses: [],
    ec2InstanceArn: undefined,
    ec2InstanceType: undefined,
  };
  return { connection, farm: farmId, fleet: fleetId, worker: { workerId, status, host } };
}
