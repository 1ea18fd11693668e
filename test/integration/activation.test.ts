import * as assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

import * as vscode from 'vscode';

import { fillQuickInput, waitForNoQuickInput, waitForQuickInput } from '../support/ui/quickInput';
import { hoverText } from '../support/ui/hover';
import { eventually, press } from '../support/ui/window';
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

  after(cleanWindow);

  it('is not done before anybody looks', () => {
    assert.equal(extension?.isActive, false);
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
    await vscode.commands.executeCommand('workbench.action.quickOpen', '>Deadline: ');
    await waitForQuickInput(({ items }) => items.some(({ label }) => label.startsWith('Deadline: ')));
    const seen = new Set<string>();
    for (let known = -1; known < seen.size;) {
      known = seen.size;
      const { items } = await waitForQuickInput();
      for (const { label } of items) {
        seen.add(label);
      }
      await press('PageDown');
    }
    await fillQuickInput('');
    await press('Escape');
    await waitForNoQuickInput();
    assert.deepEqual([...seen].filter((label) => label.startsWith('Deadline: ')).sort(), [
      'Deadline: Choose Connection…',
      'Deadline: Copy AWS CLI Command',
      'Deadline: Copy All IDs',
      'Deadline: Copy Session ID',
      // VS Code's own, for every view.
      'Deadline: Focus on Sessions View',
      'Deadline: Look Up Session…',
      'Deadline: Open AWS Config File',
      'Deadline: Open Log',
      'Deadline: Open Session Details',
      'Deadline: Open Worker Log',
      'Deadline: Open the Sample Farm',
      'Deadline: Refresh All Sessions',
      'Deadline: Refresh Session',
      'Deadline: Show Output',
      'Deadline: Show Watched Sessions',
    ]);
  });

  it('still loads no SDK for a hover that is about something else', async () => {
    await openUntitled('Nothing of a render farm, and a link: https://example.org/');
    await hoverText('https://example.org/');
    assert.deepEqual(loaded(), ['extension.js', 'app.js']);
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
    assert.deepEqual(loaded(), ['extension.js', 'app.js', 'aws.js', 'sampleFarm.js']);
  });
});
