import type { SessionSnapshot } from '../../core/session/session';
import { connectionId, type JobKey } from '../../core/session/sessionKey';
import type { WatchedSession } from '../../core/session/watchedSession';
import type { FarmTree } from './farmTree';

/**
 * What a job's farm and queue are called, as far as that is known without a call: the tree has their rows, or a session of the same
 * queue was read.
 */
export function placeNames(
  tree: Pick<FarmTree, 'get'>,
  key: JobKey,
  sessions: readonly Pick<WatchedSession, 'key' | 'snapshot'>[] = [],
): { readonly farm?: string; readonly queue?: string } {
  const { connection, farmId, queueId } = key;
  const farm = tree.get(`${connectionId(connection)}/${farmId}`);
  const queue = tree.get(`${farm?.id ?? ''}/${queueId}`);
  return {
    ...namesRead(sessions, key),
    ...(farm?.kind === 'farm' ? { farm: farm.facts.displayName } : {}),
    ...(queue?.kind === 'queue' ? { queue: queue.facts.displayName } : {}),
  };
}

function namesRead(
  sessions: readonly Pick<WatchedSession, 'key' | 'snapshot'>[],
  { connection, farmId, queueId }: JobKey,
): { readonly farm?: string; readonly queue?: string } {
  const inFarm = sessions.flatMap(({ key, snapshot }) =>
    snapshot && key.farmId === farmId && connectionId(key.connection) === connectionId(connection)
      ? [{ key, snapshot }]
      : [],
  );
  const farm = nameOf(inFarm.map(({ snapshot }) => snapshot.farm));
  const queue = nameOf(inFarm.flatMap(({ key, snapshot }) => (key.queueId === queueId ? [snapshot.queue] : [])));
  return { ...(farm === undefined ? {} : { farm }), ...(queue === undefined ? {} : { queue }) };
}

function nameOf(parts: readonly (SessionSnapshot['farm'] | SessionSnapshot['queue'])[]): string | undefined {
  return parts.flatMap((part) => (part.ok ? [part.value.displayName] : []))[0];
}
