/** What the rows of a level lack once they were listed, many at a time: names, counts and outcomes that lists do not tell. */
import { findActivity } from '../../core/findJobs';
import type { FarmNode, JobRow, SessionRow } from '../../core/farmNode';
import type { SessionId } from '../../core/ids';
import type { FarmDirectory, SessionSource } from '../../core/ports';
import type { FarmNodes } from './farmNodes';
import type { Shelf } from './farmShelf';

/** Failed tasks that are looked through; a job of which so many failed has failed throughout. */
const MOST_FAILED_TASKS = 1_000;

/**
 * Below a farm: what runs in its queues, one search for ten that are not idle. Below a job: which sessions failed, one search for
 * a hundred failed tasks if there are any; and where they ran, one call for a hundred workers not seen before.
 *
 * @param hosts by worker, of those that were asked for before; others are added
 */
export async function fillLevel(
  service: FarmDirectory & SessionSource,
  shelf: Shelf,
  nodes: FarmNodes,
  hosts: Map<string, string | undefined>,
  signal: AbortSignal,
): Promise<void> {
  const { rows } = shelf;
  if (shelf.node?.kind === 'farm') {
    await fillActivity(service, shelf.node, rows, nodes, signal);
  } else if (shelf.node?.kind === 'job') {
    const sessions = rows.filter((row) => row.kind === 'session');
    await Promise.all([
      fillFailed(service, shelf.node, shelf, signal),
      fillHosts(service, sessions, nodes, hosts, signal),
    ]);
  }
}

async function fillActivity(
  service: FarmDirectory,
  { place, facts: { farmId } }: Extract<FarmNode, { kind: 'farm' }>,
  rows: readonly FarmNode[],
  nodes: FarmNodes,
  signal: AbortSignal,
): Promise<void> {
  const busy = rows.filter((row) => row.kind === 'queue').filter(({ facts }) => facts.status !== 'IDLE');
  if (busy.length === 0) {
    return;
  }
  const ids = busy.map(({ facts }) => facts.queueId);
  const activity = await findActivity(service, place, farmId, ids, signal);
  for (const queue of busy) {
    nodes.paint(queue, { activity: activity.get(queue.facts.queueId) });
  }
}

async function fillFailed(
  service: FarmDirectory,
  { place, path, facts }: JobRow,
  shelf: Shelf,
  signal: AbortSignal,
): Promise<void> {
  if (shelf.failed || !facts.taskRunStatusCounts.FAILED) {
    return;
  }
  const failed = new Set<SessionId>();
  let tasks = 0;
  for await (const page of service.failedSessions(place, path, signal)) {
    page.forEach((sessionId) => failed.add(sessionId));
    tasks += 100;
    if (tasks >= MOST_FAILED_TASKS) {
      break;
    }
  }
  shelf.failed = failed;
}

async function fillHosts(
  service: SessionSource,
  sessions: readonly SessionRow[],
  nodes: FarmNodes,
  hosts: Map<string, string | undefined>,
  signal: AbortSignal,
): Promise<void> {
  const unknown = new Map(
    sessions.filter(({ facts }) => !hosts.has(facts.workerId)).map((row) => [row.facts.workerId, row]),
  );
  const asked = [...unknown.values()];
  const parts =
    asked.length === 0
      ? []
      : await service.fetchSessions(
          asked.map(({ key }) => key),
          signal,
        );
  for (const [index, { facts }] of asked.entries()) {
    const part = parts[index];
    hosts.set(facts.workerId, part?.ok ? part.value.host.hostName : undefined);
  }
  for (const row of sessions) {
    nodes.paint(row, { hostName: hosts.get(row.facts.workerId) });
  }
}
