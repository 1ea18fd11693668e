/** Failed tasks of four layers by frame, on thirty hosts, whose causes follow a rule: for tests of what is made of a few logs. */
import type { CauseId } from '../../../src/core/diagnosis/causeIds';
import { CAUSES } from '../../../src/core/diagnosis/causes';
import type { SessionId, StepId, TaskId } from '../../../src/core/ids';
import { actionOfSession } from '../../../src/core/ids';
import type { SessionAction } from '../../../src/core/session/session';
import type { Failure, Sample } from '../../../src/core/triage/failures';
import type { SessionDiagnosis } from '../../../src/core/session/watchedSession';
import { JOB_KEY } from './triages';

const STEP: StepId = 'step-00000000000000000000000000000001';
const LAYERS = ['beauty', 'fog', 'hair', 'shadow'] as const;
const HOSTS = 30;
const MINUTE = 60_000;

/** What a rule may look at. */
export interface Circumstances {
  readonly frame: number;
  readonly layer: string;
  readonly host: number;
  /** Since the job began. */
  readonly minute: number;
  readonly random: () => number;
}

export interface FailedJob {
  readonly failures: readonly Failure[];
  /** By the ID of the action. */
  readonly causes: ReadonlyMap<string, CauseId>;
}

/** Numbers from 0 to 1 that follow from a seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * So many failures, all described alike by the service, one in `every` tasks.
 *
 * @param causeOf the truth, which only logs tell.
 */
export function failedJob(
  tasks: number,
  seed: number,
  causeOf: (circumstances: Circumstances) => CauseId,
  every = 1,
): FailedJob {
  const random = seeded(seed);
  const causes = new Map<string, CauseId>();
  const failures = Array.from({ length: tasks }, (_, number): Failure => {
    const index = Math.floor(number * every + random() * (every - 1));
    const frame = 1001 + Math.floor(index / LAYERS.length);
    const layer = LAYERS[index % LAYERS.length] ?? '';
    const host = Math.floor(random() * HOSTS);
    const minute = number / HOSTS + random();
    const action = failedAction(number, `task-${STEP.slice('step-'.length)}-${index}`, minute * MINUTE, random());
    causes.set(action.sessionActionId, causeOf({ frame, layer, host, minute, random }));
    return toFailure(action, { Frame: String(frame), Layer: layer }, `node${host}`);
  });
  return { failures, causes };
}

function failedAction(number: number, taskId: TaskId, startedAtMs: number, length: number): SessionAction {
  const sessionId: SessionId = `session-${String(number).padStart(32, '0')}`;
  return {
    sessionActionId: actionOfSession(sessionId, 3),
    status: 'FAILED',
    startedAtMs,
    endedAtMs: startedAtMs + MINUTE * length,
    workerUpdatedAtMs: undefined,
    progressPercent: undefined,
    progressMessage: 'Render failed',
    processExitCode: 1,
    acquiredLimits: [],
    outputManifests: [],
    definition: { kind: 'taskRun', stepId: STEP, taskId, parameters: {} },
  };
}

function toFailure(action: SessionAction, parameters: Readonly<Record<string, string>>, host: string): Failure {
  const { definition, sessionActionId, startedAtMs, endedAtMs } = action;
  const taskId = definition.kind === 'taskRun' ? definition.taskId : undefined;
  return {
    action,
    task: {
      taskId: taskId ?? `task-${STEP.slice('step-'.length)}-0`,
      stepId: STEP,
      runStatus: 'FAILED',
      targetRunStatus: undefined,
      failureRetryCount: 0,
      startedAtMs,
      endedAtMs,
      updatedAtMs: undefined,
      updatedBy: undefined,
      latestSessionActionId: sessionActionId,
      parameters,
    },
    host: { id: host, hostName: host, ec2InstanceType: undefined, workers: [] },
  };
}

/** What the log of a failure says, or what the service does where it is not read. */
export function told({ action }: Failure, cause: CauseId, isLogRead: boolean): SessionDiagnosis {
  const { sentence, advice, concerns } = CAUSES[cause];
  return {
    cause,
    certainty: cause === 'unknown' ? 'unknown' : 'sure',
    sentence,
    subject: undefined,
    evidence: [],
    advice,
    concerns,
    others: [],
    stoppedAt: undefined,
    followsFrom: undefined,
    ruleId: undefined,
    phrase: undefined,
    studio: undefined,
    isLogRead,
    sessionActionId: action?.sessionActionId ?? 'sessionaction-',
  };
}

/** What reading the log of a failure brings. */
export function sampled({ causes }: FailedJob, failure: Failure): Sample {
  const id = failure.action?.sessionActionId ?? '';
  const sessionId: SessionId = `session-${id.split('-')[1] ?? ''}`;
  return { key: { ...JOB_KEY, sessionId }, diagnosis: told(failure, causes.get(id) ?? 'unknown', true) };
}
