import { type Sequence, computed, concatenated } from '../sequence';
import type { RetryCrew } from './changes/retries';
import type { SessionRecord, WorkerRecord } from './model';
import { type FleetPlace, type Pool, workerAt } from './jobs/pools';

const DAY_MS = 86_400_000;

/** The fixed hosts of a rack. */
export interface Nodes {
  readonly size: number;
  readonly pool: Pool;
  /** They run tasks again as well. */
  readonly crew: RetryCrew;
  worker(host: number): WorkerRecord;
  /** Adds a job's sessions to those of the hosts. */
  addJob(createdAtMs: number, sessionsOfHost: (host: number) => Sequence<SessionRecord>): void;
}

export function rackNodes(fleet: FleetPlace, size: number, startedAtMs: number): Nodes {
  const jobs: { readonly createdAtMs: number; readonly ofHost: (host: number) => Sequence<SessionRecord> }[] = [];
  const retries = Array.from({ length: size }, (): (() => SessionRecord)[] => []);
  const makeWorkers = (): readonly WorkerRecord[] =>
    retries.map((given, host) =>
      workerAt(
        fleet,
        host,
        0,
        () =>
          concatenated([
            ...jobs.map(({ ofHost }) => ofHost(host)),
            computed(given.length, (index) => {
              const session = given[index];
              if (!session) {
                throw new RangeError(`No retry ${index} among ${given.length}`);
              }
              return session();
            }),
          ]),
        { createdAtMs: startedAtMs - (30 + (host % 7)) * DAY_MS, stoppedAtMs: Infinity, deletedAtMs: Infinity },
      ),
    );
  let made: readonly WorkerRecord[] | undefined;
  const workers = (): readonly WorkerRecord[] => (made ??= makeWorkers());
  const worker = (host: number): WorkerRecord => {
    const found = workers()[host];
    if (!found) {
      throw new RangeError(`No host ${host} among ${size}`);
    }
    return found;
  };
  return {
    size,
    worker,
    pool: {
      worker: (slot, generation) => (generation === 0 ? workers()[slot] : undefined),
      around: workers,
    },
    crew: {
      size,
      freeAtMs: [],
      worker,
      give: (host, session) => {
        retries[host]?.push(session);
      },
    },
    addJob: (createdAtMs, ofHost) => {
      jobs.push({ createdAtMs, ofHost });
      jobs.sort((a, b) => a.createdAtMs - b.createdAtMs);
    },
  };
}
