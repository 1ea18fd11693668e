/** The same attack in every free text of the service, in every place where VS Code or a page shows it. */
import * as assert from 'node:assert/strict';

import * as vscode from 'vscode';

import type { SessionKey } from '../../src/core/session/sessionKey';
import { createSampleFarm, type SampleFarm } from '../../src/sampleFarm/index';
import { findPanel } from '../support/ui/editor';
import { hoverText } from '../support/ui/hover';
import { findNotification } from '../support/ui/notifications';
import { waitForNoQuickInput, waitForQuickInput } from '../support/ui/quickInput';
import { clickStatusBar, readStatusBarTooltip } from '../support/ui/statusBar';
import { findRow, readChildren, readRowTooltip } from '../support/ui/tree';
import { parkMouse, press, windowPage } from '../support/ui/window';
import { type FarmServer, startFarmServer } from '../support/farm/farmServer';
import { HOSTILE_TEXT, withHostileText } from '../support/farm/hostileFarm';
import { keyOfFarm, setCredentials } from './support/farms';
import { openLog, readLenses, readOutline } from './support/logs';
import {
  cleanWindow,
  FARMS,
  openSessions,
  openUntitled,
  SESSIONS,
  showFarms,
  showSessions,
  useSettings,
  watchSessions,
} from './support/window';

const SHOWN = /click me\]?\(?command:workbench\.action\.quit|\[click me\]/;

describe('text of other people, wherever it is shown', () => {
  let farm: SampleFarm;
  let server: FarmServer;
  let failed: SessionKey;
  let active: SessionKey;

  before(async () => {
    await cleanWindow();
    const startedAtMs = Date.now() - 7_200_000;
    farm = createSampleFarm({ now: () => startedAtMs, startedAtMs, seed: 7_531_902 });
    server = await startFarmServer(withHostileText(farm));
    setCredentials(true);
    await useSettings({ source: 'aws', region: 'us-west-2', endpointUrl: server.url });
    [failed, active] = [keyOfFarm(farm, 'failedTask'), keyOfFarm(farm, 'active')];
    // Both pages have the same name: one of them is enough.
    await openSessions(active);
    await watchSessions(active);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await openSessions(failed);
  });
  afterEach(async () => {
    assert.deepEqual(await dangers(), []);
    await parkMouse();
    await vscode.commands.executeCommand('notifications.clearAll');
  });
  after(async () => {
    await cleanWindow();
    await server.close();
    setCredentials(false);
  });

  it('is text in the details page', async () => {
    const page = await findPanel(/click me/);
    for (const place of ['h1', '.failure', '.action', 'section:has(#host)', 'section:has(#job)']) {
      await page.locator(place).first().waitFor();
      assert.match((await page.locator(place).allInnerTexts()).join('\n'), SHOWN, place);
    }
  });

  it('is text in the rows and tooltips of the Sessions view', async () => {
    await showSessions();
    await findRow(SESSIONS, [/click me/]);
    assert.match(await readRowTooltip(SESSIONS, [/click me/]), SHOWN);
    const rows = await readChildren(SESSIONS, [/click me/, 'Actions']);
    assert.ok(rows.some(({ label, description }) => SHOWN.test(`${label} ${description}`)));
  });

  it('is text in the rows and tooltips of the Farms view', async () => {
    await showFarms();
    for (const path of [[/click me/], [/click me/, /click me/], [/click me/, /click me/, /click me/]]) {
      await readChildren(FARMS, path);
      assert.match(await readRowTooltip(FARMS, path), SHOWN);
    }
  });

  it('is text in hovers', async () => {
    const { farmId, queueId, jobId, sessionId } = failed;
    await openUntitled(`${farmId}\n\n${queueId}\n\n${jobId}\n\n${sessionId}\n`);
    for (const id of [farmId, queueId, jobId, sessionId]) {
      const { text, links } = await hoverText(id);
      assert.match(text, SHOWN, id);
      assert.deepEqual(
        links.filter(({ target }) => target.includes('quit')),
        [],
      );
    }
  });

  it('is text in the status bar, its tooltip and its list', async () => {
    assert.match(await readStatusBarTooltip(/watched/), SHOWN);
    await parkMouse();
    await clickStatusBar(/watched/);
    const { items } = await waitForQuickInput(({ items: found }) => found.length > 0);
    assert.deepEqual(await dangers(), []);
    assert.ok(items.some(({ label }) => SHOWN.test(label)));
    await press('Escape');
    await waitForNoQuickInput();
  });

  it('is text in lists to choose from', async () => {
    void vscode.commands.executeCommand('deadlineSessions.lookUp', `${failed.farmId}/${failed.queueId}`);
    const { title, items } = await waitForQuickInput(({ items: found }) => found.length > 2);
    assert.deepEqual(await dangers(), []);
    assert.ok([title, ...items.map(({ label }) => label)].some((text) => SHOWN.test(text)));
    await press('Escape');
    await waitForNoQuickInput();
  });

  it('is text in messages', async () => {
    void vscode.commands.executeCommand('deadlineSessions.remove', active);
    await findNotification(SHOWN);
  });

  it('is text in a log, its lenses, its outline and its breadcrumbs', async () => {
    const { document } = await openLog(failed);
    assert.ok(document.getText().includes(HOSTILE_TEXT));
    const names = JSON.stringify(await readOutline(document));
    assert.match(names, SHOWN);
    assert.match((await readLenses(document)).join('\n'), SHOWN);
  });
});

/** What in the window would act on the attack: links that run its command, its element, its icon. */
async function dangers(): Promise<string[]> {
  const page = await windowPage();
  const found = await Promise.all(
    page.frames().map((frame) =>
      frame
        .evaluate(() =>
          Array.from(document.querySelectorAll('[href], [data-href], [src], .codicon-zap'))
            .filter(
              (element) =>
                element.classList.contains('codicon-zap') ||
                ['href', 'data-href'].some((name) => element.getAttribute(name)?.includes('workbench.action.quit')) ||
                element.getAttribute('src') === 'x',
            )
            .map((element) => element.outerHTML.slice(0, 200)),
        )
        // A page that goes away while it is read shows nothing any more.
        .catch(() => []),
    ),
  );
  return found.flat();
}
