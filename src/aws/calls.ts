/**
 * The one way to call the service. Each call has a slot among eight, one overall deadline, retries that wait as long as the
 * service asks, one more try with fresh credentials, a fault in people's words, and a line for the output channel.
 */
import { type Clock, delay } from '../core/clock';
import { type Fault, type FaultKind, UserError, isAbort } from '../core/errors';
import { type Place, placeId } from '../core/sessionKey';

import type { Clients } from './clients';
import type { Patience } from './credentials';
import { MalformedAnswer, toFailure } from './failure';
import { type Retry, judge } from './faults';
import { signInTimedOut, stayingAway, timedOut } from './ownFaults';
import { type Asked, type OperationName, serviceName } from './operations';
import { SIGN_IN_DEADLINE_MS } from './ownCredentials';
import { race } from './race';
import type { RetryBudget } from './retryBudget';
import { openScope } from './scope';
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
  readonly clientsOf: (place: Place) => Promise<Clients>;
  /** How the place's profile signs in, as `Profile.kind` says it; asked only to explain a failure. */
  readonly profileKind: (place: Place) => Promise<string | undefined>;
  readonly retryBudget: RetryBudget;
  readonly onCall: ((call: CallRecord) => void) | undefined;
  /** Hears after each call whether its place is signed in, or the fault that says why not. */
  readonly onSignIn: (place: Place, fault: Fault | undefined) => void;
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
const SIGNED_OUT: ReadonlySet<FaultKind> = new Set(['signedOut', 'expiredCredentials', 'noCredentials']);

/** Whose retries a call shares: one service of one place. */
export function retryGate(place: Place, operation: OperationName): string {
  return `${placeId(place)} ${serviceName(operation)}`;
}

/**
 * Makes the one way to call, for a person who waits and for work that nobody waits for. A person has time to sign in before the
 * call's own deadline begins; everything else they share.
 */
export function createCalls(options: CallsOptions): Readonly<Record<Patience, Calls>> {
  const { clock, clientsOf, profileKind, retryBudget, onCall, onSignIn, life, random } = options;
  const semaphore = createSemaphore(PARALLEL_CALLS);
  /** When an operation may be called again, by place and operation: Retry-After binds every caller, not only who read it. */
  const notBeforeMs = new Map<string, number>();

  const callsOf = (patience: Patience): Calls => ({
    async send(place, operation, request, read, signal) {
      const startedAtMs = clock.Date.now();
      const gate = `${placeId(place)} ${operation}`;
      const signInMs = patience === 'person' ? SIGN_IN_DEADLINE_MS : CALL_DEADLINE_MS;
      const scope = openScope(clock, signInMs, [signal, life]);
      const progress = { isSigningIn: true };
      let attempts = 0;
      let repeats = 0;
      let isHealed = false;
      let last: Pick<CallRecord, 'status' | 'requestId'> = { status: undefined, requestId: undefined };

      const record = (outcome: CallRecord['outcome']): void => {
        const durationMs = clock.Date.now() - startedAtMs;
        onCall?.({ place, operation, startedAtMs, durationMs, attempts, outcome, ...last });
      };
      const describe = async (): Promise<Asked> => ({ operation, place, profileKind: await profileKind(place) });

      /** Nothing is connected while somebody signs in, and nobody is kept waiting by it. */
      const signIn = async (): Promise<Clients> => {
        progress.isSigningIn = true;
        if (patience === 'person') {
          scope.limit(signInMs);
        }
        const clients = await race(clientsOf(place), scope.signal);
        await race(clients.own.ready(patience), scope.signal);
        if (patience === 'person') {
          scope.limit(CALL_DEADLINE_MS);
        }
        progress.isSigningIn = false;
        return clients;
      };

      const attempt = async () => {
        const clients = await signIn();
        // Who borrows keys does so for a call that has its slot already; waiting for another could be waiting for itself.
        const leave = operation.startsWith('Assume') ? undefined : await semaphore.enter(scope.signal);
        try {
          attempts++;
          const answer = await race(request(clients, { abortSignal: scope.signal }), scope.signal);
          last = { status: answer.$metadata.httpStatusCode, requestId: answer.$metadata.requestId };
          return readAnswer(answer, read);
        } finally {
          leave?.();
        }
      };

      /** How long to wait before the next attempt; undefined when there is to be none. */
      const pauseMs = async (retry: Retry, retryAfterMs: number | undefined, attemptedAtMs: number) => {
        if (retry === 'renewed' || retry === 'corrected') {
          const isWorthwhile =
            !isHealed && (retry === 'corrected' || (await clientsOf(place)).forgetCredentials(attemptedAtMs));
          isHealed = true;
          return isWorthwhile ? 0 : undefined;
        }
        if (retry === 'no' || ++repeats >= MAX_ATTEMPTS) {
          return undefined;
        }
        const ms =
          retryAfterMs === undefined
            ? random() * FIRST_PAUSE_MS[retry] * 2 ** (repeats - 1)
            : retryAfterMs * (1 + 0.2 * random());
        const isInTime = clock.Date.now() + ms < scope.deadlineMs;
        return isInTime && retryBudget.spend(retryGate(place, operation)) ? ms : undefined;
      };

      const pauseFor = async (ms: number): Promise<void> => {
        if (ms > 0) {
          await delay(clock, ms, scope.signal);
        }
      };

      try {
        for (;;) {
          const waitMs = (notBeforeMs.get(gate) ?? 0) - clock.Date.now();
          if (waitMs >= CALL_DEADLINE_MS - (clock.Date.now() - startedAtMs)) {
            throw stayingAway(await describe(), waitMs);
          }
          await pauseFor(waitMs);
          const attemptedAtMs = clock.Date.now();
          try {
            const answer = await attempt();
            retryBudget.earn(retryGate(place, operation));
            record('ok');
            onSignIn(place, undefined);
            return answer;
          } catch (error) {
            scope.signal.throwIfAborted();
            if (isAbort(error)) {
              throw error;
            }
            const { status, requestId } = toFailure(error, clock);
            last = { status, requestId };
            const verdict = judge(error, await describe(), clock);
            const { retryAfterMs } = verdict.error.fault;
            if (retryAfterMs !== undefined) {
              notBeforeMs.set(gate, clock.Date.now() + retryAfterMs);
            }
            const pause = await pauseMs(verdict.retry, retryAfterMs, attemptedAtMs);
            if (pause === undefined) {
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
        if (isAbort(error) && !scope.signal.aborted) {
          record('aborted');
          throw error;
        }
        const { isSigningIn } = progress;
        const late = async (): Promise<UserError> =>
          isSigningIn ? signInTimedOut(await describe(), signInMs) : timedOut({ operation, place }, CALL_DEADLINE_MS);
        const fault = scope.signal.aborted ? await late() : error;
        const kind = fault instanceof UserError ? fault.fault.kind : 'internal';
        record(kind);
        if (fault instanceof UserError && SIGNED_OUT.has(kind)) {
          onSignIn(place, fault.fault);
        }
        throw fault;
      } finally {
        scope.close();
      }
    },
  });
  return { background: callsOf('background'), person: callsOf('person') };
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
