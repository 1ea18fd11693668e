/** Reads what every host did: in the job, and in others. */
import { toFault } from '../../core/errors';
import { type SessionId, sessionOfAction } from '../../core/ids';
import type { SessionAction, WorkerSession } from '../../core/session/session';
import type { HostElsewhere } from '../../core/triage/triage';
import { readSessionsOf } from './failedTasks';
import { type Attempts, NO_ATTEMPTS, counted } from './hostRates';
import { BATCH } from './callBudget';
import type { TriageReading } from './triageReading';

/** Pages of a job's actions that are read at most: 60,000 actions. */
const MOST_PAGES = 600;
/** How far back a host's sessions in other jobs are looked at. */
const MOST_WORKERS = 3;
const MOST_SESSIONS = 40;

/** Reads every attempt of every task, and which hosts they were on. Resolves early where no calls are left. */
export async function readHostRates(reading: TriageReading): Promise<void> {
  const { service, known, budget, signal, changed } = reading;
  const { rates, key } = known;
  rates.state = 'reading';
  rates.isPartial = false;
  rates.bySession.clear();
  known.forgive('attempts');
  changed();
  try {
    const listing = service.sessionActions(key.connection, key, undefined, signal);
    let unread: SessionId[] = [];
    let token: string | undefined;
    for (let pages = 0; ; pages++) {
      if (pages >= MOST_PAGES || budget.left < 2) {
        rates.isPartial = true;
        break;
      }
      budget.spend(1);
      const { items, next } = await listing.page(token);
      unread.push(...note(rates.bySession, items).filter((id) => !known.sessions.has(id)));
      if (known.misses('actions', 'accessDenied')) {
        known.keepListed(items);
      }
      if (unread.length >= BATCH) {
        await readSessionsOf(reading, unread.slice(0, BATCH));
        unread = unread.slice(BATCH);
      }
      if (next === undefined || next === token) {
        break;
      }
      token = next;
    }
    await readSessionsOf(reading, unread);
    rates.state = known.misses('sessions', 'accessDenied') ? 'failed' : 'read';
  } catch (error) {
    rates.state = signal.aborted ? 'unread' : 'failed';
    signal.throwIfAborted();
    known.miss('attempts', toFault(error));
    reading.onError(error);
  } finally {
    rates.conclude();
    known.touch();
    changed();
  }
}

/** Counts the attempts among actions; returns the sessions that were not seen before. */
function note(bySession: Map<SessionId, Attempts>, actions: readonly SessionAction[]): readonly SessionId[] {
  const fresh: SessionId[] = [];
  for (const action of actions) {
    const sessionId = sessionOfAction(action.sessionActionId);
    const before = bySession.get(sessionId);
    const after = counted(before ?? NO_ATTEMPTS, action);
    if (after.attempts > 0) {
      bySession.set(sessionId, after);
      if (!before) {
        fresh.push(sessionId);
      }
    }
  }
  return fresh;
}

/** Reads how the newest sessions of a host in other jobs went: one call for each, and one for each worker that it was. */
export async function readElsewhere(reading: TriageReading, hostId: string): Promise<void> {
  const { known, signal, changed } = reading;
  const { elsewhere } = known.rates;
  const set = (found: HostElsewhere): void => {
    elsewhere.set(hostId, Object.freeze(found));
    changed();
  };
  const begun: HostElsewhere = { state: 'reading', jobs: 0, ...NO_ATTEMPTS, isPartial: false };
  known.forgive('elsewhere');
  set(begun);
  try {
    const { sessions, isPartial } = await sessionsElsewhere(reading, hostId);
    const jobs = new Set<string>();
    let sum: Attempts = NO_ATTEMPTS;
    for (const session of sessions) {
      const before = sum.attempts;
      sum = (await actionsOf(reading, session)).reduce(counted, sum);
      if (sum.attempts > before) {
        jobs.add(session.jobId);
      }
    }
    set({ state: 'read', jobs: jobs.size, ...sum, isPartial });
  } catch (error) {
    set({ ...begun, state: 'failed' });
    signal.throwIfAborted();
    known.miss('elsewhere', toFault(error));
    reading.onError(error);
    changed();
  }
}

/** The newest sessions of a host that are of other jobs. */
async function sessionsElsewhere(
  { service, known, budget, signal }: TriageReading,
  hostId: string,
): Promise<{ readonly sessions: readonly WorkerSession[]; readonly isPartial: boolean }> {
  const { connection, farmId, jobId } = known.key;
  const workers = known.hosts.byId(hostId)?.workers ?? [];
  const found: WorkerSession[] = [];
  let isPartial = workers.length > MOST_WORKERS;
  for (const { fleetId, workerId } of workers.slice(-MOST_WORKERS)) {
    budget.spend(1);
    const { items, next } = await service.sessionsOfWorker(connection, farmId, fleetId, workerId, signal).page();
    isPartial ||= next !== undefined;
    found.push(...items.filter((session) => session.jobId !== jobId));
  }
  const newest = found.sort((a, b) => b.startedAtMs - a.startedAtMs).slice(0, MOST_SESSIONS);
  return { sessions: newest, isPartial: isPartial || newest.length < found.length };
}

async function actionsOf(
  { service, known, budget, signal }: TriageReading,
  { queueId, jobId, sessionId }: WorkerSession,
): Promise<readonly SessionAction[]> {
  const { connection, farmId } = known.key;
  budget.spend(1);
  return (await service.sessionActions(connection, { farmId, queueId, jobId }, sessionId, signal).page()).items;
}
