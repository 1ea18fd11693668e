/** A run that is in question, and what it is compared with. */
import type { Fault } from '../errors';
import type { SessionActionId } from '../ids';
import type { Part, Session, SessionAction } from '../session/session';
import type { SessionKey } from '../session/sessionKey';
import type { Differences } from './differences';
import type { FactRow } from './loggedFacts';

/** Which runs to compare. */
export interface ComparisonRequest {
  readonly subject: RunName;
  /** Undefined for the nearest run that succeeded. */
  readonly reference: RunName | undefined;
}

/** Names a run. */
export interface RunName {
  readonly key: SessionKey;
  /** Undefined for the action of the session that failed; of two sessions, for what `pairOfSessions` finds. */
  readonly actionId: SessionActionId | undefined;
}

/** An action of a session, or a session as a whole. */
export interface Run {
  readonly key: SessionKey;
  readonly session: Part<Session>;
  /** Undefined for a session as a whole. */
  readonly action: SessionAction | undefined;
  /**
   * The session's actions, as far as they are known: what came before the run tells how long it took to begin, what comes after it
   * where its log ends.
   */
  readonly actions: readonly SessionAction[];
  /** Names of the steps that the actions run, by step ID. */
  readonly stepNames: Readonly<Record<string, string>>;
  /** Undefined where the job may not be read. */
  readonly jobName: string | undefined;
}

/** How much of a run's log was read. */
export interface RunLog {
  readonly lines: number;
  /** Whether there is more than is read at most. */
  readonly isCut: boolean;
  /** Why there is nothing of it. */
  readonly fault: Fault | undefined;
}

export interface ComparedRun extends Run {
  readonly log: RunLog;
}

/** What is to be known of a run that went wrong, beside one that went well. */
export interface Comparison {
  /** The run in question. */
  readonly subject: ComparedRun;
  /** What it is set beside: the nearest run of its kind that succeeded, or the one that a person chose. */
  readonly reference: ComparedRun;
  /** How many runs the lines were compared with, the reference among them. */
  readonly goodRuns: number;
  /** Undefined where one of the logs could not be read. */
  readonly differences: Differences | undefined;
  readonly variables: readonly FactRow[];
  readonly packages: readonly FactRow[];
  /** How many calls it took. */
  readonly calls: number;
}
