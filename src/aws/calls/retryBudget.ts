/**
 * How much may be asked twice. A service in trouble is not helped by everybody asking thrice: what is asked again is paid for by
 * what went well before, for all callers of one service together.
 */
export interface RetryBudget {
  /** Notes that something went well at `gate`. */
  earn(gate: string): void;
  /** Whether one more try at `gate` is paid for; if so, it is spent. */
  spend(gate: string): boolean;
}

/** Enough for a hiccup; in a storm of ten minutes less than a tenth of what polling asks anyway. */
const FULL = 3;
const EARNED_BY_SUCCESS = 0.05;

/** Makes a budget that is full. */
export function createRetryBudget(): RetryBudget {
  const left = new Map<string, number>();
  return {
    earn: (gate) => {
      left.set(gate, Math.min(FULL, (left.get(gate) ?? FULL) + EARNED_BY_SUCCESS));
    },
    spend: (gate) => {
      const rest = (left.get(gate) ?? FULL) - 1;
      // Twentieths do not add up to a whole exactly.
      if (rest < -1e-9) {
        return false;
      }
      left.set(gate, rest);
      return true;
    },
  };
}
