/** Every kind of notification of what is watched. */
import * as vscode from 'vscode';

import { frontLog } from '../../integration/support/logs';
import { inFront } from '../../integration/support/window';
import { findNotification, pressNotificationButton } from '../ui/notifications';
import { waitForQuickInput } from '../ui/quickInput';
import { findStatusBarEntry } from '../ui/statusBar';
import { expandRow } from '../ui/tree';
import type { Scene } from './scenes';
import { job, pass, queue, session, setStage, waitingForLicense, watch, worker } from './watchStage';

const FAILING = ['failedTask', 'failedEnvironment', 'adaptorTexture'] as const;

/** Every kind of notification of what is watched, and where its buttons lead. */
export const newsScenes: readonly Scene[] = [
  {
    name: 'newsFailed',
    caption: 'A watched session failed: the cause, the line of the log, and the way to it. The status bar is red.',
    play: async () => {
      const farm = await setStage(-59, -29);
      await watch(session(farm.key('segmentationFault'), 'sh010_fx_v003'));
      await pass();
      await findNotification(/sh010_fx_v003: .* failed/);
      await findStatusBarEntry(/failed/);
    },
  },
  {
    name: 'newsFailureLine',
    caption: 'The button of that notification leads to the line of the log.',
    play: async () => {
      await pressNotificationButton(/sh010_fx_v003/, 'Go to Failure');
      await frontLog();
    },
  },
  {
    name: 'newsEnded',
    caption: 'A watched session ended without a failure.',
    play: async () => {
      const farm = await setStage(-29, -20);
      await watch(session(farm.key('logError'), 'sh020_roto_v002'));
      await pass();
      await findNotification(/ended|succeeded/);
    },
  },
  {
    name: 'newsJobFailed',
    caption: 'The first failure of a watched job, which goes on.',
    play: async () => {
      const farm = await setStage(-24, -15);
      await watch(job(farm.key('failingNow'), 'sq21_failing_now_v001'));
      await pass();
      await findNotification(/sq21_failing_now_v001: /);
      await expandRow('Sessions', ['Watching', 'sq21_failing_now_v001']);
    },
  },
  {
    name: 'newsJobEnded',
    caption: 'A watched job ended.',
    play: async () => {
      const farm = await setStage(-29, -20);
      await watch(job(farm.key('logError'), 'sh020_roto_v002'));
      await pass();
      await findNotification(/The job ended/);
    },
  },
  {
    name: 'newsQueueFailed',
    caption: 'The first failure of a job in a queue whose failures are watched.',
    play: async () => {
      const farm = await setStage(-54, -44);
      await watch(queue(farm.key('segmentationFault'), 'fx'));
      await pass();
      await findNotification(/sh010_fx_v003: /);
      await expandRow('Sessions', ['Watching', 'fx']);
    },
  },
  {
    name: 'newsWorkerFailed',
    caption: 'A session failed on a watched worker.',
    play: async () => {
      const farm = await setStage(-50, -35);
      await watch(await worker(farm, 'failedTask'));
      await pass();
      await findNotification(/sh010_lighting_v007: /);
    },
  },
  {
    name: 'newsWorkerEnded',
    caption: 'A watched worker was stopped.',
    play: async () => {
      const farm = await setStage(0, 160);
      await watch(await worker(farm, 'active'));
      await pass();
      await findNotification(/worker was/);
    },
  },
  {
    name: 'newsStuck',
    caption: 'A watched session may be stuck, with the signs that say so.',
    play: async () => {
      const farm = await setStage(0);
      const { key } = farm.tell('active', waitingForLicense());
      await watch(session(key));
      await vscode.commands.executeCommand('deadlineSessions.openLog', key);
      await findNotification(/May be stuck/);
    },
  },
  {
    name: 'newsMany',
    caption: 'Many that failed together are one notification, counted by their causes.',
    play: async () => {
      const farm = await setStage(-43.5, -28.5);
      await watch(...FAILING.map((name) => session(farm.key(name))));
      await pass();
      await findNotification(/3 sessions failed: /);
    },
  },
  {
    name: 'newsManyList',
    caption: 'Its button lists them.',
    play: async () => {
      await pressNotificationButton(/3 sessions failed: /, 'Show');
      await waitForQuickInput(({ items }) => items.length === FAILING.length);
    },
  },
  {
    name: 'newsOff',
    caption: 'A kind of notification was turned off in the notification, with a way back.',
    play: async () => {
      const farm = await setStage(-59, -29);
      await watch(session(farm.key('segmentationFault'), 'sh010_fx_v003'));
      await pass();
      await pressNotificationButton(/sh010_fx_v003/, 'Don’t Show Again');
      await findNotification(/are off/);
    },
  },
  {
    name: 'newsMissed',
    caption: 'What happened while I was away: all that came while no window was in front.',
    play: async () => {
      await pressNotificationButton(/are off/, 'Undo');
      const farm = await setStage(-43.5, -28.5);
      await watch(...FAILING.map((name) => session(farm.key(name))), job(farm.key('longNames'), 'ep108_sh030'));
      await inFront(false);
      await pass();
      await findNotification(/3 sessions failed: /);
      await inFront(true);
      await vscode.commands.executeCommand('notifications.clearAll');
      void vscode.commands.executeCommand('deadlineSessions.showMissedNews');
      await waitForQuickInput(({ items }) => items.length >= FAILING.length);
    },
  },
  {
    name: 'newsSignInEnded',
    caption: 'The sign-in ended in the night: one notification, whatever is watched, with the way back in.',
    play: async () => {
      const farm = await setStage(-12, -11);
      await watch(session(farm.key('active'), 'sh020_lighting_v012'), job(farm.key('failingNow'), 'sq21_failing_now_v001'), queue(farm.key('active'), 'lighting'));
      farm.farm.inject({ operation: '*', kind: 'expiredToken' });
      // Not waited for: who asks for credentials in vain is kept waiting.
      void pass();
      await findNotification(/is paused/);
      await findStatusBarEntry(/paused/);
    },
  },
  {
    name: 'newsUnreadable',
    caption: 'A watched session can’t be read any more.',
    play: async () => {
      const farm = await setStage(-12, -11);
      await watch(session(farm.key('active'), 'sh020_lighting_v012'));
      farm.farm.inject({ operation: '*', kind: 'accessDenied' });
      await pass();
      await findNotification(/sh020_lighting_v012: /);
      await findStatusBarEntry(/can’t be read/);
    },
  },
];

