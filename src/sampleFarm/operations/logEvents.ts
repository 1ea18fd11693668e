/** CloudWatch Logs: reading one stream, forth and back. */
import type { LogEvent } from '../../core/service/ports';
import type { Call } from '../http/operation';
import { type Fields, boolean, integer, pattern, text } from '../http/rules';
import { logsError } from '../http/serviceError';
import { INGESTION_MS, type Stream } from '../logs/streams';
import { hash } from '../random';
import { type Sequence, firstIndex } from '../sequence';

/** Which group: one of the two. */
export const GROUP: Fields = {
  logGroupName: pattern('[\\.\\-_/#A-Za-z0-9]{1,512}'),
  logGroupIdentifier: pattern('[\\w#+=/:,.@-]{1,2048}'),
};
export const STREAM_NAME = pattern('[^:*]{1,512}');
export const TIME = integer(0, Number.MAX_SAFE_INTEGER);
export const MAX_EVENTS = 10_000;
/** A page's events, each with an overhead, fit into this. */
export const MAX_BYTES = 1_048_576;
const OVERHEAD_BYTES = 26;
const ENCODER = new TextEncoder();

/** What GetLogEvents may be asked. */
export const GET_LOG_EVENTS: Fields = {
  ...GROUP,
  startTime: TIME,
  endTime: TIME,
  nextToken: text(1, 4096),
  limit: integer(1, MAX_EVENTS),
  startFromHead: boolean(),
  unmask: boolean(),
};

interface GetLogEventsBody extends GroupBody {
  readonly logStreamName: string;
  readonly startTime?: number;
  readonly endTime?: number;
  readonly nextToken?: string;
  readonly limit?: number;
  readonly startFromHead?: boolean;
}

export interface GroupBody {
  readonly logGroupName?: string;
  readonly logGroupIdentifier?: string;
}

/**
 * A page of a stream. Each answer has a token for either direction; at the end of a direction it is the token that was given.
 * Long silences are pages of their own, without events: a page without events is not the end.
 */
export function getLogEvents(call: Call): object {
  const body = call.body as GetLogEventsBody;
  const stream = call.streams.find(groupOf(call), body.logStreamName, call.nowMs);
  if (!stream) {
    throw logsError('ResourceNotFoundException', 'The specified log stream does not exist.');
  }
  const { log, length } = stream;
  const from = body.startTime === undefined ? 0 : indexAt(log, length, body.startTime);
  const to = body.endTime === undefined ? length : indexAt(log, length, body.endTime);
  const token = body.nextToken === undefined ? undefined : readToken(body.nextToken, stream, call.nowMs);
  if (token?.direction === 'f' && body.startFromHead !== true) {
    throw logsError('InvalidParameterException', 'A nextForwardToken needs startFromHead to be true.');
  }
  const forward = token ? token.direction === 'f' : (body.startFromHead ?? false);
  const start = Math.min(Math.max(token?.position ?? (forward ? from : to), from), to);
  const write = (direction: 'f' | 'b', position: number, crossed: boolean): string =>
    writeToken({ direction, position, crossed }, stream, call.nowMs);

  if (token && !token.crossed && start > from && start < to && isSilent(log, start)) {
    return {
      events: [],
      nextForwardToken: write('f', start, forward),
      nextBackwardToken: write('b', start, !forward),
    };
  }
  const events = forward
    ? collect(log, start, to, 1, body.limit)
    : collect(log, start - 1, from - 1, -1, body.limit).reverse();
  const [first, end] = forward ? [start, start + events.length] : [start - events.length, start];
  const atEnd = token !== undefined && events.length === 0;
  return {
    events: events.map(toEvent),
    nextForwardToken: atEnd && forward ? body.nextToken : write('f', end, false),
    nextBackwardToken: atEnd && !forward ? body.nextToken : write('b', first, false),
  };
}

/** The group's name, out of a name or an ARN. */
export function groupOf(call: Call): string {
  const { logGroupName, logGroupIdentifier } = call.body as GroupBody;
  if ((logGroupName === undefined) === (logGroupIdentifier === undefined)) {
    throw logsError('InvalidParameterException', 'Exactly one of logGroupName and logGroupIdentifier must be given.');
  }
  const group = logGroupName ?? (logGroupIdentifier ?? '').replace(/^arn:.*:log-group:/, '').replace(/:\*$/, '');
  if (!call.streams.hasGroup(group)) {
    throw logsError('ResourceNotFoundException', 'The specified log group does not exist.');
  }
  return group;
}

export function toEvent({ timestampMs, message }: LogEvent): object {
  return { timestamp: timestampMs, message, ingestionTime: timestampMs + INGESTION_MS };
}

/** What an event counts towards a page's size. */
export function sizeOf({ message }: LogEvent): number {
  return ENCODER.encode(message).length + OVERHEAD_BYTES;
}

/** The first event that is not before a time. */
export function indexAt(log: Sequence<LogEvent>, length: number, timeMs: number): number {
  return firstIndex(length, (index) => log.at(index).timestampMs >= timeMs);
}

/** The events from an index on, in either direction, that make a page. */
function collect(log: Sequence<LogEvent>, start: number, end: number, step: 1 | -1, limit = MAX_EVENTS): LogEvent[] {
  const events: LogEvent[] = [];
  let bytes = 0;
  for (let index = start; index !== end && events.length < limit; index += step) {
    const event = log.at(index);
    const last = events.at(-1) ?? event;
    bytes += sizeOf(event);
    if (bytes > MAX_BYTES || Math.abs(event.timestampMs - last.timestampMs) > LONG_SILENCE_MS) {
      break;
    }
    events.push(event);
  }
  return events;
}

const LONG_SILENCE_MS = 10 * 60_000;

/** Whether nothing was written for long before an event. */
function isSilent(log: Sequence<LogEvent>, index: number): boolean {
  return log.at(index).timestampMs - log.at(index - 1).timestampMs > LONG_SILENCE_MS;
}

interface Token {
  readonly direction: 'f' | 'b';
  /** Reads on from this event, or back from the one before it. */
  readonly position: number;
  /** Whether the silence at the position has been told. */
  readonly crossed: boolean;
}

const TOKEN_LIFE_MS = 24 * 3_600_000;

function writeToken({ direction, position, crossed }: Token, stream: Stream, nowMs: number): string {
  const digits = `${String(nowMs).padStart(14, '0')}${crossed ? 1 : 0}${String(position).padStart(12, '0')}`;
  return `${direction}/${digits}${checkOf(stream, digits)}/s`;
}

function readToken(token: string, stream: Stream, nowMs: number): Token {
  const [, direction, digits, check] = /^([fb])\/(\d{27})(\d{10})\/s$/.exec(token) ?? [];
  if (digits === undefined || check !== checkOf(stream, digits)) {
    throw logsError('InvalidParameterException', 'The specified nextToken is invalid.');
  }
  if (nowMs - Number(digits.slice(0, 14)) > TOKEN_LIFE_MS) {
    throw logsError('InvalidParameterException', 'The specified nextToken has expired.');
  }
  return {
    direction: direction === 'f' ? 'f' : 'b',
    crossed: digits[14] === '1',
    position: Number(digits.slice(15)),
  };
}

function checkOf({ name }: Stream, digits: string): string {
  return String(hash(name, digits)).padStart(10, '0');
}
