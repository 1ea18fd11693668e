/**
 * The failures that were seen on this machine, by fingerprint: how often, since when, in which jobs and where, and a person's note.
 * Plain data to be stored. Bounded, but no note is ever dropped.
 */
import { type CauseId, isCauseId } from '../diagnosis/causeIds';
import { type JobId, isId } from '../ids';
import type { JobTriage } from './triage';

/** All of them, the one seen last first. */
export interface SeenFailures {
  readonly failures: readonly SeenFailure[];
}

export interface SeenFailure {
  /** `FailureGroup.fingerprint` */
  readonly fingerprint: string;
  /** What it was, for a list of notes. Hostile until rendered as text. */
  readonly cause: CauseId;
  readonly subject: string | undefined;
  /** The jobs in which it was seen, the newest first. */
  readonly jobs: readonly SeenInJob[];
  /** What was seen in older jobs that are no longer listed. */
  readonly earlier: { readonly jobs: number; readonly tasks: number };
  /** When it was seen first and last, by the ends of the tasks. */
  readonly firstMs: number;
  readonly lastMs: number;
  /** A person's own; empty for none. */
  readonly note: string;
  /** When the note was written last. */
  readonly notedAtMs: number;
}

export interface SeenInJob {
  readonly jobId: JobId;
  /** The most tasks that failed of it at one time. */
  readonly tasks: number;
  readonly lastMs: number;
  /** Host IDs and how many tasks failed there, most first. */
  readonly hosts: readonly (readonly [hostId: string, tasks: number])[];
}

export const NOTHING_SEEN: SeenFailures = { failures: [] };

/** Failures without a note that are kept. */
const MOST_FAILURES = 500;
const MOST_JOBS = 20;
const MOST_HOSTS = 5;
const LONGEST_NOTE = 2_000;
const LONGEST_TEXT = 300;

/** Adds what a triage found. The same triage twice, or grown, counts once. Unknown causes have no fingerprint and are not kept. */
export function withTriage(seen: SeenFailures, { key, groups, readAtMs = 0 }: JobTriage): SeenFailures {
  let failures = seen.failures;
  for (const { fingerprint, cause, subjects, tasks, hosts, basis, firstMs = readAtMs, lastMs = readAtMs } of groups) {
    if (fingerprint === undefined || basis !== 'log') {
      continue;
    }
    const known = failures.find((one) => one.fingerprint === fingerprint);
    const subject = subjects[0]?.slice(0, LONGEST_TEXT);
    const before = known?.jobs.find(({ jobId }) => jobId === key.jobId);
    const inJob: SeenInJob =
      before && before.tasks > tasks.length
        ? { ...before, lastMs: Math.max(before.lastMs, lastMs) }
        : {
            jobId: key.jobId,
            tasks: tasks.length,
            lastMs,
            hosts: hosts.slice(0, MOST_HOSTS).map(({ host, tasks: count }) => [host.id.slice(0, LONGEST_TEXT), count]),
          };
    const failure = bounded({
      ...(known ?? { ...UNSEEN, fingerprint, firstMs }),
      cause,
      subject,
      jobs: [inJob, ...(known?.jobs ?? []).filter(({ jobId }) => jobId !== key.jobId)],
      firstMs: Math.min(known?.firstMs ?? firstMs, firstMs),
      lastMs: Math.max(known?.lastMs ?? lastMs, lastMs),
    });
    failures = [failure, ...failures.filter((one) => one !== known)];
  }
  return failures === seen.failures ? seen : limited(failures);
}

const UNSEEN = { jobs: [], earlier: { jobs: 0, tasks: 0 }, note: '', notedAtMs: 0 } as const;

/** Writes a note on a failure; an empty one takes it back. */
export function withNote(
  seen: SeenFailures,
  about: Pick<SeenFailure, 'fingerprint' | 'cause' | 'subject'>,
  note: string,
  nowMs: number,
): SeenFailures {
  const known = seen.failures.find(({ fingerprint }) => fingerprint === about.fingerprint);
  const noted = {
    ...(known ?? { ...UNSEEN, ...about, firstMs: nowMs, lastMs: nowMs }),
    note: note.slice(0, LONGEST_NOTE),
    notedAtMs: nowMs,
  };
  return known
    ? { failures: seen.failures.map((failure) => (failure === known ? noted : failure)) }
    : limited([noted, ...seen.failures]);
}

/** Without one failure and its note: only a person asks for it. */
export function without(seen: SeenFailures, fingerprint: string): SeenFailures {
  return { failures: seen.failures.filter((failure) => failure.fingerprint !== fingerprint) };
}

/** What two windows have seen. Of two notes on one failure the newer one stays. */
export function joined(one: SeenFailures, other: SeenFailures): SeenFailures {
  const failures = new Map(one.failures.map((failure) => [failure.fingerprint, failure]));
  for (const failure of other.failures) {
    const known = failures.get(failure.fingerprint);
    failures.set(failure.fingerprint, known ? both(known, failure) : failure);
  }
  return limited([...failures.values()]);
}

