import type { DeadlineClientResolvedConfig, ServiceInputTypes, ServiceOutputTypes } from '@aws-sdk/client-deadline';
import type { CommandImpl } from '@smithy/core/client';

import type { Connection } from '../../core/session/sessionKey';

import type { OperationName } from '../faults/operations';
import type { Calls } from './calls';

/**
 * Calls one operation of Deadline Cloud with one of the SDK's commands, which every attempt sends again as it is: a `clientToken`
 * in its input makes all attempts one request. `read` turns the response into the core's own types.
 *
 * @throws {UserError} what went wrong, or the signal's reason, once it is aborted
 * @example ask(calls, connection, 'GetFarm', new GetFarmCommand({ farmId }), toFarm, signal)
 */
export function ask<I extends ServiceInputTypes, O extends ServiceOutputTypes, T>(
  calls: Calls,
  connection: Connection,
  operation: OperationName,
  command: CommandImpl<I, O, DeadlineClientResolvedConfig, ServiceInputTypes, ServiceOutputTypes>,
  read: (response: O) => T,
  signal: AbortSignal,
): Promise<T> {
  return calls.send(connection, operation, ({ deadline }, options) => deadline.send(command, options), read, signal);
}
