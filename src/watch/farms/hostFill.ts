import type { Fault } from '../../core/errors';
import type { AttemptRow, FarmNode, SessionRow, TaskRow } from '../../core/farm/farmNode';
import { sessionOfAction } from '../../core/ids';
import type { SessionKey } from '../../core/session/sessionKey';
import type { Filling } from './filling';

/** A row that ran somewhere, and the session that tells where. */
interface Ran {
  readonly row: SessionRow | TaskRow | AttemptRow;
  readonly key: SessionKey;
  /** What its host is kept by. */
  readonly id: string;
}

/** Where rows ran: one call for a hundred sessions whose hosts were not asked for before. */
export async function fillHosts({ service, shelf, nodes, hosts, signal }: Filling): Promise<readonly Fault[]> {
  const ran = shelf.rows.flatMap((row) => toRan(row) ?? []);
  const unknown = new Map(ran.filter(({ id }) => !hosts.has(id)).map((one) => [one.id, one]));
  const asked = [...unknown.values()];
  const parts =
    asked.length === 0
      ? []
      : await service.fetchSessions(
          asked.map(({ key }) => key),
          signal,
        );
  for (const [index, { id }] of asked.entries()) {
    const part = parts[index];
    hosts.set(id, part?.ok ? part.value.host.hostName : undefined);
  }
  for (const { row, id } of ran) {
    nodes.paint(row, { hostName: hosts.get(id) });
  }
  return parts.flatMap((part) => (part.ok ? [] : [part.fault]));
}

function toRan(row: FarmNode): Ran | undefined {
  switch (row.kind) {
    case 'session':
      return { row, key: row.key, id: row.facts.workerId };
    case 'attempt':
      return { row, key: row.key, id: row.key.sessionId };
    case 'task': {
      const { latestSessionActionId } = row.facts;
      const { farmId, queueId, jobId } = row.path;
      const sessionId = latestSessionActionId && sessionOfAction(latestSessionActionId);
      return (
        sessionId && { row, key: { connection: row.connection, farmId, queueId, jobId, sessionId }, id: sessionId }
      );
    }
    default:
      return undefined;
  }
}
