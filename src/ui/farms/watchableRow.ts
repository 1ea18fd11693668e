import type { FarmViewRow } from '../../render/farms/ownRows';
import type { Watchable } from '../../core/farm/watchable';

/** What a row of the Farms view is; undefined for what cannot be watched. */
export function watchableRow(row: FarmViewRow): Watchable | undefined {
  switch (row.kind) {
    case 'session':
      return { kind: 'session', key: row.key, name: row.parent?.kind === 'job' ? row.parent.facts.name : undefined };
    case 'job':
      return { kind: 'job', key: { connection: row.connection, ...row.path }, name: row.facts.name };
    case 'worker': {
      const { connection, farmId, fleetId, facts } = row;
      return {
        kind: 'worker',
        key: { connection, farmId, fleetId, workerId: facts.workerId },
        name: facts.host.hostName,
      };
    }
    case 'queue': {
      const { connection, farmId, facts } = row;
      return { kind: 'queue', key: { connection, farmId, queueId: facts.queueId }, name: facts.displayName };
    }
    default:
      return undefined;
  }
}
