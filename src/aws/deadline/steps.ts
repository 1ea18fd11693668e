/** Steps, many at a time, and which of them depend on another. */
import { BatchGetStepCommand, ListStepConsumersCommand } from '@aws-sdk/client-deadline';

import { type Listing, listing } from '../../core/farm/farm';
import type { StepPath } from '../../core/farm/tasks';
import type { StepId } from '../../core/ids';
import type { Part, Step } from '../../core/session/session';
import type { Connection } from '../../core/session/sessionKey';

import { ask } from '../calls/ask';
import type { Calls } from '../calls/calls';
import { idPath, toItemErrors, toList, toStep, toToken } from './answers';
import type { Batches } from './batches';
import { readStep } from './getOperations';
import { ResponseReader } from './responseReader';

/** What names a step in the service's answers to batches. */
const PATH = ['farmId', 'queueId', 'jobId', 'stepId'] as const;

/** One part a step, in the order asked. */
export function fetchSteps(
  calls: Calls,
  batches: Batches,
  connection: Connection,
  wanted: readonly StepPath[],
  signal: AbortSignal,
): Promise<readonly Part<Step>[]> {
  return batches.read(
    wanted,
    {
      connection,
      operations: { many: 'BatchGetStep', one: 'GetStep' },
      idOf: (step) => idPath(step, ...PATH),
      jobOf: ({ jobId }) => jobId,
      many: (some, signal) =>
        ask(
          calls,
          connection,
          'BatchGetStep',
          new BatchGetStepCommand({ identifiers: some.map(stepIdsOf) }),
          ({ steps, errors }) => ({
            items: new Map(toList(steps, 'steps', (step) => [idPath(step, ...PATH), toStep(step)] as const)),
            errors: toItemErrors(errors, ...PATH),
          }),
          signal,
        ),
      one: (step, signal) => readStep(calls, { connection, ...step }, signal),
    },
    signal,
  );
}

/** The steps that depend on a step. */
export function listStepConsumers(
  calls: Calls,
  connection: Connection,
  step: StepPath,
  signal: AbortSignal,
): Listing<StepId> {
  return listing((nextToken) =>
    ask(
      calls,
      connection,
      'ListStepConsumers',
      new ListStepConsumersCommand({ ...stepIdsOf(step), nextToken }),
      ({ consumers, nextToken }) => ({
        items: toList(consumers, 'consumers', (consumer) => new ResponseReader(consumer).id('step', 'stepId')),
        next: toToken(nextToken),
      }),
      signal,
    ),
  );
}

/** The IDs alone: callers may hand in more, which a request must not carry. */
export function stepIdsOf({ farmId, queueId, jobId, stepId }: StepPath): StepPath {
  return { farmId, queueId, jobId, stepId };
}
