/** Logs in CloudWatch, with the caller's own permission or with that of the queue's or fleet's role. */
import { FilterLogEventsCommand, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';

import type { Clock } from '../core/clock';
import { UserError } from '../core/errors';
import type { LogReader } from '../core/logs/logReader';
import type { LogEvent, LogLocation, LogSource } from '../core/ports';

import { toLogEvents, toToken } from './answers';
import type { Calls } from './calls';
import { MalformedAnswer } from './failure';
import type { Allowances } from './logAllowance';
import { createLogAccess } from './logAccess';
import { readEventsAside } from './logEvents';

/** Pages without events are not the end, but nobody waits for more of them than these. */
const MAX_EMPTY_PAGES = 20;

/** Reads logs. `life` ends what is asked for everybody. */
export function createLogSource(
  calls: Calls,
  allowances: Allowances,
  clock: Clock,
  life: AbortSignal,
): LogSource & LogReader {
  const access = createLogAccess(calls, clock, life);

  /** One request, by whoever may make it. */
  const fetchPage = (log: LogLocation, asked: Asked, signal: AbortSignal): Promise<RawPage> =>
    access(
      log,
      'logs:GetLogEvents',
      ({ group, stream, region }, role) =>
        calls.send(
          log.place,
          'GetLogEvents',
          (clients, options) => {
            const command = new GetLogEventsCommand({ logGroupName: group, logStreamName: stream, ...asked });
            const client = clients.logs(region, role);
            const events = readEventsAside(command, client.config.streamCollector);
            return client.send(command, options).then((answer) => ({ ...answer, events: events() ?? answer.events }));
          },
          ({ events, nextBackwardToken, nextForwardToken }) => ({
            events: toLogEvents(events),
            backward: toToken(nextBackwardToken) ?? missing('nextBackwardToken'),
            forward: toToken(nextForwardToken) ?? missing('nextForwardToken'),
          }),
          signal,
        ),
      signal,
    );

  /** A request that somebody waits for: what reads in bulk has to wait for it. */
  const fetchNow = (log: LogLocation, asked: Asked, signal: AbortSignal): Promise<RawPage> => {
    allowances.of(log, 'GetLogEvents').spend();
    return fetchPage(log, asked, signal);
  };

  /** The newest page with events in it, within a span of time or the whole log. */
  const fetchNewest = (log: LogLocation, span: Omit<Asked, 'startFromHead'>, signal: AbortSignal) =>
    unlessMissing(async () => {
      const asked = { ...span, startFromHead: false };
      const first = await fetchNow(log, asked, signal);
      const last = await walk(first, 'older', (nextToken) => fetchNow(log, { ...asked, nextToken }, signal));
      return { ...last, forward: first.forward };
    });

  return {
    async newest(log, signal) {
      const page = await fetchNewest(log, {}, signal);
      return page && { events: page.events, older: page.isEnd ? undefined : page.backward, newer: page.forward };
    },

    async between(log, fromMs, untilMs, signal) {
      return (await fetchNewest(log, { startTime: fromMs, endTime: untilMs }, signal))?.events;
    },

    async page(log, direction, token, signal) {
      const startFromHead = direction === 'newer';
      const ask = (nextToken: string) => fetchNow(log, { startFromHead, nextToken }, signal);
      const first = await ask(token);
      const isFirstEnd = (startFromHead ? first.forward : first.backward) === token;
      const { events, backward, forward, isEnd } = isFirstEnd
        ? { ...first, isEnd: true }
        : await walk(first, direction, ask);
      return { events, older: direction === 'older' && isEnd ? undefined : backward, newer: forward };
    },

    read(log, { direction, token, fromMs, untilMs }, signal) {
      const asked = {
        startFromHead: direction === 'newer',
        ...(token === undefined ? {} : { nextToken: token }),
        ...(fromMs === undefined ? {} : { startTime: fromMs }),
        ...(untilMs === undefined ? {} : { endTime: untilMs }),
      };
      return unlessMissing(async () => {
        const { events, backward, forward } = await fetchPage(log, asked, signal);
        return {
          events,
          older: backward,
          newer: forward,
          isEnd: (direction === 'newer' ? forward : backward) === token,
        };
      });
    },

    async *search(log, { text, fromMs, untilMs }, signal) {
      const allowance = allowances.of(log, 'FilterLogEvents');
      let nextToken: string | undefined;
      do {
        await allowance.take(signal);
        const page: FoundPage = await access(
          log,
          'logs:FilterLogEvents',
          ({ group, stream, region }, role) =>
            calls.send(
              log.place,
              'FilterLogEvents',
              (clients, options) =>
                clients.logs(region, role).send(
                  new FilterLogEventsCommand({
                    logGroupName: group,
                    logStreamNames: [stream],
                    filterPattern: phrase(text),
                    startTime: fromMs,
                    endTime: untilMs,
                    nextToken,
                  }),
                  options,
                ),
              (answer) => ({ events: toLogEvents(answer.events), nextToken: toToken(answer.nextToken) }),
              signal,
            ),
          signal,
        );
        const found = page.events.filter(({ message }) => message.includes(text));
        if (found.length > 0) {
          yield found;
        }
        nextToken = page.nextToken === nextToken ? undefined : page.nextToken;
      } while (nextToken !== undefined);
    },

    allowance: (log) => allowances.of(log, 'GetLogEvents'),
  };
}

/** What differs between the requests for one log, in GetLogEvents' words; `endTime` is not part of the span. */
interface Asked {
  readonly startFromHead: boolean;
  readonly nextToken?: string;
  readonly startTime?: number;
  readonly endTime?: number;
}

interface RawPage {
  readonly events: readonly LogEvent[];
  readonly backward: string;
  readonly forward: string;
}

interface FoundPage {
  readonly events: readonly LogEvent[];
  readonly nextToken: string | undefined;
}

/** On from an empty page until there are events, or until the token that comes back is the one that was sent: the end. */
async function walk(
  first: RawPage,
  direction: 'older' | 'newer',
  ask: (token: string) => Promise<RawPage>,
): Promise<RawPage & { readonly isEnd: boolean }> {
  let page = first;
  for (let empty = 0; page.events.length === 0 && empty < MAX_EMPTY_PAGES; empty++) {
    const token = direction === 'older' ? page.backward : page.forward;
    page = await ask(token);
    if ((direction === 'older' ? page.backward : page.forward) === token) {
      return { ...page, isEnd: true };
    }
  }
  return { ...page, isEnd: false };
}

/** Undefined instead of the fault of a stream that does not exist. */
async function unlessMissing<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof UserError && error.fault.kind === 'notFound') {
      return undefined;
    }
    throw error;
  }
}

/**
 * A text as a filter pattern: in quotes, so that it is looked for as it is. Quotes cannot stand in one; the longest stretch
 * without them finds all that must be looked at.
 */
function phrase(text: string): string {
  const [longest = ''] = text.split(/["\\\p{Cc}]/u).sort((a, b) => b.length - a.length);
  return longest.trim() === '' ? '' : `"${longest.slice(0, 1000)}"`;
}

function missing(name: string): never {
  throw new MalformedAnswer(`${name} is missing`);
}
