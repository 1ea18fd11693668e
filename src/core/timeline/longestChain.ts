/** What a job's time hangs on: the longest chain of steps that wait for one another. */
import type { StepId } from '../ids';

/** Steps in the order in which they wait for one another. */
export interface StepChain {
  readonly stepIds: readonly StepId[];
  /** What all of them take at least. */
  readonly spanMs: number;
}

/**
 * The chain of steps that takes longest, where each step takes `spanOf` it. Undefined where no step waits for another. Steps that wait
 * for one another in a circle, which the service does not allow, are left out.
 *
 * @param consumers for each step those that depend on it
 */
export function longestChain(
  consumers: ReadonlyMap<StepId, readonly StepId[]>,
  spanOf: (stepId: StepId) => number,
): StepChain | undefined {
  const waitsFor = new Map<StepId, number>();
  for (const [stepId, after] of consumers) {
    waitsFor.set(stepId, waitsFor.get(stepId) ?? 0);
    for (const consumer of new Set(after)) {
      waitsFor.set(consumer, (waitsFor.get(consumer) ?? 0) + 1);
    }
  }
  const before = new Map<StepId, StepId>();
  const reached = new Map<StepId, number>();
  const ready = [...waitsFor].flatMap(([stepId, count]) => (count === 0 ? stepId : []));
  let last: { readonly stepId: StepId; readonly endMs: number } | undefined;
  for (let stepId = ready.pop(); stepId !== undefined; stepId = ready.pop()) {
    const endMs = (reached.get(stepId) ?? 0) + spanOf(stepId);
    // Of chains that take the same, the one with a dependency in it.
    if (!last || endMs > last.endMs || (endMs === last.endMs && before.has(stepId))) {
      last = { stepId, endMs };
    }
    for (const consumer of new Set(consumers.get(stepId))) {
      if (endMs >= (reached.get(consumer) ?? -1)) {
        reached.set(consumer, endMs);
        before.set(consumer, stepId);
      }
      const left = (waitsFor.get(consumer) ?? 0) - 1;
      waitsFor.set(consumer, left);
      if (left === 0) {
        ready.push(consumer);
      }
    }
  }
  if (!last || before.size === 0) {
    return undefined;
  }
  const stepIds: StepId[] = [];
  for (let stepId: StepId | undefined = last.stepId; stepId !== undefined; stepId = before.get(stepId)) {
    stepIds.push(stepId);
  }
  return { stepIds: stepIds.reverse(), spanMs: last.endMs };
}
