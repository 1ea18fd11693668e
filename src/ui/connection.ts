import * as vscode from 'vscode';
import { isRegion } from '../core/sessionKey';
import type { App } from './app';
import { saveConnection } from './settings';

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

interface Item extends vscode.QuickPickItem {
  readonly value: string | undefined;
}

/** Lets the person say whose farm they look at: the sample farm, or AWS with a profile and a Region. Kept in the user's settings. */
export async function chooseConnection(app: App): Promise<void> {
  const profiles = await app.service().profiles();
  const sample: Item = {
    label: '$(beaker) Sample farm',
    description: 'a living farm inside the extension, no account needed',
    value: 'sampleFarm',
  };
  const chain: Item = {
    label: '$(key) Default credentials',
    description: 'environment, instance or container role',
    value: '',
  };
  const named = profiles.map(({ name, kind, region }): Item => ({
    label: `$(account) ${name}`,
    description: [kind, region].filter(Boolean).join(' · '),
    value: name,
  }));
  const separator = { label: 'AWS profiles', kind: vscode.QuickPickItemKind.Separator, value: undefined };
  const chosen = await vscode.window.showQuickPick([sample, chain, separator, ...named], {
    title: 'Choose Connection',
    placeHolder: 'Where are the sessions?',
  });
  if (chosen?.value === undefined) {
    return;
  }
  if (chosen === sample) {
    await saveConnection({ source: 'sampleFarm' });
    return;
  }
  const own = profiles.find(({ name }) => name === chosen.value)?.region;
  const region = await chooseRegion(own);
  if (region !== undefined) {
    await saveConnection({ source: 'aws', profile: chosen.value === '' ? undefined : chosen.value, region });
  }
}

function chooseRegion(own: string | undefined): Promise<string | undefined> {
  const picker = vscode.window.createQuickPick<Item>();
  const known = own === undefined ? REGIONS : [own, ...REGIONS.filter((region) => region !== own)];
  const draw = (): void => {
    const typed = picker.value.trim();
    const items = known.map((region): Item => ({
      label: region,
      description: region === own ? "the profile's own" : '',
      value: region,
    }));
    picker.items = isRegion(typed) && !known.includes(typed) ? [{ label: typed, value: typed }, ...items] : items;
  };
  picker.title = 'Choose Connection: Region';
  picker.placeholder = 'In which Region are the farms? Any Region can be typed.';
  draw();
  return new Promise((resolve) => {
    picker.onDidChangeValue(draw);
    picker.onDidAccept(() => {
      resolve(picker.selectedItems[0]?.value);
      picker.hide();
    });
    picker.onDidHide(() => {
      resolve(undefined);
      picker.dispose();
    });
    picker.show();
  });
}
