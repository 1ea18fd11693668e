import * as assert from 'node:assert/strict';

import * as vscode from 'vscode';

import { actionLines, eventsOf } from '../support/logs/logs';
import { readEditorLines } from '../support/ui/editor';
import { eventually, windowPage } from '../support/ui/window';
import { type LoopbackFarm, setCredentials, startLoopbackFarm } from './support/farms';
import { openLog, waitForEnd } from './support/logs';
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

  for (const [where, lineFromEnd] of [
    ['at the end', 1],
    ['in the last line', 2],
  ] as const) {
    it(`keeps what is folded folded, however often it grows, for a cursor ${where}`, async () => {
      const events = eventsOf(
        [...actionLines('Entering Environment: Conda', ['done'], 0), ...actionLines('Running Task', ['step 0'])],
        Date.now() - 3_600_000,
      );
      const told = farm.tell('active', events);
      const editor = await openActive();
      const { document } = editor;
      const end = new vscode.Position(document.lineCount - lineFromEnd, 0);
      editor.selection = new vscode.Selection(end, end);
      await vscode.commands.executeCommand('editor.foldAll');
      await eventually(
        'two folded actions',
        readEditorLines,
        (lines) => !lines.some((line) => line.includes('step 0')),
      );
      for (let step = 1; step <= 5; step++) {
        const last = told.log.events.at(-1)?.timestampMs ?? 0;
        told.log.events.push(...eventsOf([`step ${step}`, `openjd_progress: ${step}`], last + 1000));
        await vscode.commands.executeCommand('deadlineSessions.refresh', told.key);
        await eventually(
          `step ${step}`,
          () => Promise.resolve(document.getText()),
          (text) => text.includes(`step ${step}`),
        );
        // What came is in view until VS Code has asked where it can be folded now.
        await eventually(
          'the same folds',
          readEditorLines,
          (lines) => !lines.some((line) => /step|progress|done/.test(line)),
        );
      }
      assert.equal(document.lineCount - editor.selection.active.line, lineFromEnd);
    });
  }

  it('is no longer followed once a person says so, and again when they say so', async () => {
    const editor = await openActive();
    await (await titleButton('Stop Following Log')).click();
    await waitForEnd(
      editor.document,
      '# The session is active, and this log is not followed: later lines are not loaded.',
    );
    farm.forgetCalls();
    farm.advance(3);
    const before = editor.document.lineCount;
    await (await titleButton('Follow Log')).click();
    await grown(editor, before);
    await waitForEnd(editor.document, '# Session is running. New lines appear here.');
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
    const editor = await openLog(farm.key('active'));
    await waitForEnd(editor.document, '# Session is running. New lines appear here.');
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

async function titleButton(name: string): Promise<{ click(): Promise<void> }> {
  return (await windowPage()).locator('.editor-actions').getByRole('button', { name, exact: true }).first();
}
