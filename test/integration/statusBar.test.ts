import * as assert from 'node:assert/strict';

import * as vscode from 'vscode';

import { findPanel } from '../support/ui/editor';
import { hoverText } from '../support/ui/hover';
import { pickQuickInputItem, waitForNoQuickInput, waitForQuickInput } from '../support/ui/quickInput';
import { clickStatusBar, findStatusBarEntry, readStatusBar, readStatusBarTooltip } from '../support/ui/statusBar';
import { eventually, parkMouse, press } from '../support/ui/window';
import { type LoopbackFarm, sampleKey, setCredentials, startLoopbackFarm } from './support/farms';
import { cleanWindow, openSessions, openUntitled, useSettings } from './support/window';

describe('the status bar', () => {
  beforeEach(cleanWindow);
  after(cleanWindow);

  async function hidden(): Promise<void> {
    await eventually('no entry', readStatusBar, (entries) => !entries.some(({ id }) => id.endsWith('.active')));
  }

  it('says nothing while no session is active', async () => {
    await hidden();
    await openSessions(sampleKey('failedTask'));
    await hidden();
  });

  it('does not count what was only pointed at', async () => {
    const { farmId, queueId, jobId, sessionId } = sampleKey('active');
    await useSettings({ source: 'sampleFarm' });
    await openUntitled([farmId, queueId, jobId, sessionId].join('\n'));
    assert.match((await hoverText(sessionId)).text, /sh020_lighting_v012 — active/);
    await hidden();
    await openSessions(sampleKey('failedTask'));
    await hidden();
  });

  it('counts active sessions, and tells each in the tooltip', async () => {
    await openSessions(sampleKey('active'));
    const { text, icons, ariaLabel } = await findStatusBarEntry(/active session/);
    assert.deepEqual(
      [text, icons, ariaLabel],
      ['1 active session', ['play-circle'], 'Deadline Cloud: 1 active session'],
    );
    assert.match(await readStatusBarTooltip(/active session/), /^sh020_lighting_v012 — active · \d+ % · \d+ min$/);
    await parkMouse();
    await vscode.commands.executeCommand('deadlineSessions.remove', sampleKey('active'));
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await hidden();
  });

  it('names the worst first', async () => {
    await openSessions(sampleKey('active'), sampleKey('ending'));
    const { text, icons } = await findStatusBarEntry(/ending/);
    assert.deepEqual([text, icons], ['1 ending, 1 active sessions', ['stop-circle']]);
    const tooltip = (await readStatusBarTooltip(/ending/)).split(/\s*\n\s*/);
    assert.match(tooltip[0] ?? '', /^sh050_fluid_v001 — ending/);
    assert.match(tooltip[1] ?? '', /^sh020_lighting_v012 — active/);
  });

  it('leads to a session’s page by a click', async () => {
    await openSessions(sampleKey('active'), sampleKey('failedTask'));
    await clickStatusBar(/active session/);
    const { title, items } = await waitForQuickInput();
    assert.equal(title, 'Watched Sessions');
    assert.deepEqual(
      items.map(({ label, detail }) => [label, detail]),
      [
        ['sh010_lighting_v007', sampleKey('failedTask').sessionId],
        ['sh020_lighting_v012', sampleKey('active').sessionId],
        ['Look up another session…', ''],
      ],
    );
    await pickQuickInputItem('sh020_lighting_v012');
    await findPanel(/^sh020_lighting_v012$/);
  });

  describe('of a farm whose time passes', () => {
    let farm: LoopbackFarm;

    beforeEach(async () => {
      farm = await startLoopbackFarm(-59);
      setCredentials(true);
      await useSettings({ source: 'aws', region: 'us-west-2', endpointUrl: farm.url });
    });
    afterEach(async () => {
      await cleanWindow();
      await farm.hangUp();
      setCredentials(false);
    });

    it('shows a hostile name as the text it is', async () => {
      await openSessions(farm.key('hostileName'));
      const tooltip = await readStatusBarTooltip(/active session/);
      assert.ok(tooltip.startsWith(`${HOSTILE} — active`), tooltip);
      await parkMouse();
      await clickStatusBar(/active session/);
      const { items } = await waitForQuickInput();
      assert.equal(items[0]?.label, HOSTILE);
      await press('Escape');
      await waitForNoQuickInput();
    });

    it('says that one failed until somebody has looked, and of one that ended well nothing', async () => {
      const [failing, well] = [farm.key('segmentationFault'), farm.key('hostileName')];
      await openSessions(failing, well);
      assert.equal((await findStatusBarEntry(/session/)).text, '2 active sessions');
      farm.advance(30);
      await vscode.commands.executeCommand('deadlineSessions.refreshAll');
      const { text, icons } = await findStatusBarEntry(/failed/);
      assert.deepEqual([text, icons], ['1 failed session', ['error']]);
      await clickStatusBar(/failed session/);
      await waitForQuickInput();
      await press('Escape');
      await waitForNoQuickInput();
      await hidden();
    });
  });
});

const HOSTILE =
  '<img src=x onerror=alert(1)> [click me](command:workbench.action.quit) **$(zap)** \\u202egnp.live\\u2069 `x`';
