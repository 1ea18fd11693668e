/** CloudWatch Logs: searching streams, and listing them. */
import type { LogEvent } from '../../core/service/ports';
import type { Call } from '../http/operation';
import { type Fields, boolean, integer, list, oneOf, text } from '../http/rules';
import { ACCOUNT, logsError } from '../http/serviceError';
import { INGESTION_MS, type Stream } from '../logs/streams';
import { hash, hexDigits } from '../random';
import {
  GROUP,
  type GroupBody,
  MAX_BYTES,
  MAX_EVENTS,
  STREAM_NAME,
  TIME,
  groupOf,
  indexAt,
  sizeOf,
  toEvent,
} from './logEvents';

export const FILTER_LOG_EVENTS: Fields = {
  ...GROUP,
  logStreamNames: list(STREAM_NAME, 1, 100),
  logStreamNamePrefix: STREAM_NAME,
  startTime: TIME,
  endTime: TIME,
  filterPattern: text(0, 1024),
  nextToken: text(1, 4096),
  limit: integer(1, MAX_EVENTS),
  interleaved: boolean(),
  startFromHead: boolean(),
  unmask: boolean(),
};

export const DESCRIBE_LOG_STREAMS: Fields = {
  ...GROUP,
  logStreamNamePrefix: STREAM_NAME,
  orderBy: oneOf('LogStreamName', 'LastEventTime'),
  descending: boolean(),
  nextToken: text(1, 4096),
  limit: integer(1, 50),
};

/** How many streams a search without names looks into, and a list shows: the newest ones. */
const SEARCHED_STREAMS = 50;
const LISTED_STREAMS = 1_000;
/** How many events one call looks at; so a page can be empty and still not the last. */
const LOOKED_AT = 20_000;

interface FilterBody extends GroupBody {
  readonly logStreamNames?: readonly string[];
  readonly logStreamNamePrefix?: string;
  readonly startTime?: number;
  readonly endTime?: number;
  readonly filterPattern?: string;
  readonly nextToken?: string;
  readonly limit?: number;
}

/** Events of several streams that match, in the order of their times. */
export function filterLogEvents(call: Call): object {
  const body = call.body as FilterBody;
  const matches = parseFilter(body.filterPattern ?? '');
  const streams = streamsOf(call, groupOf(call), body);
  const list = hash(JSON.stringify({ ...body, nextToken: '', limit: 0 }));
  const resume = readToken(call, list, body) ?? { timeMs: body.startTime ?? 0, skip: 0 };
  const cursors = streams.map((stream) => ({ stream, index: indexAt(stream.log, stream.length, resume.timeMs) }));
  const events: object[] = [];
  let { timeMs, skip } = resume;
  let bytes = 0;
  let skipped = 0;
  for (let looked = 0; looked < LOOKED_AT && events.length < (body.limit ?? MAX_EVENTS); looked++) {
    const cursor = earliest(cursors);
    const event = cursor?.stream.log.at(cursor.index);
    if (!cursor || !event || event.timestampMs >= (body.endTime ?? Infinity)) {
      return { events, searchedLogStreams: [] };
    }
    cursor.index++;
    if (event.timestampMs === resume.timeMs && skipped < resume.skip) {
      skipped++;
      continue;
    }
    if (matches(event.message)) {
      bytes += sizeOf(event);
      if (bytes > MAX_BYTES) {
        break;
      }
      events.push({
        logStreamName: cursor.stream.name,
        ...toEvent(event),
        eventId: String(parseInt(hexDigits(12, cursor.stream.name, cursor.index), 16)).padStart(56, '3'),
      });
    }
    skip = event.timestampMs === timeMs ? skip + 1 : 1;
    timeMs = event.timestampMs;
  }
  const token = call.world.sealer.seal('token', list, Math.floor(timeMs / 1_000), (timeMs % 1_000) + skip * 1_000);
  return { events, searchedLogStreams: [], nextToken: token };
}

interface DescribeBody extends GroupBody {
  readonly logStreamNamePrefix?: string;
  readonly orderBy?: string;
  readonly descending?: boolean;
  readonly nextToken?: string;
  readonly limit?: number;
}

