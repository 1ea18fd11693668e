/** The way down the farm's tree to one thing, whether or not the lists on the way show it. */
import { UserError } from '../../core/errors';
import type { FarmNode, FarmPath, FarmRow, JobRow, Level, QueueRow, StepRow } from '../../core/farm/farmNode';
import { groupOf } from '../../core/farm/tasks';
import type { FarmDirectory, FarmResource, SessionSource, TaskDirectory, ThingSource } from '../../core/service/ports';
import type { Job, Part, Task } from '../../core/session/session';
import { connectionId } from '../../core/session/sessionKey';
import {
  toFarmRow,
  toFleetRow,
  toFleetsRow,
  toJobRow,
  toQueueRow,
  toSessionRow,
  toStepRow,
  toStepsRow,
  toTaskRow,
  toTasksRow,
  toWorkerRow,
} from './levelListings';
import { t } from '../../core/text/localize';

/** What is walked on. */
export interface Walk {
  readonly service: FarmDirectory & TaskDirectory & SessionSource & ThingSource;
  /** Lists a level where it is not known. */
  readonly load: (node: FarmNode | undefined) => Promise<Level>;
  /** Adds a row to a level that does not list it, and returns the row that is there from now on. */
  readonly add: <R extends FarmNode>(parent: FarmNode | undefined, row: R) => R;
}

type RowOf<K extends FarmNode['kind']> = Extract<FarmNode, { kind: K }>;

/**
 * Goes down to what a path names and returns its row. Levels that are not known are listed; what is not among their rows is added
 * to them, with the facts that the path brings or else read by its ID.
 *
 * @throws {UserError} a job, step, task or session that has to be read cannot be; who may not read a farm, queue, fleet or worker
 *   may still be allowed what is in it
 */
export async function walkTo(walk: Walk, path: FarmPath, signal: AbortSignal): Promise<FarmNode> {
  return new Way(walk, path, signal).walk();
}

class Way {
  readonly #walk: Walk;
  readonly #path: FarmPath;
  readonly #signal: AbortSignal;

  constructor(walk: Walk, path: FarmPath, signal: AbortSignal) {
    this.#walk = walk;
    this.#path = path;
    this.#signal = signal;
  }

  async walk(): Promise<FarmNode> {
    const { connection, farm, queue, fleet } = this.#path;
    const farmId = typeof farm === 'string' ? farm : farm.farmId;
    const row = await this.#down('farm', undefined, farmId, async () => {
      const displayName = typeof farm === 'string' ? (await this.#read({ kind: 'farm', farmId }))?.name : undefined;
      return toFarmRow(connection, typeof farm === 'string' ? { farmId, displayName: displayName ?? farmId } : farm);
    });
    return fleet === undefined ? (queue === undefined ? row : this.#toQueue(row, queue)) : this.#toFleet(row, fleet);
  }

