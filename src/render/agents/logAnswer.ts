/** A slice of a log as a language model gets it: the lines that show the failure first, then as many around them as fit. */
import { withoutTerminalSequences } from '../../core/logs/lines/terminalText';
import type { SessionActionId } from '../../core/ids';
import type { LogEvent } from '../../core/service/ports';
import { withoutSecrets } from '../../core/text/redact';
import { connectionName, type SessionKey } from '../../core/session/sessionKey';
import type { SessionDiagnosis } from '../../core/session/watchedSession';
import { type Answer, bytesOf, isoTime } from './answer';
import { untrustedText } from './untrusted';

/** Which lines are wanted most. */
export type LogPart = 'failure' | 'beginning' | 'end' | { readonly aroundMs: number };

export interface LogSlice {
  readonly key: SessionKey;
  /** Whose lines they are; undefined for those of the whole session. */
  readonly sessionActionId: SessionActionId | undefined;
  /** In the order of the log: all that was read, of which a part is shown. */
  readonly events: readonly LogEvent[];
  readonly part: LogPart;
  /** Why the action failed, for `failure`. */
  readonly diagnosis: Pick<SessionDiagnosis, 'evidence' | 'stoppedAt'> | undefined;
}

/** Bytes for lines: what is left of an answer's 4,000 beside its other words. */
const MOST_LINE_BYTES = 3_000;
const LONGEST_LINE = 400;
/** So many lines are looked at for the choice: more than fit in any case. */
const MOST_CHOSEN = 300;

interface Line {
  readonly atMs: number;
  readonly text: string;
}

export function logAnswer({ key, sessionActionId, events, part, diagnosis }: LogSlice): Answer {
  const lines = linesOf(events);
  const evidence = part === 'failure' ? linesOfEvidence(lines, diagnosis) : [];
  const focus = evidence.length > 0 ? evidence : [focusOf(lines, part)];
  const chosen = chooseLines(lines, focus, new Set(evidence));
  const whose = sessionActionId ?? key.sessionId;
  const shown = evidence.flatMap((index) => isoTime(lines[index]?.atMs) ?? []);
  return {
    head: [
      `Log of ${whose}${sessionActionId === undefined ? '' : ` in ${key.sessionId}`}, read with: ${connectionName(key.connection)}.`,
      lines.length === 0
        ? 'It has no lines here. Ask for another part, or for the whole session without sessionActionId.'
        : `Of ${lines.length} lines read these are ${nameOf(part, shown.length > 0)}. Each begins with its time in UTC on ${dayOf(lines, focus)}; refer to a line as ${whose} at its time.`,
      ...(shown.length > 0 ? [`Lines marked with > show the failure, the first at ${shown[0] ?? ''}.`] : []),
    ],
    data: chosen,
  };
}

function nameOf(part: LogPart, isShown: boolean): string {
  if (typeof part === 'object') {
    return `those around ${isoTime(part.aroundMs) ?? ''}`;
  }
  return part === 'failure'
    ? isShown
      ? 'those around the failure'
      : 'the last'
    : part === 'end'
      ? 'the last'
      : 'the first';
}

function dayOf(lines: readonly Line[], focus: readonly number[]): string {
  return isoTime(lines[focus[0] ?? 0]?.atMs)?.slice(0, 10) ?? 'an unknown day';
}

/** Blank lines and progress in percent say nothing here. */
function linesOf(events: readonly LogEvent[]): readonly Line[] {
  return events.flatMap(({ timestampMs, message }) =>
    withoutTerminalSequences(message)
      .split(/\r\n|[\r\n]/)
      .filter((text) => !/^\s*(?:openjd_progress: ?[\d.]+\s*)?$/.test(text))
      .map((text) => ({ atMs: timestampMs, text })),
  );
}

/** Where the lines stand on which the cause rests, or where the program stopped. */
function linesOfEvidence(lines: readonly Line[], diagnosis: LogSlice['diagnosis']): readonly number[] {
  const { evidence = [], stoppedAt } = diagnosis ?? {};
  const places = [...evidence, ...(stoppedAt ? [stoppedAt] : [])].flatMap(({ at, text }) =>
    at ? [{ atMs: at.timestampMs, text: text.trim() }] : [],
  );
  return lines.flatMap(({ atMs, text }, index) =>
    places.some((place) => place.atMs === atMs && text.trim().startsWith(place.text)) ? [index] : [],
  );
}

