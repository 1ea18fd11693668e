import * as assert from 'node:assert/strict';

import * as vscode from 'vscode';

import { findPanel } from '../support/ui/editor';
import { hoverText } from '../support/ui/hover';
import { findNotification } from '../support/ui/notifications';
import { pickQuickInputItem, waitForNoQuickInput, waitForQuickInput } from '../support/ui/quickInput';
import { clickStatusBar, findStatusBarEntry, readStatusBar, readStatusBarTooltip } from '../support/ui/statusBar';
import { eventually, parkMouse, press } from '../support/ui/window';
import { type LoopbackFarm, sampleKey, setCredentials, startLoopbackFarm } from './support/farms';
import { cleanWindow, openSessions, openUntitled, useSettings, watchSessions } from './support/window';

describe('the status bar', () => {
  beforeEach(cleanWindow);
  after(cleanWindow);

  async function hidden(): Promise<void> {
    await eventually('no entry', readStatusBar, (entries) => !entries.some(({ id }) => id.endsWith('.active')));
  }

  it('says nothing while nothing is watched: looking is not watching', async () => {
    const { farmId, queueId, jobId, sessionId } = sampleKey('active');
    await useSettings({ source: 'sampleFarm' });
    await openUntitled([farmId, queueId, jobId, sessionId].join('\n'));
    assert.match((await hoverText(sessionId)).text, /sh020_lighting_v012 — active/);
    await openSessions(sampleKey('failedTask'), sampleKey('active'));
    await hidden();
  });

  it('tells the progress of a single one, and each in the table of the tooltip', async () => {
    await openSessions(sampleKey('active'));
    await watchSessions(sampleKey('active'));
    const { text, icons, ariaLabel, kind } = await findStatusBarEntry(/watched/);
    assert.match(text, /^sh020_lighting_v012 (\d+ %|active)$/);
    assert.deepEqual([icons, ariaLabel, kind], [['play-circle'], `Deadline Cloud, watched: ${text}`, 'plain']);
    const tooltip = await readStatusBarTooltip(/watched/);
    assert.match(tooltip, /sh020_lighting_v012\s+active · \d+ % · \d+ min/);
    assert.match(tooltip, /Details · Log/);
    await parkMouse();
    await vscode.commands.executeCommand('deadlineSessions.unwatch', sampleKey('active'));
    await hidden();
  });

  it('leads to a session’s page by a click, and stops watching by a row’s button', async () => {
    await openSessions(sampleKey('active'), sampleKey('ending'));
    await watchSessions(sampleKey('active'), sampleKey('ending'));
    assert.equal((await findStatusBarEntry(/watched/)).text, '2 active');
    await clickStatusBar(/watched/);
    const { title, items } = await waitForQuickInput();
    assert.equal(title, 'Watched');
    assert.deepEqual(
      items.map(({ label }) => label),
      ['sh050_fluid_v001', 'sh020_lighting_v012', 'Look up another session…'],
    );
    await pickQuickInputItem('sh020_lighting_v012');
    await findPanel(/^sh020_lighting_v012$/);
  });

  it('has statistics of what watching costs', async () => {
    await openSessions(sampleKey('active'));
    await watchSessions(sampleKey('active'));
    void vscode.commands.executeCommand('deadlineSessions.showWatchStatistics');
    const { title, items } = await waitForQuickInput(({ items: found }) => found.length > 4);
    assert.equal(title, 'Watch Statistics');
    const labels = items.map(({ label }) => label);
    for (const label of ['Watched and not over', 'Next poll', 'Polls in the background', 'All calls', 'GetSession']) {
      assert.ok(labels.includes(label), `${label} in ${labels.join(', ')}`);
    }
    await press('Escape');
    await waitForNoQuickInput();
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
      await watchSessions(farm.key('hostileName'));
      const tooltip = await readStatusBarTooltip(/watched/);
      assert.ok(tooltip.includes(HOSTILE), tooltip);
      await parkMouse();
      await clickStatusBar(/watched/);
      const { items } = await waitForQuickInput();
      assert.equal(items[0]?.label, HOSTILE);
      await press('Escape');
      await waitForNoQuickInput();
    });

    it('is red for a failure until somebody has looked, and then goes away', async () => {
      const failing = farm.key('segmentationFault');
      await openSessions(farm.key('hostileName'), failing);
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await watchSessions(failing);
      assert.equal((await findStatusBarEntry(/watched/)).kind, 'plain');
      farm.advance(30);
      await vscode.commands.executeCommand('deadlineSessions.refreshAll');
      const { icons, kind, text } = await findStatusBarEntry(/failed/);
      assert.deepEqual([icons, kind], [['error'], 'error']);
      assert.match(text, /^sh010_fx_v003 failed: /);
      await findNotification(/^sh010_fx_v003: .* failed/);
      await clickStatusBar(/failed/);
      await waitForQuickInput();
      await press('Escape');
      await waitForNoQuickInput();
      await hidden();
    });
  });
});

const HOSTILE =
  '<img src=x onerror=alert(1)> [click me](command:workbench.action.quit) **$(zap)** \\u202egnp.live\\u2069 `x`';
