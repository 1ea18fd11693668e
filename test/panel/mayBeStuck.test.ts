import assert from 'node:assert/strict';
import { onlyFailures, SIGNS, stuckSession, WAITING, WAITING_LINE } from '../support/sessions/stuckSessions';
import { PanelHost, type PanelPage } from './panelPage';

describe('the page of a session that may be stuck', () => {
  let host: PanelHost;
  let panel: PanelPage;
  before(async () => {
    host = await PanelHost.start();
  });
  after(() => host.stop());
  beforeEach(async () => {
    panel = await host.open();
  });
  afterEach(() => panel.close());

  it('says on what, with the line as a link, at most as a likely cause', async () => {
    await panel.send(stuckSession(WAITING));
    const section = panel.page.getByRole('region', { name: 'May be stuck on a license: arnold' });
    const text = await section.innerText();
    assert.match(text, /Likely cause/);
    assert.match(text, /Its last log lines have waited for 9 min/);
    await section.getByRole('button', { name: WAITING_LINE.slice(-40) }).click();
    assert.deepEqual((await panel.asked()).at(-1), { type: 'openWait' });
  });

  it('names the signs where the log says nothing', async () => {
    await panel.send(stuckSession(...SIGNS));
    const section = panel.page.getByRole('region', { name: 'May be stuck' });
    assert.deepEqual(await section.getByRole('listitem').allInnerTexts(), [
      'No new log line for 34 min (at most 2 min 00 s in another task of this step)',
      'No progress beyond 62 % for 31 min',
      'Neither network nor disk traffic on its host for 22 min',
    ]);
  });

  it('offers to check a cause elsewhere where nothing of the kind succeeded in the session', async () => {
    await panel.send(onlyFailures());
    await panel.page.getByRole('button', { name: 'Check Against One Elsewhere' }).click();
    assert.deepEqual((await panel.asked()).at(-1), { type: 'checkElsewhere' });
  });
});
