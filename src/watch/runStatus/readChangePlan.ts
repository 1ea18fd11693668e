/** What a change would do, read before anybody is asked. */
import { type Fault, toFault } from '../../core/errors';
import type { JobPath } from '../../core/farm/farm';
import type { ChangePlan, Chosen, Judged, Surroundings } from '../../core/farm/changePlan';
import { type RunStatusWish, effectOn, whyJobIsLeft } from '../../core/farm/runStatusChange';
import type { StepPath } from '../../core/farm/tasks';
import type { JobId, StepId } from '../../core/ids';
import type { Job, Part, Step } from '../../core/session/session';
import type { Connection } from '../../core/session/sessionKey';
import { type ChangeKind, type ChangeService, jobsOf, stepsOf, tasksOf } from './changeKinds';

/** Of jobs as a whole: all steps change. */
const NO_STEPS: Judged<StepPath, unknown> = { changing: [], left: [], unread: [] };
/** Calls for steps that depend on others; of more steps nothing is said. */
const MOST_CONSUMER_CALLS = 20;

/**
 * Reads the chosen things, their jobs and steps, and the steps that depend on them: a call for a hundred of each kind, and one for
 * each step that others depend on.
 */
export async function readChangePlan(
  service: ChangeService,
  connection: Connection,
  chosen: Chosen,
  wish: RunStatusWish,
  signal: AbortSignal,
): Promise<ChangePlan> {
  const surroundings = new SurroundingsReader(service, connection, signal);
  const jobs = await surroundings.readJobs(chosen.paths);
  const about = { wish, connection, jobs };
  switch (chosen.kind) {
    case 'tasks': {
      const judged = await judge(tasksOf(service, connection, wish), chosen.paths, jobs, signal);
      return { ...about, kind: 'tasks', ...judged, ...(await surroundings.readSteps(judged, wish)) };
    }
    case 'steps': {
      const judged = await judge(stepsOf(service, connection, wish), chosen.paths, jobs, signal);
      return { ...about, kind: 'steps', ...judged, ...(await surroundings.readSteps(judged, wish)) };
    }
    case 'jobs': {
      const judged = await judge(jobsOf(service, connection, wish), chosen.paths, jobs, signal);
      return { ...about, kind: 'jobs', ...judged, ...(await surroundings.readSteps(NO_STEPS, wish)) };
    }
  }
}

async function judge<P extends JobPath, F>(
  kind: ChangeKind<P, F>,
  paths: readonly P[],
  jobs: ReadonlyMap<JobId, Job>,
  signal: AbortSignal,
): Promise<Judged<P, F>> {
  const changing: Judged<P, F>['changing'][number][] = [];
  const left: Judged<P, F>['left'][number][] = [];
  const unread: Judged<P, F>['unread'][number][] = [];
  const parts = await kind.read(paths, signal);
  for (const [index, path] of paths.entries()) {
    const part = parts[index];
    const job = jobs.get(path.jobId);
    if (part?.ok) {
      const facts = part.value;
      const reason = (job && whyJobIsLeft(job)) ?? kind.whyLeft(facts);
      if (reason === undefined) {
        changing.push({ path, facts });
      } else {
        left.push({ path, facts, reason });
      }
    } else if (part) {
      unread.push({ path, fault: part.fault });
    }
  }
  return { changing, left, unread };
}

/** Reads jobs, and steps with those that depend on them. Whatever may not be read is left out. */
class SurroundingsReader {
  readonly #service: ChangeService;
  readonly #connection: Connection;
  readonly #signal: AbortSignal;
  readonly #steps = new Map<StepId, Step>();
  #calls = 0;
  #isCut = false;
  #fault: Fault | undefined;

  constructor(service: ChangeService, connection: Connection, signal: AbortSignal) {
    this.#service = service;
    this.#connection = connection;
    this.#signal = signal;
  }

  async readJobs(paths: readonly JobPath[]): Promise<ReadonlyMap<JobId, Job>> {
    const unique = [...new Map(paths.map((path) => [path.jobId, path])).values()];
    const parts = await this.#service.fetchJobs(this.#connection, unique, this.#signal);
    return new Map(parts.flatMap((part) => (part.ok ? [[part.value.jobId, part.value] as const] : [])));
  }

  /** Reads the steps of what changes or is left, and looks for those that depend on what changes. */
  async readSteps(
    { changing, left }: Pick<Judged<StepPath, unknown>, 'changing' | 'left'>,
    { target }: RunStatusWish,
  ): Promise<Omit<Surroundings, 'jobs'>> {
    const own = new Map(changing.map(({ path }) => [path.stepId, path]));
    const others = left.map(({ path }) => path).filter(({ stepId }) => !own.has(stepId));
    await this.#fetch([...new Map(others.map((path) => [path.stepId, path])).values()]);
    const found = new Map<StepId, StepPath>();
    for (let next = [...own.values()]; next.length > 0;) {
      const steps = await this.#fetch(next);
      const consumers = await Promise.all(steps.map((step) => this.#consumersOf(step)));
      next = [...new Map(consumers.flat().map((path) => [path.stepId, path])).values()].filter(
        ({ stepId }) => !own.has(stepId) && !found.has(stepId),
      );
      next.forEach((path) => found.set(path.stepId, path));
    }
    const dependents = [...found.keys()].flatMap((stepId) => {
      const step = this.#steps.get(stepId);
      return (step && effectOn(step, target)) ?? [];
    });
    return {
      stepNames: Object.fromEntries([...this.#steps].map(([stepId, { name }]) => [stepId, name])),
      dependents,
      dependentsFault: this.#fault,
      areDependentsCut: this.#isCut,
    };
  }

  /** The steps that others may depend on, of those that could be read. */
  async #fetch(paths: readonly StepPath[]): Promise<readonly StepPath[]> {
    const parts: readonly Part<Step>[] = await this.#service.fetchSteps(this.#connection, paths, this.#signal);
    return paths.filter((path, index) => {
      const part = parts[index];
      if (part?.ok) {
        this.#steps.set(path.stepId, part.value);
      }
      return !part?.ok || part.value.consumerCount !== 0;
    });
  }

  async #consumersOf(step: StepPath): Promise<readonly StepPath[]> {
    if (this.#calls >= MOST_CONSUMER_CALLS) {
      this.#isCut = true;
    }
    if (this.#isCut || this.#fault) {
      return [];
    }
    this.#calls++;
    try {
      const { items, next } = await this.#service.stepConsumers(this.#connection, step, this.#signal).page();
      this.#isCut ||= next !== undefined;
      return items.map((stepId) => ({ ...step, stepId }));
    } catch (error) {
      this.#signal.throwIfAborted();
      this.#fault = toFault(error);
      return [];
    }
  }
}
