/**
 * The one way to call the service. Each call has a slot among eight, one overall deadline, retries that wait as long as the
 * service asks, one more try with fresh credentials, a fault in people's words, and a line for the output channel.
 */
import { setMaxListeners } from 'node:events';

import { type Clock, delay } from '../core/clock';
import { type FaultKind, UserError } from '../core/errors';
import { type Place, placeId } from '../core/sessionKey';

import type { Clients } from './clients';
import { MalformedAnswer, toFailure } from './failure';
import { type Retry, judge, stayingAway, timedOut } from './faults';
import type { OperationName } from './operations';
import { race } from './race';
import { createSemaphore } from './semaphore';

/** What the output channel may know of a call: never a header, a body or a key. */
export interface CallRecord {
  readonly place: Place;
  /** e.g. `GetSession` */
  readonly operation: string;
  readonly startedAtMs: number;
  /** From the wish to the answer, with all waiting. */
  readonly durationMs: number;
  /** How often it was tried; 0 when the service had asked us to stay away, or nobody waited any more. */
  readonly attempts: number;
  readonly outcome: 'ok' | 'aborted' | FaultKind;
  /** The last answer's HTTP status and id; missing when nothing answered. */
  readonly status: number | undefined;
  readonly requestId: string | undefined;
}

export interface Calls {
  /**
   * Calls one operation.
   *
   * @param request makes the request with the place's clients; it is run again for each attempt
   * @param read makes our own words of the answer, or throws a `MalformedAnswer`
   * @throws {UserError} what went wrong, once nothing helps any more
   * @throws the signal's reason, once it is aborted
   */
  send<A extends Answer, T>(
    place: Place,
    operation: OperationName,
    request: (clients: Clients, options: RequestOptions) => Promise<A>,
    read: (answer: A) => T,
    signal: AbortSignal,
  ): Promise<T>;
}

/** What the SDK is given besides the input. */
export interface RequestOptions {
  readonly abortSignal: AbortSignal;
}

/** What every answer of the SDK carries besides the operation's own members. */
export interface Answer {
  readonly $metadata: { readonly httpStatusCode?: number | undefined; readonly requestId?: string | undefined };
}

export interface CallsOptions {
  readonly clock: Clock;
  readonly clientsOf: (place: Place) => Clients;
  /** How the place's profile signs in, as `Profile.kind` says it; asked only to explain a failure. */
  readonly profileKind: (place: Place) => Promise<string | undefined>;
  readonly onCall: ((call: CallRecord) => void) | undefined;
  /** Ends every call. */
  readonly life: AbortSignal;
  /** From 0 to 1. */
  readonly random: () => number;
}

/** Longer than any answer takes, shorter than anybody waits. */
export const CALL_DEADLINE_MS = 20_000;
const PARALLEL_CALLS = 8;
const MAX_ATTEMPTS = 3;
/** The longest of the first random pauses; each later one may be twice as long. */
const FIRST_PAUSE_MS = { transient: 200, throttled: 2_000 } as const;

