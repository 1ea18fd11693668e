import * as assert from 'node:assert/strict';

import type { Locator } from 'playwright-core';
import * as vscode from 'vscode';

import { pressNotificationButton, findNotification } from '../support/ui/notifications';
import { chooseMenuEntry, openRowMenu } from '../support/ui/menu';
import { fillQuickInput, waitForNoQuickInput, waitForQuickInput } from '../support/ui/quickInput';
import { clickRow, expandRow, findRow, readChildren } from '../support/ui/tree';
import { eventually, press, windowPage } from '../support/ui/window';
import { type LoopbackFarm, setCredentials, startLoopbackFarm } from './support/farms';
import { cleanWindow, FARMS, showFarms, useSettings } from './support/window';

const LANTERNFISH = 'Lanternfish VFX';

describe('the farms view on farms of an account', () => {
  let farm: LoopbackFarm;

  async function connect(scale?: { jobs: number; sessionsPerJob: number }): Promise<void> {
    farm = await startLoopbackFarm(0, scale);
    await useSettings({ source: 'aws', region: 'us-west-2', endpointUrl: farm.url });
    await showFarms();
    await findRow(FARMS, [LANTERNFISH]);
    farm.forgetCalls();
  }

  before(async () => {
    await cleanWindow();
    setCredentials(true);
  });
  afterEach(async () => {
    await press('Escape');
    await vscode.commands.executeCommand('notifications.clearAll');
    await farm.hangUp();
  });
  after(async () => {
    setCredentials(false);
    await cleanWindow();
  });

  /** The calls since the last time, once there are as many. */
  async function callsMade(count: number): Promise<string[]> {
    const calls = await eventually(
      `${count} calls`,
      () => Promise.resolve(farm.calls()),
      ({ length }) => length >= count,
    );
    farm.forgetCalls();
    return [...calls].sort();
  }

  it('opens a queue of 100,000 jobs and a job of 3,000 sessions at the cost of what is shown', async () => {
    await connect({ jobs: 100_000, sessionsPerJob: 3_000 });
    await unfold(LANTERNFISH);
    assert.deepEqual(await callsMade(2), ['ListQueues', 'SearchJobs'], 'the queues, and what runs in them');
    await unfold('scale-queue');
    assert.deepEqual(await callsMade(1), ['SearchJobs'], 'a hundred jobs');
    const job = await eventually('a job', firstJob, (name) => name !== '');
    await unfold(job);
    assert.deepEqual(
      (await callsMade(2)).filter((call) => call !== 'SearchTasks'),
      ['BatchGetSession', 'ListSessions'],
      'a hundred sessions, and where they ran',
    );
    // Folded and unfolded again within half a minute: nothing is asked.
    await unfold(job, false);
    await unfold(job);
    assert.deepEqual(farm.calls(), []);
  });

  /** Rows in sight by their labels: a tree of hundreds is not read through to find one. */
  async function rowInSight(label: string): Promise<Locator> {
    const page = await windowPage();
    const labels = page.locator('.label-name', { hasText: label });
    return page.locator(`.monaco-list[aria-label="${FARMS}"] .monaco-list-row`, { has: labels }).first();
  }

  async function unfold(label: string, isUnfolded = true): Promise<void> {
    const row = await rowInSight(label);
    await row.locator('.monaco-tl-twistie').click();
    await eventually(
      `${label} ${isUnfolded ? 'unfolded' : 'folded'}`,
      () => row.getAttribute('aria-expanded'),
      (expanded) => expanded === String(isUnfolded),
    );
  }

  /** Goes to the last row until the one near it says so: rows may still be on their way. */
  async function atTheEnd(row: Locator, description: string): Promise<void> {
    await eventually(
      description,
      async () => {
        await vscode.commands.executeCommand('deadlineSessions.farms.focus');
        await press('End');
        return (await row.count()) === 0 ? '' : row.locator('.label-description').innerText();
      },
      (text) => text === description,
    );
  }

  async function firstJob(): Promise<string> {
    const row = await rowInSight('_scale_');
    return (await row.count()) === 0 ? '' : (await row.locator('.label-name').innerText()).trim();
  }

  it('loads the next hundred when asked, one call at a time', async () => {
    await connect({ jobs: 250, sessionsPerJob: 10 });
    await unfold(LANTERNFISH);
    await unfold('scale-queue');
    await callsMade(3);
    const more = await rowInSight('Load more');
    await atTheEnd(more, '100 of 250');
    await more.locator('.label-name').click();
    assert.deepEqual(await callsMade(1), ['SearchJobs']);
    await atTheEnd(more, '200 of 250');
  });

  it('shows why a level may not be listed, leaves its siblings as they are, and goes on below it by an id', async () => {
    await connect();
    const key = farm.key('failedTask');
    for (const operation of ['SearchJobs', 'ListJobs', 'ListFleets', 'GetQueue', 'SearchTasks']) {
      farm.farm.inject({ operation, kind: 'accessDenied' });
    }
    await expandRow(FARMS, ['Aurora', 'Fleets']);
    assert.match((await readChildren(FARMS, ['Aurora', 'Fleets']))[0]?.description ?? '', /deadline:ListFleets/);
    const rows = await readChildren(FARMS, ['Aurora', 'lighting']);
    assert.deepEqual(
      rows.map(({ icon, label }) => [icon, label]),
      [
        ['error', 'Access denied'],
        ['edit', 'Enter job id…'],
      ],
    );
    assert.match(rows[0]?.description ?? '', /^Not allowed to list the jobs: .*deadline:ListJobs/);
    await clickRow(FARMS, ['Aurora', 'lighting', 'Enter job id…']);
    await waitForQuickInput(({ title }) => title === 'Enter job id');
    await fillQuickInput(`it was ${key.jobId}, I think`);
    await press('Enter');
    await waitForNoQuickInput();
    const name = 'sh010_lighting_v007';
    await findRow(FARMS, ['Aurora', 'lighting', name, 'Ended sessions', new RegExp(key.sessionId.slice(-8))]);
    assert.deepEqual(
      (await readChildren(FARMS, ['Aurora', 'lighting'])).map(({ label }) => label),
      [name, 'Access denied', 'Enter job id…'],
    );
  });

  it('stops asking when a row is folded that waits, and asks again when it is unfolded', async () => {
    await connect();
    const asked = new Promise<void>((resolve) => {
      const when = (): boolean => {
        resolve();
        return true;
      };
      farm.farm.inject({ operation: 'ListQueues', kind: 'hang', times: 1, when });
    });
    await unfold('Aurora');
    await asked;
    await press('Home', 'ArrowLeft');
    await eventually(
      'Aurora folded',
      async () => (await rowInSight('Aurora')).getAttribute('aria-expanded'),
      (expanded) => expanded === 'false',
    );
    await eventually(
      'the hanging call ended',
      () => Promise.resolve(farm.calls()),
      (calls) => calls.includes('ListQueues'),
    );
    await unfold('Aurora');
    await findRow(FARMS, ['Aurora', 'lighting']);
    assert.deepEqual(
      farm.calls().filter((call) => call === 'ListQueues'),
      ['ListQueues', 'ListQueues'],
    );
  });

  it('ends a session after a question, and shows where it is going until it is there', async () => {
    await connect();
    const { sessionId } = farm.key('active');
    const path = ['Aurora', 'lighting', 'sh020_lighting_v012', 'Active sessions', new RegExp(sessionId.slice(-8))];
    await expandRow(FARMS, path.slice(0, -1));
    await openRowMenu(FARMS, path);
    await chooseMenuEntry('End Session…');
    const { message } = await findNotification(/^End session-…/);
    assert.match(message, /The task it is running is canceled and loses its progress\. .* go back to the queue/);
    await pressNotificationButton(/End session-…/, 'End Session');
    await eventually(
      'a session that is ending',
      () => findRow(FARMS, path),
      ({ description }) => description.startsWith('ending → ended'),
    );
    assert.deepEqual(
      farm.calls().filter((call) => call === 'UpdateSession'),
      ['UpdateSession'],
    );
    assert.equal((await openRowMenu(FARMS, path)).includes('End Session…'), false);
    await press('Escape');
    farm.advance(5);
    await vscode.commands.executeCommand('deadlineSessions.refreshFarms');
    await findRow(FARMS, [...path.slice(0, 3), /^(Ended|Failed) sessions$/, new RegExp(sessionId.slice(-8))]);
  });

  it('ends nothing when the question is closed', async () => {
    await connect();
    void vscode.commands.executeCommand('deadlineSessions.endSession', farm.key('active'));
    await findNotification(/^End session-…/);
    await vscode.commands.executeCommand('notifications.clearAll');
    assert.deepEqual(
      farm.calls().filter((call) => call === 'UpdateSession'),
      [],
    );
  });
});
