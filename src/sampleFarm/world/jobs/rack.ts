/**
 * Jobs that fail a lot, on a rack of fixed hosts: who runs which task, and which task fails of what, follows from a seed. A job is
 * worked out as a whole when it is first read; its plans and logs are written when they are asked for.
 */
import { chance, hash } from '../../random';
import { type Sequence, computed, rememberingLast } from '../../sequence';
import { type Beat, enter, exit, failing, lay, run, sync } from '../stories/beats';
import { type PlantedCause, plantedEnding } from './causes';
import type { JobFrame } from './generated';
import type { JobRecord, PlannedAction, PlantedFailure, SessionRecord, WorkerRecord } from '../model';

/** How much of a rack's job fails, and of what. */
export interface RackShift {
  readonly layers: readonly string[];
  readonly firstFrame: number;
  /** Tasks in all: frames by layers. */
  readonly tasks: number;
  /** How many fail in all; what the other causes leave of them are crashes. */
  readonly failures: number;
  /** How many tasks one host fails, whatever they are, and which host it is. */
  readonly badHost: { readonly host: number; readonly failures: number };
  /** From this task on the license server is down, until this many tasks failed for it. */
  readonly outage: { readonly fromTask: number; readonly failures: number } | undefined;
  /** Tasks that fail on every host. */
  readonly faulty: readonly {
    readonly cause: PlantedCause;
    readonly layer?: string;
    readonly firstFrame: number;
    readonly frames: number;
  }[];
}

/** One session of a rack's job: a few tasks in a row, of which the last may fail. */
interface RackSession {
  readonly host: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly firstTask: number;
  readonly taskCount: number;
  readonly cause: PlantedCause | undefined;
}

/** What happens to each task, decided before the story is played. */
interface RackPlan {
  readonly sessions: readonly RackSession[];
  readonly sessionOfTask: Uint32Array;
  readonly ofHost: readonly (readonly number[])[];
}

const RACK_ENVIRONMENT = 'Maya';
const TASKS_A_SESSION = 8;
const TASK_SECONDS = 64;
const BEFORE_TASKS = 2;

export function rackJob(
  frame: JobFrame,
  shift: RackShift,
  seed: number,
  make: {
    readonly hosts: number;
    readonly sessionId: (index: number) => SessionRecord['sessionId'];
    readonly worker: (host: number) => WorkerRecord;
    readonly revise: (session: SessionRecord) => SessionRecord;
  },
): {
  readonly job: JobRecord;
  readonly sessionsOfHost: (host: number) => Sequence<SessionRecord>;
  readonly failures: () => readonly PlantedFailure[];
} {
  const ofJob = hash(seed, frame.index, 'rack');
  let known: RackPlan | undefined;
  const plan = (): RackPlan => (known ??= planRack(shift, make.hosts, frame.createdAtMs + 40_000, ofJob));
  const at = (index: number): RackSession => {
    const session = plan().sessions[index];
    if (!session) {
      throw new RangeError(`No session ${index} among ${plan().sessions.length}`);
    }
    return session;
  };
  const plannedAt = rememberingLast((index): SessionRecord => {
    const session = at(index);
    let read: readonly PlannedAction[] | undefined;
    return {
      sessionId: make.sessionId(index),
      job,
      index,
      worker: make.worker(session.host),
      startedAtMs: session.startMs,
      endedAtMs: session.endMs,
      logError: undefined,
      endAsked: undefined,
      plan: () => (read ??= lay(beatsOf(session, shift, ofJob), session.startMs, hash(ofJob, index))),
    };
  });
  const sessionAt = (index: number): SessionRecord => make.revise(plannedAt(index));
  const sessionOfTask = (task: number): number => plan().sessionOfTask[task] ?? 0;
  const fails = (task: number): boolean => {
    const { cause, firstTask, taskCount } = at(sessionOfTask(task));
    return cause !== undefined && task === firstTask + taskCount - 1;
  };
  const job: JobRecord = {
    ...frame,
    changes: undefined,
    get asPlanned() {
      return job;
    },
    get sessions() {
      return computed(plan().sessions.length, sessionAt);
    },
    sessionsOfTask: (_, task) => [sessionOfTask(task)],
    tally: (index, nowMs) => {
      const { startMs, endMs, taskCount, cause } = at(index);
      if (nowMs < startMs) {
        return { succeeded: 0, failed: 0 };
      }
      const failed = cause ? 1 : 0;
      return nowMs < endMs ? undefined : { succeeded: taskCount - failed, failed };
    },
    settledTask: (task, nowMs) =>
      nowMs < at(sessionOfTask(task)).endMs ? undefined : fails(task) ? 'FAILED' : 'SUCCEEDED',
  };
  return {
    job,
    sessionsOfHost: (host) => {
      const indexes = plan().ofHost[host] ?? [];
      return computed(indexes.length, (place) => sessionAt(indexes[place] ?? 0));
    },
    failures: () =>
      plan().sessions.flatMap(({ cause, firstTask, taskCount }, index) =>
        cause
          ? [
              {
                task: firstTask + taskCount - 1,
                cause,
                session: sessionAt(index),
                action: BEFORE_TASKS + taskCount - 1,
              },
            ]
          : [],
      ),
  };
}

