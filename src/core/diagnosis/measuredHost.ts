/** What the worker's agent measured of its host, as evidence. */
import type { CauseId } from './causeIds';
import type { Evidence, HostBefore } from './diagnosis';

/** That memory or disk was full until the end, where that is what the cause says: an exit code alone only makes it likely. */
export function measuredFull(host: HostBefore | undefined, cause: CauseId): Evidence[] {
  const what = cause === 'memory' ? 'memory' : cause === 'disk-full' ? 'disk' : undefined;
  const full = what && host?.[what];
  if (!full) {
    return [];
  }
  const minutes = Math.round(full.forMs / 60_000);
  const long = minutes === 0 ? 'just' : `for ${minutes} min`;
  const text = `${what} ${Math.round(full.most * 100)} % full ${long} before the end`;
  return [{ text, at: undefined, why: 'measured by the worker agent, for the whole host' }];
}
