/** How many things one call reads. */
export const BATCH = 100;

/** Calls of a triage whatever its size, for logs, the job and its steps; and those for each hundred failed tasks. */
export const CALLS_FOR_LOGS = 35;
const APART_FROM_TASKS = CALLS_FOR_LOGS + 2;
const A_HUNDRED_TASKS = 3;
/** A triage takes no more in one go, also where each thing takes a call of its own. */
const MOST_ONE_BY_ONE = 400;

/** How many calls reading so many things takes. */
export function callsFor(things: number): number {
  return Math.ceil(things / BATCH);
}

/** How many calls one reading may make, and how many it made. */
export class CallBudget {
  readonly #grows: boolean;
  #most: number;
  #made = 0;

  /** @param options `grows`: whether more is allowed once it is known what a whole reading takes; true if not said. */
  constructor(most = APART_FROM_TASKS + A_HUNDRED_TASKS, { grows = true }: { readonly grows?: boolean } = {}) {
    this.#most = most;
    this.#grows = grows;
  }

  get most(): number {
    return this.#most;
  }

  get made(): number {
    return this.#made;
  }

  /** Never less than 0. */
  get left(): number {
    return Math.max(0, this.#most - this.#made);
  }

  /** Allows what a triage of so many failed tasks takes, and a list of so many tasks. */
  allowFor(failedTasks: number, listedTasks: number): void {
    const pages = Math.max(1, callsFor(failedTasks));
    this.#atLeast(APART_FROM_TASKS + A_HUNDRED_TASKS * pages + callsFor(listedTasks));
  }

  /** Allows what it takes to read things one by one, because many at once may not be read. */
  allowOneByOne(): void {
    this.#atLeast(MOST_ONE_BY_ONE);
  }

  /** Allows so many more. */
  allowMore(calls: number): void {
    this.#atLeast(this.#most + calls);
  }

  /** Calls that are about to be made, or that were made without asking. */
  spend(calls: number): void {
    this.#made += calls;
  }

  #atLeast(calls: number): void {
    if (this.#grows) {
      this.#most = Math.max(this.#most, calls);
    }
  }
}
