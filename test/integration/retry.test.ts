import * as assert from 'node:assert/strict';

import type { Locator } from 'playwright-core';
import * as vscode from 'vscode';

import { chooseMenuEntry } from '../support/ui/menu';
import { findNotification, pressNotificationButton } from '../support/ui/notifications';
import { runFromPalette, waitForNoQuickInput, waitForQuickInput } from '../support/ui/quickInput';
import { findRow, rowInSight, unfoldInSight, unfoldWay } from '../support/ui/tree';
import { actUntil, attributeNow, eventually, press, textNow, windowPage } from '../support/ui/window';
import { type LoopbackFarm, setCredentials, startLoopbackFarm } from './support/farms';
import { Questions } from './support/questions';
import { cleanWindow, FARMS, showFarms, useSettings } from './support/window';

const JOB = 'sq11_wreck_v001';
const FAILED = /^Failed$/;
const FRAME = /^Frame/;

describe('retrying tasks', () => {
  let farm: LoopbackFarm;
  let questions: Questions;

  before(async () => {
    await cleanWindow();
    setCredentials(true);
    questions = new Questions();
  });
  beforeEach(async () => {
    farm = await startLoopbackFarm();
    questions.asked.length = 0;
    questions.answer = undefined;
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
    await findRow(FARMS, ['Lanternfish VFX']);
    await farm.quiet();
    farm.forgetCalls();
  });
  afterEach(async () => {
    await press('Escape');
    await vscode.commands.executeCommand('notifications.clearAll');
    await farm.hangUp();
  });
  after(async () => {
    questions.dispose();
    setCredentials(false);
    await cleanWindow();
  });

  const changes = (): readonly string[] => farm.calls().filter((call) => call.includes('Update'));

  /** Lists the failed tasks of the job, which are below its first row. */
  async function showFailedTasks(): Promise<void> {
    await unfoldWay(FARMS, 'Aurora', 'episodic', JOB, 'Steps', 'Render', FAILED);
    await (await rowInSight(FARMS, FRAME)).waitFor();
  }

  async function showJob(): Promise<void> {
    await unfoldWay(FARMS, 'Aurora', 'episodic');
  }

  async function descriptionOf(label: string | RegExp): Promise<string> {
    const description = (await rowInSight(FARMS, label)).locator('.label-description');
    return textNow(description);
  }

  async function select(row: Locator): Promise<void> {
    await row.locator('.monaco-icon-label').first().click();
    await eventually(
      'a selected row',
      () => attributeNow(row, 'aria-selected'),
      (isSelected) => isSelected === 'true',
    );
  }

  /** Selects the job, whose way is unfolded again where the view was collapsed late. */
  async function selectJob(): Promise<void> {
    await actUntil(
      'the selected job',
      async () => {
        await showJob();
        const row = await rowInSight(FARMS, JOB);
        await row
          .locator('.monaco-icon-label')
          .first()
          .click({ timeout: 5_000 })
          .catch(() => undefined);
      },
      async () => attributeNow(await rowInSight(FARMS, JOB), 'aria-selected'),
      (isSelected) => isSelected === 'true',
    );
  }

  /** Chooses from a row's menu, again where the rows were listed again meanwhile, so that VS Code did not find the row. */
  async function chooseFromMenu(row: Locator, entry: string): Promise<void> {
    await actUntil(
      `the question of “${entry}”`,
      async () => {
        await row.locator('.monaco-icon-label').first().click({ button: 'right' });
        await chooseMenuEntry(entry);
      },
      () => Promise.resolve(questions.asked.length),
      (asked) => asked > 0,
    );
  }

  it('runs a failed task again after a question, and shows it in the tree until the new attempt', async () => {
    await showFailedTasks();
    assert.equal(await descriptionOf(FAILED), '1,000');
    const task = await rowInSight(FARMS, FRAME);
    const name = (await task.locator('.label-name').innerText()).replaceAll('\u00a0', ' ');
    questions.answer = 'Retry Task';
    await chooseFromMenu(task, 'Retry This Task…');
    await findNotification(new RegExp(`^${name} · Render waits to run again\\.$`));
    const [question, ...others] = questions.asked;
    assert.deepEqual(others, []);
    assert.equal(question?.message, `Retry ${name} · Render of ${JOB}?`);
    assert.match(question.detail, /^Now: 1 failed\.\n\nThe task will run again from the start/);
    assert.match(question.detail, /it has 1,000 now, 999 without these\./);
    assert.deepEqual(changes(), ['BatchUpdateTask']);
    await eventually(
      'one failed task less',
      () => descriptionOf(FAILED),
      (description) => description === '999',
    );
    await unfoldInSight(FARMS, FAILED, false);
    await unfoldInSight(FARMS, 'Waiting');
    await eventually(
      'the task, which waits',
      () => descriptionOf(name),
      (description) => description.startsWith('ready'),
    );
    farm.advance(0.5);
    await eventually(
      'the new attempt',
      () => descriptionOf(/^Running$/),
      (description) => description === '1',
    );
    assert.deepEqual(changes(), ['BatchUpdateTask']);
  });

  it('asks by the keyboard about all failed tasks of a job, and changes nothing without an answer', async () => {
    await selectJob();
    await farm.quiet();
    await runFromPalette('Retry Failed Tasks');
    await waitForNoQuickInput();
    const [question] = await eventually(
      'a question',
      () => Promise.resolve(questions.asked),
      ({ length }) => length > 0,
    );
    assert.equal(question?.message, `Retry 1,000 tasks of ${JOB}?`);
    assert.deepEqual(question.buttons, ['Retry 1,000 Tasks']);
    assert.match(question.detail, /^Now: 1,000 failed\.$/m);
    await farm.quiet();
    assert.deepEqual(changes(), []);
  });

  it('says which of the selected tasks was refused and why, and leads to its row', async () => {
    await showFailedTasks();
    const page = await windowPage();
    const first = await rowInSight(FARMS, FRAME);
    await select(first);
    // The click has also shown its tries, which the next key would select.
    await unfoldInSight(FARMS, FRAME);
    await press('ArrowLeft');
    await unfoldInSight(FARMS, FRAME, false);
    await press('Shift+ArrowDown');
    let items = 0;
    farm.farm.inject({ operation: 'BatchUpdateTask', kind: 'itemConflict', items: () => (items += 1) === 2 });
    questions.answer = 'Retry 2 Tasks';
    await chooseFromMenu(first, 'Retry Tasks…');
    const message = /1 of 2 tasks waits to run again\. 1 was refused\./;
    await pressNotificationButton(message, 'Show Details');
    const details = await waitForQuickInput(({ title }) => title === 'Not Changed');
    const [refused] = details.items;
    assert.deepEqual(
      [refused?.separator, refused?.detail],
      ['Refused (1)', 'Could not change the task: The resource is being updated.'],
    );
    await press('Enter');
    await waitForNoQuickInput();
    const name = (refused?.label ?? '').replace(' · Render', '');
    await eventually(
      'the refused task, selected',
      () => page.locator('.monaco-list-row.selected .label-name').allInnerTexts(),
      ([selected = '', ...others]) => others.length === 0 && selected.replaceAll('\u00a0', ' ') === name,
    );
    assert.deepEqual(changes(), ['BatchUpdateTask']);
  });
});
