import { type Clock, delay } from '../../core/async/clock';
import { type Fault, isTransient } from '../../core/errors';
import type { ChangeEnd, ChangeOutcome } from '../../core/farm/changePlan';
import { ClientTokens } from '../../core/farm/clientTokens';
import type { Part } from '../../core/session/session';
import type { ChangeKind } from './changeKinds';

export interface CarryOutOptions {
  readonly clock: Clock;
  /** Makes client tokens. */
  readonly makeToken: () => string;
  /** A person wants no more: what is under way is waited for, so that its outcome is known, and nothing else is asked. */
  readonly stop: AbortSignal;
  /** Ends everything at once; then `carryOut` rejects with its reason. */
  readonly life: AbortSignal;
  /** Told how many things were dealt with so far. */
  readonly report: (progress: { readonly dealtWith: number; readonly isReadBack: boolean }) => void;
}

const BATCH_SIZE = 100;
/** How often a click may ask again what was not answered, all its batches together. */
const MOST_REPEATS = 3;
/** What was not answered may still be under way: it is read after this time. */
const UNANSWERED_PAUSE_MS = 2_000;
/** No click waits longer because the service asks for it. */
const LONGEST_PAUSE_MS = 30_000;
/** The change is looked for 2, 5 and 10 seconds after it was accepted. */
const READ_BACK_PAUSES_MS: readonly number[] = [2_000, 3_000, 5_000];

/** Faults of one thing alone: others can still be changed. */
const OF_ONE: readonly Fault['kind'][] = ['conflict', 'notFound', 'invalid'];

/**
 * Carries out what one click asked for, a hundred things at a time, one batch after the other.
 *
 * - Each batch is read right before it is asked; what cannot be changed any more is left alone.
 * - What was refused is not asked again.
 * - What was not answered is read first. What shows the change is done; the rest is asked again with the same client tokens, at most
 *   three times a click.
 * - Where a batch is not answered at all, or no item may be changed, the batches after it are not asked.
 * - What was accepted is read back; nothing is taken for done that was not seen.
 */
export async function carryOut<P, F>(
  kind: ChangeKind<P, F>,
  paths: readonly P[],
  options: CarryOutOptions,
): Promise<readonly ChangeOutcome<P, F>[]> {
  const { stop, report } = options;
  const work = new Work(kind, options);
  const outcomes: ChangeOutcome<P, F>[] = [];
  for (let at = 0; at < paths.length; at += BATCH_SIZE) {
    const batch = paths.slice(at, at + BATCH_SIZE);
    const done = stop.aborted ? [] : await work.change(batch);
    if (done.length === 0 || !mayGoOn(done)) {
      outcomes.push(...done, ...paths.slice(at + done.length).map((path) => notAsked<P, F>(path, undefined)));
      break;
    }
    outcomes.push(...done);
    report({ dealtWith: outcomes.length, isReadBack: false });
  }
  report({ dealtWith: outcomes.length, isReadBack: true });
  return work.readBack(outcomes);
}

/** The work for one click. */
class Work<P, F> {
  readonly #kind: ChangeKind<P, F>;
  readonly #options: CarryOutOptions;
  readonly #tokens: ClientTokens;
  #repeatsLeft = MOST_REPEATS;

  constructor(kind: ChangeKind<P, F>, options: CarryOutOptions) {
    this.#kind = kind;
    this.#options = options;
    this.#tokens = new ClientTokens(options.makeToken);
  }