/** e.g. frame 1003 of layer `fog` */
export function frameOf({ layers, firstFrame }: RackShift, task: number): { frame: number; layer: string } {
  return { frame: firstFrame + Math.floor(task / layers.length), layer: layers[task % layers.length] ?? '' };
}

/** Gives the tasks to the hosts in turn, as they become free. */
function planRack(shift: RackShift, hosts: number, startMs: number, seed: number): RackPlan {
  const freeAtMs = Array.from(
    { length: hosts },
    (_, host) => startMs + Math.round(chance(seed, host, 'boot') * 90_000),
  );
  const sessions: RackSession[] = [];
  const sessionOfTask = new Uint32Array(shift.tasks);
  const ofHost = freeAtMs.map((): number[] => []);
  const causes = new Causes(shift, seed);
  for (let next = 0; next < shift.tasks;) {
    const host = freeAtMs.reduce((best, ms, index) => (ms < (freeAtMs[best] ?? 0) ? index : best), 0);
    const begin = freeAtMs[host] ?? startMs;
    const firstTask = next;
    let cause: PlantedCause | undefined;
    while (next < shift.tasks && next - firstTask < TASKS_A_SESSION && cause === undefined) {
      cause = causes.of(next, host);
      sessionOfTask[next++] = sessions.length;
    }
    const taskCount = next - firstTask;
    // No beat takes more than 6 % longer than it should, or pauses longer than 1.6 s.
    const endMs = begin + Math.round(1_060 * (16 + taskCount * TASK_SECONDS) + 1_700 * (taskCount + 5));
    ofHost[host]?.push(sessions.length);
    sessions.push({ host, startMs: begin, endMs, firstTask, taskCount, cause });
    freeAtMs[host] = endMs + 4_000 + Math.round(chance(seed, sessions.length) * 6_000);
  }
  return { sessions, sessionOfTask, ofHost };
}

/** Says of each task in turn why it fails, so that the job has exactly as many failures as it should. */
class Causes {
  private failed = 0;
  private onBadHost = 0;
  private inOutage = 0;
  private readonly faulty: readonly (PlantedCause | undefined)[];
  private faultyAhead: number;

  constructor(
    private readonly shift: RackShift,
    private readonly seed: number,
  ) {
    this.faulty = Array.from({ length: shift.tasks }, (_, task) => faultOf(shift, task));
    this.faultyAhead = this.faulty.filter((cause) => cause !== undefined).length;
  }

  of(task: number, host: number): PlantedCause | undefined {
    const planned = this.faulty[task];
    if (planned) {
      this.faultyAhead--;
    }
    const cause = this.circumstance(task, host) ?? planned ?? (this.crashes(task) ? 'crash' : undefined);
    if (cause) {
      this.failed++;
    }
    return cause;
  }

  private circumstance(task: number, host: number): PlantedCause | undefined {
    const { badHost, outage } = this.shift;
    if (host === badHost.host && this.onBadHost < badHost.failures && chance(this.seed, task, 'lucky') > 0.06) {
      this.onBadHost++;
      return 'storage';
    }
    if (outage && task >= outage.fromTask && this.inOutage < outage.failures) {
      this.inOutage++;
      return 'license';
    }
    return undefined;
  }

  /** Spreads what is still missing evenly over the tasks that are left. */
  private crashes(task: number): boolean {
    const { tasks, failures, badHost, outage } = this.shift;
    const circumstances = badHost.failures - this.onBadHost + ((outage?.failures ?? 0) - this.inOutage);
    const missing = failures - this.failed - this.faultyAhead - circumstances;
    const healthy = tasks - task - this.faultyAhead - circumstances;
    return missing > 0 && chance(this.seed, task, 'crash') * Math.max(1, healthy) < missing;
  }
}

function faultOf(shift: RackShift, task: number): PlantedCause | undefined {
  const { frame, layer } = frameOf(shift, task);
  return shift.faulty.find(
    (fault) => (fault.layer ?? layer) === layer && frame >= fault.firstFrame && frame < fault.firstFrame + fault.frames,
  )?.cause;
}

function beatsOf({ firstTask, taskCount, cause }: RackSession, shift: RackShift, seed: number): readonly Beat[] {
  const tasks = Array.from({ length: taskCount }, (_, index) => run('mayaArnold', firstTask + index, TASK_SECONDS));
  const last = tasks.at(-1);
  if (cause && last) {
    const task = firstTask + taskCount - 1;
    const { exitCode, message, lastWords, recurs } = plantedEnding(
      cause,
      frameOf(shift, task).frame,
      hash(seed, task, 'words'),
    );
    const seconds = TASK_SECONDS * (cause === 'license' ? 0.2 : 0.35 + 0.5 * chance(seed, task, 'until'));
    tasks[taskCount - 1] = { ...failing({ ...last, seconds }, exitCode, message, lastWords), recurs };
  }
  return [sync(4), enter(RACK_ENVIRONMENT, 10), ...tasks, exit(RACK_ENVIRONMENT, 2)];
}
