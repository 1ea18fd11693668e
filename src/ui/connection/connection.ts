import * as vscode from 'vscode';
import { t } from '../../core/text/localize';
import type { ConnectionStatus, Profile, ProfileKind } from '../../core/service/connections';
import {
  isRegion,
  type Connection,
  connectionName,
  type SessionKey,
  sharesSignIn,
} from '../../core/session/sessionKey';
import { plainText } from '../../core/text/plainText';
import { profileLine } from '../../render/connection';
import type { App } from '../app';
import { COMMANDS } from '../names';
import { connectionSettings, saveConnection } from '../state/settings';
import { pick, Picker, type PickerHeading, type PickerRow } from '../window/picker';
import type { SignIns } from './signIns';

/** Regions offered by name, from west to east on each continent; any other can be typed, so that a new one needs no release. */
const REGIONS: Readonly<Record<string, string>> = {
  'us-west-2': 'US West (Oregon)',
  'us-east-2': 'US East (Ohio)',
  'us-east-1': 'US East (N. Virginia)',
  'eu-west-1': 'Europe (Ireland)',
  'eu-west-2': 'Europe (London)',
  'eu-central-1': 'Europe (Frankfurt)',
  'ap-southeast-1': 'Asia Pacific (Singapore)',
  'ap-northeast-2': 'Asia Pacific (Seoul)',
  'ap-northeast-1': 'Asia Pacific (Tokyo)',
  'ap-southeast-2': 'Asia Pacific (Sydney)',
};

const MONITOR_HELP = 'https://docs.aws.amazon.com/deadline-cloud/latest/userguide/what-is-deadline-cloud.html';
const PROFILE_HELP = 'https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html';

const ICONS: Readonly<Record<ProfileKind, string>> = {
  SSO: 'globe',
  'Deadline Cloud monitor': 'device-desktop',
  process: 'terminal',
  role: 'person',
  'role with MFA': 'shield',
  'console login': 'browser',
  keys: 'key',
  'no credentials': 'circle-slash',
};

/** What choosing a row does. */
type Act = () => unknown;
type Rows = (PickerRow<Act> | PickerHeading)[];

const CURRENT = t('current');

/**
 * Lets the person say whose farm they look at: the sample farm, or AWS with a profile and a Region. Kept in the user's settings.
 * The list says how each profile signs in, for which nothing is run.
 */
export async function chooseConnection(app: App, signIns: SignIns): Promise<void> {
  const service = app.service();
  const [profiles, here] = await Promise.all([service.profiles(), currentConnection(app)]);
  const isSample = here?.connection.source === 'sampleFarm';
  const isHere = (profile: string | undefined): boolean =>
    here?.connection.source === 'aws' && here.connection.profile === profile;
  const connect = (profile: string | undefined) => async (): Promise<void> => {
    const region = await chooseRegion(app, profiles, profile, here);
    if (region !== undefined) {
      await saveConnection({ source: 'aws', profile, region });
    }
  };
  const signedOut = new Set(signIns.signedOut.map(({ profile }) => profile));
  const sample: Act = () => saveConnection({ source: 'sampleFarm' });
  const acts = new Map(profiles.map(({ name }) => [name, connect(name)]));
  const noProfile = connect(undefined);
  const rows: Rows = [
    { heading: t('AWS profiles') },
    ...profiles.map((profile) => ({
      icon: ICONS[profile.kind],
      label: profile.name,
      description: marked(profileLine(profile, signedOut.has(profile.name)), isHere(profile.name)),
      value: acts.get(profile.name) ?? noProfile,
    })),
    {
      icon: 'key',
      label: t('Default credentials'),
      description: marked(t('environment, instance or container role'), isHere(undefined)),
      value: noProfile,
    },
  ];
  if (profiles.length === 0) {
    rows.push(...waysToProfile(app));
  }
  if (here && !isSample && here.way.kind !== 'editAwsConfig') {
    const { connection } = here;
    rows.push(
      { heading: t('sign-in') },
      {
        icon: 'sign-in',
        label: t('Sign in: {0}', plainText(connectionName(connection), 60)),
        value: () => signIns.signIn(connection),
      },
    );
  }
  rows.push(
    { heading: t('without AWS') },
    {
      icon: 'beaker',
      label: t('Sample farm'),
      description: marked(t('built in, no AWS account needed'), isSample),
      value: sample,
    },
  );
  const current = isSample ? sample : (acts.get(here?.connection.profile ?? '') ?? noProfile);
  const chosen = await pick(rows, { title: t('Connect to AWS'), placeholder: t('Select a connection') }, (act) =>
    here === undefined ? act === (acts.values().next().value ?? noProfile) : act === current,
  );
  await chosen?.();
}

