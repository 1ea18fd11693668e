import * as assert from 'node:assert/strict';

import * as vscode from 'vscode';

import { actionLines, eventsOf } from '../support/logs/logs';
import { eventually, windowPage } from '../support/ui/window';
import { sampleKey, setCredentials, startLoopbackFarm } from './support/farms';
import { openLog } from './support/logs';
import { cleanWindow, openSessions, useSettings } from './support/window';

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

  it('follow a log that grows, and are listed once each', async () => {
    const farm = await startLoopbackFarm();
    setCredentials(true);
    await useSettings({ source: 'aws', region: 'us-west-2', endpointUrl: farm.url });
    try {
      const first = actionLines('Running Task', ['ERROR: texture 1 is missing', 'Rendering tile 1']);
      const told = farm.tell('active', eventsOf(first, Date.now() - 3_600_000));
      await openSessions(told.key);
      const { document } = await openLog(told.key);
      await vscode.commands.executeCommand(SHOW);
      const texts = async (): Promise<readonly string[]> =>
        (await problemsOf(document.uri)).map(({ range }) => document.lineAt(range.start.line).text.slice(14));
      await eventually('the first error', texts, (all) => all.join() === 'ERROR: texture 1 is missing');
      for (const number of [2, 3]) {
        const last = told.log.events.at(-1)?.timestampMs ?? 0;
        told.log.events.push(...eventsOf([`ERROR: texture ${number} is missing`, 'Rendering'], last + 1000));
        await vscode.commands.executeCommand('deadlineSessions.refresh', told.key);
        const wanted = [1, 2, 3].slice(0, number).map((one) => `ERROR: texture ${one} is missing`);
        await eventually(`${number} errors`, texts, (all) => all.join() === wanted.join());
      }
      const rows = (await windowPage()).locator('.markers-panel .monaco-list-row').filter({ hasText: 'is missing' });
      await eventually(
        'three rows in the list',
        () => rows.count(),
        (count) => count === 3,
      );
    } finally {
      await cleanWindow();
      await farm.hangUp();
      setCredentials(false);
    }
  });
});
