/** Which cause each failure has, from the logs of some of them. */
import type { SessionActionId } from '../ids';
import { type Stretch, breakIn, divide } from './division';
import { type Failure, type Sample, byWhatServiceSays, hasLog } from './failures';
import { kindOfFailure } from './fingerprint';
import { groupedBy } from './grouped';

/** Logs by the action that they are of. */
export type Samples = ReadonlyMap<SessionActionId, Sample>;

/** Failures that the service describes alike, and what their logs make of them. */
export interface DescribedAlike {
  /** See `byWhatServiceSays`. */
  readonly key: string;
  readonly failures: readonly Failure[];
  /** Together they hold each failure once. */
  readonly stretches: readonly Stretch[];
  /** The causes that logs name. */
  readonly labels: readonly string[];
  readonly trust: Trust;
}

/** Whether causes follow what is known of the tasks, by those that were foretold before their log was read. */
export interface Trust {
  /** `unlikely`: they were foretold wrongly too often for more logs to help. `open`: too few were foretold to tell. */
  readonly verdict: 'likely' | 'unlikely' | 'open';
  /** Whether the causes of other tasks may be guessed, by what is known now. */
  readonly mayGuess: boolean;
}

/** How many logs are read of failures that the service describes alike, before causes are foretold. */
const FEWEST_FIRST = 2;
const MOST_FIRST = 10;
/** So many foretold rightly in a row are no coincidence; nor are these of the last ones, a few of them being exceptions. */
const RIGHT_IN_A_ROW = 7;
const LAST_FORETOLD = 12;
const RIGHT_OF_THE_LAST = 10;
/** Which part must be right for guesses, until there is a verdict. */
const RIGHT_ENOUGH = 2 / 3;
/** Where more than this part has no log that could be read, what these failed of is not guessed: no log of them was read. */
const MOST_WITHOUT_LOG = 0.1;
/** A gap between two causes of at most this part of the whole is divided at the likeliest place. */
const SMALL_PART = 0.01;

/**
 * Tells the causes of failures apart: what the service says divides first, then the logs.
 *
 * @param failures in order.
 * @param samples in the order in which they were read.
 */
export function causesOfFailures(failures: readonly Failure[], samples: Samples): readonly DescribedAlike[] {
  const labelOf = (failure: Failure): string | undefined => {
    const diagnosis = sampleOf(failure, samples)?.diagnosis;
    return diagnosis && (diagnosis.cause === 'unknown' ? 'unknown' : kindOfFailure(diagnosis));
  };
  return [...byWhatServiceSays(failures)].map(([key, alike]) => {
    const stretches = divide(alike, labelOf);
    const labels = [...new Set(stretches.flatMap(({ label }) => label ?? []))];
    const trust = labels.length < 2 ? ONE_CAUSE : trustIn(foretold(alike, samples, labelOf));
    return { key, failures: alike, stretches, labels, trust };
  });
}

/** How many logs of so many failures are read to begin with. */
export function firstSamples(failures: number): number {
  const wanted = Math.max(FEWEST_FIRST, Math.min(MOST_FIRST, Math.round(Math.sqrt(failures) / 3)));
  return Math.min(failures, wanted);
}

const ONE_CAUSE: Trust = { verdict: 'likely', mayGuess: true };

function trustIn(foretold: readonly boolean[]): Trust {
  const last = foretold.slice(-LAST_FORETOLD);
  const right = last.filter((isRight) => isRight).length;
  const isInARow = last.length >= RIGHT_IN_A_ROW && !last.slice(-RIGHT_IN_A_ROW).includes(false);
  if (isInARow || right >= RIGHT_OF_THE_LAST) {
    return { verdict: 'likely', mayGuess: true };
  }
  return last.length >= LAST_FORETOLD
    ? { verdict: 'unlikely', mayGuess: false }
    : { verdict: 'open', mayGuess: right >= last.length * RIGHT_ENOUGH };
}

/** Whether the samples before each one told its cause rightly. Where these left it open, they foretold nothing. */
function foretold(
  failures: readonly Failure[],
  samples: Samples,
  labelOf: (failure: Failure) => string | undefined,
): readonly boolean[] {
  const order = new Map([...samples.keys()].map((id, place) => [id, place]));
  const placeOf = ({ action }: Failure): number => (action && order.get(action.sessionActionId)) ?? 0;
  const known = failures.filter((failure) => labelOf(failure) !== undefined);
  const later = known.toSorted((a, b) => placeOf(a) - placeOf(b)).slice(firstSamples(failures.length));
  return later.flatMap((failure) => {
    const stretches = divide(known, (other) => (placeOf(other) < placeOf(failure) ? labelOf(other) : undefined));
    const label = stretches.find((stretch) => stretch.failures.includes(failure))?.label;
    return label === undefined ? [] : [label === labelOf(failure)];
  });
}

/** The sample of a failure whose log was read. */
export function sampleOf({ action }: Failure, samples: Samples): Sample | undefined {
  const sample = action && samples.get(action.sessionActionId);
  return sample?.diagnosis.isLogRead ? sample : undefined;
}

/** Whether failures between two causes are so few that they are counted to the nearer one. */
export function isSmallGap(gap: readonly Failure[], alike: readonly Failure[]): boolean {
  return gap.length <= alike.length * SMALL_PART;
}

/** Failures of one cause; of an undefined label those of which nothing is known yet, or which could be of either of two causes. */
export interface Labeled {
  readonly label: string | undefined;
  readonly failures: readonly Failure[];
  /** The labels of which it could be one; empty where there is a label, and where no log was read. */
  readonly candidates: readonly string[];
}

/** What is made of failures that the service describes alike: one entry a label, and one for what is open. */
export function settled(set: DescribedAlike, samples: Samples): readonly Labeled[] {
  const isBlind = set.failures.filter((failure) => !hasLog(failure)).length > set.failures.length * MOST_WITHOUT_LOG;
  const assigned = set.stretches.flatMap((stretch) => {
    const guessAt = set.trust.mayGuess ? guessesOf(stretch, set.failures) : () => undefined;
    return stretch.failures.map((failure, place) => ({
      failure,
      label: sampleOf(failure, samples) ? stretch.label : isBlind && !hasLog(failure) ? undefined : guessAt(place),
    }));
  });
  return [...groupedBy(assigned, ({ label }) => label)].map(([label, some]) => ({
    label,
    failures: some.map(({ failure }) => failure),
    candidates: label === undefined && set.labels.length > 1 ? set.labels : [],
  }));
}

/** The label of a stretch's failures by their place in it, as far as it may be guessed. */
function guessesOf(
  { label, between, failures }: Stretch,
  alike: readonly Failure[],
): (place: number) => string | undefined {
  if (!between || !isSmallGap(failures, alike)) {
    return () => label;
  }
  const breakAt = breakIn(between, failures).place;
  return (place) => (place < breakAt ? between.before : between.after).label;
}