  /** Reads a batch and asks for what can be changed. One outcome each, in their order. */
  async change(batch: readonly P[]): Promise<readonly ChangeOutcome<P, F>[]> {
    const parts = await this.#kind.read(batch, this.#options.life);
    const judged = batch.map((path, index) => this.#judge(path, parts[index]));
    const asked = judged.filter(isAsked);
    const answered = new Map((await this.#ask(asked)).map((outcome) => [outcome.path, outcome]));
    return judged.map((outcome) => answered.get(outcome.path) ?? outcome);
  }

  /** Looks for the change of everything that was accepted, until it can be seen or the pauses are used up. */
  async readBack(outcomes: readonly ChangeOutcome<P, F>[]): Promise<readonly ChangeOutcome<P, F>[]> {
    const { stop, life } = this.#options;
    let result = outcomes;
    for (const pauseMs of READ_BACK_PAUSES_MS) {
      const unseen = result.filter(({ end }) => end.state === 'accepted');
      if (unseen.length === 0 || !(await this.#pause(pauseMs))) {
        break;
      }
      const seen = await this.#seen(unseen, AbortSignal.any([stop, life]));
      result = result.map((outcome) => (seen.has(outcome) ? { ...outcome, end: { state: 'done' } } : outcome));
    }
    return result;
  }

  #judge(path: P, part: Part<F> | undefined): ChangeOutcome<P, F> {
    if (!part?.ok) {
      return notAsked(path, part?.fault);
    }
    const before = part.value;
    const reason = this.#kind.whyLeft(before);
    return { path, before, end: reason === undefined ? ASKED : { state: 'left', reason } };
  }

  async #ask(asked: readonly ChangeOutcome<P, F>[]): Promise<readonly ChangeOutcome<P, F>[]> {
    if (asked.length === 0) {
      return [];
    }
    const paths = asked.map(({ path }) => path);
    const parts = await this.#kind.ask(paths, this.#tokens, this.#options.life);
    const answered = asked.map((outcome, index) => ({ ...outcome, end: toEnd(parts[index]) }));
    return this.#settle(answered);
  }

  /** Reads what was not answered, and asks again for what does not show the change. */
  async #settle(answered: readonly ChangeOutcome<P, F>[]): Promise<readonly ChangeOutcome<P, F>[]> {
    const unknown = answered.filter(({ end }) => end.state === 'unknown');
    if (unknown.length === 0 || this.#repeatsLeft === 0) {
      return answered;
    }
    this.#repeatsLeft--;
    if (!(await this.#pause(pauseBefore(unknown)))) {
      return answered;
    }
    const parts = await this.#kind.read(
      unknown.map(({ path }) => path),
      this.#options.life,
    );
    if (!parts.some(({ ok }) => ok)) {
      return answered;
    }
    const settled = new Map<P, ChangeOutcome<P, F>>();
    const unchanged: ChangeOutcome<P, F>[] = [];
    for (const [index, outcome] of unknown.entries()) {
      const part = parts[index];
      if (part?.ok && outcome.before !== undefined && this.#kind.hasTakenUp(outcome.before, part.value)) {
        settled.set(outcome.path, { ...outcome, end: { state: 'done' } });
      } else if (part?.ok) {
        unchanged.push(outcome);
      }
    }
    for (const outcome of await this.#ask(unchanged)) {
      settled.set(outcome.path, outcome);
    }
    return answered.map((outcome) => settled.get(outcome.path) ?? outcome);
  }

  /** Those that show the change. */
  async #seen(
    accepted: readonly ChangeOutcome<P, F>[],
    signal: AbortSignal,
  ): Promise<ReadonlySet<ChangeOutcome<P, F>>> {
    try {
      const parts = await this.#kind.read(
        accepted.map(({ path }) => path),
        signal,
      );
      return new Set(
        accepted.filter(({ before }, index) => {
          const part = parts[index];
          return part?.ok && before !== undefined && this.#kind.hasTakenUp(before, part.value);
        }),
      );
    } catch {
      this.#options.life.throwIfAborted();
      return new Set();
    }
  }

  /** Waits; false where a person wants no more. */
  async #pause(ms: number): Promise<boolean> {
    const { clock, stop, life } = this.#options;
    try {
      await delay(clock, ms, AbortSignal.any([stop, life]));
      return true;
    } catch {
      life.throwIfAborted();
      return false;
    }
  }
}

/** A thing that is about to be asked. */
const ASKED: ChangeEnd = { state: 'accepted' };

function isAsked({ end }: ChangeOutcome<unknown, unknown>): boolean {
  return end === ASKED;
}

function toEnd(part: Part<true> | undefined): ChangeEnd {
  if (part === undefined || part.ok) {
    return { state: 'accepted' };
  }
  const { fault } = part;
  return isTransient(fault) ? { state: 'unknown', fault } : { state: 'refused', fault };
}

function notAsked<P, F>(path: P, fault: Fault | undefined): ChangeOutcome<P, F> {
  return { path, before: undefined, end: { state: 'notAsked', fault } };
}

/** As long as the service asks for, within limits. */
function pauseBefore(unknown: readonly ChangeOutcome<unknown, unknown>[]): number {
  const asked = unknown.map(({ end }) => ('fault' in end ? (end.fault?.retryAfterMs ?? 0) : 0));
  return Math.min(LONGEST_PAUSE_MS, Math.max(UNANSWERED_PAUSE_MS, ...asked));
}

/** Whether it makes sense to ask for the next batch after one that ended so. */
function mayGoOn(batch: readonly ChangeOutcome<unknown, unknown>[]): boolean {
  const faults = batch.flatMap(({ end }) => ('fault' in end && end.fault ? [end.fault] : []));
  const isAnyDone = batch.some(({ end }) => end.state === 'done' || end.state === 'accepted');
  return isAnyDone
    ? !batch.some(({ end }) => end.state === 'unknown')
    : faults.every(({ kind }) => OF_ONE.includes(kind));
}
