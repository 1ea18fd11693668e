import { type Sequence, computed, sequenceOf } from '../sequence';
import type { Sealer } from '../sealedId';
import { type Shift, sessionsOfPlace, shiftMs } from './generated';
import { hostOf } from './hosts';
import type { FleetLayout } from './layout';
import type { FleetRecord, JobRecord, SessionRecord, WorkerRecord } from './model';

/** Some places of a fleet and who works there, one worker after the other. */
export interface Pool {
  /** Undefined where the place or the generation is not this pool's. */
  worker(slot: number, generation: number): WorkerRecord | undefined;
  /** The workers that may exist at a moment. */
  around(nowMs: number): readonly WorkerRecord[];
}

/** A fleet as its pools need it. */
export interface FleetPlace {
  readonly record: FleetRecord;
  readonly layout: FleetLayout;
  readonly index: number;
  readonly sealer: Sealer;
}

const MINUTE = 60_000;
/** How many jobs a worker of a crew stays for. */
const JOBS_A_WORKER = 6;

/** A single worker, there for one told session. On premise it stays; in the cloud it stops and is deleted some time later. */
export function soloist(
  fleet: FleetPlace,
  slot: number,
  session: () => SessionRecord,
  span: { readonly startedAtMs: number; readonly endedAtMs: number; readonly deletedSoon: boolean },
): { readonly pool: Pool; readonly worker: WorkerRecord } {
  const stays = fleet.layout.hosting === 'onPremise';
  const worker = workerAt(fleet, slot, 0, () => sequenceOf([session()]), {
    createdAtMs: span.startedAtMs - 9 * MINUTE,
    stoppedAtMs: stays ? Infinity : span.endedAtMs + (span.deletedSoon ? 2 : 25) * MINUTE,
    deletedAtMs: stays ? Infinity : span.endedAtMs + (span.deletedSoon ? 5 : 240) * MINUTE,
  });
  return {
    worker,
    pool: {
      worker: (wanted, generation) => (wanted === slot && generation === 0 ? worker : undefined),
      around: () => [worker],
    },
  };
}

/** The workers of one generated job, there from its beginning to its end. */
export function jobCrew(
  fleet: FleetPlace,
  firstSlot: number,
  shift: Shift,
  job: () => JobRecord,
  startMs: number,
): Pool {
  return crewPool(fleet, firstSlot, shift, () => ({
    jobs: sequenceOf([job()]),
    startMs,
    generationsAt: () => [0],
  }));
}

/** The workers that render one job after the other for ever. They are replaced in turn, every few jobs. */
export function endlessCrew(
  fleet: FleetPlace,
  firstSlot: number,
  shift: Shift,
  job: (index: number) => JobRecord,
  firstJobMs: number,
): Pool {
  return crewPool(fleet, firstSlot, shift, (place, generation) => {
    const first = Math.max(0, generation * JOBS_A_WORKER - place);
    const end = (generation + 1) * JOBS_A_WORKER - place;
    return {
      jobs: computed(end - first, (index) => job(first + index)),
      startMs: firstJobMs + first * shiftMs(shift),
      generationsAt: (nowMs) => {
        const now = generationOf(Math.max(0, Math.floor((nowMs - firstJobMs) / shiftMs(shift))), place);
        return now === 0 ? [0] : [now - 1, now];
      },
    };
  });
}

/** Which worker of a place does a job. */
export function generationOf(job: number, place: number): number {
  return Math.floor((job + place) / JOBS_A_WORKER);
}

interface Duty {
  readonly jobs: Sequence<JobRecord>;
  readonly startMs: number;
  readonly generationsAt: (nowMs: number) => readonly number[];
}

function crewPool(
  fleet: FleetPlace,
  firstSlot: number,
  shift: Shift,
  dutyOf: (place: number, generation: number) => Duty,
): Pool {
  const worker = (slot: number, generation: number): WorkerRecord | undefined => {
    const place = slot - firstSlot;
    if (place < 0 || place >= shift.crew) {
      return undefined;
    }
    const { jobs, startMs } = dutyOf(place, generation);
    const stoppedAtMs = startMs + jobs.length * shiftMs(shift);
    return workerAt(fleet, slot, generation, () => sessionsOfPlace(jobs, shift, place), {
      createdAtMs: startMs - 4 * MINUTE,
      stoppedAtMs,
      deletedAtMs: stoppedAtMs + 20 * MINUTE,
    });
  };
  return {
    worker,
    around: (nowMs) =>
      Array.from({ length: shift.crew }, (_, place) => place).flatMap((place) =>
        dutyOf(place, 0)
          .generationsAt(nowMs)
          .flatMap((generation) => worker(firstSlot + place, generation) ?? []),
      ),
  };
}

function workerAt(
  { record, layout, index, sealer }: FleetPlace,
  slot: number,
  generation: number,
  sessions: () => Sequence<SessionRecord>,
  life: Pick<WorkerRecord, 'createdAtMs' | 'stoppedAtMs' | 'deletedAtMs'>,
): WorkerRecord {
  return {
    workerId: sealer.seal('worker', index, slot, generation),
    fleet: record,
    // On premise the machine stays when a worker is set up anew.
    host: layout.hosting === 'onPremise' ? hostOf(layout, slot) : hostOf(layout, slot, generation),
    ...life,
    sessions,
  };
}
