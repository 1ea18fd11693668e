/** One thing of each kind that people can watch, on a service in memory: how it begins, how it fails, and what is told of that. */
import type { QueueId, WorkerId } from '../../src/core/ids';
import type { NewsKind } from '../../src/core/news';
import type { Job, WorkerSession } from '../../src/core/session/session';
import { type Connection, jobKeyId } from '../../src/core/session/sessionKey';
import type { Watchable } from '../../src/core/farm/watchable';
import { type Computer, numberedKey, numberedSnapshot } from './listWindow';
import { activateSession, endSession } from './sessions/sessionLives';
import { JOB_KEY, KEY, QUEUE_KEY, WORKER_KEY } from './sessions/sessions';

/** Far from the numbers of the sessions that tests watch by themselves. */
const FIRST_OF_WORKERS = 5_000;

/** A thing that can be watched. */
export interface Kind {
  readonly name: Watchable['kind'];
  /** The n-th of its kind, up to 9. */
  thing(index?: number): Watchable;
  /** From now on it is there, and well. */
  begin(computer: Computer, index?: number): void;
  /** Something fails in it for the first time. */
  fail(computer: Computer, index?: number): void;
  /** What is told of that. */
  readonly failed: NewsKind;
  /** It ends; missing where it never does. */
  end?(computer: Computer, index?: number): void;
  readonly ended?: NewsKind;
  /** Calls an hour for one of them while it is well, beside those that look whether a session is stuck. */
  readonly callsAnHour: number;
}

/** All kinds. */
export const KINDS: readonly Kind[] = [
  {
    name: 'session',
    thing: (index = 0) => ({ kind: 'session', key: numberedKey(index) }),
    begin: (computer, index = 0) => {
      activateSession(computer, index);
    },
    fail: (computer, index = 0) => {
      endSession(computer, index, 'FAILED');
    },
    failed: 'sessionFailed',
    end: (computer, index = 0) => {
      endSession(computer, index);
    },
    ended: 'sessionEnded',
    callsAnHour: 66,
  },
  {
    name: 'job',
    thing: (index = 0) => ({ kind: 'job', key: jobOf(index) }),
    begin: (computer, index = 0) => {
      computer.service.jobsById.set(jobKeyId(jobOf(index)), job(index, { RUNNING: 3, SUCCEEDED: 2 }));
    },
    fail: (computer, index = 0) => {
      computer.service.jobsById.set(jobKeyId(jobOf(index)), job(index, { RUNNING: 2, SUCCEEDED: 2, FAILED: 1 }));
    },
    failed: 'jobFailed',
    end: (computer, index = 0) => {
      const over = { taskRunStatus: 'SUCCEEDED', endedAtMs: computer.clock.now };
      computer.service.jobsById.set(jobKeyId(jobOf(index)), job(index, { SUCCEEDED: 5 }, over));
    },
    ended: 'jobEnded',
    callsAnHour: 60,
  },
  {
    name: 'worker',
    thing: (index = 0) => ({ kind: 'worker', key: { ...WORKER_KEY, workerId: workerOf(index) } }),
    begin: (computer, index = 0) => {
      startOn(computer, index, 0);
    },
    fail: (computer, index = 0) => {
      endOn(computer, index, 0, 'FAILED');
    },
    failed: 'sessionFailed',
    end: (computer, index = 0) => {
      endOn(computer, index, 0);
      computer.service.workers.set(workerOf(index), { status: 'STOPPED' });
    },
    ended: 'workerEnded',
    // Its sessions are listed once a minute, and the one that runs is polled.
    callsAnHour: 126,
  },
  {
    name: 'queue',
    thing: (index = 0) => ({ kind: 'queue', key: { ...QUEUE_KEY, queueId: queueOf(index) } }),
    begin: (computer, index = 0) => {
      computer.service.queues.set(queueOf(index), [job(70, { FAILED: 2, RUNNING: 1 }), job(71, { RUNNING: 3 })]);
    },
    fail: (computer, index = 0) => {
      const jobs = [job(70, { FAILED: 3 }, { taskRunStatus: 'FAILED' }), job(71, { RUNNING: 2, FAILED: 1 })];
      computer.service.queues.set(queueOf(index), jobs);
    },
    failed: 'queueFailed',
    callsAnHour: 60,
  },
];

/** The same thing as another profile sees it. */
export function withConnection(thing: Watchable, connection: Connection): Watchable {
  return { ...thing, key: { ...thing.key, connection } } as Watchable;
}

/** The n-th session of the m-th worker begins now. */
export function startOn(computer: Computer, worker: number, index: number): void {
  const { service, clock } = computer;
  const number = FIRST_OF_WORKERS + worker * 100 + index;
  activateSession(computer, number);
  const before = service.ran.get(workerOf(worker)) ?? [];
  service.ran.set(workerOf(worker), [{ ...ranOn(number), startedAtMs: clock.now }, ...before]);
  service.workers.set(workerOf(worker), { status: 'RUNNING', hostName: `render-${worker}` });
}

/** It ends. */
export function endOn(computer: Computer, worker: number, index: number, status = 'SUCCEEDED'): void {
  const number = FIRST_OF_WORKERS + worker * 100 + index;
  endSession(computer, number, status);
  const { service, clock } = computer;
  const { sessionId } = ranOn(number);
  const sessions = (service.ran.get(workerOf(worker)) ?? []).map((session) =>
    session.sessionId === sessionId ? { ...session, endedAtMs: clock.now, lifecycleStatus: 'ENDED' } : session,
  );
  service.ran.set(workerOf(worker), sessions);
  service.workers.set(workerOf(worker), { status: 'IDLE', hostName: `render-${worker}` });
}

export function workerOf(index: number): WorkerId {
  return `worker-${index.toString(16).padStart(32, '0')}`;
}

export function queueOf(index: number): QueueId {
  return index === 0 ? KEY.queueId : `queue-${index.toString(16).padStart(32, '0')}`;
}

/** The n-th job, with tasks in such states. */
export function job(index: number, counts: Readonly<Record<string, number>>, changes: Partial<Job> = {}): Job {
  const { job: part } = numberedSnapshot(0);
  if (!part.ok) {
    throw new Error('It was read.');
  }
  const { jobId } = jobOf(index);
  const running = { taskRunStatus: 'RUNNING', endedAtMs: undefined, taskRunStatusCounts: counts };
  return { ...part.value, ...running, jobId, name: `job ${index}`, ...changes };
}

function jobOf(index: number): typeof JOB_KEY {
  return { ...JOB_KEY, jobId: `job-${index.toString(16).padStart(32, '0')}` };
}

function ranOn(number: number): WorkerSession {
  const { sessionId, queueId, jobId } = numberedKey(number);
  const { startedAtMs, lifecycleStatus } = numberedSnapshot(number).session;
  return {
    sessionId,
    queueId,
    jobId,
    startedAtMs,
    endedAtMs: undefined,
    lifecycleStatus,
    targetLifecycleStatus: undefined,
  };
}
