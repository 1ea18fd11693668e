import { type Fault, sameFault, toFault } from '../../core/errors';
import { type SessionActionId, type StepId, type TaskId, sessionOfAction } from '../../core/ids';
import type { FarmDirectory, SessionSource, TaskDirectory } from '../../core/service/ports';
import { readFirstActions } from '../../core/search/firstActions';
import { listAttempts } from '../../core/search/attempts';
import type { Part, SessionAction, SessionSnapshot, Task } from '../../core/session/session';
import type { SessionKey } from '../../core/session/sessionKey';
import { failingAction } from '../../core/session/status';
import { type OtherTasks, type TaskTries, type TaskTry, speaksFor } from '../../core/triage/taskTries';

/** What tries are read with. */
export type TriesService = FarmDirectory & TaskDirectory & SessionSource;

/** A failed task, and its run that failed. */
export interface FailedRun {
  readonly action: SessionAction;
  readonly stepId: StepId;
  /** Missing where the run does not name it, as those of chunks may not. */
  readonly taskId: TaskId | undefined;
  readonly parameters: Readonly<Record<string, string>>;
}

/** The task that failed in a session; undefined where none did, or where its run says nothing of it. */
export function failedRun(snapshot: SessionSnapshot): FailedRun | undefined {
  const action = failingAction(snapshot);
  if (action?.status !== 'FAILED' || action.definition.kind !== 'taskRun') {
    return undefined;
  }
  const { stepId, taskId, parameters } = action.definition;
  return taskId === undefined && Object.keys(parameters).length === 0
    ? undefined
    : { action, stepId, taskId, parameters };
}

/** A step of chunks has fewer tasks than these pages have. */
const MOST_PAGES_OF_CHUNKS = 5;

/** As many of the worker's sessions of the job tell how it does. */
const MOST_SESSIONS = 25;

/**
 * How often the failed task of a session was tried, where, and how each try ended: three calls at most. Where there is one try only,
 * two of them go to what else the host ran of the job. A run of a chunk that does not name its task takes the list of its step as well.
 * What may not be read is missing, and said. Undefined where the task is not found. Rejects only when aborted.
 */
export async function readTries(
  service: TriesService,
  snapshot: SessionSnapshot,
  run: FailedRun,
  signal: AbortSignal,
): Promise<TaskTries | undefined> {
  return new TriesReading(service, snapshot, run, signal).read();
}

class TriesReading {
  readonly #service: TriesService;
  readonly #snapshot: SessionSnapshot;
  readonly #run: FailedRun;
  readonly #signal: AbortSignal;
  readonly #faults: Fault[] = [];

  constructor(service: TriesService, snapshot: SessionSnapshot, run: FailedRun, signal: AbortSignal) {
    this.#service = service;
    this.#snapshot = snapshot;
    this.#run = run;
    this.#signal = signal;
  }

  async read(): Promise<TaskTries | undefined> {
    const { key, session } = this.#snapshot;
    const { action: failed, taskId: named, ...rest } = this.#run;
    const chunk = named === undefined ? await this.#findChunk() : undefined;
    const taskId = named ?? chunk?.taskId;
    if (taskId === undefined) {
      return undefined;
    }
    const own: TaskTry = { key, action: failed, host: session.host };
    const attempts = await this.#listAttempts(taskId, chunk?.latestSessionActionId);
    const others = attempts?.filter(
      ({ sessionActionId, startedAtMs }) => sessionActionId !== failed.sessionActionId && startedAtMs !== undefined,
    );
    const tries = [own, ...(await this.#readOthers(others ?? []))].sort(
      (a, b) => (a.action.startedAtMs ?? 0) - (b.action.startedAtMs ?? 0),
    );
    const otherTasks = others?.length === 0 ? await this.#readOtherTasks() : undefined;
    const faults = this.#faults;
    return {
      task: { ...rest, taskId },
      tries,
      // Of chunks, older runs may not name their task, and are not listed then.
      isWhole: attempts !== undefined && (!chunk || tries.length > (chunk.failureRetryCount ?? 0)),
      otherTasks,
      speaksFor: speaksFor({ tries, failed, otherTasks }),
      unread: faults.filter((fault, index) => faults.findIndex((one) => sameFault(one, fault)) === index),
    };
  }

  /** The task of a chunk, by its latest run or by its parameters, e.g. `{ Frame: '1-10' }`; undefined where it is not found. */
  async #findChunk(): Promise<Task | undefined> {
    const { connection, farmId, queueId, jobId } = this.#snapshot.key;
    const { action, stepId, parameters } = this.#run;
    const wanted = inOneForm(parameters);
    const query = { stepId, statuses: [] };
    const listing = this.#service.tasks(connection, { farmId, queueId, jobId }, query, this.#signal);
    let token: string | undefined;
    for (let pages = 0; pages < MOST_PAGES_OF_CHUNKS; pages++) {
      const page = await this.#readable(listing.page(token));
      const found = page?.items.find(
        (task) => task.latestSessionActionId === action.sessionActionId || inOneForm(task.parameters) === wanted,
      );
      if (found || page?.next === undefined) {
        return found;
      }
      token = page.next;
    }
    return undefined;
  }

