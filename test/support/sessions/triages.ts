/** Triages to draw, shaped like the core's types: a job on a rack of hosts, whose tasks fail of planted causes. */
import { CAUSES } from '../../../src/core/diagnosis/causes';
import { actionOfSession, type SessionId, type StepId } from '../../../src/core/ids';
import type { SessionAction } from '../../../src/core/session/session';
import type { JobKey } from '../../../src/core/session/sessionKey';
import type {
  FailedTask,
  FailureGroup,
  HostComparison,
  JobTriage,
  SessionFailure,
  TriageHost,
  TriageProgress,
} from '../../../src/core/triage/triage';
import { diagnosis, KEY, NOW_MS, STEP_ID } from './sessions';

const MINUTE = 60_000;

export const JOB_KEY: JobKey = {
  connection: KEY.connection,
  farmId: KEY.farmId,
  queueId: KEY.queueId,
  jobId: KEY.jobId,
};

export const COMP_ID: StepId = 'step-6d20c7e1f8a94b3693d4e6f70a1b2c3d';

/** e.g. `rack2-node07` */
export function rackHost(number: number): TriageHost {
  const hostName = `rack2-node${String(number).padStart(2, '0')}.studio.example`;
  const workerId = `worker-7a1d5e8c3b2f4a6d9e0c1b2a3f4d${String(number).padStart(4, '0')}` as const;
  return {
    id: hostName,
    hostName,
    ec2InstanceType: undefined,
    workers: [{ fleetId: 'fleet-2d6f1c3b5a794e8f8c7d6b5a49382716', workerId }],
  };
}

/** A task that failed on a host, so many minutes before now. */
export function failedTask(frame: number, layer: string, host: number, minutesAgo: number): FailedTask {
  const sessionId: SessionId = `session-8f3b21d4c6e7495aa0b1c2d3${String(frame * 100 + host).padStart(8, '0')}`;
  return {
    taskId: `task-${STEP_ID.slice('step-'.length)}-${frame}`,
    stepId: STEP_ID,
    parameters: { Frame: String(frame), Layer: layer },
    sessionActionId: actionOfSession(sessionId, 3),
    sessionId,
    hostId: rackHost(host).id,
    startedAtMs: NOW_MS - (minutesAgo + 2) * MINUTE,
    endedAtMs: NOW_MS - minutesAgo * MINUTE,
    failureRetryCount: 2,
    isSampled: false,
  };
}

/** A group of tasks; what a test does not say follows from them. */
export function failureGroup(tasks: readonly FailedTask[], more: Partial<FailureGroup> = {}): FailureGroup {
  const cause = more.cause ?? 'license';
  const { sentence, advice, concerns } = CAUSES[cause];
  const sampled = Math.min(3, tasks.length);
  const own = tasks.map((task, index) => ({ ...task, isSampled: index < sampled }));
  const [example] = own;
  if (!example) {
    throw new Error('A group has at least one task.');
  }
  const counts = new Map<string, number>();
  for (const { hostId = '' } of own) {
    counts.set(hostId, (counts.get(hostId) ?? 0) + 1);
  }
  const hosts = [...counts].map(([id, many]) => ({
    host: { ...rackHost(Number(/\d+(?=\.)/.exec(id)?.[0] ?? 0)), id },
    tasks: many,
  }));
  const times = own.flatMap(({ endedAtMs }) => endedAtMs ?? []);
  return {
    id: `${cause}-${example.taskId}`,
    fingerprint: `fingerprint-of-${cause}`,
    cause,
    certainty: 'sure',
    sentence,
    subjects: [],
    advice,
    concerns,
    evidence: [evidence(example, 'ERROR: no license for arnold: all 40 seats are in use', 'reported as the reason')],
    studio: undefined,
    said: { exitCode: 1, message: 'Renderer stopped' },
    basis: 'log',
    mayBe: [],
    tasks: own,
    sampled,
    inferred: own.length - sampled,
    hosts: hosts.sort((a, b) => b.tasks - a.tasks),
    firstMs: times.length === 0 ? undefined : Math.min(...times),
    lastMs: times.length === 0 ? undefined : Math.max(...times),
    example,
    shared: {},
    spread: hosts.length === 1 ? 'tooLittle' : 'manyHosts',
    ...more,
  };
}

/** An environment that could not be entered in three sessions on two hosts, in a job of which no task failed. */
export function environmentFailure(): SessionFailure {
  const sessionId: SessionId = 'session-8f3b21d4c6e7495aa0b1c2d3e4f50617';
  const action: SessionAction = {
    sessionActionId: actionOfSession(sessionId, 1),
    status: 'FAILED',
    startedAtMs: NOW_MS - 8 * MINUTE,
    endedAtMs: NOW_MS - 6 * MINUTE,
    workerUpdatedAtMs: undefined,
    progressPercent: undefined,
    progressMessage: undefined,
    processExitCode: 1,
    acquiredLimits: [],
    outputManifests: [],
    definition: { kind: 'envEnter', environmentId: `JOB:${JOB_KEY.jobId}:Conda` },
  };
  return {
    example: { key: { ...JOB_KEY, sessionId }, action },
    diagnosis: diagnosis(['openjd_fail: Cannot create the environment: nukeworks 15.1.4 is in no channel'], {
      cause: 'software-install',
      sentence: CAUSES['software-install'].sentence,
      advice: CAUSES['software-install'].advice,
    }),
    sessions: 3,
    hosts: [
      { host: rackHost(7), tasks: 2 },
      { host: rackHost(9), tasks: 1 },
    ],
    firstMs: NOW_MS - 40 * MINUTE,
    lastMs: NOW_MS - 6 * MINUTE,
  };
}

