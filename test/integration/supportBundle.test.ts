import * as assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { strFromU8, unzipSync } from 'fflate';
import * as vscode from 'vscode';

import { findNotification } from '../support/ui/notifications';
import { openQuickInput, readQuickInput } from '../support/ui/quickInput';
import { actUntil, press } from '../support/ui/window';
import { sampleKey } from './support/farms';
import { answerSaveDialog } from './support/saveDialog';
import { cleanWindow, openSessions } from './support/window';

describe('a support bundle', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'bundle-'));
  });
  afterEach(async () => {
    await cleanWindow();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is saved by keyboard with the report, the service’s answers, both logs and versions, and hides what it should', async () => {
    const key = sampleKey('failedTask');
    const file = path.join(folder, 'bundle.zip');
    await openSessions(key);
    const asked = answerSaveDialog(file);
    const { items } = await openQuickInput(
      () => vscode.commands.executeCommand('deadlineSessions.saveSupportBundle', key),
      ({ title }) => title.startsWith('Save Support Bundle'),
    );
    assert.deepEqual(items.map(({ label }) => label).slice(0, 5), [
      'Report',
      'Raw answers',
      'Session log',
      'Worker log',
      'Versions',
    ]);
    await actUntil(
      'the answer',
      () => press('Enter'),
      readQuickInput,
      (input) => input === undefined,
    );
    assert.equal(await asked, 'Save Support Bundle');
    await findNotification(/^Saved the support bundle\.$/);
    assert.deepEqual(readdirSync(folder), ['bundle.zip'], 'nothing is left beside it');

    const zip = unzipSync(new Uint8Array(readFileSync(file)));
    const text = (name: string): string => strFromU8(zip[name] ?? new Uint8Array());
    assert.deepEqual(Object.keys(zip), [
      'report.html',
      'report.json',
      'GetSession.json',
      'GetJob.json',
      'GetStep.json',
      'GetTask.json',
      'ListSessionActions.json',
      'GetFleet.json',
      'GetWorker.json',
      'session.log',
      'worker.log',
      'versions.json',
      'contents.txt',
    ]);
    const fields: Readonly<Record<string, string>> = {
      GetSession: key.sessionId,
      GetJob: key.jobId,
      GetStep: '"stepId"',
      GetTask: '"taskId"',
      ListSessionActions: '"sessionActions"',
      GetFleet: '"fleetId"',
      GetWorker: '"workerId"',
    };
    for (const [operation, field] of Object.entries(fields)) {
      assert.ok(text(`${operation}.json`).includes(field), operation);
      assert.equal(typeof JSON.parse(text(`${operation}.json`)), 'object', operation);
    }
    assert.match(text('session.log'), /wetRock_basecolor|redacted-path/);
    const all = Object.values(zip)
      .map((bytes) => strFromU8(bytes))
      .join('\n');
    for (const hidden of [/\b\d{12}\b(?=:)/, /ip-10-3-5-229/, /\b10\.3\.5\.229\b/, /\/mnt\/assets\/env/]) {
      assert.doesNotMatch(all, hidden);
    }
  });
});
