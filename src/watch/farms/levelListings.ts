/** What is below each row of the farm's tree: the list it comes from, and the rows it becomes. */
import { type Listing, NEWEST_JOBS, listing } from '../../core/farm/farm';
import type {
  AttemptRow,
  FarmNode,
  FarmRow,
  FleetRow,
  FleetsRow,
  JobRow,
  QueueRow,
  SessionFacts,
  SessionRow,
  StepRow,
  StepsRow,
  TaskRow,
  TasksRow,
  WorkerRow,
} from '../../core/farm/farmNode';
import { compareAttempts, compareTasks } from '../../core/farm/taskOrder';
import { type StatusGroup, countOf, statusGroupsOf } from '../../core/farm/tasks';
import { sessionOfAction } from '../../core/ids';
import type { FarmDirectory, SessionSource, TaskDirectory } from '../../core/service/ports';
import { listAttempts } from '../../core/search/attempts';
import type { Farm, Fleet, Job, Queue, SessionAction, Step, Task, Worker } from '../../core/session/session';
import { type Connection, type SessionKey, connectionId } from '../../core/session/sessionKey';
import { isActive } from '../../core/session/status';

/** More tasks than this are below a row for each kind of status. So many, one call lists. */
export const MOST_UNGROUPED = 100;

/** What levels are listed with. */
export type ListingService = FarmDirectory & TaskDirectory & SessionSource;

/** The farms of one place. */
export function listFarms(service: FarmDirectory, connection: Connection, signal: AbortSignal): Listing<FarmNode> {
  return mapped(service.farms(connection, signal), (facts) => toFarmRow(connection, facts));
}

/** What the service lists below a row. */
export function listBelow(service: ListingService, parent: FarmNode, signal: AbortSignal): Listing<FarmNode> {
  const { connection } = parent;
  switch (parent.kind) {
    case 'farm':
      return mapped(service.queues(connection, parent.facts.farmId, signal), (facts) => toQueueRow(parent, facts));
    case 'queue':
      return mapped(service.jobs(connection, parent.farmId, [parent.facts.queueId], parent.query, signal), (facts) =>
        toJobRow(parent, facts),
      );
    case 'job': {
      const { farmId, queueId, jobId } = parent.path;
      return mapped(service.sessions(connection, farmId, queueId, jobId, signal), (facts) =>
        toSessionRow(parent, { connection, ...parent.path, sessionId: facts.sessionId }, facts),
      );
    }
    case 'steps':
      return mapped(service.steps(connection, parent.path, signal), (facts) => toStepRow(parent, facts));
    case 'step': {
      const counts = parent.facts.taskRunStatusCounts;
      return countOf(counts) > MOST_UNGROUPED
        ? listing(() =>
            Promise.resolve({
              items: statusGroupsOf(counts).map((group) => toTasksRow(parent, group)),
              next: undefined,
            }),
          )
        : mapped(
            service.tasks(connection, parent.path, { stepId: parent.path.stepId, statuses: [] }, signal),
            (facts) => toTaskRow(parent, facts),
          );
    }
    case 'tasks': {
      const { path, group } = parent;
      const query = { stepId: path.stepId, statuses: group.statuses };
      return mapped(withoutEmptyPages(service.tasks(connection, path, query, signal)), (facts) =>
        toTaskRow(parent, facts),
      );
    }
    case 'task':
      return mapped(
        listAttempts(service, connection, parent.path, parent.facts.latestSessionActionId, signal),
        (facts) => toAttemptRow(parent, facts),
      );
    case 'fleets':
      return mapped(service.fleets(connection, parent.farmId, signal), (facts) => toFleetRow(parent, facts));
    case 'fleet':
      return mapped(service.workers(connection, parent.farmId, parent.facts.fleetId, signal), (facts) =>
        toWorkerRow(parent, facts),
      );
    case 'worker': {
      const { farmId, fleetId, facts: worker } = parent;
      const { workerId } = worker;
      return mapped(service.sessionsOfWorker(connection, farmId, fleetId, workerId, signal), (facts) => {
        const { queueId, jobId, ...life } = facts;
        const key = { connection, farmId, queueId, jobId, sessionId: life.sessionId };
        return toSessionRow(parent, key, { ...life, fleetId, workerId });
      });
    }
    case 'attempt':
    case 'session':
      return listing(() => Promise.resolve({ items: [], next: undefined }));
  }
}

/** The row that is below a row whatever the service lists: the other way in. */
export function fixedBelow(parent: FarmNode): FarmNode | undefined {
  switch (parent.kind) {
    case 'farm':
      return toFleetsRow(parent);
    case 'job':
      return toStepsRow(parent);
    default:
      return undefined;
  }
}

export function toFarmRow(connection: Connection, facts: Farm): FarmRow {
  return { kind: 'farm', id: `${connectionId(connection)}/${facts.farmId}`, connection, parent: undefined, facts };
}

export function toQueueRow(parent: FarmRow, facts: Queue): QueueRow {
  const { connection, id } = parent;
  const { farmId } = parent.facts;
  // An idle queue need not be asked what runs in it.
  const activity = facts.status === 'IDLE' ? { activeJobs: 0, runningTasks: 0, isAtLeast: false } : undefined;
  return {
    kind: 'queue',
    id: `${id}/${facts.queueId}`,
    connection,
    parent,
    farmId,
    facts,
    query: NEWEST_JOBS,
    activity,
  };
}

