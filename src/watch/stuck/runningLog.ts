import type { ActionLog, Diagnosis, StudioRule } from '../../core/diagnosis';
import type { LogEvent } from '../../core/service/ports';
import type { SessionAction } from '../../core/session/session';
import type { LogFacts } from '../../core/stuck/findStuck';
import type { Wait } from '../../core/stuck/stuck';
import type { FailureCauses } from '../sessions/readDiagnosis';

/** How many of an action's last events are kept: what it waits for stands in the last few lines. */
const EVENTS_KEPT = 200;

/** What a line that waits is recognized with. */
export interface WaitTools {
  readonly causes: Pick<FailureCauses, 'diagnoseRunning'>;
  readonly studioRules: readonly StudioRule[];
  /** What actions of its kind wrote that succeeded. */
  readonly siblings: readonly ActionLog[];
}

/** The end of a running action's log, and the longest pause in it. Every reader adds what is new. */
export class RunningLog {
  readonly #action: SessionAction;
  #tail: readonly LogEvent[] = [];
  #facts: LogFacts | undefined;

  constructor(action: SessionAction) {
    this.#action = action;
  }

  /** Undefined while no line of it was read. */
  get facts(): LogFacts | undefined {
    return this.#facts;
  }

  /** From when on it is to be read: its last line is read again, which shows that the answer is not just empty. */
  get fromMs(): number {
    return this.#facts?.lastLineMs ?? this.#action.startedAtMs ?? 0;
  }

  /**
   * Adds events of the action, oldest first; those that are known may be among them.
   *
   * @param readUntilMs until when the log was read for them
   */
  add(events: readonly LogEvent[], readUntilMs: number, tools: WaitTools): void {
    const knownMs = this.#facts?.lastLineMs ?? -Infinity;
    const fresh = events.filter(({ timestampMs }) => timestampMs > knownMs);
    const lastLineMs = fresh.at(-1)?.timestampMs ?? this.#facts?.lastLineMs;
    if (lastLineMs === undefined) {
      return;
    }
    if (fresh.length > 0) {
      this.#tail = [...this.#tail, ...fresh].slice(-EVENTS_KEPT);
    }
    const longestPauseMs = Math.max(
      this.#facts?.longestPauseMs ?? 0,
      longestPause(fresh, this.#facts?.lastLineMs ?? fresh[0]?.timestampMs),
    );
    this.#facts = {
      lastLineMs,
      readUntilMs: Math.max(readUntilMs, this.#facts?.readUntilMs ?? -Infinity),
      longestPauseMs,
      waiting: fresh.length > 0 ? this.#waiting(tools) : this.#facts?.waiting,
    };
  }

  #waiting({ causes, studioRules, siblings }: WaitTools): LogFacts['waiting'] {
    const found = causes.diagnoseRunning({ action: this.#action, events: this.#tail, siblings, studioRules });
    const sinceMs = found?.evidence[0]?.at?.timestampMs;
    if (!found || sinceMs === undefined) {
      return undefined;
    }
    const before = this.#facts?.waiting;
    const isSame = before?.wait.cause === found.cause && before.wait.ruleId === found.ruleId;
    return { sinceMs: isSame ? before.sinceMs : sinceMs, wait: waitOf(found) };
  }
}

/** The longest time between two events, the first one counted from `fromMs`. */
export function longestPause(events: readonly LogEvent[], fromMs: number | undefined): number {
  let longestMs = 0;
  let beforeMs = fromMs ?? events[0]?.timestampMs ?? 0;
  for (const { timestampMs } of events) {
    longestMs = Math.max(longestMs, timestampMs - beforeMs);
    beforeMs = timestampMs;
  }
  return longestMs;
}

function waitOf({ cause, sentence, subject, evidence, advice, concerns, ruleId, studioRule }: Diagnosis): Wait {
  const studio = studioRule && { id: studioRule.id, link: studioRule.link };
  return { cause, sentence, subject, evidence, advice, concerns, ruleId, studio };
}
