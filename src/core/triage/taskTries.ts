/** How the tries of a failed task went, and whether that speaks for the scene or for the machine. */
import { shapeOf } from '../diagnosis/lines/shapes';
import type { Fault } from '../errors';
import type { HostProperties, SessionAction } from '../session/session';
import type { SessionKey } from '../session/sessionKey';
import { suspectHosts } from './suspects';
import type { NamedTask } from './taskRanges';
import type { FailureSpread } from './triage';

/** A failed task and how often it was tried. */
export interface TaskTries {
  readonly task: NamedTask;
  /** Those that began, the first one first. The failed one that this is about is among them. */
  readonly tries: readonly TaskTry[];
  /** Whether these are all; else the others may not be listed. */
  readonly isWhole: boolean;
  /** How other tasks of the job went on the host of the failed try; undefined where it was not read. */
  readonly otherTasks: OtherTasks | undefined;
  readonly speaksFor: FailureSpread;
  /** Why something is missing, each reason once. */
  readonly unread: readonly Fault[];
}

/** One run of a task. */
export interface TaskTry {
  readonly key: SessionKey;
  /** With exit code and message, if it failed and they may be read. */
  readonly action: SessionAction;
  /** Undefined where it may not be read. */
  readonly host: HostProperties | undefined;
}

/** Tasks that ended in success or failure: some of those that a host ran, and the rest of the job. */
export interface OtherTasks {
  readonly failedHere: number;
  readonly succeededHere: number;
  readonly failedElsewhere: number;
  readonly succeededElsewhere: number;
}

/** What is known of a failure. */
export interface TryFacts {
  readonly tries: readonly TaskTry[];
  /** Among the tries. */
  readonly failed: SessionAction;
  readonly otherTasks: OtherTasks | undefined;
}

/**
 * Whether a failure speaks for the scene (`manyHosts`: it failed in the same way on another host), for the machine (`oneHost`: other
 * tasks fail on this host as they do not elsewhere), or whether it could be either (`tooLittle`). Conservative: a task that succeeded
 * on another host, two different failures, a failure that says nothing of itself and signs for both leave it open.
 */
export function speaksFor({ tries, failed, otherTasks }: TryFacts): FailureSpread {
  const own = tries.find(({ action }) => action === failed);
  const here = own && machineOf(own);
  const elsewhere = tries.filter((one) => {
    const machine = machineOf(one);
    return here !== undefined && machine !== undefined && machine !== here;
  });
  const failsElsewhere = elsewhere.some(({ action }) => isSameFailure(action, failed));
  const differs = elsewhere.some(({ action }) => action.status === 'FAILED' && !isSameFailure(action, failed));
  const succeeded = tries.some(({ action }) => action.status === 'SUCCEEDED');
  const isScene = failsElsewhere && !differs && !succeeded;
  const isMachine = otherTasks !== undefined && isSuspect(otherTasks) && !failsElsewhere;
  return isScene === isMachine ? 'tooLittle' : isScene ? 'manyHosts' : 'oneHost';
}

/** How many machines ran the tries; those that are not known count as none. */
export function machineCount(tries: readonly TaskTry[]): number {
  return new Set(tries.flatMap((one) => machineOf(one) ?? [])).size;
}

/** Workers of one host name are one machine. */
function machineOf({ host }: TaskTry): string | undefined {
  return host && (host.hostName ?? host.ec2InstanceArn ?? host.ipV4Addresses[0]);
}

/** Codes that programs exit with whatever is wrong. */
const GENERIC_CODES: ReadonlySet<number | undefined> = new Set([undefined, 1, 255, -1]);
/** What a message that explains a failure has; others only say how far the program came. */
const EXPLAINS =
  /\b(error|fail|missing|exception|denied|refused|cannot|can.t|could not|unable|not found|no space|abort|invalid)/i;

function isSameFailure(one: SessionAction, other: SessionAction): boolean {
  const [said, saidToo] = [one.progressMessage, other.progressMessage];
  const isAlike = said === undefined || saidToo === undefined ? said === saidToo : shapeOf(said) === shapeOf(saidToo);
  const tells = !GENERIC_CODES.has(one.processExitCode) || EXPLAINS.test(said ?? '');
  return (
    one.status === 'FAILED' &&
    other.status === 'FAILED' &&
    one.processExitCode === other.processExitCode &&
    isAlike &&
    tells
  );
}

/** The same test that names suspect hosts of a job. The task itself does not count: that it failed here is why one asks. */
function isSuspect({ failedHere, succeededHere, failedElsewhere, succeededElsewhere }: OtherTasks): boolean {
  const record = (id: string, failures: number, successes: number) => ({
    host: { id, hostName: undefined, ec2InstanceType: undefined, workers: [] },
    attempts: failures + successes,
    failures,
  });
  const here = record('here', failedHere, succeededHere);
  return suspectHosts([here, record('elsewhere', failedElsewhere, succeededElsewhere)]).some(
    ({ host }) => host === here.host,
  );
}