/** Lets the person say in which Region their farms are, with the profile that is used already. */
export async function chooseRegionAlone(app: App): Promise<void> {
  const { profile } = connectionSettings();
  const [profiles, here] = await Promise.all([app.service().profiles(), currentConnection(app)]);
  const region = await chooseRegion(app, profiles, profile, here);
  if (region !== undefined) {
    await saveConnection({ region });
  }
}

/** What to do where this computer has no AWS profile. */
function waysToProfile(app: App): Rows {
  const open =
    (url: string): Act =>
    () =>
      vscode.env.openExternal(vscode.Uri.parse(url));
  return [
    {
      icon: 'device-desktop',
      label: t('Sign in with Deadline Cloud monitor…'),
      description: t('creates a profile on this computer'),
      value: open(MONITOR_HELP),
    },
    {
      icon: 'book',
      label: t('Set up a profile…'),
      description: t('opens the AWS documentation'),
      value: open(PROFILE_HELP),
    },
    {
      icon: 'edit',
      label: t('Edit the AWS configuration file'),
      value: () => app.run(COMMANDS.editAwsConfig),
    },
  ];
}

/** Who is connected where now; undefined where that cannot be told, which the view says. */
async function currentConnection(app: App): Promise<ConnectionStatus | undefined> {
  try {
    return await app.service().connectionStatus(await app.currentConnection.current());
  } catch {
    return undefined;
  }
}

/** The Regions that the profile, the configuration and earlier sessions name come first; any can be typed. */
async function chooseRegion(
  app: App,
  profiles: readonly Profile[],
  profile: string | undefined,
  here: ConnectionStatus | undefined,
): Promise<string | undefined> {
  const own = profiles.find(({ name }) => name === (profile ?? 'default'))?.region;
  const configured = await app
    .service()
    .defaultConnection({ profile, region: undefined })
    .then(
      ({ region }) => region,
      () => undefined,
    );
  const current =
    here?.connection.source === 'aws' && here.connection.profile === profile ? here.connection.region : undefined;
  const reasons = new Map<string, string>();
  const why = (region: string | undefined, reason: string): void => {
    if (isRegion(region) && !reasons.has(region)) {
      reasons.set(region, reason);
    }
  };
  why(current, CURRENT);
  why(own, t('from the profile'));
  why(configured, t('configured on this computer'));
  for (const { key } of app.list.recent) {
    why(key.connection.source === 'aws' ? key.connection.region : undefined, t('used before'));
  }
  for (const { name, region } of profiles) {
    why(region, t('used by profile {0}', name));
  }
  for (const region of Object.keys(REGIONS)) {
    why(region, '');
  }
  const picker = new Picker<string>({ title: t('AWS Region'), placeholder: t('Select a Region, or type one') });
  const draw = (typed: string): void => {
    picker.draw(
      [
        ...typedRegion(typed.trim(), reasons),
        ...[...reasons].map(([region, reason]) => ({
          label: region,
          description: [REGIONS[region], reason].filter(Boolean).join(' · '),
          value: region,
        })),
      ],
      (region) => typed === '' && region === (current ?? reasons.keys().next().value),
    );
  };
  draw('');
  return picker.choose({ onType: draw });
}

/** A row for what was typed: a Region that is not in the list, or what is wrong with it while nothing in the list is like it. */
function typedRegion(typed: string, known: ReadonlyMap<string, string>): readonly PickerRow<string>[] {
  const words: string = typed.toLowerCase();
  if (isRegion(typed)) {
    return known.has(typed)
      ? []
      : [{ label: typed, description: t('use this Region'), alwaysShow: true, value: typed }];
  }
  const isLike = (region: string): boolean =>
    region.includes(words) || (REGIONS[region] ?? '').toLowerCase().includes(words);
  return [...known.keys()].some(isLike)
    ? []
    : [{ icon: 'warning', label: t('Not an AWS Region'), description: t('example: us-west-2'), alwaysShow: true }];
}

/** Signs in to the place of a session, else to one that is signed out, else to the current one. */
export async function signIn(app: App, signIns: SignIns, about: SessionKey | undefined): Promise<void> {
  const connection = about?.connection ?? (await chooseSignedOut(app, signIns));
  if (connection && !(await signIns.signIn(connection))) {
    await app.run(connection.profile === undefined ? COMMANDS.chooseConnection : COMMANDS.editAwsConfig);
  }
}

async function chooseSignedOut(app: App, signIns: SignIns): Promise<Connection | undefined> {
  // One sign-in is good for a profile's every Region.
  const signedOut = signIns.signedOut.filter(
    (connection, index, all) => all.findIndex((other) => sharesSignIn(other, connection)) === index,
  );
  if (signedOut.length < 2) {
    return signedOut[0] ?? app.currentConnection.current();
  }
  return pick(
    signedOut.map((connection) => ({ label: connectionName(connection), value: connection })),
    { title: t('Sign In'), placeholder: t('Select a connection to sign in to') },
  );
}

function marked(line: string, isCurrent: boolean): string {
  return isCurrent ? `${line} · ${CURRENT}` : line;
}
