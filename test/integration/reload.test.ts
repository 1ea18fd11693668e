import type { Frame } from 'playwright-core';
import * as vscode from 'vscode';

import { findPanel, findTab } from '../support/ui/editor';
import { sampleKey } from './support/farms';
import { openLog } from './support/logs';
import { cleanWindow, openSessions, showSessions, useSettings } from './support/window';

/** What the window is left with at the end, whatever was done in it: `afterReload/` looks whether it is there again. */
after('leaves sessions, a page and logs open', async () => {
  await cleanWindow();
  // All of these have ended, and the place is told without asking: after the reload there is nothing to ask anybody.
  await useSettings({ source: 'sampleFarm' });
  await showSessions();
  await openSessions(sampleKey('segmentationFault'), sampleKey('deletedWorker'), sampleKey('failedTask'));
  await arrangeSections(await findPanel(/^sh010_lighting_v007$/));
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder) {
    await vscode.window.showTextDocument(vscode.Uri.joinPath(folder.uri, 'worker-agent.log'), { preview: false });
  }
  await leaveEarlierPart();
  await vscode.commands.executeCommand('deadlineSessions.openLog', sampleKey('failedTask'));
  await findTab(/^sh010_lighting_v007 · session/);
  await vscode.commands.executeCommand('workbench.action.keepEditor');
  // The page of the first one stays behind that of the second.
  await openSessions(sampleKey('segmentationFault'), sampleKey('failedTask'));
  await (await findPanel(/^sh010_lighting_v007$/)).locator('.evidence').waitFor();
});

/** The timeline below the actions, and the answer folded. */
async function arrangeSections(page: Frame): Promise<void> {
  await page.locator('#fold-timeline').press('Alt+ArrowDown');
  await page.locator('#fold-raw').press('Enter');
  await page.locator('#fold-raw[aria-expanded="false"]').waitFor();
}

/** A tab with an earlier part of a long log, whose lines nobody waits for here: that would take long, and is not what is looked for. */
async function leaveEarlierPart(): Promise<void> {
  const { uri } = (await openLog(sampleKey('millionLines'))).document;
  const part = uri.with({ path: uri.path.replace('.log', ' · earlier part 1.log'), query: `${uri.query}&part=-1` });
  void vscode.commands.executeCommand('vscode.open', part, { preview: false });
  await findTab(/earlier part 1/);
}
