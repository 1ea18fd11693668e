import * as assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import * as vscode from 'vscode';

import { findTab } from '../support/ui/editor';
import { fillQuickInput, waitForNoQuickInput, waitForQuickInput } from '../support/ui/quickInput';
import { findStatusBarEntry } from '../support/ui/statusBar';
import { press, saveScreenshot } from '../support/ui/window';

const extensionId = 'deadline-session-inspector.deadline-session-inspector';

describe('the window under test', () => {
  it('has the extension of this checkout, which a command starts', async () => {
    const extension = vscode.extensions.getExtension(extensionId);
    assert.ok(extension);
    assert.equal(path.relative(extension.extensionPath, __dirname), 'out');
    void vscode.commands.executeCommand('deadlineSessions.lookUp');
    await waitForQuickInput(({ title }) => title.startsWith('Look Up Session'));
    assert.equal(extension.isActive, true);
  });

  it('can be typed into and read', async () => {
    await fillQuickInput('no session at all');
    const input = await waitForQuickInput(({ value }) => value === 'no session at all');
    assert.notEqual(input.items.length, 0);
    await press('Escape');
    await waitForNoQuickInput();
  });

  it('shows its status bar', async () => {
    assert.equal((await findStatusBarEntry(/No Problems/)).id, 'status.problems');
  });

  it('shares the clipboard with the extension', async () => {
    await vscode.env.clipboard.writeText('a session id');
    assert.equal(await vscode.env.clipboard.readText(), 'a session id');
  });

  it('can be pictured', async () => {
    const file = path.join(tmpdir(), `window-${process.pid}.png`);
    await saveScreenshot(file);
    const picture = readFileSync(file);
    assert.equal(picture.subarray(1, 4).toString(), 'PNG');
    assert.ok(picture.readUInt32BE(16) >= 1000, 'as wide as a window');
  });

  it('opens a file of its folder, which the tests after the reload look for', async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    await vscode.window.showTextDocument(vscode.Uri.joinPath(folder.uri, 'worker-agent.log'), { preview: false });
    assert.equal(await findTab(/worker-agent/), 'worker-agent.log');
  });
});
