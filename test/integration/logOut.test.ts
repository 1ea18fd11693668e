import * as assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import * as vscode from 'vscode';

import { manyEvents } from '../support/logs/oddLogs';
import { endSession } from '../support/sessions/toldSession';
import { findNotification, pressNotificationButton } from '../support/ui/notifications';
import {
  openQuickInput,
  type QuickInput,
  readQuickInput,
  waitForNoQuickInput,
  waitForQuickInput,
} from '../support/ui/quickInput';
import { actUntil, eventually, press, typeText } from '../support/ui/window';
import { type LoopbackFarm, sampleKey, setCredentials, startLoopbackFarm } from './support/farms';
import { frontLog, openLog } from './support/logs';
import { answerSaveDialog } from './support/saveDialog';
import { cleanWindow, openSessions, useSettings } from './support/window';

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
    await openLog(sampleKey('failedTask'));
    const asked = answerSaveDialog(file);
    void vscode.commands.executeCommand('deadlineSessions.saveLog');
    assert.equal(await asked, 'Save the Whole Log');
    await pressNotificationButton(/Saved \d+ events/, 'Open');
    const events = readFileSync(file, 'utf8').trimEnd().split('\n');
    assert.ok(events.length > 100 && !existsSync(`${file}.part`));
    assert.deepEqual(Object.keys(JSON.parse(events[0] ?? '') as object), ['timestamp', 'message']);
    rmSync(file);
  });

  describe('of a service that takes its time', () => {
    let farm: LoopbackFarm;
    let folder: string;

    beforeEach(async () => {
      farm = await startLoopbackFarm();
      folder = mkdtempSync(path.join(tmpdir(), 'saved-'));
      setCredentials(true);
      await useSettings({ source: 'aws', region: 'us-west-2', endpointUrl: farm.url });
    });
    afterEach(async () => {
      rmSync(folder, { recursive: true, force: true });
      await farm.hangUp();
      setCredentials(false);
    });

    it('it says so where the disk refuses it', async () => {
      const told = farm.tell('failedTask', manyEvents(10, Date.now() - 3_600_000));
      endSession(told);
      await openLog(told.key);
      // A folder in which nobody can create a file, not even an administrator.
      void answerSaveDialog('/proc/log.txt');
      void vscode.commands.executeCommand('deadlineSessions.saveLog');
      await findNotification(/^Couldn’t save the log in this folder \(E[A-Z]+\)\. Choose another folder\.$/);
      assert.deepEqual(readdirSync(folder), []);
    });

    it('nothing is left of a file whose saving was canceled', async () => {
      const events = manyEvents(5_000, Date.now() - 3_600_000);
      const told = farm.tell('failedTask', events, { pageSize: 50, latencyMs: 100 });
      endSession(told);
      await openLog(told.key);
      void answerSaveDialog(path.join(folder, 'log.txt'));
      const saving = vscode.commands.executeCommand('deadlineSessions.saveLog');
      await eventually(
        'a file that grows',
        () => Promise.resolve(readdirSync(folder)),
        ([name]) => name?.endsWith('.part') === true && statSync(path.join(folder, name)).size > 0,
      );
      await pressNotificationButton(/Saving the log/, 'Cancel');
      await saving;
      assert.deepEqual(readdirSync(folder), []);
    });
  });

  it('what is not loaded is found while one types, is shown where it is, and the hits can be walked', async () => {
    await openLog(sampleKey('failedTask'));
    const find = (): Thenable<unknown> => vscode.commands.executeCommand('deadlineSessions.findInLog');
    await openQuickInput(find, ({ title }) => title.startsWith('Find in Log'));
    await typeText('missingTexture: MATERIAL');
    const isFound = ({ items }: QuickInput): boolean =>
      items.some(({ description }) => description.includes('needs /mnt/assets'));
    await waitForQuickInput(({ items }) => items.length > 0);
    const input = await readQuickInput();
    if (input && !isFound(input)) {
      await press('Enter');
    }
    await waitForQuickInput(isFound);
    await press('Enter');
    await waitForNoQuickInput();
    await selected('MissingTexture: material');
    const first = vscode.window.activeTextEditor?.selection.active.line;
    await press('F4');
    await selected('MissingTexture: material');
    await press('Shift+F4');
    await eventually(
      'the first hit',
      () => Promise.resolve(vscode.window.activeTextEditor?.selection.active.line),
      (line) => line === first,
    );
    await openQuickInput(find, ({ value }) => value === 'MissingTexture: material');
  });
});

async function selected(wanted: string): Promise<void> {
  await eventually(
    'the selected words',
    () => {
      const editor = vscode.window.activeTextEditor;
      return Promise.resolve(editor?.document.getText(editor.selection) ?? '');
    },
    (text) => text === wanted,
  );
}

async function openTimes(): Promise<void> {
  void vscode.commands.executeCommand('deadlineSessions.chooseLogTimes');
  await waitForQuickInput(({ items }) => items.length === 5);
}

async function chooseTimes(choice: string): Promise<void> {
  await typeText(choice);
  await press('Enter');
}

