import * as assert from 'node:assert/strict';

import * as vscode from 'vscode';

import { findNotification, pressNotificationButton, readNotifications } from '../support/ui/notifications';
import { waitForNoQuickInput, waitForQuickInput } from '../support/ui/quickInput';
import { readTree } from '../support/ui/tree';
import { eventually, press, typeText, windowPage } from '../support/ui/window';
import { type LoopbackFarm, setCredentials, startLoopbackFarm } from './support/farms';
import {
  cleanWindow,
  inFront,
  openSessions,
  openUntitled,
  SESSIONS,
  useSettings,
  watchSessions,
} from './support/window';

const FAILED = /sh010_fx_v003: .* failed/;

describe('notifications of what is watched', () => {
  let farm: LoopbackFarm;

  beforeEach(async () => {
    await cleanWindow();
    farm = await startLoopbackFarm(-59);
    setCredentials(true);
    await useSettings({ source: 'aws', region: 'us-west-2', endpointUrl: farm.url });
    await openSessions(farm.key('hostileName'), farm.key('segmentationFault'));
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await watchSessions(farm.key('segmentationFault'));
  });
  afterEach(async () => {
    await inFront(true);
    await cleanWindow();
    await farm.hangUp();
    setCredentials(false);
  });

  /** Half an hour passes, and a round comes. */
  async function pass(): Promise<void> {
    farm.advance(30);
    await vscode.commands.executeCommand('deadlineSessions.refreshAll');
  }

  it('tell of a failure with its cause, take no focus, and lead to its line in the log', async () => {
    await openUntitled('');
    await typeText('a');
    await pass();
    const { severity, message, buttons } = await findNotification(FAILED);
    assert.equal(severity, 'error');
    assert.match(message, /crash|SIGSEGV|segmentation/i);
    assert.deepEqual([...buttons].sort(), ['Don’t Show Again', 'Go to Failure', 'Open Log']);
    await typeText('b');
    await eventually(
      'both letters in the editor',
      () => Promise.resolve(vscode.window.activeTextEditor?.document.getText()),
      (text) => text === 'ab',
    );
    await pressNotificationButton(FAILED, 'Go to Failure');
    await eventually(
      'the log at the failure',
      () => Promise.resolve(vscode.window.activeTextEditor),
      (editor) => editor?.document.uri.scheme === 'deadline-log' && editor.selection.active.line > 0,
    );
    await pass();
    assert.deepEqual(
      (await readNotifications()).filter(({ message: text }) => FAILED.test(text)),
      [],
    );
  });

  it('tell of a job of a watched queue, which goes by its name, and lead to its causes', async () => {
    const { connection, farmId, queueId } = farm.key('segmentationFault');
    const queue = { connection, farmId, queueId };
    await vscode.commands.executeCommand('deadlineSessions.watchFailures', queue);
    await eventually(
      'the queue by its name',
      () => readTree(SESSIONS),
      (rows) => rows.some(({ label, description }) => label === 'fx' && description.startsWith('no new failures')),
    );
    await pass();
    const { buttons } = await findNotification(/sh010_fx_v003: The first task failed in the queue fx: /);
    assert.deepEqual([...buttons].sort(), ['Don’t Show Again', 'Reveal in Farms', 'Show Causes']);
    await vscode.commands.executeCommand('deadlineSessions.unwatch', queue);
  });

  it('can be turned off in the message, with a way back', async () => {
    await pass();
    await pressNotificationButton(FAILED, 'Don’t Show Again');
    const isOn = (): unknown =>
      vscode.workspace.getConfiguration('deadlineSessions').inspect('notifications.sessionFailed')?.globalValue;
    await findNotification(
      /are off\. The setting deadlineSessions\.notifications\.sessionFailed turns them on again\./,
    );
    assert.equal(isOn(), false);
    await pressNotificationButton(/are off/, 'Undo');
    await eventually(
      'the setting as it was',
      () => Promise.resolve(isOn()),
      (value) => value === undefined,
    );
  });

  it('that came while no window was in front are in a list, until it is cleared', async () => {
    await inFront(false);
    await pass();
    await findNotification(FAILED);
    await inFront(true);
    void vscode.commands.executeCommand('deadlineSessions.showMissedNews');
    const { title, items } = await waitForQuickInput(({ items: found }) => found.length > 0);
    assert.equal(title, 'What Happened While I Was Away');
    assert.deepEqual(
      items.map(({ label }) => label),
      ['sh010_fx_v003'],
    );
    await (await windowPage()).locator('.quick-input-titlebar .codicon-clear-all').click();
    await waitForNoQuickInput();
    await findNotification(/^Cleared 1 event\.$/);
    await vscode.commands.executeCommand('notifications.clearAll');
    void vscode.commands.executeCommand('deadlineSessions.showMissedNews');
    await findNotification(/^Nothing happened to what you watch while you were away\.$/);
    await press('Escape');
  });
});
