/** What the rows of a level lack once they were listed, many at a time: names, counts and outcomes that lists do not tell. */
import { findActivity } from '../../core/search/findJobs';
import { type Fault, sameFault, toFault } from '../../core/errors';
import type { FarmRow, JobRow, SessionFailure } from '../../core/farm/farmNode';
import { type SessionId, sessionOfAction } from '../../core/ids';
import type { Task } from '../../core/session/session';
import { fillAttempts } from './attemptFill';
import type { Filling } from './filling';
import { fillWork } from './workFill';
import { fillHosts } from './hostFill';

/** Pages of a hundred failed tasks that are looked through; a job of which so many failed has failed throughout. */
const MOST_FAILED_PAGES = 10;

/** Finds out one thing that rows lack; resolves with the faults of what could not be read. */
type Fill = (filling: Filling) => Promise<readonly Fault[]>;

/**
 * Below a farm: what runs in its queues, one search for ten that are not idle. Below a job: which sessions failed, one search for
 * a hundred failed tasks if there are any; and where they ran, one call for a hundred workers not seen before. Of tasks: where they
 * ran last, one call for a hundred sessions; of attempts also how they ended. Below a worker: what its sessions were about and how they
 * went.
 *
 * @returns why some of it is missing, each reason once. Rejects only when aborted.
 */
export async function fillLevel(filling: Filling): Promise<readonly Fault[]> {
  const faults = (await Promise.all(fillsOf(filling).map((fill) => faultsOf(fill, filling)))).flat();
  return faults.filter((fault, index) => faults.findIndex((one) => sameFault(one, fault)) === index);
}

function fillsOf({ shelf: { node } }: Filling): readonly Fill[] {
  switch (node?.kind) {
    case 'farm':
      return [(filling) => fillActivity(node, filling)];
    case 'job':
      return [(filling) => fillFailed(node, filling), fillHosts];
    case 'step':
    case 'tasks':
      return [fillHosts];
    case 'task':
      return [fillHosts, fillAttempts];
    case 'worker':
      return [fillWork];
    default:
      return [];
  }
}

async function faultsOf(fill: Fill, filling: Filling): Promise<readonly Fault[]> {
  try {
    return await fill(filling);
  } catch (error) {
    filling.signal.throwIfAborted();
    return [toFault(error)];
  }
}

async function fillActivity(
  { connection, facts: { farmId } }: FarmRow,
  { service, shelf, nodes, signal }: Filling,
): Promise<readonly Fault[]> {
  const busy = shelf.rows.filter((row) => row.kind === 'queue').filter(({ facts }) => facts.status !== 'IDLE');
  if (busy.length > 0) {
    const ids = busy.map(({ facts }) => facts.queueId);
    const activity = await findActivity(service, connection, farmId, ids, signal);
    for (const queue of busy) {
      nodes.paint(queue, { activity: activity.get(queue.facts.queueId) });
    }
  }
  return [];
}

async function fillFailed(
  { connection, path, facts }: JobRow,
  { service, shelf, signal }: Filling,
): Promise<readonly Fault[]> {
  if (shelf.failed || !facts.taskRunStatusCounts.FAILED) {
    return [];
  }
  const failed = new Map<SessionId, SessionFailure>();
  const list = service.tasks(connection, path, { stepId: undefined, statuses: ['FAILED'] }, signal);
  let next: string | undefined;
  for (let pages = 0; pages < MOST_FAILED_PAGES && (pages === 0 || next !== undefined); pages++) {
    const page = await list.page(next);
    next = page.next;
    page.items.forEach((task) => {
      addFailure(failed, task);
    });
  }
  shelf.failed = failed;
  return [];
}

function addFailure(failed: Map<SessionId, SessionFailure>, { latestSessionActionId, stepId, parameters }: Task): void {
  if (latestSessionActionId !== undefined) {
    const sessionId = sessionOfAction(latestSessionActionId);
    const known = failed.get(sessionId);
    failed.set(sessionId, known ? { ...known, others: known.others + 1 } : { task: { stepId, parameters }, others: 0 });
  }
}
