/**
 * A small Deadline Cloud with a living farm in it, for demonstrations and tests: one function from HTTP request to HTTP response
 * that speaks Deadline Cloud's and CloudWatch Logs' protocols. All it says follows from the seed, the moment it was opened, the
 * clock, and what callers asked for: sessions to end, tasks to stop or to run again.
 */
import { type SessionActionId, type StepId, type TaskId, type WorkerId, actionOfSession } from '../core/ids';
import type { HttpHandler, HttpRequest, HttpResponse } from '../core/service/http';
import { SAMPLE_CONNECTION, type SessionKey } from '../core/session/sessionKey';
import { demoWorkerLog } from './demoWorkerLog';
import { ClientTokens } from './http/clientTokens';
import { type FarmFault, isOfItems, itemFault, sufferFault } from './http/faults';
import type { Call, Operation } from './http/operation';
import { findRoute, toAnswer, toCall, toErrorAnswer } from './http/router';
import { ServiceError } from './http/serviceError';
import { Streams } from './logs/streams';
import { OPERATIONS } from './operations';
import { hexDigits } from './random';
import { taskIdOf } from './timeline';
import type { PlantedCause } from './world/jobs/causes';
import { mustFind } from './world/mustFind';
import type { ParameterValue, PlantedJob, WorldExample } from './world/model';
import { SEALED_KINDS } from './sealedId';
import { buildWorld } from './world/world';

export type { FarmFault } from './http/faults';

export interface SampleFarmOptions {
  /** The farm's clock, in epoch milliseconds. */
  readonly now: () => number;
  /** When the farm's featured stories take place: they are laid out around this moment. */
  readonly startedAtMs: number;
  /** Another seed gives another farm: other ids, names of hosts and lengths of things. */
  readonly seed?: number;
  /** One more queue with this many jobs, each of this many sessions, for tests of scale. None of them exists until it is read. */
  readonly scale?: { readonly jobs: number; readonly sessionsPerJob: number };
}

export interface SampleFarm {
  /** Answers both services. Rejects only where a fault says so, or with the signal's reason. */
  readonly handle: HttpHandler;
  /** Sessions worth looking at. The first is at work while the farm is young. */
  readonly examples: readonly FarmExample[];
  /** Jobs whose failures were planted, with the truth about each: for tests of what is made of them. */
  readonly planted: readonly PlantedFailures[];
  /** Whether this farm made an ID, e.g. of a session: all others are of real farms. */
  owns(id: string): boolean;
  /** A worker agent's log file of today that names several of the examples, as text. */
  demoWorkerLog(): string;
  /** The last hundred thousand calls, oldest first. */
  readonly meter: FarmMeter;
  /** Makes calls go wrong from now on, until they went wrong as often as asked, or the fault is disposed of. */
  inject(fault: FarmFault): { dispose(): void };
}

export interface FarmExample {
  /** e.g. `failedTask`; the same in every version. */
  readonly name: string;
  /** What the session shows, e.g. `A missing texture: a task failed with a traceback`. */
  readonly title: string;
  readonly key: SessionKey;
}

/** The truth about a job whose failures were planted. */
export interface PlantedFailures {
  /** The job's name, e.g. `sq11_wreck_v001`. */
  readonly name: string;
  readonly key: Omit<SessionKey, 'sessionId'>;
  readonly stepId: StepId;
  /** The host that fails nearly all it runs. */
  readonly badHost: { readonly hostName: string; readonly workerId: WorkerId };
  /** Every task that fails once the job is over, in the order of their sessions. */
  failures(): readonly PlantedTask[];
}

export interface PlantedTask {
  readonly taskId: TaskId;
  /** In the words of the diagnosis, e.g. `missing-input`. */
  readonly cause: PlantedCause;
  readonly hostName: string;
  readonly workerId: WorkerId;
  readonly sessionActionId: SessionActionId;
  /** e.g. `{ Frame: { int: '1017' }, Layer: { string: 'fog' } }` */
  readonly parameters: Readonly<Record<string, ParameterValue>>;
}

export interface FarmMeter {
  readonly calls: readonly MeteredCall[];
  /** Forgets all calls. */
  reset(): void;
}

export interface MeteredCall {
  /** e.g. `GetSession`; `unknown` where the request named none. */
  readonly operation: string;
  /** 0 where no answer was given. */
  readonly status: number;
  readonly atMs: number;
  /** How many things were answered: the length of the answer's first list, or 1. */
  readonly items: number;
}

