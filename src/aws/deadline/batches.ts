/**
 * Reading many at once: 100 a call through the service's BatchGet operations, and one by one where those are not allowed or
 * not known, because they are younger than many policies. What works is remembered by place.
 */
import { type Clock, delay } from '../../core/async/clock';
import { type Fault, toFault } from '../../core/errors';
import type { JobId } from '../../core/ids';
import type { Part } from '../../core/session/session';
import { type Connection, connectionId } from '../../core/session/sessionKey';

import type { ItemError } from './answers';
import { MalformedAnswer } from '../faults/failureFacts';
import { classifyError } from '../faults/classifyError';
import { retryGate } from '../calls/call';
import type { OperationName } from '../faults/operations';
import type { RetryBudget } from '../calls/retryBudget';

/** How one kind of thing is read. */
export interface BatchRead<K, T> {
  readonly connection: Connection;
  /** The batch operation, and the one that reads a single thing. */
  readonly operations: { readonly many: OperationName; readonly one: OperationName };
  /** The id by which the service's items and errors name what was asked for. */
  readonly idOf: (wanted: K) => string;
  /** Whether it changes something. Then only what was surely not done is asked for again: what may be done already has to be read first. */
  readonly isChange?: boolean;
  /** The job whose permission it takes. Where one thing may not be read, the others of its job may not be either. */
  readonly jobOf: (wanted: K) => JobId;
  /** One call for up to 100. */
  readonly many: (wanted: readonly K[], signal: AbortSignal) => Promise<BatchAnswer<T>>;
  /** The same for one, where the batch is refused. */
  readonly one: (wanted: K, signal: AbortSignal) => Promise<T>;
}

/** What a batch brought. */
export interface BatchAnswer<T> {
  /** By id. */
  readonly items: ReadonlyMap<string, T>;
  readonly errors: readonly ItemError[];
}

/** Reads batches. */
export interface Batches {
  /** One part for each wanted thing, in their order. Rejects only when aborted. */
  read<K, T>(wanted: readonly K[], read: BatchRead<K, T>, signal: AbortSignal): Promise<readonly Part<T>[]>;
  /** Whether a batch was refused at a place, and the things in it were not. */
  isRefused(connection: Connection, operation: OperationName): boolean;
}

const BATCH_SIZE = 100;
/** Items that the service was too busy for are asked for again, as its own command line tool does. */
const PAUSES_MS: readonly number[] = [500, 1_000];
const TOO_BUSY = /^(InternalServerError|Throttling)/;
const SURELY_NOT_DONE = /^Throttling/;

/** Makes the reader, with its memory of where batches are refused. */
export function createBatches(clock: Clock, retryBudget: RetryBudget): Batches {
  const refused = new Set<string>();
  const gateOf = (connection: Connection, operation: OperationName): string =>
    `${connectionId(connection)} ${operation}`;

  return {
    isRefused: (connection, operation) => refused.has(gateOf(connection, operation)),

    async read<K, T>(wanted: readonly K[], read: BatchRead<K, T>, signal: AbortSignal) {
      const { connection, operations, isChange = false, idOf, jobOf } = read;
      const gate = gateOf(connection, operations.many);
      const parts = new Map<string, Part<T>>();
      const failed = (fault: Fault): Part<T> => Object.freeze({ ok: false, fault });

      const readOne = async (one: K): Promise<void> => {
        parts.set(idOf(one), await toPart(read.one(one, signal), signal));
      };
      const readOfJob = async ([first, ...others]: readonly K[]): Promise<void> => {
        if (first === undefined) {
          return;
        }
        await readOne(first);
        const part = parts.get(idOf(first));
        if (part && !part.ok && part.fault.kind === 'accessDenied') {
          others.forEach((one) => parts.set(idOf(one), part));
        } else {
          await Promise.all(others.map(readOne));
        }
      };
      const readSingly = async (some: readonly K[]): Promise<void> => {
        const jobs = new Map<JobId, K[]>();
        for (const one of some) {
          jobs.set(jobOf(one), [...(jobs.get(jobOf(one)) ?? []), one]);
        }
        await Promise.all([...jobs.values()].map(readOfJob));
        if (some.some((one) => parts.get(idOf(one))?.ok)) {
          refused.add(gate);
        }
      };
      const readChunk = async (chunk: readonly K[], pausesMs: readonly number[]): Promise<void> => {
        if (refused.has(gate)) {
          await readSingly(chunk);
          return;
        }
        const batch = await toPart(read.many(chunk, signal), signal);
        if (!batch.ok) {
          const { fault } = batch;
          if (fault.kind === 'accessDenied' || fault.kind === 'invalid') {
            await readSingly(chunk);
          } else {
            chunk.forEach((one) => parts.set(idOf(one), failed(fault)));
          }
          return;
        }
        const { items, errors } = batch.value;
        const errorOf = new Map(errors.map((error) => [error.id, error]));
        const [pauseMs, ...laterMs] = pausesMs;
        const again = chunk.filter((one) => {
          const id = idOf(one);
          const item = items.get(id);
          if (item !== undefined) {
            parts.set(id, Object.freeze({ ok: true, value: item }));
            return false;
          }
          const error = errorOf.get(id);
          parts.set(id, failed(toItemFault(error, connection, operations.one, clock)));
          return error !== undefined && (isChange ? SURELY_NOT_DONE : TOO_BUSY).test(error.code);
        });
        if (again.length > 0 && pauseMs !== undefined && retryBudget.spend(retryGate(connection, operations.many))) {
          await delay(clock, pauseMs, signal);
          await readChunk(again, laterMs);
        }
      };

      const unique = [...new Map(wanted.map((one) => [idOf(one), one])).values()];
      const chunks = Array.from({ length: Math.ceil(unique.length / BATCH_SIZE) }, (_, index) =>
        unique.slice(index * BATCH_SIZE, (index + 1) * BATCH_SIZE),
      );
      await Promise.all(chunks.map((chunk) => readChunk(chunk, PAUSES_MS)));
      return wanted.map(
        (one) => parts.get(idOf(one)) ?? failed(toItemFault(undefined, connection, operations.one, clock)),
      );
    },
  };
}

/** A failure as a value. Only an abort goes on as what it is. */
export async function toPart<T>(reading: Promise<T>, signal: AbortSignal): Promise<Part<T>> {
  try {
    return Object.freeze({ ok: true, value: await reading });
  } catch (error) {
    signal.throwIfAborted();
    return Object.freeze({ ok: false, fault: toFault(error) });
  }
}

/** An item that is neither among the items nor among the errors was not answered. */
function toItemFault(
  error: ItemError | undefined,
  connection: Connection,
  operation: OperationName,
  clock: Clock,
): Fault {
  const thrown =
    error === undefined
      ? new MalformedAnswer('it is missing')
      : Object.assign(new Error(error.message), { name: error.code });
  return classifyError(thrown, { operation, connection, profileKind: undefined }, clock).error.fault;
}
