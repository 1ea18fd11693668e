import type { SessionId } from '../../core/ids';
import type { SessionAction } from '../../core/session/session';
import { groupedBy } from '../../core/triage/grouped';
import { suspectHosts } from '../../core/triage/suspects';
import type { HostComparison, HostElsewhere, TriageHost } from '../../core/triage/triage';
import { callsFor } from './callBudget';

/** Attempts of tasks that ended in success or failure. */
export interface Attempts {
  readonly attempts: number;
  readonly failures: number;
}

export const NO_ATTEMPTS: Attempts = { attempts: 0, failures: 0 };

/** Counts a run of a task that ended by itself; anything else changes nothing. */
export function counted({ attempts, failures }: Attempts, { definition, status }: SessionAction): Attempts {
  const isFailure = status === 'FAILED';
  return definition.kind === 'taskRun' && (isFailure || status === 'SUCCEEDED')
    ? { attempts: attempts + 1, failures: failures + (isFailure ? 1 : 0) }
    : { attempts, failures };
}

/** About how many actions of a session are no tasks: attachments, environments. */
const ACTIONS_APART_FROM_TASKS = 4;
const TASKS_A_SESSION = 8;

/** How often the hosts of a job fail. */
export class HostRates {
  state: HostComparison['state'] = 'unread';
  isPartial = false;
  readonly bySession = new Map<SessionId, Attempts>();
  readonly elsewhere = new Map<string, HostElsewhere>();
  #attemptsByHost: ReadonlyMap<string, number> | undefined;
  #comparison: Pick<HostComparison, 'attempts' | 'failures' | 'suspects'> = { ...NO_ATTEMPTS, suspects: [] };

  /** @param hostOf undefined for sessions that were not read. */
  constructor(private readonly hostOf: (sessionId: SessionId) => TriageHost | undefined) {}

  /** Attempts by host; undefined until they were read. */
  get attemptsByHost(): ReadonlyMap<string, number> | undefined {
    return this.#attemptsByHost;
  }

  /** Makes something of what was read. */
  conclude(): void {
    const rows = [...this.bySession].flatMap(([sessionId, of]) => {
      const host = this.hostOf(sessionId);
      return host ? [{ host, of }] : [];
    });
    const records = [...groupedBy(rows, ({ host }) => host.id).values()].flatMap((same) => {
      const sum = same.reduce((all, { of }) => added(all, of), NO_ATTEMPTS);
      return same[0] ? [{ host: same[0].host, ...sum }] : [];
    });
    this.#attemptsByHost = new Map(records.map(({ host, attempts }) => [host.id, attempts]));
    this.#comparison = { ...records.reduce<Attempts>(added, NO_ATTEMPTS), suspects: suspectHosts(records) };
  }

  /** @param counts the job's tasks by state, and @param sessionsRead how many of its sessions are known: for the estimate. */
  comparison(counts: Readonly<Record<string, number>> | undefined, sessionsRead: number): HostComparison {
    const { attempts, failures, suspects } = this.#comparison;
    return Object.freeze({
      state: this.state,
      estimatedCalls: counts && estimateCalls(counts, sessionsRead),
      attempts,
      failures,
      isPartial: this.isPartial,
      suspects: suspects.map((suspect) =>
        Object.freeze({ ...suspect, elsewhere: this.elsewhere.get(suspect.host.id) }),
      ),
    });
  }
}

function estimateCalls({ SUCCEEDED = 0, FAILED = 0 }: Readonly<Record<string, number>>, sessionsRead: number): number {
  const attempts = SUCCEEDED + FAILED;
  const sessions = Math.max(FAILED, attempts / TASKS_A_SESSION);
  return callsFor(attempts + sessions * ACTIONS_APART_FROM_TASKS) + callsFor(Math.max(0, sessions - sessionsRead));
}

function added(one: Attempts, other: Attempts): Attempts {
  return { attempts: one.attempts + other.attempts, failures: one.failures + other.failures };
}
