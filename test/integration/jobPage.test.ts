import * as assert from 'node:assert/strict';

import type { Frame } from 'playwright-core';
import * as vscode from 'vscode';

import { findPanel, findTab } from '../support/ui/editor';
import {
  fillQuickInput,
  openFromPalette,
  pickQuickInputItem,
  waitForNoQuickInput,
  waitForQuickInput,
} from '../support/ui/quickInput';
import { clickRow, expandRow, pressRowButton } from '../support/ui/tree';
import { eventually, press, windowPage } from '../support/ui/window';
import { frontLog } from './support/logs';
import { cleanWindow, FARMS, showFarms, useSettings } from './support/window';

const WRECK = ['Aurora', 'episodic', 'sq11_wreck_v001'];
const TITLE = /^Failures of sq11_wreck_v001/;

describe('the page that says why a job failed', () => {
  beforeEach(async () => {
    await cleanWindow();
    await useSettings({ source: 'sampleFarm' });
  });
  after(cleanWindow);

  it('leads by mouse from a row of the farm to the causes, the log at its line, and a session', async () => {
    await showFarms();
    await expandRow(FARMS, WRECK.slice(0, -1));
    await pressRowButton(FARMS, WRECK, 'Why Did This Job Fail?');
    const page = await wholeTriage();
    assert.deepEqual(await words(page, '.state-row'), ['Failed', 'Sample data', '1,000 failed tasks, 6 causes']);
    assert.equal(await page.locator('.group').count(), 6);
    await page.getByRole('button', { name: /^Compare Hosts \(about \d+ calls\)$/ }).click();
    await page.locator('.suspect').waitFor();
    assert.match((await words(page, '.suspect p'))[0] ?? '', /^rack2-node40: \d+ of \d+ attempts failed here, /);

    const first = page.locator('.group').first();
    const line = first.locator('.quote-link').first();
    const text = (await line.innerText()).trim();
    await line.click();
    await findTab(/^sq11_wreck_v001 · session/);
    await atLine(text);

    const again = await findPanel(TITLE);
    await again.locator('.group').first().getByRole('button', { name: 'Show All' }).click();
    await again.locator('.group .task').nth(99).waitFor();
    await again.locator('.group .task').nth(5).click();
    await frontLog();

    await (await findPanel(TITLE)).locator('.group').first().getByRole('button', { name: 'Open Example' }).click();
    const session = await findPanel(/^sq11_wreck_v001$/);
    await session.getByRole('button', { name: 'Why did this job fail?' }).first().click();
    await findPanel(TITLE);
  });

  it('shows the job as a picture, a lane for each worker, and leads from a worker to its session', async () => {
    await showFarms();
    await expandRow(FARMS, WRECK.slice(0, -1));
    await pressRowButton(FARMS, WRECK, 'Why Did This Job Fail?');
    const page = await wholeTriage();
    await page.getByRole('button', { name: /^Show the Job as a Picture \(about \d+ calls\)$/ }).click();
    await page.getByRole('button', { name: 'Read Again' }).waitFor();
    assert.match((await words(page, '.figures'))[1] ?? '', /^[\d,]+ sessions on \d+ workers$/);
    assert.equal(await page.locator('.timeline canvas').count(), 1);
    await page.locator('.lane-host').first().click();
    await findPanel(/^sq11_wreck_v001$/);
  });

  it('finds a text in the logs of all its sessions, and leads to a line', async () => {
    await showFarms();
    await expandRow(FARMS, WRECK.slice(0, -1));
    await pressRowButton(FARMS, WRECK, 'Why Did This Job Fail?');
    const page = await wholeTriage();
    await page.getByRole('button', { name: 'Find in Logs…' }).click();
    await waitForQuickInput(({ title }) => title.startsWith('Find in the Logs of This Job'));
    await fillQuickInput('exited with code');
    await waitForQuickInput(({ items }) => items[0]?.label.startsWith('Search for') === true);
    await press('Enter');
    const isHit = ({ description }: { readonly description: string }): boolean =>
      description.includes('exited with code: ');
    const { items } = await waitForQuickInput((input) => input.items.some(isHit));
    await pickQuickInputItem(items.find(isHit)?.label ?? '');
    await frontLog();
    await atLine('exited with code: ');
  });

  it('leads by keyboard from an ID on the clipboard to the causes and the log at its line', async () => {
    await vscode.env.clipboard.writeText(await wreckId());
    await openFromPalette('Why Did This Job Fail?', ({ items }) =>
      items.some(({ label }) => label === 'sq11_wreck_v001'),
    );
    await press('Enter');
    await waitForNoQuickInput();
    const page = await wholeTriage();
    await page.locator('body').evaluate(() => {
      window.focus();
    });
    await tabTo(page, '.cause');
    await press('ArrowDown', 'ArrowUp', 'Enter');
    assert.equal(await focusedIn(page, 'h3'), true);
    const text = (await page.locator('.group').first().locator('.quote-link').first().innerText()).trim();
    await tabTo(page, '.quote-link');
    await press('Enter');
    await findTab(/^sq11_wreck_v001 · session/);
    await atLine(text);
  });
});

/** The page, once all of the job is read. */
async function wholeTriage(): Promise<Frame> {
  const page = await findPanel(TITLE);
  await page.getByRole('main').getByText('1,000 failed tasks, 6 causes', { exact: true }).waitFor();
  return page;
}

/** The job's ID, as a person copies it from its row. */
async function wreckId(): Promise<string> {
  await showFarms();
  await expandRow(FARMS, WRECK.slice(0, -1));
  await clickRow(FARMS, WRECK);
  await vscode.env.clipboard.writeText('');
  await vscode.commands.executeCommand('deadlineSessions.copyValue', 'deadlineSessions.farms');
  const id = await eventually(
    'an ID on the clipboard',
    () => Promise.resolve(vscode.env.clipboard.readText()),
    (text) => text.startsWith('job-'),
  );
  // A selected row would be taken for the job that is meant.
  await clickRow(FARMS, WRECK.slice(0, -1));
  return id;
}

async function words(page: Frame, selector: string): Promise<readonly string[]> {
  const texts = await page.locator(selector).allInnerTexts();
  return texts
    .flatMap((text) => text.split('\n'))
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** Presses Tab until something like this has the focus. */
async function tabTo(page: Frame, selector: string): Promise<void> {
  const keyboard = (await windowPage()).keyboard;
  for (let presses = 0; presses < 60; presses++) {
    await keyboard.press('Tab');
    if (await focusedIn(page, selector)) {
      return;
    }
  }
  assert.fail(`Tab never reaches ${selector}.`);
}

function focusedIn(page: Frame, selector: string): Promise<boolean> {
  return page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);
}

/** Waits until the cursor of the log is on a line with this text. */
async function atLine(text: string): Promise<void> {
  await eventually(
    `the cursor on ${text}`,
    () => {
      const editor = vscode.window.activeTextEditor;
      return Promise.resolve(editor ? editor.document.lineAt(editor.selection.active.line).text : '');
    },
    (line) => line.includes(text),
  );
}
