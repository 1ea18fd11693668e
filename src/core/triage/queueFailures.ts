/**
 * What failed alike in the jobs of a queue. Plain frozen data, replaced whole while it fills. Times are epoch milliseconds. All
 * texts are hostile until rendered.
 */
import type { QueueKey } from '../farm/farmKeys';
import type { Job } from '../session/session';
import type { JobKey } from '../session/sessionKey';
import type { Fault } from '../errors';
import type { FailureGroup, HostShare, JobTriage, UnreadPart } from './triage';

/** What is known of a queue's failed jobs at one moment. */
export interface QueueFailures {
  readonly queue: QueueKey;
  /** `stopped`: by a person, or because the calls that one reading may make are used up; what was read is kept. */
  readonly state: 'reading' | 'done' | 'stopped' | 'failed';
  /** Failures that were seen in the most jobs first. */
  readonly failures: readonly AlikeFailure[];
  /** Jobs in which tasks failed of which nothing says why; a job can be here and in `failures`. */
  readonly unexplained: readonly InJob[];
  /** How many jobs were looked at. */
  readonly looked: number;
  /** The jobs that were found and not looked at, the newest first. */
  readonly notLooked: readonly Job[];
  /** Whether all failed jobs since `sinceMs` were listed. */
  readonly isListWhole: boolean;
  /** Failed tasks of the jobs that were looked at, and how many of them were read. */
  readonly failedTasks: number;
  readonly readTasks: number;
  /** What could not be read of the jobs, one entry for each operation and reason. */
  readonly unread: readonly UnreadPart[];
  /** Why the jobs could not be listed. */
  readonly fault: Fault | undefined;
  /** Jobs that were submitted before are left out. */
  readonly sinceMs: number;
  /** Calls that the reading under way has made so far, or the last one, and how many it may make. */
  readonly calls: number;
  readonly mostCalls: number;
}

/** One failure, in all jobs that have it. */
export interface AlikeFailure {
  /** `FailureGroup.fingerprint` */
  readonly fingerprint: string;
  /** The largest of its groups: for sentences. */
  readonly group: FailureGroup;
  /** The job with most of its tasks first. */
  readonly jobs: readonly InJob[];
  readonly tasks: number;
  /** The hosts of all jobs, the one with most of its tasks first. */
  readonly hosts: readonly HostShare[];
  /** When the last of them ended; missing where no time is known. */
  readonly lastMs: number | undefined;
}

/** One job that has a failure. */
export interface InJob {
  readonly key: JobKey;
  /** Missing where the job may not be read. */
  readonly name: string | undefined;
  /** Its tasks that failed so, of those that were read. */
  readonly tasks: number;
  readonly hosts: readonly HostShare[];
}

/** What the triages of some jobs have in common: failures of one fingerprint, and those that nothing explains. */
export function alike(triages: readonly JobTriage[]): Pick<QueueFailures, 'failures' | 'unexplained'> {
  const found = new Map<string, { triage: JobTriage; group: FailureGroup }[]>();
  const unexplained: InJob[] = [];
  for (const triage of triages) {
    for (const group of triage.groups) {
      if (group.fingerprint !== undefined) {
        found.set(group.fingerprint, [...(found.get(group.fingerprint) ?? []), { triage, group }]);
      }
    }
    const others = triage.groups.filter(({ fingerprint }) => fingerprint === undefined);
    if (others.length > 0) {
      unexplained.push(inJob(triage, others));
    }
  }
  return {
    failures: [...found]
      .map(([fingerprint, parts]) => toAlike(fingerprint, parts))
      .sort((a, b) => b.jobs.length - a.jobs.length || b.tasks - a.tasks),
    unexplained,
  };
}

function toAlike(
  fingerprint: string,
  parts: readonly { readonly triage: JobTriage; readonly group: FailureGroup }[],
): AlikeFailure {
  const groups = parts.map(({ group }) => group);
  const triages = [...new Set(parts.map(({ triage }) => triage))];
  const times = groups.flatMap(({ lastMs }) => lastMs ?? []);
  return {
    fingerprint,
    group: groups.reduce((largest, group) => (group.tasks.length > largest.tasks.length ? group : largest)),
    jobs: triages
      .map((triage) =>
        inJob(
          triage,
          parts.flatMap((part) => (part.triage === triage ? part.group : [])),
        ),
      )
      .sort((a, b) => b.tasks - a.tasks),
    tasks: groups.reduce((sum, { tasks }) => sum + tasks.length, 0),
    hosts: sharesOf(groups),
    lastMs: times.length === 0 ? undefined : Math.max(...times),
  };
}

function inJob({ key, job }: JobTriage, groups: readonly FailureGroup[]): InJob {
  return {
    key,
    name: job?.name,
    tasks: groups.reduce((sum, { tasks }) => sum + tasks.length, 0),
    hosts: sharesOf(groups),
  };
}

function sharesOf(groups: readonly FailureGroup[]): readonly HostShare[] {
  const shares = new Map<string, HostShare>();
  for (const { host, tasks } of groups.flatMap(({ hosts }) => hosts)) {
    shares.set(host.id, { host, tasks: tasks + (shares.get(host.id)?.tasks ?? 0) });
  }
  return [...shares.values()].sort((a, b) => b.tasks - a.tasks);
}
