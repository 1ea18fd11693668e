/** Hosts that fail more than the others do. */
import { chanceOfAtLeast } from './exactTest';
import type { SuspectHost, TriageHost } from './triage';

/** What a host did in a job. */
export interface HostRecord {
  readonly host: TriageHost;
  /** Attempts of tasks that ended in success or failure. */
  readonly attempts: number;
  readonly failures: number;
}

/** How often a job of healthy hosts may name one of them, whatever their number. */
const FALSE_ALARMS = 0.005;
/** Two failures never name a machine. */
const FEWEST_FAILURES = 3;
/** What is certain, but small, names none either: hosts differ. */
const FEWEST_TIMES = 2;

/**
 * Names the hosts whose failures are no chance, the most striking first: Fisher's exact test of each host against the others,
 * corrected for their number. The one that stands out most is then left out and the others are compared again, so that one bad host
 * does not hide a second one.
 */
export function suspectHosts(records: readonly HostRecord[]): readonly SuspectHost[] {
  const left = new Set(records.filter(({ attempts }) => attempts > 0));
  const hosts = left.size;
  const suspects: { readonly record: HostRecord; readonly chance: number }[] = [];
  for (let worst = worstOf(left, hosts); worst; worst = worstOf(left, hosts)) {
    left.delete(worst.record);
    suspects.push(worst);
  }
  const others = sumOf(left);
  return suspects.map(({ record, chance }) => ({
    ...record,
    otherAttempts: others.attempts,
    otherFailures: others.failures,
    chance,
    elsewhere: undefined,
  }));
}

function worstOf(
  records: ReadonlySet<HostRecord>,
  hosts: number,
): { readonly record: HostRecord; readonly chance: number } | undefined {
  const all = sumOf(records);
  let worst: { readonly record: HostRecord; readonly chance: number } | undefined;
  for (const record of records) {
    const { attempts, failures } = record;
    const others = { attempts: all.attempts - attempts, failures: all.failures - failures };
    if (
      failures < FEWEST_FAILURES ||
      others.attempts === 0 ||
      failures * others.attempts < FEWEST_TIMES * others.failures * attempts
    ) {
      continue;
    }
    const chance =
      hosts * chanceOfAtLeast({ hits: failures, drawn: attempts, marked: all.failures, all: all.attempts });
    if (chance <= FALSE_ALARMS && (!worst || chance < worst.chance)) {
      worst = { record, chance };
    }
  }
  return worst;
}

function sumOf(records: Iterable<HostRecord>): { readonly attempts: number; readonly failures: number } {
  let attempts = 0;
  let failures = 0;
  for (const record of records) {
    attempts += record.attempts;
    failures += record.failures;
  }
  return { attempts, failures };
}
