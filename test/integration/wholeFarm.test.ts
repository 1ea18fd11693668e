import * as assert from 'node:assert/strict';

import * as vscode from 'vscode';

import type { JobKey, SessionKey } from '../../src/core/session/sessionKey';
import { findPanel } from '../support/ui/editor';
import { chooseFromRowMenu } from '../support/ui/menu';
import { findNotification, pressNotificationButton } from '../support/ui/notifications';
import { pickQuickInputItem, waitForNoQuickInput, waitForQuickInput } from '../support/ui/quickInput';
import {
  clickRow,
  expandByKey,
  expandRow,
  findRow,
  locateRow,
  pressRowButton,
  readChildren,
  readRowTooltip,
  readTree,
  type TreePath,
} from '../support/ui/tree';
import { eventually, press, typeText, windowPage } from '../support/ui/window';
import { sampleKey } from './support/farms';
import { cleanWindow, FARMS, openSessions, SESSIONS, showFarms, showSessions, useSettings } from './support/window';

const QUEUE = ['Aurora', 'fx'];
const FAILED = [...QUEUE, 'sh010_fx_v003'];

describe('the farms view', () => {
  before(async () => {
    await cleanWindow();
    await useSettings({ source: 'sampleFarm' });
  });
  beforeEach(async () => {
    await press('Escape');
    await vscode.env.clipboard.writeText('');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await showFarms();
  });
  after(async () => {
    sampleKey('segmentationFault');
    sampleKey('active');
    await showSessions();
    await cleanWindow();
  });

  async function rowsBelow(...path: TreePath): Promise<string[]> {
    return (await readChildren(FARMS, path)).map(({ icon, label, description }) =>
      [icon, label, description].filter(Boolean).join(' | '),
    );
  }

  async function copied(): Promise<string> {
    return eventually(
      'a copied text',
      () => Promise.resolve(vscode.env.clipboard.readText()),
      (text) => text !== '',
    );
  }

  it('lists farms, and below each its queues with what runs in them, and its fleets', async () => {
    assert.deepEqual(
      (await readTree(FARMS)).map(({ icon, label }) => [icon, label]),
      [
        ['home', 'Aurora'],
        ['home', 'Lanternfish VFX'],
        ['home', 'Meridian Trailers'],
      ],
    );
    await expandRow(FARMS, ['Aurora']);
    await eventually(
      'what runs',
      () => rowsBelow('Aurora'),
      (rows) => /^inbox \| lighting \| \d active, \d+ running$/.test(rows[0] ?? ''),
    );
    const others = (await rowsBelow('Aurora')).slice(3);
    assert.deepEqual(
      others.map((row) => row.replace(/\d+ active, \d+ running/, 'active')),
      [
        'inbox | crowds | idle',
        'inbox | previz | scheduling blocked: budget threshold reached',
        'inbox | client-confidential | idle',
        'inbox | episodic | active',
        'inbox | vendor-review | idle',
        'server-environment | Fleets',
      ],
    );
  });

  it('lists a queue’s jobs, the newest first, with their tasks in words, and says it aloud', async () => {
    const jobs = await readChildren(FARMS, QUEUE);
    assert.deepEqual(
      jobs.map(({ label }) => label),
      [
        'sh050_fluid_v001',
        'sh010_fx_v003',
        'sh060_debris_v005',
        'sh030_pyro_v021',
        'sh040_cloth_v002',
        'sq02_ocean_bake_v003',
        'Show archived jobs',
      ],
    );
    const failed = await findRow(FARMS, FAILED);
    assert.match(failed.description, /^1 failed, 5 canceled, 2 done · (1 h|\d+ min) ago$/);
    assert.match(
      failed.ariaLabel,
      /^sh010_fx_v003, job, failed, 1 failed, 5 canceled, 2 succeeded, priority 50, by [0-9a-f]{8}, .+ old/,
    );
  });

  it('shows how a thing is doing by its icon, and in color what needs attention', async () => {
    await expandRow(FARMS, QUEUE);
    const seen: [string, string | undefined, boolean][] = [];
    const colorOf = async (job: string): Promise<string> =>
      (await locateRow(FARMS, [...QUEUE, job]))
        .locator('.monaco-icon-label .label-name')
        .first()
        .evaluate((element) => getComputedStyle(element).color);
    const plain = await colorOf('sq02_ocean_bake_v003');
    for (const job of ['sh010_fx_v003', 'sh060_debris_v005', 'sq02_ocean_bake_v003']) {
      const { icon } = await findRow(FARMS, [...QUEUE, job]);
      seen.push([job, icon, (await colorOf(job)) !== plain]);
    }
    assert.deepEqual(seen, [
      ['sh010_fx_v003', 'error', true],
      ['sh060_debris_v005', 'arrow-circle-right', true],
      ['sq02_ocean_bake_v003', 'pass', false],
    ]);
  });

  it('lists a job’s steps, and its sessions as people ask for them', async () => {
    assert.deepEqual(await rowsBelow('Aurora', 'fx', 'sh010_fx_v003'), [
      'layers | Steps',
      'server-process | Failed sessions | 1',
    ]);
    const [session] = await rowsBelow(...FAILED, 'Failed sessions');
    assert.match(
      session ?? '',
      /^error \| Frame 1042( · Render volumes)? \| (crash · ip-[\d-]+ · |ip-[\d-]+ · failed )(\d+ min|\d h) ago · .+ – .+$/,
    );
    assert.match((await rowsBelow(...FAILED, 'Steps'))[0] ?? '', /^error \| [\w ]+ \| 1 failed, 5 canceled, 2 done$/);
  });

  it('lists fleets, their workers by host, and what those ran', async () => {
    const fleets = await rowsBelow('Aurora', 'Fleets');
    assert.match(fleets[0] ?? '', /^server-environment \| spot-linux \| \d+ workers$/);
    const [worker] = await readChildren(FARMS, ['Aurora', 'Fleets', 'basement-rack']);
    assert.match(worker?.description ?? '', /worker-…[0-9a-f]{8}$/);
    const [session] = await eventually(
      'what the worker ran',
      () => rowsBelow('Aurora', 'Fleets', 'basement-rack', worker?.label ?? ''),
      (rows) => rows.length > 0 && rows.every((row) => !row.includes('job-…')),
    );
    assert.match(session ?? '', /^[\w-]+ \| \w+ \| (active|succeeded|failed|canceled) · .+$/);
  });

  it('tells exact times and whole ids in the tooltip', async () => {
    await expandRow(FARMS, QUEUE);
    const text = await readRowTooltip(FARMS, FAILED);
    assert.match(
      text,
      /^sh010_fx_v003\s+Job, failed, priority 50\s+Tasks: 1 failed, 5 canceled, 2 succeeded\s+Created \d{4}-\d\d-\d\d /,
    );
    assert.match(text, /job-[0-9a-f]{32}$/);
    await press('Escape');
  });

  /** Presses the down arrow until the row has the focus. */
  async function goDownTo(label: string): Promise<void> {
    const page = await windowPage();
    const focused = page.locator(`.monaco-list[aria-label="${FARMS}"] .monaco-list-row.focused .label-name`);
    await eventually(
      `the focus on ${label}`,
      async () => {
        const now = await focused.innerText();
        if (!now.startsWith(label)) {
          await press('ArrowDown');
        }
        return now;
      },
      (now) => now.startsWith(label),
    );
  }

  it('is usable with the keyboard alone, from the farm to a session’s page', async () => {
    await vscode.commands.executeCommand('deadlineSessions.farms.focus');
    const page = await windowPage();
    await page.locator(`.monaco-list[aria-label="${FARMS}"]:focus`).waitFor();
    await press('Home');
    for (const [label, row, below] of [
      ['Aurora', ['Aurora'], QUEUE],
      ['fx', QUEUE, FAILED],
      ['sh010_fx_v003', FAILED, [...FAILED, 'Failed sessions', 'Frame 1042']],
    ] as const) {
      await goDownTo(label);
      await expandByKey(FARMS, row);
      await findRow(FARMS, below);
    }
    await goDownTo('Frame 1042');
    await press('Enter');
    await findPanel(/^sh010_fx_v003$/);
  });

  it('narrows a queue down by what is typed and picked, says so in its row, and keeps it', async () => {
    await expandRow(FARMS, ['Aurora']);
    await pressRowButton(FARMS, QUEUE, 'Filter and Sort Jobs');
    await waitForQuickInput(({ title }) => title.endsWith('fx'));
    await typeText('sh0');
    // What is typed adds a row, which moves the others.
    await waitForQuickInput(({ items }) => items[0]?.description === '“sh0”');
    await pickQuickInputItem('Failed');
    await waitForQuickInput(({ items }) => items[0]?.description === 'failed · “sh0”');
    await press('Enter');
    await waitForNoQuickInput();
    await eventually(
      'failed jobs alone',
      () => readChildren(FARMS, QUEUE),
      (rows) => rows.length === 4,
    );
    await showFarms();
    assert.deepEqual(
      (await readChildren(FARMS, QUEUE)).map(({ label }) => label),
      ['sh010_fx_v003', 'sh030_pyro_v021', 'sh040_cloth_v002', 'Show archived jobs'],
    );
    await eventually(
      'the filter in its row',
      async () => (await findRow(FARMS, QUEUE)).description,
      (description) => description.startsWith('failed · “sh0”'),
    );
    await pressRowButton(FARMS, QUEUE, 'Filter and Sort Jobs');
    await pickQuickInputItem('Clear filters');
    await waitForQuickInput(({ items }) => items[0]?.label.includes('all jobs') ?? false);
    await press('Enter');
    await eventually(
      'all jobs',
      () => readChildren(FARMS, QUEUE),
      (rows) => rows.length === 7,
    );
  });

  it('goes to a job of any queue by a part of its name', async () => {
    void vscode.commands.executeCommand('deadlineSessions.goToJob');
    await waitForQuickInput(({ items }) => items.length > 5);
    await typeText('pyro');
    const { items } = await waitForQuickInput(
      (now) => now.items.length < 4 && now.items[0]?.label === 'sh030_pyro_v021' && !now.isBusy,
    );
    assert.deepEqual(
      items.map(({ label, description }) => [label, description]),
      [
        ['sh030_pyro_v021', 'Aurora › fx'],
        ['Couldn’t search client-confidential', ''],
      ],
    );
    await press('Enter');
    await eventually(
      'the job, selected and open',
      () => findRow(FARMS, [...QUEUE, 'sh030_pyro_v021']),
      (row) => row.isSelected && row.isExpanded === true,
    );
  });

  it('reveals a session of the list among the others of its job', async () => {
    await openSessions(sampleKey('active'));
    await showSessions();
    await chooseFromRowMenu(SESSIONS, ['sh020_lighting_v012'], 'Reveal in Farms View');
    const row = await eventually(
      'the session, selected',
      () => findRow(FARMS, ['Aurora', 'lighting', 'sh020_lighting_v012', 'Active sessions', /^ip-/]),
      ({ isSelected }) => isSelected,
    );
    assert.match(row.description, /^active · \d+ % · /);
  });

  const JOB = ['Aurora', 'lighting', 'sh020_lighting_v012'];

  it('watches a session, and watches it no longer, by its menu', async () => {
    const path = [...JOB, 'Active sessions', /^ip-/];
    await expandRow(FARMS, path.slice(0, -1));
    await chooseFromRowMenu(FARMS, path, 'Watch Until It Ends');
    await eventually(
      'a watched session',
      () => findRow(FARMS, path),
      ({ description }) => description.endsWith('watched'),
    );
    await chooseFromRowMenu(FARMS, path, 'Stop Watching');
    await eventually(
      'a session that is not watched',
      () => findRow(FARMS, path),
      ({ description }) => !description.endsWith('watched'),
    );
    await findNotification(/^Stopped watching sh020_lighting_v012\.$/);
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  it('watches a job with its sessions, which are below it among what is watched', async () => {
    await expandRow(FARMS, JOB.slice(0, -1));
    await chooseFromRowMenu(FARMS, JOB, 'Watch Until It Ends');
    await eventually(
      'a watched job',
      () => findRow(FARMS, JOB),
      ({ description }) => description.endsWith('watched'),
    );
    await showSessions();
    const job = await eventually(
      'what is known of the job',
      () => findRow(SESSIONS, ['Watching', 'sh020_lighting_v012']),
      ({ description }) => description.includes('tasks done'),
    );
    assert.match(job.description, /^\d+ of \d+ tasks done · .*\d+ running/);
    const rows = await readChildren(SESSIONS, ['Watching', 'sh020_lighting_v012']);
    assert.ok(rows.length > 0 && rows.every(({ label }) => label.startsWith('session-…')));
    await chooseFromRowMenu(SESSIONS, ['Watching', 'sh020_lighting_v012'], 'Stop Watching');
    await pressNotificationButton(/Stopped watching sh020_lighting_v012/, 'Undo');
    await findRow(SESSIONS, ['Watching', 'sh020_lighting_v012']);
    await vscode.commands.executeCommand('deadlineSessions.unwatch', jobOf(sampleKey('active')));
    await vscode.commands.executeCommand('notifications.clearAll');
    await eventually(
      'nothing that is watched',
      () => readTree(SESSIONS),
      (rows) => !rows.some(({ label }) => label === 'Watching'),
    );
  });

  it('copies the ids of all selected rows', async () => {
    await expandRow(FARMS, QUEUE);
    const page = await windowPage();
    await clickRow(FARMS, [...QUEUE, 'sh030_pyro_v021']);
    // The click also expands the row: what is listed below it would move the next one away.
    await readChildren(FARMS, [...QUEUE, 'sh030_pyro_v021']);
    await page.keyboard.down('Control');
    await clickRow(FARMS, [...QUEUE, 'sh040_cloth_v002']);
    await page.keyboard.up('Control');
    await press('Control+C');
    assert.match(await copied(), /^job-[0-9a-f]{32}\njob-[0-9a-f]{32}$/);
  });
});

function jobOf({ connection, farmId, queueId, jobId }: SessionKey): JobKey {
  return { connection, farmId, queueId, jobId };
}
