import * as assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

import * as vscode from 'vscode';

import { waitForNoQuickInput, waitForQuickInput } from '../support/ui/quickInput';
import { hoverText } from '../support/ui/hover';
import { eventually, press } from '../support/ui/window';
import { FEATURED, sampleKey } from './support/farms';
import { cleanWindow, openUntitled, showSessions } from './support/window';

/** These come first (by the name of this file): a window opens its doors only once. */
describe('activation', () => {
  const extension = vscode.extensions.getExtension('deadline-session-inspector.deadline-session-inspector');
  const dist = path.join(extension?.extensionPath ?? '', 'dist');

  /** Which of our bundles the extension host has loaded, and packages of the SDK, should one slip out of its bundle. */
  function loaded(): string[] {
    return Object.keys(createRequire(__filename).cache).flatMap((file) =>
      path.dirname(file) === dist
        ? path.basename(file)
        : /[\\/]node_modules[\\/]@(aws-sdk|smithy)[\\/]/.test(file)
          ? file
          : [],
    );
  }

  after(async () => {
    FEATURED.forEach(sampleKey);
    await cleanWindow();
  });

  it('loads less than 30 kB, and neither the SDK nor the sample farm', async () => {
    await extension?.activate();
    assert.deepEqual(loaded(), ['extension.js']);
    assert.ok(statSync(path.join(dist, 'extension.js')).size <= 30_000);
  });

  it('has every command registered', async () => {
    const { contributes } = extension?.packageJSON as { contributes: { commands: { command: string }[] } };
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      contributes.commands.filter(({ command }) => !registered.has(command)),
      [],
    );
  });

  it('shows the commands that need no row in the palette, below “Deadline”', async () => {
    const shown = {
      Choose: ['Choose Another Session…', 'Choose Connection…'],
      Copy: ['Copy AWS CLI Command', 'Copy All IDs', 'Copy Session ID'],
      Look: ['Look Up Session…'],
      Open: ['Open AWS Config File', 'Open Log', 'Open Session Details', 'Open Worker Log', 'Open the Sample Farm'],
      Refresh: ['Refresh All Sessions', 'Refresh Session'],
      Show: ['Show Extension Log', 'Show Watched Sessions'],
      Sign: ['Sign In…'],
    };
    const needRows = ['Copy', 'Open', 'Open Log at Action'];
    for (const [word, titles] of Object.entries(shown)) {
      await vscode.commands.executeCommand('workbench.action.quickOpen', `>Deadline: ${word}`);
      const { items } = await waitForQuickInput((now) =>
        titles.every((title) => now.items.some(({ label }) => label === `Deadline: ${title}`)),
      );
      assert.deepEqual(
        items.filter(({ label }) => needRows.some((title) => label === `Deadline: ${title}`)),
        [],
      );
      await press('Escape');
      await waitForNoQuickInput();
    }
  });

  it('loads nothing for a hover that is about something else', async () => {
    await openUntitled('Nothing of a render farm, and a link: https://example.org/');
    await hoverText('https://example.org/');
    assert.deepEqual(loaded(), ['extension.js']);
  });

  it('loads the SDK once the place of the sessions is to be told, and the farm once that is asked', async () => {
    await showSessions();
    await eventually(
      'the SDK',
      () => Promise.resolve(loaded()),
      (files) => files.includes('aws.js'),
    );
    assert.deepEqual(loaded(), ['extension.js', 'app.js', 'aws.js']);
    await vscode.commands.executeCommand('deadlineSessions.openSampleFarm');
    // What names causes is loaded when the first of the sessions that are shown has failed.
    assert.deepEqual(
      loaded().filter((file) => file !== 'failureCauses.js'),
      ['extension.js', 'app.js', 'aws.js', 'sampleFarm.js'],
    );
  });
});
