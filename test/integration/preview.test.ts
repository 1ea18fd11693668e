import * as assert from 'node:assert/strict';

import * as vscode from 'vscode';

import { findPanel, findTab, readTabs } from '../support/ui/editor';
import { clickRow, doubleClickRow, expandRow, findRow, readTree } from '../support/ui/tree';
import { eventually, press, windowPage } from '../support/ui/window';
import { sampleKey } from './support/farms';
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

const [FIRST, SECOND, THIRD] = ['sh010_lighting_v007', 'sh010_fx_v003', 'sh030_pyro_v021'] as const;
const JOB = ['Aurora', 'fx', THIRD];

describe('tree and editor', () => {
  before(async () => {
    await cleanWindow();
    await useSettings({ source: 'sampleFarm' });
    await showSessions();
    await openSessions(sampleKey('outOfMemory'), sampleKey('segmentationFault'), sampleKey('failedTask'));
  });
  beforeEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await foldSessions();
  });
  after(cleanWindow);

  it('preview a session on one click: one page for all, the keyboard stays in the tree', async () => {
    await clickRow(SESSIONS, [FIRST]);
    await findPanel(new RegExp(`^${FIRST}$`));
    await focusIsIn(SESSIONS);
    await clickRow(SESSIONS, [SECOND]);
    const page = await findPanel(new RegExp(`^${SECOND}$`));
    assert.equal(await page.locator('h1').innerText(), SECOND);
    assert.deepEqual(await titles(), [SECOND]);
    await focusIsIn(SESSIONS);
  });

  it('do what a menu’s keys say right after a click', async () => {
    await clickRow(SESSIONS, [FIRST]);
    await findPanel(new RegExp(`^${FIRST}$`));
    await vscode.env.clipboard.writeText('');
    await press('Control+C');
    const copied = await eventually(
      'the clipboard',
      async () => vscode.env.clipboard.readText(),
      (text) => text !== '',
    );
    assert.equal(copied, sampleKey('failedTask').sessionId);
  });

  it('keep a page that was opened by a double click, and preview beside it', async () => {
    await doubleClickRow(SESSIONS, [FIRST]);
    await findPanel(new RegExp(`^${FIRST}$`));
    await clickRow(SESSIONS, [SECOND]);
    await findTab(new RegExp(`^${SECOND}$`));
    assert.deepEqual(await titles(), [FIRST, SECOND]);
  });

  it('keep a preview by the pin in its title', async () => {
    await clickRow(SESSIONS, [FIRST]);
    await findPanel(new RegExp(`^${FIRST}$`));
    const page = await windowPage();
    await page.locator('.editor-actions .action-label[aria-label^="Keep Open"]').click();
    await page.locator('.editor-actions .action-label[aria-label^="Keep Open"]').waitFor({ state: 'detached' });
    await clickRow(SESSIONS, [SECOND]);
    await findTab(new RegExp(`^${SECOND}$`));
    assert.deepEqual(await titles(), [FIRST, SECOND]);
  });

  it('keep what Enter opens, and go there', async () => {
    // Not the row of the last click: two clicks on one row soon after each other are a double click.
    await clickRow(SESSIONS, [THIRD]);
    await focusIsIn(SESSIONS);
    await press('ArrowUp', 'Enter');
    await findPanel(new RegExp(`^${SECOND}$`));
    assert.deepEqual(await titles(), [THIRD, SECOND]);
    const page = await windowPage();
    await eventually(
      'the keyboard out of the tree',
      () => page.evaluate(() => document.activeElement?.closest('.monaco-list') === null),
      (isOut) => isOut,
    );
  });

  it('select the row of what is in front', async () => {
    await doubleClickRow(SESSIONS, [FIRST]);
    await findPanel(new RegExp(`^${FIRST}$`));
    await doubleClickRow(SESSIONS, [SECOND]);
    await findPanel(new RegExp(`^${SECOND}$`));
    await findPanel(new RegExp(`^${FIRST}$`));
    await selected(SESSIONS, FIRST);
    await vscode.commands.executeCommand('deadlineSessions.openLog', sampleKey('segmentationFault'));
    await findTab(new RegExp(`^${SECOND} · session`));
    await selected(SESSIONS, SECOND);
  });

  it('preview sessions of the Farms view without putting them into the list, until they are kept', async () => {
    const key = sampleKey('outOfMemory');
    await vscode.commands.executeCommand('deadlineSessions.remove', key);
    await showFarms();
    await expandRow(FARMS, JOB);
    const path = [...JOB, 'Failed sessions', /./];
    await findRow(FARMS, path);
    await clickRow(FARMS, path);
    await findPanel(new RegExp(`^${THIRD}$`));
    await focusIsIn(FARMS);
    await showSessions();
    assert.ok(!(await readTree(SESSIONS)).some(({ label }) => label === THIRD));
    await vscode.commands.executeCommand('deadlineSessions.keepOpen');
    await findRow(SESSIONS, [THIRD]);
  });

  it('lead from a page to the rows that it names', async () => {
    await vscode.commands.executeCommand('deadlineSessions.openDetails', sampleKey('outOfMemory'));
    const page = await findPanel(new RegExp(`^${THIRD}$`));
    await page.getByRole('button', { name: 'fx (reveal queue in Farms view)' }).click();
    await selected(FARMS, 'fx');
    await page.getByRole('button', { name: `${THIRD} (reveal job in Farms view)` }).click();
    await selected(FARMS, THIRD);
  });

  async function titles(): Promise<string[]> {
    return (await readTabs()).map(({ title }) => title);
  }

  async function focusIsIn(view: string): Promise<void> {
    await (await windowPage()).locator(`.monaco-list[aria-label="${view}"]:focus`).waitFor();
  }

  async function selected(view: string, label: string): Promise<void> {
    await eventually(
      `${label} selected`,
      () => readTree(view),
      (rows) => rows.some((row) => row.label === label && row.isSelected),
    );
  }
});
