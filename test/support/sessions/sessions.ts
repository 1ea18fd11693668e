/** Sessions to draw, shaped like the core's types; each builder takes what a test cares about and invents the rest. */
import type { Fault } from '../../../src/core/errors';
import type { QueueKey, WorkerKey } from '../../../src/core/farm/farmKeys';
import { actionOfSession, type StepId } from '../../../src/core/ids';
import type {
  HostProperties,
  LogConfiguration,
  Part,
  SessionAction,
  SessionSnapshot,
} from '../../../src/core/session/session';
import type { JobKey, SessionKey } from '../../../src/core/session/sessionKey';
import { SAMPLE_CONNECTION } from '../../../src/core/session/sessionKey';
import { CAUSES } from '../../../src/core/diagnosis/causes';
import { type SessionDiagnosis, unknownSession, type WatchedSession } from '../../../src/core/session/watchedSession';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** When all of them are looked at: 2026-11-23 10:14:31 in Berlin. */
export const NOW_MS = Date.UTC(2026, 10, 23, 9, 14, 31);
export const STARTED_MS = NOW_MS - 12 * MINUTE - 4 * SECOND;

export const KEY: SessionKey = {
  connection: SAMPLE_CONNECTION,
  farmId: 'farm-1c5e7a90b3d24f688e21c4a7d05f3b62',
  queueId: 'queue-f984c1f7a0b54d0c8a3b1a0f5c3f7d21',
  jobId: 'job-8c1b5c0a9a4f4e0f9e5d3b2a1c0d9e8f',
  sessionId: 'session-8f3b21d4c6e7495aa0b1c2d3e4f56078',
};

export const STEP_ID: StepId = 'step-5d20c7e1f8a94b3693d4e6f70a1b2c3d';
const FLEET_ID = 'fleet-2d6f1c3b5a794e8f8c7d6b5a49382716';
const WORKER_ID = 'worker-7a1d5e8c3b2f4a6d9e0c1b2a3f4d5e6c';
const ENVIRONMENT = 'JOB:job-8c1b5c0a9a4f4e0f9e5d3b2a1c0d9e8f:Conda';

/** The host properties of a worker that reports none. */
export const NO_HOST: HostProperties = {
  hostName: undefined,
  ipV4Addresses: [],
  ipV6Addresses: [],
  ec2InstanceArn: undefined,
  ec2InstanceType: undefined,
};

/** The job of that session. */
export const JOB_KEY: JobKey = {
  connection: KEY.connection,
  farmId: KEY.farmId,
  queueId: KEY.queueId,
  jobId: KEY.jobId,
};

/** The queue of that job. */
export const QUEUE_KEY: QueueKey = { connection: KEY.connection, farmId: KEY.farmId, queueId: KEY.queueId };

/** The worker that the session runs on. */
export const WORKER_KEY: WorkerKey = {
  connection: KEY.connection,
  farmId: KEY.farmId,
  fleetId: FLEET_ID,
  workerId: WORKER_ID,
};

/** An action that began and ended so many seconds after the session's start. */
export function action(
  index: number,
  definition: SessionAction['definition'],
  status: string,
  fromSeconds?: number,
  toSeconds?: number,
  more: Partial<SessionAction> = {},
): SessionAction {
  const at = (seconds: number | undefined): number | undefined =>
    seconds === undefined ? undefined : STARTED_MS + seconds * SECOND;
  return {
    sessionActionId: actionOfSession(KEY.sessionId, index),
    status,
    startedAtMs: at(fromSeconds),
    endedAtMs: at(toSeconds),
    workerUpdatedAtMs: at(toSeconds),
    progressPercent: status === 'SUCCEEDED' ? 100 : undefined,
    progressMessage: undefined,
    processExitCode: status === 'SUCCEEDED' ? 0 : undefined,
    acquiredLimits: [],
    outputManifests: [],
    definition,
    ...more,
  };
}

export const SYNC: SessionAction['definition'] = { kind: 'syncInputJobAttachments', stepId: undefined };
export const ENTER: SessionAction['definition'] = { kind: 'envEnter', environmentId: ENVIRONMENT };
export const EXIT: SessionAction['definition'] = { kind: 'envExit', environmentId: ENVIRONMENT };

export function frame(number: number): SessionAction['definition'] {
  return {
    kind: 'taskRun',
    stepId: STEP_ID,
    taskId: `task-${STEP_ID.slice('step-'.length)}-${number}`,
    parameters: { Frame: String(number) },
  };
}

/** Changes to a session, part by part. */
export interface Changes {
  readonly session?: Partial<SessionSnapshot['session']>;
  readonly snapshot?: Partial<SessionSnapshot>;
  readonly watched?: Partial<WatchedSession>;
}

