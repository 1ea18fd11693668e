/** Everything about one session, read in one pass. */
import type { Part, SessionAction, SessionSnapshot, Worker } from '../../core/session/session';
import type { SessionKey } from '../../core/session/sessionKey';
import type { Clock } from '../../core/async/clock';

import { inOrder } from './actionAnswers';
import { type Batches, toPart } from './batches';
import type { Calls } from '../calls/calls';
import { timedOut } from '../faults/callFaults';
import { readFarm, readFleet, readJob, readQueue, readWorker } from './getOperations';
import { fetchActions, fetchSession } from './sessions';
import { fetchSteps } from './steps';
import { listSessionActions } from './tasks';

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
  const timer = clock.setTimeout(() => {
    rest.abort(timedOut({ operation: 'ListSessionActions', connection: key.connection }, READING_DEADLINE_MS));
  }, READING_DEADLINE_MS);
  const abort = (): void => {
    rest.abort(signal.reason);
  };
  signal.addEventListener('abort', abort, { once: true });
  const part = <T>(reading: Promise<T>): Promise<Part<T>> => toPart(reading, signal);

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
    clock.clearTimeout(timer);
    signal.removeEventListener('abort', abort);
    rest.abort();
  }
}

/** For all pages and batches together: each call has a deadline of its own, but there can be many. */
const READING_DEADLINE_MS = 60_000;

const GONE: Part<Worker | undefined> = Object.freeze({ ok: true, value: undefined });

/** All actions of a session with their exit codes and messages, in order. Details that cannot be read are left out. */
async function fetchAllActions(
  calls: Calls,
  batches: Batches,
  key: SessionKey,
  signal: AbortSignal,
): Promise<readonly SessionAction[]> {
  const listed: SessionAction[] = [];
  const actions = listSessionActions(calls, key.connection, key, { sessionId: key.sessionId }, signal);
  for await (const page of actions) {
    for (const action of page) {
      listed.push(action);
    }
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
  { connection, farmId, queueId, jobId }: SessionKey,
  actions: readonly SessionAction[],
  signal: AbortSignal,
): Promise<Readonly<Record<string, string>>> {
  const stepIds = new Set(
    actions.flatMap(({ definition }) =>
      'stepId' in definition && definition.stepId !== undefined ? [definition.stepId] : [],
    ),
  );
  const wanted = [...stepIds].map((stepId) => ({ farmId, queueId, jobId, stepId }));
  const steps = await fetchSteps(calls, batches, connection, wanted, signal);
  return Object.fromEntries(steps.flatMap((step) => (step.ok ? [[step.value.stepId, step.value.name]] : [])));
}
