/**
 * What people have configured outside VS Code: the profiles of `~/.aws`, the defaults of `~/.deadline/config`, the sign-ins that
 * the AWS tools keep. Files are read anew each time, so that an edit counts at once; nothing is executed. They all belong to the
 * person, not to a workspace.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { parse as parseIni } from 'js-ini';

import { UserError } from '../../core/errors';
import type { Connections, Profile, ProfileKind, SignInWay } from '../../core/service/connections';
import { type IdKind, type Ids, isId } from '../../core/ids';
import { type Connection, isRegion } from '../../core/session/sessionKey';

import {
  type Environment,
  type Section,
  type Sections,
  findAwsFiles,
  kindOf,
  profilesOf,
  readSections,
  some,
} from './profiles';
import { type StoredSignIn, findSignInFiles, readStoredSignIn, signInWay, watchedFiles } from './storedSignIn';
import { t } from '../../core/text/localize';

/** The configuration: what everybody may ask, and what only this room does. */
export interface Configuration {
  readonly connections: Pick<
    Connections,
    | 'profiles'
    | 'defaultConnection'
    | 'hasCredentials'
    | 'regions'
    | 'userId'
    | 'defaults'
    | 'storageProfileId'
    | 'watchedFiles'
  >;
  /** How a place's profile signs in; undefined for the default chain, the sample farm and a profile that is not there. */
  readonly profileKind: (connection: Connection) => Promise<ProfileKind | undefined>;
  /** What files say of a place's sign-in. */
  readonly storedSignIn: (connection: Connection, nowMs: number) => Promise<StoredSignIn>;
  /** How a person signs in to a place. */
  readonly signInWay: (connection: Connection) => Promise<SignInWay>;
  /** The monitor that a place's profile signs in with; undefined for other profiles. */
  readonly monitorId: (connection: Connection) => Promise<string | undefined>;
}

/** Reads the configuration of the person at this computer. */
export function createConfiguration(environment: Environment, homeDirectory: string): Configuration {
  const files = findAwsFiles(environment, homeDirectory);
  const deadlineFile = environment.DEADLINE_CONFIG_FILE_PATH ?? join(homeDirectory, '.deadline', 'config');
  const signIns = findSignInFiles(environment, homeDirectory);
  const readProfiles = async (): Promise<Sections> => profilesOf(await readSections(files));
  const readDeadline = () => readDeadlineConfig(deadlineFile);
  const readProfile = async ({ source, profile }: Connection): Promise<Section | undefined> =>
    source === 'sampleFarm' || profile === undefined ? undefined : (await readProfiles())[profile];

  const readUserId = async (connection: Connection): Promise<string | undefined> =>
    some((await readProfile(connection))?.user_id);

  /** The profile whose credentials a place has; the default chain looks for one as well. */
  const profileName = ({ profile }: Connection): string => profile ?? some(environment.AWS_PROFILE) ?? 'default';

  const connections: Configuration['connections'] = {
    async profiles() {
      return Object.entries(await readProfiles()).map(([name, section]): Profile => {
        const { region } = section;
        return { name, region: isRegion(region) ? region : undefined, kind: kindOf(section) };
      });
    },

    async defaultConnection(settings) {
      const [deadline, profiles] = await Promise.all([readDeadline(), readProfiles()]);
      const profile =
        some(settings.profile) ?? named(deadline.defaults?.aws_profile_name) ?? some(environment.AWS_PROFILE);
      const candidates = [
        settings.region,
        sectionOf(deadline, profile, 'defaults')?.farm_region,
        environment.AWS_REGION,
        environment.AWS_DEFAULT_REGION,
        profiles[profile ?? 'default']?.region,
      ];
      const region = candidates.find((candidate) => some(candidate) !== undefined);
      if (!isRegion(region)) {
        throw noRegion(profile, region);
      }
      return { source: 'aws', profile, region };
    },

    async hasCredentials() {
      return (
        CREDENTIAL_VARIABLES.some((name) => some(environment[name]) !== undefined) ||
        Object.values(await readProfiles()).some((section) => kindOf(section) !== 'no credentials')
      );
    },

    async regions(connection) {
      if (connection.source === 'sampleFarm') {
        return [connection.region];
      }
      const [deadline, profiles] = await Promise.all([readDeadline(), readProfiles()]);
      const listed = some(environment.DEADLINE_CLOUD_REGIONS) ?? deadline.settings?.deadline_regions ?? '';
      const regions = [
        connection.region,
        sectionOf(deadline, connection.profile, 'defaults')?.farm_region,
        profiles[connection.profile ?? 'default']?.region,
        ...listed.split(/[\s,]+/),
      ];
      return [...new Set(regions.filter(isRegion))];
    },

    userId: readUserId,

    async defaults({ source, profile }) {
      const deadline = source === 'sampleFarm' ? {} : await readDeadline();
      const read = <K extends IdKind>(kind: K, name: string, ...parents: readonly string[]): Ids[K] | undefined => {
        const id = sectionOf(deadline, profile, ...parents, 'defaults')?.[name];
        return isId(kind, id) ? id : undefined;
      };
      const farmId = read('farm', 'farm_id');
      const queueId = farmId && read('queue', 'queue_id', farmId);
      const jobId = farmId && queueId && read('job', 'job_id', farmId, queueId);
      return { farmId, queueId, jobId };
    },

    async storageProfileId({ source, profile }, farmId) {
      const deadline = source === 'sampleFarm' ? {} : await readDeadline();
      const id = sectionOf(deadline, profile, farmId, 'settings')?.storage_profile_id;
      return id !== undefined && /^sp-[0-9a-f]{32}$/.test(id) ? id : undefined;
    },

    watchedFiles: () => watchedFiles(files, signIns, deadlineFile),
  };

  return {
    connections,
    profileKind: async (connection) => {
      const section = await readProfile(connection);
      return section && kindOf(section);
    },
    storedSignIn: async (connection, nowMs) => {
      const isBySelf = connection.source === 'sampleFarm' || (connection.profile === undefined && hasKeys(environment));
      if (isBySelf) {
        return { untilMs: undefined };
      }
      const stored = await readStoredSignIn(await readProfiles(), profileName(connection), signIns, nowMs);
      // Where no profile helps, the default chain looks further.
      return connection.profile === undefined && stored === 'none' ? 'unknown' : stored;
    },
    signInWay: async (connection) => {
      const monitor = some((await readDeadline())['deadline-cloud-monitor']?.path);
      return signInWay(await readProfiles(), profileName(connection), monitor);
    },
    monitorId: async (connection) => some((await readProfile(connection))?.monitor_id),
  };
}

