/** A session of a list in words: what people know it by first, which is what failed in it, else where it ran. */
import { shortId } from '../../core/ids';
import { formatNumber, t } from '../../core/text/localize';
import { plainText } from '../../core/text/plainText';
import type { ListedSession } from '../../core/search/jobSessions';
import { isActive, isEnding, type Tone } from '../../core/session/status';
import { actionResult, isResultItsStatus, taskLabel } from './action';
import { shortHostName } from '../farms/farmRows';
import { hostName } from './session';
import { roughly, shortTime } from '../time';

export interface ListedSessionText {
  /** e.g. `Frame 1005 · Render and 2 more`, or a host where nothing failed. */
  readonly label: string;
  /** e.g. `failed · exit 1 · ip-10-3-5-229 · 14:02 – 14:31` */
  readonly description: string;
  /** What the task that failed said last; empty where there is none. */
  readonly message: string;
  readonly tone: Tone;
}

export function listedSessionText(
  { facts, host, failures, firstFailure }: ListedSession,
  stepNames: Readonly<Record<string, string>>,
  nowMs: number,
): ListedSessionText {
  const where =
    host === undefined
      ? shortId(facts.workerId)
      : shortHostName(host.hostName ?? host.ipV4Addresses[0]) || hostName(host);
  const [first, ...others] = failures;
  const state = [
    isEnding(facts) ? t('ending') : isActive(facts) ? t('active') : '',
    first ? t('failed') : '',
    !first && !isActive(facts) ? t('ended') : '',
  ].filter((word) => word !== '');
  const isPlain = firstFailure?.status === 'FAILED' && isResultItsStatus(firstFailure);
  const result = firstFailure && !isPlain ? actionResult(firstFailure) : '';
  const task = first ? taskLabel(first, stepNames) : '';
  return {
    label: !first ? where : others.length === 0 ? task : t('{0} and {1} more', task, formatNumber(others.length)),
    description: [state.join(', '), result, first ? where : '', when(facts, nowMs)]
      .filter((part) => part !== '')
      .join(' · '),
    message: plainText(firstFailure?.progressMessage ?? '', 200),
    tone: first ? 'failed' : isEnding(facts) ? 'ending' : isActive(facts) ? 'running' : 'neutral',
  };
}

/** e.g. `14:02 – 14:31`, `since 14:02`; with how long ago where that is not today. */
function when({ startedAtMs, endedAtMs }: ListedSession['facts'], nowMs: number): string {
  const start = shortTime(startedAtMs, nowMs);
  if (endedAtMs === undefined) {
    return t('since {0}', start);
  }
  return t('{0} – {1} ({2} ago)', start, shortTime(endedAtMs, nowMs), roughly(nowMs - endedAtMs));
}
