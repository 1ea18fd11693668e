import assert from 'node:assert/strict';

import type { JobPath } from '../../../src/core/farm/farm';
import type { TaskPath } from '../../../src/core/farm/tasks';
import type { HttpRequest } from '../../../src/core/service/http';
import type { StepId } from '../../../src/core/ids';
import type { Service } from '../../../src/core/service/service';
import { SAMPLE_CONNECTION } from '../../../src/core/session/sessionKey';
import { type SampleFarm, createSampleFarm } from '../../../src/sampleFarm/index';
import { HurriedClock, hurry } from '../aws/hurriedClock';
import { createTestService } from '../aws/service';

const OPENED_MS = Date.UTC(2026, 10, 23, 10);
const NEVER = new AbortController().signal;

/** A request that changes something, as the farm got it. */
export interface ChangeRequest {
  /** e.g. `BatchUpdateTask` */
  readonly operation: string;
  readonly token: string;
  /** What it asks for. */
  readonly target: string;
  /** How many things it names. */
  readonly items: number;
}

/** A sample farm on a clock that leaps, whose changes are noted, and whose answers can be lost after the farm has done its work. */
export class Changing {
  readonly clock = new HurriedClock(OPENED_MS);
  readonly farm: SampleFarm = createSampleFarm({ now: () => this.clock.Date.now(), startedAtMs: OPENED_MS });
  readonly service: Service;
  readonly requests: ChangeRequest[] = [];
  /** Before each request that changes something reaches the farm. */
  beforeChange: () => void = () => undefined;
  #lostAnswers = 0;

  constructor() {
    this.service = createTestService(
      async (request, signal) => {
        const change = toChange(request);
        if (change) {
          this.requests.push(change);
          this.beforeChange();
        }
        const answer = await this.farm.handle(request, signal);
        if (change && this.#lostAnswers > 0) {
          this.#lostAnswers--;
          throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
        }
        return answer;
      },
      { clock: this.clock },
    ).service;
  }

  /** Loses the answers to the next changes, which the farm carries out all the same. */
  loseAnswers(count: number): void {
    this.#lostAnswers = count;
  }

  run<T>(promise: Promise<T>): Promise<T> {
    return hurry(this.clock, promise);
  }

  /** The job that an example's session is of. */
  job(example: string): JobPath {
    const { farmId, queueId, jobId } =
      this.farm.examples.find(({ name }) => name === example)?.key ?? assert.fail(`no example ${example}`);
    return { farmId, queueId, jobId };
  }

  /** A job's steps, in their order. */
  async steps(example: string): Promise<readonly (JobPath & { readonly stepId: StepId; readonly name: string })[]> {
    const job = this.job(example);
    const { items } = await this.run(this.service.steps(SAMPLE_CONNECTION, job, NEVER).page());
    return items.map(({ stepId, name }) => ({ ...job, stepId, name }));
  }

  /** The paths of a job's first tasks in some statuses. */
  async tasks(example: string, statuses: readonly string[], most = 100): Promise<readonly TaskPath[]> {
    const job = this.job(example);
    const { items } = await this.run(
      this.service.tasks(SAMPLE_CONNECTION, job, { stepId: undefined, statuses }, NEVER).page(),
    );
    return items.slice(0, most).map(({ stepId, taskId }) => ({ ...job, stepId, taskId }));
  }

  /** How tasks are doing now. */
  async statuses(paths: readonly TaskPath[]): Promise<readonly string[]> {
    const parts = await this.run(this.service.fetchTasks(SAMPLE_CONNECTION, paths, NEVER));
    return parts.map((part) => (part.ok ? part.value.runStatus : part.fault.kind));
  }

  /** How often each operation was answered since the last time, e.g. `{ BatchGetTask: 1 }`. */
  counts(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { operation, status } of this.farm.meter.calls) {
      if (status === 200) {
        counts[operation] = (counts[operation] ?? 0) + 1;
      }
    }
    this.farm.meter.reset();
    return counts;
  }
}

function toChange({ method, path, headers, body }: HttpRequest): ChangeRequest | undefined {
  if (method !== 'PATCH') {
    return undefined;
  }
  const { tasks, targetRunStatus, targetTaskRunStatus } = JSON.parse(body) as {
    readonly tasks?: readonly { readonly targetRunStatus: string }[];
    readonly targetRunStatus?: string;
    readonly targetTaskRunStatus?: string;
  };
  const [, kind = ''] = /\/(tasks|steps|jobs)\/[^/]+$/.exec(path) ?? [];
  const operations: Readonly<Record<string, string>> = { tasks: 'UpdateTask', steps: 'UpdateStep', jobs: 'UpdateJob' };
  return {
    operation: operations[kind] ?? 'BatchUpdateTask',
    token: headers['x-amz-client-token'] ?? 'none',
    target: targetRunStatus ?? targetTaskRunStatus ?? tasks?.[0]?.targetRunStatus ?? '',
    items: tasks?.length ?? 1,
  };
}
