import type {
  FarmId,
  FleetId,
  JobId,
  QueueId,
  SessionActionId,
  SessionId,
  StepId,
  TaskId,
  WorkerId,
} from '../../core/ids';
import type { Streams } from '../logs/streams';
import type { World } from '../world/world';
import type { Fields } from './rules';

/** One operation of a service: how it is reached, what it takes, and who answers. */
export interface Operation {
  /** As the service calls it, e.g. `GetSession`. */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PATCH';
  /** Below the API version, with names for what varies, e.g. `/farms/{farmId}`. */
  readonly path: string;
  /** What the operation's host begins with where it is the service's own, e.g. `management.`. */
  readonly hostPrefix: string;
  /** For CloudWatch Logs, where this header names the operation and not the path. */
  readonly target?: string;
  readonly query?: Fields;
  readonly headers?: Fields;
  /** Members that the body must have. */
  readonly body?: Fields;
  /** Members that the body may have. */
  readonly bodyOptional?: Fields;
  /** Whether a client token makes a repeated call harmless. */
  readonly idempotent?: boolean;
  readonly answer: (call: Call) => object;
}

/** A call that has passed its operation's rules. */
export interface Call {
  readonly operation: string;
  readonly world: World;
  readonly streams: Streams;
  readonly nowMs: number;
  readonly ids: PathIds;
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Its members are as the rules say. */
  readonly body: unknown;
  /** Throws what an injected fault says of one item of a batch. */
  readonly itemFault: ((item: object) => void) | undefined;
}

/** The ids in the path; only those that the operation's path names are there. */
export interface PathIds {
  readonly farmId: FarmId;
  readonly queueId: QueueId;
  readonly jobId: JobId;
  readonly stepId: StepId;
  readonly taskId: TaskId;
  readonly sessionId: SessionId;
  readonly sessionActionId: SessionActionId;
  readonly fleetId: FleetId;
  readonly workerId: WorkerId;
  readonly monitorId: `monitor-${string}`;
  readonly limitId: `limit-${string}`;
  readonly budgetId: `budget-${string}`;
  readonly storageProfileId: `sp-${string}`;
}
