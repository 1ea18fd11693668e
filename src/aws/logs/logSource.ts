/** Logs in CloudWatch, with the caller's own permission or with that of the queue's or fleet's role. */
import { FilterLogEventsCommand, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';

import type { Clock } from '../../core/async/clock';
import { UserError } from '../../core/errors';
import { endless } from '../../core/farm/farm';
import type { LogReader } from '../../core/logs/pages/logReader';
import { type PackedEvents, packEvents } from '../../core/logs/pages/packedEvents';
import type { LogEvent, LogLocation, LogSource } from '../../core/service/ports';

import { toLogEvents, toToken } from '../deadline/answers';
import type { Calls } from '../calls/calls';
import { MalformedAnswer } from '../faults/failureFacts';
import type { Allowances } from './logQuotas';
import { createLogAccess } from './logAccess';
import { takeEvents } from './logEventParser';

/** A log can go on after empty pages; after this many in a row, reading stops. */
const MAX_EMPTY_PAGES = 20;
/** A search goes through about a megabyte a page, most of them without a hit. */
const MOST_SEARCH_PAGES = 10_000;

/** Reads logs. `life` ends what is asked for everybody. */
export function createLogSource(
  calls: Calls,
  allowances: Allowances,
  clock: Clock,
  life: AbortSignal,
): LogSource & LogReader {
  const access = createLogAccess(calls, clock, life);

  /** One request, with the role that may make it. */
  const fetchPage = (log: LogLocation, asked: Asked, signal: AbortSignal): Promise<RawPage> =>
    access(
      log,
      'logs:GetLogEvents',
      ({ group, stream, region }, role) =>
        calls.send(
          log.connection,
          'GetLogEvents',
          (clients, options) => {
            const command = new GetLogEventsCommand({ logGroupName: group, logStreamName: stream, ...asked });
            const client = clients.logs(region, role);
            const events = takeEvents(command, client.config.streamCollector);
            return client.send(command, options).then((answer) => ({ ...answer, taken: events() }));
          },
          ({ taken, events, nextBackwardToken, nextForwardToken }) => ({
            events: taken ?? packEvents(toLogEvents(events)),
            backward: toToken(nextBackwardToken) ?? missing('nextBackwardToken'),
            forward: toToken(nextForwardToken) ?? missing('nextForwardToken'),
          }),
          signal,
        ),
      signal,
    );

  return {
    between(log, startTime, endTime, signal) {
      const ask = (nextToken?: string): Promise<RawPage> => {
        // Somebody waits for it: what reads in bulk has to wait for it instead.
        allowances.of(log, 'GetLogEvents').spend();
        return fetchPage(log, { startTime, endTime, startFromHead: false, ...(nextToken && { nextToken }) }, signal);
      };
      return unlessMissing(async () => {
        let page = await ask();
        let token: string | undefined;
        for (let empty = 0; page.events.length === 0 && page.backward !== token && empty < MAX_EMPTY_PAGES; empty++) {
          token = page.backward;
          page = await ask(token);
        }
        return page.events.events();
      });
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
      const used = new Set<string>();
      let nextToken: string | undefined;
      do {
        if (used.size >= MOST_SEARCH_PAGES) {
          throw endless();
        }
        await allowance.take(signal);
        const page: FoundPage = await access(
          log,
          'logs:FilterLogEvents',
          ({ group, stream, region }, role) =>
            calls.send(
              log.connection,
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
        // A token that comes back would lead round in a circle.
        nextToken = page.nextToken === undefined || used.has(page.nextToken) ? undefined : page.nextToken;
        used.add(nextToken ?? '');
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
  readonly events: PackedEvents;
  readonly backward: string;
  readonly forward: string;
}

interface FoundPage {
  readonly events: readonly LogEvent[];
  readonly nextToken: string | undefined;
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
