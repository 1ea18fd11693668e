import { systemClock } from '../../../src/core/async/clock';
import { UserError } from '../../../src/core/errors';
import { type Listing, listing } from '../../../src/core/farm/farm';
import type { StepId, WorkerId } from '../../../src/core/ids';
import type { Job, Part, Session, SessionAction, SessionSummary, Step } from '../../../src/core/session/session';
import type { StepPath } from '../../../src/core/farm/tasks';
import type { SessionKey } from '../../../src/core/session/sessionKey';
import type { JobRun } from '../../../src/core/timeline/jobRun';
import { JobRunReader, type JobRunSource } from '../../../src/watch/jobs/jobRunReader';
import { failedSession, NOW_MS } from './sessions';
import { JOB_KEY } from './triages';

/** A service that knows one job, a hundred things a call, and counts what it is asked. */
export class RunSource implements JobRunSource {
  calls = 0;
  /** Called before each answer; throws to refuse it. */
  onCall: (operation: keyof JobRunSource, call: number) => Promise<void> | void = () => undefined;

  constructor(readonly run: JobRun) {}

  readsSingly = (): boolean => false;

  async fetchJobs(): Promise<readonly Part<Job>[]> {
    await this.#called('fetchJobs', undefined);
    return this.run.job ? [{ ok: true, value: this.run.job }] : [];
  }

  steps(_connection: unknown, _job: unknown, signal: AbortSignal): Listing<Step> {
    const { stepNames, consumers } = this.run;
    const steps = Object.entries(stepNames).map(([stepId, name]): Step => ({
      stepId: stepId as StepId,
      name,
      taskRunStatus: undefined,
      taskRunStatusCounts: {},
      consumerCount: consumers?.get(stepId as StepId)?.length,
      startedAtMs: undefined,
      endedAtMs: undefined,
    }));
    return this.#pages('steps', steps, signal);
  }

  stepConsumers(_connection: unknown, { stepId }: StepPath, signal: AbortSignal): Listing<StepId> {
    return this.#pages('stepConsumers', this.run.consumers?.get(stepId) ?? [], signal);
  }

  sessions(_c: unknown, _f: unknown, _q: unknown, _j: unknown, signal: AbortSignal): Listing<SessionSummary> {
    return this.#pages('sessions', this.run.sessions, signal);
  }

  sessionActions(_c: unknown, _job: unknown, _of: unknown, signal: AbortSignal): Listing<SessionAction> {
    return this.#pages('sessionActions', this.run.actions, signal);
  }

  async fetchSessions(keys: readonly SessionKey[], signal: AbortSignal): Promise<readonly Part<Session>[]> {
    await this.#called('fetchSessions', signal);
    const { session } = failedSession().snapshot ?? {};
    return keys.flatMap(({ sessionId }): readonly Part<Session>[] => {
      const workerId: WorkerId = this.run.sessions.find((one) => one.sessionId === sessionId)?.workerId ?? 'worker-';
      const hostName = this.run.hostNames.get(workerId);
      return session
        ? [{ ok: true, value: { ...session, sessionId, workerId, host: { ...session.host, hostName } } }]
        : [];
    });
  }

  #pages<T>(operation: keyof JobRunSource, all: readonly T[], signal: AbortSignal): Listing<T> {
    return listing(async (token = '0') => {
      await this.#called(operation, signal);
      const from = Number(token);
      return { items: all.slice(from, from + 100), next: from + 100 < all.length ? String(from + 100) : undefined };
    });
  }

  async #called(operation: keyof JobRunSource, signal: AbortSignal | undefined): Promise<void> {
    this.calls += 1;
    await this.onCall(operation, this.calls);
    signal?.throwIfAborted();
  }
}

/** A reader of what a source knows; `errors` are those it told of. */
export function readerOf(source: JobRunSource): { readonly reader: JobRunReader; readonly errors: unknown[] } {
  const errors: unknown[] = [];
  const reader = new JobRunReader(JOB_KEY, {
    service: () => source,
    background: () => source,
    clock: { ...systemClock, Date: { now: () => NOW_MS } },
    onError: (error) => errors.push(error),
  });
  return { reader, errors };
}

export function refused(message: string): UserError {
  return new UserError({ kind: 'accessDenied', message, remedies: [], permission: 'deadline:Something' });
}
