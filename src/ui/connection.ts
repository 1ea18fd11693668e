import * as vscode from 'vscode';
import type { Connection, Profile, ProfileKind } from '../core/connections';
import { isRegion, type Place, placeName, type SessionKey, sharesSignIn } from '../core/sessionKey';
import { profileLine } from '../render/connection';
import type { App } from './app';
import { withoutIcons } from './icons';
import { COMMANDS } from './names';
import { saveConnection } from './settings';
import type { SignIns } from './signIns';

/** Regions offered by name; any other can be typed, so that a new one needs no release. */
const REGIONS = [
  'us-east-1',
  'us-east-2',
  'us-west-2',
  'eu-central-1',
  'eu-west-1',
  'eu-west-2',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-southeast-1',
  'ap-southeast-2',
];

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

interface Item extends vscode.QuickPickItem {
  /** What choosing it does; missing for a row that only says something. */
  readonly choose?: () => unknown;
  readonly isCurrent?: boolean;
}

const CURRENT = 'current';

/**
 * Lets the person say whose farm they look at: the sample farm, or AWS with a profile and a Region. Kept in the user's settings.
 * The list says how each profile signs in, for which nothing is run.
 */
export async function chooseConnection(app: App, signIns: SignIns): Promise<void> {
  const service = app.service();
  const [profiles, here] = await Promise.all([service.profiles(), currentConnection(app)]);
  const isSample = here?.place.source === 'sampleFarm';
  const isHere = (profile: string | undefined): boolean =>
    here?.place.source === 'aws' && here.place.profile === profile;
  const connect = (profile: string | undefined) => async (): Promise<void> => {
    const region = await chooseRegion(app, profiles, profile, here);
    if (region !== undefined) {
      await saveConnection({ source: 'aws', profile, region });
    }
  };
  const signedOut = new Set(signIns.signedOut.map(({ profile }) => profile));
  const rows: Item[] = [
    {
      label: '$(beaker) Sample farm',
      description: marked('a living farm inside the extension, no account needed', isSample),
      isCurrent: isSample,
      choose: () => saveConnection({ source: 'sampleFarm' }),
    },
    {
      label: '$(key) Default credentials',
      description: marked('environment, instance or container role', isHere(undefined)),
      isCurrent: isHere(undefined),
      choose: connect(undefined),
    },
    { label: 'AWS profiles', kind: vscode.QuickPickItemKind.Separator },
    ...profiles.map((profile) => ({
      label: `$(${ICONS[profile.kind]}) ${withoutIcons(profile.name)}`,
      description: marked(profileLine(profile, signedOut.has(profile.name)), isHere(profile.name)),
      isCurrent: isHere(profile.name),
      choose: connect(profile.name),
    })),
  ];
  if (here && !isSample && here.way.kind !== 'editAwsConfig') {
    const { place } = here;
    rows.push(
      { label: 'sign-in', kind: vscode.QuickPickItemKind.Separator },
      { label: `$(sign-in) Sign in: ${withoutIcons(placeName(place))}`, choose: () => signIns.signIn(place) },
    );
  }
  await pick('Choose Connection', 'Where are the sessions?', () => rows);
}

/** Who is connected where now; undefined where that cannot be told, which the view says. */
async function currentConnection(app: App): Promise<Connection | undefined> {
  try {
    return await app.service().connection(await app.places.current());
  } catch {
    return undefined;
  }
}

