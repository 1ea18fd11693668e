import * as assert from 'node:assert/strict';
import { copyFileSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import path from 'node:path';

import * as vscode from 'vscode';

import { findIds } from '../../src/core/references/idScan';
import { shortId } from '../../src/core/ids';
import { findPanel } from '../support/ui/editor';
import { pickQuickInputItem, type QuickInput, waitForNoQuickInput, waitForQuickInput } from '../support/ui/quickInput';
import { findRow } from '../support/ui/tree';
import { press, typeText } from '../support/ui/window';
import { sampleKey } from './support/farms';
import { cleanWindow, SESSIONS, showSessions } from './support/window';

describe('finding sessions in a file', () => {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
  const log = path.join(folder, 'worker-agent.log');

  beforeEach(async () => {
    await cleanWindow();
    await showSessions();
  });
  after(cleanWindow);

  /** Runs the command as the explorer's menu does; resolves once each row has its state. */
  async function findIn(file: string): Promise<QuickInput> {
    void vscode.commands.executeCommand('deadlineSessions.findInFile', vscode.Uri.file(file));
    return listed(path.basename(file));
  }

  /** A session that this window knows already is called by its job’s name. */
  function nameless(label: string, sessionId: string): string {
    return label.startsWith('session-') ? label : shortId(sessionId);
  }

  function listed(name: string): Promise<QuickInput> {
    return waitForQuickInput(
      ({ title, items }) =>
        title === `Sessions in ${name}` &&
        items.length > 5 &&
        items.every(({ description }) => /^(active|ended|failed)\b.* · lines? \d/.test(description)),
    );
  }

  /** What the demo log names: each session's lines, the one that is named last first. */
  function sessionsOf(text: string): { sessionId: string; lines: readonly number[] }[] {
    const lines = new Map<string, number[]>();
    text.split('\n').forEach((line, index) => {
      for (const { kind, id } of findIds(line)) {
        if (kind === 'session' || kind === 'sessionaction') {
          const sessionId = `session-${id.slice(kind.length + 1, kind.length + 33)}`;
          lines.set(sessionId, [...(lines.get(sessionId) ?? []), index + 1]);
        }
      }
    });
    return [...lines]
      .map(([sessionId, all]) => ({ sessionId, lines: all }))
      .sort((one, other) => (other.lines.at(-1) ?? 0) - (one.lines.at(-1) ?? 0));
  }

  it('lists what the file names, the latest first, with the states that the farm tells', async () => {
    const { placeholder, items } = await findIn(log);
    assert.equal(placeholder, 'Select a session (latest first)');
    const expected = sessionsOf(readFileSync(log, 'utf8'));
    assert.ok(expected.length >= items.length);
    assert.deepEqual(
      items.map(({ label, description, detail }) => [
        nameless(label, detail),
        description.replace(/^.* · (?=lines? )/, ''),
        detail,
      ]),
      expected
        .slice(0, items.length)
        .map(({ sessionId, lines }) => [
          shortId(sessionId),
          `lines ${lines[0]}–${lines.at(-1)} · ${lines.length} times`,
          sessionId,
        ]),
    );
    await press('Escape');
    await waitForNoQuickInput();
  });

  it('opens the one that is picked', async () => {
    const { sessionId } = sampleKey('failedTask');
    await findIn(log);
    await typeText(sessionId.slice(-8));
    // A session that this window knows already is called by its job’s name.
    await pickQuickInputItem(/^(session-…|sh010_lighting_v007)/);
    await findPanel(/^sh010_lighting_v007$/);
    await findRow(SESSIONS, ['sh010_lighting_v007']);
    await findIn(log);
    await typeText('sh010_lighting_v007');
    const { items } = await waitForQuickInput((now) => now.items.some(({ label }) => label === 'sh010_lighting_v007'));
    assert.ok(
      items.some(({ label, description }) => label === 'sh010_lighting_v007' && description.startsWith('failed')),
      'it is called by its job’s name from then on',
    );
    await press('Escape');
    await waitForNoQuickInput();
  });

  it('offers the file in front, though it is too large for VS Code to hand to extensions', async () => {
    const large = path.join(folder, 'large.log');
    copyFileSync(log, large);
    truncateSync(large, 60 * 2 ** 20);
    try {
      await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(large));
      void vscode.commands.executeCommand('deadlineSessions.findInFile');
      const { items } = await waitForQuickInput(({ title }) => title === 'Find Sessions in File');
      assert.deepEqual(
        items.map(({ label, description }) => [label, description]),
        [
          ['large.log', 'large.log'],
          ['Another file…', ''],
        ],
      );
      await pickQuickInputItem('large.log');
      await listed('large.log');
      await press('Escape');
      await waitForNoQuickInput();
    } finally {
      await cleanWindow();
      rmSync(large);
    }
  });
});
