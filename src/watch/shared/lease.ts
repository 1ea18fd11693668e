import { type Clock, delay } from '../../core/async/clock';
import { isAbort } from '../../core/errors';
import { type Disposable, Emitter, type Event } from '../../core/async/event';

/** What stands in the file of a lease. */
export interface LeaseRecord {
  /** The window that holds it. */
  readonly holder: string;
  /** When that window last said so. */
  readonly beatMs: number;
  /** Whether a person works in that window. */
  readonly isFocused: boolean;
  /** When a window last began the work; missing before the first time. */
  readonly workMs: number | undefined;
  /** What people call the window, e.g. the name of its folder; hostile. Missing for an empty window and in records of older versions. */
  readonly name?: string | undefined;
}

/** A small file that all windows share, written as a whole. */
export interface LeaseFile {
  /** Undefined where there is none, or where it cannot be read. */
  read(): Promise<LeaseRecord | undefined>;
  write(record: LeaseRecord): Promise<void>;
  remove(): Promise<void>;
}

export interface LeaseOptions {
  readonly file: LeaseFile;
  /** This window; different for each. */
  readonly id: string;
  /** What people call it; missing for an empty window. */
  readonly name?: (() => string | undefined) | undefined;
  readonly clock: Clock;
  readonly onError: (error: unknown) => void;
}

/** How often the holder says that it is there, and others look whether it is. */
const BEAT_MS = 10_000;
/** A holder that has said nothing for so long is gone. */
const LOST_MS = 35_000;
/** How long a window waits after it has claimed the lease: of two that claim it at once, the last one to write has it. */
const SETTLE_MS = 1_000;

/**
 * The right of one window among all on this computer to do something. The window that a person works in has it, else the one that
 * had it last. A window that was killed or sleeps is replaced within 46 seconds. While no window wants it there is no timer and no file.
 */
export class Lease implements Disposable {
  readonly #options: LeaseOptions;
  readonly #changes = new Emitter<void>();
  #wanting: AbortController | undefined;
  #isFocused = false;
  #isHeld = false;
  #isElsewhere = false;
  #holderName: string | undefined;

  /** This window got it or lost it, or another one got it or lost it. */
  readonly onDidChange: Event<void> = this.#changes.event;

  constructor(options: LeaseOptions) {
    this.#options = options;
  }

  /** Whether this window has it. */
  get isHeld(): boolean {
    return this.#isHeld;
  }

  /** Whether another window has it. */
  get isElsewhere(): boolean {
    return this.#isElsewhere;
  }

  /** What people call the other window that has it; hostile. Undefined where it has no name. */
  get holderName(): string | undefined {
    return this.#isElsewhere ? this.#holderName : undefined;
  }

  /** Whether this window would do the work, and whether a person works in it. */
  want(isWanted: boolean, isFocused: boolean): void {
    const isMoved = isFocused !== this.#isFocused;
    this.#isFocused = isFocused;
    if (!isWanted) {
      this.#giveUp();
    } else if (!this.#wanting || isMoved) {
      this.#wanting?.abort();
      this.#wanting = new AbortController();
      void this.#run(this.#wanting.signal);
    }
  }

  /** Begins a piece of work, where this window still has the lease: another one may have taken it since. */
  async begin(): Promise<boolean> {
    if (!this.#isHeld) {
      return false;
    }
    const { file, clock } = this.#options;
    const record = await file.read();
    if (record?.holder !== this.#options.id) {
      this.#become(false, true);
      return false;
    }
    await file.write({ ...record, workMs: clock.Date.now() });
    return this.#isHeld;
  }

  /** Lets other windows know that this one does the work now, whichever window has the lease. */
  async note(): Promise<void> {
    const { file, clock } = this.#options;
    const record = this.#wanting && (await file.read());
    if (record) {
      await file.write({ ...record, workMs: clock.Date.now() });
    }
  }

  /** When any window last began the work; undefined where that is not known. */
  async lastWorkMs(): Promise<number | undefined> {
    return (await this.#options.file.read())?.workMs;
  }

  dispose(): void {
    this.#giveUp();
    this.#changes.dispose();
  }

  #giveUp(): void {
    this.#wanting?.abort();
    this.#wanting = undefined;
    this.#become(false, false);
  }

  async #removeOwn(): Promise<void> {
    const { file, id } = this.#options;
    if ((await file.read())?.holder === id) {
      await file.remove();
    }
  }

  async #run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.#look(signal);
      } catch (error) {
        if (!isAbort(error)) {
          this.#options.onError(error);
        }
      }
      await delay(this.#options.clock, BEAT_MS, signal).catch(() => undefined);
    }
    if (!this.#wanting) {
      await this.#removeOwn().catch(this.#options.onError);
    }
  }

  async #look(signal: AbortSignal): Promise<void> {
    const { file, id, clock } = this.#options;
    const record = await file.read();
    signal.throwIfAborted();
    const isMine = record?.holder === id;
    this.#holderName = record?.name;
    if (!isMine && record && !this.#mayTake(record)) {
      this.#become(false, true);
      return;
    }
    await file.write({
      holder: id,
      beatMs: clock.Date.now(),
      isFocused: this.#isFocused,
      workMs: record?.workMs,
      name: this.#options.name?.(),
    });
    if (!isMine) {
      await delay(clock, SETTLE_MS, signal);
    }
    const isHeld = (await file.read())?.holder === id;
    signal.throwIfAborted();
    this.#become(isHeld, !isHeld);
  }

  /** A clock that was set back makes times of before lie ahead. */
  #mayTake({ beatMs, isFocused }: LeaseRecord): boolean {
    return Math.abs(this.#options.clock.Date.now() - beatMs) > LOST_MS || (this.#isFocused && !isFocused);
  }

  #become(isHeld: boolean, isElsewhere: boolean): void {
    if (isHeld !== this.#isHeld || isElsewhere !== this.#isElsewhere) {
      this.#isHeld = isHeld;
      this.#isElsewhere = isElsewhere;
      this.#changes.fire();
    }
  }
}