/** A line of a task's log. */
export function evidence(task: FailedTask, text: string, why = ''): FailureGroup['evidence'][number] {
  const { sessionId, sessionActionId, endedAtMs = NOW_MS } = task;
  return {
    text,
    why,
    at:
      sessionId && sessionActionId
        ? { key: { ...JOB_KEY, sessionId }, sessionActionId, timestampMs: endedAtMs - 1000 }
        : undefined,
  };
}

export const DONE: TriageProgress = {
  state: 'done',
  phase: 'hosts',
  total: undefined,
  read: 0,
  logsRead: 0,
  logsPlanned: 0,
  calls: 63,
  mostCalls: 400,
};

export const NO_COMPARISON: HostComparison = {
  state: 'unread',
  estimatedCalls: 24,
  attempts: 0,
  failures: 0,
  isPartial: false,
  suspects: [],
};

/** A triage of some groups; what a test does not say follows from them. */
export function jobTriage(groups: readonly FailureGroup[], more: Partial<JobTriage> = {}): JobTriage {
  const failedTasks = groups.reduce((sum, { tasks }) => sum + tasks.length, 0);
  return {
    key: JOB_KEY,
    job: {
      jobId: JOB_KEY.jobId,
      name: 'sq11_wreck_v001',
      lifecycleStatus: 'CREATE_COMPLETE',
      taskRunStatus: failedTasks > 0 ? 'FAILED' : 'SUCCEEDED',
      taskRunStatusCounts: { SUCCEEDED: 12_000, ...(failedTasks > 0 ? { FAILED: failedTasks } : {}) },
      priority: 50,
      maxFailedTasksCount: 100,
      maxRetriesPerTask: 2,
      createdAtMs: NOW_MS - 300 * MINUTE,
      createdBy: 'ana',
      startedAtMs: NOW_MS - 290 * MINUTE,
      endedAtMs: NOW_MS - 20 * MINUTE,
    },
    stepNames: { [STEP_ID]: 'Render', [COMP_ID]: 'Comp' },
    groups,
    sessionFailures: [],
    failedTasks,
    hosts: NO_COMPARISON,
    progress: { ...DONE, total: failedTasks, read: failedTasks },
    unread: [],
    readAtMs: NOW_MS,
    goesOn: false,
    ...more,
  };
}

/** A job with a thousand failed tasks of six causes, and one bad host among fifty. */
export function wreck(more: Partial<JobTriage> = {}): JobTriage {
  const range = (from: number, count: number): number[] => Array.from({ length: count }, (_, step) => from + step);
  const layers = ['beauty', 'fog', 'hair'];
  const outage = range(1210, 130).flatMap((frame) =>
    layers.map((layer, at) => failedTask(frame, layer, (frame * 3 + at) % 48, 190 - ((frame - 1210) % 25))),
  );
  const texture = range(1001, 240).map((frame) => failedTask(frame, 'fog', frame % 50, 280 - (frame % 200)));
  const memory = range(1401, 180).map((frame) => failedTask(frame, 'hair', frame % 50, 120 - (frame % 60)));
  const crash = range(0, 96).map((step) =>
    failedTask(1003 + step * step, layers[step % 3] ?? '', step % 44, 250 - step),
  );
  const mount = range(0, 90).map((step) => failedTask(1100 + step * 7, 'beauty', 40, 270 - step));
  const [lost = failedTask(1, 'fog', 1, 1)] = texture;
  const [full = lost] = memory;
  const [bad = lost] = mount;
  const [dead = lost] = crash;
  return jobTriage(
    [
      failureGroup(outage),
      failureGroup(texture, {
        cause: 'missing-input',
        subjects: ['wetRock_basecolor.1013.exr', 'wetRock_normal.1013.exr'],
        shared: { Layer: 'fog' },
        evidence: [
          evidence(
            lost,
            'ERROR | [texturesys] cannot open /mnt/assets/env/harbor/tex/v042/wetRock_basecolor.1013.exr: No such file or directory',
            'not in the 4 tasks that succeeded',
          ),
          evidence(lost, 'openjd_fail: Missing texture wetRock_basecolor.1013.exr', 'reported as the reason'),
        ],
      }),
      failureGroup(memory, {
        cause: 'memory',
        certainty: 'likely',
        shared: { Layer: 'hair' },
        said: { exitCode: 137, message: undefined },
        evidence: [evidence(full, 'Process exit code: 137', 'killed by the system')],
      }),
      failureGroup(crash, {
        cause: 'crash',
        said: { exitCode: 139, message: undefined },
        evidence: [evidence(dead, 'Segmentation fault (core dumped)')],
      }),
      failureGroup(mount, {
        cause: 'storage',
        subjects: ['/mnt/assets'],
        spread: 'oneHost',
        evidence: [evidence(bad, "OSError: [Errno 116] Stale file handle: '/mnt/assets/env/harbor'")],
      }),
      failureGroup([failedTask(1777, 'beauty', 12, 33), failedTask(1779, 'beauty', 13, 31)], {
        cause: 'unknown',
        certainty: 'unknown',
        spread: 'tooLittle',
        evidence: [],
        said: { exitCode: 2, message: undefined },
      }),
    ],
    {
      hosts: {
        state: 'read',
        estimatedCalls: 24,
        attempts: 13_120,
        failures: 1_020,
        isPartial: false,
        suspects: [
          {
            host: rackHost(40),
            attempts: 98,
            failures: 90,
            otherAttempts: 13_022,
            otherFailures: 930,
            chance: 1e-80,
            elsewhere: undefined,
          },
        ],
      },
      ...more,
    },
  );
}
