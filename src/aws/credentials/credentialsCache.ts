/**
 * Credentials, remembered. The SDK's own memory asks a `credential_process` twice a request in the last five minutes of its
 * answer, and never again after an ExpiredToken; this one asks at most once a minute, once for all who wait, sees edited files
 * and can forget.
 */
import type { fromIni } from '@aws-sdk/credential-providers';

import type { Clock } from '../../core/async/clock';
import { isAbort } from '../../core/errors';

import { NeedsPerson } from '../faults/failureFacts';

/** The files of `~/.aws`, wherever the environment has put them. */
export interface AwsFiles {
  readonly configFilepath: string;
  readonly filepath: string;
}

/** Keys as the SDK takes them; `expiration` is missing for keys that do not expire. */
export type Credentials = Awaited<ReturnType<ReturnType<typeof fromIni>>>;

/** Who waits: a person, who can be asked and can wait, or no person, so that nothing may be asked and no slow program run. */
export type CallMode = 'interactive' | 'background';

/** Where credentials come from. Rejects with `NeedsPerson` where only a person could bring them. */
export type LoadCredentials = (mode: CallMode) => Promise<Credentials>;

/**
 * What the files that credentials come from look like: any difference is an edit, or a sign-in. Providers write `signIns`
 * themselves when they renew a token, but never `configuration`.
 */
export interface FileState {
  readonly configuration: string;
  readonly signIns: string;
}

/** What is remembered, without anything being loaded. */
export type Remembered = { readonly untilMs: number | undefined } | { readonly error: unknown };

/** Remembered credentials. */
export interface CredentialsMemo {
  /**
   * Sees to it that `provider` has credentials that are fresh, of the files as they are now.
   * @throws {CredentialsFailure} with the provider's error as its cause, or a `UserError` of the call that was to bring them
   */
  ready(mode: CallMode): Promise<void>;
  /** What the SDK's clients take. Marked as memoised, so that the SDK puts no memory of its own before it. */
  readonly provider: () => Promise<Credentials>;
  /**
   * Forgets credentials that were refused in a request begun at that time, and tells whether others are to be had: of many who
   * hear the same refusal only the first makes it load new ones, and those are not loaded anew within a minute.
   */
  forget(refusedSinceMs: number): boolean;
  /** The next `ready` loads anew, whatever is remembered. */
  clear(): void;
  /** What the last loading brought; undefined before the first, and once files have changed. */
  remembered(): Promise<Remembered | undefined>;
}

const REFRESH_BEFORE_EXPIRY_MS = 5 * 60_000;
const LOAD_AT_MOST_EVERY_MS = 60_000;
/** A person who tries again means it, but a snapshot asks many times at once. */
const REMEMBER_FAILURE_FOR_PERSON_MS = 2_000;
const NO_FILES: FileState = { configuration: '', signIns: '' };

/** One loading and what came of it. */
interface Loading {
  readonly promise: Promise<Credentials>;
  readonly mode: CallMode;
  readonly atMs: number;
  readonly configuration: string;
  /** Loaded because the ones before were refused. */
  readonly isHealing: boolean;
  /** Set once it has settled, like all that follows. */
  signIns?: string;
  result?: Remembered;
  /** When the next loading may follow, for background work and for a person. */
  freshUntilMs: number;
  patientUntilMs: number;
}

/** Remembers what `load` brings: single flight, renewed five minutes before it expires, but at most once a minute. */
export function createCredentialsMemo(
  load: LoadCredentials,
  clock: Clock,
  lookAtFiles: () => Promise<FileState> = () => Promise.resolve(NO_FILES),
): CredentialsMemo {
  let loaded: Loading | undefined;
  let isRefused = false;

  const start = (mode: CallMode, configuration: string): Loading => {
    const atMs = clock.Date.now();
    const promise = load(mode);
    const loading: Loading = {
      promise,
      mode,
      atMs,
      configuration,
      isHealing: isRefused,
      freshUntilMs: Infinity,
      patientUntilMs: Infinity,
    };
    loaded = loading;
    isRefused = false;
    const settle = async (result: Remembered, freshUntilMs: number, patientUntilMs: number): Promise<void> => {
      Object.assign(loading, { result, freshUntilMs, patientUntilMs });
      loading.signIns = (await lookAtFiles()).signIns;
    };
    promise
      .then(
        ({ expiration }) => {
          const untilMs = expiration?.getTime();
          const freshUntilMs = Math.max((untilMs ?? Infinity) - REFRESH_BEFORE_EXPIRY_MS, atMs + LOAD_AT_MOST_EVERY_MS);
          return settle({ untilMs }, freshUntilMs, freshUntilMs);
        },
        (error: unknown) => {
          if (isAbort(error)) {
            // Somebody did not want to be asked: that is no failure to remember.
            loaded = loaded === loading ? undefined : loaded;
          }
          const nowMs = clock.Date.now();
          return settle(
            { error },
            Math.max(nowMs + REMEMBER_FAILURE_FOR_PERSON_MS, atMs + LOAD_AT_MOST_EVERY_MS),
            isNeed(error) ? nowMs : nowMs + REMEMBER_FAILURE_FOR_PERSON_MS,
          );
        },
      )
      .catch(() => undefined);
    return loading;
  };

  const isCurrent = (loading: Loading, files: FileState): boolean =>
    loading.configuration === files.configuration &&
    (loading.signIns === undefined || loading.signIns === files.signIns);

  const at = (mode: CallMode, files: FileState): Loading => {
    const untilMs = mode === 'interactive' ? loaded?.patientUntilMs : loaded?.freshUntilMs;
    return loaded !== undefined && isCurrent(loaded, files) && clock.Date.now() < (untilMs ?? 0)
      ? loaded
      : start(mode, files.configuration);
  };

  return {
    async ready(mode) {
      const files = await lookAtFiles();
      const loading = at(mode, files);
      try {
        await loading.promise;
      } catch (error) {
        if (mode !== 'interactive' || loading.mode === 'interactive' || !isNeed(error)) {
          throw error;
        }
        // It was begun for background work, and a person waits for it now.
        await at(mode, files).promise;
      }
    },
    provider: Object.assign(
      () =>
        loaded !== undefined && clock.Date.now() < loaded.freshUntilMs
          ? loaded.promise
          : start('background', loaded?.configuration ?? '').promise,
      { memoized: true },
    ),
    forget: (refusedSinceMs) => {
      if (loaded === undefined || loaded.atMs > refusedSinceMs) {
        // Credentials that came after a request had begun are not those that it was refused with.
        if (loaded === undefined || loaded.isHealing) {
          return true;
        }
      } else if (loaded.isHealing && clock.Date.now() < loaded.atMs + LOAD_AT_MOST_EVERY_MS) {
        return false;
      }
      loaded = undefined;
      isRefused = true;
      return true;
    },
    clear: () => {
      loaded = undefined;
    },
    remembered: async () =>
      loaded !== undefined && isCurrent(loaded, await lookAtFiles()) ? loaded.result : undefined,
  };
}

function isNeed(error: unknown): boolean {
  return error instanceof Error && error.cause instanceof NeedsPerson;
}
