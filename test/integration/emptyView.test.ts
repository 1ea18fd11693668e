import * as assert from 'node:assert/strict';

import { findPanel } from '../support/ui/editor';
import { waitForNoQuickInput, waitForQuickInput } from '../support/ui/quickInput';
import { findRow, readTree } from '../support/ui/tree';
import { eventually, press, windowPage } from '../support/ui/window';
import { FEATURED, sampleKey } from './support/farms';
import { cleanWindow, readWelcome, SESSIONS, showSessions } from './support/window';

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

  it('says what can be done, with a button each', async () => {
    assert.deepEqual(await readWelcome(), [
      'Look into a render-farm session: paste its id, a monitor link, or a line of a log.',
      'Look Up a Session',
      'No session at hand? A living farm comes with the extension; it needs no account.',
      'Open the Sample Farm',
      'Sessions are read with your AWS profile. Choose connection',
    ]);
  });

  it('leads to the look-up', async () => {
    await pressWelcome('Look Up a Session');
    const { title, items } = await waitForQuickInput(({ title }) => title.includes('—'));
    assert.equal(title, 'Look Up Session — sample farm');
    assert.equal(items[0]?.label, 'Choose step by step');
    await press('Escape');
    await waitForNoQuickInput();
  });

  it('leads to the choice of a connection', async () => {
    await pressWelcome('Choose connection');
    const { items } = await waitForQuickInput();
    assert.deepEqual(
      items.map(({ label, description }) => [label, description]),
      [
        ['Sample farm', 'a living farm inside the extension, no account needed · current'],
        ['Default credentials', 'environment, instance or container role'],
      ],
    );
    await press('Escape');
    await waitForNoQuickInput();
  });

  it('leads to the sample farm: sessions worth a look, and the first one’s page', async () => {
    await pressWelcome('Open the Sample Farm');
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
    const page = await findPanel(/^sh020_lighting_v012$/);
    assert.equal(await page.locator('h1').innerText(), 'sh020_lighting_v012');
    assert.match(await page.locator('.verdict').innerText(), /^Active for \d+ min \d\d s/);
  });
});
