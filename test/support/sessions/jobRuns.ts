/** What jobs did on many workers, to draw: late starts, ragged ends, failures, two steps that wait for each other. */
import { actionOfSession, type SessionId, type StepId, type WorkerId } from '../../../src/core/ids';
import type { Job, SessionAction, SessionSummary } from '../../../src/core/session/session';
import type { JobRun } from '../../../src/core/timeline/jobRun';
import { NOW_MS, STEP_ID } from './sessions';
import { COMP_ID, JOB_KEY, jobTriage } from './triages';

const SECOND = 1000;
export const SUBMITTED_MS = NOW_MS - 2 * 3_600_000;

export const DONE_RUN: JobRun['progress'] = { state: 'done', phase: 'actions', calls: 12, isOverBudget: false };

export function workerId(number: number): WorkerId {
  return `worker-7a1d5e8c3b2f4a6d9e0c1b2a3f4d${String(number).padStart(4, '0')}`;
}

export function sessionId(number: number): SessionId {
  return `session-8f3b21d4c6e7495aa0b1c2d3${String(number).padStart(8, '0')}`;
}

/** A session from and until so many seconds after the submission. */
export function sessionOf(
  number: number,
  worker: number,
  fromSeconds: number,
  toSeconds: number | undefined,
): SessionSummary {
  return {
    sessionId: sessionId(number),
    fleetId: 'fleet-2d6f1c3b5a794e8f8c7d6b5a49382716',
    workerId: workerId(worker),
    startedAtMs: SUBMITTED_MS + fromSeconds * SECOND,
    endedAtMs: toSeconds === undefined ? undefined : SUBMITTED_MS + toSeconds * SECOND,
    lifecycleStatus: toSeconds === undefined ? 'STARTED' : 'ENDED',
    targetLifecycleStatus: undefined,
  };
}

/** An action of a session, in seconds after the submission. */
export function actionOf(
  session: number,
  number: number,
  definition: SessionAction['definition'],
  fromSeconds: number | undefined,
  toSeconds: number | undefined,
  status = toSeconds === undefined ? 'RUNNING' : 'SUCCEEDED',
): SessionAction {
  const at = (seconds: number | undefined): number | undefined =>
    seconds === undefined ? undefined : SUBMITTED_MS + seconds * SECOND;
  return {
    sessionActionId: actionOfSession(sessionId(session), number),
    status,
    startedAtMs: at(fromSeconds),
    endedAtMs: at(toSeconds),
    workerUpdatedAtMs: undefined,
    progressPercent: undefined,
    progressMessage: undefined,
    processExitCode: undefined,
    acquiredLimits: [],
    outputManifests: [],
    definition,
  };
}

export function task(frame: number, stepId: StepId = STEP_ID): SessionAction['definition'] {
  return { kind: 'taskRun', stepId, taskId: undefined, parameters: { Frame: String(frame) } };
}

const SYNC: SessionAction['definition'] = { kind: 'syncInputJobAttachments', stepId: undefined };

export function jobRun(more: Partial<JobRun> = {}): JobRun {
  const { job } = jobTriage([]);
  const started: Job | undefined = job && {
    ...job,
    createdAtMs: SUBMITTED_MS,
    startedAtMs: SUBMITTED_MS + 60 * SECOND,
    endedAtMs: undefined,
  };
  return {
    key: JOB_KEY,
    job: started,
    sessions: [],
    actions: [],
    hostNames: new Map(),
    stepNames: { [STEP_ID]: 'Render', [COMP_ID]: 'Comp' },
    consumers: undefined,
    progress: DONE_RUN,
    unread: [],
    readAtMs: NOW_MS,
    ...more,
  };
}

/**
 * A job of so many actions: two sessions a worker, workers that come one after the other and leave at different times, each 97th task
 * failed. The same each time.
 */
export function crowdedRun(actionCount: number, workers = 48): JobRun {
  const sessions: SessionSummary[] = [];
  const actions: SessionAction[] = [];
  const each = Math.max(1, Math.floor(actionCount / workers / 2) - 1);
  let frame = 0;
  for (let worker = 0; worker < workers; worker += 1) {
    const begin = 120 + (worker % 8) * 35 + Math.floor(worker / 8) * 150;
    const long = 4500 + ((worker * 37) % 11) * 150 - begin;
    for (const part of [0, 1]) {
      const number = worker * 2 + part;
      const from = begin + (part * long) / 2 + part * 40;
      const span = long / 2 - 60;
      const step = span / (each + 1);
      sessions.push(sessionOf(number, worker, from, from + span + 20));
      actions.push(actionOf(number, 0, SYNC, from + 5, from + 5 + step * 0.8));
      for (let index = 0; index < each; index += 1) {
        frame += 1;
        const at = from + 5 + step * (index + 1);
        const status = frame % 97 === 0 || (worker === 11 && index % 9 === 4) ? 'FAILED' : 'SUCCEEDED';
        const takes = step * (0.55 + ((frame * 7) % 40) / 100);
        const stepId = part === 1 && index > each / 2 ? COMP_ID : STEP_ID;
        actions.push(actionOf(number, index + 1, task(frame, stepId), at, at + takes, status));
      }
    }
  }
  return jobRun({
    sessions,
    actions,
    hostNames: new Map(
      sessions.map(({ workerId: id }) => [
        id,
        `rack2-node${String(Number(id.slice(-4)) + 1).padStart(2, '0')}.studio.example`,
      ]),
    ),
    consumers: new Map<StepId, readonly StepId[]>([
      [STEP_ID, [COMP_ID]],
      [COMP_ID, []],
    ]),
  });
}

/** A small one that goes on: two workers, one failure, a task that runs. */
export function smallRun(more: Partial<JobRun> = {}): JobRun {
  return jobRun({
    sessions: [sessionOf(1, 2, 100, 700), sessionOf(2, 10, 220, undefined)],
    actions: [
      actionOf(1, 0, SYNC, 110, 160),
      actionOf(1, 1, task(1001), 160, 400),
      actionOf(1, 2, task(1002), 430, 650, 'FAILED'),
      actionOf(1, 3, task(1003), undefined, undefined, 'NEVER_ATTEMPTED'),
      actionOf(2, 0, SYNC, 230, 300),
      actionOf(2, 1, task(1004), 300, undefined),
    ],
    hostNames: new Map([
      [workerId(2), 'node2'],
      [workerId(10), 'node10'],
    ]),
    ...more,
  });
}
