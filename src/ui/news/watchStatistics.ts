import * as vscode from 'vscode';
import { t } from '../../core/text/localize';
import type { Watchable } from '../../core/farm/watchable';
import { type Going, mostCallsAnHour } from '../../core/farm/watchCost';
import { activeKeys, isPartOver, type WatchedWorker } from '../../core/farm/watchedParts';
import { connectionId, keyId } from '../../core/session/sessionKey';
import { isActive } from '../../core/session/status';
import { type CostLine, costLines, costText, type WatchCost } from '../../render/watching/watchStatistics';
import type { App } from '../app';
import { watchInBackgroundSetting } from '../state/settings';
import { showInStatusBar } from '../window/messages';
import { type PickerRow, pick } from '../window/picker';

/** Shows what watching costs: who asks, when next, and what this window asked in the last hour. */
export async function showWatchStatistics(app: App): Promise<void> {
  const cost = costOf(app);
  const { polling, calls } = costLines(cost, app.now());
  const row = ({ label, description }: CostLine): PickerRow<'copy'> => ({ label, description });
  const chosen = await pick<'copy'>(
    [
      { heading: t('Polling') },
      ...polling.map(row),
      { heading: t('Calls of this window in the last hour') },
      ...calls.map(row),
      { heading: '' },
      { icon: 'copy', label: t('Copy as Text'), value: 'copy', alwaysShow: true },
    ],
    { title: t('Watch Statistics'), placeholder: t('Type to filter') },
    () => true,
  );
  if (chosen === 'copy') {
    await vscode.env.clipboard.writeText(costText(cost, app.now()));
    showInStatusBar('check', t('Copied watch statistics'));
  }
}

function costOf({ callCounts, watching, watchList, store, watchedParts }: App): WatchCost {
  const { lease, nextRoundMs } = watching;
  const going = watchList.things.filter((thing) => {
    if (thing.kind !== 'session') {
      const part = watchedParts.get(thing);
      return !part || !isPartOver(part);
    }
    const { snapshot } = store.get(thing.key) ?? {};
    return !snapshot || isActive(snapshot.session);
  });
  return {
    operations: callCounts.lastHour,
    going: going.length,
    mostAnHour: watchInBackgroundSetting() ? mostCallsAnHour(countsOf(going, watchedParts.workers.all())) : 0,
    poller: lease.isHeld ? 'this' : lease.isElsewhere ? { name: lease.holderName } : undefined,
    nextRoundMs,
  };
}

/** How many of each kind, and the sessions that workers run. */
function countsOf(going: readonly Watchable[], workers: readonly WatchedWorker[]): Going {
  const own = going.flatMap((thing) => (thing.kind === 'session' ? [thing.key] : []));
  const sessions = new Set([...own, ...workers.flatMap(activeKeys)].map(keyId));
  const farms = new Map<string, number>();
  for (const thing of going) {
    if (thing.kind === 'queue') {
      const farm = `${connectionId(thing.key.connection)}/${thing.key.farmId}`;
      farms.set(farm, (farms.get(farm) ?? 0) + 1);
    }
  }
  return {
    sessions: sessions.size,
    jobs: going.filter(({ kind }) => kind === 'job').length,
    workers: going.filter(({ kind }) => kind === 'worker').length,
    queuesOfFarms: [...farms.values()],
  };
}
