import * as assert from 'node:assert/strict';

import type { Locator } from 'playwright-core';
import * as vscode from 'vscode';

import { findNotification } from '../support/ui/notifications';
import { chooseFromRowMenu } from '../support/ui/menu';
import { fillQuickInput, waitForNoQuickInput, waitForQuickInput } from '../support/ui/quickInput';
import { clickRow, expandRow, findRow, readChildren, rowInSight, unfoldInSight, unfoldWay } from '../support/ui/tree';
import { actUntil, attributeNow, eventually, press, textNow } from '../support/ui/window';
import { type LoopbackFarm, setCredentials, startLoopbackFarm } from './support/farms';
import { cleanWindow, FARMS, showFarms, useSettings } from './support/window';

const LANTERNFISH = 'Lanternfish VFX';

describe('the farms view on farms of an account', () => {
  let farm: LoopbackFarm;

  async function connect(scale?: { jobs: number; sessionsPerJob: number }): Promise<void> {
    farm = await startLoopbackFarm(0, scale);
    await useSettings({ source: 'aws', region: 'us-west-2', endpointUrl: farm.url });
    await showFarms();
    // The rows of the farm before look the same: these are the new ones once the new farm was asked.
    await eventually(
      'a list of farms',
      () => Promise.resolve(farm.calls()),
      (calls) => calls.includes('ListFarms'),
    );
    await farm.quiet();
    await showFarms();
    await findRow(FARMS, [LANTERNFISH]);
    await farm.quiet();
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
    // Now and then, the jobs that are shown are read again.
    const asked = (): string[] => farm.calls().filter((call) => call !== 'BatchGetJob');
    await eventually(
      `${count} calls`,
      () => Promise.resolve(asked()),
      ({ length }) => length >= count,
    );
    await farm.quiet();
    const calls = asked();
    farm.forgetCalls();
    return calls.sort();
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

  const unfold = (label: string, isUnfolded = true): Promise<void> => unfoldInSight(FARMS, label, isUnfolded);

  /** Goes to the last row until the one near it says so: rows may still be on their way. */
  async function atTheEnd(row: Locator, description: string): Promise<void> {
    await eventually(
      description,
      async () => {
        await vscode.commands.executeCommand('deadlineSessions.farms.focus');
        if ((await attributeNow(await rowInSight(FARMS, LANTERNFISH), 'aria-expanded')) === 'false') {
          await unfoldWay(FARMS, LANTERNFISH, 'scale-queue');
        }
        await press('End');
        return textNow(row.locator('.label-description'));
      },
      (text) => text === description,
    );
  }

  async function firstJob(): Promise<string> {
    return textNow((await rowInSight(FARMS, '_scale_')).locator('.label-name'));
  }

  it('loads the next hundred when asked, one call at a time', async () => {
    await connect({ jobs: 250, sessionsPerJob: 10 });
    await unfoldWay(FARMS, LANTERNFISH, 'scale-queue');
    await callsMade(3);
    const more = await rowInSight(FARMS, 'Load more');
    await atTheEnd(more, '100 of 250');
    await actUntil(
      'the next hundred',
      () =>
        more
          .locator('.label-name')
          .click({ timeout: 3_000 })
          .catch(() => undefined),
      () => Promise.resolve(farm.calls()),
      (calls) => calls.includes('SearchJobs'),
    );
    assert.deepEqual(await callsMade(1), ['SearchJobs']);
    await atTheEnd(more, '200 of 250');
  });

  it('shows why a level may not be listed, leaves its siblings as they are, and goes on below it by an id', async () => {
    await connect();
    const key = farm.key('failedTask');
    for (const operation of ['SearchJobs', 'ListJobs', 'ListFleets', 'GetQueue', 'SearchTasks']) {
      farm.farm.inject({ operation, kind: 'accessDenied' });
    }
    await eventually(
      'why the fleets are not listed',
      () => readChildren(FARMS, ['Aurora', 'Fleets']),
      ([first]) => first?.description.includes('deadline:ListFleets') === true,
    );
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
    await waitForQuickInput(({ title }) => title === 'Enter Job ID');
    await fillQuickInput(`it was ${key.jobId}, I think`);
    await press('Enter');
    await waitForNoQuickInput();
    const name = 'sh010_lighting_v007';
    await findRow(FARMS, ['Aurora', 'lighting', name, 'Failed sessions', /^Frame 1005/]);
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
      async () => attributeNow(await rowInSight(FARMS, 'Aurora'), 'aria-expanded'),
      (expanded) => expanded === 'false',
    );
    await eventually(
      'the hanging call ended',
      () => Promise.resolve(farm.calls()),
      (calls) => calls.includes('ListQueues'),
    );
    await unfold('Aurora');
    await findRow(FARMS, ['Aurora', 'lighting']);
    // Once more where VS Code was told of the row's change before it noted that the row is folded.
    const { length } = farm.calls().filter((call) => call === 'ListQueues');
    assert.ok(length === 2 || length === 3, `${length} calls`);
  });

  it('asks in a modal dialog before it ends a session, and ends nothing without an answer', async () => {
    await connect();
    const path = ['Aurora', 'lighting', 'sh020_lighting_v012', 'Active sessions', /^ip-/];
    // What earlier tests have expanded would leave the row outside of the view.
    await vscode.commands.executeCommand('workbench.actions.treeView.deadlineSessions.farms.collapseAll');
    await eventually(
      'Aurora collapsed',
      async () => attributeNow(await rowInSight(FARMS, 'Aurora'), 'aria-expanded'),
      (expanded) => expanded === 'false',
    );
    await farm.quiet();
    await expandRow(FARMS, path.slice(0, -1));
    await chooseFromRowMenu(FARMS, path, 'End Session…');
    // VS Code refuses dialogs while tests run, and says so: the extension shows that as a failure of its own.
    await findNotification(/Something went wrong/);
    assert.deepEqual(
      farm.calls().filter((call) => call === 'UpdateSession'),
      [],
    );
  });
});
