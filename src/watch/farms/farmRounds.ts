/** Reading rows again that can still change, many at a time. */
import { toFault } from '../../core/errors';
import { isSettled } from '../../core/farm';
import type { FarmNode, JobRow, SessionRow } from '../../core/farmNode';
import type { FarmDirectory, SessionSource } from '../../core/ports';
import { placeId } from '../../core/sessionKey';
import { isActive } from '../../core/status';
import type { FarmNodes } from './farmNodes';

/** What one round brought besides new facts. */
export interface RoundErrors {
  readonly errors: readonly unknown[];
  /** The longest that the service asked us to stay away. */
  readonly retryAfterMs: number | undefined;
}

const BATCH = 100;

/** Jobs and sessions that are not over. */
export function rowsInMotion(nodes: readonly FarmNode[]): readonly (JobRow | SessionRow)[] {
  return nodes.filter(
    (node): node is JobRow | SessionRow =>
      (node.kind === 'job' && !isSettled(node.facts)) || (node.kind === 'session' && isActive(node.facts)),
  );
}

/**
 * Reads a hundred rows of one kind and place again, with one call; the other rows have their turn in later rounds. Rejects only
 * when aborted.
 */
export async function readAgain(
  service: FarmDirectory & SessionSource,
  rows: readonly (JobRow | SessionRow)[],
  nodes: FarmNodes,
  turn: number,
  signal: AbortSignal,
): Promise<RoundErrors> {
  const groups = new Map<string, (JobRow | SessionRow)[]>();
  for (const row of rows) {
    const id = `${row.kind} ${placeId(row.place)}`;
    groups.set(id, [...(groups.get(id) ?? []), row]);
  }
  const hundreds = [...groups.values()].flatMap((group) =>
    Array.from({ length: Math.ceil(group.length / BATCH) }, (_, index) =>
      group.slice(index * BATCH, (index + 1) * BATCH),
    ),
  );
  const asked = hundreds[turn % hundreds.length] ?? [];
  try {
    const jobs = asked.filter((row) => row.kind === 'job');
    const sessions = asked.filter((row) => row.kind === 'session');
    const place = asked[0]?.place;
    if (place && jobs.length > 0) {
      const parts = await service.fetchJobs(
        place,
        jobs.map(({ path }) => path),
        signal,
      );
      parts.forEach((part, index) => {
        const row = jobs[index];
        if (row && part.ok) {
          nodes.paint(row, { facts: { ...row.facts, ...part.value } });
        }
      });
    }
    if (sessions.length > 0) {
      const parts = await service.fetchSessions(
        sessions.map(({ key }) => key),
        signal,
      );
      parts.forEach((part, index) => {
        const row = sessions[index];
        if (row && part.ok) {
          const { endedAtMs, lifecycleStatus, targetLifecycleStatus } = part.value;
          nodes.paint(row, { facts: { ...row.facts, endedAtMs, lifecycleStatus, targetLifecycleStatus } });
        }
      });
    }
    return { errors: [], retryAfterMs: undefined };
  } catch (error) {
    signal.throwIfAborted();
    return { errors: [error], retryAfterMs: toFault(error).retryAfterMs };
  }
}
