/** Logs in CloudWatch, with the caller's own permission or with that of the queue's or fleet's role. */
import { GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { AssumeFleetRoleForReadCommand, AssumeQueueRoleForReadCommand } from '@aws-sdk/client-deadline';

import type { Clock } from '../core/clock';
import { UserError, toFault } from '../core/errors';
import { isId } from '../core/ids';
import type { LogEvent, LogLocation, LogSource } from '../core/ports';
import { isRegion, placeId } from '../core/sessionKey';

import { toCredentials, toLogEvents, toToken } from './answers';
import type { Calls } from './calls';
import { type CredentialsMemo, createCredentialsMemo } from './credentials';
import { MalformedAnswer } from './failure';
import { quoted, whose } from './faults';

/** Pages without events are not the end, but nobody waits for more of them than these. */
const MAX_EMPTY_PAGES = 20;

/**
 * Reads logs. Own credentials come first; where those are refused, the role that the queue or fleet lends for reading, which is
 * then used at once for the same queue or fleet. `life` ends what is asked for everybody.
 */
export function createLogSource(calls: Calls, clock: Clock, life: AbortSignal): LogSource {
  const roles = new Map<string, CredentialsMemo>();

  /** One request, by whoever may make it. */
  const fetchPage = async (log: LogLocation, asked: Asked, signal: AbortSignal): Promise<RawPage> => {
    const gate = `${placeId(log.place)}/${log.owner}`;
    const known = roles.get(gate);
    try {
      return await sendAs(calls, log, asked, known, signal);
    } catch (error) {
      if (!(error instanceof UserError) || error.fault.kind !== 'accessDenied') {
        throw error;
      }
      // A role that was good once may be taken away: the next reading starts with the own credentials again.
      roles.delete(gate);
      const role = createCredentialsMemo(() => assumeRole(calls, log, life), clock);
      const page = await sendAs(calls, log, asked, role, signal).catch((roleError: unknown) => {
        signal.throwIfAborted();
        throw refusedTwice(log, error, roleError);
      });
      roles.set(gate, role);
      return page;
    }
  };

  /** The newest page with events in it, within a span of time or the whole log. */
  const fetchNewest = async (log: LogLocation, span: Omit<Asked, 'startFromHead'>, signal: AbortSignal) => {
    try {
      const asked = { ...span, startFromHead: false };
      const first = await fetchPage(log, asked, signal);
      const last = await walk(first, 'older', (nextToken) => fetchPage(log, { ...asked, nextToken }, signal));
      return { ...last, forward: first.forward };
    } catch (error) {
      if (error instanceof UserError && error.fault.kind === 'notFound') {
        return undefined;
      }
      throw error;
    }
  };

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
      const ask = (nextToken: string) => fetchPage(log, { startFromHead, nextToken }, signal);
      const first = await ask(token);
      const isFirstEnd = (startFromHead ? first.forward : first.backward) === token;
      const { events, backward, forward, isEnd } = isFirstEnd
        ? { ...first, isEnd: true }
        : await walk(first, direction, ask);
      return { events, older: direction === 'older' && isEnd ? undefined : backward, newer: forward };
    },
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

async function sendAs(
  calls: Calls,
  log: LogLocation,
  asked: Asked,
  role: CredentialsMemo | undefined,
  signal: AbortSignal,
): Promise<RawPage> {
  const { group, stream, region } = locate(log);
  return calls.send(
    log.place,
    'GetLogEvents',
    (clients, options) =>
      clients
        .logs(region, role)
        .send(new GetLogEventsCommand({ logGroupName: group, logStreamName: stream, ...asked }), options),
    ({ events, nextBackwardToken, nextForwardToken }) => ({
      events: toLogEvents(events),
      backward: toToken(nextBackwardToken) ?? missing('nextBackwardToken'),
      forward: toToken(nextForwardToken) ?? missing('nextForwardToken'),
    }),
    signal,
  );
}

function assumeRole(calls: Calls, { place, farmId, owner }: LogLocation, signal: AbortSignal) {
  return isId('queue', owner)
    ? calls.send(
        place,
        'AssumeQueueRoleForRead',
        ({ deadline }, options) =>
          deadline.send(new AssumeQueueRoleForReadCommand({ farmId, queueId: owner }), options),
        toCredentials,
        signal,
      )
    : calls.send(
        place,
        'AssumeFleetRoleForRead',
        ({ deadline }, options) =>
          deadline.send(new AssumeFleetRoleForReadCommand({ farmId, fleetId: owner }), options),
        toCredentials,
        signal,
      );
}

/** Where CloudWatch keeps the log, or why it cannot be said. Older workers put the names among the parameters. */
function locate({ place, configuration }: LogLocation) {
  const { driver, options, parameters, error } = configuration;
  if (error !== undefined) {
    throw unreadable(`There is no log, because it could not be set up: ${quoted(error) || 'no reason was given'}`);
  }
  if (driver !== 'awslogs') {
    throw unreadable(
      `This log is kept by “${quoted(driver)}”, which cannot be read here. Ask whoever runs the worker for it`,
    );
  }
  const read = (name: string): string | undefined => options[name] ?? parameters[name];
  const [group, stream, region] = [read('logGroupName'), read('logStreamName'), read('region')];
  if (group === undefined || stream === undefined) {
    throw unreadable('The service did not say where this log is kept, so it cannot be read');
  }
  if (!/^[.\-_/#A-Za-z0-9]{1,512}$/.test(group) || !/^[^:*\p{Cc}]{1,512}$/u.test(stream)) {
    throw unreadable('The service named a log group or stream that cannot exist, so the log cannot be read');
  }
  return { group, stream, region: isRegion(region) ? region : place.region };
}

function unreadable(message: string): UserError {
  return new UserError({ kind: 'invalid', message: /[.!?…]$/.test(message) ? message : `${message}.`, remedies: [] });
}

/** Neither the caller nor the role may read: say both, and what would help. */
function refusedTwice({ place, owner }: LogLocation, own: UserError, roleError: unknown): UserError {
  const fault = toFault(roleError);
  if (fault.kind !== 'accessDenied' && fault.kind !== 'notFound') {
    return roleError instanceof UserError ? roleError : own;
  }
  const whoseRole = isId('queue', owner) ? 'queue' : 'fleet';
  const assume = isId('queue', owner) ? 'deadline:AssumeQueueRoleForRead' : 'deadline:AssumeFleetRoleForRead';
  return new UserError(
    {
      ...own.fault,
      message: `Not allowed to read the log: ${whose(place)} lacks logs:GetLogEvents in ${place.region}, and the ${whoseRole}’s role did not help. It needs logs:GetLogEvents too, and you need ${assume}.`,
      remedies: ['chooseConnection', 'retry', 'showOutput'],
    },
    { cause: roleError },
  );
}

function missing(name: string): never {
  throw new MalformedAnswer(`${name} is missing`);
}