/** The newest thousand streams of a group; an older one is found by its whole name. */
export function describeLogStreams(call: Call): object {
  const body = call.body as DescribeBody;
  const group = groupOf(call);
  const prefix = body.logStreamNamePrefix ?? '';
  if (body.orderBy === 'LastEventTime' && prefix !== '') {
    throw logsError('InvalidParameterException', 'Cannot order by LastEventTime with a logStreamNamePrefix.');
  }
  const exact = call.streams.findSummary(group, prefix, call.nowMs);
  const found = exact
    ? [exact]
    : call.streams.newest(group, LISTED_STREAMS, call.nowMs).filter(({ name }) => name.startsWith(prefix));
  const sorted = found.toSorted((a, b) =>
    body.orderBy === 'LastEventTime' ? a.lastEventMs - b.lastEventMs : a.name < b.name ? -1 : 1,
  );
  const ordered = body.descending ? sorted.toReversed() : sorted;
  const list = hash(group, prefix, body.orderBy ?? '', String(body.descending));
  const start = readToken(call, list, body)?.skip ?? 0;
  const end = start + (body.limit ?? 50);
  return {
    logStreams: ordered.slice(start, end).map(({ name, createdAtMs, lastEventMs }) => ({
      logStreamName: name,
      creationTime: createdAtMs,
      firstEventTimestamp: createdAtMs,
      lastEventTimestamp: lastEventMs,
      lastIngestionTime: lastEventMs + INGESTION_MS,
      uploadSequenceToken: String(hash(name)),
      arn: `arn:aws:logs:us-west-2:${ACCOUNT}:log-group:${group}:log-stream:${name}`,
      storedBytes: 0,
    })),
    nextToken: end < ordered.length ? call.world.sealer.seal('token', list, 0, end * 1_000) : undefined,
  };
}

function streamsOf(call: Call, group: string, body: FilterBody): readonly Stream[] {
  if (body.logStreamNames && body.logStreamNamePrefix !== undefined) {
    throw logsError('InvalidParameterException', 'Give either logStreamNames or a logStreamNamePrefix.');
  }
  const prefix = body.logStreamNamePrefix ?? '';
  const exact = call.streams.find(group, prefix, call.nowMs);
  const names =
    body.logStreamNames ??
    (exact
      ? [prefix]
      : call.streams
          .newest(group, SEARCHED_STREAMS, call.nowMs)
          .map(({ name }) => name)
          .filter((name) => name.startsWith(prefix)));
  return names.map((name) => {
    const stream = call.streams.find(group, name, call.nowMs);
    if (!stream) {
      throw logsError('ResourceNotFoundException', 'The specified log stream does not exist.');
    }
    return stream;
  });
}

function earliest<C extends { readonly stream: Stream; readonly index: number }>(cursors: readonly C[]): C | undefined {
  let first: { readonly cursor: C; readonly event: LogEvent } | undefined;
  for (const cursor of cursors) {
    const event = cursor.index < cursor.stream.length ? cursor.stream.log.at(cursor.index) : undefined;
    if (event && (!first || event.timestampMs < first.event.timestampMs)) {
      first = { cursor, event };
    }
  }
  return first?.cursor;
}

function readToken(
  { world }: Call,
  list: number,
  { nextToken }: { readonly nextToken?: string },
): { readonly timeMs: number; readonly skip: number } | undefined {
  if (nextToken === undefined) {
    return undefined;
  }
  const [forList, seconds, rest] = world.sealer.open('token', nextToken) ?? [];
  if (forList !== list || seconds === undefined || rest === undefined) {
    throw logsError('InvalidParameterException', 'The specified nextToken is invalid.');
  }
  return { timeMs: seconds * 1_000 + (rest % 1_000), skip: Math.floor(rest / 1_000) };
}

/** The unstructured patterns: words and "phrases" that must occur, `-word` must not, one of the `?word`s must. */
function parseFilter(filter: string): (message: string) => boolean {
  if (/^\s*[{[%]/.test(filter)) {
    throw logsError(
      'InvalidParameterException',
      'Invalid filter pattern: the sample farm knows words and phrases only.',
    );
  }
  const terms = [...filter.matchAll(/([-?]?)(?:"([^"]*)"|(\S+))/g)].map(([, sign, phrase, word]) => ({
    sign,
    text: phrase ?? word ?? '',
  }));
  const anyOf = terms.filter(({ sign }) => sign === '?');
  return (message) =>
    terms.every(({ sign, text: term }) => sign === '?' || message.includes(term) === (sign !== '-')) &&
    (anyOf.length === 0 || anyOf.some(({ text: term }) => message.includes(term)));
}
