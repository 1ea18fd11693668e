import * as assert from 'node:assert/strict';

import * as vscode from 'vscode';

import { eventually } from '../support/ui/window';
import { type WrittenLog, startWrittenLog } from '../support/logs/writtenLog';
import { keyOfFarm, setCredentials } from './support/farms';
import { openLog } from './support/logs';
import { cleanWindow, openSessions, useSettings } from './support/window';

describe('a followed log of ten megabytes', () => {
  const LINE = 'Fra:1003 Mem:3412M | Sample 512/800 | residual 0.004211 | wave 1024 | tile 17 of 64 | denoiser on, all';
  /** One event, which can be folded. */
  const SUMMARY = ['Summary Statistics:', ...Array<string>(40).fill('Files transferred: 12')].join('\n');
  let log: WrittenLog;
  let seed = 5_000;

  beforeEach(async () => {
    const lines = (count: number): string[] => Array<string>(count).fill(LINE);
    log = await startWrittenLog(++seed, [...lines(95_000), SUMMARY, ...lines(5_000)]);
    setCredentials(true);
    await useSettings({ source: 'aws', region: 'us-west-2', endpointUrl: log.url });
  });
  afterEach(async () => {
    await cleanWindow();
    await log.close();
    setCredentials(false);
  });

  it('gets a hundred lines more as a hundred lines, and leaves what a person sees as it is', async () => {
    const editor = await openWhole();
    const { document } = editor;
    const summary = document.positionAt(document.getText().indexOf('Summary Statistics:')).line;
    const top = summary - 3;
    editor.selection = new vscode.Selection(top, 2, top + 1, 10);
    const seen = await eventually(
      'a fold in view',
      async () => {
        // What is folded already would be folded into what is around it.
        await vscode.commands.executeCommand('editor.unfoldAll');
        await vscode.commands.executeCommand('editor.fold', { selectionLines: [summary] });
        editor.revealRange(new vscode.Range(top, 0, top, 0), vscode.TextEditorRevealType.AtTop);
        return editor.visibleRanges;
      },
      // Lines that stick to the top are above it.
      (ranges) => ranges.length > 1 && (ranges[0]?.start.line ?? 0) > top - 8,
    );
    const changes = await grow(editor);
    // The last line of a document says what comes after it, so it moves down.
    const added = changes.reduce((sum, { text }) => sum + text.length, 0);
    assert.ok(added < 101 * (LINE.length + 40), `${added} characters`);
    assert.ok(changes.every(({ range }) => range.start.line >= document.lineCount - 105));
    assert.deepEqual(editor.visibleRanges, seen);
    assert.ok(editor.selection.isEqual(new vscode.Selection(top, 2, top + 1, 10)));
  });

  it('goes on showing its last line to whoever sees it', async () => {
    const editor = await openWhole();
    const end = editor.document.lineAt(editor.document.lineCount - 1).range;
    editor.revealRange(end);
    await atEnd(editor);
    await grow(editor);
    await atEnd(editor);
  });

  async function openWhole(): Promise<vscode.TextEditor> {
    const key = keyOfFarm(log, 'active');
    await openSessions(key);
    const editor = await openLog(key);
    await vscode.commands.executeCommand('deadlineSessions.loadAllLog');
    // What grows is a part of its own, because VS Code reads all of a document for each line that it gains.
    await eventually(
      'all lines',
      () => Promise.resolve(editor.document.lineAt(3).text),
      (text) => text === '# The lines before these are in the tab of the earlier part.',
    );
    assert.ok(editor.document.getText().length < 3 * 2 ** 20);
    return editor;
  }

  /** Writes a hundred lines, waits for them and returns what VS Code changed in the document. */
  async function grow({ document }: vscode.TextEditor): Promise<vscode.TextDocumentContentChangeEvent[]> {
    const before = document.lineCount;
    const changes: vscode.TextDocumentContentChangeEvent[] = [];
    const hearing = vscode.workspace.onDidChangeTextDocument((event) => {
      changes.push(...(event.document === document ? event.contentChanges : []));
    });
    try {
      await log.write(Array<string>(100).fill(LINE));
      await eventually(
        'a hundred lines more',
        () => Promise.resolve(document.lineCount),
        (count) => count === before + 100,
      );
    } finally {
      hearing.dispose();
    }
    return changes;
  }

  async function atEnd(editor: vscode.TextEditor): Promise<void> {
    await eventually(
      'the last line in view',
      () => Promise.resolve((editor.visibleRanges.at(-1)?.end.line ?? 0) >= editor.document.lineCount - 2),
      (inView) => inView,
    );
  }
});
