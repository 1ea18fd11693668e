/** Something to be given back once. The same shape as VS Code's, which this code must not know. */
export interface Disposable {
  dispose(): void;
}

/** Hears of each event until it is disposed. */
export type Event<T> = (listener: (event: T) => void) => Disposable;

/** The private end of an `Event`: only its owner can fire. */
export class Emitter<T> implements Disposable {
  readonly #listeners = new Set<(event: T) => void>();

  readonly event: Event<T> = (listener) => {
    // Two subscriptions of one function are two subscriptions.
    const own = (event: T): void => {
      listener(event);
    };
    this.#listeners.add(own);
    return { dispose: () => void this.#listeners.delete(own) };
  };

  fire(event: T): void {
    for (const listener of [...this.#listeners]) {
      listener(event);
    }
  }

  dispose(): void {
    this.#listeners.clear();
  }
}
