import * as assert from 'node:assert/strict';

import * as vscode from 'vscode';

import { readTabs, findPanel, findTab } from '../support/ui/editor';
import type { Locator } from 'playwright-core';

import { chooseFromRowMenu, openRowMenu } from '../support/ui/menu';
import { findNotification, pressNotificationButton } from '../support/ui/notifications';
import { runFromPalette } from '../support/ui/quickInput';
import {
  clickRow,
  expandRow,
  findRow,
  pressRowButton,
  readChildren,
  readRowTooltip,
  readTree,
  type TreePath,
} from '../support/ui/tree';
import { eventually, parkMouse, press, windowPage } from '../support/ui/window';
import { idsOf, sampleKey } from './support/farms';
import { cleanWindow, foldSessions, openSessions, readWelcome, SESSIONS, showSessions } from './support/window';

const ACTIVE = 'sh020_lighting_v012';
const FAILED = 'sh010_lighting_v007';
const ENDING = 'sh050_fluid_v001';

describe('the sessions view', () => {
  before(async () => {
    await cleanWindow();
    await showSessions();
    await openListed();
  });
  beforeEach(async () => {
    await press('Escape');
    await vscode.env.clipboard.writeText('');
    await parkMouse();
    await foldSessions();
  });
  after(cleanWindow);

  function openListed(): Promise<void> {
    return openSessions(sampleKey('hostileName'), sampleKey('ending'), sampleKey('failedTask'), sampleKey('active'));
  }

  async function rowsBelow(...path: TreePath): Promise<string[]> {
    return (await readChildren(SESSIONS, path)).map(({ icon, label, description }) =>
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

  it('lists sessions, the last one looked up on top, with icon and state', async () => {
    const sessions = (await readTree(SESSIONS)).filter(({ level }) => level === 1);
    assert.deepEqual(
      sessions.map(({ icon, label }) => [icon, label]),
      [
        ['play-circle', ACTIVE],
        ['error', FAILED],
        ['stop-circle', ENDING],
        ['pass', HOSTILE],
      ],
    );
    const states = [
      /^active · \d+ % · \d+ min( · as of \d\d:\d\d)? · sample data$/,
      /^likely missing input · (\d+ min|1 h) ago · sample data$/,
      /^ending · \d+ % · (\d+ min|1 h( \d+ min)?)( · as of \d\d:\d\d)? · sample data$/,
      /^succeeded (\d+ min|1 h) ago · sample data$/,
    ];
    for (const [index, state] of states.entries()) {
      assert.match(sessions[index]?.description ?? '', state);
    }
  });

  it('counts the active ones at its icon', async () => {
    const page = await windowPage();
    const badge = page.locator('.activitybar .action-item', { has: page.locator('[aria-label^="Deadline"]') });
    assert.equal((await badge.locator('.badge-content').innerText()).trim(), '2');
    assert.match((await badge.locator('.action-label').getAttribute('aria-label')) ?? '', /2 active sessions/);
  });

  it('shows a session’s lifecycle, host, logs and actions below it', async () => {
    const rows = await rowsBelow(FAILED);
    assert.match(rows[0] ?? '', /^history \| Lifecycle \| ended (\S+ )?\d\d:\d\d after 14 min 13 s$/);
    assert.deepEqual(rows.slice(1), [
      'vm | Host | ip-10-3-5-229.us-west-2.compute.internal · c6i.8xlarge',
      'files | Logs | session log · worker log',
      'list-ordered | Actions | 1 failed · 7 done · 2 not run',
    ]);
  });

  it('shows every action with how it went and how long it took', async () => {
    assert.deepEqual(await rowsBelow(FAILED, 'Actions'), [
      'pass | Sync job attachments | 39 s',
      'pass | Enter Conda | 1 min 08 s',
      'pass | Frame 1001 · Render | 2 min 45 s',
      'pass | Frame 1002 · Render | 2 min 46 s',
      'pass | Frame 1003 · Render | 2 min 43 s',
      'pass | Frame 1004 · Render | 2 min 51 s',
      'error | Frame 1005 · Render | likely missing input · 1 min 00 s',
      'pass | Exit Conda | 6 s',
      'dash | Frame 1006 · Render | not run',
      'dash | Frame 1007 · Render | not run',
    ]);
    assert.match(
      await readRowTooltip(SESSIONS, [FAILED, 'Actions', 'Frame 1005 · Render']),
      new RegExp(
        [
          'Frame 1005 · Render',
          'failed',
          'Likely cause: An input file was not found: wetRock_basecolor\\.1013\\.exr',
          '“ERROR: cannot open .*”',
          'Attach the file to the job, or add a path mapping rule for its location\\.',
          'Missing texture wetRock_basecolor\\.1013\\.exr',
          `Started ${EXACT}`,
          `Ended ${EXACT}`,
          'sessionaction-[0-9a-f]{32}-6$',
        ].join('\\s+'),
      ),
    );
    await press('Escape');
  });

  it('tells the host, and times exactly in the tooltip', async () => {
    const host = await rowsBelow(FAILED, 'Host');
    assert.deepEqual(host.slice(0, 5), [
      'Name | ip-10-3-5-229.us-west-2.compute.internal',
      'Address | 10.3.5.229',
      'Instance type | c6i.8xlarge',
      'Instance | i-04a630b3d04b458b9',
      'Fleet | spot-linux',
    ]);
    assert.match(host[5] ?? '', /^Worker \| worker-…[0-9a-f]{8} · \w+$/);
    const lifecycle = await rowsBelow(FAILED, 'Lifecycle');
    assert.equal(lifecycle[0], 'Status | ended');
    assert.match(lifecycle[1] ?? '', /^Started \| (\S+ )?\d\d:\d\d · (5\d min|1 h) ago$/);
    assert.match(await readRowTooltip(SESSIONS, [FAILED, 'Lifecycle', 'Started']), new RegExp(`^Started: ${EXACT}$`));
    await press('Escape');
  });

  it('says of a session that was asked to end what it is and what it will be', async () => {
    const rows = await rowsBelow(ENDING, 'Lifecycle');
    assert.deepEqual(rows.slice(0, 2), ['Status | update in progress', 'Target | → ended']);
  });

  it('shows a hostile name as the text it is', async () => {
    const { label } = await findRow(SESSIONS, [/^<img/]);
    assert.equal(label, HOSTILE);
    const tooltip = await readRowTooltip(SESSIONS, [/^<img/]);
    assert.equal(tooltip.split('\n')[0], HOSTILE);
    const page = await windowPage();
    assert.equal(await page.locator('.monaco-hover:visible a, .monaco-hover:visible img').count(), 0);
    await press('Escape');
  });

  it('offers in the context menu what can be done with a row', async () => {
    const entries = await openRowMenu(SESSIONS, [FAILED]);
    const wanted = [
      'Open Session Details',
      'Open Log',
      'Open Worker Log',
      'Refresh Session',
      'Copy Session ID',
      'Copy All IDs',
      'Copy AWS CLI Command',
      'Remove from List',
    ];
    assert.deepEqual(
      entries.filter((entry) => wanted.includes(entry)),
      wanted,
    );
    await press('Escape');
    await expandRow(SESSIONS, [FAILED, 'Logs']);
    assert.deepEqual((await openRowMenu(SESSIONS, [FAILED, 'Logs', 'Session log'])).slice(-1), ['Copy']);
    await press('Escape');
  });

  for (const [entry, text] of [
    ['Copy Session ID', sampleKey('failedTask').sessionId],
    ['Copy All IDs', idsOf(sampleKey('failedTask')).join('\n')],
    [
      'Copy AWS CLI Command',
      (([farm, queue, job, session]) =>
        `aws deadline get-session --farm-id ${farm} --queue-id ${queue} --job-id ${job} --session-id ${session} --region us-west-2 # sample farm`)(
        idsOf(sampleKey('failedTask')),
      ),
    ],
  ] as const) {
    it(`copies by the menu: ${entry}`, async () => {
      await chooseFromRowMenu(SESSIONS, [FAILED], entry);
      assert.equal(await copied(), text);
    });
  }

  it('copies the selected row’s fact with Ctrl+C', async () => {
    await expandRow(SESSIONS, [FAILED, 'Host']);
    await clickRow(SESSIONS, [FAILED, 'Host', 'Address']);
    await press('Control+C');
    assert.equal(await copied(), '10.3.5.229');
  });

  it('opens details and log by a click, and the log by the row’s button', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await clickRow(SESSIONS, [ENDING]);
    await findPanel(/^sh050_fluid_v001$/);
    await expandRow(SESSIONS, [ENDING, 'Logs']);
    await clickRow(SESSIONS, [ENDING, 'Logs', 'Worker log']);
    await findTab(/^sh050_fluid_v001 · worker/);
    await pressRowButton(SESSIONS, [ACTIVE], 'Open Log');
    await findTab(/^sh020_lighting_v012 · session/);
  });

  it('is usable with the keyboard alone: Enter opens, the arrows expand', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await showSessions();
    await focusIsInView();
    await press('Home', 'ArrowDown', 'Enter');
    await findPanel(new RegExp(`^${FAILED}$`));
    assert.deepEqual(
      (await readTabs()).map(({ title }) => title),
      [FAILED],
    );
    await showSessions();
    await focusIsInView();
    for (const [key, expanded] of [
      ['ArrowRight', true],
      ['ArrowLeft', false],
    ] as const) {
      await press(key);
      await eventually(
        `the row after ${key}`,
        () => findRow(SESSIONS, [FAILED]),
        ({ isExpanded }) => isExpanded === expanded,
      );
    }
  });

  it('keeps what is expanded and selected when sessions are read again', async () => {
    await expandRow(SESSIONS, [FAILED, 'Host']);
    await expandRow(SESSIONS, [ENDING, 'Actions']);
    await clickRow(SESSIONS, [FAILED, 'Host', 'Fleet']);
    const shape = async (): Promise<readonly unknown[]> =>
      (await readTree(SESSIONS)).map(({ label, isExpanded, isSelected }) => [label, isExpanded, isSelected]);
    const before = await shape();
    await vscode.commands.executeCommand('deadlineSessions.refreshAll');
    assert.deepEqual(await shape(), before);
  });

  it('removes several selected sessions at once, says so, and puts them back where they were', async () => {
    await openListed();
    const before = await rowLabels();
    const page = await windowPage();
    const rowOf = (name: string): Locator =>
      page.locator('.pane-body .monaco-list[aria-label="Sessions"] .monaco-list-row').filter({ hasText: name });
    await rowOf(FAILED).click();
    await findPanel(new RegExp(`^${FAILED}$`));
    await rowOf(ENDING).click({ modifiers: ['Control'] });
    await press('Delete');
    assert.deepEqual(await findNotification(/^Removed 2 sessions from the list\.$/), {
      severity: 'info',
      message: 'Removed 2 sessions from the list.',
      buttons: ['Undo'],
    });
    assert.deepEqual(
      await eventually('two sessions less', rowLabels, (labels) => labels.length === before.length - 2),
      before.filter((name) => name !== FAILED && name !== ENDING),
    );
    await pressNotificationButton(/Removed 2 sessions/, 'Undo');
    assert.deepEqual(await eventually('both again', rowLabels, (labels) => labels.length === before.length), before);
  });

  it('removes all sessions that have ended, says how many, and puts them back where they were', async () => {
    await openListed();
    const before = await rowLabels();
    await runFromPalette('Remove Ended Sessions from List');
    await findNotification(/^Removed 2 sessions from the list\.$/);
    assert.deepEqual(
      await eventually('the active ones alone', rowLabels, (labels) => labels.length === before.length - 2),
      before.filter((name) => name === ACTIVE || name === ENDING),
    );
    await pressNotificationButton(/Removed 2 sessions/, 'Undo');
    assert.deepEqual(await eventually('all again', rowLabels, (labels) => labels.length === before.length), before);
    await runFromPalette('Remove Ended Sessions from List');
    await findNotification(/^Removed 2 sessions from the list\.$/);
    await vscode.commands.executeCommand('notifications.clearAll');
    await runFromPalette('Remove Ended Sessions from List');
    await findNotification(/^None of the listed sessions has ended\.$/);
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  it('removes the selected session with Delete, and shows the welcome again after the last', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await openListed();
    for (const [name, title] of [
      [ACTIVE, new RegExp(`^${ACTIVE}$`)],
      [FAILED, new RegExp(`^${FAILED}$`)],
      [ENDING, new RegExp(`^${ENDING}$`)],
      [HOSTILE, /^<img/],
    ] as const) {
      await clickRow(SESSIONS, [name]);
      await eventually('its page in front', readTabs, (tabs) =>
        tabs.some((tab) => tab.isActive && title.test(tab.title)),
      );
      // A page takes the focus once it is loaded.
      await findPanel(title);
      await showSessions();
      await focusIsInView();
      await press('Delete');
      await eventually('one session less', rowLabels, (labels) => !labels.includes(name));
    }
    assert.ok((await readWelcome()).length > 0);
  });

  async function focusIsInView(): Promise<void> {
    const page = await windowPage();
    await page.locator('.monaco-list[aria-label="Sessions"]:focus').waitFor();
  }

  async function rowLabels(): Promise<string[]> {
    const page = await windowPage();
    return page.locator('.pane-body .monaco-list[aria-label="Sessions"] .monaco-list-row .label-name').allInnerTexts();
  }
});

const HOSTILE =
  '<img src=x onerror=alert(1)> [click me](command:workbench.action.quit) **$(zap)** \\u202egnp.live\\u2069 `x`';
const EXACT = '\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} [+-]\\d\\d:\\d\\d';
