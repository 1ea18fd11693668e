import { type Fault, toFault } from '../errors';
import { MOST_EMPTY_PAGES } from '../farm/farm';
import { type SessionId, type StepId, sessionOfAction } from '../ids';
import type { ActionKey, FarmDirectory, SessionSource, TaskDirectory } from '../service/ports';
import type { HostProperties, SessionAction, SessionSummary, Task } from '../session/session';
import type { JobKey, SessionKey } from '../session/sessionKey';
import { isActive } from '../session/status';

/** A session of a job, as far as lists tell of it. */
export interface ListedSession {
  readonly key: SessionKey;
  readonly facts: SessionSummary;
  /** Undefined until it was read, and where it may not be. */
  readonly host: HostProperties | undefined;
  /** The tasks whose latest run failed in it; empty while that is not known, too. */
  readonly failures: readonly Task[];
  /** The run of the first of them, with its exit code and message; undefined until it was read, and where it may not be. */
  readonly firstFailure: SessionAction | undefined;
}

/** What to list. */
export interface JobSessionsOptions {
  readonly service: FarmDirectory & SessionSource & TaskDirectory;
  readonly job: JobKey;
  /** Looks for failures in this step alone; undefined for all steps. */
  readonly stepId: StepId | undefined;
}

/**
 * The sessions of a job, those in which a task failed first: one search for a hundred failed tasks and a list of a hundred sessions,
 * side by side, then what those lack (hosts, exit codes, names of steps), a hundred a call. More pages only when asked for.
 */
export class JobSessions {
  readonly #options: JobSessionsOptions;
  readonly #facts = new Map<SessionId, SessionSummary>();
  readonly #hosts = new Map<SessionId, HostProperties>();
  readonly #failures = new Map<SessionId, Task[]>();
  readonly #firstFailures = new Map<SessionId, SessionAction>();
  readonly #stepNames = new Map<StepId, string>();
  #next: string | undefined;
  #fault: Fault | undefined;

  constructor(options: JobSessionsOptions) {
    this.#options = options;
  }

  /** Those that failed, then the active ones, then the others; each the newest first. */
  get sessions(): readonly ListedSession[] {
    return [...this.#facts.values()]
      .map((facts): ListedSession => {
        const { sessionId } = facts;
        return {
          key: this.#keyOf(sessionId),
          facts,
          host: this.#hosts.get(sessionId),
          failures: this.#failures.get(sessionId) ?? [],
          firstFailure: this.#firstFailures.get(sessionId),
        };
      })
      .sort((a, b) => rankOf(a) - rankOf(b) || lastSign(b) - lastSign(a));
  }

  /** Names of the steps of tasks that failed, by step ID. */
  get stepNames(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#stepNames);
  }

  /** Whether the service has more sessions to list. */
  get hasMore(): boolean {
    return this.#next !== undefined;
  }

  /** Why sessions could not be listed, or not all of them; those that failed may be there. */
  get fault(): Fault | undefined {
    return this.#fault;
  }

  /** Lists the first page, and which sessions failed. Rejects only when aborted. */
  async load(signal: AbortSignal): Promise<void> {
    await Promise.all([this.#findFailures(signal), this.more(signal)]);
  }

  /** Reads what the lists do not tell: hosts, how tasks failed, names of steps. Rejects only when aborted. */
  async fill(signal: AbortSignal): Promise<void> {
    await Promise.all([this.#readFailures(signal), this.#readHosts(signal)]);
  }

  /** Lists the next page that has something in it. Rejects only when aborted. */
  async more(signal: AbortSignal): Promise<void> {
    const { service, job } = this.#options;
    this.#fault = undefined;
    try {
      const list = service.sessions(job.connection, job.farmId, job.queueId, job.jobId, signal);
      for (let pages = 0; pages < MOST_EMPTY_PAGES; pages++) {
        const { items, next } = await list.page(this.#next);
        this.#next = next;
        items.forEach((facts) => this.#facts.set(facts.sessionId, facts));
        if (items.length > 0 || next === undefined) {
          break;
        }
      }
    } catch (error) {
      signal.throwIfAborted();
      this.#fault = toFault(error);
    }
  }

  async #findFailures(signal: AbortSignal): Promise<void> {
    const { service, job, stepId } = this.#options;
    const list = service.tasks(job.connection, pathOf(job), { stepId, statuses: ['FAILED'] }, signal);
    for (const task of await readable(
      list.page().then(({ items }) => items),
      signal,
    )) {
      if (task.latestSessionActionId !== undefined) {
        const sessionId = sessionOfAction(task.latestSessionActionId);
        this.#failures.set(sessionId, [...(this.#failures.get(sessionId) ?? []), task]);
      }
    }
  }

  /** How the first task of each session failed, and what its step is called. */
  async #readFailures(signal: AbortSignal): Promise<void> {
    const { service, job } = this.#options;
    const runs = [...this.#failures].flatMap(([sessionId, [task]]): ActionKey[] =>
      task?.latestSessionActionId === undefined || this.#firstFailures.has(sessionId)
        ? []
        : [{ key: this.#keyOf(sessionId), sessionActionId: task.latestSessionActionId }],
    );
    const stepIds = new Set([...this.#failures.values()].flat().map(({ stepId }) => stepId));
    const steps = [...stepIds]
      .filter((stepId) => !this.#stepNames.has(stepId))
      .map((stepId) => ({ ...pathOf(job), stepId }));
    const [actions, names] = await Promise.all([
      readable(service.fetchActions(runs, signal), signal),
      readable(service.fetchSteps(job.connection, steps, signal), signal),
    ]);
    for (const part of actions) {
      if (part.ok && part.value) {
        this.#firstFailures.set(sessionOfAction(part.value.sessionActionId), part.value);
      }
    }
    for (const part of names) {
      if (part.ok) {
        this.#stepNames.set(part.value.stepId, part.value.name);
      }
    }
  }

  /** Where sessions ran; and the facts of those that failed but are not on the pages listed. */
  async #readHosts(signal: AbortSignal): Promise<void> {
    const unknown = [...this.#failures.keys(), ...this.#facts.keys()].filter((id) => !this.#hosts.has(id));
    const keys = [...new Set(unknown)].map((sessionId) => this.#keyOf(sessionId));
    for (const part of await readable(this.#options.service.fetchSessions(keys, signal), signal)) {
      if (part.ok) {
        this.#hosts.set(part.value.sessionId, part.value.host);
        this.#facts.set(part.value.sessionId, part.value);
      }
    }
  }

  #keyOf(sessionId: SessionId): SessionKey {
    const { connection, farmId, queueId, jobId } = this.#options.job;
    return { connection, farmId, queueId, jobId, sessionId };
  }
}

function pathOf({ farmId, queueId, jobId }: JobKey): Pick<JobKey, 'farmId' | 'queueId' | 'jobId'> {
  return { farmId, queueId, jobId };
}

/** What may not be read is not known: nothing of it is shown. */
async function readable<T>(reading: Promise<readonly T[]>, signal: AbortSignal): Promise<readonly T[]> {
  try {
    return await reading;
  } catch {
    signal.throwIfAborted();
    return [];
  }
}

function rankOf({ failures, facts }: ListedSession): number {
  return failures.length > 0 ? 0 : isActive(facts) ? 1 : 2;
}

function lastSign({ facts }: ListedSession): number {
  return facts.endedAtMs ?? facts.startedAtMs;
}
