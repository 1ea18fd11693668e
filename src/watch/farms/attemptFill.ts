import type { Fault } from '../../core/errors';
import type { AttemptRow } from '../../core/farm/farmNode';
import type { Filling } from './filling';

/** How attempts ended: exit codes and messages, which lists do not tell. One call for a hundred; none for those that succeeded. */
export async function fillAttempts({ service, shelf, nodes, signal }: Filling): Promise<readonly Fault[]> {
  const asked = shelf.rows.filter((row) => row.kind === 'attempt').filter(lacksResult);
  if (asked.length === 0) {
    return [];
  }
  const parts = await service.fetchActions(
    asked.map(({ key, facts }) => ({ key, sessionActionId: facts.sessionActionId })),
    signal,
  );
  for (const [index, attempt] of asked.entries()) {
    const part = parts[index];
    if (part?.ok && part.value) {
      nodes.paint(attempt, { facts: part.value });
    }
  }
  return parts.flatMap((part) => (part.ok ? [] : [part.fault]));
}

/** Not all that fail have an exit code; an action with a message was read in full. */
function lacksResult({ facts }: AttemptRow): boolean {
  const { status, processExitCode, progressMessage } = facts;
  const isPlain = status === 'SUCCEEDED' || status === 'NEVER_ATTEMPTED';
  return !isPlain && processExitCode === undefined && progressMessage === undefined;
}
