/**
 * The profiles of `~/.aws`, as text says they are: how each signs in, whose keys it builds on, which addresses it names. An edit
 * of the files counts at once; nothing is executed.
 */
import { join } from 'node:path';

import { externalDataInterceptor, parseKnownFiles } from '@smithy/core/config';

import type { ProfileKind } from '../../core/service/connections';

import { describeFile, readConfigFile } from './configFile';
import type { AwsFiles } from './credentialsCache';

/** The process's variables. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What stands below one `[…]`. */
export type Section = Readonly<Record<string, string | undefined>>;

/** Sections by name; those that are no profiles are called `sso-session.<name>` and `services.<name>`. */
export type Sections = Readonly<Record<string, Section>>;

/** Where the files of `~/.aws` are, wherever the environment has put them. */
export function findAwsFiles(environment: Environment, homeDirectory: string): AwsFiles {
  return {
    configFilepath: environment.AWS_CONFIG_FILE ?? join(homeDirectory, '.aws', 'config'),
    filepath: environment.AWS_SHARED_CREDENTIALS_FILE ?? join(homeDirectory, '.aws', 'credentials'),
  };
}

/**
 * Everything both files say. They are parsed once for each change of either. The SDK's credential providers are given the same
 * text, so that they understand what is understood here.
 */
export async function readSections(files: AwsFiles): Promise<Sections> {
  const paths = [files.configFilepath, files.filepath];
  const state = (await Promise.all(paths.map(describeFile))).join(' ');
  const id = paths.join('\n');
  const known = parsed.get(id);
  if (known?.state === state) {
    return known.sections;
  }
  const sections = parse(files);
  parsed.set(id, { state, sections });
  return sections;
}

/** By the paths of both files. */
const parsed = new Map<string, { readonly state: string; readonly sections: Promise<Sections> }>();

async function parse(files: AwsFiles): Promise<Sections> {
  await Promise.all(
    [files.configFilepath, files.filepath].map(async (path) => {
      externalDataInterceptor.interceptFile(path, await readConfigFile(path));
    }),
  );
  return withoutPrototype(await parseKnownFiles({ ...files, ignoreCache: true }));
}

/** Only the profiles, by name. */
export function profilesOf(sections: Sections): Sections {
  const profiles = Object.entries(sections).filter(([name]) => !/^(sso-session|services)\./.test(name));
  return withoutPrototype(Object.fromEntries(profiles));
}

/** So that a profile called `constructor` exists only where a file names it. */
function withoutPrototype(sections: Sections): Sections {
  return Object.assign(Object.create(null) as Record<string, Section>, sections);
}

/** The key that gives a way to sign in away. The monitor's come first: its profiles hold a `credential_process` as well. */
const KINDS: readonly (readonly [key: string, kind: ProfileKind])[] = [
  ['monitor_id', 'Deadline Cloud monitor'],
  ['role_arn', 'role'],
  ['aws_access_key_id', 'keys'],
  ['credential_process', 'process'],
  ['sso_session', 'SSO'],
  ['sso_start_url', 'SSO'],
  ['login_session', 'console login'],
];

/** How a profile signs in. */
export function kindOf(section: Section): ProfileKind {
  const kind = KINDS.find(([key]) => some(section[key]) !== undefined)?.[1] ?? 'no credentials';
  return kind === 'role' && some(section.mfa_serial) !== undefined ? 'role with MFA' : kind;
}

/** A profile and those whose keys it borrows for its role, one after the other: the last is the one that people sign in to. */
export function chainOf(profiles: Sections, name: string): readonly (readonly [name: string, section: Section])[] {
  const chain: (readonly [string, Section])[] = [];
  for (let next: string | undefined = name; next !== undefined && chain.every(([seen]) => seen !== next);) {
    const section: Section | undefined = profiles[next];
    if (section === undefined) {
      break;
    }
    chain.push([next, section]);
    next = some(section.role_arn) === undefined ? undefined : some(section.source_profile);
  }
  return chain;
}

/** The text, unless it is missing or blank. */
export function some(text: string | undefined): string | undefined {
  return text?.trim() === '' ? undefined : text;
}
