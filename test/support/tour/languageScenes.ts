/** Screens that can be shown in any language: nothing in them is found by a word of ours. */
import * as vscode from 'vscode';

import { sampleKey } from '../../integration/support/farms';
import { clearWindow, useSettings } from '../../integration/support/window';
import { waitForPage } from '../ui/editor';
import { readQuickInput } from '../ui/quickInput';
import { eventually, parkMouse, press, windowPage } from '../ui/window';
import type { Scene } from './scenes';

const FAILED = sampleKey('failedTask');

export const languageScenes: readonly Scene[] = [
  {
    name: 'languageWelcome',
    caption: 'Nothing looked up yet.',
    play: async () => {
      await clearWindow();
      await vscode.commands.executeCommand('workbench.view.extension.deadlineSessions');
      await (await windowPage()).locator('.welcome-view-content .monaco-button').first().waitFor();
    },
  },
  {
    name: 'languageSampleFarm',
    caption: 'Sessions of every kind, and the page of one that failed.',
    play: async () => {
      await vscode.commands.executeCommand('deadlineSessions.openSampleFarm');
      await eventually('rows of sessions', rowsInSight, (count) => count > 5);
      await waitForPage();
    },
  },
  page('languageFailed', 'A session that failed.', 'deadlineSessions.openDetails', FAILED),
  page('languageActive', 'A session that is active.', 'deadlineSessions.openDetails', sampleKey('active')),
  page('languageTimeout', 'A session with a task that took too long.', 'deadlineSessions.openDetails', sampleKey('timeout')),
  page('languageMemory', 'A session whose host ran out of memory.', 'deadlineSessions.openDetails', sampleKey('outOfMemory')),
  page('languageJob', 'Why a job failed.', 'deadlineSessions.whyJobFailed', FAILED),
  page('languageComparison', 'A failed action beside one that succeeded.', 'deadlineSessions.compareWithGood', FAILED),
  {
    name: 'languageLog',
    caption: 'A log at its first failure.',
    play: async () => {
      await closePages();
      await vscode.commands.executeCommand('deadlineSessions.goToFailure', FAILED);
      await (await windowPage()).locator('.view-lines .view-line').first().waitFor();
      await parkMouse();
    },
  },
  {
    name: 'languageFarms',
    caption: 'Farms, queues and jobs.',
    play: async () => {
      await closePages();
      await vscode.commands.executeCommand('deadlineSessions.farms.focus');
      await eventually('rows of farms', rowsInSight, (count) => count > 0);
      const before = await rowsInSight();
      await press('Home', 'ArrowRight');
      await eventually('the rows below a farm', rowsInSight, (count) => count > before);
      const queues = await rowsInSight();
      await press('ArrowDown', 'ArrowRight');
      await eventually('the rows below a queue', rowsInSight, (count) => count > queues);
      await parkMouse();
    },
  },
  picker('languageLookUp', 'Look Up.', 'deadlineSessions.lookUp'),
  picker('languageConnection', 'Connections to choose from.', 'deadlineSessions.chooseConnection'),
  picker('languageWatchOther', 'Things that can be watched.', 'deadlineSessions.watchOther'),
  picker('languageTimes', 'Timestamps of a log.', 'deadlineSessions.chooseLogTimes', () =>
    vscode.commands.executeCommand('deadlineSessions.openLog', FAILED),
  ),
  {
    name: 'languagePalette',
    caption: 'The commands.',
    play: async () => {
      await closePages();
      void vscode.commands.executeCommand('workbench.action.quickOpen', '>Deadline');
      await eventually('commands', readQuickInput, (input) => (input?.items.length ?? 0) > 5);
    },
  },
  {
    name: 'languageSettings',
    caption: 'The settings.',
    play: async () => {
      await closePages();
      await vscode.commands.executeCommand('workbench.action.openRemoteSettings', {
        query: '@ext:deadline-session-inspector.deadline-session-inspector',
      });
      await (await windowPage()).locator('.settings-editor .setting-item-contents').first().waitFor();
      await parkMouse();
    },
  },
];

function page(name: string, caption: string, command: string, key: unknown): Scene {
  return {
    name,
    caption,
    play: async () => {
      await closePages();
      await useSettings({ source: 'sampleFarm' });
      await vscode.commands.executeCommand(command, key);
      await waitForPage();
      await parkMouse();
    },
  };
}

function picker(
  name: string,
  caption: string,
  command: string,
  prepare: () => Thenable<unknown> = () => Promise.resolve(),
): Scene {
  return {
    name,
    caption,
    play: async () => {
      await closePages();
      await prepare();
      void vscode.commands.executeCommand(command);
      await eventually('a quick input', readQuickInput, (input) => input !== undefined && !input.isBusy);
      await parkMouse();
    },
  };
}

async function closePages(): Promise<void> {
  await press('Escape');
  await vscode.commands.executeCommand('notifications.clearAll');
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

async function rowsInSight(): Promise<number> {
  return (await windowPage()).locator('.pane-body .monaco-list-row:visible').count();
}
