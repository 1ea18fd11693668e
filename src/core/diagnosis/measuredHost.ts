/** What the worker's agent measured of its host, as evidence. */
import type { CauseId } from './causeIds';
import type { Evidence, HostBefore } from './diagnosis';
import { t } from '../text/localize';

/** How full it was, in percent, and for how many minutes. */
const WORDS = {
  memory: (percent: number, minutes: number) =>
    minutes === 0
      ? t('memory {0} % full just before the end', percent)
      : t('memory {0} % full for {1} min before the end', percent, minutes),
  disk: (percent: number, minutes: number) =>
    minutes === 0
      ? t('disk {0} % full just before the end', percent)
      : t('disk {0} % full for {1} min before the end', percent, minutes),
};

/** That memory or disk was full until the end, where that is what the cause says: an exit code alone only makes it likely. */
export function measuredFull(host: HostBefore | undefined, cause: CauseId): Evidence[] {
  const what = cause === 'memory' ? 'memory' : cause === 'disk-full' ? 'disk' : undefined;
  const full = what && host?.[what];
  if (!full) {
    return [];
  }
  const minutes = Math.round(full.forMs / 60_000);
  const text = WORDS[what](Math.round(full.most * 100), minutes);
  return [{ text, at: undefined, why: t('measured by the worker agent, for the whole host') }];
}
