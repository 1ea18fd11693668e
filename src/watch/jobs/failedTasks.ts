/** Reads which tasks of a job failed, how their last runs ended and where these ran. */
import { SEARCH_REACH } from '../../core/farm/farm';
import { type SessionId, sessionOfAction } from '../../core/ids';
import type { Part, Task } from '../../core/session/session';
import type { UnreadPart } from '../../core/triage/triage';
import { BATCH, CALLS_FOR_LOGS, callsFor } from './callBudget';
import { pagesOfFailed } from './failedTaskPages';
import type { TriageReading } from './triageReading';

/**
 * Reads all failed tasks, or about `most` of them, a page after the other; `onFirstPage` hears when the first one is complete.
 * Resolves with whether they are complete: false where no calls were left.
 */
export async function readFailedTasks(
  reading: TriageReading,
  onFirstPage: () => Promise<void>,
  most = SEARCH_REACH,
): Promise<boolean> {
  const { known } = reading;
  const seen = new Set<Task['taskId']>();
  const ended = { isWhole: true };
  const fillings = new Fillings(reading);
  for await (const page of pagesOfFailed(reading, ended)) {
    for (const task of page) {
      seen.add(task.taskId);
      known.tasks.set(task.taskId, task);
    }
    await fillings.add(page, onFirstPage);
    if (seen.size >= most) {
      break;
    }
  }
  const isFilled = await fillings.end();
  if (ended.isWhole) {
    forgetOthers(reading, seen);
  }
  return ended.isWhole && isFilled;
}

/** Reads how tasks ended while more of them are listed: a hundred at a time, but the first ones at once. */
class Fillings {
  #waiting: Task[] = [];
  #filling: Promise<boolean> | undefined;
  #isWhole = true;

  constructor(private readonly reading: TriageReading) {}

  async add(tasks: readonly Task[], onFirst: () => Promise<void>): Promise<void> {
    this.#waiting.push(...tasks);
    if (!this.#filling && this.#waiting.length > 0) {
      await this.#fill();
      await this.#settle();
      await onFirst();
    } else if (this.#waiting.length >= BATCH) {
      await this.#fill();
    }
  }

  /** Resolves with whether all of them were read. */
  async end(): Promise<boolean> {
    await this.#fill();
    await this.#settle();
    return this.#isWhole;
  }

  async #fill(): Promise<void> {
    await this.#settle();
    this.#filling = fill(this.reading, this.#waiting);
    this.#waiting = [];
  }

  async #settle(): Promise<void> {
    this.#isWhole = (await (this.#filling ?? true)) && this.#isWhole;
  }
}

/** Tasks that failed when they were read last, and do not any more. */
function forgetOthers({ known, changed }: TriageReading, failed: ReadonlySet<Task['taskId']>): void {
  for (const taskId of known.tasks.keys()) {
    if (!failed.has(taskId)) {
      known.tasks.delete(taskId);
    }
  }
  known.total = known.tasks.size;
  known.touch();
  changed();
}

/** How a page of tasks ended, and where; false where calls were left for some of them only. */
async function fill(reading: TriageReading, tasks: readonly Task[]): Promise<boolean> {
  const [hasActions, hasSessions] = await Promise.all([
    readActions(reading, tasks),
    readSessionsOf(
      reading,
      tasks.flatMap(({ latestSessionActionId: id }) => (id === undefined ? [] : sessionOfAction(id))),
    ),
  ]);
  reading.known.touch();
  reading.changed();
  return hasActions && hasSessions;
}

async function readActions(reading: TriageReading, tasks: readonly Task[]): Promise<boolean> {
  const { service, known, signal } = reading;
  const wanted = tasks.flatMap(({ latestSessionActionId: id }) =>
    id === undefined || known.actions.has(id) ? [] : id,
  );
  return readMany(reading, 'actions', wanted, async (some) => {
    const keyed = some.map((id) => ({ key: { ...known.key, sessionId: sessionOfAction(id) }, sessionActionId: id }));
    const parts = await service.fetchActions(keyed, signal);
    for (const part of parts) {
      if (part.ok && part.value) {
        known.actions.set(part.value.sessionActionId, part.value);
      }
    }
    return parts;
  });
}

/** Reads sessions that are not known yet; false where calls were left for some of them only. */
export async function readSessionsOf(reading: TriageReading, ids: readonly SessionId[]): Promise<boolean> {
  const { service, known, signal } = reading;
  const wanted = [...new Set(ids)].filter((id) => !known.sessions.has(id));
  return readMany(reading, 'sessions', wanted, async (some) => {
    const parts = await service.fetchSessions(
      some.map((sessionId) => ({ ...known.key, sessionId })),
      signal,
    );
    for (const part of parts) {
      if (part.ok) {
        known.sessions.set(part.value.sessionId, part.value);
        known.hosts.learn(part.value);
      }
    }
    return parts;
  });
}

/** Reads many things at once, or as many one by one as calls are left for. What may not be read is noted, and not tried again. */
async function readMany<T>(
  { service, known, budget }: TriageReading,
  what: Extract<UnreadPart['what'], 'actions' | 'sessions'>,
  wanted: readonly T[],
  read: (some: readonly T[]) => Promise<readonly Part<unknown>[]>,
): Promise<boolean> {
  if (known.misses(what, 'accessDenied')) {
    return true;
  }
  const { connection } = known.key;
  const some = service.readsSingly(connection, what) ? wanted.slice(0, affordable(known, budget)) : wanted;
  if (some.length > 0) {
    const spent = callsFor(some.length);
    budget.spend(spent);
    const parts = await read(some);
    if (service.readsSingly(connection, what)) {
      budget.allowOneByOne();
      budget.spend(some.length - spent);
    }
    for (const part of parts) {
      if (!part.ok) {
        known.miss(what, part.fault);
      }
    }
  }
  return some.length === wanted.length;
}

/** How many things may be read one by one: half of what is neither for lists nor for logs, because another kind is read beside them. */
function affordable({ total = 0, tasks }: TriageReading['known'], budget: TriageReading['budget']): number {
  return Math.max(0, Math.floor((budget.left - callsFor(total - tasks.size) - CALLS_FOR_LOGS) / 2));
}
