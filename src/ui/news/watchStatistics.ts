import * as vscode from 'vscode';
import { isPartOver } from '../../core/farm/watchedParts';
import { isActive } from '../../core/session/status';
import { type CostLine, costLines, costText, type WatchCost } from '../../render/watching/watchStatistics';
import type { App } from '../app';
import { showInStatusBar } from '../window/messages';
import { type PickerRow, pick } from '../window/picker';

/** Shows what watching costs: who asks, when next, and what this window asked in the last hour. */
export async function showWatchStatistics(app: App): Promise<void> {
  const cost = costOf(app);
  const { polling, calls } = costLines(cost, app.now());
  const row = ({ label, description }: CostLine): PickerRow<'copy'> => ({ label, description });
  const chosen = await pick<'copy'>(
    [
      { heading: 'Polling' },
      ...polling.map(row),
      { heading: 'Calls of this window in the last hour' },
      ...calls.map(row),
      { heading: '' },
      { icon: 'copy', label: 'Copy as Text', value: 'copy', alwaysShow: true },
    ],
    { title: 'Watch Statistics', placeholder: 'Type to filter' },
    () => true,
  );
  if (chosen === 'copy') {
    await vscode.env.clipboard.writeText(costText(cost, app.now()));
    showInStatusBar('check', 'Copied watch statistics');
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
    poller: lease.isHeld ? 'this' : lease.isElsewhere ? { name: lease.holderName } : undefined,
    nextRoundMs,
  };
}