/** A session that runs its second frame of four. */
export function activeSession(changes: Changes = {}): WatchedSession {
  const session = {
    sessionId: KEY.sessionId,
    fleetId: FLEET_ID,
    workerId: WORKER_ID,
    startedAtMs: STARTED_MS,
    endedAtMs: undefined,
    lifecycleStatus: 'STARTED',
    targetLifecycleStatus: undefined,
    updatedAtMs: undefined,
    updatedBy: undefined,
    log: log(`/aws/deadline/${KEY.farmId}/${KEY.queueId}`, KEY.sessionId),
    host: {
      hostName: 'ip-10-3-0-17.us-west-2.compute.internal',
      ipV4Addresses: ['10.3.0.17'],
      ipV6Addresses: ['2600:1f14:e2b:7f00:4d2:91aa:57c3:e10f'],
      ec2InstanceArn: 'arn:aws:ec2:us-west-2:123456789012:instance/i-0f3a9d8e7c6b5a412',
      ec2InstanceType: 'c6i.8xlarge',
    },
    workerLog: log(`/aws/deadline/${KEY.farmId}/${FLEET_ID}`, WORKER_ID),
    ...changes.session,
  } satisfies SessionSnapshot['session'];
  const snapshot: SessionSnapshot = {
    key: KEY,
    fetchedAtMs: NOW_MS - SECOND,
    session,
    farm: loaded({ farmId: KEY.farmId, displayName: 'Aurora' }),
    queue: loaded({
      queueId: KEY.queueId,
      displayName: 'lighting',
      status: 'SCHEDULING',
      blockedReason: undefined,
      roleArn: 'arn:aws:iam::123456789012:role/studio-queue',
    }),
    job: loaded({
      jobId: KEY.jobId,
      name: 'sh020_lighting_v012',
      lifecycleStatus: 'CREATE_COMPLETE',
      taskRunStatus: 'RUNNING',
      taskRunStatusCounts: { SUCCEEDED: 97, RUNNING: 4, READY: 19, FAILED: 0 },
      priority: 50,
      maxFailedTasksCount: 100,
      maxRetriesPerTask: 3,
      createdAtMs: STARTED_MS - 40 * MINUTE,
      createdBy: 'mira@aurora.example',
      startedAtMs: STARTED_MS - 31 * MINUTE,
      endedAtMs: undefined,
    }),
    fleet: loaded({ fleetId: FLEET_ID, displayName: 'spot-linux', status: 'ACTIVE', workerCount: 12 }),
    worker: loaded({ workerId: WORKER_ID, status: 'RUNNING', host: session.host }),
    actions: loaded([
      action(0, SYNC, 'SUCCEEDED', 4, 45),
      action(1, ENTER, 'SUCCEEDED', 46, 118),
      action(2, frame(1001), 'SUCCEEDED', 119, 319),
      action(3, frame(1002), 'RUNNING', 320, undefined, {
        progressPercent: 62.4,
        progressMessage: 'Rendering tile 158 of 255',
      }),
      action(4, frame(1003), 'ASSIGNED'),
      action(5, frame(1004), 'ASSIGNED'),
    ]),
    stepNames: { [STEP_ID]: 'Render' },
    raw: {
      sessionId: KEY.sessionId,
      fleetId: FLEET_ID,
      workerId: WORKER_ID,
      startedAt: '2026-11-23T09:02:27Z',
      lifecycleStatus: 'STARTED',
      log: { logDriver: 'awslogs', options: { logStreamName: KEY.sessionId } },
    },
    ...changes.snapshot,
  };
  return { ...unknownSession(KEY), snapshot, ...changes.watched };
}

/** A session whose third frame crashed; what came after was never attempted. */
export function failedSession(changes: Changes = {}): WatchedSession {
  return activeSession({
    session: { endedAtMs: STARTED_MS + 520 * SECOND, lifecycleStatus: 'ENDED', ...changes.session },
    snapshot: {
      worker: loaded(undefined),
      job: loaded({
        jobId: KEY.jobId,
        name: 'sh010_fx_v003',
        lifecycleStatus: 'CREATE_COMPLETE',
        taskRunStatus: 'FAILED',
        taskRunStatusCounts: { SUCCEEDED: 112, FAILED: 3, CANCELED: 5 },
        priority: 80,
        maxFailedTasksCount: 100,
        maxRetriesPerTask: 3,
        createdAtMs: STARTED_MS - 40 * MINUTE,
        createdBy: 'mira@aurora.example',
        startedAtMs: STARTED_MS - 31 * MINUTE,
        endedAtMs: STARTED_MS + 521 * SECOND,
      }),
      actions: loaded([
        action(0, SYNC, 'SUCCEEDED', 4, 45),
        action(1, ENTER, 'SUCCEEDED', 46, 118),
        action(2, frame(1001), 'SUCCEEDED', 119, 210),
        action(3, frame(1002), 'SUCCEEDED', 211, 320),
        action(4, frame(1003), 'FAILED', 321, 492, {
          progressPercent: 41,
          progressMessage: 'Rendering tile 104 of 255',
          processExitCode: 139,
        }),
        action(5, frame(1004), 'NEVER_ATTEMPTED'),
        action(6, frame(1005), 'NEVER_ATTEMPTED'),
        action(7, EXIT, 'SUCCEEDED', 493, 519),
      ]),
      ...changes.snapshot,
    },
    watched: {
      diagnosis: diagnosis([
        'Traceback (most recent call last):',
        '  File "/sessions/render.py", line 214, in bake_volume',
        'MemoryError: could not allocate 61.4 GiB for grid "smoke_density"',
      ]),
      ...changes.watched,
    },
  });
}

