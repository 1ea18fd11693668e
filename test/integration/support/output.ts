import * as vscode from 'vscode';

import { eventually, windowPage } from '../../support/ui/window';

/** What the extension's output channel says once it says what is wanted, as “Show Log” shows it; closes the panel again. */
export async function readOutput(wanted: RegExp): Promise<string> {
  await vscode.commands.executeCommand('deadlineSessions.showOutput');
  await (await windowPage()).locator('.part.panel .output-view .view-line').first().waitFor();
  const read = (): string =>
    vscode.workspace.textDocuments
      .filter(({ uri }) => uri.scheme === 'output' && uri.path.includes('Deadline Sessions'))
      .map((document) => document.getText())
      .join('\n');
  const text = await eventually(
    'the output channel',
    () => Promise.resolve(read()),
    (now) => wanted.test(now),
  );
  await vscode.commands.executeCommand('workbench.action.closePanel');
  return text;
}
