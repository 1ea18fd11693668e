import { connectionId, type JobKey } from '../../core/sessionKey';
import type { FarmTree } from './farmTree';

/** What a job's farm and queue are called, as far as the tree has their rows. */
export function placeNames(
  tree: Pick<FarmTree, 'get'>,
  { connection, farmId, queueId }: JobKey,
): { readonly farm?: string; readonly queue?: string } {
  const farm = tree.get(`${connectionId(connection)}/${farmId}`);
  const queue = tree.get(`${farm?.id ?? ''}/${queueId}`);
  return {
    ...(farm?.kind === 'farm' ? { farm: farm.facts.displayName } : {}),
    ...(queue?.kind === 'queue' ? { queue: queue.facts.displayName } : {}),
  };
}
