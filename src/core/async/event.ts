/** Something to be given back once. The same shape as VS Code's, which this code must not know. */
export interface Disposable {
  dispose(): void;
}

/** Hears of each event until it is disposed. */
export type Event<T> = (listener: (event: T) => void) => Disposable;

/** How many listeners all events have together: what is watched for a month may leave none behind. */
export function countListeners(): number {
  return listeners;
}

let listeners = 0;

/** The private end of an `Event`: only its owner can fire. */
export class Emitter<T> implements Disposable {
  readonly #listeners = new Set<(event: T) => void>();

  readonly event: Event<T> = (listener) => {
    // Two subscriptions of one function are two subscriptions.
    const own = (event: T): void => {
      listener(event);
    };
    this.#listeners.add(own);
    listeners += 1;
    return {
      dispose: () => {
        listeners -= this.#listeners.delete(own) ? 1 : 0;
      },
    };
  };

  fire(event: T): void {
    for (const listener of [...this.#listeners]) {
      listener(event);
    }
  }

  dispose(): void {
    listeners -= this.#listeners.size;
    this.#listeners.clear();
  }
}
