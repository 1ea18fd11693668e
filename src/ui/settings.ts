import * as vscode from 'vscode';

const SECTION = 'deadlineSessions';

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
    if (event.affectsConfiguration(SECTION)) {
      listener();
    }
  });
}

function userValue(name: string): string | undefined {
  const value = vscode.workspace.getConfiguration(SECTION).inspect(name)?.globalValue;
  return typeof value === 'string' && value !== '' ? value : undefined;
}
