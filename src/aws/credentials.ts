/**
 * Credentials, remembered. The SDK's own memory asks a `credential_process` twice a request in the last five minutes of its
 * answer, and never again after an ExpiredToken; this one asks at most once a minute, once for all who wait, and can forget.
 */
import { fromIni, fromNodeProviderChain } from '@aws-sdk/credential-providers';

import type { Clock } from '../core/clock';

import { CredentialsFailure } from './failure';

/** Keys as the SDK takes them; `expiration` is missing for keys that do not expire. */
export type Credentials = Awaited<ReturnType<ReturnType<typeof fromIni>>>;

/** Where credentials come from; `properties` is what the SDK passes on (the Region of a role's STS). */
export type LoadCredentials = (properties?: CallerProperties) => Promise<Credentials>;

/** What the SDK tells a provider about the client that asks. */
export type CallerProperties = Parameters<ReturnType<typeof fromIni>>[0];

/** Remembered credentials. */
export interface CredentialsMemo {
  /** @throws {CredentialsFailure} with the provider's error as its cause, or a `UserError` of the call that was to bring them */
  get(properties?: CallerProperties): Promise<Credentials>;
  /**
   * Forgets credentials that were refused in a request begun at that time. Of many who hear the same refusal, only the first
   * makes it load new ones.
   */
  forget(refusedSinceMs: number): void;
}

const REFRESH_BEFORE_EXPIRY_MS = 5 * 60_000;
const REFRESH_AT_MOST_EVERY_MS = 60_000;
/** A snapshot asks many times at once; a failing program is not run for each. */
const REMEMBER_FAILURE_MS = 2_000;

/** Remembers what `load` brings: single flight, renewed five minutes before it expires, but at most once a minute. */
export function createCredentialsMemo(load: LoadCredentials, clock: Clock): CredentialsMemo {
  interface Loaded {
    readonly promise: Promise<Credentials>;
    readonly atMs: number;
    /** Loaded because the ones before were refused. */
    readonly isHealing: boolean;
    freshUntilMs: number;
  }
  let loaded: Loaded | undefined;
  let isRefused = false;

  const renew = (properties: CallerProperties): Promise<Credentials> => {
    const atMs = clock.Date.now();
    const promise = load(properties);
    const entry: Loaded = { promise, atMs, isHealing: isRefused, freshUntilMs: Infinity };
    loaded = entry;
    isRefused = false;
    promise.then(
      ({ expiration }) => {
        const expiresMs = expiration?.getTime() ?? Infinity;
        entry.freshUntilMs = Math.max(expiresMs - REFRESH_BEFORE_EXPIRY_MS, atMs + REFRESH_AT_MOST_EVERY_MS);
      },
      () => {
        entry.freshUntilMs = clock.Date.now() + REMEMBER_FAILURE_MS;
      },
    );
    return promise;
  };

  return {
    get: (properties) =>
      loaded !== undefined && clock.Date.now() < loaded.freshUntilMs ? loaded.promise : renew(properties),
    forget: (refusedSinceMs) => {
      // Healing credentials that came after a request had begun are not those that it was refused with.
      if (loaded !== undefined && !(loaded.isHealing && loaded.atMs > refusedSinceMs)) {
        loaded = undefined;
        isRefused = true;
      }
    },
  };
}

/** The files of `~/.aws`, wherever the environment has put them. */
export interface AwsFiles {
  readonly configFilepath: string;
  readonly filepath: string;
}

/**
 * A named profile through `fromIni`, because only it keeps the reason of a failure; the default chain otherwise, with the
 * environment's keys before anything that looks around on the network.
 */
export function loadOwnCredentials(
  profile: string | undefined,
  files: AwsFiles,
  environment: Readonly<Record<string, string | undefined>>,
): LoadCredentials {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = environment;
  return async (properties) => {
    try {
      if (profile !== undefined) {
        return await fromIni({ ...files, profile, ignoreCache: true })(properties);
      }
      if (AWS_ACCESS_KEY_ID && AWS_SECRET_ACCESS_KEY) {
        return {
          accessKeyId: AWS_ACCESS_KEY_ID,
          secretAccessKey: AWS_SECRET_ACCESS_KEY,
          ...(AWS_SESSION_TOKEN ? { sessionToken: AWS_SESSION_TOKEN } : {}),
        };
      }
      return await fromNodeProviderChain({ ...files, ignoreCache: true })(properties);
    } catch (error) {
      throw new CredentialsFailure('No credentials', { cause: error });
    }
  };
}
