/** What a story is made of; times are relative to the moment the farm was opened. */
import type { Beat } from './beats';
import type { Shift } from './generated';

/** A job and what became of it. */
export interface JobStory {
  /** The queue's name. */
  readonly queue: string;
  readonly name: string;
  readonly description?: string;
  readonly priority?: number;
  readonly lifecycleStatus?: string;
  readonly lifecycleStatusMessage?: string;
  readonly createdMinutesAgo: number;
  readonly step: string;
  readonly tasks: number;
  readonly firstFrame?: number;
  /** Other parameters that every task has, e.g. `{ Camera: 'front' }`. */
  readonly parameters?: Readonly<Record<string, string>>;
  readonly sessions?: readonly SessionStory[];
  /** Generated sessions, in place of told ones. */
  readonly shift?: {
    readonly shift: Shift;
    readonly fleet: string;
    readonly firstSlot: number;
    readonly example: number;
  };
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
