/** Tells from what is known of a running action whether it may be stuck. */
import type { SessionAction } from '../session/session';
import type { HostState } from './hostMetrics';
import type { Stuck, StuckSign, Wait } from './stuck';

/** What is known of a running action. */
export interface StuckFacts {
  readonly action: SessionAction;
  readonly nowMs: number;
  /** Missing while its log was not read, and where it may not be. */
  readonly log: LogFacts | undefined;
  /** Its progress, and since when it has been seen to be that. Missing where it reports none. */
  readonly progress: { readonly percent: number; readonly sinceMs: number } | undefined;
  /** Missing where no other task of its step succeeded yet, and while that is not known. */
  readonly others: OtherTasks | undefined;
  /** Missing where its worker's log says nothing of the host, and while that was not read. */
  readonly host: HostState | undefined;
}

/** What is known of a running action's log. */
export interface LogFacts {
  /** When its last line was written. */
  readonly lastLineMs: number;
  /** Until when it was read. */
  readonly readUntilMs: number;
  /** The longest pause between two of its lines. */
  readonly longestPauseMs: number;
  /** What its last lines wait for. */
  readonly waiting: { readonly sinceMs: number; readonly wait: Wait } | undefined;
}

/** How other tasks of the step went that succeeded. */
export interface OtherTasks {
  readonly tasks: number;
  readonly longestMs: number;
  /** The longest pause between two lines of one of them. Missing where no log of them was read. */
  readonly longestPauseMs: number | undefined;
}

const MINUTE = 60_000;
/** How long a log has no line before that is a sign, by what is known: the pauses of other tasks, or nothing. */
const SILENT_MS = 10 * MINUTE;
const SILENT_UNKNOWN_MS = 20 * MINUTE;
/** By how much a pause is longer than the longest of other tasks, and than the longest of its own before. */
const PAUSES = 3;
const OWN_PAUSES = 2.5;
const FLAT_MS = 20 * MINUTE;
/** How many times as long as a percent took until now. */
const PERCENTS = 5;
/** A worker agent that has not reported for so long is lost: its progress says nothing. */
const REPORTED_MS = 15 * MINUTE;
/** How many times as long as the longest of several other tasks, and of one or two. */
const FAR_LONGER = 3;
const FAR_LONGER_THAN_FEW = 6;
const SEVERAL = 3;
const LONGER_MS = 10 * MINUTE;

/**
 * Why a running action may be stuck; undefined where no sign says so. Pure.
 *
 * It is proven where two signs agree, one of them not a matter of course where the other is there:
 * - A program that writes nothing reports no progress either, and one that computes leaves network and disk alone. Where no other
 *   task of the step shows that such a silence is unusual, these two add nothing to it: it takes a line that waits, a run far longer
 *   than those of other tasks, or a host whose CPU figures can be trusted and show that it does not compute.
 * - A host that works asks for one sign more: it may be this action that it works for. So does a log that goes on.
 * The figure of the CPU alone is never a sign. Without proof, only what the log's last lines wait for is told.
 */
export function findStuck(facts: StuckFacts): Stuck | undefined {
  const { action } = facts;
  if (action.status !== 'RUNNING' || action.startedAtMs === undefined) {
    return undefined;
  }
  const signs = [waiting(facts), silent(facts), flat(facts), long(facts), still(facts)].filter(
    (sign) => sign !== undefined,
  );
  const isProven = isTelling(facts, signs) && signs.length >= signsNeeded(facts, signs);
  return isProven || signs[0]?.kind === 'waiting'
    ? { sessionActionId: action.sessionActionId, signs, isProven }
    : undefined;
}

/** Whether more speaks for it than a silence that may be usual, and what follows from any silence. */
function isTelling({ host }: StuckFacts, signs: readonly StuckSign[]): boolean {
  const isGuessed = signs.some((sign) => sign.kind === 'silent' && sign.usualMs === undefined);
  return (
    !isGuessed ||
    signs.some(({ kind }) => kind === 'waiting' || kind === 'long' || (kind === 'still' && host?.isCpuTold === true))
  );
}

function signsNeeded({ host, log }: StuckFacts, signs: readonly StuckSign[]): number {
  const has = (kind: StuckSign['kind']): boolean => signs.some((sign) => sign.kind === kind);
  const isAlive = !has('waiting') && (host?.isWorking === true || (log !== undefined && !has('silent')));
  return isAlive ? 3 : 2;
}

function waiting({ log }: StuckFacts): StuckSign | undefined {
  return log?.waiting && { kind: 'waiting', ...log.waiting };
}

function silent({ log, others }: StuckFacts): StuckSign | undefined {
  if (!log) {
    return undefined;
  }
  const usualMs = others?.longestPauseMs;
  const least = usualMs === undefined ? SILENT_UNKNOWN_MS : Math.max(SILENT_MS, PAUSES * usualMs);
  return log.readUntilMs - log.lastLineMs >= Math.max(least, OWN_PAUSES * log.longestPauseMs)
    ? { kind: 'silent', sinceMs: log.lastLineMs, usualMs }
    : undefined;
}

function flat({ action, progress, log, nowMs }: StuckFacts): StuckSign | undefined {
  const reportedMs = action.workerUpdatedAtMs ?? -Infinity;
  if (!progress || !(progress.percent > 0 && progress.percent < 100) || nowMs - reportedMs > REPORTED_MS) {
    return undefined;
  }
  const aPercentMs = (progress.sinceMs - (action.startedAtMs ?? progress.sinceMs)) / progress.percent;
  // What waits makes no progress, however slow it was.
  const leastMs = log?.waiting ? FLAT_MS : Math.max(FLAT_MS, PERCENTS * aPercentMs);
  return Math.min(reportedMs, nowMs) - progress.sinceMs >= leastMs ? { kind: 'flat', ...progress } : undefined;
}

function long({ action, others, nowMs }: StuckFacts): StuckSign | undefined {
  if (!others || others.tasks === 0 || action.startedAtMs === undefined) {
    return undefined;
  }
  const { tasks, longestMs } = others;
  const tookMs = nowMs - action.startedAtMs;
  const times = tasks >= SEVERAL ? FAR_LONGER : FAR_LONGER_THAN_FEW;
  return tookMs > times * longestMs && tookMs - longestMs > LONGER_MS
    ? { kind: 'long', sinceMs: action.startedAtMs, longestMs, tasks }
    : undefined;
}

function still({ action, host }: StuckFacts): StuckSign | undefined {
  const sinceMs = host?.stillSinceMs;
  return sinceMs === undefined
    ? undefined
    : { kind: 'still', sinceMs: Math.max(sinceMs, action.startedAtMs ?? sinceMs) };
}
