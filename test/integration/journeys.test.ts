import * as assert from 'node:assert/strict';

import * as vscode from 'vscode';

import { keyId, SAMPLE_CONNECTION, type SessionKey } from '../../src/core/session/sessionKey';
import { SharedFile } from '../../src/ui/state/sharedFile';
import { SharedRecords } from '../../src/watch/shared/sharedRecords';
import { clearHome, writeHome } from '../support/windows/home';
import { findPanel, readCursorLine, readEditorLines } from '../support/ui/editor';
import { clickHoverLink, hoverText } from '../support/ui/hover';
import { Journey } from '../support/ui/journey';
import { chooseFromRowMenu } from '../support/ui/menu';
import { findNotification, pressNotificationButton } from '../support/ui/notifications';
import { pickQuickInputItem, waitForQuickInput } from '../support/ui/quickInput';
import { findStatusBarEntry } from '../support/ui/statusBar';
import { clickRow, findRow, rowInSight, unfoldInSight, unfoldWay } from '../support/ui/tree';
import { eventually, resizeSideBar, windowPage } from '../support/ui/window';
import { CANARIES } from '../support/canaries';
import { type LoopbackFarm, sampleKey, setCredentials, startLoopbackFarm } from './support/farms';
import { frontLog } from './support/logs';
import { Questions } from './support/questions';
import {
  cleanWindow,
  FARMS,
  openSessions,
  openUntitled,
  readWelcome,
  SESSIONS,
  showFarms,
  showSessions,
  useSettings,
} from './support/window';

const MONITOR = 'https://studio.us-west-2.deadlinecloud.amazonaws.com/us-west-2';
const FAILED = /^sh010_lighting_v007$/;

