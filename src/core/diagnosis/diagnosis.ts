import type { CauseId, Concern } from './causeIds';
import type { Certainty, Rule } from './matching/rule';
import type { FullStretch } from '../metrics/hostMetrics';
import type { SessionActionId } from '../ids';
import type { LogEvent } from '../service/ports';
import type { ActionDefinition, SessionAction } from '../session/session';

/** An action as far as it is known: the service's, or only the kind that a banner of a log names. */
export type DiagnosedAction = Partial<SessionAction> & { readonly kind?: ActionDefinition['kind'] | undefined };

/** An action and the part of the log that is its own. */
export interface ActionLog {
  readonly action: DiagnosedAction;
  readonly events: readonly LogEvent[];
}

/** What `diagnose` looks at. */
export interface DiagnosisInput {
  readonly action: DiagnosedAction;
  /** All actions of the session, in their order: what a “never attempted” action follows from. */
  readonly actions?: readonly DiagnosedAction[] | undefined;
  /** The log events of the action; what belongs to the next action is left out. Empty where it wrote none. */
  readonly events: readonly LogEvent[];
  /** Other actions of the session whose log is at hand: what stands in those that succeeded is no sign of a failure. */
  readonly siblings?: readonly ActionLog[] | undefined;
  /** The action's own where missing. */
  readonly status?: string | undefined;
  /** The action's own where missing, else the log's. Signed 32 bits. */
  readonly processExitCode?: number | undefined;
  /** The action's own where missing. */
  readonly progressMessage?: string | undefined;
  /** What the worker's agent measured of its host just before the action ended; missing where that was not read. */
  readonly host?: HostBefore | undefined;
  /** The rules of a studio, which come before ours. */
  readonly studioRules?: readonly StudioRule[] | undefined;
}

/** What of a host was nearly full until an action ended; undefined for what was not. */
export interface HostBefore {
  readonly memory: FullStretch | undefined;
  readonly disk: FullStretch | undefined;
}

/** Where a line stands in the events that were given. */
export interface LinePlace {
  /** Index in `events`. */
  readonly event: number;
  /** Which line of that event: 0 for most, since most events have one. */
  readonly line: number;
  readonly timestampMs: number;
}

/** Something a diagnosis rests on. */
export interface Evidence {
  /** As it was written, without terminal sequences, up to 2,000 characters. Hostile until rendered as text. */
  readonly text: string;
  /** Undefined for what the service says. */
  readonly at: LinePlace | undefined;
  /** Why it counts, e.g. `not in the 2 tasks that succeeded`. */
  readonly why: string;
}

/** Why an action failed. */
export interface Diagnosis {
  readonly cause: CauseId;
  readonly certainty: Certainty;
  /** One sentence, e.g. `Killed; most often the host ran out of memory.` */
  readonly sentence: string;
  /** The file, module, feature or host that it is about. Hostile until rendered as text. */
  readonly subject: string | undefined;
  /** At most four, in the order of the log; what the service says comes last. */
  readonly evidence: readonly Evidence[];
  readonly advice: string;
  readonly concerns: readonly Concern[];
  /** Other failures in the same log, the first ones first, at most three. */
  readonly others: readonly OtherFailure[];
  /** The last that the program wrote, where nothing says why it failed. */
  readonly stoppedAt: Evidence | undefined;
  /** The earlier action whose failure kept this one from running. */
  readonly followsFrom: SessionActionId | undefined;
  /** The studio's rule that decided; undefined for our own. */
  readonly studioRule: StudioRule | undefined;
  /** The rule that decided, e.g. `flexnet-checkout`; undefined where no rule did. */
  readonly ruleId: string | undefined;
  /**
   * What the words that decided say, without what they name: alike wherever the same failure happens, e.g. `KeyError: *`. Undefined
   * where no words decided.
   */
  readonly phrase: string | undefined;
}

/** What else failed in the same log. */
export interface OtherFailure {
  readonly cause: CauseId;
  /** That of the cause. */
  readonly sentence: string;
  readonly evidence: Evidence;
}

/** A rule of a studio: a rule with words of its own. */
export interface StudioRule extends Rule {
  /** In place of the cause's sentence. */
  readonly sentence: string | undefined;
  readonly advice: string | undefined;
  /** An https address with more about it. */
  readonly link: string | undefined;
}
