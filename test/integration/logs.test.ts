import * as assert from 'node:assert/strict';

import * as vscode from 'vscode';

import { findTab, readEditorLines } from '../support/ui/editor';
import { clickRow, expandRow, findRow } from '../support/ui/tree';
import { eventually, press, typeText, windowPage } from '../support/ui/window';
import { type LoopbackFarm, sampleKey, setCredentials, startLoopbackFarm } from './support/farms';
import { frontLog, openLog, readFolds, readLenses, readOutline } from './support/logs';
import { cleanWindow, openSessions, SESSIONS, showSessions, useSettings } from './support/window';

describe('a log', () => {
  afterEach(cleanWindow);

  it('opens from the tree, says what it is, and tells each line’s time', async () => {
    await showSessions();
    await openSessions(sampleKey('failedTask'));
    await expandRow(SESSIONS, ['sh010_lighting_v007', 'Logs']);
    await clickRow(SESSIONS, ['sh010_lighting_v007', 'Logs', 'Session log']);
    await findTab(/^sh010_lighting_v007 · session/);
    const { farmId, queueId, sessionId } = sampleKey('failedTask');
    const lines = (await frontLog()).document.getText().split('\n');
    assert.deepEqual(lines.slice(0, 2), [
      '# Session log of sh010_lighting_v007 (sample data)',
      `# /aws/deadline/${farmId}/${queueId}/${sessionId}`,
    ]);
    assert.match(lines[2] ?? '', /^# Times are UTC[+-]\d\d:\d\d, from \d{4}-\d\d-\d\d\.$/);
    assert.deepEqual(lines.slice(3, 5), ['# The log begins here.', '#']);
    assert.match(
      lines[5] ?? '',
      new RegExp(`^\\d\\d:\\d\\d:\\d\\d\\.\\d{3}  Initializing Open Job Description Session: ${sessionId}$`),
    );
    assert.ok(lines.some((line) => /^\d\d:\d\d:\d\d\.\d{3} {2}ERROR: cannot open/.test(line)));
  });

  it('opens at an action’s failure from the tree', async () => {
    await showSessions();
    await openSessions(sampleKey('failedTask'));
    await expandRow(SESSIONS, ['sh010_lighting_v007', 'Actions']);
    await clickRow(SESSIONS, ['sh010_lighting_v007', 'Actions', 'Frame 1005 · Render']);
    await findTab(/^sh010_lighting_v007 · session/);
    const { document, selection } = await frontLog();
    assert.match(document.lineAt(selection.active.line).text, /ERROR: cannot open|openjd_fail: Missing texture/);
    await eventually(
      'the failure in view',
      () => Promise.resolve(vscode.window.activeTextEditor?.visibleRanges ?? []),
      (ranges) => ranges.some((range) => range.contains(selection.active)),
    );
  });

  it('cannot be changed', async () => {
    const { document } = await openLog(sampleKey('failedTask'));
    const before = document.getText();
    await typeText('x');
    const page = await windowPage();
    await page.getByText('This log is shown as the service keeps it.').first().waitFor();
    await press('Escape');
    assert.equal(document.getText(), before);
    assert.equal(document.isDirty, false);
  });

  it('of a worker is the worker’s', async () => {
    await vscode.commands.executeCommand('deadlineSessions.openWorkerLog', sampleKey('failedTask'));
    const lines = (await frontLog()).document.getText().split('\n');
    assert.match(lines[1] ?? '', /^# \/aws\/deadline\/farm-[0-9a-f]{32}\/fleet-[0-9a-f]{32}\/worker-[0-9a-f]{32}$/);
    assert.equal(lines[3], '# The session begins here. The worker’s log has more.');
    assert.match(lines[5] ?? '', /^\d\d:\d\d:\d\d\.\d{3} {2}INFO Session\.Starting: /);
  });

  it('of a million lines begins with the newest, says so, and loads more on demand', async () => {
    const { document } = await openLog(sampleKey('millionLines'));
    const before = document.lineCount;
    assert.equal(
      document.lineAt(3).text,
      '# Earlier lines are not loaded: “Load Older” or “Load All” above brings them.',
    );
    assert.ok((await readEditorLines()).some((line) => line.includes('Deleting working directory')));
    const [older, all] = (await readLenses(document)).filter((lens) => lens.startsWith('3: '));
    assert.equal(older, '3: $(fold-up) Load Older');
    assert.match(all ?? '', /^3: Load All \(about [\d,]+ lines\)$/);
    await vscode.commands.executeCommand('deadlineSessions.loadOlderLog');
    await eventually(
      'more lines',
      () => Promise.resolve(document.lineCount),
      (count) => count >= before + 20_000,
    );
  });

  it('of a million lines can be loaded whole, in parts that fold and have an outline', async () => {
    const { document } = await openLog(sampleKey('millionLines'));
    await vscode.commands.executeCommand('deadlineSessions.loadAllLog');
    const lenses = await eventually(
      'the way to the earlier part',
      () => readLenses(document),
      (all) => all.includes('3: $(arrow-up) Earlier Part'),
    );
    assert.ok(!lenses.some((lens) => lens.includes('Load')));
    assert.ok((await readFolds(document)).length > 0);
    const { uri } = document;
    const part = uri.with({ query: `${uri.query}&part=-1` });
    const earlier = await vscode.workspace.openTextDocument(part);
    await vscode.window.showTextDocument(earlier);
    assert.ok(earlier.lineCount > 100_000 && earlier.lineCount < 300_000);
    assert.ok(earlier.getText().length < 20 * 2 ** 20);
    assert.equal(earlier.languageId, 'deadline-log');
    assert.equal(earlier.lineAt(3).text, '# The lines before these are in the tab of the earlier part.');
    assert.ok((await readFolds(earlier)).length > 0);
    assert.ok((await readOutline(earlier)).length > 0);
  }).timeout(600_000);

  it('that could not be written explains that in its row and in the document', async () => {
    await showSessions();
    await openSessions(sampleKey('logError'));
    await expandRow(SESSIONS, ['sh020_roto_v002', 'Logs']);
    const { icon, description } = await findRow(SESSIONS, ['sh020_roto_v002', 'Logs', 'Session log']);
    assert.deepEqual([icon, description], ['zap', 'AccessDeniedException: Could not create log stream']);
    await clickRow(SESSIONS, ['sh020_roto_v002', 'Logs', 'Session log']);
    await findTab(/^sh020_roto_v002 · session/);
    const text = (await frontLog()).document.getText();
    assert.match(text, /^# This log could not be read\.\n# .*AccessDeniedException: Could not create log stream/);
  });

  it('of a session that may not be read is shown all the same where the log may be, and says so', async () => {
    const lines = (await openLog(sampleKey('forbidden'))).document.getText().split('\n');
    assert.match(lines[5] ?? '', /Initializing Open Job Description Session/);
    assert.equal(lines.at(-2), '# These were the last lines when the log was opened: its session cannot be read.');
  });

  describe('of a farm whose time passes', () => {
    let farm: LoopbackFarm;

    beforeEach(async () => {
      farm = await startLoopbackFarm();
      setCredentials(true);
      await useSettings({ source: 'aws', region: 'us-west-2', endpointUrl: farm.url });
    });
    afterEach(async () => {
      await farm.hangUp();
      setCredentials(false);
    });

    it('grows while the session writes it', async () => {
      await openSessions(farm.key('active'));
      const { document } = await openLog(farm.key('active'));
      const before = document.lineCount;
      assert.match(document.getText(), /\n# Session is running\. New lines appear here\.\n$/);
      farm.advance(3);
      await vscode.commands.executeCommand('deadlineSessions.refresh', farm.key('active'));
      await eventually(
        'more lines',
        () => Promise.resolve(document.lineCount),
        (count) => count > before + 10,
      );
    });

    it('that does not exist (yet) says so', async () => {
      farm.farm.inject({ operation: 'GetLogEvents', kind: 'notFound' });
      assert.match(
        (await openLog(farm.key('failedTask'))).document.getText(),
        /\n# Nothing has been written to this log yet\.\n/,
      );
    });
  });
});
