import * as assert from 'node:assert/strict';

import { findPanel } from '../support/ui/editor';
import { waitForNoQuickInput, waitForQuickInput } from '../support/ui/quickInput';
import { findRow, readTree } from '../support/ui/tree';
import { eventually, press, windowPage } from '../support/ui/window';
import { FEATURED, sampleKey } from './support/farms';
import { cleanWindow, fold, readWelcome, SESSIONS, showSessions } from './support/window';

describe('the empty view', () => {
  beforeEach(async () => {
    FEATURED.forEach(sampleKey);
    await cleanWindow();
    await showSessions();
  });
  after(async () => {
    FEATURED.forEach(sampleKey);
    await cleanWindow();
  });

  async function pressWelcome(label: string): Promise<void> {
    const page = await windowPage();
    await page.locator('.welcome-view-content').getByText(label, { exact: true }).click();
  }

  it('says what it is for, with one button and a way without an account', async () => {
    // An earlier test had credentials: the view reads who is connected when it is shown.
    await fold(SESSIONS, true);
    await fold(SESSIONS, false);
    const welcome = await eventually('a welcome without a connection', readWelcome, (lines) =>
      lines.includes('Connect to AWS…'),
    );
    assert.deepEqual(welcome, [
      'See why renders on AWS Deadline Cloud fail: which frame, on which host, and which lines of the log show it.',
      'Connect to AWS…',
      'No account at hand? Explore the built-in sample farm. New here? Get started.',
    ]);
    assert.equal(await (await windowPage()).locator('.welcome-view-content a.monaco-button:visible').count(), 1);
  });

  it('leads to the look-up by its key', async () => {
    await press('Control+Alt+J');
    const { title, items } = await waitForQuickInput(({ title }) => title.includes('—'));
    assert.equal(title, 'Look Up Session — not connected');
    assert.equal(items[0]?.label, 'Browse farms, queues and jobs…');
    await press('Escape');
    await waitForNoQuickInput();
  });

  it('leads to the choice of a connection', async () => {
    await pressWelcome('Connect to AWS…');
    const { items } = await waitForQuickInput();
    assert.deepEqual(
      items.map(({ label, description }) => [label, description]),
      [
        ['Default credentials', 'environment, instance or container role'],
        ['Sign in with Deadline Cloud monitor…', 'creates a profile on this computer'],
        ['Set up a profile…', 'opens the AWS documentation'],
        ['Edit the AWS configuration file', ''],
        ['Sample farm', 'built in, no AWS account needed · current'],
      ],
    );
    await press('Escape');
    await waitForNoQuickInput();
  });

  it('leads to the sample farm: sessions worth a look, and the page of one that failed', async () => {
    await pressWelcome('sample farm');
    await findRow(SESSIONS, ['sh040_cloth_v002']);
    const rows = await eventually(
      'six read sessions',
      () => readTree(SESSIONS),
      (now) => now.filter(({ level }) => level === 1).every(({ description }) => !description.startsWith('loading')),
    );
    assert.deepEqual(
      rows.filter(({ level }) => level === 1).map(({ label, icon }) => [label, icon]),
      [
        ['sh020_lighting_v012', 'play-circle'],
        ['sh010_lighting_v007', 'error'],
        ['sh010_fx_v003', 'error'],
        ['sh030_pyro_v021', 'error'],
        ['sh040_cloth_v002', 'error'],
        ['sh020_comp_v004', 'error'],
      ],
    );
    const page = await findPanel(/^sh010_lighting_v007$/);
    assert.equal(await page.locator('h1').innerText(), 'sh010_lighting_v007');
    assert.equal(await page.locator('.chip.sample').innerText(), 'Sample data');
    await page.locator('.evidence').waitFor();
  });
});
