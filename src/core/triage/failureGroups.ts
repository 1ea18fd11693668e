/** Failed tasks in groups of one cause each. */
import type { CauseId } from '../diagnosis/causeIds';
import type { Evidence } from '../diagnosis/diagnosis';
import { sessionOfAction } from '../ids';
import type { SessionDiagnosis } from '../session/watchedSession';
import {
  type DescribedAlike,
  type Labeled,
  type Samples,
  causesOfFailures,
  sampleOf,
  settled,
} from './causesOfFailures';
import { divide } from './division';
import { type Failure, type Sample, inOrder } from './failures';
import { digest, fingerprintOf, kindOfFailure, shapeOfSubject } from './fingerprint';
import { groupedBy } from './grouped';
import { spreadOf } from './spread';
import type { FailedTask, FailureGroup, HostShare, TriageEvidence } from './triage';

/** What groups are made of. */
export interface GroupingInput {
  readonly failures: readonly Failure[];
  readonly samples: Samples;
  /** What the service's words alone say of a failure. */
  readonly fromService: (failure: Failure) => SessionDiagnosis;
  /** Attempts of tasks by host, where they are known: what groups are compared with. */
  readonly attempts: ReadonlyMap<string, number> | undefined;
}

const MOST_SUBJECTS = 3;
const MOST_EVIDENCE = 4;

/** The groups, the largest first, and what they are made of: which logs to read next follows from it. */
export function failureGroups(input: GroupingInput): {
  readonly groups: readonly FailureGroup[];
  readonly sets: readonly DescribedAlike[];
} {
  const failures = inOrder(input.failures);
  const sets = causesOfFailures(failures, input.samples);
  const byHost = countByHost(failures);
  const context = { ...input, failures, base: input.attempts ?? byHost, common: commonParameters(failures) };
  const groups = [
    ...groupedBy(
      sets.flatMap((set) => partsOf(set, input)),
      ({ id }) => id,
    ),
  ].map(([id, parts]) => toGroup(context, id, parts));
  return {
    groups: groups.sort((a, b) => b.tasks.length - a.tasks.length || (a.firstMs ?? 0) - (b.firstMs ?? 0)),
    sets,
  };
}

/** Failures of one group that the service describes alike. */
interface GroupPart {
  readonly id: string;
  readonly failures: readonly Failure[];
  /** Causes that it may be of; empty where it is known, and where no log was read. */
  readonly candidates: readonly CauseId[];
}

function partsOf(set: DescribedAlike, input: GroupingInput): readonly GroupPart[] {
  return settled(set, input.samples).flatMap((part) => {
    if (part.label !== undefined && part.label !== 'unknown') {
      return bySubject(part.failures, part.label, input.samples);
    }
    const [first] = part.failures;
    const isRead = part.label === 'unknown';
    const service = first && !isRead && part.candidates.length === 0 ? input.fromService(first) : undefined;
    const id =
      service && service.cause !== 'unknown' ? kindOfFailure(service) : `${isRead ? 'unknown' : 'open'} ${set.key}`;
    return [
      {
        id: digest(id),
        failures: part.failures,
        candidates: causesAmong(part, set, input.samples),
      },
    ];
  });
}

/**
 * Failures of one kind, in a group for each thing that they are about where those stand apart, as with one missing file for some frames
 * and another one for the rest; else together.
 */
function bySubject(failures: readonly Failure[], kind: string, samples: Samples): readonly GroupPart[] {
  const together: GroupPart = { id: digest(kind), failures, candidates: [] };
  const subjectOf = (failure: Failure): string | undefined => {
    const sample = sampleOf(failure, samples);
    return sample && shapeOfSubject(sample.diagnosis.subject);
  };
  const subjects = new Set(failures.flatMap((failure) => subjectOf(failure) ?? []));
  if (subjects.size < 2) {
    return [together];
  }
  const stretches = divide(failures, subjectOf);
  const isApart = stretches.length <= subjects.size && stretches.every(({ known }) => known >= 2);
  return isApart
    ? stretches.map(({ label = '', failures: some }) => ({
        ...together,
        id: digest(`${kind}\n${label}`),
        failures: some,
      }))
    : [together];
}

function causesAmong({ candidates }: Labeled, { failures }: DescribedAlike, samples: Samples): readonly CauseId[] {
  const causes = new Set<CauseId>();
  for (const failure of candidates.length === 0 ? [] : failures) {
    const diagnosis = sampleOf(failure, samples)?.diagnosis;
    if (diagnosis) {
      causes.add(diagnosis.cause);
    }
  }
  return [...causes];
}

interface Context extends GroupingInput {
  readonly base: ReadonlyMap<string, number>;
  readonly common: ReadonlyMap<string, Readonly<Record<string, string>>>;
}

