import * as assert from 'node:assert/strict';

import * as vscode from 'vscode';

import { findPanel, readTabs } from '../support/ui/editor';
import { openFromPalette, readQuickInput, waitForNoQuickInput, waitForQuickInput } from '../support/ui/quickInput';
import { rowInSight, unfoldInSight, unfoldWay } from '../support/ui/tree';
import { actUntil, attributeNow, eventually, press, textNow, typeText, windowPage } from '../support/ui/window';
import { sampleKey } from './support/farms';
import { cleanWindow, FARMS, openSessions, showFarms, useSettings } from './support/window';

const WRECK = /^sq11_wreck_v001$/;
const RETRIED = /^sh010_lighting_v007( · [0-9a-f]{6})?$/;

describe('tasks and their tries in the farms view', () => {
  before(async () => {
    await cleanWindow();
    await useSettings({ source: 'sampleFarm' });
  });
  beforeEach(async () => {
    await press('Escape');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await showFarms();
    await unfoldInSight(FARMS, /^Aurora$/);
  });
  afterEach(async () => {
    await showFarms();
    await vscode.commands.executeCommand('list.collapseAll');
  });
  after(cleanWindow);

  async function descriptionOf(label: RegExp, isWanted: (description: string) => boolean): Promise<string> {
    return eventually(
      `what ${String(label)} says`,
      async () => {
        const description = (await rowInSight(FARMS, label)).locator('.label-description');
        return textNow(description);
      },
      isWanted,
    );
  }

  /** The action that the page in front was opened at; empty without one. The page can be drawn anew while it is read. */
  async function shownAction(title: RegExp): Promise<string> {
    if (!(await readTabs()).some((tab) => title.test(tab.title))) {
      return '';
    }
    const page = await findPanel(title);
    const rows = page.locator('.action[aria-current]');
    return (await rows.allInnerTexts().catch(() => [])).join();
  }

  async function focusedLabel(): Promise<string> {
    const page = await windowPage();
    const label = page.locator(`.monaco-list[aria-label="${FARMS}"] .monaco-list-row.focused .label-name`);
    return textNow(label);
  }

  /** Expands the row with the focus by its key, and goes to the row below it. */
  async function stepInto(label: RegExp): Promise<void> {
    let pressed = '';
    await eventually(
      `the focus on ${String(label)}`,
      async () => {
        const now = await focusedLabel();
        if (!label.test(now)) {
          // Right expands a row first and then goes into it; a row that is still being listed has none yet.
          await press('ArrowRight');
          pressed = now;
        }
        return `${pressed} → ${now}`;
      },
      (now) => label.test(now.split(' → ')[1] ?? ''),
    );
  }

  it('lead by mouse from a job’s first row to a failed task, its tries, and the page of a try', async () => {
    await unfoldWay(FARMS, /^Aurora$/, /^lighting$/, RETRIED, /^Steps$/, /^Render$/);
    await descriptionOf(/^Frame 1005$/, (description) => description.includes('2 tries'));
    await unfoldInSight(FARMS, /^Frame 1005$/);
    await descriptionOf(/^Try 2$/, (description) => description.includes('exit 1'));
    assert.match(
      await descriptionOf(/^Try 1$/, (description) => description.includes('exit 1')),
      /^ip-10-3-5-84 · exit 1 · .+ ago$/,
    );
    // The sample farm opens a page of its own, of the same job, when it is first seen.
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await (await rowInSight(FARMS, /^Try 1$/)).locator('.monaco-icon-label').first().click();
    await eventually(
      'the action of the try',
      () => shownAction(RETRIED),
      (title) => title.includes('Frame 1005 · Render'),
    );
  });

  it('lead by keyboard from the job to the page of a try, past a hundred sessions', async () => {
    await unfoldWay(FARMS, /^Aurora$/, /^episodic$/);
    await (await rowInSight(FARMS, WRECK)).locator('.monaco-icon-label').first().click();
    await eventually('the focus on the job', focusedLabel, (label) => WRECK.test(label));
    await stepInto(/^Steps$/);
    await stepInto(/^Render$/);
    await stepInto(/^Failed$/);
    assert.equal(await descriptionOf(/^Failed$/, (description) => description !== ''), '1,000');
    await stepInto(/^Frame 10\d\d, Layer \w+$/);
    await stepInto(/^Try \d+$/);
    // A row that is drawn again at that moment, because its tries were just read, does not take the key.
    await actUntil(
      'the action of the try',
      () => press('Enter'),
      () => shownAction(WRECK),
      (title) => title !== '',
    );
  });

  it('are on the page of the session that failed: how often, where, and what that speaks for', async () => {
    await openSessions(sampleKey('failedTask'));
    const page = await findPanel(RETRIED);
    const section = page.locator('section:has(> .section-head #tries)');
    await section.waitFor();
    assert.match(
      await section.innerText(),
      /Frame 1005: 2 tries on 2 hosts\s+It failed in the same way on another host\./,
    );
    await section.getByRole('button', { name: /^Try 1/ }).click();
    await eventually(
      'the session of the first try in front',
      () => Promise.resolve(vscode.window.tabGroups.activeTabGroup.tabs.length),
      (count) => count > 0,
    );
  });

  it('have hosts that are found by a part of their name, with what ran there', async () => {
    void vscode.commands.executeCommand('deadlineSessions.goToHost');
    await waitForQuickInput(({ items }) => items.length > 5);
    await typeText('node40.render');
    await waitForQuickInput(({ items, isBusy }) => !isBusy && (items[0]?.label ?? '').startsWith('rack2-node40'));
    await actUntil(
      'the host chosen',
      () => press('Enter'),
      readQuickInput,
      (input) => input === undefined,
    );
    const row = await rowInSight(FARMS, /^rack2-node40/);
    await eventually(
      'the worker, selected',
      () => attributeNow(row, 'aria-selected'),
      (isSelected) => isSelected === 'true',
    );
    await unfoldInSight(FARMS, /^rack2-node40/);
    await descriptionOf(/^sq\d\d_/, (description) => /^(succeeded · )?Frame .+ · Render · .+ ago/.test(description));
  });

  it('of all failed jobs of a queue are looked through by keyboard, down to the page of a job', async () => {
    await (await rowInSight(FARMS, /^episodic$/)).locator('.monaco-icon-label').first().click();
    const { title, items } = await openFromPalette(
      'Look Through Failed Jobs',
      (now) => now.items.some(({ label }) => label.includes('Look Again')) && now.items.length > 1,
    );
    assert.equal(title, 'Failures of the Last 7 Days in episodic');
    assert.match(items[0]?.description ?? '', /^\d+ of \d+ failed jobs looked at, \d+ of at most 300 calls$/);
    await press('ArrowDown', 'Enter');
    const page = await eventually(
      'the page of a job',
      async () => {
        const tab = vscode.window.tabGroups.activeTabGroup.activeTab?.label ?? '';
        if (tab === '') {
          await press('Enter');
        }
        return tab;
      },
      (label) => label.startsWith('Failures of '),
    );
    assert.match(page, /^Failures of /);
    await waitForNoQuickInput();
  });
});
