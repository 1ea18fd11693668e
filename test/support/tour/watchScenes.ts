/** Watching: every state of the status bar, what watching costs, and the way from a row of Farms to Undo. */
import * as vscode from 'vscode';

import { FARMS, showFarms, showSessions } from '../../integration/support/window';
import { chooseMenuEntryByKeys } from '../ui/menu';
import { findNotification, pressNotificationButton } from '../ui/notifications';
import { waitForQuickInput } from '../ui/quickInput';
import { clickStatusBar, findStatusBarEntry, readStatusBar, readStatusBarTooltip } from '../ui/statusBar';
import { findRow, focusRowByKeys } from '../ui/tree';
import { eventually, parkMouse, press, windowPage } from '../ui/window';
import type { Scene } from './scenes';
import { job, noteWatched, pass, queue, refresh, session, setStage, watch, worker } from './watchStage';

const statusScenes: readonly Scene[] = [
  {
    name: 'statusNothing',
    caption: 'Nothing is watched: the status bar says nothing.',
    play: async () => {
      await setStage(0);
      await eventually('no entry', readStatusBar, (entries) => !entries.some(({ id }) => id.endsWith('.active')));
    },
  },
  {
    name: 'statusProgress',
    caption: 'One watched session: its progress.',
    play: async () => {
      const farm = await setStage(0);
      await watch(session(farm.key('active'), 'sh020_lighting_v012'));
      await findStatusBarEntry(/watched: sh020_lighting_v012 \d/);
    },
  },
  {
    name: 'statusJob',
    caption: 'One watched job: how many of its tasks are done.',
    play: async () => {
      const farm = await setStage(0);
      await watch(job(farm.key('active'), 'sh020_lighting_v012'));
      await findStatusBarEntry(/watched: sh020_lighting_v012 \d/);
    },
  },
  {
    name: 'statusSeveral',
    caption: 'Several: the worst news first, then what goes on; each in the tooltip.',
    play: async () => {
      const farm = await setStage(-43.5, -41);
      await watch(
        session(farm.key('failedEnvironment')),
        session(farm.key('failedTask')),
        session(farm.key('longNames')),
        job(farm.key('adaptorTexture'), 'ep102_sh010_env_v002'),
        queue(farm.key('active'), 'lighting'),
        await worker(farm, 'adaptorTexture'),
      );
      await pass();
      await findNotification(/sh020_comp_v004/);
      await vscode.commands.executeCommand('notifications.clearAll');
      await readStatusBarTooltip(/watched/);
    },
  },
  {
    name: 'statusPicker',
    caption: 'A click on it: what is watched, with buttons.',
    play: async () => {
      await parkMouse();
      await clickStatusBar(/watched/);
      await waitForQuickInput(({ items }) => items.length > 5);
    },
  },
  {
    name: 'statusStale',
    caption: 'The service is not to be reached: what is known is kept, and of when it is.',
    play: async () => {
      const farm = await setStage(0);
      await watch(session(farm.key('active'), 'sh020_lighting_v012'));
      await farm.hangUp();
      await refresh();
      await readStatusBarTooltip(/watched/);
    },
  },
  {
    name: 'statusSignedOut',
    caption: 'Signed out: watching is paused, and says so.',
    play: async () => {
      const farm = await setStage(0);
      await watch(session(farm.key('active'), 'sh020_lighting_v012'));
      farm.farm.inject({ operation: '*', kind: 'expiredToken' });
      await refresh();
      await findNotification(/is paused/);
      await vscode.commands.executeCommand('notifications.clearAll');
      await readStatusBarTooltip(/watched/);
    },
  },
  {
    name: 'watchStatistics',
    caption: 'What watching costs.',
    play: async () => {
      const farm = await setStage(0);
      await watch(session(farm.key('active'), 'sh020_lighting_v012'), job(farm.key('active'), 'sh020_lighting_v012'), queue(farm.key('active'), 'lighting'));
      void vscode.commands.executeCommand('deadlineSessions.showWatchStatistics');
      await waitForQuickInput(({ items }) => items.length > 6);
    },
  },
];

const walkScenes: readonly Scene[] = [
  {
    name: 'watchFromFarms',
    caption: 'A job is watched from the Farms view by keys alone; the status bar has its progress.',
    play: async () => {
      const farm = await setStage(-59, -29);
      await showFarms();
      await vscode.commands.executeCommand('deadlineSessions.farms.focus');
      for (const label of [/^Aurora$/, /^fx$/]) {
        await focusRowByKeys(FARMS, label);
        await press('ArrowRight');
      }
      await focusRowByKeys(FARMS, /^sh010_fx_v003$/);
      await press('Shift+F10');
      await chooseMenuEntryByKeys('Watch Until It Ends');
      noteWatched(job(farm.key('segmentationFault'), 'sh010_fx_v003'));
      await findStatusBarEntry(/watched: sh010_fx_v003/);
    },
  },
  {
    name: 'watchFromFarmsEnded',
    caption: 'It ends with a failure: the notification leads to the causes.',
    play: async () => {
      await pass();
      await findNotification(/sh010_fx_v003: The job ended/);
      await showSessions();
    },
  },
  {
    name: 'watchPruned',
    caption: 'What has ended is taken out of Watching, with a way back.',
    play: async () => {
      await vscode.commands.executeCommand('notifications.clearAll');
      void vscode.commands.executeCommand('deadlineSessions.unwatchEnded');
      await findNotification(/Stopped watching sh010_fx_v003/);
      // Nothing else is in the list, which then says what it is for.
      await (await windowPage()).locator('.welcome-view-content:visible').first().waitFor();
    },
  },
  {
    name: 'watchUndone',
    caption: 'Undo puts it back where it was.',
    play: async () => {
      await pressNotificationButton(/Stopped watching/, 'Undo');
      await findRow('Sessions', ['Watching', 'sh010_fx_v003']);
    },
  },
];

export const watchScenes: readonly Scene[] = [...statusScenes, ...walkScenes];
