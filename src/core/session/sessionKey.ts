import { type FarmId, type JobId, type QueueId, type SessionId, isId } from '../ids';
import { t } from '../text/localize';

/**
 * Where a farm is reached: the sample farm inside the extension, or an AWS account as one profile sees it in one Region.
 * Sessions of several connections are shown side by side, so the connection is part of every session's key.
 */
export interface Connection {
  readonly source: 'aws' | 'sampleFarm';
  /** The profile of `~/.aws`; undefined for the default credential chain and for the sample farm. */
  readonly profile: string | undefined;
  /** e.g. `us-west-2` */
  readonly region: string;
}

/** The one connection to the sample farm. It claims a real Region because log paths, ARNs and links need one. */
export const SAMPLE_CONNECTION: Connection = { source: 'sampleFarm', profile: undefined, region: 'us-west-2' };

/** Everything GetJob needs: which job, below which queue and farm, and where to ask. */
export interface JobKey {
  readonly connection: Connection;
  readonly farmId: FarmId;
  readonly queueId: QueueId;
  readonly jobId: JobId;
}

/** Everything GetSession needs: which session of which job. */
export interface SessionKey extends JobKey {
  readonly sessionId: SessionId;
}

/** Whether one sign-in is good for both: it is the profile's, whatever the Region. */
export function sharesSignIn(one: Connection, other: Connection): boolean {
  return one.source === other.source && one.profile === other.profile;
}

/** Equal for equal connections, e.g. `aws/studio/us-west-2`, `sampleFarm//us-west-2`. */
export function connectionId({ source, profile, region }: Connection): string {
  return `${source}/${encodeURIComponent(profile ?? '')}/${region}`;
}

/** One string a job; equal for equal keys, e.g. `aws/studio/us-west-2/farm-…/queue-…/job-…`. */
export function jobKeyId({ connection, farmId, queueId, jobId }: JobKey): string {
  return [connectionId(connection), farmId, queueId, jobId].join('/');
}

/** One string a session; equal for equal keys, e.g. `aws/studio/us-west-2/farm-…/queue-…/job-…/session-…`. Used for tree ids. */
export function keyId(key: SessionKey): string {
  let id = KEY_IDS.get(key);
  if (id === undefined) {
    id = `${jobKeyId(key)}/${key.sessionId}`;
    KEY_IDS.set(key, id);
  }
  return id;
}

/** Kept by the key, which never changes: with thousands of sessions, most of the time went into making these texts again. */
const KEY_IDS = new WeakMap<SessionKey, string>();

/** A connection's name for people: `sample farm`, `studio · us-west-2`, `us-west-2`. */
export function connectionName({ source, profile, region }: Connection): string {
  if (source === 'sampleFarm') {
    return t('sample farm');
  }
  return profile === undefined ? region : `${profile} · ${region}`;
}

const REGION = /^[a-z]{2,}(-[a-z]+)+-\d+$/;

/** Whether a text has the shape of a Region's name, e.g. `us-gov-west-1`. New Regions need no release of ours. */
export function isRegion(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 30 && REGION.test(value);
}

/** Letters and digits of any script, and what tools put between them; no quotes, brackets or signs that a shell or a link reads. */
const PROFILE = /^(?![- ])[\p{L}\p{M}\p{N}_.@ +=,:/#-]{1,128}(?<! )$/u;

/** Whether a text can be a profile's name, e.g. `studio`, `AdministratorAccess-123456789012`: it ends up in commands and questions. */
export function isProfile(value: unknown): value is string {
  return typeof value === 'string' && PROFILE.test(value);
}

/** Reads a connection from stored or sent data; undefined where it is not one. */
export function parseConnection(value: unknown): Connection | undefined {
  const { source, profile, region } = asRecord(value);
  if (source === 'sampleFarm') {
    return SAMPLE_CONNECTION;
  }
  if (source !== 'aws' || !isRegion(region)) {
    return undefined;
  }
  if (profile === undefined || profile === null) {
    return { source, profile: undefined, region };
  }
  return isProfile(profile) ? { source, profile, region } : undefined;
}

/**
 * A job's key out of data from outside (a page's state, a command's argument, a link), or undefined where any part is not what it
 * should be. What else the data has, such as a session's ID, is left out.
 */
export function parseJobKey(value: unknown): JobKey | undefined {
  const { connection: stored, place: storedByFirstVersion, farmId, queueId, jobId } = asRecord(value);
  const connection = parseConnection(stored ?? storedByFirstVersion);
  return connection && isId('farm', farmId) && isId('queue', queueId) && isId('job', jobId)
    ? { connection, farmId, queueId, jobId }
    : undefined;
}

/**
 * A session's key out of data from outside (workspace state, a command's argument, a page's message), or undefined where any
 * part is not what it should be. Everything that crosses into the extension as data comes through here.
 */
export function parseSessionKey(value: unknown): SessionKey | undefined {
  const job = parseJobKey(value);
  const { sessionId } = asRecord(value);
  return job && isId('session', sessionId) ? { ...job, sessionId } : undefined;
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
