/** Sessions that run tasks once more because a caller asked for it. */
import { chance } from '../../random';
import { type Beat, enter, exit, lay, run, sync } from '../stories/beats';
import type { PlannedAction, Program, SessionRecord, WorkerRecord } from '../model';

/** Who runs the tasks of a fleet's jobs again. */
export interface RetryCrew {
  /** How many workers there are. */
  readonly size: number;
  /** A worker by its number, from 0 to `size - 1`. It is there from then on. */
  worker(number: number, nowMs: number): WorkerRecord;
  /** Adds a session to a worker's. */
  give(number: number, session: () => SessionRecord): void;
  /** When each worker is free again, in epoch milliseconds; 0 where it never worked. */
  readonly freeAtMs: number[];
}

/** One more session of a job. */
interface Retry {
  readonly crewNumber: number;
  readonly worker: WorkerRecord;
  readonly plannedAtMs: number;
  readonly startedAtMs: number;
  readonly beats: Beat[];
  /** Nothing is added any more: it is full, or its last task fails and ends it. */
  closed: boolean;
  plan: readonly PlannedAction[] | undefined;
}

/** A scheduler takes a few seconds to give a ready task to a worker. */
const SCHEDULING_MS = 4_000;
const TASKS_A_SESSION = 6;
const PAUSE_MS = 3_000;

export class Retries {
  private readonly sessions: Retry[] = [];
  private readonly byTask = new Map<string, number[]>();

  constructor(
    private readonly crew: RetryCrew | undefined,
    private readonly job: {
      /** How many sessions the job had when it was submitted; the next ones are numbered from there. */
      readonly plannedSessions: number;
      readonly environment: string;
      readonly maxWorkers: () => number;
      readonly session: (index: number) => SessionRecord;
      readonly seed: number;
    },
  ) {}

  get length(): number {
    return this.sessions.length;
  }

  /** The tasks that run again, each as `step:task`. */
  tasks(): Iterable<string> {
    return this.byTask.keys();
  }

  /** The sessions that run a task, by their index in the job. */
  sessionsOf(step: number, task: number): readonly number[] {
    return this.byTask.get(`${step}:${task}`) ?? [];
  }

  /** When a session was planned; -Infinity for those that the job was submitted with. */
  plannedAtMs(index: number): number {
    return this.sessions[index - this.job.plannedSessions]?.plannedAtMs ?? -Infinity;
  }

  /** Plans one more attempt of a task, no sooner than a moment. Without workers the task stays READY. */
  add(beat: Beat, nowMs: number, notBeforeMs = nowMs): void {
    if (!this.crew || beat.definition.kind !== 'taskRun') {
      return;
    }
    let last = this.sessions.at(-1);
    if (!last || last.closed || last.startedAtMs <= nowMs || last.startedAtMs < notBeforeMs) {
      if (last) {
        this.close(last);
      }
      last = this.open(this.crew, nowMs, notBeforeMs);
    }
    last.beats.push(beat);
    last.plan = undefined;
    const { step, task } = beat.definition;
    this.byTask.set(`${step}:${task}`, [
      ...this.sessionsOf(step, task),
      this.job.plannedSessions + this.sessions.length - 1,
    ]);
    if (beat.outcome === 'FAILED' || last.beats.length === TASKS_A_SESSION) {
      this.close(last);
    }
  }

  /** Who runs a session and when. */
  at(number: number): Pick<SessionRecord, 'worker' | 'startedAtMs' | 'endedAtMs' | 'plan'> {
    const retry = this.sessions[number];
    if (!retry) {
      throw new RangeError(`No retry ${number} among ${this.sessions.length}`);
    }
    const plan = (): readonly PlannedAction[] => this.planOf(retry);
    return {
      worker: retry.worker,
      startedAtMs: retry.startedAtMs,
      get endedAtMs() {
        return (plan().at(-1)?.endMs ?? retry.startedAtMs) + 2_400;
      },
      plan,
    };
  }

  private open(crew: RetryCrew, nowMs: number, notBeforeMs: number): Retry {
    const number = this.sessions.length;
    const max = this.job.maxWorkers();
    const size = max > 0 ? Math.min(max, crew.size) : crew.size;
    const crewNumber = freest(crew.freeAtMs, size, number);
    const startedAtMs = Math.max(
      notBeforeMs + SCHEDULING_MS + Math.round(chance(this.job.seed, number) * PAUSE_MS),
      (crew.freeAtMs[crewNumber] ?? 0) + PAUSE_MS,
    );
    const retry: Retry = {
      crewNumber,
      worker: crew.worker(crewNumber, nowMs),
      plannedAtMs: nowMs,
      startedAtMs,
      beats: [],
      closed: false,
      plan: undefined,
    };
    this.sessions.push(retry);
    crew.give(crewNumber, () => this.job.session(this.job.plannedSessions + number));
    crew.freeAtMs[crewNumber] = startedAtMs;
    return retry;
  }

  private close(retry: Retry): void {
    if (!retry.closed && this.crew) {
      retry.closed = true;
      this.crew.freeAtMs[retry.crewNumber] = this.planOf(retry).at(-1)?.endMs ?? retry.startedAtMs;
    }
  }

  private planOf(retry: Retry): readonly PlannedAction[] {
    const { environment, seed } = this.job;
    return (retry.plan ??= lay(
      [sync(5), enter(environment, 8), ...retry.beats, exit(environment, 2)],
      retry.startedAtMs,
      seed + retry.startedAtMs,
    ));
  }
}

/** What a task does when it is tried again: the same once more where its failure recurs, or else what it should. */
export function nextAttempt(
  last: PlannedAction | undefined,
  step: number,
  task: number,
  usual: { readonly program: Program; readonly seconds: number },
): Beat {
  if (last?.definition.kind !== 'taskRun') {
    return run(usual.program, task, usual.seconds, step);
  }
  const seconds = Math.max(1, (last.endMs - last.startMs) / 1_000);
  if (last.outcome !== 'FAILED' || !last.recurs) {
    return run(last.program, task, last.outcome === 'SUCCEEDED' ? seconds : usual.seconds, step);
  }
  const { definition, outcome, exitCode, message, program, lastWords, recurs, cancel } = last;
  const beat = { definition, outcome, exitCode, message, program, lastWords, recurs, seconds };
  return cancel && cancel.reason !== 'asked'
    ? { ...beat, canceled: { secondsBeforeEnd: (last.endMs - cancel.atMs) / 1_000, reason: cancel.reason } }
    : beat;
}

/** The worker that is free first; among equals another one each time. */
function freest(freeAtMs: readonly number[], size: number, turn: number): number {
  let best = turn % size;
  for (let step = 1; step < size; step++) {
    const number = (turn + step) % size;
    if ((freeAtMs[number] ?? 0) < (freeAtMs[best] ?? 0)) {
      best = number;
    }
  }
  return best;
}