/** What people do with the product all day, as `docs/journeys.md` has it. The journey of a reload is in `afterReload/`. */
describe('everyday journeys', () => {
  let farm: LoopbackFarm | undefined;

  /** A farm of an account, whose sessions are at work. */
  async function connect(minutes = -1): Promise<LoopbackFarm> {
    farm = await startLoopbackFarm(minutes);
    setCredentials(true);
    await useSettings({ source: 'aws', region: 'us-west-2', endpointUrl: farm.url });
    return farm;
  }

  /** The sample farm as people find it who have been there. */
  async function visitSampleFarm(): Promise<void> {
    await useSettings({ source: 'sampleFarm' });
    await vscode.commands.executeCommand('deadlineSessions.openDetails', sampleKey('failedTask'));
    await pageInFront();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  }

  beforeEach(cleanWindow);
  afterEach(async () => {
    await cleanWindow();
    await farm?.hangUp();
    farm = undefined;
    setCredentials(false);
  });

  it('1: a newcomer sees what failed, and that it is sample data', async () => {
    const journey = new Journey('1 newcomer');
    await showSessions();
    assert.ok((await readWelcome()).some((line) => line.includes('sample farm')));
    const page = await windowPage();
    await journey.click('explore the sample farm', () =>
      page.locator('.welcome-view-content:visible').getByText('sample farm').click(),
    );
    const details = await pageInFront();
    assert.equal(await details.locator('.chip.sample').innerText(), 'Sample data');
    journey.arrive(1);
  });

  for (const [name, most, textOf, first] of [
    ['2a session ID', 3, ({ sessionId }: SessionKey) => sessionId, /^Open sh010_lighting_v007$/],
    [
      '2b monitor link of a job',
      4,
      ({ farmId, queueId, jobId }: SessionKey) => `${MONITOR}/farms/${farmId}/queues/${queueId}?jobId=${jobId}`,
      /^Show the job’s sessions$/,
    ],
    [
      '2c half a log line',
      3,
      ({ sessionId }: SessionKey) => `[2026-11-29 16:01:07,181][ERROR   ] sessions/${sessionId}/ exited with code: 1`,
      /^Open sh010_lighting_v007$/,
    ],
  ] as const) {
    it(`${name}: leads to the line that says why`, async () => {
      await visitSampleFarm();
      await showSessions();
      await vscode.env.clipboard.writeText(textOf(sampleKey('failedTask')));
      const journey = new Journey(name);
      await journey.press('Control+Alt+J');
      await waitForQuickInput(({ items }) => first.test(items[0]?.label ?? ''));
      await journey.press('Enter');
      if (most === 4) {
        await waitForQuickInput(({ items }) => items[0]?.description.includes('exit 1') === true);
        await journey.press('Enter');
      }
      await pageInFront();
      await journey.press('Alt+F8');
      await atFailure();
      journey.arrive(most);
    });
  }

  it('3a: by mouse from the farm to the failed frame and its line', async () => {
    await visitSampleFarm();
    await showFarms();
    const journey = new Journey('3a by mouse');
    const click = async (label: string | RegExp): Promise<void> => {
      const row = await rowInSight(FARMS, label);
      await row.waitFor();
      await journey.click(String(label), () => row.locator('.monaco-icon-label').first().click());
    };
    for (const label of ['Aurora', 'lighting', FAILED, /^Frame 1005$/]) {
      await click(label);
    }
    const page = await pageInFront();
    await journey.click('the evidence', () => page.locator('.evidence .quote').first().click());
    await atFailure();
    journey.arrive(5);
  });

  it('3b: by keyboard alone from Farms to the failed frame’s line', async () => {
    await visitSampleFarm();
    await showFarms();
    await vscode.commands.executeCommand('deadlineSessions.farms.focus');
    const journey = new Journey('3b by keyboard');
    await journey.press('Alt+F8');
    await waitForQuickInput(({ title, isBusy }) => title === 'Go to First Failure: Job' && !isBusy);
    await journey.type('sh010_l');
    await waitForQuickInput(({ items, isBusy }) => items[0]?.label === 'sh010_lighting_v007' && !isBusy);
    await journey.press('Enter');
    await atFailure();
    journey.arrive(12);
  });

  it('4: what is watched tells that it failed and why, and leads there', async () => {
    const account = await connect(-59);
    await openSessions(account.key('segmentationFault'));
    const page = await windowPage();
    const journey = new Journey('4 watch');
    const row = await rowInSight(SESSIONS, 'sh010_fx_v003');
    await journey.click('watch', async () => {
      await row.hover();
      await row.locator('.action-label[aria-label^="Watch Until It Ends"]').click();
    });
    await findStatusBarEntry(/./);
    await page.keyboard.press('Control+K');
    await page.keyboard.press('Control+W');
    account.advance(30);
    await vscode.commands.executeCommand('deadlineSessions.refreshAll');
    await findNotification(/sh010_fx_v003: .* failed/);
    await journey.click('go to the failure', () =>
      pressNotificationButton(/sh010_fx_v003: .* failed/, 'Go to Failure'),
    );
    await eventually('the log at the failure', cursorLine, (text) => /segmentation|SIGSEGV|core dumped/i.test(text));
    journey.arrive(2);
  });

  it('5: a long log is folded to its actions, found through, and walked from failure to failure', async () => {
    await visitSampleFarm();
    await vscode.commands.executeCommand('deadlineSessions.openLog', sampleKey('failedTask'));
    await frontLog();
    const journey = new Journey('5 long log');
    await journey.press('Control+K');
    await journey.press('Control+0');
    await eventually('a line an action', readEditorLines, (lines) => lines.filter((line) => line !== '').length < 30);
    await journey.press('Alt+F8');
    await atFailure();
    await journey.press('F8');
    await eventually('the next failure', cursorLine, (text) =>
      /MissingTexture|openjd_fail|exited with code/.test(text),
    );
    journey.arrive(4);
  });

  it('6: pointing at an ID says what it is, and leads on', async () => {
    await visitSampleFarm();
    const { sessionId } = sampleKey('failedTask');
    await openUntitled(`look at ${sessionId} please`);
    const journey = new Journey('6 hover');
    const { text } = await hoverText(sessionId);
    assert.match(text, /sh010_lighting_v007[\s\S]*exit 1/);
    await journey.click('First failure', () => clickHoverLink('First failure'));
    await atFailure();
    journey.arrive(1);
  });

  it('7: a session is ended after a question, and that is not painted as a failure', async () => {
    const account = await connect();
    await openSessions(account.key('active'));
    await showSessions();
    const questions = new Questions();
    questions.answer = 'End Session';
    const journey = new Journey('7 end');
    try {
      await journey.click('the row’s menu', () => Promise.resolve());
      await journey.click('End Session…', () => chooseFromRowMenu(SESSIONS, ['sh020_lighting_v012'], 'End Session…'));
      await eventually(
        'the question',
        () => Promise.resolve(questions.asked),
        (asked) => asked.length === 1,
      );
      await journey.click('End Session', () => Promise.resolve());
    } finally {
      questions.dispose();
    }
    assert.match(questions.asked[0]?.detail ?? '', /loses its progress/);
    account.advance(5);
    await vscode.commands.executeCommand('deadlineSessions.refreshAll');
    const row = await eventually(
      'the session ended on request',
      () => findRow(SESSIONS, ['sh020_lighting_v012']),
      ({ description }) => description.includes('ended on request'),
    );
    assert.equal(row.icon, 'circle-slash');
    journey.arrive(3);
  });

  it('8: an ID of a real farm is kept while one connects, and goes on by itself', async () => {
    const account = await startLoopbackFarm();
    farm = account;
    const key = account.key('failedTask');
    const { accessKeyId, secretAccessKey } = CANARIES.file;
    await clearHome();
    await writeHome(
      '.aws/credentials',
      `[robot]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`,
    );
    await useSettings({ source: 'sampleFarm', endpointUrl: account.url });
    try {
      await vscode.env.clipboard.writeText(
        Object.values(key)
          .filter((id) => typeof id === 'string')
          .join(' '),
      );
      const journey = new Journey('8 nobody signed in');
      await journey.press('Control+Alt+J');
      await waitForQuickInput(({ items }) => items[0]?.label.startsWith('Open session-') === true);
      await journey.press('Enter');
      await findNotification(/This ID isn’t part of the sample farm/);
      await journey.click('Connect', () => pressNotificationButton(/isn’t part of the sample farm/, 'Connect to AWS…'));
      await waitForQuickInput(({ title }) => title === 'Connect to AWS');
      await journey.click('the profile', () => pickQuickInputItem('robot'));
      await waitForQuickInput(({ title }) => title === 'AWS Region');
      await journey.click('the Region', () => pickQuickInputItem('us-west-2'));
      await pageInFront();
      journey.arrive(5);
      assert.notEqual(vscode.workspace.getConfiguration('deadlineSessions').get('source'), SAMPLE_CONNECTION.source);
    } finally {
      await clearHome();
    }
  });

  it('9: in a side bar of 200 pixels jobs, frames and tries can be told apart', async () => {
    await visitSampleFarm();
    await showFarms();
    await unfoldWay(FARMS, 'Aurora', 'lighting', FAILED, 'Steps');
    await unfoldInSight(FARMS, /^Frame 1005$/);
    await (await rowInSight(FARMS, /^Try 1$/)).waitFor();
    try {
      await resizeSideBar(200);
      for (const label of [/^Frame 1005$/, /^Try 1$/, 'Steps', 'Render']) {
        const row = await rowInSight(FARMS, label);
        const isWhole = await row
          .locator('.monaco-icon-label-container')
          .first()
          .evaluate((element) => {
            const name = element.querySelector('.label-name');
            return name !== null && name.getBoundingClientRect().right <= element.getBoundingClientRect().right + 1;
          });
        assert.ok(isWhole, `${String(label)} is cut`);
      }
    } finally {
      await resizeSideBar(300);
    }
  });

  it('10: by keyboard from a row to its page, its menu and back; rows are read out in words', async () => {
    await visitSampleFarm();
    await showSessions();
    const { ariaLabel } = await findRow(SESSIONS, [FAILED]);
    assert.match(ariaLabel, /^sh010_lighting_v007, failed, likely missing input, \d+ min ago, sample data$/);
    await openSessions(sampleKey('outOfMemory'));
    await clickRow(SESSIONS, [/^sh030_pyro/]);
    await findPanel(/^sh030_pyro/);
    const journey = new Journey('10 keyboard');
    // Arrow keys move the keyboard alone: keys are about its row, not about the one that was clicked.
    await journey.press('ArrowDown', 'Control+C');
    await eventually(
      'the ID of the row with the keyboard',
      () => Promise.resolve(vscode.env.clipboard.readText()),
      (text) => text === sampleKey('failedTask').sessionId,
    );
    await journey.press('Enter');
    const page = await pageInFront();
    await eventually(
      'the keyboard in the page',
      () => page.evaluate(() => document.hasFocus()),
      (hasFocus) => hasFocus,
    );
    const more = page.getByRole('button', { name: 'More' });
    assert.equal(await more.getAttribute('aria-haspopup'), 'menu');
    await more.focus();
    await journey.press('Enter');
    await page.getByRole('menuitem').first().waitFor();
    await journey.press('Escape');
    journey.arrive(5);
  });

  it('12: the list is the same in all windows: what another one looks up is there at once', async () => {
    await useSettings({ source: 'sampleFarm' });
    await showSessions();
    const file = `${process.env.TEST_STORAGE_DIR ?? ''}/lists`;
    const fail = (error: unknown): void => {
      throw error;
    };
    const lines = new SharedFile(file, fail);
    const other = new SharedRecords({ lines, onError: fail });
    try {
      const key = sampleKey('outOfMemory');
      other.put([{ kind: 'lookedUp', id: keyId(key), value: { key, title: 'sh030_pyro_v021', order: Date.now() } }]);
      await eventually(
        'the session of the other window, read here',
        async () => (await findRow(SESSIONS, ['sh030_pyro_v021'])).description,
        (description) => description.includes('memory'),
      );
    } finally {
      other.dispose();
      lines.dispose();
    }
  });
});

async function pageInFront(): ReturnType<typeof findPanel> {
  const page = await findPanel(FAILED);
  await page.locator('.failure').waitFor();
  return page;
}

async function cursorLine(): Promise<string> {
  const line = await readCursorLine();
  const document = vscode.window.activeTextEditor?.document;
  return document !== undefined && line < document.lineCount ? document.lineAt(line).text : '';
}

/** The cursor is at the line that explains the failure. */
async function atFailure(): Promise<void> {
  await frontLog();
  await eventually('the line that says why', cursorLine, (text) => /ERROR: cannot open .*wetRock_basecolor/.test(text));
}
