import { type Clock, delay } from '../../core/async/clock';
import { type Fault, toFault } from '../../core/errors';
import { Emitter } from '../../core/async/event';

/** What a follower must be told. */
export interface Attention {
  /** Whether a tab of the log is visible. */
  readonly visible: boolean;
  /** Whether the window has the focus. */
  readonly focused: boolean;
  /** When the session ended, by our clock; undefined while it is active. */
  readonly endedAtMs: number | undefined;
}

export type FollowState =
  | { readonly kind: 'following' }
  /** No visible editor shows the log. */
  | { readonly kind: 'paused' }
  /** The last poll failed; it is tried again while somebody looks. */
  | { readonly kind: 'failing'; readonly fault: Fault }
  /** The session is over and so is the grace time, or following was switched off. */
  | { readonly kind: 'ended' };

export interface LogFollowerOptions {
  readonly clock: Clock;
  /** From 0 to below 1. */
  readonly random: () => number;
  /** Reads what is new, e.g. `LogStore.loadNewer`; resolves with how many events that was. */
  readonly poll: (signal: AbortSignal) => Promise<number>;
}

export const SHORTEST_POLL_MS = 2_000;
export const LONGEST_POLL_MS = 10_000;
/** Agents hand lines over every 30 s at most; the last ones come after the end. */
export const GRACE_MS = 45_000;

/**
 * Asks for what a log gained, while somebody looks.
 *
 * - A poll follows the last one by 2 s after something came; each one that finds nothing makes that half as long again, up to 10 s.
 * - A failure doubles it, up to 10 s; a Retry-After is kept to the full, plus up to a fifth, whatever else happens.
 * - One poll at a time. Hidden or unfocused there is no timer at all; looking again polls at once, but not sooner than 2 s after
 *   the last poll.
 * - It ends by itself once a poll was made 45 s or more after the session's end; a session that ended long ago is asked once.
 */
export class LogFollower {
  readonly #options: LogFollowerOptions;
  readonly #didChangeState = new Emitter<FollowState>();
  #state: FollowState = { kind: 'paused' };
  #attention: Attention = { visible: false, focused: false, endedAtMs: undefined };
  #running: AbortController | undefined;
  #pauseMs = SHORTEST_POLL_MS;
  #polledAtMs = -Infinity;
  #notBeforeMs = -Infinity;

  constructor(options: LogFollowerOptions) {
    this.#options = options;
  }

  readonly onDidChangeState = this.#didChangeState.event;

  get state(): FollowState {
    return this.#state;
  }

  /** Call it whenever any of this may have changed. */
  update(attention: Attention): void {
    this.#attention = attention;
    if (this.#state.kind === 'ended') {
      return;
    }
    if (!attention.visible || !attention.focused) {
      this.#stop({ kind: 'paused' });
    } else if (!this.#running) {
      this.#running = new AbortController();
      this.#pauseMs = SHORTEST_POLL_MS;
      this.#become({ kind: 'following' });
      void this.#run(this.#running.signal);
    }
  }

  dispose(): void {
    this.#stop({ kind: 'ended' });
    this.#didChangeState.dispose();
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { clock, random, poll } = this.#options;
    let isFirst = true;
    while (this.#isCurrent(signal)) {
      const nextMs = this.#polledAtMs + (isFirst ? SHORTEST_POLL_MS : this.#pauseMs * (1 + 0.1 * random()));
      isFirst = false;
      const waitMs = Math.max(nextMs, this.#notBeforeMs) - clock.Date.now();
      try {
        if (waitMs > 0) {
          await delay(clock, waitMs, signal);
        }
        const { endedAtMs } = this.#attention;
        const isLast = endedAtMs !== undefined && clock.Date.now() >= endedAtMs + GRACE_MS;
        this.#polledAtMs = clock.Date.now();
        const count = await poll(signal);
        if (!this.#isCurrent(signal)) {
          return;
        }
        this.#pauseMs = count > 0 ? SHORTEST_POLL_MS : Math.min(LONGEST_POLL_MS, this.#pauseMs * 1.5);
        if (isLast) {
          this.#stop({ kind: 'ended' });
          return;
        }
        this.#become({ kind: 'following' });
      } catch (error) {
        if (!this.#isCurrent(signal)) {
          return;
        }
        const fault = toFault(error);
        this.#pauseMs = Math.min(LONGEST_POLL_MS, this.#pauseMs * 2);
        this.#notBeforeMs =
          fault.retryAfterMs === undefined ? -Infinity : clock.Date.now() + fault.retryAfterMs * (1 + 0.2 * random());
        this.#become({ kind: 'failing', fault });
      }
    }
  }

  #isCurrent(signal: AbortSignal): boolean {
    return this.#running?.signal === signal;
  }

  #stop(state: FollowState): void {
    this.#running?.abort();
    this.#running = undefined;
    this.#become(state);
  }

  #become(state: FollowState): void {
    if (state.kind !== this.#state.kind || state.kind === 'failing') {
      this.#state = state;
      this.#didChangeState.fire(state);
    }
  }
}
