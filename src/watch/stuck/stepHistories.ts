import type { StepId } from '../../core/ids';
import type { SessionAction } from '../../core/session/session';
import type { StepHistory } from './readSigns';

/** How long it is good to know how a step's other tasks went; and where none succeeded yet. */
const HISTORY_MS = 6 * 3_600_000;
const NO_HISTORY_MS = 30 * 60_000;
const MOST_KEPT = 200;

/** How the tasks of steps went, read once for all sessions that run them. */
export class StepHistories {
  readonly #byStep = new Map<StepId, { readonly history: StepHistory; readonly dueMs: number }>();

  /** What is known of the step that an action is of; undefined where that is nothing. */
  of({ definition }: SessionAction): StepHistory | undefined {
    return definition.kind === 'taskRun' ? this.#byStep.get(definition.stepId)?.history : undefined;
  }

  /** Whether it is to be read, or read again. */
  isDue(stepId: StepId, nowMs: number): boolean {
    return (this.#byStep.get(stepId)?.dueMs ?? -Infinity) <= nowMs;
  }

  put(stepId: StepId, history: StepHistory, nowMs: number): void {
    this.#byStep.delete(stepId);
    this.#byStep.set(stepId, { history, dueMs: nowMs + (history.others ? HISTORY_MS : NO_HISTORY_MS) });
    const [oldest] = this.#byStep.keys();
    if (oldest !== undefined && this.#byStep.size > MOST_KEPT) {
      this.#byStep.delete(oldest);
    }
  }
}
