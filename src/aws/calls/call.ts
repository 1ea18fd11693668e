/** One call of the service with all its attempts, step by step. */
import { race } from '../../core/async/abort';
import { type Clock, delay } from '../../core/async/clock';
import { FAULT_TRAITS, type Fault, type FaultKind, UserError, isAbort } from '../../core/errors';
import { type Connection, connectionId } from '../../core/session/sessionKey';

import type { CallMode } from '../credentials/credentialsCache';
import { SIGN_IN_DEADLINE_MS } from '../credentials/ownCredentials';
import { signInTimedOut, stayingAway, timedOut } from '../faults/callFaults';
import { MalformedAnswer, toFailure } from '../faults/failureFacts';
import { classifyError } from '../faults/classifyError';
import type { Retry } from '../faults/faultTable';
import { type Asked, type OperationName, serviceName } from '../faults/operations';
import type { Clients } from '../network/clients';
import { openScope, type Scope } from './callDeadline';
import type { RetryBudget } from './retryBudget';
import type { Semaphore } from '../../core/async/semaphore';

/** What the output channel may know of a call: never a header, a body or a key. */
export interface CallRecord {
  readonly connection: Connection;
  /** e.g. `GetSession` */
  readonly operation: string;
  readonly startedAtMs: number;
  /** From the wish to the answer, with all waiting. */
  readonly durationMs: number;
  /** How often it was tried; 0 when the service had asked for a longer pause, or the call was aborted first. */
  readonly attempts: number;
  readonly outcome: 'ok' | 'aborted' | FaultKind;
  /** The last answer's HTTP status and id; missing when nothing answered. */
  readonly status: number | undefined;
  readonly requestId: string | undefined;
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
  readonly clientsOf: (connection: Connection) => Promise<Clients>;
  /** How the place's profile signs in, as `Profile.kind` says it; asked only to explain a failure. */
  readonly profileKind: (connection: Connection) => Promise<string | undefined>;
  readonly retryBudget: RetryBudget;
  readonly onCall: ((call: CallRecord) => void) | undefined;
  /** Hears after each call whether its place is signed in, or the fault that says why not. */
  readonly onSignIn: (connection: Connection, fault: Fault | undefined) => void;
  /** Ends every call. */
  readonly life: AbortSignal;
  /** From 0 to 1. */
  readonly random: () => number;
}

/** Longer than any answer takes, shorter than anybody waits. */
export const CALL_DEADLINE_MS = 20_000;
const MAX_ATTEMPTS = 3;
/** The longest of the first random pauses; each later one may be twice as long. */
const FIRST_PAUSE_MS = { transient: 200, throttled: 2_000 } as const;

/** Whose retries a call shares: one service of one place. */
export function retryGate(connection: Connection, operation: OperationName): string {
  return `${connectionId(connection)} ${serviceName(operation)}`;
}

/** What all calls share. */
export interface Shared extends CallsOptions {
  readonly slots: Semaphore;
  /** When an operation may be called again, by connection and operation: Retry-After binds all callers. */
  readonly notBeforeMs: Map<string, number>;
}

/** What one call is asked to do; `Calls.send` says more. */
export interface Wanted<A extends Answer, T> {
  readonly mode: CallMode;
  readonly connection: Connection;
  readonly operation: OperationName;
  readonly request: (clients: Clients, options: RequestOptions) => Promise<A>;
  readonly read: (answer: A) => T;
  readonly signal: AbortSignal;
}

/** One call; `run` may be called once. */
export class Call<A extends Answer, T> {
  readonly #shared: Shared;
  readonly #wanted: Wanted<A, T>;
  readonly #startedAtMs: number;
  readonly #signInMs: number;
  readonly #scope: Scope;
  /** Names what Retry-After is kept for. */
  readonly #gate: string;
  /** Whether credentials are being waited for; until they are there, a late call is a late sign-in. */
  #isSigningIn = true;
  #attempts = 0;
  #repeats = 0;
  /** Whether fresh credentials or a corrected request were tried; they help once or never. */
  #isHealed = false;
  #last: Pick<CallRecord, 'status' | 'requestId'> = { status: undefined, requestId: undefined };