/** The Regions that the profile, the configuration and earlier sessions name come first; any can be typed. */
async function chooseRegion(
  app: App,
  profiles: readonly Profile[],
  profile: string | undefined,
  here: Connection | undefined,
): Promise<string | undefined> {
  const own = profiles.find(({ name }) => name === (profile ?? 'default'))?.region;
  const configured = await app
    .service()
    .defaultPlace({ profile, region: undefined })
    .then(
      ({ region }) => region,
      () => undefined,
    );
  const current = here?.place.source === 'aws' && here.place.profile === profile ? here.place.region : undefined;
  const reasons = new Map<string, string>();
  const why = (region: string | undefined, reason: string): void => {
    if (isRegion(region) && !reasons.has(region)) {
      reasons.set(region, reason);
    }
  };
  why(current, CURRENT);
  why(own, 'the profile’s own');
  why(configured, 'configured on this machine');
  for (const { key } of app.list.recent) {
    why(key.place.source === 'aws' ? key.place.region : undefined, 'of sessions you looked up');
  }
  for (const { name, region } of profiles) {
    why(region, `of the profile ${name}`);
  }
  for (const region of REGIONS) {
    why(region, '');
  }
  let chosen: string | undefined;
  const choose = (region: string) => (): void => {
    chosen = region;
  };
  await pick('Choose Connection: Region', 'In which Region are the farms? Any Region can be typed.', (typed) => [
    ...typedRegion(typed, reasons, choose),
    ...[...reasons].map(([region, reason]) => ({
      label: region,
      description: reason,
      isCurrent: region === current,
      choose: choose(region),
    })),
  ]);
  return chosen;
}

/** A row for what was typed: a Region that is not in the list, or what is wrong with it while nothing in the list is like it. */
function typedRegion(
  typed: string,
  known: ReadonlyMap<string, string>,
  choose: (region: string) => () => void,
): readonly Item[] {
  if (isRegion(typed)) {
    return known.has(typed)
      ? []
      : [{ label: typed, description: 'use this Region', alwaysShow: true, choose: choose(typed) }];
  }
  return [...known.keys()].some((region) => region.includes(typed))
    ? []
    : [{ label: '$(warning) This is no Region', description: 'one reads us-west-2', alwaysShow: true }];
}

/** Shows a list that depends on what is typed, with the current row under the cursor, and does what the chosen row says. */
async function pick(title: string, placeholder: string, rows: (typed: string) => readonly Item[]): Promise<void> {
  const picker = vscode.window.createQuickPick<Item>();
  picker.title = title;
  picker.placeholder = placeholder;
  picker.matchOnDescription = true;
  const draw = (): void => {
    picker.items = rows(picker.value.trim());
  };
  draw();
  picker.activeItems = picker.items.filter(({ isCurrent }) => isCurrent);
  const chosen = await new Promise<Item | undefined>((resolve) => {
    picker.onDidChangeValue(draw);
    picker.onDidAccept(() => {
      const [item] = picker.selectedItems;
      if (item?.choose) {
        resolve(item);
        picker.hide();
      }
    });
    picker.onDidHide(() => {
      resolve(undefined);
    });
    picker.show();
  });
  picker.dispose();
  await chosen?.choose?.();
}

/** Signs in to the place of a session, else to one that is signed out, else to the current one. */
export async function signIn(app: App, signIns: SignIns, about: SessionKey | undefined): Promise<void> {
  const place = about?.place ?? (await chooseSignedOut(app, signIns));
  if (place && !(await signIns.signIn(place))) {
    await vscode.commands.executeCommand(
      place.profile === undefined ? COMMANDS.chooseConnection : COMMANDS.editAwsConfig,
    );
  }
}

async function chooseSignedOut(app: App, signIns: SignIns): Promise<Place | undefined> {
  // One sign-in is good for a profile's every Region.
  const signedOut = signIns.signedOut.filter(
    (place, index, all) => all.findIndex((other) => sharesSignIn(other, place)) === index,
  );
  if (signedOut.length < 2) {
    return signedOut[0] ?? app.places.current();
  }
  let chosen: Place | undefined;
  await pick('Sign In', 'Which one?', () =>
    signedOut.map((place) => ({
      label: withoutIcons(placeName(place)),
      choose: () => {
        chosen = place;
      },
    })),
  );
  return chosen;
}

function marked(line: string, isCurrent: boolean): string {
  return isCurrent ? `${line} · ${CURRENT}` : line;
}
