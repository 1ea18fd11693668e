/**
 * The one way to call the service. Each call has a slot among eight, one overall deadline, retries that wait as long as the
 * service asks, one more try with fresh credentials, a fault in people's words, and a line for the output channel.
 */
import type { Connection } from '../../core/session/sessionKey';

import type { CallMode } from '../credentials/credentialsCache';
import type { OperationName } from '../faults/operations';
import type { Clients } from '../network/clients';
import { type Answer, Call, type CallsOptions, type RequestOptions, type Shared } from './call';
import { createSemaphore } from '../../core/async/semaphore';

const PARALLEL_CALLS = 8;

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
    connection: Connection,
    operation: OperationName,
    request: (clients: Clients, options: RequestOptions) => Promise<A>,
    read: (answer: A) => T,
    signal: AbortSignal,
  ): Promise<T>;
}

/**
 * Makes the one way to call, for a person who waits and for background work. A person has time to sign in before the
 * call's own deadline begins; everything else they share.
 */
export function createCalls(options: CallsOptions): Readonly<Record<CallMode, Calls>> {
  const shared: Shared = { ...options, slots: createSemaphore(PARALLEL_CALLS), notBeforeMs: new Map() };
  const callsOf = (mode: CallMode): Calls => ({
    send: (connection, operation, request, read, signal) =>
      new Call(shared, { mode, connection, operation, request, read, signal }).run(),
  });
  return { background: callsOf('background'), interactive: callsOf('interactive') };
}