function toGroup(context: Context, id: string, parts: readonly GroupPart[]): FailureGroup {
  const { samples, fromService } = context;
  const failures = parts.length === 1 ? (parts[0]?.failures ?? []) : inOrder(parts.flatMap((part) => part.failures));
  const known = failures.flatMap((failure) => {
    const sample = sampleOf(failure, samples);
    return sample ? [{ failure, sample }] : [];
  });
  const best = known.find(({ sample }) => sample.diagnosis.certainty === 'sure') ?? known[0];
  const example = best?.failure ?? failures[0];
  if (!example) {
    throw new RangeError('A group has at least one task');
  }
  const diagnosis = best?.sample.diagnosis ?? fromService(example);
  const times = failures.flatMap(({ action, task }) => action?.endedAtMs ?? task.endedAtMs ?? []);
  const hosts = hostShares(failures);
  const isLog = best !== undefined;
  return Object.freeze({
    id,
    fingerprint: fingerprintOf(diagnosis),
    cause: diagnosis.cause,
    certainty: diagnosis.certainty,
    sentence: diagnosis.sentence,
    subjects: frequentSubjects(known.map(({ sample }) => sample)),
    advice: diagnosis.advice,
    concerns: diagnosis.concerns,
    evidence: evidenceOf(diagnosis, best?.sample),
    studio: diagnosis.studio,
    said: saidOf(failures),
    basis: isLog ? 'log' : 'service',
    mayBe: [...new Set(parts.flatMap(({ candidates }) => candidates))],
    tasks: failures.map((failure) => toTask(failure, samples)),
    sampled: known.length,
    inferred: isLog ? failures.length - known.length : 0,
    hosts,
    firstMs: times.length === 0 ? undefined : times.reduce((a, b) => Math.min(a, b)),
    lastMs: times.length === 0 ? undefined : times.reduce((a, b) => Math.max(a, b)),
    example: toTask(example, samples),
    shared: sharedParameters(failures, context.common),
    spread: spreadOf(new Map(hosts.map(({ host, tasks }) => [host.id, tasks])), context.base),
  });
}

function toTask({ task, action, host }: Failure, samples: Samples): FailedTask {
  const { taskId, stepId, parameters, latestSessionActionId: sessionActionId, failureRetryCount } = task;
  return {
    taskId,
    stepId,
    parameters,
    sessionActionId,
    sessionId: sessionActionId && sessionOfAction(sessionActionId),
    hostId: host?.id,
    startedAtMs: action?.startedAtMs ?? task.startedAtMs,
    endedAtMs: action?.endedAtMs ?? task.endedAtMs,
    failureRetryCount,
    isSampled: sampleOf({ task, action, host }, samples) !== undefined,
  };
}

function evidenceOf(diagnosis: SessionDiagnosis, sample: Sample | undefined): readonly TriageEvidence[] {
  const { sessionActionId, evidence, stoppedAt } = diagnosis;
  const toEvidence = ({ text, why, at }: Evidence): TriageEvidence => ({
    text,
    why,
    at: sample && at && { key: sample.key, sessionActionId, timestampMs: at.timestampMs },
  });
  return [...evidence, ...(stoppedAt ? [stoppedAt] : [])].slice(0, MOST_EVIDENCE).map(toEvidence);
}

/** What the service says of all of them. */
function saidOf(failures: readonly Failure[]): FailureGroup['said'] {
  const same = <T>(of: (failure: Failure) => T): T | undefined => {
    const [first] = failures;
    const value = first && of(first);
    return failures.every((failure) => of(failure) === value) ? value : undefined;
  };
  return {
    exitCode: same(({ action }) => action?.processExitCode),
    message: same(({ action }) => action?.progressMessage),
  };
}

function hostShares(failures: readonly Failure[]): readonly HostShare[] {
  return [...groupedBy(failures, ({ host }) => host?.id)]
    .flatMap(([, same]) => {
      const host = same[0]?.host;
      return host ? [{ host, tasks: same.length }] : [];
    })
    .sort((a, b) => b.tasks - a.tasks);
}

function countByHost(failures: readonly Failure[]): ReadonlyMap<string, number> {
  return new Map(hostShares(failures).map(({ host, tasks }) => [host.id, tasks]));
}

function frequentSubjects(samples: readonly Sample[]): readonly string[] {
  const subjects = samples.flatMap(({ diagnosis }) => diagnosis.subject ?? []);
  return [...groupedBy(subjects, shapeOfSubject).values()]
    .sort((a, b) => b.length - a.length)
    .slice(0, MOST_SUBJECTS)
    .flatMap((same) => same[0] ?? []);
}

/** By step, the parameters that all its failures share: they say nothing about one group. */
function commonParameters(failures: readonly Failure[]): ReadonlyMap<string, Readonly<Record<string, string>>> {
  return new Map([...groupedBy(failures, ({ task }) => task.stepId)].map(([stepId, same]) => [stepId, alikeIn(same)]));
}

function sharedParameters(
  failures: readonly Failure[],
  common: ReadonlyMap<string, Readonly<Record<string, string>>>,
): Readonly<Record<string, string>> {
  const [first] = failures;
  if (!first || failures.length < 2) {
    return {};
  }
  const ofStep = common.get(first.task.stepId) ?? {};
  return Object.fromEntries(Object.entries(alikeIn(failures)).filter(([name]) => ofStep[name] === undefined));
}

function alikeIn(failures: readonly Failure[]): Readonly<Record<string, string>> {
  const [first] = failures;
  return Object.fromEntries(
    Object.entries(first?.task.parameters ?? {}).filter(([name, value]) =>
      failures.every(({ task }) => task.parameters[name] === value),
    ),
  );
}
