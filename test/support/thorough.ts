/** Whether `npm run fuzz` asks: it tries properties for minutes, where the tests of every day try them for seconds. */
export const IS_THOROUGH = process.env.THOROUGH !== undefined;

/** How many cases, seeds or days a test takes: some every day, all of them when thoroughness is asked for. */
export function upTo(everyDay: number, thorough: number): number {
  return IS_THOROUGH ? thorough : everyDay;
}

/**
 * How often fast-check tries a property: so often every day, and twenty times as often when thoroughness is asked for. What has
 * failed may be made simpler for a while, not for ever.
 */
export function runs(everyDay: number, thorough = everyDay * 20): { numRuns: number; interruptAfterTimeLimit: number } {
  return { numRuns: IS_THOROUGH ? thorough : everyDay, interruptAfterTimeLimit: IS_THOROUGH ? 3_000_000 : 60_000 };
}
