/** Reads the logs of a few failures, and says what each of them failed of. */
import type { ActionLog } from '../../core/diagnosis';
import { toFault } from '../../core/errors';
import { type SessionActionId, actionOfSession, indexOf, sessionOfAction } from '../../core/ids';
import type { LogLocation } from '../../core/service/ports';
import type { SessionAction } from '../../core/session/session';
import type { Failure } from '../../core/triage/failures';
import { nextSamples } from '../../core/triage/samplePlan';
import { type FailedAction, diagnoseAction } from '../sessions/readDiagnosis';
import { callsFor } from './callBudget';
import type { TriageReading } from './triageReading';

/** Logs that are read side by side. */
const AT_ONCE = 6;
const MOST_A_ROUND = 24;
/** Actions around a failed one that tell where its log begins and what a good neighbor writes. */
const BEFORE = 3;
const AFTER = 1;
/** The first actions of a session, of which a failed one keeps all others from being attempted. */
const FIRST = 3;
/** What good tasks of a step wrote is kept of so many, for comparisons, and so many of their lines. */
const GOOD_LOGS = 2;
const GOOD_LINES = 2_000;
const MOST_EMPTY_PAGES = 20;

/** Reads logs until more of them would tell little, at most `most`, or no calls are left. `planned` hears how many are about to be read. */
export async function readSamples(
  reading: TriageReading,
  most: number,
  planned: (logs: number) => void,
): Promise<void> {
  const { known, budget } = reading;
  for (let left = most; left > 0 && !known.misses('logs', 'accessDenied');) {
    // One call a log, one for what stands around them all.
    const wanted = nextSamples(known.grouping.sets, known.samples, Math.min(left, MOST_A_ROUND, budget.left - 1));
    if (wanted.length === 0) {
      return;
    }
    planned(wanted.length);
    await readNeighbors(reading, wanted);
    // Alone, as long as it is not known whether logs may be read.
    for (let first = 0, some = known.samples.size === 0 ? 1 : AT_ONCE; first < wanted.length; some = AT_ONCE) {
      await Promise.all(wanted.slice(first, first + some).map((failure) => readSample(reading, failure)));
      first += some;
      if (known.misses('logs', 'accessDenied')) {
        break;
      }
    }
    left -= wanted.length;
  }
}

/** Says why one action failed, at the pace that is left to work in bulk. Rejects only when aborted. */
export function diagnosePolitely(reading: TriageReading, failed: FailedAction): ReturnType<typeof diagnoseAction> {
  const { known, causes, studioRules, nowMs, signal } = reading;
  return diagnoseAction(
    {
      causes,
      studioRules,
      signal,
      nowMs: nowMs(),
      source: politeSource(reading),
      onError: (error) => {
        known.miss('logs', toFault(error));
        reading.onError(error);
      },
    },
    failed,
  );
}

async function readSample(reading: TriageReading, failure: Failure): Promise<void> {
  const { known, changed } = reading;
  const failed = failedAction(reading, failure);
  if (!failed) {
    return;
  }
  const { action } = failed;
  const { diagnosis, siblings, isEmpty } = await diagnosePolitely(reading, failed);
  known.samples.set(action.sessionActionId, {
    key: failed.key,
    diagnosis: isEmpty ? Object.freeze({ ...diagnosis, isLogRead: false }) : diagnosis,
  });
  keepGoodLogs(reading, failure, siblings);
  known.touch();
  changed();
}

/** The failed action with what is known around it. */
function failedAction({ known }: TriageReading, { action, task }: Failure): FailedAction | undefined {
  const sessionId = action && sessionOfAction(action.sessionActionId);
  const session = sessionId && known.sessions.get(sessionId);
  if (!session) {
    return undefined;
  }
  const actions = neighborsOf(action.sessionActionId)
    .flatMap((id) => (id === action.sessionActionId ? action : (known.actionOf(id) ?? [])))
    .sort((a, b) => indexOf(a.sessionActionId) - indexOf(b.sessionActionId));
  const hasGoodNeighbor = actions.some((other) => isGood(other, task.stepId));
  return {
    key: { ...known.key, sessionId },
    session,
    action,
    actions,
    goodLogs: hasGoodNeighbor ? [] : (known.goodLogs.get(task.stepId) ?? []),
  };
}

function isGood({ status, definition }: SessionAction, stepId: string): boolean {
  return status === 'SUCCEEDED' && definition.kind === 'taskRun' && definition.stepId === stepId;
}

function keepGoodLogs({ known }: TriageReading, { task }: Failure, siblings: readonly ActionLog[]): void {
  const kept = known.goodLogs.get(task.stepId) ?? [];
  const good = siblings
    .filter(({ action }) => action.status === 'SUCCEEDED' && action.definition?.kind === 'taskRun')
    .map(({ action, events }) => ({
      action,
      events: events.length <= 2 * GOOD_LINES ? events : [...events.slice(0, GOOD_LINES), ...events.slice(-GOOD_LINES)],
    }));
  if (kept.length < GOOD_LOGS && good.length > 0) {
    known.goodLogs.set(task.stepId, [...kept, ...good].slice(0, GOOD_LOGS));
  }
}

/** Reads the actions around those that failed. What may not be read is done without. */
async function readNeighbors(
  { service, known, budget, signal }: TriageReading,
  failures: readonly Failure[],
): Promise<void> {
  const wanted = failures
    .flatMap(({ action }) => (action ? neighborsOf(action.sessionActionId) : []))
    .filter((id) => !known.actionOf(id));
  const isCheap = !service.readsSingly(known.key.connection, 'actions') && !known.misses('actions', 'accessDenied');
  if (wanted.length === 0 || !isCheap) {
    return;
  }
  budget.spend(callsFor(wanted.length));
  const parts = await service.fetchActions(
    wanted.map((id) => ({ key: { ...known.key, sessionId: sessionOfAction(id) }, sessionActionId: id })),
    signal,
  );
  for (const part of parts) {
    if (part.ok && part.value) {
      known.actions.set(part.value.sessionActionId, part.value);
    }
  }
}

function neighborsOf(id: SessionActionId): readonly SessionActionId[] {
  const session = sessionOfAction(id);
  const index = indexOf(id);
  const indexes = new Set(Array.from({ length: BEFORE + 1 + AFTER }, (_, place) => index - BEFORE + place));
  for (let first = 0; first < FIRST; first++) {
    indexes.add(first);
  }
  return [...indexes].filter((at) => at >= 0 && at <= index + AFTER).map((at) => actionOfSession(session, at));
}

/** Reads logs at the pace that is left to work in bulk, and counts the calls. */
function politeSource({ service, budget }: TriageReading): FailedLogs {
  const read: FailedLogs['read'] = async (log, request, signal) => {
    await service.allowance(log).take(signal);
    budget.spend(1);
    return service.read(log, request, signal);
  };
  return {
    read,
    between: async (log: LogLocation, fromMs, untilMs, signal) => {
      let token: string | undefined;
      for (let empty = 0; ; empty++) {
        const page = await read(log, { direction: 'older', fromMs, untilMs, ...(token && { token }) }, signal);
        const events = page?.events.events();
        if (!page || page.isEnd || empty >= MOST_EMPTY_PAGES || (events && events.length > 0)) {
          return events;
        }
        token = page.older;
      }
    },
  };
}

type FailedLogs = Parameters<typeof diagnoseAction>[0]['source'];
