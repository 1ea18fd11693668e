/** How long a call may take, and who may end it. */
import { setMaxListeners } from 'node:events';

import type { Clock } from '../../core/async/clock';

/** A signal that ends with a deadline or with any of its parents. */
export interface Scope {
  readonly signal: AbortSignal;
  /** When it ends by itself, in the clock's epoch milliseconds. */
  readonly deadlineMs: number;
  /** From now on it has that long. */
  limit(afterMs: number): void;
  /** Lets go of the timer and the parents. */
  close(): void;
}

/** Opens a scope that has `afterMs` to begin with. */
export function openScope(clock: Clock, afterMs: number, parents: readonly AbortSignal[]): Scope {
  const controller = new AbortController();
  const abort = (): void => {
    controller.abort();
  };
  let deadlineMs = clock.Date.now() + afterMs;
  let timer = clock.setTimeout(abort, afterMs);
  // A picture of a farm is many calls with one signal: that is no leak, and Node need not warn of one.
  setMaxListeners(0, controller.signal, ...parents);
  for (const parent of parents) {
    if (parent.aborted) {
      abort();
    }
    parent.addEventListener('abort', abort, { once: true });
  }
  return {
    signal: controller.signal,
    get deadlineMs() {
      return deadlineMs;
    },
    limit: (ms) => {
      clock.clearTimeout(timer);
      deadlineMs = clock.Date.now() + ms;
      timer = clock.setTimeout(abort, ms);
    },
    close: () => {
      clock.clearTimeout(timer);
      for (const parent of parents) {
        parent.removeEventListener('abort', abort);
      }
    },
  };
}
