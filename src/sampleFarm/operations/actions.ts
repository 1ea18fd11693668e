import {
  type SessionActionId,
  type SessionId,
  type TaskId,
  indexOf,
  sessionOfAction,
  stepOfTask,
} from '../../core/ids';
import type { Call } from '../http/operation';
import { pageOf } from '../http/page';
import { invalid, notFound } from '../http/serviceError';
import { toFineTimestamp } from '../http/time';
import { hash, hexDigits } from '../random';
import { type Sequence, computed, sequenceOf } from '../sequence';
import { type ActionState, actionsAt, taskIdOf } from '../timeline';
import type { JobRecord, SessionRecord } from '../world/model';
import { FEW_CODES, batch } from './batch';
import { type JobPath, needJob, needSession } from './reach';

interface ActionPath extends JobPath {
  readonly sessionActionId: SessionActionId;
}

export function getSessionAction(call: Call): object {
  return inFull(needAction(call, call.ids));
}

export function batchGetSessionAction(call: Call): object {
  const { items, errors } = batch(call, FEW_CODES, (path: ActionPath) => inFull(needAction(call, path)));
  return { sessionActions: items, errors };
}

/** Those of a session, of a task, or of the whole job. */
export function listSessionActions(call: Call): object {
  const job = needJob(call, call.ids);
  const { sessionId, taskId } = call.query;
  if (sessionId !== undefined && taskId !== undefined) {
    throw invalid([{ name: 'taskId', message: 'Give either a sessionId or a taskId' }]);
  }
  const listed =
    sessionId === undefined
      ? taskId === undefined
        ? ofJob(job, call.nowMs)
        : ofTask(job, taskId as TaskId, call.nowMs)
      : sequenceOf(actionsAt(needSession(call, { ...call.ids, sessionId: sessionId as SessionId }), call.nowMs));
  const { items, nextToken } = pageOf(
    call,
    [job.jobId, sessionId ?? '', taskId ?? ''],
    listed,
    (action) => action && brief(action),
  );
  return { sessionActions: items, nextToken };
}

/** What a session has done to a task by now, in the order of trying. */
export function actionsOfTask(job: JobRecord, step: number, task: number, nowMs: number): readonly ActionState[] {
  return job
    .sessionsOfTask(step, task)
    .flatMap((index) => actionsOf(job.sessions.at(index), nowMs))
    .filter(
      ({ plan: { definition } }) =>
        definition.kind === 'taskRun' && definition.step === step && definition.task === task,
    );
}

function needAction(call: Call, path: ActionPath): ActionState {
  const session = call.world.findSession(sessionOfAction(path.sessionActionId));
  const job = needJob(call, path);
  const action =
    session?.job.jobId === job.jobId ? actionsOf(session, call.nowMs)[indexOf(path.sessionActionId)] : undefined;
  if (!action) {
    throw notFound('sessionaction', path.sessionActionId);
  }
  return action;
}

function actionsOf(session: SessionRecord, nowMs: number): readonly ActionState[] {
  return session.startedAtMs > nowMs ? [] : actionsAt(session, nowMs);
}

/** Room for every action of a session, so that an index tells session and action without counting. */
const ROOM = 128;

function ofJob(job: JobRecord, nowMs: number): Sequence<ActionState | undefined> {
  let read: { readonly session: number; readonly actions: readonly ActionState[] } | undefined;
  return computed(job.sessions.length * ROOM, (index) => {
    const session = Math.floor(index / ROOM);
    if (read?.session !== session) {
      read = { session, actions: actionsOf(job.sessions.at(session), nowMs) };
    }
    return read.actions[index % ROOM];
  });
}

function ofTask(job: JobRecord, taskId: TaskId, nowMs: number): Sequence<ActionState> {
  const step = job.steps.find(({ stepId }) => stepId === stepOfTask(taskId));
  if (!step || indexOf(taskId) >= step.taskCount) {
    throw notFound('task', taskId);
  }
  return sequenceOf(actionsOfTask(job, step.index, indexOf(taskId), nowMs));
}

/** As lists give it: no exit code, no message. */
function brief(action: ActionState): object {
  const { plan, session } = action;
  return {
    sessionActionId: action.sessionActionId,
    status: action.status,
    startedAt: toFineTimestamp(action.startedAtMs),
    endedAt: toFineTimestamp(action.endedAtMs),
    workerUpdatedAt: toFineTimestamp(action.workerUpdatedAtMs),
    progressPercent: action.percent(),
    manifests:
      action.status === 'SUCCEEDED' && plan.definition.kind === 'taskRun'
        ? [
            {
              outputManifestPath: `DeadlineCloud/Manifests/${session.job.jobId}/${action.sessionActionId}_output`,
              outputManifestHash: hexDigits(32, hash(action.sessionActionId)),
            },
          ]
        : undefined,
    definition: definitionOf(action),
  };
}

function inFull(action: ActionState): object {
  return {
    ...brief(action),
    sessionId: action.session.sessionId,
    processExitCode: action.exitCode,
    progressMessage: action.message(),
  };
}

function definitionOf({ plan: { definition }, session: { job } }: ActionState): object {
  switch (definition.kind) {
    case 'syncInputJobAttachments':
      return { syncInputJobAttachments: {} };
    case 'envEnter':
    case 'envExit':
      return { [definition.kind]: { environmentId: `JOB:${job.jobId}:${definition.environment}` } };
    case 'taskRun': {
      const step = job.steps[definition.step];
      return {
        taskRun: step && {
          stepId: step.stepId,
          taskId: taskIdOf(step, definition.task),
          parameters: step.parametersOf(definition.task),
        },
      };
    }
  }
}
