/** Why a running action may be stuck, in the words that every view shows. */
import { listOf, plural, t } from '../../core/text/localize';
import { plainText } from '../../core/text/plainText';
import { type Stuck, type StuckSign, waitOf } from '../../core/stuck/stuck';
import { CAUSE_LABELS } from '../diagnosis';
import { percent } from '../session/action';
import { duration, roughly } from '../time';

/** Where room is short, e.g. `may be stuck: no license`, `may be stuck`. */
export function stuckLabel(stuck: Stuck): string {
  const wait = waitOf(stuck);
  return wait === undefined || wait.cause === 'unknown'
    ? t('may be stuck')
    : t('may be stuck: {0}', CAUSE_LABELS[wait.cause]);
}

/** What it may be stuck on, as a heading: `May be stuck on a license: Maya 2025`, `May be stuck`. */
export function stuckHeading(stuck: Stuck): string {
  const wait = waitOf(stuck);
  if (!wait) {
    return t('May be stuck');
  }
  const sentence = plainText(wait.sentence, 200).replace(/[.。]$/, '');
  const about = wait.subject === undefined ? '' : plainText(wait.subject, 200);
  const words = about === '' ? sentence : `${sentence}: ${about}`;
  // Our own sentences say it themselves, and so may those of the user's rules.
  return wait.studio === undefined || words.startsWith(t('May be stuck')) ? words : t('May be stuck: {0}', words);
}

/** The signs, each as words, e.g. `no new log line for 34 min`; what it waits for is the heading. */
export function stuckSigns({ signs }: Pick<Stuck, 'signs'>, nowMs: number): readonly string[] {
  return signs.map((sign) => signWords(sign, nowMs));
}

/** The whole in one sentence: `May be stuck: no new log line for 34 min (at most 2 min in other tasks of this step) and no progress beyond 62 % for 40 min.` */
export function stuckLine(stuck: Stuck, nowMs: number): string {
  const heading = stuckHeading(stuck);
  const signs = stuckSigns({ signs: stuck.signs.filter(({ kind }) => kind !== 'waiting') }, nowMs);
  if (signs.length === 0) {
    return `${heading}.`;
  }
  return waitOf(stuck) ? t('{0}. Also {1}.', heading, listOf(signs)) : t('May be stuck: {0}.', listOf(signs));
}

function signWords(sign: StuckSign, nowMs: number): string {
  const since = roughly(Math.max(0, nowMs - sign.sinceMs));
  switch (sign.kind) {
    case 'waiting':
      return t('its last log lines have waited for {0}', since);
    case 'silent':
      return sign.usualMs === undefined
        ? t('no new log line for {0}', since)
        : t('no new log line for {0} (at most {1} in another task of this step)', since, duration(sign.usualMs));
    case 'flat':
      return t('no progress beyond {0} for {1}', percent(sign.percent), since);
    case 'long':
      return plural(
        sign.tasks,
        {
          one: 'running for {1} ({2} in another task of this step)',
          other: 'running for {1} (at most {2} in other tasks of this step)',
        },
        since,
        duration(sign.longestMs),
      );
    case 'still':
      return t('neither network nor disk traffic on its host for {0}', since);
  }
}
