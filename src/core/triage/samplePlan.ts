/** Which logs to read next, so that few of them tell the most. */
import { type DescribedAlike, type Samples, firstSamples, isSmallGap, sampleOf } from './causesOfFailures';
import { type Stretch, breakIn } from './division';
import { type Failure, hasLog } from './failures';

/** Gaps of this size are divided in three at a time. */
const LARGE_GAP = 24;
/** How many failures in a row, and which part of those that are described alike, may go without a look at one of them. */
const MOST_UNSEEN = 24;
const MOST_UNSEEN_PART = 1 / 12;
/** How many causes are foretold and checked at a time. */
const MOST_CHECKS = 4;
/** How many logs may be missing before the others are taken to be missing too. */
const MOST_MISSING = 6;
/** How far from where it should be a failure is chosen, as a part of all there, so that it is like none of those before. */
const REACH = 1 / 12;

/**
 * The failures whose log is to be read next, the most telling first; empty where more would tell little. Every set of failures that
 * the service describes alike is looked at a few times, spread over its tasks, their parameters and hosts. Where that finds several
 * causes, the boundary between them is narrowed down, and what was concluded is checked on a few more.
 *
 * @param most how many logs may be read.
 */
export function nextSamples(sets: readonly DescribedAlike[], samples: Samples, most: number): readonly Failure[] {
  const choice = new Choice(sets, samples, most);
  const readable = sets.filter((set) => !isHopeless(set, choice));
  const divisible = readable.filter(({ trust }) => trust.verdict !== 'unlikely');
  const first = (): void => {
    readable.forEach((set) => {
      chooseFirst(set, choice);
    });
  };
  const doubtful = (): void => {
    divisible.forEach((set) => {
      chooseToCheck(set, choice);
    });
    divisible.forEach((set) => {
      chooseInGaps(set, choice);
    });
  };
  const unseen = (): void => {
    divisible.forEach((set) => {
      chooseUnseen(set, choice);
    });
  };
  // What is found by the one decides whether the next is of use.
  for (const step of [first, doubtful, unseen]) {
    if (choice.chosen.size === 0) {
      step();
    }
  }
  return [...choice.chosen];
}

/** What was chosen, and how often hosts and parameters were looked at: those of which least is known come first. */
class Choice {
  readonly chosen = new Set<Failure>();
  readonly #seen = new Map<string, number>();

  constructor(
    sets: readonly DescribedAlike[],
    private readonly samples: Samples,
    private readonly most: number,
  ) {
    for (const failure of sets.flatMap(({ failures }) => failures)) {
      if (this.isTried(failure)) {
        this.#note(failure);
      }
    }
  }

  isTried({ action }: Failure): boolean {
    return action !== undefined && this.samples.has(action.sessionActionId);
  }

  isRead(failure: Failure): boolean {
    return sampleOf(failure, this.samples) !== undefined;
  }

  /** Whether it is or will be known of what a failure failed. */
  isSeen(failure: Failure): boolean {
    return this.isTried(failure) || this.chosen.has(failure);
  }

  /** Chooses the failure that is least like those before, among some near a place; the nearest one if `isExact`. */
  near(failures: readonly Failure[], place: number, isExact = false): void {
    const reach = isExact ? 0 : Math.ceil(failures.length * REACH);
    let best: { readonly failure: Failure; readonly seen: number } | undefined;
    for (let distance = 0; distance < failures.length && !(best && distance > reach); distance++) {
      for (const failure of new Set([failures[place + distance], failures[place - distance]])) {
        if (!failure || !hasLog(failure) || this.isSeen(failure)) {
          continue;
        }
        const seen = this.#countOf(failure);
        if (!best || seen < best.seen) {
          best = { failure, seen };
        }
      }
    }
    if (best && this.chosen.size < this.most) {
      this.chosen.add(best.failure);
      this.#note(best.failure);
    }
  }

  #countOf(failure: Failure): number {
    return traitsOf(failure).reduce((sum, trait) => sum + (this.#seen.get(trait) ?? 0), 0);
  }

  #note(failure: Failure): void {
    for (const trait of traitsOf(failure)) {
      this.#seen.set(trait, (this.#seen.get(trait) ?? 0) + 1);
    }
  }
}

function traitsOf({ host, task }: Failure): readonly string[] {
  return [`on ${host?.id ?? ''}`, ...Object.entries(task.parameters).map(([name, value]) => `${name}=${value}`)];
}

function isHopeless({ failures }: DescribedAlike, choice: Choice): boolean {
  const tried = failures.filter((failure) => choice.isTried(failure));
  return tried.length >= MOST_MISSING && !tried.some((failure) => choice.isRead(failure));
}

function chooseFirst({ failures }: DescribedAlike, choice: Choice): void {
  const wanted = firstSamples(failures.length);
  const tried = failures.filter((failure) => choice.isTried(failure)).length;
  for (let sample = tried; sample < wanted; sample++) {
    choice.near(failures, Math.floor(((sample + 0.5) / wanted) * failures.length));
  }
}

function chooseInGaps({ failures, stretches }: DescribedAlike, choice: Choice): void {
  for (const { failures: gap, between } of stretches) {
    if (!between || isSmallGap(gap, failures)) {
      continue;
    }
    const { place, isClear } = breakIn(between, gap);
    if (isClear) {
      choice.near(gap.slice(0, place), place - 1, true);
      choice.near(gap.slice(place), 0, true);
    } else {
      for (const part of gap.length > LARGE_GAP ? [1 / 3, 2 / 3] : [1 / 2]) {
        choice.near(gap, Math.floor(gap.length * part), true);
      }
    }
  }
}

/** A few where the cause is foretold, until it is known whether that is to be trusted. */
function chooseToCheck({ stretches, trust }: DescribedAlike, choice: Choice): void {
  if (trust.verdict === 'open') {
    for (const run of unseenIn(stretches, choice).slice(0, MOST_CHECKS)) {
      choice.near(run, Math.floor(run.length / 2));
    }
  }
}

/** The middle of what was not looked at for long. */
function chooseUnseen({ failures, stretches }: DescribedAlike, choice: Choice): void {
  const most = Math.max(MOST_UNSEEN, failures.length * MOST_UNSEEN_PART);
  for (const run of unseenIn(stretches, choice).filter(({ length }) => length > most)) {
    choice.near(run, Math.floor(run.length / 2));
  }
}

/** Failures in a row of which none was looked at, of one cause as far as it is known; most first. */
function unseenIn(stretches: readonly Stretch[], choice: Choice): readonly (readonly Failure[])[] {
  return stretches
    .filter(({ between }) => !between)
    .flatMap(({ failures }) => unseenRuns(failures, choice))
    .sort((a, b) => b.length - a.length);
}

function unseenRuns(failures: readonly Failure[], choice: Choice): readonly (readonly Failure[])[] {
  const runs: Failure[][] = [[]];
  for (const failure of failures) {
    if (choice.isSeen(failure)) {
      runs.push([]);
    } else {
      runs.at(-1)?.push(failure);
    }
  }
  return runs.filter(({ length }) => length > 0);
}
