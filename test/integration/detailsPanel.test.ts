import * as assert from 'node:assert/strict';

import type { Frame } from 'playwright-core';
import * as vscode from 'vscode';

import { findPanel, findTab, readEditorLines } from '../support/ui/editor';
import { findStatusBarEntry } from '../support/ui/statusBar';
import { expandRow, readTree } from '../support/ui/tree';
import { eventually } from '../support/ui/window';
import { idsOf, type LoopbackFarm, sampleKey, setCredentials, startLoopbackFarm } from './support/farms';
import { cleanWindow, openSessions, SESSIONS, showSessions, useSettings, watchSessions } from './support/window';

describe('the details page', () => {
  describe('of a session that failed', () => {
    let page: Frame;

    before(async () => {
      await cleanWindow();
      await openSessions(sampleKey('failedTask'));
    });
    beforeEach(async () => {
      await vscode.env.clipboard.writeText('');
      page = await findPanel(/^sh010_lighting_v007$/);
    });
    after(cleanWindow);

    it('says which session it is, where it belongs, how it went and where it ran', async () => {
      assert.deepEqual(await linesOf(page, '.belonging'), [
        'sample farm',
        'Aurora',
        '(reveal farm in Farms view)',
        'Copy farm ID',
        'lighting',
        '(reveal queue in Farms view)',
        'Copy queue ID',
        'sh010_lighting_v007',
        '(reveal job in Farms view)',
        'Copy job ID',
        `session-…${sampleKey('failedTask').sessionId.slice(-8)}`,
        '(reveal session in Farms view)',
        'Copy session ID',
      ]);
      assert.equal(await page.locator('h1').innerText(), 'sh010_lighting_v007');
      assert.deepEqual(await linesOf(page, '.state-row'), [
        'Failed',
        'Sample data',
        'Frame 1005 · Render failed: exit 1 after 1 min 00 s.',
      ]);
      const where = await linesOf(page, '.where');
      assert.deepEqual(where.slice(0, 2), [
        'on ip-10-3-5-229.us-west-2.compute.internal · c6i.8xlarge',
        'fleet spot-linux',
      ]);
    });

    it('says first what failed, with the lines of the log that tell why', async () => {
      await page.locator('.evidence').waitFor();
      const lines = await linesOf(page, '.failure');
      assert.deepEqual(
        lines.filter((line) => !/^at \d/.test(line)),
        [
          'Likely cause',
          'Frame 1005 · Render',
          'An input file was not found: wetRock_basecolor.1013.exr',
          'Failed: exit 1',
          'after 1 min 00 s',
          'Copy what failed',
          'Open log here',
          'Compare with One That Succeeded',
          'Last message of the task',
          'Missing texture wetRock_basecolor.1013.exr',
          'Evidence',
          'ERROR: cannot open /mnt/assets/env/harbor/tex/v042/wetRock_basecolor.1013.exr: No such file or directory',
          'not in the task before, which succeeded',
          'openjd_fail: Missing texture wetRock_basecolor.1013.exr',
          'not in the task before, which succeeded, reported as the reason',
          'What usually helps',
          'Attach the file to the job, or add a path mapping rule for its location. Look at the scene.',
          'Show the Last 20 Lines',
        ],
      );
    });

    it('lists the actions and all facts below', async () => {
      assert.deepEqual(await page.locator('.action-title').allInnerTexts(), [
        'Sync job attachments',
        'Enter Conda',
        ...[1001, 1002, 1003, 1004, 1005].map((frame) => `Frame ${frame} · Render`),
        'Exit Conda',
        ...[1006, 1007].map((frame) => `Frame ${frame} · Render`),
      ]);
      assert.deepEqual((await page.locator('section.section h2').allInnerTexts()).slice(0, 8), [
        'Tries',
        'Timeline',
        'Actions',
        'Host',
        'Logs',
        'Lifecycle',
        'Job',
        'Raw',
      ]);
      assert.match((await linesOf(page, 'section:has(#job)')).join(' '), /1 failed 19 canceled 4 succeeded/);
    });

    it('opens the log at the line that tells why', async () => {
      await page.getByRole('button', { name: 'Open log here' }).click();
      await findTab(/^sh010_lighting_v007 · session/);
      assert.match(await currentLine(), /ERROR: cannot open .*wetRock_basecolor\.1013\.exr/);
      assert.ok((await readEditorLines()).some((line) => line.includes('Traceback (most recent call last):')));
    });

    it('opens the log where an action began', async () => {
      await page.getByRole('button', { name: /^Enter Conda/ }).click();
      await findTab(/^sh010_lighting_v007 · session/);
      await eventually('the action’s banner', readEditorLines, (lines) =>
        lines.some((line) => line.includes('Entering Environment: Conda')),
      );
    });

    it('opens the log at its end', async () => {
      await page.getByRole('button', { name: 'Open log', exact: true }).click();
      await findTab(/^sh010_lighting_v007 · session/);
      await eventually('the last line', readEditorLines, (lines) =>
        lines.some((line) => line.includes('Deleting working directory')),
      );
    });

    it('copies ids and the answer as it came', async () => {
      const key = sampleKey('failedTask');
      await page.getByRole('button', { name: 'Copy', exact: true }).click();
      await page.getByRole('menuitem', { name: 'Copy all IDs' }).click();
      assert.equal(await copied(), idsOf(key).join('\n'));
      await vscode.env.clipboard.writeText('');
      await page.locator('.belonging').getByRole('button', { name: 'Copy session ID' }).click();
      assert.equal(await copied(), key.sessionId);
      await vscode.env.clipboard.writeText('');
      await page.getByRole('button', { name: 'Copy as JSON' }).click();
      assert.equal((JSON.parse(await copied()) as { sessionId?: string }).sessionId, key.sessionId);
    });
  });

  it('shows a hostile name as the text it is', async () => {
    await cleanWindow();
    await openSessions(sampleKey('hostileName'));
    const page = await findPanel(/^<img/);
    assert.equal(
      await page.locator('h1').innerText(),
      '<img src=x onerror=alert(1)> [click me](command:workbench.action.quit) **$(zap)** \\u202egnp.live\\u2069 `x`',
    );
    assert.equal(await page.locator('main :is(img, a, b, u, i, script)').count(), 0);
    await cleanWindow();
  });

  describe('of a session at work', () => {
    let farm: LoopbackFarm;

    before(async () => {
      await cleanWindow();
      farm = await startLoopbackFarm(-50);
      setCredentials(true);
      await useSettings({ source: 'aws', region: 'us-west-2', endpointUrl: farm.url });
      await showSessions();
      await openSessions(farm.key('failedTask'));
    });
    after(async () => {
      await cleanWindow();
      await farm.hangUp();
      setCredentials(false);
    });

    it('becomes what the session became, like its row and the status bar, without being built anew', async () => {
      const page = await findPanel(/^sh010_lighting_v007$/);
      assert.match(await page.locator('.verdict').innerText(), /^Active for 2 h 5\d min/);
      assert.equal(await page.locator('.failure').count(), 0);
      await watchSessions(farm.key('failedTask'));
      assert.match((await findStatusBarEntry(/watched/)).text, /^sh010_lighting_v007 (\d+ %|active)$/);
      await expandRow(SESSIONS, ['Watching', 'sh010_lighting_v007', 'Actions']);
      await page.locator('h1').evaluate((heading) => {
        heading.id = 'as-it-was';
      });

      farm.advance(10);
      await page.getByRole('button', { name: 'Refresh' }).click();

      await page.locator('.evidence').waitFor();
      assert.match(
        await page.locator('.verdict').innerText(),
        /^Frame 1005 · Render failed: exit 1 after (1 min 0\d|5\d) s\.$/,
      );
      assert.equal(await page.locator('#as-it-was').count(), 1);
      assert.equal(await page.locator('.evidence .quote').count(), 2);
      const row = await eventually(
        'a failed row',
        async () => (await readTree(SESSIONS)).find(({ label }) => label === 'sh010_lighting_v007'),
        (found) => found?.icon === 'error' && found.description.includes('missing input'),
      );
      assert.match(row?.description ?? '', /^likely missing input · \d+ \w+ ago$/);
      await eventually(
        'a failed action',
        () => readTree(SESSIONS),
        (rows) => rows.some(({ label, icon }) => label === 'Frame 1005 · Render' && icon === 'error'),
      );
      const { icons } = await findStatusBarEntry(/sh010_lighting_v007 failed: likely missing input/);
      assert.deepEqual(icons, ['error']);
    });
  });
});

async function linesOf(page: Frame, selector: string): Promise<string[]> {
  const text = await page.locator(selector).first().innerText();
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** The line of the log with the cursor. */
async function currentLine(): Promise<string> {
  const editor = await eventually(
    'a log in front',
    () => Promise.resolve(vscode.window.activeTextEditor),
    (now) => now?.document.uri.scheme === 'deadline-log',
  );
  return editor?.document.lineAt(editor.selection.active.line).text ?? '';
}

async function copied(): Promise<string> {
  return eventually(
    'a copied text',
    () => Promise.resolve(vscode.env.clipboard.readText()),
    (text) => text !== '',
  );
}
