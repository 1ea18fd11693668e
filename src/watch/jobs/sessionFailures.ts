/** Reads what failed in a job's sessions outside of tasks: environments, attachments. */
import { phraseOf } from '../../core/diagnosis/lines/shapes';
import { toFault } from '../../core/errors';
import { indexOf, type SessionId, sessionOfAction } from '../../core/ids';
import type { Job, SessionAction } from '../../core/session/session';
import { groupedBy } from '../../core/triage/grouped';
import type { SessionFailure } from '../../core/triage/triage';
import { toSessionDiagnosis } from '../sessions/readDiagnosis';
import { BATCH } from './callBudget';
import { readSessionsOf } from './failedTasks';
import { diagnosePolitely } from './sampledLogs';
import type { TriageReading } from './triageReading';

/** So many of a job's actions tell whether its sessions come as far as tasks. */
const MOST_PAGES = 5;
/** Kinds of failures whose logs are read. */
const MOST_KINDS = 5;

/**
 * What failed outside of tasks, in a job of which no task failed. Costs nothing where some task succeeded and where nothing ran yet;
 * else a call for a hundred actions, and three for what failed. Rejects only when aborted.
 */
export async function readSessionFailures(reading: TriageReading, job: Job): Promise<readonly SessionFailure[]> {
  const { known, signal } = reading;
  if (job.startedAtMs === undefined || job.taskRunStatusCounts.SUCCEEDED) {
    return [];
  }
  try {
    const listed = await listActions(reading);
    const failed = listed.filter(({ status, definition }) => status === 'FAILED' && definition.kind !== 'taskRun');
    const actions = await inFull(reading, failed.slice(0, BATCH));
    await readSessionsOf(
      reading,
      actions.map(({ sessionActionId }) => sessionOfAction(sessionActionId)),
    );
    const kinds = [...groupedBy(actions, kindOf).values()].sort((a, b) => b.length - a.length).slice(0, MOST_KINDS);
    return await Promise.all(kinds.map((alike) => toFailure(reading, alike, listed)));
  } catch (error) {
    signal.throwIfAborted();
    known.miss('actions', toFault(error));
    reading.onError(error);
    return [];
  }
}

async function listActions({ service, known, budget, signal }: TriageReading): Promise<readonly SessionAction[]> {
  const listing = service.sessionActions(known.key.connection, known.key, undefined, signal);
  const found: SessionAction[] = [];
  let token: string | undefined;
  for (let pages = 0; pages < MOST_PAGES && budget.left > 0; pages++) {
    budget.spend(1);
    const { items, next } = await listing.page(token);
    found.push(...items);
    if (next === undefined || next === token) {
      break;
    }
    token = next;
  }
  return found;
}

/** With exit codes and messages, where they may be read. */
async function inFull(
  { service, known, budget, signal }: TriageReading,
  actions: readonly SessionAction[],
): Promise<readonly SessionAction[]> {
  if (actions.length === 0) {
    return [];
  }
  budget.spend(1);
  const parts = await service.fetchActions(
    actions.map(({ sessionActionId }) => ({
      key: { ...known.key, sessionId: sessionOfAction(sessionActionId) },
      sessionActionId,
    })),
    signal,
  );
  return actions.map((action, index) => {
    const part = parts[index];
    if (part?.ok === false) {
      known.miss('actions', part.fault);
    }
    return (part?.ok ? part.value : undefined) ?? action;
  });
}

/** The same for actions that do the same and of which the service says the same. */
function kindOf({ definition, processExitCode, progressMessage }: SessionAction): string {
  const what =
    'environmentId' in definition
      ? `${definition.kind} ${definition.environmentId.split(':').slice(2).join(':')}`
      : definition.kind;
  return JSON.stringify([what, processExitCode, phraseOf(progressMessage ?? '')]);
}

async function toFailure(
  reading: TriageReading,
  alike: readonly SessionAction[],
  listed: readonly SessionAction[],
): Promise<SessionFailure> {
  const { known, causes, studioRules, budget } = reading;
  const latest = alike.reduce((one, other) => ((other.endedAtMs ?? 0) > (one.endedAtMs ?? 0) ? other : one));
  const sessionId = sessionOfAction(latest.sessionActionId);
  const key = { ...known.key, sessionId };
  const session = known.sessions.get(sessionId);
  const actions = listed
    .filter(({ sessionActionId }) => sessionOfAction(sessionActionId) === sessionId)
    .map((action) => (action.sessionActionId === latest.sessionActionId ? latest : action))
    .sort((a, b) => indexOf(a.sessionActionId) - indexOf(b.sessionActionId));
  const diagnosis =
    session && budget.left > 0
      ? (await diagnosePolitely(reading, { key, session, action: latest, actions, goodLogs: [] })).diagnosis
      : toSessionDiagnosis(latest.sessionActionId, causes.diagnose({ action: latest, events: [], studioRules }), false);
  const sessions = new Set(alike.map(({ sessionActionId }) => sessionOfAction(sessionActionId)));
  const times = alike.flatMap(({ endedAtMs }) => endedAtMs ?? []);
  return Object.freeze({
    example: { key, action: latest },
    diagnosis,
    sessions: sessions.size,
    hosts: hostsOf(reading, sessions),
    firstMs: times.length === 0 ? undefined : Math.min(...times),
    lastMs: times.length === 0 ? undefined : Math.max(...times),
  });
}

function hostsOf({ known }: TriageReading, sessions: ReadonlySet<SessionId>): SessionFailure['hosts'] {
  const hosts = [...sessions].flatMap((id) => known.hostOf(id) ?? []);
  return [...groupedBy(hosts, ({ id }) => id).values()]
    .flatMap((same) => (same[0] ? [{ host: same[0], tasks: same.length }] : []))
    .sort((a, b) => b.tasks - a.tasks);
}
