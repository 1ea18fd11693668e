import { type Sequence, computed, sequenceOf } from '../../sequence';
import type { Sealer } from '../../sealedId';
import { type Shift, sessionsOfPlace, shiftMs } from './generated';
import { hostOf } from '../hosts';
import type { FleetLayout } from '../layout';
import type { RetryCrew } from '../changes/retries';
import type { FleetRecord, JobRecord, SessionRecord, WorkerRecord } from '../model';

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

/** A single worker, there for one session of a story. On premise it stays; in the cloud it stops and is deleted some time later. */
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

/** The workers that render one job after the other without end. They are replaced in turn, every few jobs. */
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

/** Workers that stand by to run tasks again have places from here on. */
const FIRST_STANDBY = 90_000;
const STANDBY_WORKERS = 8;

/** A few workers that run tasks again when callers ask for it. Until then none of them is in the fleet. */
export function standbyCrew(fleet: FleetPlace): { readonly pool: Pool; readonly crew: RetryCrew } {
  const workers = new Map<number, { readonly worker: WorkerRecord; readonly sessions: (() => SessionRecord)[] }>();
  const at = (number: number, nowMs: number): NonNullable<ReturnType<typeof workers.get>> => {
    const known = workers.get(number);
    if (known) {
      return known;
    }
    const sessions: (() => SessionRecord)[] = [];
    const worker = workerAt(
      fleet,
      FIRST_STANDBY + number,
      0,
      () => computed(sessions.length, (index) => sequenceOf(sessions).at(index)()),
      // Standing by means that the host has booted before.
      { createdAtMs: nowMs - 5 * MINUTE, stoppedAtMs: Infinity, deletedAtMs: Infinity },
    );
    const made = { worker, sessions };
    workers.set(number, made);
    return made;
  };
  return {
    pool: {
      worker: (slot, generation) => (generation === 0 ? workers.get(slot - FIRST_STANDBY)?.worker : undefined),
      around: () => [...workers.values()].map(({ worker }) => worker),
    },
    crew: {
      size: STANDBY_WORKERS,
      freeAtMs: [],
      worker: (number, nowMs) => at(number, nowMs).worker,
      give: (number, session) => {
        workers.get(number)?.sessions.push(session);
      },
    },
  };
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

/** A worker at a place of a fleet; ids follow from the place and how many workers were there before it. */
export function workerAt(
  { record, layout, index, sealer }: FleetPlace,
  slot: number,
  generation: number,
  sessions: () => Sequence<SessionRecord>,
  life: Pick<WorkerRecord, 'createdAtMs' | 'stoppedAtMs' | 'deletedAtMs'>,
): WorkerRecord {
  return {
    workerId: sealer.seal('worker', index, slot, generation),
    fleet: record,
    // On premises the machine stays when a worker is set up again.
    host: layout.hosting === 'onPremise' ? hostOf(layout, slot) : hostOf(layout, slot, generation),
    ...life,
    sessions,
  };
}
