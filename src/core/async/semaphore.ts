/** Lets a few in at a time. Sockets are few under VS Code's patched network, and a farm is shared with colleagues. */
export interface Semaphore {
  /**
   * Waits for a slot; call the result to give it back.
   * @throws the signal's reason, once it is aborted while waiting
   */
  enter(signal: AbortSignal): Promise<() => void>;
}

/** A semaphore with that many slots; those that wait longest go first. */
export function createSemaphore(slots: number): Semaphore {
  let free = slots;
  const waiting: (() => void)[] = [];

  const leave = (): void => {
    const next = waiting.shift();
    if (next) {
      next();
    } else {
      free++;
    }
  };

  return {
    enter: (signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) {
          reject(signal.reason as Error);
          return;
        }
        const enter = (): void => {
          signal.removeEventListener('abort', abort);
          let left = false;
          resolve(() => {
            if (!left) {
              left = true;
              leave();
            }
          });
        };
        const abort = (): void => {
          waiting.splice(waiting.indexOf(enter), 1);
          reject(signal.reason as Error);
        };
        if (free > 0) {
          free--;
          enter();
        } else {
          waiting.push(enter);
          signal.addEventListener('abort', abort, { once: true });
        }
      }),
  };
}
