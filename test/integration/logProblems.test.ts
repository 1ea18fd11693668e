import * as assert from 'node:assert/strict';

import * as vscode from 'vscode';

import { eventually, windowPage } from '../support/ui/window';
import { sampleKey } from './support/farms';
import { openLog } from './support/logs';
import { cleanWindow, openSessions } from './support/window';

const SHOW = 'deadlineSessions.showProblems';
const CLEAR = 'deadlineSessions.clearProblems';

describe('the errors of a log in the list of problems', () => {
  afterEach(cleanWindow);

  const problemsOf = (uri: vscode.Uri): Promise<readonly vscode.Diagnostic[]> =>
    Promise.resolve(vscode.languages.getDiagnostics(uri));

  it('are there when somebody asks, the line that explains the failure on top, and gone again', async () => {
    await openSessions(sampleKey('failedTask'));
    const { document } = await openLog(sampleKey('failedTask'));
    assert.deepEqual(await problemsOf(document.uri), [], 'nobody has asked yet');
    await vscode.commands.executeCommand(SHOW);
    const problems = await eventually(
      'the cause among the problems',
      () => problemsOf(document.uri),
      (all) => all.some(({ message }) => message.includes('wetRock_basecolor')),
    );
    const worst = problems.filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error);
    assert.match(worst[0]?.message ?? '', /^Likely cause: An input file was not found: wetRock_basecolor/);
    assert.ok(worst.every(({ range }) => document.lineAt(range.start.line).text.length > 0));
    assert.ok(problems.length > worst.length, 'the other errors are listed below it');
    const page = await windowPage();
    const first = page.locator('.markers-panel .monaco-list-row').filter({ hasText: 'Likely cause' }).first();
    await first.waitFor();
    await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
    await vscode.commands.executeCommand(CLEAR);
    assert.deepEqual(await problemsOf(document.uri), []);
  });

  it('go when the log is closed', async () => {
    await openSessions(sampleKey('failedTask'));
    const { document } = await openLog(sampleKey('failedTask'));
    await vscode.commands.executeCommand(SHOW);
    await eventually(
      'problems',
      () => problemsOf(document.uri),
      (all) => all.length > 0,
    );
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await eventually(
      'no problems',
      () => problemsOf(document.uri),
      (all) => all.length === 0,
    );
  });
});
