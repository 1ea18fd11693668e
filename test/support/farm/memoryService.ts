import { UserError } from '../../../src/core/errors';
import type { LogAnswer, LogReader, LogRequest } from '../../../src/core/logs/pages/logReader';
import { packEvents } from '../../../src/core/logs/pages/packedEvents';
import { type FoundJob, isAskedFor, type JobPath, type Listing, listing } from '../../../src/core/farm/farm';
import type { QueueId, SessionId, StepId, WorkerId } from '../../../src/core/ids';
import type {
  ActionKey,
  FarmDirectory,
  FarmResource,
  LogEvent,
  LogLocation,
  LogSource,
  ResourceSummary,
  SessionSource,
  TaskDirectory,
  ThingSource,
} from '../../../src/core/service/ports';
import type {
  Job,
  Part,
  Session,
  SessionAction,
  SessionSnapshot,
  SessionSummary,
  Task,
  WorkerSession,
} from '../../../src/core/session/session';
import { type Connection, jobKeyId, keyId, type SessionKey } from '../../../src/core/session/sessionKey';

/** A service that answers from memory and counts what it is asked: for tests of what only watches and draws. */
export class MemoryService
  implements
    SessionSource,
    LogSource,
    Pick<LogReader, 'read'>,
    Pick<FarmDirectory, 'fetchJobs' | 'sessions' | 'failedSessions' | 'sessionsOfWorker' | 'jobs'>,
    ThingSource,
    Pick<TaskDirectory, 'tasks'>
{
  /** By the text of their keys. A session that is not here does not exist. */
  readonly snapshots = new Map<string, SessionSnapshot>();
  /** By the text of their keys. */
  readonly jobsById = new Map<string, Job>();
  /** The sessions of every job, a hundred a page. */
  listed: readonly SessionSummary[] = [];
  /** Those of them in which the last try of a task failed. */
  failed: readonly SessionId[] = [];
  /** The sessions of workers, by their IDs, a hundred a page. A worker that is not here does not exist. */
  readonly ran = new Map<WorkerId, readonly WorkerSession[]>();
  /** What is said of workers, by their IDs; else they are idle. */
  readonly workers = new Map<WorkerId, Partial<ResourceSummary>>();
  /** The jobs of queues, by their IDs, a hundred a page. A queue that is not here does not exist. */
  readonly queues = new Map<QueueId, readonly Job[]>();
  readonly log: LogEvent[] = [];
  /** Logs of their own, by the names of their streams; every other stream has `log`. */
  readonly logs = new Map<string, LogEvent[]>();
  /** The tasks of every step, a hundred a page. */
  readonly tasksOf = new Map<StepId, readonly Task[]>();
  /** How many events a page of the log holds. */
  pageSize = 10_000;
  /** Every call, e.g. `fetchSessions 2`. */
  readonly calls: string[] = [];
  /** Thrown by every call while it is set. */
  failure: UserError | undefined;
  /** Thrown by every call with a connection of the profile. */
  readonly failures = new Map<string | undefined, UserError>();
  /** Called before each answer, so that a test can stand in the middle of it. */
  onCall: () => Promise<void> | void = () => undefined;

  put(snapshot: SessionSnapshot): void {
    this.snapshots.set(keyId(snapshot.key), snapshot);
  }

  async fetchSnapshot(key: SessionKey, signal: AbortSignal): Promise<SessionSnapshot> {
    await this.#called('fetchSnapshot', signal, key.connection);
    const snapshot = this.snapshots.get(keyId(key));
    if (!snapshot) {
      throw notFound();
    }
    return snapshot;
  }

  async fetchSessions(keys: readonly SessionKey[], signal: AbortSignal): Promise<readonly Part<Session>[]> {
    await this.#called(`fetchSessions ${keys.length}`, signal, keys[0]?.connection);
    return keys.map((key) => {
      const snapshot = this.snapshots.get(keyId(key));
      return snapshot ? { ok: true, value: snapshot.session } : { ok: false, fault: notFound().fault };
    });
  }

  async fetchActions(
    wanted: readonly ActionKey[],
    signal: AbortSignal,
  ): Promise<readonly Part<SessionAction | undefined>[]> {
    await this.#called(`fetchActions ${wanted.length}`, signal);
    return wanted.map(({ key, sessionActionId }) => {
      const actions = this.snapshots.get(keyId(key))?.actions;
      const value = actions?.ok
        ? actions.value.find((action) => action.sessionActionId === sessionActionId)
        : undefined;
      return { ok: true, value };
    });
  }

  async between(
    _log: unknown,
    fromMs: number,
    untilMs: number,
    signal: AbortSignal,
  ): Promise<readonly LogEvent[] | undefined> {
    await this.#called('between', signal);
    return this.log.filter(({ timestampMs }) => timestampMs >= fromMs && timestampMs < untilMs).slice(-this.pageSize);
  }

  async read(
    { configuration }: LogLocation,
    { direction, fromMs = -Infinity, untilMs = Infinity }: LogRequest,
    signal: AbortSignal,
  ): Promise<LogAnswer | undefined> {
    await this.#called('read', signal);
    const log = this.logs.get(configuration.options.logStreamName ?? '') ?? this.log;
    const found = log.filter(({ timestampMs }) => timestampMs >= fromMs && timestampMs < untilMs);
    const events = packEvents(direction === 'newer' ? found.slice(0, this.pageSize) : found.slice(-this.pageSize));
    return { events, older: 'older', newer: 'newer', isEnd: true };
  }

  async fetchJobs(
    connection: Connection,
    wanted: readonly JobPath[],
    signal: AbortSignal,
  ): Promise<readonly Part<Job>[]> {
    await this.#called(`fetchJobs ${wanted.length}`, signal, connection);
    return wanted.map((path) => {
      const job = this.jobsById.get(jobKeyId({ connection, ...path }));
      return job ? { ok: true, value: job } : { ok: false, fault: notFound().fault };
    });
  }

  sessions(...[, , , , signal]: Parameters<FarmDirectory['sessions']>): Listing<SessionSummary> {
    return this.#list('sessions', () => this.listed, signal);
  }

  failedSessions(...[, , signal]: Parameters<FarmDirectory['failedSessions']>): Listing<SessionId> {
    return this.#list('failedSessions', () => this.failed, signal);
  }

  sessionsOfWorker(
    ...[connection, , , workerId, signal]: Parameters<FarmDirectory['sessionsOfWorker']>
  ): Listing<WorkerSession> {
    return this.#list('sessionsOfWorker', () => this.ran.get(workerId) ?? missing(), signal, connection);
  }

  jobs(...[connection, , queueIds, query, signal]: Parameters<FarmDirectory['jobs']>): Listing<FoundJob> {
    const found = (): readonly FoundJob[] =>
      queueIds.flatMap((queueId) =>
        (this.queues.get(queueId) ?? missing())
          .filter((job) => isAskedFor(job, query))
          .map((job) => ({ ...job, queueId })),
      );
    return this.#list(`jobs ${queueIds.length}`, found, signal, connection);
  }

  async fetchThing(connection: Connection, thing: FarmResource, signal: AbortSignal): Promise<ResourceSummary> {
    await this.#called(`fetchThing ${thing.kind}`, signal, connection);
    const facts = { name: undefined, status: undefined, taskRunStatusCounts: {} };
    if (thing.kind === 'worker' && this.ran.has(thing.workerId)) {
      return { ...facts, status: 'IDLE', ...this.workers.get(thing.workerId) };
    }
    return thing.kind === 'queue' && this.queues.has(thing.queueId) ? { ...facts, name: 'lighting' } : missing();
  }

  tasks(...[, , { stepId, statuses }, signal]: Parameters<TaskDirectory['tasks']>): Listing<Task> {
    const wanted = (stepId && this.tasksOf.get(stepId)) ?? [];
    return this.#list('tasks', () => wanted.filter(({ runStatus }) => statuses.includes(runStatus)), signal);
  }

  #list<T>(name: string, items: () => readonly T[], signal: AbortSignal, connection?: Connection): Listing<T> {
    return listing(async (token) => {
      await this.#called(name, signal, connection);
      const from = Number(token ?? 0);
      const next = from + 100 < items().length ? String(from + 100) : undefined;
      return { items: items().slice(from, from + 100), next };
    });
  }

  async #called(call: string, signal: AbortSignal, connection?: Connection): Promise<void> {
    this.calls.push(call);
    await this.onCall();
    signal.throwIfAborted();
    const failure = this.failure ?? (connection && this.failures.get(connection.profile));
    if (failure) {
      throw failure;
    }
  }
}

function missing(): never {
  throw notFound();
}

function notFound(): UserError {
  return new UserError({ kind: 'notFound', message: 'There is no such session.', remedies: ['lookUp'] });
}