/** Makes the one way to call. */
export function createCalls({ clock, clientsOf, profileKind, onCall, life, random }: CallsOptions): Calls {
  const semaphore = createSemaphore(PARALLEL_CALLS);
  /** When an operation may be called again, by place and operation: Retry-After binds every caller, not only who read it. */
  const notBeforeMs = new Map<string, number>();

  return {
    async send(place, operation, request, read, signal) {
      const startedAtMs = clock.Date.now();
      const deadlineMs = startedAtMs + CALL_DEADLINE_MS;
      const gate = `${placeId(place)} ${operation}`;
      const scope = openScope(clock, CALL_DEADLINE_MS, [signal, life]);
      let attempts = 0;
      let repeats = 0;
      let isRenewed = false;
      let last: Pick<CallRecord, 'status' | 'requestId'> = { status: undefined, requestId: undefined };

      const record = (outcome: CallRecord['outcome']): void => {
        const durationMs = clock.Date.now() - startedAtMs;
        onCall?.({ place, operation, startedAtMs, durationMs, attempts, outcome, ...last });
      };
      const describe = async () => ({ operation, place, profileKind: await profileKind(place) });

      const attempt = async () => {
        // Who borrows keys does so for a call that has its slot already; waiting for another could be waiting for itself.
        const leave = operation.startsWith('Assume') ? undefined : await semaphore.enter(scope.signal);
        try {
          attempts++;
          const answer = await race(request(clientsOf(place), { abortSignal: scope.signal }), scope.signal);
          last = { status: answer.$metadata.httpStatusCode, requestId: answer.$metadata.requestId };
          return readAnswer(answer, read);
        } finally {
          leave?.();
        }
      };

      /** How long to wait before the next attempt; undefined when there is to be none. */
      const pauseMs = (retry: Retry, retryAfterMs: number | undefined): number | undefined => {
        if (retry === 'renewed' && !isRenewed) {
          isRenewed = true;
          return 0;
        }
        if ((retry !== 'transient' && retry !== 'throttled') || ++repeats >= MAX_ATTEMPTS) {
          return undefined;
        }
        return retryAfterMs === undefined
          ? random() * FIRST_PAUSE_MS[retry] * 2 ** (repeats - 1)
          : retryAfterMs * (1 + 0.2 * random());
      };

      const pauseFor = async (ms: number): Promise<void> => {
        if (ms > 0) {
          await delay(clock, ms, scope.signal);
        }
      };

      try {
        for (;;) {
          const waitMs = (notBeforeMs.get(gate) ?? 0) - clock.Date.now();
          if (clock.Date.now() + waitMs >= deadlineMs) {
            throw stayingAway(await describe(), waitMs);
          }
          await pauseFor(waitMs);
          const attemptedAtMs = clock.Date.now();
          try {
            const answer = await attempt();
            record('ok');
            return answer;
          } catch (error) {
            scope.signal.throwIfAborted();
            const { status, requestId } = toFailure(error, clock);
            last = { status, requestId };
            const verdict = judge(error, await describe(), clock);
            const { retryAfterMs } = verdict.error.fault;
            if (retryAfterMs !== undefined) {
              notBeforeMs.set(gate, clock.Date.now() + retryAfterMs);
            }
            if (verdict.retry === 'renewed') {
              clientsOf(place).forgetCredentials(attemptedAtMs);
            }
            const pause = pauseMs(verdict.retry, retryAfterMs);
            if (pause === undefined || clock.Date.now() + pause >= deadlineMs) {
              throw verdict.error;
            }
            await pauseFor(pause);
          }
        }
      } catch (error) {
        if (signal.aborted || life.aborted) {
          record('aborted');
          throw (signal.aborted ? signal : life).reason as Error;
        }
        const fault = scope.signal.aborted ? timedOut(await describe(), CALL_DEADLINE_MS) : error;
        record(fault instanceof UserError ? fault.fault.kind : 'internal');
        throw fault;
      } finally {
        scope.close();
      }
    },
  };
}

function readAnswer<A extends Answer, T>(answer: A, read: (answer: A) => T): T {
  try {
    return read(answer);
  } catch (error) {
    if (error instanceof MalformedAnswer) {
      error.$metadata = answer.$metadata;
    }
    throw error;
  }
}

/** A signal that ends with the deadline or with any of `parents`, and lets go of them when closed. */
function openScope(clock: Clock, afterMs: number, parents: readonly AbortSignal[]) {
  const controller = new AbortController();
  const abort = (): void => {
    controller.abort();
  };
  const timer = clock.setTimeout(abort, afterMs);
  // A picture of a farm is many calls with one signal: that is no leak, and Node need not warn of one.
  setMaxListeners(0, controller.signal, ...parents);
  for (const parent of parents) {
    if (parent.aborted) {
      abort();
    }
    parent.addEventListener('abort', abort, { once: true });
  }
  return {
    signal: controller.signal,
    close: (): void => {
      clock.clearTimeout(timer);
      for (const parent of parents) {
        parent.removeEventListener('abort', abort);
      }
    },
  };
}
