import * as assert from 'node:assert/strict';

import * as vscode from 'vscode';

import { eventually, windowPage } from '../support/ui/window';
import { type LoopbackFarm, setCredentials, startLoopbackFarm } from './support/farms';
import { frontLog } from './support/logs';
import { cleanWindow, openSessions, useSettings } from './support/window';

describe('a followed log', () => {
  let farm: LoopbackFarm;

  beforeEach(async () => {
    farm = await startLoopbackFarm();
    setCredentials(true);
    await useSettings({ source: 'aws', region: 'us-west-2', endpointUrl: farm.url });
  });
  afterEach(async () => {
    await cleanWindow();
    await farm.hangUp();
    setCredentials(false);
  });

  it('grows at its end, which stays in view', async () => {
    const editor = await openActive();
    const before = editor.document.lineCount;
    farm.advance(3);
    await grown(editor, before);
    await eventually(
      'the last line in view',
      () => Promise.resolve((editor.visibleRanges.at(-1)?.end.line ?? 0) >= editor.document.lineCount - 2),
      (inView) => inView,
    );
  });

  it('moves nobody who has scrolled up or selected something, and opens no fold', async () => {
    const editor = await openActive();
    const before = editor.document.lineCount;
    await vscode.commands.executeCommand('editor.foldAll');
    editor.revealRange(new vscode.Range(0, 0, 0, 0), vscode.TextEditorRevealType.AtTop);
    editor.selection = new vscode.Selection(1, 2, 1, 10);
    const seen = await eventually(
      'folds in view',
      () => Promise.resolve(editor.visibleRanges),
      (ranges) => ranges.length > 1 && ranges[0]?.start.line === 0,
    );
    farm.advance(3);
    await grown(editor, before);
    // While it draws, an editor tells of no ranges.
    await eventually(
      'the same lines in view',
      () => Promise.resolve(editor.visibleRanges),
      (ranges) => ranges.length > 0 && seen.slice(0, -1).every((range, index) => ranges[index]?.isEqual(range)),
    );
    assert.ok(editor.selection.isEqual(new vscode.Selection(1, 2, 1, 10)));
  });

  it('is no longer followed once a person says so, and again when they say so', async () => {
    const editor = await openActive();
    await (await titleButton('Stop Following Log')).click();
    await endsWith(editor, '# The session is active, and this log is not followed: later lines are not loaded.');
    farm.forgetCalls();
    farm.advance(3);
    const before = editor.document.lineCount;
    await (await titleButton('Follow Log')).click();
    await grown(editor, before);
    await endsWith(editor, '# The session is active: more lines are added as it writes them.');
  });

  it('is asked for by nobody who does not see it', async () => {
    await openActive();
    await vscode.commands.executeCommand('workbench.action.files.newUntitledFile');
    farm.forgetCalls();
    farm.advance(3);
    await vscode.commands.executeCommand('deadlineSessions.refresh', farm.key('active'));
    assert.ok(!farm.calls().includes('GetLogEvents'));
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  async function openActive(): Promise<vscode.TextEditor> {
    await openSessions(farm.key('active'));
    await vscode.commands.executeCommand('deadlineSessions.openLog', farm.key('active'));
    const editor = await frontLog();
    await endsWith(editor, '# The session is active: more lines are added as it writes them.');
    return editor;
  }
});

async function grown({ document }: vscode.TextEditor, before: number): Promise<void> {
  await eventually(
    'more lines',
    () => Promise.resolve(document.lineCount),
    (count) => count > before + 10,
  );
}

async function endsWith({ document }: vscode.TextEditor, last: string): Promise<void> {
  await eventually(
    'the last line',
    () => Promise.resolve(document.lineAt(Math.max(0, document.lineCount - 2)).text),
    (text) => text === last,
  );
}

async function titleButton(name: string): Promise<{ click(): Promise<void> }> {
  return (await windowPage()).locator('.editor-actions').getByRole('button', { name, exact: true }).first();
}
