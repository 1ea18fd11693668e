/** Compares a run with runs that succeeded: finds them, reads their logs, sets facts side by side. */
import type { ComparedRun, Comparison, Run } from '../../core/compare/comparison';
import { differences, LineKinds } from '../../core/compare/differences';
import { type LoggedFacts, loggedFacts, sideBySide } from '../../core/compare/loggedFacts';
import { MOST_GOOD_RUNS } from '../../core/compare/nearestRuns';
import { namesOf, withoutNames } from '../../core/compare/normalize';
import { linesOfRun, linesOfSession } from '../../core/compare/runLines';
import { UserError } from '../../core/errors';
import type { LogReader } from '../../core/logs/pages/logReader';
import type { LogEvent } from '../../core/service/ports';
import type { SessionAction } from '../../core/session/session';
import { keyId } from '../../core/session/sessionKey';
import { findGoodRuns, type GoodRunSearch } from './goodRuns';
import { type LogReading, type ReadLog, readRunLog, readSetUp } from './runLog';
import { t } from '../../core/text/localize';

export interface ComparisonReading {
  readonly source: GoodRunSearch['source'] & LogReader;
  readonly signal: AbortSignal;
  /** Told how many lines were read so far. */
  readonly onProgress: (lines: number) => void;
}

/**
 * Compares an action with up to three of its kind that succeeded.
 *
 * Costs no call to find them in its own session, else at most five (see `findGoodRuns`); two calls for each log of up to 10,000
 * lines, one more for each further 10,000 up to 200,000; and two for the set-up of each of the two sessions that are set side by
 * side: ten to seventeen calls for logs of ordinary length.
 *
 * @throws {UserError} `notFound` where nothing of the kind succeeded yet
 */
export async function compareWithGood(
  reading: ComparisonReading,
  run: Run & { readonly action: SessionAction },
): Promise<Comparison> {
  const meter = new Meter(reading);
  const found = await findGoodRuns({ source: reading.source, signal: reading.signal, onCall: meter.onCall }, run);
  if (found.length === 0) {
    throw new UserError({ kind: 'notFound', message: noneSucceeded(run.action), remedies: [] });
  }
  return compared(reading, meter, run, found);
}

/**
 * Compares two runs that a person chose, at the same costs but for the search.
 *
 * @throws {UserError} `invalid` where both are one
 */
export async function compareRuns(reading: ComparisonReading, subject: Run, reference: Run): Promise<Comparison> {
  if (
    keyId(subject.key) === keyId(reference.key) &&
    subject.action?.sessionActionId === reference.action?.sessionActionId
  ) {
    throw new UserError({
      kind: 'invalid',
      message: t('A session can’t be compared with itself. Select two sessions.'),
      remedies: [],
    });
  }
  return compared(reading, new Meter(reading), subject, [reference]);
}

/** That nothing succeeded at what an action failed at, and what can be done instead. */
export function noneSucceeded({ definition }: SessionAction): string {
  return definition.kind === 'taskRun'
    ? t(
        'No task of this step has succeeded yet, so there is nothing to compare with. Select a session to compare with instead.',
      )
    : t(
        'No action of this kind in this job has succeeded yet, so there is nothing to compare with. Select a session to compare with instead.',
      );
}

/** Counts what a comparison costs. */
class Meter {
  calls = 0;
  #lines = 0;
  readonly #onProgress: (lines: number) => void;

  constructor({ onProgress }: Pick<ComparisonReading, 'onProgress'>) {
    this.#onProgress = onProgress;
  }

  readonly onCall = (): void => {
    this.calls++;
  };

  readonly onPage = (lines: number): void => {
    this.calls++;
    this.#lines += lines;
    this.#onProgress(this.#lines);
  };
}

interface ReadRun {
  readonly run: Run;
  readonly log: ReadLog;
}

async function compared(
  { source, signal }: ComparisonReading,
  meter: Meter,
  subject: Run,
  candidates: readonly Run[],
): Promise<Comparison> {
  const logs: LogReading = { reader: source, signal, onPage: meter.onPage };
  const read = async (run: Run): Promise<ReadRun> => ({ run, log: await readRunLog(logs, run) });
  const [own, others] = await Promise.all([read(subject), Promise.all(candidates.slice(0, MOST_GOOD_RUNS).map(read))]);
  const good = others.filter(({ log }) => log.fault === undefined);
  const reference = good[0] ?? others[0];
  if (!reference) {
    throw new Error('There is nothing to compare with.');
  }
  const setUp = await readSetUp(logs, subject);
  const isOneSession = keyId(subject.key) === keyId(reference.run.key);
  const facts = factsOf(own, setUp);
  const otherFacts = factsOf(reference, isOneSession ? setUp : await readSetUp(logs, reference.run));
  const plain = withoutNamesOf(subject, reference.run);
  return {
    subject: comparedRun(own),
    reference: comparedRun(reference),
    goodRuns: good.length,
    differences:
      own.log.fault === undefined && good.length > 0
        ? differences(await kindsOf(own), await Promise.all(good.map(kindsOf)), plain)
        : undefined,
    variables: sideBySide(facts.variables, otherFacts.variables, plain),
    packages: sideBySide(facts.packages, otherFacts.packages),
    calls: meter.calls,
  };
}

function comparedRun({ run, log: { lines, isCut, fault } }: ReadRun): ComparedRun {
  return { ...run, log: { lines, isCut, fault } };
}

/** How many lines are looked at before others may do something. */
const LINES_A_TURN = 10_000;

async function kindsOf({ run, log }: ReadRun): Promise<LineKinds> {
  const lines = run.action ? linesOfRun(log.events, run.action) : linesOfSession(log.events, run.actions);
  const kinds = new LineKinds();
  for (let from = 0; from < lines.length; from += LINES_A_TURN) {
    kinds.add(lines.slice(from, from + LINES_A_TURN));
    await new Promise(setImmediate);
  }
  return kinds;
}

function factsOf({ log }: Pick<ReadRun, 'log'>, setUp: readonly LogEvent[]): LoggedFacts {
  return loggedFacts([...setUp, ...log.events].flatMap(({ message }) => message.split(/\r?\n/)));
}

function withoutNamesOf(...runs: readonly Run[]): (text: string) => string {
  const each = runs.map(({ session, action }) =>
    withoutNames(namesOf(session.ok ? session.value.host : undefined, action)),
  );
  return (text) => each.reduce((left, without) => without(left), text);
}
