import * as assert from 'node:assert/strict';

import * as vscode from 'vscode';

import { findPanel } from '../support/ui/editor';
import { openRowMenu } from '../support/ui/menu';
import { findNotification, pressNotificationButton } from '../support/ui/notifications';
import { clickRow, expandRow, findRow, type TreePath } from '../support/ui/tree';
import { eventually, press, windowPage } from '../support/ui/window';
import { type LoopbackFarm, sampleKey, setCredentials, startLoopbackFarm } from './support/farms';
import { frontLog } from './support/logs';
import {
  cleanWindow,
  FARMS,
  foldSessions,
  openSessions,
  SESSIONS,
  showFarms,
  showSessions,
  useSettings,
} from './support/window';

const SESSION = ['sh010_lighting_v007'];
const OTHER = ['sh010_fx_v003'];
const JOB = ['Aurora', 'lighting', ...SESSION];

describe('keys of everyday', () => {
  describe('that a row’s menu shows do it right after a click:', () => {
    before(async () => {
      await cleanWindow();
      await useSettings({ source: 'sampleFarm' });
    });
    beforeEach(async () => {
      await vscode.env.clipboard.writeText('');
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    });
    after(cleanWindow);

    it('a session of the Sessions view', async () => {
      await showSessions();
      await openSessions(sampleKey('segmentationFault'), sampleKey('failedTask'));
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await foldSessions();
      assert.deepEqual(await keysOfMenu(SESSIONS, SESSION), ['Alt+F8', 'Delete', 'F5']);
      await clickAndPress(SESSIONS, SESSION, 'Control+C');
      assert.equal(await copied(), sampleKey('failedTask').sessionId);
      await clickAndPress(SESSIONS, OTHER, 'Delete');
      await findNotification(/^Removed sh010_fx_v003 from the list\.$/);
      await pressNotificationButton(/Removed sh010_fx_v003/, 'Undo');
      await findRow(SESSIONS, OTHER);
      await clickAndPress(SESSIONS, SESSION, 'Alt+F8');
      await atFailure();
    });

    it('a job of the Farms view', async () => {
      await showFarms();
      await expandRow(FARMS, JOB.slice(0, 2));
      assert.deepEqual(await keysOfMenu(FARMS, JOB), ['Alt+F8', 'Ctrl+C', 'F5']);
      await clickAndPress(FARMS, JOB, 'Control+C');
      assert.equal(await copied(), sampleKey('failedTask').jobId);
      await clickAndPress(FARMS, JOB, 'Alt+F8');
      await atFailure();
    });
  });

  describe('F5', () => {
    let farm: LoopbackFarm;

    before(async () => {
      await cleanWindow();
      farm = await startLoopbackFarm();
      setCredentials(true);
      await useSettings({ source: 'aws', region: 'us-west-2', endpointUrl: farm.url });
    });
    after(async () => {
      await cleanWindow();
      await farm.hangUp();
      setCredentials(false);
    });

    it('reads all sessions of the list again in the Sessions view, also beside a page', async () => {
      await showSessions();
      await openSessions(farm.key('segmentationFault'), farm.key('failedTask'));
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await clickRow(SESSIONS, SESSION);
      await findPanel(/^sh010_lighting_v007$/);
      await focusOn(SESSIONS);
      await rereads((calls) => calls.filter((call) => call === 'GetSession').length >= 2);
    });

    it('lists the farms again in the Farms view, also beside a page', async () => {
      await showFarms();
      await clickRow(FARMS, ['Aurora']);
      await focusOn(FARMS);
      await rereads((calls) => calls.includes('ListFarms') && !calls.includes('GetSession'));
    });

    it('reads its session again in a page', async () => {
      const page = await findPanel(/^sh010_lighting_v007$/);
      await page.getByRole('button', { name: 'Refresh' }).focus();
      await rereads((calls) => calls.includes('GetSession') && !calls.includes('ListFarms'));
    });

    async function rereads(isWanted: (calls: readonly string[]) => boolean): Promise<void> {
      await farm.quiet();
      farm.forgetCalls();
      await press('F5');
      await eventually('what is read after F5', () => Promise.resolve(farm.calls()), isWanted, 20_000);
    }
  });
});

/** The keys that the menu of a row shows beside its entries. */
async function keysOfMenu(view: string, path: TreePath): Promise<string[]> {
  await openRowMenu(view, path);
  const keys = (await windowPage()).locator('.context-view .monaco-menu .keybinding');
  // What one version of VS Code calls “Delete”, another calls “Del”.
  const found = (await keys.allInnerTexts())
    .map((text) => text.trim().replace(/^Del$/, 'Delete'))
    .filter((text) => text !== '');
  await press('Escape');
  return found.sort();
}

async function clickAndPress(view: string, path: TreePath, key: string): Promise<void> {
  await clickRow(view, path);
  await focusOn(view);
  await press(key);
}

async function focusOn(view: string): Promise<void> {
  await (await windowPage()).locator(`.monaco-list[aria-label="${view}"]:focus`).waitFor();
}

function copied(): Promise<string> {
  return eventually(
    'the clipboard',
    async () => vscode.env.clipboard.readText(),
    (text) => text !== '',
  );
}

/** The cursor is at the line that explains the failure. */
async function atFailure(): Promise<void> {
  await frontLog();
  await eventually(
    'the line that says why',
    () => {
      const editor = vscode.window.activeTextEditor;
      return Promise.resolve(editor?.document.lineAt(editor.selection.active.line).text ?? '');
    },
    (text) => /ERROR: cannot open .*wetRock_basecolor/.test(text),
  );
}
