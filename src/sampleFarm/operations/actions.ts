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
import { actionsOf, attemptsOf } from '../taskStatus';
import { type ActionState, actionsAt, taskIdOf } from '../timeline';
import type { JobRecord } from '../world/model';
import type { World } from '../world/world';
import { FEW_CODES, batch } from './batch';
import { type JobPath, findJob, findSession } from './findResource';

interface ActionPath extends JobPath {
  readonly sessionActionId: SessionActionId;
}

export function getSessionAction(call: Call): object {
  return inFull(findAction(call, call.ids), call.world);
}

export function batchGetSessionAction(call: Call): object {
  const { items, errors } = batch(call, FEW_CODES, (path: ActionPath) => inFull(findAction(call, path), call.world));
  return { sessionActions: items, errors };
}

/** Those of a session, of a task, or of the whole job. */
export function listSessionActions(call: Call): object {
  const job = findJob(call, call.ids);
  const { sessionId, taskId } = call.query;
  if (sessionId !== undefined && taskId !== undefined) {
    throw invalid([{ name: 'taskId', message: 'Give either a sessionId or a taskId' }]);
  }
  const listed =
    sessionId === undefined
      ? taskId === undefined
        ? ofJob(job, call.nowMs)
        : ofTask(job, taskId as TaskId, call.nowMs)
      : sequenceOf(actionsAt(findSession(call, { ...call.ids, sessionId: sessionId as SessionId }), call.nowMs));
  const { items, nextToken } = pageOf(
    call,
    [job.jobId, sessionId ?? '', taskId ?? ''],
    listed,
    (action) => action && brief(action),
  );
  return { sessionActions: items, nextToken };
}

function findAction(call: Call, path: ActionPath): ActionState {
  const session = call.world.findSession(sessionOfAction(path.sessionActionId));
  const job = findJob(call, path);
  const action =
    session?.job.jobId === job.jobId ? actionsOf(session, call.nowMs)[indexOf(path.sessionActionId)] : undefined;
  if (!action) {
    throw notFound('sessionaction', path.sessionActionId);
  }
  return action;
}

/** Room for every action of a session, so that an index gives session and action without counting. */
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
  const attempts = attemptsOf(job, step.index, indexOf(taskId), nowMs);
  // Actions that do not name their task are not found by it.
  return sequenceOf(attempts.filter((attempt) => taskOfAction(attempt) !== undefined));
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

function inFull(action: ActionState, { sealer }: World): object {
  const { definition } = action.plan;
  const step = definition.kind === 'taskRun' ? action.session.job.steps[definition.step] : undefined;
  return {
    ...brief(action),
    sessionId: action.session.sessionId,
    processExitCode: action.exitCode,
    progressMessage: action.message(),
    acquiredLimits:
      action.startedAtMs === undefined || !step || step.acquires.length === 0
        ? undefined
        : step.acquires.map(({ limit, count }) => ({ limitId: sealer.seal('limit', limit), count })),
  };
}

/** The task that an action names; undefined where it is none's, or runs a chunk without saying whose. */
function taskOfAction({ plan: { definition }, session }: ActionState): TaskId | undefined {
  const step = definition.kind === 'taskRun' ? session.job.steps[definition.step] : undefined;
  // The worker of every other session is of an older version.
  return definition.kind !== 'taskRun' || !step || (step.chunks?.withoutTaskIds === true && session.index % 2 === 1)
    ? undefined
    : taskIdOf(step, definition.task);
}

function definitionOf(action: ActionState): object {
  const {
    plan: { definition },
    session: { job },
  } = action;
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
          taskId: taskOfAction(action),
          parameters: step.parametersOf(definition.task),
        },
      };
    }
  }
}
