import * as assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import * as vscode from 'vscode';

import { openQuickInput, waitForNoQuickInput } from '../support/ui/quickInput';
import { openSecondWindow, type SecondWindow } from '../support/ui/secondWindow';
import { eventually, press } from '../support/ui/window';
import { sampleKey } from './support/farms';
import { cleanWindow, inFront, openSessions, useSettings, watchSessions } from './support/window';

describe('two windows', () => {
  let other: SecondWindow | undefined;

  beforeEach(cleanWindow);
  afterEach(async () => {
    await other?.kill();
    other = undefined;
    await inFront(true);
    await cleanWindow();
  });

  it('have one that asks for both, and the other goes on within a minute when that one is killed', async () => {
    await useSettings({ source: 'sampleFarm' });
    await openSessions(sampleKey('active'));
    await watchSessions(sampleKey('active'));
    const own = await eventually('this window to ask', readHolder, (holder) => holder !== undefined);
    await eventually('what is said of it', whoPolls, (words) => words === 'this window');
    other = await openSecondWindow();
    await inFront(false);
    const second = await eventually('the window in front to ask', readHolder, (holder) => holder !== own);
    assert.notEqual(second, undefined);
    await eventually('what is said of that', whoPolls, (words) => /^(?:another window|the window “.*”)$/.test(words));
    const killedMs = Date.now();
    await other.kill();
    other = undefined;
    await eventually('this window to ask again', readHolder, (holder) => holder === own);
    const tookMs = Date.now() - killedMs;
    assert.ok(tookMs <= 60_000, `${tookMs} ms`);
    await eventually('what is said of it', whoPolls, (words) => words === 'this window');
  });
});

/** The window that has the right to ask for all; undefined where none has. */
async function readHolder(): Promise<string | undefined> {
  const file = path.join(process.env.TEST_STORAGE_DIR ?? '', 'lease');
  const text = await readFile(file, 'utf8').catch(() => '{}');
  return (JSON.parse(text) as { readonly holder?: string }).holder;
}

/**
 * Who asks in the background, as the statistics say it in this window. They are shown again only when the command that showed them
 * before has ended: until then VS Code gives the focus back, which would close them.
 */
async function whoPolls(): Promise<string> {
  let shown: Thenable<unknown> = Promise.resolve();
  const { items } = await openQuickInput(
    () => (shown = vscode.commands.executeCommand('deadlineSessions.showWatchStatistics')),
    ({ items: found }) => found.length > 4,
  );
  await press('Escape');
  await waitForNoQuickInput();
  await shown;
  return items.find(({ label }) => label === 'Polls in the background')?.description ?? '';
}