  constructor(shared: Shared, wanted: Wanted<A, T>) {
    const { connection, operation, mode, signal } = wanted;
    this.#shared = shared;
    this.#wanted = wanted;
    this.#startedAtMs = shared.clock.Date.now();
    this.#signInMs = mode === 'interactive' ? SIGN_IN_DEADLINE_MS : CALL_DEADLINE_MS;
    this.#scope = openScope(shared.clock, this.#signInMs, [signal, shared.life]);
    this.#gate = `${connectionId(connection)} ${operation}`;
  }

  async run(): Promise<T> {
    try {
      const answer = await this.#attemptUntilSettled();
      this.#record('ok');
      this.#shared.onSignIn(this.#wanted.connection, undefined);
      return answer;
    } catch (error) {
      throw await this.#explain(error);
    } finally {
      this.#scope.close();
    }
  }

  async #attemptUntilSettled(): Promise<T> {
    const { retryBudget, clock } = this.#shared;
    for (;;) {
      await this.#stayAway();
      const attemptedAtMs = clock.Date.now();
      try {
        const answer = await this.#attempt();
        retryBudget.earn(this.#retryGate);
        return answer;
      } catch (error) {
        await this.#pause(await this.#pauseAfter(error, attemptedAtMs));
      }
    }
  }