const CREDENTIAL_VARIABLES = [
  'AWS_ACCESS_KEY_ID',
  'AWS_PROFILE',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
];

function hasKeys({ AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY }: Environment): boolean {
  return some(AWS_ACCESS_KEY_ID) !== undefined && some(AWS_SECRET_ACCESS_KEY) !== undefined;
}

/** Missing and broken files are as good as empty ones: they belong to another program. */
async function readDeadlineConfig(path: string): Promise<Sections> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const sections: Record<string, Record<string, string>> = {};
  for (const [name, section] of Object.entries(
    parseIni(text, { comment: ['#', ';'], autoTyping: false, nothrow: true, protoSymbol: true }),
  )) {
    if (typeof section === 'object' && !Array.isArray(section)) {
      sections[name] = Object.fromEntries(
        Object.entries(section).flatMap(([key, value]) =>
          typeof value === 'string' ? [[key.toLowerCase(), value]] : [],
        ),
      );
    }
  }
  return sections;
}

/** Its sections nest by name: `[profile-studio farm-… queue-… defaults]`. The default chain goes by three names there. */
function sectionOf(deadline: Sections, profile: string | undefined, ...rest: readonly string[]): Section | undefined {
  return (profile === undefined ? ['(default)', 'default', ''] : [profile])
    .map((name) => deadline[[`profile-${name}`, ...rest].join(' ')])
    .find((section) => section !== undefined);
}

/** A profile's name, unless it only names the default chain. */
function named(profile: string | undefined): string | undefined {
  return profile === '(default)' || profile === 'default' ? undefined : some(profile);
}

function noRegion(profile: string | undefined, wrong: string | undefined): UserError {
  return new UserError({
    kind: 'noRegion',
    message:
      wrong !== undefined
        ? t('“{0}” is no AWS Region. Choose the one your farm is in, such as us-west-2.', wrong.slice(0, 40))
        : profile === undefined
          ? t('No AWS Region is set. Choose the one your farm is in, such as us-west-2.')
          : t('No AWS Region is set for the profile {0}. Choose the one your farm is in, such as us-west-2.', profile),
    remedies: ['chooseConnection', 'openSampleFarm', 'editAwsConfig'],
  });
}
