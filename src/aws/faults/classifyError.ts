import type { Clock } from '../../core/async/clock';
import { FAULT_TRAITS, UserError } from '../../core/errors';
import { plainCause, toFailure } from './failureFacts';
import { FAULT_ROWS, type Retry, UNKNOWN_FAULT } from './faultTable';
import { type Asked, iamAction } from './operations';

/** A failure, understood. */
export interface ClassifiedError {
  readonly error: UserError;
  readonly retry: Retry;
}

/** Understands whatever a call threw. What the service did not explain and the table does not know is an `internal` fault. */
export function classifyError(thrown: unknown, asked: Asked, clock: Clock): ClassifiedError {
  if (thrown instanceof UserError) {
    return { error: thrown, retry: 'no' };
  }
  const failure = toFailure(thrown, clock);
  const row = FAULT_ROWS.find(({ when }) => when(failure, asked)) ?? UNKNOWN_FAULT;
  const { kind, say, retry = 'no' } = row;
  // Of a session there is a nearest level to choose from; that is more than an empty box to look one up in.
  const remedies =
    iamAction(asked.operation).endsWith('GetSession') && FAULT_TRAITS[kind].mayBeWrongId
      ? row.remedies.map((remedy) => (remedy === 'lookUp' ? 'chooseOther' : remedy))
      : row.remedies;
  const { requestId, retryAfterMs } = failure;
  const permission = row.permission?.(failure, asked);
  const error = new UserError(
    {
      kind,
      message: say(failure, asked),
      remedies,
      requestId,
      retryAfterMs,
      ...(permission === undefined ? {} : { permission }),
    },
    { cause: plainCause(thrown) },
  );
  return { error, retry: failure.clockCorrected ? 'corrected' : retry };
}