  async #toQueue(parent: FarmRow, queue: NonNullable<FarmPath['queue']>): Promise<FarmNode> {
    const { farmId } = parent.facts;
    const queueId = typeof queue === 'string' ? queue : queue.queueId;
    const row = await this.#down('queue', parent, queueId, async () => {
      if (typeof queue !== 'string') {
        return toQueueRow(parent, queue);
      }
      const facts = await this.#read({ kind: 'queue', farmId, queueId });
      return toQueueRow(parent, {
        queueId,
        displayName: facts?.name ?? queueId,
        status: facts?.status ?? '',
        blockedReason: undefined,
        roleArn: undefined,
      });
    });
    return this.#path.job === undefined ? row : this.#toJob(row, this.#path.job);
  }

  async #toJob(parent: QueueRow, job: Job | Job['jobId']): Promise<FarmNode> {
    const { service } = this.#walk;
    const { connection, session, step } = this.#path;
    const path = {
      farmId: parent.farmId,
      queueId: parent.facts.queueId,
      jobId: typeof job === 'string' ? job : job.jobId,
    };
    const row = await this.#down('job', parent, path.jobId, async () =>
      toJobRow(parent, typeof job === 'string' ? only(await service.fetchJobs(connection, [path], this.#signal)) : job),
    );
    if (step !== undefined) {
      return this.#toStep(row, step);
    }
    if (session === undefined) {
      return row;
    }
    const key = { connection, ...path, sessionId: typeof session === 'string' ? session : session.sessionId };
    return this.#down('session', row, key.sessionId, async () =>
      toSessionRow(
        row,
        key,
        typeof session === 'string' ? only(await service.fetchSessions([key], this.#signal)) : session,
      ),
    );
  }

  async #toStep(job: JobRow, step: NonNullable<FarmPath['step']>): Promise<FarmNode> {
    const { service } = this.#walk;
    const steps = await this.#down('steps', job, 'steps', () => toStepsRow(job));
    const stepId = typeof step === 'string' ? step : step.stepId;
    const row = await this.#down('step', steps, stepId, async () =>
      toStepRow(
        steps,
        typeof step === 'string'
          ? only(await service.fetchSteps(job.connection, [{ ...job.path, stepId }], this.#signal))
          : step,
      ),
    );
    return this.#path.task === undefined ? row : this.#toTask(row, this.#path.task);
  }

  async #toTask(step: StepRow, task: Task | Task['taskId']): Promise<FarmNode> {
    const path = { ...step.path, taskId: typeof task === 'string' ? task : task.taskId };
    const read = async (): Promise<Task> =>
      typeof task === 'string'
        ? only(await this.#walk.service.fetchTasks(step.connection, [path], this.#signal))
        : task;
    const { nodes } = await this.#walk.load(step);
    if (!nodes.some(({ kind }) => kind === 'tasks')) {
      return this.#down('task', step, path.taskId, async () => toTaskRow(step, await read()));
    }
    const facts = await read();
    const group = toTasksRow(step, groupOf(facts.runStatus));
    const tasks = await this.#down('tasks', step, group.id.slice(step.id.length + 1), () => group);
    return this.#down('task', tasks, path.taskId, () => toTaskRow(tasks, facts));
  }

  async #toFleet(farm: FarmRow, fleet: NonNullable<FarmPath['fleet']>): Promise<FarmNode> {
    const { farmId } = farm.facts;
    const fleetId = typeof fleet === 'string' ? fleet : fleet.fleetId;
    const fleets = await this.#down('fleets', farm, 'fleets', () => toFleetsRow(farm));
    const row = await this.#down('fleet', fleets, fleetId, async () => {
      if (typeof fleet !== 'string') {
        return toFleetRow(fleets, fleet);
      }
      const facts = await this.#read({ kind: 'fleet', farmId, fleetId });
      return toFleetRow(fleets, {
        fleetId,
        displayName: facts?.name ?? fleetId,
        status: facts?.status ?? '',
        workerCount: undefined,
      });
    });
    const { worker } = this.#path;
    return worker === undefined ? row : this.#down('worker', row, worker.workerId, () => toWorkerRow(row, worker));
  }

  async #down<K extends FarmNode['kind']>(
    kind: K,
    parent: FarmNode | undefined,
    id: string,
    make: () => Promise<RowOf<K>> | RowOf<K>,
  ): Promise<RowOf<K>> {
    const { nodes } = await this.#walk.load(parent);
    this.#signal.throwIfAborted();
    const rowId = `${parent?.id ?? connectionId(this.#path.connection)}/${id}`;
    const listed = nodes.find((row): row is RowOf<K> => row.kind === kind && row.id === rowId);
    return listed ?? this.#walk.add(parent, await make());
  }

  async #read(thing: FarmResource) {
    try {
      return await this.#walk.service.fetchThing(this.#path.connection, thing, this.#signal);
    } catch {
      this.#signal.throwIfAborted();
      return undefined;
    }
  }
}

/** @throws {UserError} why the one thing asked for could not be read */
function only<T>([part]: readonly Part<T>[]): T {
  if (part?.ok) {
    return part.value;
  }
  throw new UserError(part?.fault ?? { kind: 'internal', message: t('Nothing was answered.') });
}
