import { REDACTABLE, type Redactable } from '../../core/redaction/patterns';
import type { Redaction } from '../../core/redaction/redaction';
import type { WatchedSession } from '../../core/session/watchedSession';
import { amount } from '../../render/farms/farmRows';
import { exactTime } from '../../render/time';
import type { BundleChoice } from './bundleParts';
import type { RawAnswer } from './rawAnswers';
import type { SpooledLog } from './spooledLog';

/** A log that was to go in. */
export interface NamedLog {
  readonly name: 'session' | 'worker';
  readonly log: Pick<SpooledLog, 'events' | 'fault'>;
}

const NOUNS: Readonly<Record<Redactable, readonly [one: string, several: string]>> = {
  account: ['account ID', 'account IDs'],
  address: ['address', 'addresses'],
  user: ['user name', 'user names'],
  path: ['path', 'paths'],
};

/** `contents.txt`: what the bundle is of, what was read of the logs, what is hidden. */
export function bundleContents(
  { key, snapshot, fault }: WatchedSession,
  { parts, redacted }: BundleChoice,
  { logs, answers }: { readonly logs: readonly NamedLog[]; readonly answers: readonly RawAnswer[] },
  redaction: Redaction,
  nowMs: number,
): string {
  const hidden = REDACTABLE.filter((one) => redacted.has(one)).map((one) => counted(redaction.counts[one], NOUNS[one]));
  const unread = fault && !snapshot ? [`The session could not be read: ${redaction.redact(fault.message)}`] : [];
  const lines = [
    `Support bundle of ${key.sessionId}, made by the Deadline Session Inspector at ${exactTime(nowMs)}.`,
    '',
    ...unread,
    ...(parts.has('report') ? ['report.html, report.json: the session, its actions, why it failed'] : []),
    ...answerLines(answers, redaction),
    ...logs.map(({ name, log }) => logLine(name, log, redaction)),
    ...(parts.has('versions')
      ? ['versions.json: of the extension, the editor, the system, and packages in the log']
      : []),
    '',
    hidden.length === 0
      ? 'Account IDs, addresses, user names and paths are as they were.'
      : `Replaced, each by the same words wherever it is: ${hidden.join(', ')}.`,
    'What reads like a secret is hidden.',
    '',
  ];
  return lines.join('\n');
}

/** The files of answers in one line, and why others are not there. */
function answerLines(answers: readonly RawAnswer[], redaction: Redaction): readonly string[] {
  const files = answers.filter(({ fault }) => fault === undefined).map(({ name }) => `${name}.json`);
  return [
    ...(files.length === 0 ? [] : [`${files.join(', ')}: answers of the service`]),
    ...answers.flatMap(({ name, fault }) =>
      fault === undefined ? [] : [`${name} could not be read: ${redaction.redact(fault)}`],
    ),
  ];
}

function logLine(name: string, { events, fault }: NamedLog['log'], redaction: Redaction): string {
  const count = counted(events, ['event', 'events']);
  if (fault === undefined) {
    return events === 0 ? `The ${name} log is empty, or was deleted.` : `${name}.log: ${count}, times in UTC`;
  }
  const because = redaction.redact(fault);
  return events === 0
    ? `The ${name} log could not be read: ${because}`
    : `${name}.log: ${count}. The rest could not be read: ${because}`;
}

function counted(count: number, [one, several]: readonly [one: string, several: string]): string {
  return `${amount(count)} ${count === 1 ? one : several}`;
}
