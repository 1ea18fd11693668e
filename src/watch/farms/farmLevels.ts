/** What is below each row of the farm's tree: the list it comes from, and the rows it becomes. */
import { type Listing, NEWEST_JOBS, listing } from '../../core/farm';
import type { FarmNode, FarmRow, JobRow, QueueRow, SessionFacts, SessionRow } from '../../core/farmNode';
import type { FarmDirectory } from '../../core/ports';
import type { Farm, Job, Queue } from '../../core/session';
import { type Place, type SessionKey, placeId } from '../../core/sessionKey';
import { isActive } from '../../core/status';

/** The farms of one place. */
export function listFarms(service: FarmDirectory, place: Place, signal: AbortSignal): Listing<FarmNode> {
  return mapped(service.farms(place, signal), (facts) => toFarmRow(place, facts));
}

/** What the service lists below a row. */
export function listBelow(service: FarmDirectory, parent: FarmNode, signal: AbortSignal): Listing<FarmNode> {
  const { place, id } = parent;
  switch (parent.kind) {
    case 'farm':
      return mapped(service.queues(place, parent.facts.farmId, signal), (facts) => toQueueRow(parent, facts));
    case 'queue':
      return mapped(service.jobs(place, parent.farmId, [parent.facts.queueId], parent.query, signal), (facts) =>
        toJobRow(parent, facts),
      );
    case 'job': {
      const { farmId, queueId, jobId } = parent.path;
      return mapped(service.sessions(place, farmId, queueId, jobId, signal), (facts) =>
        toSessionRow(parent, { place, ...parent.path, sessionId: facts.sessionId }, facts),
      );
    }
    case 'steps': {
      const { path } = parent;
      return mapped(service.steps(place, path, signal), (facts) => ({
        kind: 'step',
        id: `${id}/${facts.stepId}`,
        place,
        parent,
        path,
        facts,
      }));
    }
    case 'fleets': {
      const { farmId } = parent;
      return mapped(service.fleets(place, farmId, signal), (facts) => ({
        kind: 'fleet',
        id: `${id}/${facts.fleetId}`,
        place,
        parent,
        farmId,
        facts,
      }));
    }
    case 'fleet': {
      const { farmId, facts: fleet } = parent;
      return mapped(service.workers(place, farmId, fleet.fleetId, signal), (facts) => ({
        kind: 'worker',
        id: `${id}/${facts.workerId}`,
        place,
        parent,
        farmId,
        fleetId: fleet.fleetId,
        facts,
      }));
    }
    case 'worker': {
      const { farmId, fleetId, facts: worker } = parent;
      const { workerId } = worker;
      return mapped(service.sessionsOfWorker(place, farmId, fleetId, workerId, signal), (facts) => {
        const { queueId, jobId, ...life } = facts;
        const key = { place, farmId, queueId, jobId, sessionId: life.sessionId };
        return toSessionRow(parent, key, { ...life, fleetId, workerId });
      });
    }
    case 'step':
    case 'session':
      return listing(() => Promise.resolve({ items: [], next: undefined }));
  }
}

/** The row that is below a row whatever the service lists: the other way in. */
export function fixedBelow(parent: FarmNode): FarmNode | undefined {
  const { place, id } = parent;
  switch (parent.kind) {
    case 'farm':
      return { kind: 'fleets', id: `${id}/fleets`, place, parent, farmId: parent.facts.farmId };
    case 'job':
      return { kind: 'steps', id: `${id}/steps`, place, parent, path: parent.path };
    default:
      return undefined;
  }
}

export function toFarmRow(place: Place, facts: Farm): FarmRow {
  return { kind: 'farm', id: `${placeId(place)}/${facts.farmId}`, place, parent: undefined, facts };
}

export function toQueueRow(parent: FarmRow, facts: Queue): QueueRow {
  const { place, id } = parent;
  const { farmId } = parent.facts;
  // An idle queue need not be asked what runs in it.
  const activity = facts.status === 'IDLE' ? { activeJobs: 0, runningTasks: 0, isAtLeast: false } : undefined;
  return { kind: 'queue', id: `${id}/${facts.queueId}`, place, parent, farmId, facts, query: NEWEST_JOBS, activity };
}

export function toJobRow(parent: QueueRow, facts: Job): JobRow {
  const { place, id, farmId } = parent;
  const path = { farmId, queueId: parent.facts.queueId, jobId: facts.jobId };
  return { kind: 'job', id: `${id}/${facts.jobId}`, place, parent, path, facts };
}

export function toSessionRow(parent: FarmNode, key: SessionKey, facts: SessionFacts): SessionRow {
  const { place, id } = parent;
  const group = isActive(facts) ? 'active' : 'ended';
  return { kind: 'session', id: `${id}/${key.sessionId}`, place, parent, key, facts, group, hostName: undefined };
}

const GROUPS: readonly SessionRow['group'][] = ['active', 'failed', 'ended'];

/** Sessions as people ask for them: active ones, then failed ones, then the others, each the newest first. Other rows stay. */
export function inOrder(nodes: readonly FarmNode[]): readonly FarmNode[] {
  return nodes.every(({ kind }) => kind === 'session')
    ? nodes
        .filter((node) => node.kind === 'session')
        .sort(
          (a, b) =>
            GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group) ||
            (b.facts.endedAtMs ?? b.facts.startedAtMs) - (a.facts.endedAtMs ?? a.facts.startedAtMs),
        )
    : nodes;
}

function mapped<T>(items: Listing<T>, toRow: (item: T) => FarmNode): Listing<FarmNode> {
  return listing(async (token) => {
    const page = await items.page(token);
    return { ...page, items: page.items.map(toRow) };
  });
}
