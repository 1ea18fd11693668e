/**
 * Work without a story: a crew of workers renders one job after the other, round by round, without end. Everything about
 * it follows from an index, so that there may be any number of it.
 */
import { chance, hash, mix } from '../../random';
import { type Sequence, computed, rememberingLast } from '../../sequence';
import { enter, exit, failingOnce, lay, run, runs, sync } from '../stories/beats';
import type { JobRecord, PlannedAction, Program, SessionRecord, WorkerRecord } from '../model';

/** How a generated job is worked on: every worker has one session a round. */
export interface Shift {
  readonly crew: number;
  readonly rounds: number;
  readonly roundMs: number;
  readonly tasksPerSession: number;
  readonly program: Program;
  readonly environment: string;
  /** How many sessions in a hundred fail with their last task; two of them where it is not given. */
  readonly failingPercent?: number;
}

export function shiftMs({ rounds, roundMs }: Shift): number {
  return rounds * roundMs;
}

export function tasksOf({ crew, rounds, tasksPerSession }: Shift): number {
  return crew * rounds * tasksPerSession;
}

/** A generated job without its work. */
export type JobFrame = Omit<
  JobRecord,
  'sessions' | 'sessionsOfTask' | 'tally' | 'settledTask' | 'changes' | 'asPlanned'
>;

/** A job that a crew works through: session `n` is of round `n / crew` and runs its own few tasks of the one step. */
export function generatedJob(
  frame: JobFrame,
  shift: Shift,
  seed: number,
  make: {
    readonly sessionId: (index: number) => SessionRecord['sessionId'];
    readonly worker: (place: number) => WorkerRecord;
    readonly revise: (session: SessionRecord) => SessionRecord;
  },
): JobRecord {
  const { crew, rounds, roundMs, tasksPerSession } = shift;
  const fails = failuresOf(seed, frame.index, shift);
  const roundStartMs = (index: number): number => frame.createdAtMs + Math.floor(index / crew) * roundMs;
  const startMs = (index: number): number =>
    Math.round(roundStartMs(index) + roundMs * (0.015 + 0.01 * chance(seed, frame.index, index)));
  const endMs = (index: number): number => Math.round(roundStartMs(index) + roundMs * 0.998);
  const plannedAt = rememberingLast((index): SessionRecord => {
    let read: readonly PlannedAction[] | undefined;
    return {
      sessionId: make.sessionId(index),
      job,
      index,
      worker: make.worker(index % crew),
      startedAtMs: startMs(index),
      endedAtMs: endMs(index),
      logError: undefined,
      endAsked: undefined,
      plan: () =>
        (read ??= fill(shift, index, startMs(index), endMs(index), fails(index), hash(seed, frame.index, index))),
    };
  });
  const sessionAt = (index: number): SessionRecord => make.revise(plannedAt(index));
  const job: JobRecord = {
    ...frame,
    changes: undefined,
    get asPlanned() {
      return job;
    },
    sessions: computed(crew * rounds, sessionAt),
    sessionsOfTask: (_, task) => [Math.floor(task / tasksPerSession)],
    tally: (index, nowMs) => {
      // Most rounds are over or have not begun: that needs no random number.
      if (nowMs < roundStartMs(index) || (nowMs < roundStartMs(index) + roundMs && nowMs < startMs(index))) {
        return { succeeded: 0, failed: 0 };
      }
      const failed = fails(index) ? 1 : 0;
      return nowMs < endMs(index) ? undefined : { succeeded: tasksPerSession - failed, failed };
    },
    settledTask: (task, nowMs) => {
      const session = Math.floor(task / tasksPerSession);
      if (nowMs < endMs(session)) {
        return undefined;
      }
      // Whatever goes wrong in a session goes wrong with its last task.
      return fails(session) && task % tasksPerSession === tasksPerSession - 1 ? 'FAILED' : 'SUCCEEDED';
    },
  };
  return job;
}

/** How a generated job's tasks ended as a whole; undefined while it is worked on. */
export function settledStatus(
  shift: Shift,
  seed: number,
  jobIndex: number,
  createdAtMs: number,
  nowMs: number,
): 'SUCCEEDED' | 'FAILED' | undefined {
  const { crew, rounds, roundMs } = shift;
  if (nowMs < createdAtMs + rounds * roundMs) {
    return undefined;
  }
  const fails = failuresOf(seed, jobIndex, shift);
  for (let session = 0; session < crew * rounds; session++) {
    if (fails(session)) {
      return 'FAILED';
    }
  }
  return 'SUCCEEDED';
}

/** Which of a job's sessions fail. */
function failuresOf(seed: number, jobIndex: number, { failingPercent = 2 }: Shift): (session: number) => boolean {
  const ofJob = hash(seed, jobIndex, 'fails');
  return (session) => mix(ofJob ^ mix(session + 1)) < (failingPercent / 100) * 0x100000000;
}

function fill(
  shift: Shift,
  session: number,
  startedAtMs: number,
  endedAtMs: number,
  fails: boolean,
  seed: number,
): readonly PlannedAction[] {
  const { program, environment, tasksPerSession, roundMs } = shift;
  const first = session * tasksPerSession;
  const spentSeconds = roundMs / 1_000;
  const restSeconds = (endedAtMs - startedAtMs) / 1_000 - spentSeconds * 0.1 - 2.5 * (tasksPerSession + 3);
  const each = Math.max(1, (restSeconds / tasksPerSession) * 0.93);
  const good = runs(program, first, fails ? tasksPerSession - 1 : tasksPerSession, each);
  const bad = fails
    ? [
        failingOnce(
          run(program, first + tasksPerSession - 1, each * 0.7),
          1,
          'Cannot write the frame: no space left on device',
          [
            '\u001b[31mERROR\u001b[0m: [Errno 28] No space left on device',
            'openjd_fail: Cannot write the frame: no space left on device',
          ],
        ),
      ]
    : [];
  return lay(
    [
      sync(spentSeconds * 0.03),
      enter(environment, spentSeconds * 0.05),
      ...good,
      ...bad,
      exit(environment, spentSeconds * 0.01),
    ],
    startedAtMs,
    seed,
  );
}

/** A crew's sessions, seen from one place in it: over some jobs, in order. */
export function sessionsOfPlace(
  jobs: Sequence<JobRecord>,
  { crew, rounds }: Shift,
  place: number,
): Sequence<SessionRecord> {
  return computed(jobs.length * rounds, (index) =>
    jobs.at(Math.floor(index / rounds)).sessions.at((index % rounds) * crew + place),
  );
}
