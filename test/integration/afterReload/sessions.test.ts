import * as assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import path from 'node:path';

import * as vscode from 'vscode';

import { findPanel, readEditorLines } from '../../support/ui/editor';
import { findRow, readChildren, readTree } from '../../support/ui/tree';
import { eventually, windowPage } from '../../support/ui/window';
import { SESSIONS } from '../support/window';

/** The window as `reload.test.ts` left it. The tests build on each other: looking at more asks for more. */
describe('after a reload', () => {
  it('the sessions are listed as before, in their order, with what is known of them', async () => {
    await findRow(SESSIONS, ['sh010_fx_v003']);
    const rows = (await readTree(SESSIONS)).filter(({ level }) => level === 1);
    assert.deepEqual(
      rows.map(({ icon, label }) => [icon, label]),
      [
        ['error', 'sh010_lighting_v007'],
        ['pass', 'sh005_lighting_v031'],
        ['error', 'sh010_fx_v003'],
      ],
    );
    assert.match(rows[0]?.description ?? '', /^failed · exit 1 · \d+ min ago$/);
    assert.deepEqual(
      (await readChildren(SESSIONS, ['sh005_lighting_v031'])).map(({ label }) => label),
      ['Lifecycle', 'Host', 'Logs', 'Actions'],
    );
  });

  it('the details page shows its session', async () => {
    const page = await findPanel(/^sh010_lighting_v007$/);
    assert.equal(
      await page.locator('.verdict').innerText(),
      'Run task · Render · Frame 1005 failed: exit 1 after 1 min 00 s.',
    );
    assert.equal(await page.locator('.log-lines .line').count(), 3);
    assert.equal(await page.locator('.action').count(), 10);
  });

  it('nobody was asked about sessions that have ended', () => {
    const dist = path.join(
      vscode.extensions.getExtension('deadline-session-inspector.deadline-session-inspector')?.extensionPath ?? '',
      'dist',
    );
    const loaded = Object.keys(createRequire(__filename).cache).filter((file) => path.dirname(file) === dist);
    // Every call in this window would need the sample farm.
    assert.deepEqual(
      loaded.map((file) => path.basename(file)).filter((file) => file === 'app.js' || file === 'sampleFarm.js'),
      ['app.js'],
    );
  });

  it('the log is there again once it is looked at', async () => {
    const page = await windowPage();
    await page
      .locator('.tabs-container .tab')
      .filter({ hasText: /^sh010_lighting_v007 · session/ })
      .click();
    await eventually('the log’s first lines or last', readEditorLines, (lines) =>
      lines.some((line) => /^\d\d:\d\d:\d\d\.\d{3} {2}/.test(line)),
    );
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.uri.scheme, 'deadline-log');
    assert.equal(document.lineAt(0).text, '# Session log of sh010_lighting_v007');
  });

  it('an earlier part of a long log loads by itself once it is looked at', async () => {
    const page = await windowPage();
    await page
      .locator('.tabs-container .tab')
      .filter({ hasText: /earlier part 1/ })
      .click();
    const text = await eventually(
      'the last line of the part',
      () => {
        const document = vscode.window.activeTextEditor?.document;
        const isPart = document?.uri.query.includes('part=-1') === true && document.lineCount > 10;
        return Promise.resolve(isPart ? document.lineAt(document.lineCount - 2).text : '');
      },
      (last) => last !== '',
      45_000,
    );
    assert.equal(text, '# The lines after these are in the tab of the later part.');
  }).timeout(60_000);
});
