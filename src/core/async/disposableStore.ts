import type { Disposable } from './event';

/** What an object holds until its own end, and disposes of then. What is added later than that is disposed of at once. */
export class DisposableStore implements Disposable {
  readonly #held = new Set<{ dispose(): unknown }>();
  #isDisposed = false;

  /** @returns the first of them, so that something can be made and added in one line */
  add<T extends { dispose(): unknown }>(first: T, ...others: readonly { dispose(): unknown }[]): T {
    for (const one of [first, ...others]) {
      if (this.#isDisposed) {
        one.dispose();
      } else {
        this.#held.add(one);
      }
    }
    return first;
  }

  dispose(): void {
    this.#isDisposed = true;
    for (const one of this.#held) {
      one.dispose();
    }
    this.#held.clear();
  }
}