function focusOf(lines: readonly Line[], part: LogPart): number {
  if (part === 'beginning') {
    return 0;
  }
  if (typeof part === 'object') {
    const after = lines.findIndex(({ atMs }) => atMs >= part.aroundMs);
    return after < 0 ? lines.length - 1 : after;
  }
  return lines.length - 1;
}

/** The lines nearest to those in focus, as many as there is room for, in the order of the log. */
function chooseLines(lines: readonly Line[], focus: readonly number[], marked: ReadonlySet<number>): readonly string[] {
  const distance = (index: number): number => Math.min(...focus.map((one) => Math.abs(one - index)));
  const near = nearest(lines.length, focus).sort((a, b) => distance(a) - distance(b) || a - b);
  const texts = redacted(
    lines,
    [...near].sort((a, b) => a - b),
  );
  const chosen = new Map<number, string>();
  let room = MOST_LINE_BYTES;
  for (const index of near) {
    const time = isoTime(lines[index]?.atMs)?.slice('2026-11-23T'.length, -1) ?? '';
    const text = untrustedText(texts.get(index) ?? '', LONGEST_LINE);
    const line = `${marked.has(index) ? '>' : ' '} ${time} ${text}`;
    room -= bytesOf(line) + '\n| '.length;
    if (room < 0) {
      break;
    }
    chosen.set(index, line);
  }
  const first = marked.size === 0 ? 0 : Math.min(...marked) - LINES_BEFORE;
  const before = inOrder(chosen, (index) => index < first);
  return [...inOrder(chosen, (index) => index >= first), ...(before.length > 0 ? ['  … before that:', ...before] : [])];
}

/** A failure comes first with so many lines before it; what else stands before it comes last. */
const LINES_BEFORE = 2;

/** Lines in the order of the log, and how many are missing between them. */
function inOrder(chosen: ReadonlyMap<number, string>, isWanted: (index: number) => boolean): readonly string[] {
  const order = [...chosen.keys()].filter(isWanted).sort((a, b) => a - b);
  return order.flatMap((index, at) => {
    const left = index - (order[at - 1] ?? index - 1) - 1;
    return [...(left > 0 ? [`  … ${left} lines left out`] : []), chosen.get(index) ?? ''];
  });
}

/** Indexes of lines around those in focus, many enough to choose from. */
function nearest(count: number, focus: readonly number[]): number[] {
  const reach = Math.ceil(MOST_CHOSEN / Math.max(1, focus.length));
  const near = new Set<number>();
  for (const one of focus) {
    for (let index = Math.max(0, one - reach); index <= Math.min(count - 1, one + reach); index++) {
      near.add(index);
    }
  }
  return [...near];
}

const KEY_BEGINS = /-----BEGIN [A-Z0-9 ]{0,40}KEY(?: BLOCK)?-----/;
const KEY_ENDS = '-----END';
/** A line of a key in PEM form, for keys that begin before what was read. */
const KEY_LINE = /^(?=.*[a-z])(?=.*[A-Z])[A-Za-z0-9+/]{64}$/;

/** The longest key has fewer lines: the begin of one that has no end must not hide the rest of a log. */
const MOST_KEY_LINES = 120;

/** Lines without secrets, also those that stand over several lines. */
function redacted(lines: readonly Line[], indexes: readonly number[]): ReadonlyMap<number, string> {
  const inKey = new Set<number>();
  let keyLines = 0;
  for (const [index, { text }] of lines.entries()) {
    const isBegin = KEY_BEGINS.test(text);
    keyLines = isBegin ? MOST_KEY_LINES : text.includes(KEY_ENDS) ? 0 : Math.max(0, keyLines - 1);
    if (keyLines > 0 || KEY_LINE.test(text.trim())) {
      inKey.add(index);
    }
  }
  const open = indexes.map((index) => (inKey.has(index) ? '•••' : (lines[index]?.text ?? '')));
  const together = withoutSecrets(open.join('\n')).split('\n');
  const texts = together.length === open.length ? together : open.map(withoutSecrets);
  return new Map(indexes.map((index, at) => [index, texts[at] ?? '']));
}
