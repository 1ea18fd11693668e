/** Why it failed: five kinds of cause and one honest unknown, each on its page and in its log. */
import * as vscode from 'vscode';

import { idsOf, sampleKey } from '../../integration/support/farms';
import { frontLog } from '../../integration/support/logs';
import { clearWindow, foldSessions, openSessions, openUntitled, showSessions, useSettings } from '../../integration/support/window';
import { findPanel } from '../ui/editor';
import { hoverText } from '../ui/hover';
import { expandRow } from '../ui/tree';
import { parkMouse } from '../ui/window';
import type { Scene } from './scenes';

/** The sample farm’s sessions by the kind of their cause, and how their jobs are named. */
const CAUSES = {
  License: ['licenseServerDown', /^ep101_sh010/],
  Memory: ['outOfMemory', /^sh030_pyro/],
  MissingFile: ['adaptorTexture', /^ep102_sh010/],
  Script: ['scriptError', /^ep103_qc/],
  TimeLimit: ['timeLimit', /^ep103_sh005/],
  Unknown: ['silentFailure', /^ep104_convert/],
} as const;

export const causeScenes: readonly Scene[] = [
...Object.entries(CAUSES).flatMap(([kind, [example, job]]) => [
  {
    name: `cause${kind}`,
    caption: `Why it failed (${kind}): the page’s head and the rows of the Sessions view.`,
    play: async () => {
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await useSettings({ source: 'sampleFarm' });
      await showSessions();
      await foldSessions();
      await openSessions(sampleKey(example));
      await (await findPanel(job)).locator('.failure').waitFor();
      await expandRow('Sessions', [job, 'Actions']);
      await parkMouse();
    },
  },
  {
    name: `cause${kind}Log`,
    caption: `Why it failed (${kind}): in the opened log, and in the hover of the session’s ID.`,
    play: async () => {
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      const key = sampleKey(example);
      await vscode.commands.executeCommand('vscode.setEditorLayout', { orientation: 1, groups: [{ size: 0.8 }, { size: 0.2 }] });
      await vscode.commands.executeCommand('deadlineSessions.goToFailure', key);
      await frontLog();
      await vscode.commands.executeCommand('workbench.action.focusSecondEditorGroup');
      await openUntitled(idsOf(key).toReversed().join('\n'));
      await hoverText(key.sessionId);
    },
  },
]),
  {
    name: 'workerLogFailure',
    caption: 'The worker’s log, at the failure of the session’s task.',
    play: async () => {
      await clearWindow();
      await vscode.commands.executeCommand('deadlineSessions.openWorkerLog', sampleKey('failedTask'));
      const { document } = await frontLog();
      const failed = document.positionAt(document.getText().indexOf(' ERROR ')).line;
      await vscode.commands.executeCommand('revealLine', { lineNumber: failed, at: 'center' });
    },
  },
];
