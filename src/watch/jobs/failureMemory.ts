import { type Disposable, Emitter, type Event } from '../../core/async/event';
import {
  joined,
  NOTHING_SEEN,
  parseSeenFailures,
  type SeenFailure,
  type SeenFailures,
  withNote,
  withTriage,
} from '../../core/triage/seenFailures';
import type { Connection } from '../../core/session/sessionKey';
import type { JobTriage } from '../../core/triage/triage';
import type { SharedRecords } from '../shared/sharedRecords';

/** The failures that were seen on this computer, and what people wrote about them: the same in all windows. */
export class FailureMemory implements Disposable {
  readonly #records: SharedRecords;
  /** The kind of records of what was seen, by fingerprint. */
  readonly #seenKind: string;
  /** That of notes: apart, so that no window that sees a failure again writes over a note of another window. */
  readonly #noteKind: string;
  readonly #changes = new Emitter<void>();
  readonly #subscription: Disposable;
  #seen: SeenFailures | undefined;

  /** Something was seen or noted, in this window or another one. */
  readonly onDidChange: Event<void> = this.#changes.event;

  /** @param source what was seen on the sample farm says nothing about other farms */
  constructor(records: SharedRecords, source: Connection['source']) {
    this.#records = records;
    this.#seenKind = `seenFailure/${source}`;
    this.#noteKind = `failureNote/${source}`;
    this.#subscription = records.onDidChange((changed) => {
      if (changed.has(this.#seenKind) || changed.has(this.#noteKind)) {
        this.#seen = undefined;
        this.#changes.fire();
      }
    });
  }

  /** All that is known. */
  get seen(): SeenFailures {
    return (this.#seen ??= joined(this.#read(this.#seenKind), this.#read(this.#noteKind)));
  }

  /** Remembers what a triage found. The same triage twice changes nothing. */
  learn(triage: JobTriage): void {
    const before = this.#read(this.#seenKind);
    const after = withTriage(before, triage);
    const known = new Map(before.failures.map((failure) => [failure.fingerprint, JSON.stringify(failure)]));
    const kept = new Set(after.failures.map(({ fingerprint }) => fingerprint));
    this.#records.put([
      ...after.failures
        .filter((failure) => known.get(failure.fingerprint) !== JSON.stringify(failure))
        .map((failure) => ({ kind: this.#seenKind, id: failure.fingerprint, value: failure })),
      ...[...known.keys()].filter((id) => !kept.has(id)).map((id) => ({ kind: this.#seenKind, id, value: undefined })),
    ]);
  }

  /** Keeps a person's note on a failure; an empty one takes it back. */
  note(about: Pick<SeenFailure, 'fingerprint' | 'cause' | 'subject'>, text: string, nowMs: number): void {
    const [noted] = withNote(NOTHING_SEEN, about, text, nowMs).failures;
    this.#records.put([{ kind: this.#noteKind, id: about.fingerprint, value: text.trim() === '' ? undefined : noted }]);
  }

  /** A person's note on a failure; empty for none. */
  noteOn(fingerprint: string): string {
    return this.seen.failures.find((failure) => failure.fingerprint === fingerprint)?.note ?? '';
  }

  /** How many failures and how many notes are kept. */
  get count(): { readonly failures: number; readonly notes: number } {
    return { failures: this.#records.count(this.#seenKind), notes: this.#records.count(this.#noteKind) };
  }

  /** Forgets all failures and notes, in all windows. Returns what takes that back. */
  forgetAll(): () => void {
    const kept = [this.#seenKind, this.#noteKind].flatMap((kind) =>
      this.#records.ids(kind).map((id) => ({ kind, id, value: this.#records.get(kind, id) })),
    );
    this.#records.put(kept.map(({ kind, id }) => ({ kind, id, value: undefined })));
    return () => {
      this.#records.put(kept);
    };
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changes.dispose();
  }

  #read(kind: string): SeenFailures {
    return parseSeenFailures({ failures: this.#records.ids(kind).map((id) => this.#records.get(kind, id)) });
  }
}
