/** How a session's story is written: beat by beat, each with its length; laid on the clock at the end. */
import { chance } from '../../random';
import type { PlannedAction, Program } from '../model';

export type Beat = Omit<PlannedAction, 'startMs' | 'endMs' | 'cancel'> & {
  readonly seconds: number;
  /** Stopped by the worker this long before the end. */
  readonly canceled?: { readonly secondsBeforeEnd: number; readonly reason: 'timeout' | 'interrupted' };
};

export function sync(seconds: number): Beat {
  return { ...GOOD, definition: { kind: 'syncInputJobAttachments' }, program: 'sync', exitCode: undefined, seconds };
}

export function enter(environment: string, seconds: number): Beat {
  return { ...GOOD, definition: { kind: 'envEnter', environment }, program: 'conda', seconds };
}

export function exit(environment: string, seconds: number): Beat {
  return { ...GOOD, definition: { kind: 'envExit', environment }, program: 'conda', seconds };
}

export function run(program: Program, task: number, seconds: number, step = 0): Beat {
  return { ...GOOD, definition: { kind: 'taskRun', step, task }, program, seconds };
}

/** Some tasks in a row. */
export function runs(program: Program, firstTask: number, count: number, seconds: number): readonly Beat[] {
  return Array.from({ length: count }, (_, index) => run(program, firstTask + index, seconds));
}

/** Goes wrong: with an exit code, and the lines the program writes instead of its good end. */
export function failing(beat: Beat, exitCode: number, message: string | undefined, lastWords: readonly string[]): Beat {
  return { ...beat, outcome: 'FAILED', exitCode, message, lastWords, recurs: true };
}

/** Goes wrong only this time: the fault was the host's or a server's, and the next try succeeds. */
export function failingOnce(
  beat: Beat,
  exitCode: number,
  message: string | undefined,
  lastWords: readonly string[],
): Beat {
  return { ...failing(beat, exitCode, message, lastWords), recurs: false };
}

/** What was waiting when something before it went wrong. */
export function never(...beats: readonly Beat[]): readonly Beat[] {
  return beats.map((beat) => ({ ...beat, outcome: 'NEVER_ATTEMPTED', exitCode: undefined, seconds: 0 }));
}

/** The worker goes away in the middle; the actions that waited get the same message. */
export function interrupted(
  running: Beat,
  message: string,
  lastWords: readonly string[],
  ...waiting: readonly Beat[]
): readonly Beat[] {
  return [
    {
      ...running,
      outcome: 'INTERRUPTED',
      exitCode: undefined,
      message,
      lastWords,
      canceled: { secondsBeforeEnd: 2, reason: 'interrupted' },
    },
    ...never(...waiting).map((beat) => ({ ...beat, message })),
  ];
}

/** Puts beats on the clock, one after the other with a breath between them. Lengths vary a little, as they do. */
export function lay(beats: readonly Beat[], startMs: number, seed: number): readonly PlannedAction[] {
  let clock = startMs + 1_200 + Math.round(chance(seed, 'first') * 2_000);
  return beats.map(({ seconds, canceled, ...beat }, index) => {
    const begin = clock;
    const end = begin + Math.round(seconds * 1_000 * (0.94 + 0.12 * chance(seed, index)));
    clock = seconds === 0 ? end : end + 700 + Math.round(chance(seed, index, 'pause') * 900);
    return {
      ...beat,
      startMs: begin,
      endMs: end,
      cancel: canceled && { atMs: end - canceled.secondsBeforeEnd * 1_000, reason: canceled.reason },
    };
  });
}

/** How many actions a worker is given ahead of the one at work. */
export const GIVEN_AHEAD = 2;

/** The same plan, cut short because a caller asked the session to end: what runs is canceled, what waits is never attempted. */
export function endedEarly(plan: readonly PlannedAction[], atMs: number, graceMs: number): readonly PlannedAction[] {
  const done = plan.filter(({ endMs }) => endMs <= atMs);
  const running = plan.filter(({ startMs, endMs }) => startMs <= atMs && atMs < endMs);
  const given = plan.filter(({ startMs }) => atMs < startMs).slice(0, GIVEN_AHEAD);
  return [
    ...done,
    ...running.map((action): PlannedAction => ({
      ...action,
      outcome: 'CANCELED',
      endMs: atMs + graceMs,
      exitCode: 143,
      message: undefined,
      cancel: { atMs, reason: 'asked' },
      lastWords: ['Caught SIGTERM, leaving'],
    })),
    ...given.map((action): PlannedAction => ({
      ...action,
      outcome: 'NEVER_ATTEMPTED',
      exitCode: undefined,
      startMs: atMs,
      endMs: atMs,
      cancel: undefined,
    })),
  ];
}

const GOOD = {
  outcome: 'SUCCEEDED',
  exitCode: 0,
  message: undefined,
  lastWords: undefined,
  recurs: false,
} as const;
