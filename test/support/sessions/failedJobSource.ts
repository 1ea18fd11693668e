import { systemClock } from '../../../src/core/async/clock';
import { UserError } from '../../../src/core/errors';
import { type Listing, listing } from '../../../src/core/farm/farm';
import { type SessionActionId, indexOf, sessionOfAction } from '../../../src/core/ids';
import type { LogAnswer, LogRequest } from '../../../src/core/logs/pages/logReader';
import { packEvents } from '../../../src/core/logs/pages/packedEvents';
import type { ActionKey, LogEvent, LogLocation } from '../../../src/core/service/ports';
import type { Job, Part, Session, SessionAction, Step, Task } from '../../../src/core/session/session';
import type { SessionKey } from '../../../src/core/session/sessionKey';
import { TokenBucket } from '../../../src/core/async/tokenBucket';
import { type PlantedCause, plantedEnding } from '../../../src/sampleFarm/world/jobs/causes';
import type { TriageSource } from '../../../src/watch/jobs/triageReading';
import type { FailedJob } from './failures';
import { jobTriage } from './triages';

const MINUTE = 60_000;

/** A service that knows one job in which every task failed, and counts what it is asked, a hundred things a call. */
export class FailedJobSource implements TriageSource {
  calls = 0;
  /** Called before each answer, so that a test can stand in the middle of it. */
  onCall: (operation: string) => Promise<void> | void = () => undefined;
  /** Whether logs have no lines any more. */
  hasLogs = true;
  readonly #failures = new Map<SessionActionId, FailedJob['failures'][number]>();

  constructor(readonly job: FailedJob) {
    for (const failure of job.failures) {
      if (failure.action) {
        this.#failures.set(failure.action.sessionActionId, failure);
      }
    }
  }

  async fetchJobs(_connection: unknown, _wanted: unknown, signal: AbortSignal): Promise<readonly Part<Job>[]> {
    await this.#called('fetchJobs', signal);
    const { job } = jobTriage([]);
    const taskRunStatusCounts = { FAILED: this.job.failures.length };
    return job ? [{ ok: true, value: { ...job, taskRunStatusCounts } }] : [];
  }

  tasks(_connection: unknown, _job: unknown, _query: unknown, signal: AbortSignal): Listing<Task> {
    return listing(async (token = '0') => {
      await this.#called('tasks', signal);
      const from = Number(token);
      const all = this.job.failures;
      return {
        items: all.slice(from, from + 100).map(({ task }) => task),
        next: from + 100 < all.length ? String(from + 100) : undefined,
        total: all.length,
      };
    });
  }

  async fetchActions(
    wanted: readonly ActionKey[],
    signal: AbortSignal,
  ): Promise<readonly Part<SessionAction | undefined>[]> {
    await this.#called('fetchActions', signal, wanted.length);
    return wanted.map(({ sessionActionId: id }) => ({ ok: true, value: this.#actionOf(id) }));
  }

  async fetchSessions(keys: readonly SessionKey[], signal: AbortSignal): Promise<readonly Part<Session>[]> {
    await this.#called('fetchSessions', signal, keys.length);
    return keys.map(({ sessionId }) => {
      const host = this.#failures.get(`sessionaction-${sessionId.slice('session-'.length)}-3`)?.host?.id ?? 'none';
      const number = host.replace(/\D/g, '').padStart(32, '0');
      return { ok: true, value: toSession(sessionId, host, `worker-${number}`) };
    });
  }

  async fetchSteps(_connection: unknown, _wanted: unknown, signal: AbortSignal): Promise<readonly Part<Step>[]> {
    await this.#called('fetchSteps', signal);
    return [];
  }

  async read(
    { configuration }: LogLocation,
    { fromMs = 0, untilMs = Infinity }: LogRequest,
    signal: AbortSignal,
  ): Promise<LogAnswer> {
    await this.#called('read', signal);
    const id: SessionActionId = `sessionaction-${configuration.options.logStreamName?.slice('session-'.length) ?? ''}-3`;
    const events = this.hasLogs ? this.#eventsOf(id) : [];
    const page = events.filter(({ timestampMs }) => timestampMs >= fromMs && timestampMs < untilMs);
    return { events: packEvents(page), older: 'older', newer: 'newer', isEnd: page.length === 0 };
  }

  allowance(): TokenBucket {
    return new TokenBucket(systemClock, 1_000, 1_000);
  }

  readsSingly(): boolean {
    return false;
  }

  steps(): Listing<Step> {
    return refused();
  }

  sessionActions(): Listing<SessionAction> {
    return refused();
  }

  sessionsOfWorker(): Listing<never> {
    return refused();
  }

  /** Each session ran a good task before the one that failed. */
  #actionOf(id: SessionActionId): SessionAction | undefined {
    const failed = this.#failures.get(`sessionaction-${sessionOfAction(id).slice('session-'.length)}-3`)?.action;
    if (!failed || indexOf(id) === 3) {
      return failed;
    }
    const startedAtMs = (failed.startedAtMs ?? 0) - 2 * MINUTE;
    return indexOf(id) === 2
      ? {
          ...failed,
          sessionActionId: id,
          status: 'SUCCEEDED',
          processExitCode: 0,
          startedAtMs,
          endedAtMs: startedAtMs + MINUTE,
        }
      : undefined;
  }

  #eventsOf(id: SessionActionId): readonly LogEvent[] {
    const { action, task } = this.#failures.get(id) ?? {};
    const cause = this.job.causes.get(id) as PlantedCause;
    const { lastWords } = plantedEnding(cause, Number(task?.parameters.Frame), indexOf(task?.taskId ?? 'task-0'));
    const startedAtMs = action?.startedAtMs ?? 0;
    return [
      ...written(startedAtMs - 2 * MINUTE, 0, ['00:00:01  INFO rendering', 'done']),
      ...written(startedAtMs, 1, ['00:00:01  INFO rendering', ...lastWords]),
    ];
  }

  async #called(operation: string, signal: AbortSignal, things = 1): Promise<void> {
    this.calls += Math.ceil(things / 100);
    await this.onCall(operation);
    signal.throwIfAborted();
  }
}

/** An action's lines: its banner, what the program wrote, its exit. */
function written(startedAtMs: number, exit: number, lines: readonly string[]): readonly LogEvent[] {
  const rule = '='.repeat(46);
  return [rule, '--------- Running Task', rule, ...lines, `Process pid 7 exited with code: ${exit} (unsigned)`].map(
    (message, index) => ({ timestampMs: startedAtMs + index, message }),
  );
}

function toSession(sessionId: Session['sessionId'], hostName: string, workerId: Session['workerId']): Session {
  return {
    sessionId,
    fleetId: 'fleet-2d6f1c3b5a794e8f8c7d6b5a49382716',
    workerId,
    startedAtMs: 0,
    endedAtMs: undefined,
    lifecycleStatus: 'ENDED',
    targetLifecycleStatus: undefined,
    updatedAtMs: undefined,
    updatedBy: undefined,
    log: { driver: 'awslogs', options: { logStreamName: sessionId }, parameters: {}, error: undefined },
    host: { hostName, ipV4Addresses: [], ipV6Addresses: [], ec2InstanceArn: undefined, ec2InstanceType: undefined },
    workerLog: undefined,
  };
}

function refused<T>(): Listing<T> {
  return listing(() => Promise.reject(new UserError({ kind: 'accessDenied', message: 'You’re not allowed to.' })));
}
