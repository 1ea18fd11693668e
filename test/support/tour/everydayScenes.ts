/** What people see all day: Look Up for all that can be pasted, pages, what ends a session, and what may not be read. */
import * as vscode from 'vscode';

import { type LoopbackFarm, sampleKey, setCredentials, startLoopbackFarm } from '../../integration/support/farms';
import { clearWindow, openSessions, SESSIONS, showSessions, useSettings } from '../../integration/support/window';
import { findPanel, waitForPage } from '../ui/editor';
import { findNotification } from '../ui/notifications';
import { fillQuickInput, waitForQuickInput } from '../ui/quickInput';
import { findRow, rowInSight } from '../ui/tree';
import { eventually, parkMouse, press, resizeSideBar, windowPage } from '../ui/window';
import type { Scene } from './scenes';

const MONITOR = 'https://studio.us-west-2.deadlinecloud.amazonaws.com/us-west-2';
/** A side bar that leaves about 320 pixels for the page. */
const NARROW_PAGE = 1_066;

const PAGES = {
  Failed: ['failedTask', /^sh010_lighting/],
  TimedOut: ['timeout', /^sh040_cloth/],
  Running: ['active', /^sh020_lighting/],
} as const;

export const everydayScenes: readonly Scene[] = [
  lookUp('lookUpKnown', 'Look Up without a text: what was looked up before.', '', ({ items }) => items.length > 3),
  lookUp(
    'lookUpJobLink',
    'A monitor’s link to a job.',
    (({ farmId, queueId, jobId }) => `${MONITOR}/farms/${farmId}/queues/${queueId}?jobId=${jobId}`)(
      sampleKey('failedTask'),
    ),
    ({ items }) => items.length > 0,
  ),
  {
    name: 'lookUpJobSessions',
    caption: 'The job’s sessions, failed ones first.',
    play: async () => {
      const { farmId, queueId, jobId } = sampleKey('failedTask');
      await openLookUp(`${MONITOR}/farms/${farmId}/queues/${queueId}?jobId=${jobId}`);
      await press('Enter');
      await waitForQuickInput(({ items, isBusy }) => items[0]?.description.includes('exit 1') === true && !isBusy);
    },
  },
  lookUp(
    'lookUpCutId',
    'An ID that was cut off, and the known session that begins so.',
    sampleKey('failedTask').sessionId.slice(0, 20),
    ({ items }) => items.length > 0,
  ),
  lookUp(
    'lookUpName',
    'A job’s name.',
    'sh010_lighting',
    ({ items }) => items.length > 0,
  ),
  {
    name: 'foreignId',
    caption: 'An ID of a real farm while the sample farm is looked at.',
    play: async () => {
      await openLookUp('farm-0123456789abcdef0123456789abcdef queue-0123456789abcdef0123456789abcdef job-0123456789abcdef0123456789abcdef session-0123456789abcdef0123456789abcdef');
      await press('Enter');
      await findNotification(/isn’t part of the sample farm/);
      await parkMouse();
    },
  },
  ...Object.entries(PAGES).flatMap(([kind, [example, title]]): Scene[] => [
    {
      name: `page${kind}`,
      caption: `The page of a session (${kind}).`,
      play: () => openPage(example, title, 300),
    },
    {
      name: `page${kind}320`,
      caption: `The page of a session (${kind}) in 320 pixels.`,
      play: () => openPage(example, title, NARROW_PAGE),
    },
  ]),
  {
    name: 'endedOnRequest',
    caption: 'A session that somebody ended, its row and its page.',
    play: async () => {
      const farm = await connect(-1);
      await openSessions(farm.key('active'));
      await showSessions();
      const ask = vscode.window.showWarningMessage;
      const answer = (_: string, ...rest: readonly unknown[]): Promise<unknown> => Promise.resolve(rest[1]);
      Object.defineProperty(vscode.window, 'showWarningMessage', { value: answer, configurable: true });
      try {
        await vscode.commands.executeCommand('deadlineSessions.endSession', farm.key('active'));
      } finally {
        Object.defineProperty(vscode.window, 'showWarningMessage', { value: ask, configurable: true });
      }
      farm.advance(5);
      await vscode.commands.executeCommand('deadlineSessions.refreshAll');
      await eventually(
        'the session ended on request',
        () => findRow(SESSIONS, ['sh020_lighting_v012']),
        ({ description }) => description.includes('ended on request'),
      );
      await parkMouse();
    },
  },
  {
    name: 'missingPermissions',
    caption: 'A page of which most may not be read: one banner with all permissions.',
    play: async () => {
      const farm = await connect();
      for (const operation of ['GetFleet', 'GetWorker', 'GetJob', 'BatchGetJob', 'GetQueue', 'GetFarm'] as const) {
        farm.farm.inject({ operation, kind: 'accessDenied' });
      }
      await showSessions();
      await openSessions(farm.key('failedTask'));
      await (await findPanel(/./)).locator('.failure').waitFor();
      await parkMouse();
    },
  },
  {
    name: 'settings',
    caption: 'The settings.',
    play: async () => {
      await clearWindow();
      await resizeSideBar(300);
      await vscode.commands.executeCommand('workbench.action.openRemoteSettings',
        { query: '@ext:deadline-session-inspector.deadline-session-inspector' });
      await (await windowPage()).locator('.settings-editor .setting-item-contents').first().waitFor();
      await parkMouse();
    },
  },
];

let farm: LoopbackFarm | undefined;

/** A farm of an account, in place of the one before. */
async function connect(minutes = 0): Promise<LoopbackFarm> {
  await clearWindow();
  await farm?.hangUp();
  farm = await startLoopbackFarm(minutes);
  setCredentials(true);
  await useSettings({ source: 'aws', region: 'us-west-2', endpointUrl: farm.url });
  await resizeSideBar(300);
  return farm;
}

function lookUp(
  name: string,
  caption: string,
  text: string,
  isThere: Parameters<typeof waitForQuickInput>[0] & object,
): Scene {
  return {
    name,
    caption,
    play: async () => {
      await openLookUp(text);
      await waitForQuickInput(isThere);
    },
  };
}

/** Look Up with a text in its box, on the sample farm that was visited before. */
async function openLookUp(text: string): Promise<void> {
  await clearWindow();
  await useSettings({ source: 'sampleFarm' });
  await showSessions();
  await resizeSideBar(300);
  await vscode.commands.executeCommand('deadlineSessions.openSampleFarm');
  await waitForPage();
  void vscode.commands.executeCommand('deadlineSessions.lookUp');
  await waitForQuickInput(({ title }) => title.startsWith('Look Up'));
  if (text !== '') {
    await fillQuickInput(text);
  }
  await parkMouse();
}

async function openPage(example: string, title: RegExp, sideBar: number): Promise<void> {
  await clearWindow();
  await useSettings({ source: 'sampleFarm' });
  await showSessions();
  await openSessions(sampleKey(example));
  await (await findPanel(title)).locator('.chip').first().waitFor();
  await resizeSideBar(sideBar);
  await (await rowInSight(SESSIONS, title)).waitFor();
}
