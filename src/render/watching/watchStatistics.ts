/** What watching costs, in words. */
import { formatNumber, plural, t } from '../../core/text/localize';
import { plainText } from '../../core/text/plainText';
import { duration } from '../time';

/** How often an operation was called in the last hour. */
export interface OperationFacts {
  readonly operation: string;
  readonly calls: number;
  readonly throttled: number;
  readonly failed: number;
}

export interface WatchCost {
  /** The calls of this window, by operation. */
  readonly operations: readonly OperationFacts[];
  /** How many things are watched and can still change. */
  readonly going: number;
  /** How many calls an hour that costs at most while no window has the focus. */
  readonly mostAnHour: number;
  /** Which window asks for all windows out of focus; undefined where none does. */
  readonly poller: 'this' | { readonly name: string | undefined } | undefined;
  /** When the next round is due in this window. */
  readonly nextRoundMs: number | undefined;
}

/** A line of the statistics. */
export interface CostLine {
  readonly label: string;
  readonly description: string;
}

/** Who asks when, and how often this window asked what in the last hour. */
export function costLines(
  cost: WatchCost,
  nowMs: number,
): { readonly polling: readonly CostLine[]; readonly calls: readonly CostLine[] } {
  const { operations, going, mostAnHour, poller, nextRoundMs } = cost;
  const sum = (of: (one: OperationFacts) => number): number => operations.reduce((all, one) => all + of(one), 0);
  return {
    polling: [
      { label: t('Watched and not over'), description: formatNumber(going) },
      { label: t('Next poll'), description: nextRoundWords(nextRoundMs, nowMs, poller) },
      { label: t('Polls in the background'), description: pollerWords(poller) },
      {
        label: t('Calls in the background'),
        description: mostAnHour === 0 ? t('none') : t('at most {0} an hour', formatNumber(mostAnHour)),
      },
    ],
    calls: [
      { label: t('All calls'), description: callWords(sum(({ calls }) => calls)) },
      { label: t('Throttled'), description: formatNumber(sum(({ throttled }) => throttled)) },
      ...operations.map(({ operation, calls, throttled, failed }) => ({
        label: plainText(operation, 60),
        description: [
          callWords(calls),
          ...(throttled === 0 ? [] : [t('{0} throttled', formatNumber(throttled))]),
          ...(failed === 0 ? [] : [t('{0} failed', formatNumber(failed))]),
        ].join(' · '),
      })),
    ],
  };
}

/** All of it as lines of text, to paste into a ticket. */
export function costText(cost: WatchCost, nowMs: number): string {
  const { polling, calls } = costLines(cost, nowMs);
  const lines = (all: readonly CostLine[]): string =>
    all.map(({ label, description }) => `${label}: ${description}`).join('\n');
  return `${lines(polling)}\n\n${t('Calls of this window in the last hour')}\n${lines(calls)}\n`;
}

function callWords(calls: number): string {
  return plural(calls, { one: '{0} call', other: '{0} calls' });
}

function nextRoundWords(nextRoundMs: number | undefined, nowMs: number, poller: WatchCost['poller']): string {
  if (nextRoundMs !== undefined) {
    return nextRoundMs <= nowMs ? t('now') : t('in {0}', duration(nextRoundMs - nowMs));
  }
  return typeof poller === 'object' ? t('in the other window') : t('none: nothing can change');
}

function pollerWords(poller: WatchCost['poller']): string {
  if (poller === undefined) {
    return t('no window');
  }
  if (poller === 'this') {
    return t('this window');
  }
  return poller.name === undefined ? t('another window') : t('the window “{0}”', plainText(poller.name, 60));
}
