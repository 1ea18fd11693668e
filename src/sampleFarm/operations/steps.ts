import type { StepId } from '../../core/ids';
import type { Call } from '../http/operation';
import { pageOf } from '../http/page';
import { toTimestamp } from '../http/time';
import { sequenceOf } from '../sequence';
import { type JobProgress, progressOf } from '../taskStatus';
import { LIMITS } from '../world/layout';
import { UPDATE_MS, runsAgain } from '../world/changes/change';
import type { JobRecord, StepRecord } from '../world/model';
import { ALL_CODES, batch } from './batch';
import { type StepPath, findJob, findStep } from './findResource';

export function getStep(call: Call): object {
  const { job, step } = findStep(call, call.ids);
  return stepInFull(job, step, call);
}

export function batchGetStep(call: Call): object {
  const { items, errors } = batch(call, ALL_CODES, (path: StepPath) => {
    const { job, step } = findStep(call, path);
    return stepInFull(job, step, call);
  });
  return { steps: items, errors };
}

export function listSteps(call: Call): object {
  const job = findJob(call, call.ids);
  const progress = progressOf(job, call.world, call.nowMs);
  const { items, nextToken } = pageOf(call, [job.jobId], sequenceOf(job.steps), (step) => ({
    ...stepFacts(job, step, progress, call),
    dependencyCounts: dependencyCounts(job, step, progress),
  }));
  return { steps: items, nextToken };
}

/** What a step waits for. */
export function listStepDependencies(call: Call): object {
  const { job, step } = findStep(call, call.ids);
  const sources = job.steps.filter(({ index }) => step.dependsOn.includes(index));
  return relatedSteps(call, job, step, 'dependencies', sources, (source) => source);
}

/** What waits for a step. */
export function listStepConsumers(call: Call): object {
  const { job, step } = findStep(call, call.ids);
  const consumers = job.steps.filter(({ dependsOn }) => dependsOn.includes(step.index));
  return relatedSteps(call, job, step, 'consumers', consumers, () => step);
}

/** As lists and searches give it. */
export function stepFacts(job: JobRecord, step: StepRecord, progress: JobProgress, { nowMs }: Call): object {
  const own = progress.steps[step.index];
  const asked = job.changes?.steps.get(step.index);
  const isUpdating = asked !== undefined && nowMs < asked.atMs + UPDATE_MS;
  const isReached = !asked || runsAgain(asked.target) || asked.target === own?.status;
  return {
    stepId: step.stepId,
    name: step.name,
    lifecycleStatus: asked ? (isUpdating ? 'UPDATE_IN_PROGRESS' : 'UPDATE_SUCCEEDED') : 'CREATE_COMPLETE',
    taskRunStatus: own?.status ?? 'READY',
    targetTaskRunStatus: isReached ? undefined : asked.target,
    taskRunStatusCounts: own?.counts ?? {},
    taskFailureRetryCount: own?.failureRetries ?? 0,
    createdAt: toTimestamp(job.createdAtMs),
    createdBy: job.createdBy,
    startedAt: toTimestamp(own?.startedAtMs),
    endedAt: toTimestamp(own?.endedAtMs),
    updatedAt: toTimestamp(asked?.atMs),
    updatedBy: asked?.by,
  };
}

/** The parameters of a step's tasks; undefined where they have none. Ranges are not told. */
export function parameterSpaceOf({ parameterTypes, chunks }: StepRecord): object | undefined {
  const parameters = Object.entries(parameterTypes).map(([name, type]) => ({
    name,
    type,
    chunks:
      type === 'CHUNK_INT' && chunks
        ? { defaultTaskCount: chunks.defaultTaskCount, targetRuntimeSeconds: 0, rangeConstraint: 'CONTIGUOUS' }
        : undefined,
  }));
  return parameters.length === 0 ? undefined : { parameters };
}

function stepInFull(job: JobRecord, step: StepRecord, call: Call): object {
  const progress = progressOf(job, call.world, call.nowMs);
  return {
    ...stepFacts(job, step, progress, call),
    dependencyCounts: dependencyCounts(job, step, progress),
    requiredCapabilities:
      step.acquires.length === 0
        ? undefined
        : {
            attributes: [{ name: 'attr.worker.os.family', anyOf: ['linux', 'windows'] }],
            amounts: step.acquires.map(({ limit, count }) => ({ name: LIMITS[limit]?.amount, min: count })),
          },
    parameterSpace: parameterSpaceOf(step),
  };
}

function dependencyCounts(job: JobRecord, step: StepRecord, progress: JobProgress): object {
  const isDone = (index: number): boolean => progress.steps[index]?.status === 'SUCCEEDED';
  const resolved = step.dependsOn.filter(isDone).length;
  const consumers = job.steps.filter(({ dependsOn }) => dependsOn.includes(step.index)).length;
  return {
    dependenciesResolved: resolved,
    dependenciesUnresolved: step.dependsOn.length - resolved,
    consumersResolved: isDone(step.index) ? consumers : 0,
    consumersUnresolved: isDone(step.index) ? 0 : consumers,
  };
}

/** @param sourceOf which of the two steps must be done first */
function relatedSteps(
  call: Call,
  job: JobRecord,
  step: StepRecord,
  member: 'dependencies' | 'consumers',
  related: readonly StepRecord[],
  sourceOf: (related: StepRecord) => StepRecord,
): object {
  const progress = progressOf(job, call.world, call.nowMs);
  const { items, nextToken } = pageOf(call, [step.stepId], sequenceOf(related), (one) => ({
    stepId: one.stepId satisfies StepId,
    status: progress.steps[sourceOf(one).index]?.status === 'SUCCEEDED' ? 'RESOLVED' : 'UNRESOLVED',
  }));
  return { [member]: items, nextToken };
}