function both(one: SeenFailure, other: SeenFailure): SeenFailure {
  const [newer, older] = one.lastMs >= other.lastMs ? [one, other] : [other, one];
  const { note, notedAtMs } = one.notedAtMs >= other.notedAtMs ? one : other;
  const jobs = new Map<JobId, SeenInJob>();
  for (const job of [...newer.jobs, ...older.jobs]) {
    const known = jobs.get(job.jobId);
    jobs.set(job.jobId, known && known.tasks >= job.tasks ? known : job);
  }
  const [most, least] = newer.earlier.jobs >= older.earlier.jobs ? [newer, older] : [older, newer];
  return bounded({
    ...newer,
    jobs: [...jobs.values()],
    earlier: most.earlier.jobs > 0 ? most.earlier : least.earlier,
    firstMs: Math.min(one.firstMs, other.firstMs),
    note,
    notedAtMs,
  });
}

/** What is remembered of a failure besides one job. */
export interface SeenElsewhere {
  readonly tasks: number;
  readonly jobs: number;
  readonly sinceMs: number;
  /** The host on which more than half of them failed; undefined where there is none. */
  readonly mostlyOn: string | undefined;
}

/** The same failure in other jobs than this one; undefined where it was seen in none. */
export function seenElsewhere(seen: SeenFailures, fingerprint: string, jobId: JobId): SeenElsewhere | undefined {
  const failure = seen.failures.find((one) => one.fingerprint === fingerprint);
  const others = failure?.jobs.filter((job) => job.jobId !== jobId) ?? [];
  const jobs = others.length + (failure?.earlier.jobs ?? 0);
  if (!failure || jobs === 0) {
    return undefined;
  }
  const tasks = others.reduce((sum, job) => sum + job.tasks, failure.earlier.tasks);
  const byHost = new Map<string, number>();
  for (const [hostId, count] of others.flatMap(({ hosts }) => hosts)) {
    byHost.set(hostId, (byHost.get(hostId) ?? 0) + count);
  }
  const [top] = [...byHost].sort(([, a], [, b]) => b - a);
  return {
    tasks,
    jobs,
    sinceMs: failure.firstMs,
    mostlyOn: top && top[1] * 2 > tasks ? top[0] : undefined,
  };
}

/** Notes are never dropped; of the others, those that were seen longest ago are. */
function limited(failures: readonly SeenFailure[]): SeenFailures {
  const newest = failures.toSorted((a, b) => b.lastMs - a.lastMs);
  let left = MOST_FAILURES;
  return { failures: newest.filter(({ note }) => note !== '' || left-- > 0) };
}

function bounded(failure: SeenFailure): SeenFailure {
  const jobs = failure.jobs.toSorted((a, b) => b.lastMs - a.lastMs);
  const left = jobs.slice(MOST_JOBS);
  return {
    ...failure,
    jobs: jobs.slice(0, MOST_JOBS),
    earlier: {
      jobs: failure.earlier.jobs + left.length,
      tasks: left.reduce((sum, { tasks }) => sum + tasks, failure.earlier.tasks),
    },
  };
}

/** Out of stored data; what is no such record is left out. */
export function parseSeenFailures(value: unknown): SeenFailures {
  return limited(listIn(value, 'failures').flatMap((one) => parseFailure(one) ?? []));
}

function parseFailure(value: unknown): SeenFailure | undefined {
  const { fingerprint, cause, subject, earlier, firstMs, lastMs, note, notedAtMs } = recordOf(value);
  if (typeof fingerprint !== 'string' || !/^[0-9a-f]{16}$/.test(fingerprint) || !isCause(cause)) {
    return undefined;
  }
  const { jobs, tasks } = recordOf(earlier);
  return bounded({
    fingerprint,
    cause,
    subject: typeof subject === 'string' ? subject.slice(0, LONGEST_TEXT) : undefined,
    jobs: listIn(value, 'jobs').flatMap((one) => parseJob(one) ?? []),
    earlier: { jobs: numberOf(jobs), tasks: numberOf(tasks) },
    firstMs: numberOf(firstMs),
    lastMs: numberOf(lastMs),
    note: typeof note === 'string' ? note.slice(0, LONGEST_NOTE) : '',
    notedAtMs: numberOf(notedAtMs),
  });
}

function parseJob(value: unknown): SeenInJob | undefined {
  const { jobId, tasks, lastMs } = recordOf(value);
  const hosts = listIn(value, 'hosts').flatMap((pair): readonly (readonly [string, number])[] => {
    const [hostId, count] = Array.isArray(pair) ? (pair as readonly unknown[]) : [];
    return typeof hostId === 'string' ? [[hostId.slice(0, LONGEST_TEXT), numberOf(count)]] : [];
  });
  return isId('job', jobId)
    ? { jobId, tasks: numberOf(tasks), lastMs: numberOf(lastMs), hosts: hosts.slice(0, MOST_HOSTS) }
    : undefined;
}

function isCause(value: unknown): value is CauseId {
  return typeof value === 'string' && isCauseId(value);
}

function numberOf(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : 0;
}

function listIn(value: unknown, name: string): readonly unknown[] {
  const list = recordOf(value)[name];
  return Array.isArray(list) ? list : [];
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
