import { type FarmId, type JobId, type QueueId, type SessionId, isId } from './ids';

/**
 * Where a farm is reached: the sample farm inside the extension, or an AWS account as one profile sees it in one Region.
 * Sessions of several places live side by side, so the place is part of every session's key.
 */
export interface Place {
  readonly source: 'aws' | 'sampleFarm';
  /** The profile of `~/.aws`; undefined for the default credential chain and for the sample farm. */
  readonly profile: string | undefined;
  /** e.g. `us-west-2` */
  readonly region: string;
}

/** The one place of the sample farm. It claims a real Region because log paths, ARNs and links need one. */
export const SAMPLE_PLACE: Place = { source: 'sampleFarm', profile: undefined, region: 'us-west-2' };

/** Everything GetSession needs: which session, below which job, queue and farm, and where to ask. */
export interface SessionKey {
  readonly place: Place;
  readonly farmId: FarmId;
  readonly queueId: QueueId;
  readonly jobId: JobId;
  readonly sessionId: SessionId;
}

/** Whether one sign-in is good for both: it is the profile's, whatever the Region. */
export function sharesSignIn(one: Place, other: Place): boolean {
  return one.source === other.source && one.profile === other.profile;
}

/** One string a place; equal for equal places, e.g. `aws/studio/us-west-2`, `sampleFarm//us-west-2`. */
export function placeId({ source, profile, region }: Place): string {
  return `${source}/${encodeURIComponent(profile ?? '')}/${region}`;
}

/** One string a session; equal for equal keys, e.g. `aws/studio/us-west-2/farm-…/queue-…/job-…/session-…`. Used for tree ids. */
export function keyId(key: SessionKey): string {
  return [placeId(key.place), key.farmId, key.queueId, key.jobId, key.sessionId].join('/');
}

/** A place's name for people: `sample farm`, `studio · us-west-2`, `us-west-2`. */
export function placeName({ source, profile, region }: Place): string {
  if (source === 'sampleFarm') {
    return 'sample farm';
  }
  return profile === undefined ? region : `${profile} · ${region}`;
}

const REGION = /^[a-z]{2,}(-[a-z]+)+-\d+$/;

/** Whether a text has the shape of a Region's name, e.g. `us-gov-west-1`. New Regions need no release of ours. */
export function isRegion(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 30 && REGION.test(value);
}

/** Whether a text can be a profile's name: 1 to 250 characters, none of them a control character or half of one. */
export function isProfile(value: unknown): value is string {
  return typeof value === 'string' && /^[^\p{Cc}\p{Cs}]{1,250}$/u.test(value);
}

/** A place out of stored or sent data, or undefined where it is not one. */
export function parsePlace(value: unknown): Place | undefined {
  const { source, profile, region } = asRecord(value);
  if (source === 'sampleFarm') {
    return SAMPLE_PLACE;
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
 * A session's key out of data from outside (workspace state, a command's argument, a page's message), or undefined where any
 * part is not what it should be. Everything that crosses into the extension as data comes through here.
 */
export function parseSessionKey(value: unknown): SessionKey | undefined {
  const { place: somePlace, farmId, queueId, jobId, sessionId } = asRecord(value);
  const place = parsePlace(somePlace);
  return place && isId('farm', farmId) && isId('queue', queueId) && isId('job', jobId) && isId('session', sessionId)
    ? { place, farmId, queueId, jobId, sessionId }
    : undefined;
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
