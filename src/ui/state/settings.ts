import * as vscode from 'vscode';
import type { NewsKind } from '../../core/news';

const SECTION = 'deadlineSessions';
const CONNECTION_SETTINGS = ['source', 'profile', 'region', 'endpointUrl'];

/** The settings by which people connect. Only a user's own values count: a workspace must not redirect anybody's credentials. */
export interface ConnectionSettings {
  readonly source: 'auto' | 'aws' | 'sampleFarm';
  readonly profile: string | undefined;
  readonly region: string | undefined;
  readonly endpoint: string | undefined;
}

export function connectionSettings(): ConnectionSettings {
  const source = userValue('source');
  return {
    source: source === 'aws' || source === 'sampleFarm' ? source : 'auto',
    profile: userValue('profile'),
    region: userValue('region'),
    endpoint: userValue('endpointUrl'),
  };
}

export async function saveConnection(
  settings: Partial<Pick<ConnectionSettings, 'source' | 'profile' | 'region'>>,
): Promise<void> {
  const configuration = vscode.workspace.getConfiguration(SECTION);
  for (const [name, value] of Object.entries(settings)) {
    await configuration.update(name, value, vscode.ConfigurationTarget.Global);
  }
}

/** Tells when the connection may be another one. */
export function onDidChangeConnection(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (CONNECTION_SETTINGS.some((name) => event.affectsConfiguration(`${SECTION}.${name}`))) {
      listener();
    }
  });
}

/** The file with the user's own causes of failures; undefined where none is set. A workspace cannot name one. */
export function causesFileSetting(): string | undefined {
  return userValue('causesFile');
}

export async function saveCausesFile(file: string): Promise<void> {
  await vscode.workspace.getConfiguration(SECTION).update('causesFile', file, vscode.ConfigurationTarget.Global);
}

/** Fires when another file of causes is set. */
export function onDidChangeCausesFile(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(`${SECTION}.causesFile`)) {
      listener();
    }
  });
}

export const SOURCE_FOLDERS_SETTING = `${SECTION}.sourceFolders`;

/**
 * Folders on the farm's hosts, and where the same files are on this computer, e.g. `/opt/studio` → `~/src/studio`. A workspace cannot
 * name any.
 */
export function sourceFoldersSetting(): Readonly<Record<string, string>> {
  const value: unknown = vscode.workspace.getConfiguration(SECTION).inspect('sourceFolders')?.globalValue;
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** Whether what is watched is kept up to date while no window has the focus. */
export function watchInBackgroundSetting(): boolean {
  return vscode.workspace.getConfiguration(SECTION).inspect('watchInBackground')?.globalValue !== false;
}

/** The name of the setting that turns a kind of notification on or off, e.g. `deadlineSessions.notifications.sessionFailed`. */
export function notificationSetting(kind: NewsKind): string {
  return `${SECTION}.notifications.${kind}`;
}

/** Whether people want to be notified of a kind of news. */
export function isNotified(kind: NewsKind): boolean {
  return vscode.workspace.getConfiguration(SECTION).inspect(`notifications.${kind}`)?.globalValue !== false;
}

/** Turns notifications of a kind on or off. On is the default, so that nothing is left in the settings. */
export async function saveNotified(kind: NewsKind, isOn: boolean): Promise<void> {
  const configuration = vscode.workspace.getConfiguration(SECTION);
  await configuration.update(`notifications.${kind}`, isOn ? undefined : false, vscode.ConfigurationTarget.Global);
}

/** Fires when that may be another one. */
export function onDidChangeWatching(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(`${SECTION}.watchInBackground`)) {
      listener();
    }
  });
}

/** From one reading of what a person sees to the next, in milliseconds. At most ten minutes, and never so often that others wait. */
export function refreshIntervalMs(): number {
  return 1000 * numberSetting('refreshInterval', { usual: 15, least: 10, most: 600 });
}

/** How many rows the list of sessions shows to begin with, and with each “Show More”. */
export function rowsPerPageSetting(): number {
  return numberSetting('rowsPerPage', { usual: 200, least: 20, most: 1000 });
}

/** Whether a log that is opened for itself begins at the failure of its session, if there is one. */
export function opensLogAtFailure(): boolean {
  return userValue('openLogAt') === 'failure';
}

/** The timestamp format that every log opens with; undefined for the one that was chosen last. */
export function logTimesSetting(): string | undefined {
  const value = userValue('logTimes');
  return value === 'last' ? undefined : value;
}

/** Whether changes that lose nothing are made without a question. Those that lose something are always asked about. */
export function skipsHarmlessQuestions(): boolean {
  return userValue('confirmations') === 'irreversible';
}

function numberSetting(
  name: string,
  { usual, least, most }: { readonly usual: number; readonly least: number; readonly most: number },
): number {
  const value: unknown = vscode.workspace.getConfiguration(SECTION).inspect(name)?.globalValue;
  return typeof value === 'number' && Number.isFinite(value)
    ? Math.min(most, Math.max(least, Math.round(value)))
    : usual;
}

function userValue(name: string): string | undefined {
  const value = vscode.workspace.getConfiguration(SECTION).inspect(name)?.globalValue;
  return typeof value === 'string' && value !== '' ? value : undefined;
}