  /** Waits as long as the service has asked. A person who asks is answered once, also while the service wants to be left alone. */
  async #stayAway(): Promise<void> {
    const { clock, notBeforeMs } = this.#shared;
    const waitMs = (notBeforeMs.get(this.#gate) ?? 0) - clock.Date.now();
    if (waitMs < CALL_DEADLINE_MS - (clock.Date.now() - this.#startedAtMs)) {
      await this.#pause(waitMs);
    } else if (this.#wanted.mode !== 'interactive' || this.#attempts > 0) {
      throw stayingAway(await this.#describe(), waitMs);
    }
  }

  async #attempt(): Promise<T> {
    const { operation, request, read } = this.#wanted;
    const { signal } = this.#scope;
    const clients = await this.#signIn();
    // A call for a role's keys is part of a call that has its slot already; waiting for another could be waiting for itself.
    const leave = operation.startsWith('Assume') ? undefined : await this.#shared.slots.enter(signal);
    try {
      this.#attempts++;
      const answer = await race(request(clients, { abortSignal: signal }), signal);
      this.#last = { status: answer.$metadata.httpStatusCode, requestId: answer.$metadata.requestId };
      return readAnswer(answer, read);
    } finally {
      leave?.();
    }
  }

  /** The clients, once they have credentials. It takes no slot, so that no other call waits for a person who signs in. */
  async #signIn(): Promise<Clients> {
    const { connection, mode } = this.#wanted;
    this.#isSigningIn = true;
    if (mode === 'interactive') {
      this.#scope.limit(this.#signInMs);
    }
    const clients = await race(this.#shared.clientsOf(connection), this.#scope.signal);
    await race(clients.own.ready(mode), this.#scope.signal);
    if (mode === 'interactive') {
      this.#scope.limit(CALL_DEADLINE_MS);
    }
    this.#isSigningIn = false;
    return clients;
  }

  /**
   * How long to wait before the next attempt.
   *
   * @throws {UserError} what went wrong, where there is to be no other attempt
   */
  async #pauseAfter(error: unknown, attemptedAtMs: number): Promise<number> {
    const { clock, notBeforeMs } = this.#shared;
    this.#scope.signal.throwIfAborted();
    if (isAbort(error)) {
      throw error;
    }
    const { status, requestId } = toFailure(error, clock);
    this.#last = { status, requestId };
    const verdict = classifyError(error, await this.#describe(), clock);
    const { retryAfterMs } = verdict.error.fault;
    if (retryAfterMs !== undefined) {
      notBeforeMs.set(this.#gate, clock.Date.now() + retryAfterMs);
    }
    const pauseMs =
      verdict.retry === 'renewed' || verdict.retry === 'corrected'
        ? await this.#pauseToHeal(verdict.retry, attemptedAtMs)
        : this.#pauseToRepeat(verdict.retry, retryAfterMs);
    if (pauseMs === undefined) {
      throw verdict.error;
    }
    return pauseMs;
  }

  /** No pause before an attempt with other credentials or another request; undefined where it would be the same again. */
  async #pauseToHeal(retry: 'renewed' | 'corrected', attemptedAtMs: number): Promise<number | undefined> {
    const isWorthwhile =
      !this.#isHealed &&
      (retry === 'corrected' ||
        (await this.#shared.clientsOf(this.#wanted.connection)).forgetCredentials(attemptedAtMs));
    this.#isHealed = true;
    return isWorthwhile ? 0 : undefined;
  }

  /** The pause before the same attempt; undefined where it is not to be repeated, or would come too late. */
  #pauseToRepeat(retry: Exclude<Retry, 'renewed' | 'corrected'>, retryAfterMs: number | undefined): number | undefined {
    const { clock, random, retryBudget } = this.#shared;
    if (retry === 'no' || ++this.#repeats >= MAX_ATTEMPTS) {
      return undefined;
    }
    const ms =
      retryAfterMs === undefined
        ? random() * FIRST_PAUSE_MS[retry] * 2 ** (this.#repeats - 1)
        : retryAfterMs * (1 + 0.2 * random());
    const isInTime = clock.Date.now() + ms < this.#scope.deadlineMs;
    return isInTime && retryBudget.spend(this.#retryGate) ? ms : undefined;
  }

  async #pause(ms: number): Promise<void> {
    if (ms > 0) {
      await delay(this.#shared.clock, ms, this.#scope.signal);
    }
  }

  /** The error that the caller gets: an aborted call, a call that took too long, or the refusal of the service. */
  async #explain(error: unknown): Promise<Error> {
    const { signal, connection } = this.#wanted;
    const { life, onSignIn } = this.#shared;
    if (signal.aborted || life.aborted) {
      this.#record('aborted');
      return (signal.aborted ? signal : life).reason as Error;
    }
    if (isAbort(error) && !this.#scope.signal.aborted) {
      this.#record('aborted');
      return error as Error;
    }
    const fault = this.#scope.signal.aborted ? await this.#late() : error;
    const kind = fault instanceof UserError ? fault.fault.kind : 'internal';
    this.#record(kind);
    if (fault instanceof UserError && FAULT_TRAITS[fault.fault.kind].needsSignIn) {
      onSignIn(connection, fault.fault);
    }
    return fault as Error;
  }

  async #late(): Promise<UserError> {
    const { operation, connection } = this.#wanted;
    return this.#isSigningIn
      ? signInTimedOut(await this.#describe(), this.#signInMs)
      : timedOut({ operation, connection }, CALL_DEADLINE_MS);
  }

  #record(outcome: CallRecord['outcome']): void {
    const { connection, operation } = this.#wanted;
    this.#shared.onCall?.({
      connection,
      operation,
      startedAtMs: this.#startedAtMs,
      durationMs: this.#shared.clock.Date.now() - this.#startedAtMs,
      attempts: this.#attempts,
      outcome,
      ...this.#last,
    });
  }

  async #describe(): Promise<Asked> {
    const { operation, connection } = this.#wanted;
    return { operation, connection, profileKind: await this.#shared.profileKind(connection) };
  }

  get #retryGate(): string {
    return retryGate(this.#wanted.connection, this.#wanted.operation);
  }
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