describe('the times of a log', () => {
  afterEach(cleanWindow);

  it('are shown as a person chooses, and the lines in view stay', async () => {
    await vscode.commands.executeCommand('deadlineSessions.goToFailure', sampleKey('failedTask'));
    const editor = await frontLog();
    const { line } = editor.selection.active;
    const topLine = (): number => editor.visibleRanges[0]?.start.line ?? 0;
    await eventually(
      'the failure in view',
      () => Promise.resolve(topLine()),
      (first) => first > line - 60,
    );
    const form = async (choice: string, expected: RegExp): Promise<void> => {
      await openTimes();
      // Of now: the view can still have moved to the failure until the picker was there.
      const top = topLine();
      await chooseTimes(choice);
      await eventually(
        choice,
        () => Promise.resolve(editor.document.lineAt(line).text),
        (text) => expected.test(text),
      );
      await eventually(
        `the line ${top} at the top`,
        () => Promise.resolve([editor.selection.active.line, topLine()]),
        ([cursor, first = 0]) => cursor === line && Math.abs(first - top) <= 3,
      );
    };
    await form('UTC', /^\d\d:\d\d:\d\d\.\d{3}Z {2}/);
    await form('Since the action', /^\+0:0\d:\d\d\.\d{3} {2}/);
    await form('No times', /^\S+: |^openjd_fail|^lumina/);
    await form('Local', /^\d\d:\d\d:\d\d\.\d{3} {2}/);
  });

  it('are shown without opening a fold or moving a line in view', async () => {
    await vscode.commands.executeCommand('deadlineSessions.goToFailure', sampleKey('failedTask'));
    const editor = await frontLog();
    const { line } = editor.selection.active;
    const inView = (): Promise<readonly string[]> =>
      Promise.resolve(editor.visibleRanges.map(({ start, end }) => `${start.line}-${end.line}`));
    await vscode.commands.executeCommand('editor.foldAll');
    await vscode.commands.executeCommand('editor.unfold', { selectionLines: [line], direction: 'up', levels: 9 });
    const atFailure = new vscode.Range(line, 0, line, 0);
    const folded = await actUntil(
      'the failure in view, and folds',
      () => {
        editor.revealRange(atFailure, vscode.TextEditorRevealType.InCenter);
        return Promise.resolve();
      },
      inView,
      (ranges) => ranges.length > 1 && editor.visibleRanges.some((range) => range.contains(atFailure)),
    );
    await openTimes();
    await chooseTimes('UTC');
    await eventually(
      'UTC',
      () => Promise.resolve(editor.document.lineAt(line).text),
      (text) => /^\d\d:\d\d:\d\d\.\d{3}Z {2}/.test(text),
    );
    await eventually('the same lines in view', inView, (ranges) => ranges.join() === folded.join());
    await openTimes();
    await chooseTimes('Local');
    await eventually('the same lines in view, with local times', inView, (ranges) => ranges.join() === folded.join());
    await vscode.commands.executeCommand('editor.unfoldAll');
  });

  it('are a way to go to', async () => {
    const editor = await openLog(sampleKey('failedTask'));
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

  it('bring a session’s and its worker’s log together: whichever is scrolled, the other shows the same time', async () => {
    await openSessions(sampleKey('failedTask'));
    await vscode.commands.executeCommand('deadlineSessions.openBothLogs', sampleKey('failedTask'));
    const [session, worker] = await eventually(
      'two logs side by side',
      () => Promise.resolve(logsByKind()),
      ([one, other]) => one !== undefined && other !== undefined && vscode.window.activeTextEditor === one,
    );
    assert.ok(session && worker);
    for (const part of [0.2, 0.8, 0.5]) {
      await scrollTogether(session, worker, part);
    }
    await vscode.window.showTextDocument(worker.document, worker.viewColumn);
    const [again, leader] = logsByKind();
    assert.ok(again && leader);
    for (const part of [0.8, 0.3]) {
      await scrollTogether(leader, again, part);
    }
  });
});

/** The editors with a session's and a worker's log. */
function logsByKind(): readonly [vscode.TextEditor | undefined, vscode.TextEditor | undefined] {
  const of = (kind: string): vscode.TextEditor | undefined =>
    vscode.window.visibleTextEditors.find(({ document }) => document.uri.query.includes(`log=${kind}`));
  return [of('session'), of('worker')];
}

/** Scrolls one log to a part of it and waits until the other shows the time of its uppermost line. */
async function scrollTogether(leader: vscode.TextEditor, other: vscode.TextEditor, part: number): Promise<void> {
  const line = Math.round(leader.document.lineCount * part);
  leader.revealRange(new vscode.Range(line, 0, line, 0), vscode.TextEditorRevealType.AtTop);
  const text = (editor: vscode.TextEditor, at: number): string => editor.document.lineAt(at).text.slice(0, 12);
  await eventually(
    `both at ${text(leader, line)}`,
    () => {
      const first = leader.visibleRanges[0]?.start.line ?? 0;
      const there = other.visibleRanges[0];
      const times = Array.from({ length: other.document.lineCount }, (_, at) => text(other, at));
      const wanted = times.findIndex((time) => /^\d/.test(time) && time >= text(leader, first));
      return Promise.resolve({
        led: Math.abs(first - line) < 12,
        wanted,
        start: there?.start.line,
        end: there?.end.line,
      });
    },
    ({ led, wanted, start = Infinity, end = 0 }) =>
      led && (wanted < 0 ? end >= other.document.lineCount - 3 : start <= wanted && end >= wanted),
  );
}
