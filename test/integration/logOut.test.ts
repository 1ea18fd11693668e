import * as assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import * as vscode from 'vscode';

import { findTab } from '../support/ui/editor';
import { pressNotificationButton } from '../support/ui/notifications';
import { readQuickInput, waitForQuickInput } from '../support/ui/quickInput';
import { eventually, press, typeText } from '../support/ui/window';
import { sampleKey } from './support/farms';
import { frontLog } from './support/logs';
import { cleanWindow, openSessions } from './support/window';

describe('out of a log', () => {
  afterEach(cleanWindow);

  it('lines are copied as the program wrote them, or with their full times', async () => {
    await vscode.commands.executeCommand('deadlineSessions.goToFailure', sampleKey('failedTask'));
    const editor = await frontLog();
    const { line } = editor.selection.active;
    const text = editor.document.lineAt(line).text.slice('10:02:31.250  '.length);
    await vscode.commands.executeCommand('deadlineSessions.copyWithoutTimes');
    assert.equal(await vscode.env.clipboard.readText(), text);
    await vscode.commands.executeCommand('deadlineSessions.copyWithTimes');
    assert.match(await vscode.env.clipboard.readText(), /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} [+-]\d\d:\d\d {2}\S/);
  });

  it('the whole of it is saved, also what is not loaded', async () => {
    const file = path.join(tmpdir(), `log-${Date.now()}.ndjson`);
    await vscode.commands.executeCommand('deadlineSessions.openLog', sampleKey('failedTask'));
    await frontLog();
    void vscode.commands.executeCommand('deadlineSessions.saveLog');
    await waitForQuickInput(({ value }) => value !== '');
    await press('Control+A');
    await typeText(file);
    // The dialog takes a path once it has looked at it.
    await eventually(
      'the dialog to close',
      async () => {
        await press('Enter');
        return readQuickInput();
      },
      (input) => input === undefined,
    );
    await pressNotificationButton(/Saved \d+ events/, 'Open');
    const events = readFileSync(file, 'utf8').trimEnd().split('\n');
    assert.ok(events.length > 100 && !existsSync(`${file}.part`));
    assert.deepEqual(Object.keys(JSON.parse(events[0] ?? '') as object), ['timestamp', 'message']);
    rmSync(file);
  });

  it('what is not loaded is found, and shown where it is', async () => {
    await vscode.commands.executeCommand('deadlineSessions.openLog', sampleKey('failedTask'));
    await frontLog();
    void vscode.commands.executeCommand('deadlineSessions.findInLog');
    await waitForQuickInput(({ message }) => message.includes('whole log'));
    await typeText('MissingTexture: material');
    await press('Enter');
    await waitForQuickInput(({ items }) => items.some(({ label }) => label.includes('needs /mnt/assets')));
    await press('Enter');
    await eventually(
      'the selected words',
      () => {
        const editor = vscode.window.activeTextEditor;
        return Promise.resolve(editor?.document.getText(editor.selection) ?? '');
      },
      (text) => text === 'MissingTexture: material',
    );
  });

  it('two sessions’ logs are compared without what differs between any two', async () => {
    await openSessions(sampleKey('segmentationFault'), sampleKey('failedTask'));
    void vscode.commands.executeCommand('deadlineSessions.compareLogs', sampleKey('failedTask'));
    await waitForQuickInput(({ items }) => items.length > 0);
    await press('Enter');
    await findTab(/sh010_lighting_v007 ↔ /);
    const { document } = await frontLog();
    assert.match(document.getText(), /Initializing Open Job Description Session: session-…/);
  });
});

describe('the times of a log', () => {
  afterEach(cleanWindow);

  it('are shown as a person chooses, and the lines in view stay', async () => {
    await vscode.commands.executeCommand('deadlineSessions.goToFailure', sampleKey('failedTask'));
    const editor = await frontLog();
    const { line } = editor.selection.active;
    const top = await eventually(
      'the failure in view',
      () => Promise.resolve(editor.visibleRanges[0]?.start.line ?? 0),
      (first) => first > line - 60,
    );
    const form = async (choice: string, expected: RegExp): Promise<void> => {
      void vscode.commands.executeCommand('deadlineSessions.chooseLogTimes');
      await waitForQuickInput(({ items }) => items.length === 5);
      await typeText(choice);
      await press('Enter');
      await eventually(
        choice,
        () => Promise.resolve(editor.document.lineAt(line).text),
        (text) => expected.test(text),
      );
      await eventually(
        'the same lines',
        () => Promise.resolve([editor.selection.active.line, editor.visibleRanges[0]?.start.line]),
        ([cursor, first]) => cursor === line && Math.abs((first ?? 0) - top) <= 3,
      );
    };
    await form('UTC', /^\d\d:\d\d:\d\d\.\d{3}Z {2}/);
    await form('Since the action', /^\+0:0\d:\d\d\.\d{3} {2}/);
    await form('No times', /^\S+: |^openjd_fail|^lumina/);
    await form('Local', /^\d\d:\d\d:\d\d\.\d{3} {2}/);
  });

  it('are a way to go to', async () => {
    await vscode.commands.executeCommand('deadlineSessions.openLog', sampleKey('failedTask'));
    const editor = await frontLog();
    void vscode.commands.executeCommand('deadlineSessions.goToTime');
    await waitForQuickInput(({ message }) => message.includes('are loaded'));
    await typeText('+0:30');
    await press('Enter');
    await eventually(
      'the cursor near the beginning',
      () => Promise.resolve(editor.selection.active.line),
      (line) => line < 100,
    );
  });

  it('bring a session’s and its worker’s log together', async () => {
    await openSessions(sampleKey('failedTask'));
    await vscode.commands.executeCommand('deadlineSessions.openBothLogs', sampleKey('failedTask'));
    const logs = vscode.window.visibleTextEditors.filter(({ document }) => document.uri.scheme === 'deadline-log');
    assert.equal(logs.length, 2);
  });
});
