/** What a story is made of; times are relative to the moment the farm was opened. */
import type { Beat } from './beats';
import type { Shift } from '../jobs/generated';
import type { JobRecord, ParameterValue } from '../model';
import type { RackShift } from '../jobs/rack';

/** A job and what became of it. */
export interface JobStory {
  /** The queue's name. */
  readonly queue: string;
  readonly name: string;
  readonly description?: string;
  readonly priority?: number;
  readonly lifecycleStatus?: string;
  readonly lifecycleStatusMessage?: string;
  /** What it has other than most jobs. */
  readonly job?: Partial<
    Pick<JobRecord, 'maxFailedTasksCount' | 'maxRetriesPerTask' | 'maxWorkerCount' | 'parameters'>
  >;
  readonly createdMinutesAgo: number;
  readonly step: string;
  readonly tasks: number;
  readonly firstFrame?: number;
  /** Frames a task, where a task is a chunk of them. */
  readonly chunk?: { readonly frames: number; readonly withoutTaskIds?: boolean };
  /** Other parameters that every task has, e.g. `{ Camera: 'front' }`. */
  readonly parameters?: Readonly<Record<string, string | ParameterValue>>;
  /** The index of a limit that each task takes one of. */
  readonly acquires?: number;
  /** The steps after the first one. */
  readonly moreSteps?: readonly {
    readonly name: string;
    readonly tasks: number;
    readonly firstFrame?: number;
    readonly dependsOn: readonly number[];
  }[];
  readonly sessions?: readonly SessionStory[];
  /** Generated sessions, in place of `sessions`. */
  readonly shift?: {
    readonly shift: Shift;
    readonly fleet: string;
    readonly firstSlot: number;
    readonly example: number;
  };
  /** A job of a rack's hosts, in place of `sessions`. */
  readonly rack?: { readonly shift: RackShift; readonly fleet: string };
  /** The name and title of the example, where the session is one. */
  readonly example?: readonly [name: string, title: string];
}

/** A session of a story's job, beat by beat. */
export interface SessionStory {
  readonly example?: readonly [name: string, title: string];
  readonly fleet: string;
  readonly minutesAgo: number;
  readonly beats: readonly Beat[];
  readonly endAsked?: { readonly secondsAgo: number; readonly graceSeconds: number };
  readonly logError?: string;
  readonly workerDeleted?: boolean;
}
