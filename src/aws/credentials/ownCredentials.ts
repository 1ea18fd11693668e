/** A person's own credentials, from wherever their profile or the default chain brings them. */
import { exec } from 'node:child_process';

import { fromIni, fromNodeProviderChain } from '@aws-sdk/credential-providers';
import { externalDataInterceptor } from '@smithy/core/config';

import type { Clock } from '../../core/async/clock';
import { isAbort } from '../../core/errors';

import { describeFile } from './configFile';
import type { AwsFiles, Credentials, FileState, LoadCredentials } from './credentialsCache';
import { CredentialsFailure, NeedsPerson } from '../faults/failureFacts';
import { type Environment, type Section, chainOf, kindOf, profilesOf, readSections, some } from './profiles';
import { withoutCommandLine } from './programOutput';
import { type SignInFiles, signInFilesOf } from './storedSignIn';
import type { RequestHandler } from '../network/transport';
import { t } from '../../core/text/localize';

/** A question that only a person can answer. */
export interface MfaQuestion {
  /** e.g. `studio-admin` */
  readonly profile: string;
  /** The device's ARN or number, e.g. `arn:aws:iam::123456789012:mfa/ada`. */
  readonly serial: string;
}

/** What it takes to get a profile's credentials. */
export interface OwnCredentialsOptions {
  /** Undefined for the default chain. */
  readonly profile: string | undefined;
  /** Where roles are assumed, unless the profile says otherwise, e.g. `us-west-2`. */
  readonly region: string;
  readonly files: AwsFiles;
  readonly signIns: SignInFiles;
  readonly environment: Environment;
  readonly clock: Clock;
  /** Carries the requests to the sign-in services. */
  readonly requestHandler: RequestHandler;
  /** Resolves with what a person typed, or undefined when they would rather not. */
  readonly askMfaCode?: (question: MfaQuestion) => Promise<string | undefined>;
  /** Ends programs that still run. */
  readonly life: AbortSignal;
}

/** A program that was quick when a person waited for it may be run again in the background. */
const QUICK_MS = 5_000;
/** Time to find a page, a password and a phone; a program that hangs is ended after it. */
export const SIGN_IN_DEADLINE_MS = 5 * 60_000;

/**
 * A named profile through `fromIni`, because only it keeps the reason of a failure; the default chain otherwise, with the
 * environment's keys before anything that looks around on the network. Without a person, no MFA code is asked for and no
 * credential_process is run, unless it was quick before.
 */
export function loadOwnCredentials(options: OwnCredentialsOptions): LoadCredentials {
  const { profile, files, environment, clock, requestHandler } = options;
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = environment;
  let isQuick = false;

  const load = async (): Promise<Credentials> => {
    runProgramsWith(options.life);
    const clientConfig = { requestHandler, maxAttempts: 2 };
    const mfaCodeProvider = async (serial: string): Promise<string> => {
      if (options.askMfaCode === undefined) {
        throw new NeedsPerson(t('No person can be asked for a code'));
      }
      const code = await options.askMfaCode({ profile: profile ?? 'default', serial });
      if (code === undefined) {
        throw new DOMException(t('No MFA code was entered'), 'AbortError');
      }
      return code;
    };
    const init = { ...files, ignoreCache: true, clientConfig, mfaCodeProvider };
    // A web identity's client is made of this alone.
    const caller = { callerClientConfig: { region: () => Promise.resolve(options.region), requestHandler } };
    return profile === undefined ? fromNodeProviderChain(init)(caller) : fromIni({ ...init, profile })(caller);
  };

  return async (mode) => {
    if (profile === undefined && AWS_ACCESS_KEY_ID && AWS_SECRET_ACCESS_KEY) {
      return {
        accessKeyId: AWS_ACCESS_KEY_ID,
        secretAccessKey: AWS_SECRET_ACCESS_KEY,
        ...(AWS_SESSION_TOKEN ? { sessionToken: AWS_SESSION_TOKEN } : {}),
      };
    }
    const name = profile ?? environment.AWS_PROFILE ?? 'default';
    const chain = chainOf(profilesOf(await readSections(files)), name).map(([, section]) => section);
    const isProgram = chain.some(runsProgram);
    const startedAtMs = clock.Date.now();
    try {
      if (mode === 'background' && ((isProgram && !isQuick) || chain.some(asksForCode))) {
        throw new NeedsPerson(t('No person waits, so no program is run and no question asked'));
      }
      const credentials = await load();
      isQuick = clock.Date.now() - startedAtMs < QUICK_MS;
      return credentials;
    } catch (error) {
      isQuick = false;
      throw isAbort(error) ? error : new CredentialsFailure('No credentials', { cause: error });
    }
  };
}

/** What the files that a profile's credentials come from look like. */
export async function lookAtFiles({ profile, files, signIns, environment }: OwnCredentialsOptions): Promise<FileState> {
  const name = profile ?? environment.AWS_PROFILE ?? 'default';
  const sections = profilesOf(await readSections(files));
  const [configuration, tokens] = await Promise.all(
    [[files.configFilepath, files.filepath], signInFilesOf(sections, name, signIns)].map(async (paths) =>
      (await Promise.all(paths.map(describeFile))).join(' '),
    ),
  );
  return { configuration: configuration ?? '', signIns: tokens ?? '' };
}

function runsProgram(section: Section): boolean {
  return some(section.credential_process) !== undefined && kindOf(section) !== 'keys';
}

function asksForCode(section: Section): boolean {
  return kindOf(section) === 'role with MFA';
}

/** Of what a program wrote when it failed, as much as could be of use. */
const MOST_OUTPUT = 10_000;

/** The SDK would let a program run for ever, and put its whole command line, which may hold a password, into the error. */
function runProgramsWith(life: AbortSignal): void {
  externalDataInterceptor.getTokenRecord().exec = (
    command: string,
    done: (error: Error | null, output?: { readonly stdout: string }) => void,
  ): void => {
    exec(command, { signal: life, timeout: SIGN_IN_DEADLINE_MS, windowsHide: true }, (error, stdout, stderr) => {
      const reason =
        withoutCommandLine(stderr.slice(0, MOST_OUTPUT), command).trim() ||
        (error?.killed ? t('it took too long') : t('exit code {0}', error?.code ?? t('unknown')));
      done(error === null ? null : new Error(reason), { stdout });
    });
  };
}
