import type { FarmViewRow } from '../../render/farms/ownRows';
import type { Watchable } from '../../core/farm/watchable';

/** What a row of the Farms view is; undefined for what cannot be watched. */
export function watchableRow(row: FarmViewRow): Watchable | undefined {
  switch (row.kind) {
    case 'session':
      return { kind: 'session', key: row.key };
    case 'job':
      return { kind: 'job', key: { connection: row.connection, ...row.path } };
    case 'worker': {
      const { connection, farmId, fleetId, facts } = row;
      return { kind: 'worker', key: { connection, farmId, fleetId, workerId: facts.workerId } };
    }
    case 'queue':
      return { kind: 'queue', key: { connection: row.connection, farmId: row.farmId, queueId: row.facts.queueId } };
    default:
      return undefined;
  }
}
