/** Why a running action may be stuck, in the words that every view shows. */
import { plainText } from '../../core/text/plainText';
import { type Stuck, type StuckSign, waitOf } from '../../core/stuck/stuck';
import { CAUSE_LABELS } from '../diagnosis';
import { percent } from '../session/action';
import { duration, roughly } from '../time';

/** Where room is short, e.g. `may be stuck: no license`, `may be stuck`. */
export function stuckLabel(stuck: Stuck): string {
  const wait = waitOf(stuck);
  return wait === undefined || wait.cause === 'unknown' ? 'may be stuck' : `may be stuck: ${CAUSE_LABELS[wait.cause]}`;
}

/** What it may be stuck on, as a heading: `May be stuck on a license: Maya 2025`, `May be stuck`. */
export function stuckHeading(stuck: Stuck): string {
  const wait = waitOf(stuck);
  if (!wait) {
    return 'May be stuck';
  }
  const sentence = plainText(wait.sentence, 200).replace(/\.$/, '');
  const about = wait.subject === undefined ? '' : plainText(wait.subject, 200);
  const words = about === '' ? sentence : `${sentence}: ${about}`;
  return words.startsWith('May be stuck') ? words : `May be stuck: ${words}`;
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
  const list = signs.length === 1 ? signs[0] : `${signs.slice(0, -1).join(', ')} and ${signs.at(-1) ?? ''}`;
  return heading === 'May be stuck' ? `${heading}: ${list}.` : `${heading}. Also ${list}.`;
}

function signWords(sign: StuckSign, nowMs: number): string {
  const since = roughly(Math.max(0, nowMs - sign.sinceMs));
  switch (sign.kind) {
    case 'waiting':
      return `its last log lines have waited for ${since}`;
    case 'silent':
      return `no new log line for ${since}${
        sign.usualMs === undefined ? '' : ` (at most ${duration(sign.usualMs)} in another task of this step)`
      }`;
    case 'flat':
      return `no progress beyond ${percent(sign.percent)} for ${since}`;
    case 'long':
      return `running for ${since} (${sign.tasks === 1 ? '' : 'at most '}${duration(sign.longestMs)} in ${
        sign.tasks === 1 ? 'another task' : 'other tasks'
      } of this step)`;
    case 'still':
      return `neither network nor disk traffic on its host for ${since}`;
  }
}
