import * as assert from 'node:assert/strict';

import * as vscode from 'vscode';

import { findPanel, readEditorLines, readTabs } from '../../support/ui/editor';
import { Journey } from '../../support/ui/journey';
import { clickRow, findRow, readChildren, readTree } from '../../support/ui/tree';
import { eventually, windowPage } from '../../support/ui/window';
import { readOutput } from '../support/output';
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
    assert.match(rows[0]?.description ?? '', /^likely missing input · \d+ (min|h) ago · sample data$/);
    assert.deepEqual(
      (await readChildren(SESSIONS, ['sh005_lighting_v031'])).map(({ label }) => label),
      ['Lifecycle', 'Host', 'Logs', 'Actions'],
    );
  });

  it('the details page shows its session', async () => {
    const page = await findPanel(/^sh010_lighting_v007$/);
    assert.equal(await page.locator('.verdict').innerText(), 'Frame 1005 · Render failed: exit 1 after 1 min 00 s.');
    assert.equal(await page.locator('.evidence .quote').count(), 2);
    assert.equal(await page.locator('.action').count(), 10);
  });

  it('the sections of the page are in the order and folded as they were left, on every page', async () => {
    const page = await findPanel(/^sh010_lighting_v007$/);
    assert.deepEqual((await page.locator('section.section h2').allInnerTexts()).slice(0, 4), [
      'Tries',
      'Actions',
      'Timeline',
      'Host',
    ]);
    assert.equal(await page.locator('#fold-raw').getAttribute('aria-expanded'), 'false');
    assert.equal(await page.locator('#fold-actions').getAttribute('aria-expanded'), 'true');
  });

  it('no session that has ended is read again, only the tries of the task and the host’s figures of the one in front', async () => {
    const output = await readOutput(/ListSessionActions ok/);
    assert.doesNotMatch(output, /\bGetSession ok/);
    assert.ok(output.split('GetLogEvents ok').length <= 2, output);
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
    assert.equal(document.lineAt(0).text, '# Session log of sh010_lighting_v007 (sample data)');
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
  });

  it('journey 11: a click on a session whose page was not looked at yet opens no second page of it', async () => {
    const pages = async (): Promise<string[]> =>
      (await readTabs()).map(({ title }) => title).filter((title) => !title.includes('.log'));
    const before = await pages();
    assert.ok(before.includes('sh010_fx_v003'), before.join(', '));
    const journey = new Journey('11 reload');
    await journey.click('the row', () => clickRow(SESSIONS, ['sh010_fx_v003']));
    await (await findPanel(/^sh010_fx_v003$/)).locator('.failure').waitFor();
    journey.arrive(1);
    assert.deepEqual((await pages()).sort(), before.sort());
  });
});