/** Why the failed session failed, resting on these lines of its log. */
export function diagnosis(lines: readonly string[], changes: Partial<SessionDiagnosis> = {}): SessionDiagnosis {
  const { sentence, advice, concerns } = CAUSES.memory;
  return {
    sessionActionId: actionOfSession(KEY.sessionId, 4),
    cause: 'memory',
    certainty: 'sure',
    sentence,
    subject: undefined,
    evidence: lines.map((text, event) => ({
      text,
      at: { event, line: 0, timestampMs: STARTED_MS + 490 * SECOND },
      why: 'not in the 2 tasks that succeeded',
    })),
    advice,
    concerns,
    others: [],
    stoppedAt: undefined,
    followsFrom: undefined,
    ruleId: undefined,
    phrase: undefined,
    studio: undefined,
    isLogRead: true,
    ...changes,
  };
}

/** A session that did all it was asked to, yesterday. */
export function endedSession(changes: Changes = {}): WatchedSession {
  return activeSession({
    session: { endedAtMs: STARTED_MS + 540 * SECOND, lifecycleStatus: 'ENDED', ...changes.session },
    snapshot: {
      worker: loaded(undefined),
      actions: loaded([
        action(0, SYNC, 'SUCCEEDED', 4, 45),
        action(1, ENTER, 'SUCCEEDED', 46, 118),
        action(2, frame(1001), 'SUCCEEDED', 119, 319),
        action(3, frame(1002), 'SUCCEEDED', 320, 512),
        action(4, EXIT, 'SUCCEEDED', 513, 540),
      ]),
      ...changes.snapshot,
    },
    ...(changes.watched && { watched: changes.watched }),
  });
}

/** A session of two thousand frames, of which one in the middle runs or failed. */
export function longSession(status: 'RUNNING' | 'FAILED'): WatchedSession {
  const actions = Array.from({ length: 2000 }, (_, index) =>
    index < 1200
      ? action(index, frame(index), 'SUCCEEDED', index * 0.4, (index + 1) * 0.4)
      : index === 1200
        ? action(index, frame(index), status, 480, status === 'FAILED' ? 500 : undefined)
        : action(index, frame(index), status === 'FAILED' ? 'NEVER_ATTEMPTED' : 'SCHEDULED'),
  );
  return activeSession({ snapshot: { actions: loaded(actions) } });
}

export const DENIED: Fault = {
  kind: 'accessDenied',
  message: 'Not allowed to read the worker: deadline:GetWorker. Ask for that action, or choose another profile.',
  remedies: ['chooseConnection', 'retry'],
  requestId: '6f0d7c1e-2a54-4a3e-9a43-0f6a6f1f9b11',
  retryAfterMs: undefined,
};

export const UNREACHABLE: Fault = {
  kind: 'network',
  message: 'Deadline Cloud in us-west-2 cannot be reached. Check the network or the proxy.',
  remedies: ['retry', 'editAwsConfig'],
  requestId: undefined,
  retryAfterMs: undefined,
};

export const NOT_FOUND: Fault = {
  kind: 'notFound',
  message: 'There is no such session in this queue. It may have been deleted with its job; its log may still be there.',
  remedies: ['lookUp', 'openLog', 'retry'],
  requestId: 'd1b5e2d3-2f0a-45a5-8b1c-5a0a7a1d2c3e',
  retryAfterMs: undefined,
};

/** A session of which nothing could be read but the session itself. */
export function partialSession(): WatchedSession {
  const denied = (what: string, operation: string): Part<never> => ({
    ok: false,
    fault: {
      ...DENIED,
      message: `Not allowed to read the ${what}: deadline:${operation}. Ask for that action.`,
      permission: `deadline:${operation}`,
    },
  });
  return activeSession({
    session: { log: { driver: 'awslogs', options: {}, parameters: {}, error: 'Could not create log stream' } },
    snapshot: {
      farm: denied('farm', 'GetFarm'),
      queue: denied('queue', 'GetQueue'),
      job: denied('job', 'GetJob'),
      fleet: denied('fleet', 'GetFleet'),
      worker: denied('worker', 'GetWorker'),
      actions: denied('actions', 'ListSessionActions'),
    },
  });
}

/** A session that could never be read. */
export function unreadSession(fault: Fault | undefined): WatchedSession {
  return { ...unknownSession(KEY), fault, loading: fault === undefined };
}

export function loaded<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function log(logGroupName: string, logStreamName: string): LogConfiguration {
  return { driver: 'awslogs', options: { logGroupName, logStreamName }, parameters: {}, error: undefined };
}
