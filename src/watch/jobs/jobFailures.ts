import type { ActionLog } from '../../core/diagnosis';
import { type Fault, sameFault } from '../../core/errors';
import { isSettled } from '../../core/farm/farm';
import { type SessionActionId, type SessionId, type StepId, type TaskId, sessionOfAction } from '../../core/ids';
import type { Job, Session, SessionAction, Task } from '../../core/session/session';
import type { JobKey } from '../../core/session/sessionKey';
import { failureGroups } from '../../core/triage/failureGroups';
import type { Failure, Sample } from '../../core/triage/failures';
import type {
  HostComparison,
  JobTriage,
  SessionFailure,
  TriageHost,
  TriageProgress,
  UnreadPart,
} from '../../core/triage/triage';
import type { SessionDiagnosis } from '../../core/session/watchedSession';
import { HostRates } from './hostRates';
import { JobHosts } from './jobHosts';

/** Everything that was read of a job's failures. What cannot change any more is kept over readings. */
export class JobFailures {
  job: Job | undefined;
  stepNames: Readonly<Record<string, string>> = {};
  /** The tasks that failed, as they were read last. */
  readonly tasks = new Map<TaskId, Task>();
  readonly actions = new Map<SessionActionId, SessionAction>();
  /** Actions as lists give them, without exit code and message: for where they may not be read in full. */
  readonly #listed = new Map<SessionActionId, SessionAction>();
  readonly sessions = new Map<SessionId, Session>();
  readonly hosts = new JobHosts();
  readonly samples = new Map<SessionActionId, Sample>();
  /** What tasks of a step wrote that succeeded: failures without such a neighbor are compared with them. */
  readonly goodLogs = new Map<StepId, readonly ActionLog[]>();
  /** What failed outside of tasks. */
  sessionFailures: readonly SessionFailure[] = [];
  readonly rates = new HostRates((sessionId) => this.hostOf(sessionId));
  /** How many tasks failed, as the service counts them. */
  total: number | undefined;
  readAtMs: number | undefined;
  #unread: readonly UnreadPart[] = [];
  #grouping: ReturnType<typeof failureGroups> | undefined;

  /** @param fromService what the service's words alone say of a failure. */
  constructor(
    readonly key: JobKey,
    private readonly fromService: (failure: Failure) => SessionDiagnosis,
  ) {}

  /** Something was added: groups are made anew when somebody asks for them. */
  touch(): void {
    this.#grouping = undefined;
  }

  /** The groups of what is known now. */
  get grouping(): ReturnType<typeof failureGroups> {
    return (this.#grouping ??= failureGroups({
      failures: [...this.tasks.values()].map((task) => this.failureOf(task)),
      samples: this.samples,
      fromService: this.fromService,
      attempts: this.rates.attemptsByHost,
    }));
  }

  failureOf(task: Task): Failure {
    const id = task.latestSessionActionId;
    return { task, action: id && this.actionOf(id), host: id && this.hostOf(sessionOfAction(id)) };
  }

  /** An action as far as it is known. */
  actionOf(id: SessionActionId): SessionAction | undefined {
    return this.actions.get(id) ?? this.#listed.get(id);
  }

  /** Keeps what a list says of the sessions in which tasks failed. */
  keepListed(actions: readonly SessionAction[]): void {
    for (const action of actions) {
      if (this.sessions.has(sessionOfAction(action.sessionActionId))) {
        this.#listed.set(action.sessionActionId, action);
      }
    }
  }

  /** Where a session ran; undefined where it was not read. */
  hostOf(sessionId: SessionId): TriageHost | undefined {
    return this.hosts.of(this.sessions.get(sessionId)?.workerId);
  }

  get hostComparison(): HostComparison {
    return this.rates.comparison(this.job?.taskRunStatusCounts, this.sessions.size);
  }

  /** Notes that something could not be read; the same reason twice is one entry. */
  miss(what: UnreadPart['what'], fault: Fault, count = 1): void {
    const known = this.#unread.find((part) => part.what === what && sameFault(part.fault, fault));
    const others = this.#unread.filter((part) => part !== known);
    this.#unread = [...others, { what, fault, count: count + (known?.count ?? 0) }];
  }

  /** Forgets what could not be read, because it is tried again. */
  forgive(...what: readonly UnreadPart['what'][]): void {
    this.#unread = this.#unread.filter((part) => !what.includes(part.what));
  }

  misses(what: UnreadPart['what'], kind?: Fault['kind']): boolean {
    return this.#unread.some((part) => part.what === what && (kind === undefined || part.fault.kind === kind));
  }

  toTriage(progress: Omit<TriageProgress, 'total' | 'read'>): JobTriage {
    const { groups } = this.grouping;
    return Object.freeze({
      key: this.key,
      job: this.job,
      stepNames: this.stepNames,
      groups,
      sessionFailures: this.sessionFailures,
      failedTasks: this.tasks.size,
      hosts: this.hostComparison,
      progress: Object.freeze({ ...progress, total: this.total, read: this.tasks.size }),
      unread: this.#unread,
      readAtMs: this.readAtMs,
      goesOn: this.job !== undefined && !isSettled(this.job),
    });
  }
}