const MAX_METERED = 100_000;
const DEFAULT_SEED = 20_260_406;

export function createSampleFarm({ now, startedAtMs, seed = DEFAULT_SEED, scale }: SampleFarmOptions): SampleFarm {
  const world = buildWorld(startedAtMs, seed, scale);
  const streams = new Streams(world);
  const calls: MeteredCall[] = [];
  const faults = new Map<FarmFault, number>();
  const tokens = new ClientTokens();

  const faultFor = (operation: string, request: HttpRequest): FarmFault | undefined => {
    for (const [fault, left] of faults) {
      if ((fault.operation === '*' || fault.operation === operation) && (fault.when?.(request) ?? true)) {
        if (left === 1) {
          faults.delete(fault);
        } else {
          faults.set(fault, left - 1);
        }
        return fault;
      }
    }
    return undefined;
  };

  const answerOnce = (operation: Operation | undefined, request: HttpRequest, call: Call): object => {
    const known = operation && tokens.find(operation, request, call.nowMs);
    const body = known ?? operation?.answer(call) ?? {};
    if (operation && !known) {
      tokens.keep(operation, request, body, call.nowMs);
    }
    return body;
  };

  let examples: readonly FarmExample[] | undefined;
  let requests = 0;
  const handle: HttpHandler = async (request, signal) => {
    const nowMs = now();
    const requestId = requestIdOf(seed, requests++);
    const route = findRoute(OPERATIONS, request);
    const operation = route?.operation.name ?? 'unknown';
    const note = (status: number, items: number): void => {
      calls.push({ operation, status, atMs: nowMs, items });
      if (calls.length > MAX_METERED) {
        calls.shift();
      }
    };
    try {
      const fault = faultFor(operation, request);
      if (fault && !isOfItems(fault)) {
        const response = await sufferFault(fault, signal);
        note(response.status, 0);
        return response;
      }
      const state = { world, streams, nowMs, itemFault: fault && isOfItems(fault) ? itemFault(fault) : undefined };
      const call = toCall(route, request, state);
      const body = answerOnce(route?.operation, request, call);
      note(200, countItems(body));
      return toAnswer(route?.operation, body, requestId);
    } catch (error) {
      if (!(error instanceof ServiceError)) {
        note(0, 0);
        throw error;
      }
      const response: HttpResponse = toErrorAnswer(error, request.headers['x-amz-target'] !== undefined, requestId);
      note(response.status, 0);
      return response;
    }
  };

  return {
    handle,
    owns: (id) => {
      const kind = SEALED_KINDS.find((one) => id.startsWith(`${one}-`));
      return kind !== undefined && world.sealer.open(kind, id) !== undefined;
    },
    get examples() {
      return (examples ??= world.examples().map(toExample));
    },
    get planted() {
      return world.planted().map(plantedFailures);
    },
    demoWorkerLog: () => demoWorkerLog(world, now()),
    meter: {
      calls,
      reset: () => {
        calls.length = 0;
      },
    },
    inject: (fault) => {
      const own = { ...fault };
      faults.set(own, fault.times ?? Infinity);
      return {
        dispose: () => {
          faults.delete(own);
        },
      };
    },
  };
}

function toExample({ name, title, queue, jobId, sessionId }: WorldExample): FarmExample {
  const { queueId, farm } = queue;
  return { name, title, key: { connection: SAMPLE_CONNECTION, farmId: farm.farmId, queueId, jobId, sessionId } };
}

function plantedFailures({ job, badHost, failures }: PlantedJob): PlantedFailures {
  const { queueId, farm } = job.queue;
  const step = mustFind(job.steps[0]);
  return {
    name: job.name,
    key: { connection: SAMPLE_CONNECTION, farmId: farm.farmId, queueId, jobId: job.jobId },
    stepId: step.stepId,
    badHost: { hostName: badHost.host.hostName, workerId: badHost.workerId },
    failures: () =>
      failures().map(({ task, cause, session, action }) => ({
        taskId: taskIdOf(step, task),
        cause,
        hostName: session.worker.host.hostName,
        workerId: session.worker.workerId,
        sessionActionId: actionOfSession(session.sessionId, action),
        parameters: step.parametersOf(task),
      })),
  };
}

function countItems(body: object): number {
  const list = Object.values(body).find((value): value is readonly unknown[] => Array.isArray(value));
  return list?.length ?? 1;
}

/** e.g. `2f1c0c1e-…`, another one each time. */
function requestIdOf(seed: number, request: number): string {
  const hex = hexDigits(32, seed, 'request', request);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
