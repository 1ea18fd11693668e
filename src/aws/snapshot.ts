/** Everything about one session, read in one pass. */
import { BatchGetStepCommand, ListSessionActionsCommand } from '@aws-sdk/client-deadline';

import { listing } from '../core/farm';
import type { StepId } from '../core/ids';
import type { Part, SessionAction, SessionSnapshot, Worker } from '../core/session';
import type { SessionKey } from '../core/sessionKey';
import type { Clock } from '../core/clock';

import { inOrder, toAction, toItemErrors, toList, toStep, toToken } from './answers';
import { type Batches, toPart } from './batches';
import type { Calls } from './calls';
import { readFarm, readFleet, readJob, readQueue, readStep, readWorker } from './reads';
import { fetchActions, fetchSession } from './sessions';

/**
 * Calls GetSession, GetFarm, GetQueue, GetJob and ListSessionActions side by side, then GetFleet, GetWorker, BatchGetSessionAction
 * (lists lack exit codes and messages) and BatchGetStep. A part that cannot be read is kept with its fault; a worker that is gone
 * is undefined. When the session itself cannot be read, all other calls end.
 *
 * @throws {UserError} why the session cannot be read
 * @see https://docs.aws.amazon.com/deadline-cloud/latest/APIReference/API_GetSession.html
 */
export async function fetchSnapshot(
  calls: Calls,
  batches: Batches,
  clock: Clock,
  key: SessionKey,
  signal: AbortSignal,
): Promise<SessionSnapshot> {
  const rest = new AbortController();
  const abort = (): void => {
    rest.abort(signal.reason);
  };
  signal.addEventListener('abort', abort, { once: true });
  const part = <T>(reading: Promise<T>): Promise<Part<T>> => toPart(reading, rest.signal);

  try {
    const reading = fetchSession(calls, key, signal);
    const actionsReading = fetchAllActions(calls, batches, key, rest.signal);
    const [{ session, raw }, fleet, worker, farm, queue, job, actions, stepNames] = await Promise.all([
      reading,
      part(reading.then(({ session: { fleetId } }) => readFleet(calls, { ...key, fleetId }, rest.signal))),
      part(
        reading.then(({ session: { fleetId, workerId } }) =>
          readWorker(calls, { ...key, fleetId, workerId }, rest.signal),
        ),
      ),
      part(readFarm(calls, key, rest.signal)),
      part(readQueue(calls, key, rest.signal)),
      part(readJob(calls, key, rest.signal)),
      part(actionsReading),
      actionsReading.then(
        (all) => fetchStepNames(calls, batches, key, all, rest.signal),
        () => ({}),
      ),
    ]);
    return Object.freeze({
      key,
      fetchedAtMs: clock.Date.now(),
      session,
      farm,
      queue,
      job,
      fleet,
      worker: worker.ok || worker.fault.kind !== 'notFound' ? worker : GONE,
      actions,
      stepNames: Object.freeze(stepNames),
      raw,
    });
  } finally {
    signal.removeEventListener('abort', abort);
    rest.abort();
  }
}

const GONE: Part<Worker | undefined> = Object.freeze({ ok: true, value: undefined });

/** All actions of a session with their exit codes and messages, in order. Details that cannot be read are left out. */
async function fetchAllActions(
  calls: Calls,
  batches: Batches,
  key: SessionKey,
  signal: AbortSignal,
): Promise<readonly SessionAction[]> {
  const { place, farmId, queueId, jobId, sessionId } = key;
  const listed: SessionAction[] = [];
  const actions = listing((nextToken) =>
    calls.send(
      place,
      'ListSessionActions',
      ({ deadline }, options) =>
        deadline.send(new ListSessionActionsCommand({ farmId, queueId, jobId, sessionId, nextToken }), options),
      ({ sessionActions, nextToken }) => ({
        items: toList(sessionActions, 'sessionActions', toAction),
        next: toToken(nextToken),
      }),
      signal,
    ),
  );
  for await (const page of actions) {
    listed.push(...page);
  }
  const started = listed.filter(({ startedAtMs }) => startedAtMs !== undefined);
  const wanted = started.map(({ sessionActionId }) => ({ key, sessionActionId }));
  const details = await fetchActions(calls, batches, wanted, signal);
  const byId = new Map(
    details.flatMap((part) => (part.ok && part.value ? [[part.value.sessionActionId, part.value]] : [])),
  );
  return inOrder(listed.map((action) => byId.get(action.sessionActionId) ?? action));
}

/** Names of the steps that actions are about, by step id; a step that may not be read is missing. */
async function fetchStepNames(
  calls: Calls,
  batches: Batches,
  { place, farmId, queueId, jobId }: SessionKey,
  actions: readonly SessionAction[],
  signal: AbortSignal,
): Promise<Readonly<Record<string, string>>> {
  const stepIds = new Set(
    actions.flatMap(({ definition }) =>
      'stepId' in definition && definition.stepId !== undefined ? [definition.stepId] : [],
    ),
  );
  const steps = await batches.read(
    [...stepIds],
    {
      place,
      operations: { many: 'BatchGetStep', one: 'GetStep' },
      idOf: (stepId) => stepId,
      jobOf: () => jobId,
      many: (some: readonly StepId[], signal) =>
        calls.send(
          place,
          'BatchGetStep',
          ({ deadline }, options) => {
            const identifiers = some.map((stepId) => ({ farmId, queueId, jobId, stepId }));
            return deadline.send(new BatchGetStepCommand({ identifiers }), options);
          },
          ({ steps, errors }) => ({
            items: new Map(toList(steps, 'steps', toStep).map((step) => [step.stepId, step])),
            errors: toItemErrors(errors, 'stepId'),
          }),
          signal,
        ),
      one: (stepId, signal) => readStep(calls, { place, farmId, queueId, jobId, stepId }, signal),
    },
    signal,
  );
  return Object.fromEntries(steps.flatMap((step) => (step.ok ? [[step.value.stepId, step.value.name]] : [])));
}
