import type { Clock } from '../../core/async/clock';

/** How often an operation of the service was called in the last hour. */
export interface OperationCount {
  /** e.g. `BatchGetSession` */
  readonly operation: string;
  readonly calls: number;
  /** How many of them the service refused because there were too many. */
  readonly throttled: number;
  /** How many did not work for any other reason. */
  readonly failed: number;
}

/** One call as it ended. */
export interface EndedCall {
  readonly operation: string;
  /** `ok`, `aborted`, or what went wrong. */
  readonly outcome: string;
  /** How often it was tried; 0 for a call that never left this computer. */
  readonly attempts: number;
}

const MINUTE_MS = 60_000;
const MINUTES = 60;

/** Counts the calls of the last hour, minute by minute: as many numbers as there are operations, however many calls. */
export class CallCounts {
  readonly #clock: Clock;
  /** Counts by operation, by the minute they ended in. */
  readonly #minutes = new Map<number, Map<string, { calls: number; throttled: number; failed: number }>>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Counts a call. One that never left this computer costs nothing and counts for nothing. */
  add({ operation, outcome, attempts }: EndedCall): void {
    if (attempts === 0) {
      return;
    }
    this.#dropOld();
    const minute = this.#minute();
    const operations =
      this.#minutes.get(minute) ?? new Map<string, { calls: number; throttled: number; failed: number }>();
    this.#minutes.set(minute, operations);
    const count = operations.get(operation) ?? { calls: 0, throttled: 0, failed: 0 };
    operations.set(operation, count);
    count.calls += attempts;
    count.throttled += outcome === 'throttled' ? 1 : 0;
    count.failed += outcome === 'ok' || outcome === 'aborted' || outcome === 'throttled' ? 0 : 1;
  }

  /** All that was called in the last hour, the most frequent first. */
  get lastHour(): readonly OperationCount[] {
    this.#dropOld();
    const sums = new Map<string, OperationCount>();
    for (const operations of this.#minutes.values()) {
      for (const [operation, { calls, throttled, failed }] of operations) {
        const sum = sums.get(operation);
        sums.set(operation, {
          operation,
          calls: calls + (sum?.calls ?? 0),
          throttled: throttled + (sum?.throttled ?? 0),
          failed: failed + (sum?.failed ?? 0),
        });
      }
    }
    return [...sums.values()].sort((one, other) => other.calls - one.calls);
  }

  /** A clock that was set back leaves minutes that lie ahead: they are dropped, too. */
  #dropOld(): void {
    const now = this.#minute();
    for (const minute of this.#minutes.keys()) {
      if (minute <= now - MINUTES || minute > now) {
        this.#minutes.delete(minute);
      }
    }
  }

  #minute(): number {
    return Math.floor(this.#clock.Date.now() / MINUTE_MS);
  }
}
