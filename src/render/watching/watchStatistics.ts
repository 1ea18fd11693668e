/** What watching costs, in words. */
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
  const number = (count: number): string => count.toLocaleString('en-US');
  return {
    polling: [
      { label: 'Watched and not over', description: number(going) },
      { label: 'Next poll', description: nextRoundWords(nextRoundMs, nowMs, poller) },
      { label: 'Polls in the background', description: pollerWords(poller) },
      {
        label: 'Calls in the background',
        description: mostAnHour === 0 ? 'none' : `at most ${number(mostAnHour)} an hour`,
      },
    ],
    calls: [
      { label: 'All calls', description: callWords(sum(({ calls }) => calls)) },
      { label: 'Throttled', description: number(sum(({ throttled }) => throttled)) },
      ...operations.map(({ operation, calls, throttled, failed }) => ({
        label: plainText(operation, 60),
        description: [
          callWords(calls),
          ...(throttled === 0 ? [] : [`${number(throttled)} throttled`]),
          ...(failed === 0 ? [] : [`${number(failed)} failed`]),
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
  return `${lines(polling)}\n\nCalls of this window in the last hour\n${lines(calls)}\n`;
}

function callWords(calls: number): string {
  return `${calls.toLocaleString('en-US')} ${calls === 1 ? 'call' : 'calls'}`;
}

function nextRoundWords(nextRoundMs: number | undefined, nowMs: number, poller: WatchCost['poller']): string {
  if (nextRoundMs !== undefined) {
    return nextRoundMs <= nowMs ? 'now' : `in ${duration(nextRoundMs - nowMs)}`;
  }
  return typeof poller === 'object' ? 'in the other window' : 'none: nothing can change';
}

function pollerWords(poller: WatchCost['poller']): string {
  if (poller === undefined) {
    return 'no window';
  }
  if (poller === 'this') {
    return 'this window';
  }
  return poller.name === undefined ? 'another window' : `the window “${plainText(poller.name, 60)}”`;
}
