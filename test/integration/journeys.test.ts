import * as assert from 'node:assert/strict';

import * as vscode from 'vscode';

import { findPanel } from '../support/ui/editor';
import { waitForQuickInput } from '../support/ui/quickInput';
import { eventually, press } from '../support/ui/window';
import { sampleKey } from './support/farms';
import { frontLog } from './support/logs';
import { cleanWindow, showSessions, useSettings } from './support/window';

const MONITOR = 'https://studio.us-west-2.deadlinecloud.amazonaws.com/us-west-2';

/** What a person does on the way to something: each chord, key or click is one. */
describe('on the way from what one has to the line that says why', () => {
  let done: string[];

  async function act(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      done.push(key);
      await press(key);
    }
  }

  beforeEach(async () => {
    await cleanWindow();
    await useSettings({ source: 'sampleFarm' });
    done = [];
  });
  after(cleanWindow);

  it('a session’s ID takes three actions', async () => {
    await showSessions();
    await vscode.env.clipboard.writeText(sampleKey('failedTask').sessionId);
    await act('Control+Alt+J');
    await waitForQuickInput(({ items }) => items[0]?.label.startsWith('Open ') === true);
    await act('Enter');
    await pageInFront(/^sh010_lighting_v007$/);
    await act('Alt+F8');
    await atFailure();
    assert.ok(done.length <= 3, done.join(' '));
  });

  it('a monitor’s link to a job takes four', async () => {
    const { farmId, queueId, jobId } = sampleKey('failedTask');
    await showSessions();
    await vscode.env.clipboard.writeText(`${MONITOR}/farms/${farmId}/queues/${queueId}?jobId=${jobId}`);
    await act('Control+Alt+J');
    await waitForQuickInput(({ items }) => items[0]?.label === 'Show the job’s sessions');
    await act('Enter');
    await waitForQuickInput(({ items }) => items[0]?.description.includes('exit 1') === true);
    await act('Enter');
    await pageInFront(/^sh010_lighting_v007$/);
    await act('Alt+F8');
    await atFailure();
    assert.ok(done.length <= 4, done.join(' '));
  });
});

async function pageInFront(title: RegExp): Promise<void> {
  const page = await findPanel(title);
  await page.locator('.failure').waitFor();
}

/** The cursor is at the line that explains the failure. */
async function atFailure(): Promise<void> {
  const editor = await frontLog();
  await eventually(
    'the line that says why',
    () => Promise.resolve(editor.document.lineAt(editor.selection.active.line).text),
    (text) => /ERROR: cannot open .*wetRock_basecolor/.test(text),
  );
}
