import * as assert from 'node:assert/strict';

import type { Frame } from 'playwright-core';
import * as vscode from 'vscode';

import { findPanel, findTab } from '../support/ui/editor';
import { chooseFromRowMenu, chooseMenuEntry, openRowMenu } from '../support/ui/menu';
import { fillQuickInput, openFromPalette, pickQuickInputItem, waitForQuickInput } from '../support/ui/quickInput';
import { expandRow, locateRow } from '../support/ui/tree';
import { eventually, press, windowPage } from '../support/ui/window';
import { sampleKey } from './support/farms';
import { frontLog, openLog, readLenses } from './support/logs';
import { cleanWindow, openSessions, SESSIONS, showSessions } from './support/window';

const PAGE = /^Comparison: /;

async function comparisonPage(): Promise<Frame> {
  const page = await findPanel(PAGE);
  await page.locator('.sides').waitFor();
  return page;
}

async function currentLine(wanted: RegExp): Promise<string> {
  return eventually(
    `a cursor at ${wanted.source}`,
    () => {
      const editor = vscode.window.activeTextEditor;
      return Promise.resolve(editor?.document.lineAt(editor.selection.active.line).text ?? '');
    },
    (text) => wanted.test(text),
  );
}

describe('a comparison', () => {
  afterEach(cleanWindow);

  it('of a failed action is opened by its menu, and leads to its lines in the log', async () => {
    await openSessions(sampleKey('failedTask'));
    await showSessions();
    await expandRow(SESSIONS, [/^sh010_lighting_v007/, /^Actions/]);
    const menu = await openRowMenu(SESSIONS, [/^sh010_lighting_v007/, /^Actions/, /^Frame 1005/]);
    assert.ok(menu.includes('Compare with One That Succeeded'), menu.join(', '));
    await chooseMenuEntry('Compare with One That Succeeded');
    const page = await comparisonPage();
    const lines = await page.locator('.quote code').allInnerTexts();
    assert.ok(
      lines.slice(0, 5).some((line) => /Missing ?[Tt]exture/.test(line)),
      lines.join('\n'),
    );
    assert.deepEqual(await page.locator('.side h2').allInnerTexts(), ['Frame 1005 · Render', 'Frame 1004 · Render']);
    await page.getByRole('button', { name: /MissingTexture: material/ }).click();
    await currentLine(/MissingTexture: material/);
  });

  it('is opened from the details page by keyboard, and shows both logs in the diff editor', async () => {
    await openSessions(sampleKey('failedTask'));
    const details = await findPanel(/^sh010_lighting_v007$/);
    await details.getByRole('button', { name: 'Compare with One That Succeeded' }).focus();
    await press('Enter');
    const page = await comparisonPage();
    await page.getByRole('button', { name: 'Open Diff' }).focus();
    await press('Enter');
    await findTab(/^Frame 1004 · Render ↔ Frame 1005 · Render/);
    const { document } = await frontLog();
    const [left, right] = await eventually(
      'both logs',
      () =>
        Promise.resolve(
          vscode.workspace.textDocuments.filter(({ uri }) => uri.query.includes('bare=1')).map((one) => one.getText()),
        ),
      (texts) => texts.length === 2 && texts.every((text) => text.includes('ends here')),
    );
    const [good = '', bad = ''] = left?.includes('MissingTexture') ? [right, left] : [left, right];
    assert.match(document.getText(), /Saved: |MissingTexture/);
    const known = new Set(good.split('\n'));
    const own = bad.split('\n').filter((line) => !known.has(line));
    assert.ok(
      own.some((line) => line.includes('MissingTexture')),
      own.join('\n'),
    );
    assert.ok(own.length < 25, own.join('\n'));
  });

  it('is offered above the log of a session that failed', async () => {
    const { document } = await openLog(sampleKey('failedTask'));
    assert.ok((await readLenses(document)).includes('0: Compare with One That Succeeded'));
    await press('Control+Home');
    const window = await windowPage();
    await window.locator('.codelens-decoration a').filter({ hasText: 'Compare with One That Succeeded' }).click();
    await comparisonPage();
  });

  it('of two sessions is opened by selecting both', async () => {
    await openSessions(sampleKey('deletedWorker'), sampleKey('failedTask'));
    await showSessions();
    await (await locateRow(SESSIONS, [/^sh005_lighting_v031/])).click();
    await (await locateRow(SESSIONS, [/^sh010_lighting_v007/])).click({ modifiers: ['Control'] });
    await chooseFromRowMenu(SESSIONS, [/^sh010_lighting_v007/], 'Compare Sessions…');
    const page = await comparisonPage();
    const sides = await page.locator('.side').allInnerTexts();
    assert.match(sides[0] ?? '', /Frame 1005.*sh010_lighting_v007/s);
    assert.match(sides[1] ?? '', /Frame \d+.*sh005_lighting_v031/s);
  });

  it('is made from the palette, with a session that is not in the list', async () => {
    await openSessions(sampleKey('failedTask'));
    await findPanel(/^sh010_lighting_v007$/);
    await openFromPalette('Compare Sessions…', ({ items }) =>
      items.some(({ label }) => label.includes('Enter a Session')),
    );
    await pickQuickInputItem(/Enter a Session/);
    await waitForQuickInput(({ items }) => items.length === 0);
    const { farmId, queueId, jobId, sessionId } = sampleKey('segmentationFault');
    await fillQuickInput([farmId, queueId, jobId, sessionId].join(' '));
    await press('Enter');
    const page = await comparisonPage();
    assert.match((await page.locator('.side').allInnerTexts()).join('\n'), /sh010_fx_v003/);
  });

  it('says why there is nothing to compare with, and offers another session', async () => {
    await openSessions(sampleKey('outOfMemory'));
    await vscode.commands.executeCommand('deadlineSessions.compareWithGood', sampleKey('outOfMemory'));
    const page = await findPanel(/^Comparison$/);
    await page.locator('.fault').getByText('No task of this step has succeeded yet').waitFor();
    await page.getByRole('button', { name: 'Compare with Another…' }).click();
    await waitForQuickInput(({ items }) => items.some(({ label }) => label.includes('Enter a Session')));
    await press('Escape');
  });
});
