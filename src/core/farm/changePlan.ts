/** A change of run statuses before it is asked for, and what became of it. */
import type { Fault } from '../errors';
import type { JobId } from '../ids';
import type { Job, Step, Task } from '../session/session';
import type { Connection } from '../session/sessionKey';
import type { JobPath } from './farm';
import type { DependentEffect, LeftReason, RunStatusWish } from './runStatusChange';
import type { StepPath, TaskPath } from './tasks';

/** Which things a person wants to change, all of one kind and connection. */
export type Chosen =
  | { readonly kind: 'tasks'; readonly paths: readonly TaskPath[] }
  | { readonly kind: 'steps'; readonly paths: readonly StepPath[] }
  | { readonly kind: 'jobs'; readonly paths: readonly JobPath[] };

/** What a change would do to the chosen things, and what it means for others. */
export type ChangePlan = { readonly wish: RunStatusWish; readonly connection: Connection } & Surroundings &
  (
    | ({ readonly kind: 'tasks' } & Judged<TaskPath, Task>)
    | ({ readonly kind: 'steps' } & Judged<StepPath, Step>)
    | ({ readonly kind: 'jobs' } & Judged<JobPath, Job>)
  );

/** Statuses in which a task has nothing to lose, by what it is asked to become. */
const NOTHING_TO_LOSE: Readonly<Record<string, readonly string[]>> = {
  PENDING: ['FAILED'],
  SUSPENDED: ['READY', 'PENDING'],
};

/** Whether a change may take work or a result away: not if failed tasks are retried, or waiting ones suspended. */
export function losesSomething(plan: ChangePlan): boolean {
  const harmless = NOTHING_TO_LOSE[plan.wish.target] ?? [];
  return plan.kind !== 'tasks' || plan.changing.some(({ facts }) => !harmless.includes(facts.runStatus));
}

/** Things as they were just read. */
export interface Judged<P, F> {
  readonly changing: readonly { readonly path: P; readonly facts: F }[];
  readonly left: readonly { readonly path: P; readonly facts: F; readonly reason: LeftReason }[];
  /** What may not be read is not changed either. */
  readonly unread: readonly { readonly path: P; readonly fault: Fault }[];
}

/** What is around the chosen things. */
export interface Surroundings {
  /** Their jobs, as far as they could be read. */
  readonly jobs: ReadonlyMap<JobId, Job>;
  /** Names of their steps, as far as they could be read. */
  readonly stepNames: Readonly<Record<string, string>>;
  /** The steps that depend on what changes, directly or not. */
  readonly dependents: readonly DependentEffect[];
  /** Why not all of those could be found. */
  readonly dependentsFault: Fault | undefined;
  /** Whether there are more of those than are looked for. */
  readonly areDependentsCut: boolean;
}

/** What became of one thing that was to be changed. */
export type ChangeEnd =
  /** It was accepted, and the change can be seen. */
  | { readonly state: 'done' }
  /** It was accepted, but the change could not be seen yet. */
  | { readonly state: 'accepted' }
  | { readonly state: 'left'; readonly reason: LeftReason }
  | { readonly state: 'refused'; readonly fault: Fault }
  /** It was asked for, and no answer said whether it was accepted. */
  | { readonly state: 'unknown'; readonly fault: Fault }
  /** It was not asked for: it could not be read, or the work was stopped before. */
  | { readonly state: 'notAsked'; readonly fault: Fault | undefined };

export interface ChangeOutcome<P, F> {
  readonly path: P;
  /** As it was right before it was asked; undefined where it was not read. */
  readonly before: F | undefined;
  readonly end: ChangeEnd;
}