export function toJobRow(parent: QueueRow, facts: Job): JobRow {
  const { connection, id, farmId } = parent;
  const path = { farmId, queueId: parent.facts.queueId, jobId: facts.jobId };
  return { kind: 'job', id: `${id}/${facts.jobId}`, connection, parent, path, facts };
}

export function toSessionRow(parent: FarmNode, key: SessionKey, facts: SessionFacts): SessionRow {
  const { connection, id } = parent;
  const group = isActive(facts) ? 'active' : 'ended';
  return {
    kind: 'session',
    id: `${id}/${key.sessionId}`,
    connection,
    parent,
    key,
    facts,
    group,
    hostName: undefined,
    failure: undefined,
    work: undefined,
  };
}

export function toFleetsRow(parent: FarmRow): FleetsRow {
  const { connection, id, facts } = parent;
  return { kind: 'fleets', id: `${id}/fleets`, connection, parent, farmId: facts.farmId };
}

export function toFleetRow(parent: FleetsRow, facts: Fleet): FleetRow {
  const { connection, id, farmId } = parent;
  return { kind: 'fleet', id: `${id}/${facts.fleetId}`, connection, parent, farmId, facts };
}

export function toWorkerRow(parent: FleetRow, facts: Worker): WorkerRow {
  const { connection, id, farmId } = parent;
  const { fleetId } = parent.facts;
  return { kind: 'worker', id: `${id}/${facts.workerId}`, connection, parent, farmId, fleetId, facts };
}

export function toStepsRow(parent: JobRow): StepsRow {
  const { connection, id, path } = parent;
  return { kind: 'steps', id: `${id}/steps`, connection, parent, path };
}

export function toStepRow(parent: StepsRow, facts: Step): StepRow {
  const { connection, id } = parent;
  const path = { ...parent.path, stepId: facts.stepId };
  return { kind: 'step', id: `${id}/${facts.stepId}`, connection, parent, path, facts };
}

export function toTasksRow(parent: StepRow, group: StatusGroup): TasksRow {
  const { connection, id, path } = parent;
  return { kind: 'tasks', id: `${id}/${encodeURIComponent(group.name)}`, connection, parent, path, group };
}

export function toTaskRow(parent: StepRow | TasksRow, facts: Task): TaskRow {
  const { connection, id } = parent;
  const path = { ...parent.path, taskId: facts.taskId };
  return {
    kind: 'task',
    id: `${id}/${facts.taskId}`,
    connection,
    parent,
    path,
    facts,
    hostName: undefined,
    tries: undefined,
  };
}

export function toAttemptRow(parent: TaskRow, facts: SessionAction): AttemptRow {
  const { connection, id } = parent;
  const { farmId, queueId, jobId } = parent.path;
  const key = { connection, farmId, queueId, jobId, sessionId: sessionOfAction(facts.sessionActionId) };
  return { kind: 'attempt', id: `${id}/${facts.sessionActionId}`, connection, parent, key, facts, hostName: undefined };
}

const GROUPS: readonly SessionRow['group'][] = ['active', 'failed', 'ended'];

/**
 * Sessions as people ask for them: active ones, then failed ones, then the others, each the newest first. Steps with failed tasks
 * first. Tasks and attempts as `taskOrder` says. Other rows stay.
 */
export function inOrder(nodes: readonly FarmNode[]): readonly FarmNode[] {
  return nodes
    .map((node, index) => ({ node, index }))
    .sort((a, b) => compareRows(a.node, b.node) || a.index - b.index)
    .map(({ node }) => node);
}

function compareRows(a: FarmNode, b: FarmNode): number {
  if (a.kind === 'session' && b.kind === 'session') {
    return (
      GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group) ||
      (b.facts.endedAtMs ?? b.facts.startedAtMs) - (a.facts.endedAtMs ?? a.facts.startedAtMs)
    );
  }
  if (a.kind === 'step' && b.kind === 'step') {
    return Number(hasFailures(b.facts)) - Number(hasFailures(a.facts));
  }
  if (a.kind === 'task' && b.kind === 'task') {
    return compareTasks(a.facts, b.facts);
  }
  return a.kind === 'attempt' && b.kind === 'attempt' ? compareAttempts(a.facts, b.facts) : 0;
}

function hasFailures({ taskRunStatusCounts }: Step): boolean {
  return (taskRunStatusCounts.FAILED ?? 0) > 0;
}

/** Pages without a row that are read on from at once: lists that stand in for a search have many. */
const MOST_EMPTY = 20;

function withoutEmptyPages<T>(items: Listing<T>): Listing<T> {
  return listing(async (token) => {
    let page = await items.page(token);
    for (let empty = 0; page.items.length === 0 && page.next !== undefined && empty < MOST_EMPTY; empty++) {
      page = await items.page(page.next);
    }
    return page;
  });
}

function mapped<T>(items: Listing<T>, toRow: (item: T) => FarmNode): Listing<FarmNode> {
  return listing(async (token) => {
    const page = await items.page(token);
    return { ...page, items: page.items.map(toRow) };
  });
}
