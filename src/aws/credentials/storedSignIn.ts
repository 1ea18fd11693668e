/** Whether somebody is signed in, and how to sign in, told from files alone: the SDK's and the AWS tools' caches say until when. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, basename, join } from 'node:path';

import type { SignInWay, WatchedFiles } from '../../core/service/connections';

import type { AwsFiles } from './credentialsCache';
import { type Environment, type Section, type Sections, chainOf, kindOf, some } from './profiles';

/** What files say of a sign-in: until when it lasts, that there is none, or nothing. */
export type StoredSignIn = { readonly untilMs: number | undefined } | 'none' | 'unknown';

/** Where sign-ins are kept, and the monitor that makes some. */
export interface SignInFiles {
  readonly ssoCache: string;
  readonly loginCache: string;
}

/** Where the AWS tools keep what a sign-in brought. */
export function findSignInFiles(environment: Environment, homeDirectory: string): SignInFiles {
  return {
    ssoCache: join(homeDirectory, '.aws', 'sso', 'cache'),
    loginCache: some(environment.AWS_LOGIN_CACHE_DIRECTORY) ?? join(homeDirectory, '.aws', 'login', 'cache'),
  };
}

/** Everything whose change may be a sign-in or an edit. */
export function watchedFiles(aws: AwsFiles, signIns: SignInFiles, deadlineFile: string): readonly WatchedFiles[] {
  return [
    ...[aws.configFilepath, aws.filepath, deadlineFile].map((file) => ({
      folder: dirname(file),
      pattern: basename(file),
    })),
    { folder: signIns.ssoCache, pattern: '*.json' },
    { folder: signIns.loginCache, pattern: '*.json' },
  ];
}

/** The files that hold the sign-in of a profile, so that a change of them is a sign-in. */
export function signInFilesOf(sections: Sections, profile: string, files: SignInFiles): readonly string[] {
  return chainOf(sections, profile).flatMap(([, section]) => signInFile(section, files) ?? []);
}

/** What is known of a profile's sign-in. A token that can renew itself counts as one that lasts. */
export async function readStoredSignIn(
  sections: Sections,
  profile: string,
  files: SignInFiles,
  nowMs: number,
): Promise<StoredSignIn> {
  const chain = chainOf(sections, profile);
  const root = chain.at(-1)?.[1];
  if (root === undefined || chain.some(([, section]) => kindOf(section) === 'role with MFA')) {
    return 'none';
  }
  switch (kindOf(root)) {
    case 'keys':
      return { untilMs: undefined };
    case 'SSO':
    case 'console login':
      return readToken(signInFile(root, files), nowMs);
    case 'no credentials':
      return 'none';
    case 'role':
      // Its source is not another profile but this machine, or a token in a file.
      return some(root.source_profile) === undefined ? 'unknown' : 'none';
    default:
      return 'unknown';
  }
}

/** How a person signs in to a profile; `monitor` is the program of the Deadline Cloud monitor, where it is known. */
export function signInWay(sections: Sections, profile: string, monitor: string | undefined): SignInWay {
  const chain = chainOf(sections, profile);
  const [name, root] = chain.at(-1) ?? [];
  if (name === undefined || root === undefined) {
    return { kind: 'editAwsConfig' };
  }
  switch (kindOf(root)) {
    case 'SSO':
      return { kind: 'command', argv: ['aws', 'sso', 'login', '--profile', name] };
    case 'console login':
      return { kind: 'command', argv: ['aws', 'login', '--profile', name] };
    case 'Deadline Cloud monitor': {
      const program = monitor ?? firstWord(root.credential_process ?? '');
      return program === undefined ? { kind: 'ask' } : { kind: 'command', argv: [program, 'login', '--profile', name] };
    }
    case 'process':
      return { kind: 'ask' };
    default:
      return chain.some(([, section]) => kindOf(section) === 'role with MFA')
        ? { kind: 'ask' }
        : { kind: 'editAwsConfig' };
  }
}

/** The program of a command line, e.g. `/opt/monitor` of `"/opt/monitor" get-credentials`. */
function firstWord(command: string): string | undefined {
  const [, quoted, bare] = /^\s*(?:"([^"]+)"|([^\s"]+))/.exec(command) ?? [];
  return quoted ?? bare;
}

function signInFile(section: Section, { ssoCache, loginCache }: SignInFiles): string | undefined {
  const sso = some(section.sso_session) ?? some(section.sso_start_url);
  const login = some(section.login_session);
  if (kindOf(section) === 'SSO' && sso !== undefined) {
    return join(ssoCache, `${createHash('sha1').update(sso).digest('hex')}.json`);
  }
  return kindOf(section) === 'console login' && login !== undefined
    ? join(loginCache, `${createHash('sha256').update(login).digest('hex')}.json`)
    : undefined;
}

async function readToken(file: string | undefined, nowMs: number): Promise<StoredSignIn> {
  const token = parse(file === undefined ? '' : await readFile(file, 'utf8').catch(() => ''));
  const untilMs = Date.parse(String(token.expiresAt ?? record(token.accessToken).expiresAt));
  const renewableMs = Date.parse(String(token.registrationExpiresAt));
  if (typeof token.refreshToken === 'string' && !(renewableMs <= nowMs)) {
    return { untilMs: undefined };
  }
  return untilMs > nowMs ? { untilMs } : 'none';
}

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    return record(JSON.parse(text));
  } catch {
    return {};
  }
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