  /** @param latest of a chunk: its run may not be listed. Resolves with undefined where they may not be listed. */
  async #listAttempts(
    taskId: TaskId,
    latest: SessionActionId | undefined,
  ): Promise<readonly SessionAction[] | undefined> {
    const { connection, farmId, queueId, jobId } = this.#snapshot.key;
    const task = { farmId, queueId, jobId, stepId: this.#run.stepId, taskId };
    const page = await this.#readable(listAttempts(this.#service, connection, task, latest, this.#signal).page());
    return page?.items;
  }

  /** Where other tries ran, and how those that failed ended: two calls for a hundred. */
  async #readOthers(actions: readonly SessionAction[]): Promise<readonly TaskTry[]> {
    const keys = actions.map(({ sessionActionId }): SessionKey => ({
      ...this.#snapshot.key,
      sessionId: sessionOfAction(sessionActionId),
    }));
    const wanted = actions.flatMap(({ sessionActionId, status }, index) => {
      const key = keys[index];
      return key && status === 'FAILED' ? [{ key, sessionActionId }] : [];
    });
    const [sessions, results] = await Promise.all([
      this.#readable(keys.length === 0 ? [] : this.#service.fetchSessions(keys, this.#signal)),
      this.#readable(wanted.length === 0 ? [] : this.#service.fetchActions(wanted, this.#signal)),
    ]);
    const full = new Map(
      (results ?? []).flatMap((part) => (part.ok && part.value ? [[part.value.sessionActionId, part.value]] : [])),
    );
    this.#note(...(sessions ?? []), ...(results ?? []));
    return actions.flatMap((action, index): TaskTry[] => {
      const key = keys[index];
      const session = sessions?.[index];
      return key
        ? [
            {
              key,
              action: full.get(action.sessionActionId) ?? action,
              host: session?.ok ? session.value.host : undefined,
            },
          ]
        : [];
    });
  }

  /** How other tasks of the job went on the same worker: a list and a call for the actions of some of its sessions. */
  async #readOtherTasks(): Promise<OtherTasks | undefined> {
    const { key, session, job, actions } = this.#snapshot;
    const { farmId, connection } = key;
    const { fleetId, workerId } = session;
    const page = await this.#readable(
      this.#service.sessionsOfWorker(connection, farmId, fleetId, workerId, this.#signal).page(),
    );
    if (!page || !job.ok) {
      return undefined;
    }
    const keys = page.items
      .filter(({ jobId, sessionId }) => jobId === key.jobId && sessionId !== key.sessionId)
      .slice(0, MOST_SESSIONS)
      .map(({ sessionId }) => ({ ...key, sessionId }));
    const read = await readFirstActions(this.#service, keys, 1, this.#signal);
    const ran = [...read.values(), { actions: actions.ok ? actions.value : [] }].flatMap((one) => one.actions);
    const counted = ran.filter(
      ({ definition }) =>
        definition.kind === 'taskRun' &&
        (this.#run.taskId === undefined
          ? inOneForm(definition.parameters) !== inOneForm(this.#run.parameters)
          : definition.taskId !== this.#run.taskId),
    );
    const failedHere = counted.filter(({ status }) => status === 'FAILED').length;
    const succeededHere = counted.filter(({ status }) => status === 'SUCCEEDED').length;
    const { FAILED = 0, SUCCEEDED = 0 } = job.value.taskRunStatusCounts;
    return {
      failedHere,
      succeededHere,
      failedElsewhere: Math.max(0, FAILED - failedHere - 1),
      succeededElsewhere: Math.max(0, SUCCEEDED - succeededHere),
    };
  }

  async #readable<T>(reading: Promise<T> | T): Promise<T | undefined> {
    try {
      return await reading;
    } catch (error) {
      this.#signal.throwIfAborted();
      this.#faults.push(toFault(error));
      return undefined;
    }
  }

  #note(...parts: readonly Part<unknown>[]): void {
    this.#faults.push(...parts.flatMap((part) => (part.ok ? [] : [part.fault])));
  }
}

/** Parameters as text, whatever their order. */
function inOneForm(parameters: Readonly<Record<string, string>>): string {
  return JSON.stringify(Object.entries(parameters).sort());
}
