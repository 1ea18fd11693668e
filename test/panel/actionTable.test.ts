import assert from 'node:assert/strict';
import { PanelHost, type PanelPage } from './panelPage';
import { NOW_MS, failedSession } from '../support/sessions/sessions';
import { actionOfSession } from '../../src/core/ids';
import { KEY } from '../support/sessions/sessions';
import { hugeSession } from '../support/sessions/timelines';

describe('panel › table of actions', () => {
  let host: PanelHost;
  let panel: PanelPage;

  before(async () => {
    host = await PanelHost.start();
  });
  beforeEach(async () => {
    panel = await host.open();
  });
  afterEach(async () => {
    assert.deepStrictEqual(panel.problems, []);
    await panel.close();
  });
  after(async () => {
    await host.stop();
  });

  const names = async (): Promise<readonly string[]> => panel.page.locator('.action-open').allInnerTexts();

  it('shows what failed, and what has a name', async () => {
    await panel.send(failedSession());
    await panel.page.getByRole('button', { name: 'Failed 1' }).click();
    assert.deepStrictEqual(await names(), ['Frame 1003 · Render']);
    await panel.page.getByRole('button', { name: 'All 8' }).click();
    await panel.page.getByRole('searchbox', { name: 'Filter actions by name' }).fill('conda');
    assert.deepStrictEqual(await names(), ['Enter Conda', 'Exit Conda']);
    assert.match(await panel.text(), /2 actions/);
  });

  it('is sorted by its heads, by keyboard too, and says so', async () => {
    await panel.send(failedSession());
    const head = panel.page.getByRole('columnheader', { name: 'Duration' });
    await head.getByRole('button').focus();
    await panel.page.keyboard.press('Enter');
    assert.equal(await head.getAttribute('aria-sort'), 'descending');
    assert.deepStrictEqual((await names()).slice(0, 2), ['Frame 1003 · Render', 'Frame 1002 · Render']);
    await panel.page.keyboard.press('Enter');
    assert.equal(await head.getAttribute('aria-sort'), 'ascending');
    await panel.page.keyboard.press('Enter');
    assert.equal((await names())[0], 'Sync job attachments');
  });

  it('is a table to those who cannot see it, each row with one button that says all', async () => {
    await panel.send(failedSession());
    const table = panel.page.getByRole('table', { name: 'Actions' });
    assert.equal(await table.getByRole('row').count(), 9);
    assert.equal(
      await table
        .getByRole('button', {
          name: /^Frame 1003 · Render ?, failed · exit 139 \(SIGSEGV\) ?, 2 min 51 s ?\. Open log\./,
        })
        .count(),
      1,
    );
  });

  it('opens an action wherever its row is clicked', async () => {
    await panel.send(failedSession());
    await panel.page
      .locator('.action')
      .nth(2)
      .click({ position: { x: 400, y: 10 } });
    assert.equal((await panel.asked())[0]?.type, 'openAction');
  });

  it('shows two hundred of many found ones, and more when asked', async () => {
    await panel.send(hugeSession(500));
    await panel.page.getByRole('searchbox').fill('frame');
    await panel.page.getByText('500 actions', { exact: true }).waitFor();
    assert.equal((await names()).length, 200);
    await panel.page.getByRole('button', { name: 'Show 200 of 300 more' }).click();
    await panel.page.getByRole('button', { name: 'Show 100 of 100 more' }).waitFor();
    assert.equal((await names()).length, 400);
  });

  it('shows an action that somebody comes for although it was filtered out', async () => {
    await panel.send(failedSession());
    await panel.page.getByRole('button', { name: 'Failed 1' }).click();
    await panel.send(failedSession(), NOW_MS, {
      at: { sessionActionId: actionOfSession(KEY.sessionId, 2), request: 1 },
    });
    await panel.page.locator('.action[aria-current]').waitFor();
    assert.equal((await names()).length, 8);
  });
});
