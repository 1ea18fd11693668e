import * as assert from 'node:assert/strict';

import * as vscode from 'vscode';

import { readCursorLine, readEditorLines } from '../support/ui/editor';
import { waitForQuickInput } from '../support/ui/quickInput';
import { actUntil, eventually, press, typeText, windowPage } from '../support/ui/window';
import { sampleKey } from './support/farms';
import { frontLog, openLog, readFolds, readLenses, readOutline } from './support/logs';
import { cleanWindow, openSessions } from './support/window';

describe('a log’s structure', () => {
  afterEach(cleanWindow);

  it('is an outline of its actions, as the service knows them, with their phases', async () => {
    await openSessions(sampleKey('failedTask'));
    const { document } = await openLog(sampleKey('failedTask'));
    const outline = await readOutline(document);
    assert.ok(outline.some(({ name }) => name === 'Frame 1004 · Render'));
    const failed = outline.find(({ name }) => name === 'Frame 1005 · Render');
    assert.match(
      failed?.detail ?? '',
      /^failed · Likely cause: An input file was not found: wetRock_basecolor\.1013\.exr · exit 1 · 1 min 00 s$/,
    );
    assert.equal(failed?.kind, vscode.SymbolKind.Event);
    assert.ok(failed.children.some(({ name }) => name === 'Phase: Running action'));
  });

  it('folds where the outline says', async () => {
    const { document } = await openLog(sampleKey('failedTask'));
    const [first] = await readOutline(document);
    const folds = await readFolds(document);
    assert.ok(first && folds.some(({ start, end }) => start === first.lines[0] && end >= first.lines[1]));
    await vscode.commands.executeCommand('editor.foldAll');
    const shown = await eventually('a folded log', readEditorLines, (lines) => lines.length < 40);
    assert.ok(!shown.some((line) => line.includes('MissingTexture(material.name, path)')));
  });

  it('says behind each action’s title how it went, also where that is folded', async () => {
    await openSessions(sampleKey('failedTask'));
    await openLog(sampleKey('failedTask'));
    await vscode.commands.executeCommand('editor.foldLevel1');
    await vscode.commands.executeCommand('cursorTop');
    const page = await windowPage();
    const read = (): Promise<string[]> =>
      page
        .locator('.editor-group-container.active .view-line span')
        .evaluateAll((spans) =>
          spans.map((span) => getComputedStyle(span, '::after').content.replaceAll('\u00a0', ' ')),
        );
    await eventually('what is behind the titles', read, (texts) =>
      [/^"Enter Conda: 1 min \d\d s/, /^"Frame 1005 · Render: failed · Likely cause: An input file/].every((wanted) =>
        texts.some((text) => wanted.test(text)),
      ),
    );
  });

  it('says above the log what failed, and leads there', async () => {
    await openSessions(sampleKey('failedTask'));
    const { document } = await openLog(sampleKey('failedTask'));
    const [summary] = await readLenses(document);
    assert.match(summary ?? '', /^0: \$\(error\) Frame 1005 · Render: failed · Likely cause: /);
    await vscode.commands.executeCommand('deadlineSessions.goToFailure');
    const line = await cursorLine(/ERROR: cannot open/);
    await vscode.commands.executeCommand('deadlineSessions.nextFailure');
    assert.ok((vscode.window.activeTextEditor?.selection.active.line ?? 0) > line);
    await vscode.commands.executeCommand('deadlineSessions.previousFailure');
    assert.equal(vscode.window.activeTextEditor?.selection.active.line, line);
  });

  it('tells the hex form of a Windows exit code', async () => {
    await openSessions(sampleKey('windowsCrash'));
    await vscode.commands.executeCommand('deadlineSessions.goToFailure', sampleKey('windowsCrash'));
    const { document } = await frontLog();
    const outline = await readOutline(document);
    assert.ok(outline.some(({ detail }) => detail.includes('exit -1073741819 (0xC0000005, STATUS_ACCESS_VIOLATION)')));
  });

  it('is there for worker logs on disk too', async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const { document } = await vscode.window.showTextDocument(vscode.Uri.joinPath(folder.uri, 'worker-agent.log'));
    assert.equal(document.languageId, 'deadline-log');
  });

  it('is there for session logs on disk too', async () => {
    const text = [
      '2026-11-23 10:02:31,250 INFO ',
      `2026-11-23 10:02:31,250 INFO ${'='.repeat(46)}`,
      '2026-11-23 10:02:31,250 INFO --------- Running Task',
      `2026-11-23 10:02:31,250 INFO ${'='.repeat(46)}`,
      '2026-11-23 10:02:31,300 INFO Output:',
      '2026-11-23 10:02:32,000 INFO openjd_fail: no license',
      '2026-11-23 10:02:32,100 INFO Process pid 7 exited with code: 3 (unsigned) / 0x3 (hex)',
    ].join('\n');
    const document = await vscode.workspace.openTextDocument({ content: text, language: 'deadline-log' });
    await vscode.window.showTextDocument(document);
    const [task] = await readOutline(document);
    assert.equal(task?.name, 'Running Task');
    assert.match(task.detail, /exit 3 · .*no license/);
    await vscode.commands.executeCommand('deadlineSessions.goToFailure');
    assert.equal(vscode.window.activeTextEditor?.selection.active.line, 5);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('is walked through by keys alone', async () => {
    const editor = await openLog(sampleKey('failedTask'));
    await press('Control+Home', 'F8');
    const failure = await cursorLine(/ERROR|openjd_fail|MissingTexture/);
    await press('Shift+F8');
    assert.equal(editor.selection.active.line, failure);
    await press('Control+Shift+O');
    await waitForQuickInput(({ items }) => items.length > 5);
    await typeText('Frame 1005');
    await waitForQuickInput(({ items: [first] }) => first?.label === 'Frame 1005 · Render' && first.isFocused);
    await press('Enter');
    const title = await cursorLine(/--------- Running Task/);
    // An earlier test can have left folds, and until all of the log has been folded, a key folds what is around the action.
    await actUntil(
      'a folded action',
      () => press('Control+K', 'Control+J', 'Control+Shift+BracketLeft'),
      () => Promise.resolve(editor.visibleRanges),
      (ranges) => ranges.some(({ end }) => end.line === title),
    );
  });

  it('opens the folds that hide a failure, also those from before the log was closed', async () => {
    const goThere = async (): Promise<vscode.TextEditor> => {
      await vscode.commands.executeCommand('deadlineSessions.goToFailure', sampleKey('failedTask'));
      const editor = await frontLog();
      await eventually(
        'the failure in view',
        () => Promise.resolve(editor.visibleRanges),
        (ranges) => ranges.some((range) => range.contains(editor.selection.active)),
      );
      return editor;
    };
    await goThere();
    await vscode.commands.executeCommand('editor.foldAll');
    const editor = await goThere();
    await vscode.commands.executeCommand('editor.foldAll');
    await eventually(
      'folds',
      () => Promise.resolve(editor.visibleRanges),
      (ranges) => ranges.length > 3,
    );
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await goThere();
  });

  it('has times, ids and paths as words', async () => {
    await vscode.commands.executeCommand('deadlineSessions.goToFailure', sampleKey('failedTask'));
    const editor = await frontLog();
    const page = await windowPage();
    const time = page.locator('.view-lines .view-line span span').filter({ hasText: /^\d\d:\d\d:\d\d\.\d{3}$/ });
    await eventually(
      'a selected time',
      async () => {
        // Where the lines move while it is clicked, the click misses.
        await time.nth(4).dblclick();
        return editor.document.getText(editor.selection);
      },
      (text) => /^\d\d:\d\d:\d\d\.\d{3}$/.test(text),
    );
  });

  it('of one action alone is the action’s log', async () => {
    await openSessions(sampleKey('failedTask'));
    const page = await windowPage();
    assert.ok(page);
    await vscode.commands.executeCommand('deadlineSessions.openActionLog', sampleKey('failedTask'));
    const outline = await readOutline((await frontLog()).document);
    assert.ok(outline.length > 3);
  });

  it('colors what programs colored, and shows no escape', async () => {
    await vscode.commands.executeCommand('deadlineSessions.goToFailure', sampleKey('failedTask'));
    const { document } = await frontLog();
    assert.ok(!document.getText().includes('\u001b'));
    await eventually('a colored word', readColored, (words) => words.includes('ERROR'));
  });

  it('colors what programs colored in files on disk too, where the sequences cannot be hidden', async () => {
    const content = '0:00:00.001613  \u001b[31mred\nstill red\u001b[0m plain\n';
    const document = await vscode.workspace.openTextDocument({ content, language: 'deadline-log' });
    await vscode.window.showTextDocument(document);
    await eventually(
      'colored words',
      readColored,
      (words) =>
        ['red', 'still red'].every((word) => words.includes(word)) && !words.some((word) => word.includes(' plain')),
    );
    assert.equal(document.getText(), content);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });
});

/** The words in view that have the color of a program. */
async function readColored(): Promise<string[]> {
  const page = await windowPage();
  return page
    .locator('.editor-group-container.active .view-line span[class*="ced-"]')
    .evaluateAll((spans) => spans.map((span) => span.textContent.replaceAll('\u00a0', ' ')));
}

/** Waits until the cursor is in such a line, and returns that line. */
async function cursorLine(text: RegExp): Promise<number> {
  return eventually(`the cursor at ${text}`, readCursorLine, (line) => {
    const document = vscode.window.activeTextEditor?.document;
    return document !== undefined && line < document.lineCount && text.test(document.lineAt(line).text);
  });
}
