import type { Clock } from '../../core/async/clock';
import type { BatchCosts, FarmDirectory, SessionSource, TaskDirectory } from '../../core/service/ports';
import type { StudioRule } from '../../core/diagnosis';
import type { LogReader } from '../../core/logs/pages/logReader';
import type { FailureCauses } from '../sessions/readDiagnosis';
import type { CallBudget } from './callBudget';
import type { JobFailures } from './jobFailures';

/** What a triage reads with. */
export type TriageSource = Pick<FarmDirectory, 'fetchJobs' | 'steps' | 'sessionsOfWorker'> &
  Pick<TaskDirectory, 'tasks' | 'fetchSteps' | 'sessionActions'> &
  Pick<SessionSource, 'fetchActions' | 'fetchSessions'> &
  BatchCosts &
  Pick<LogReader, 'read' | 'allowance'>;

/** What triages are made with. */
export interface TriageStoreOptions {
  /** Loaded at first use. */
  readonly service: () => TriageSource;
  /** For calls that no person asked for at this moment; `service` where missing. */
  readonly background?: () => TriageSource;
  readonly clock: Clock;
  /** From 0 to below 1, for the moments at which running jobs are asked for; `Math.random` where missing. */
  readonly random?: () => number;
  /** What names causes of failures; loaded at the first one. */
  readonly causes: () => FailureCauses;
  /** The user's own rules for naming causes of failures; none where missing. */
  readonly studioRules?: () => readonly StudioRule[];
  /** Told of every failure, for the output channel. */
  readonly onError: (error: unknown) => void;
}

/** One reading of a job's failures, or of a part of them. */
export interface TriageReading {
  readonly service: TriageSource;
  /** What is known; the reading adds to it. */
  readonly known: JobFailures;
  readonly budget: CallBudget;
  readonly causes: FailureCauses;
  readonly studioRules: readonly StudioRule[];
  readonly nowMs: () => number;
  readonly signal: AbortSignal;
  /** There is something new to show. */
  readonly changed: () => void;
  /** Told of every failure, for the output channel. */
  readonly onError: (error: unknown) => void;
}
