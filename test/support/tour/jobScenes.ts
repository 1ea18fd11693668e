/** A job’s failures in one look: its page, and its steps, tasks and tries in the Farms view. */
import * as vscode from 'vscode';

import { type LoopbackFarm, sampleKey, setCredentials, startLoopbackFarm } from '../../integration/support/farms';
import { clearWindow, FARMS, openSessions, showFarms, useSettings, watchSessions } from '../../integration/support/window';
import { findPanel } from '../ui/editor';
import { findNotification } from '../ui/notifications';
import { findStatusBarEntry, readStatusBarTooltip } from '../ui/statusBar';
import { readRowTooltip, rowInSight, unfoldInSight, unfoldWay } from '../ui/tree';
import { parkMouse, resizeSideBar } from '../ui/window';
import type { Scene } from './scenes';

const WRECK = 'sq11_wreck_v001';
const FRAME = /^Frame/;

export const jobScenes: readonly Scene[] = [
  {
    name: 'jobCauses',
    caption: 'Why a job failed: its failures by cause, the largest first.',
    play: () => showCauses('wreck', '1,000 failed tasks, 6 causes'),
  },
  {
    name: 'jobHosts',
    caption: 'Which host of fifty is to blame.',
    play: async () => {
      const page = await findPanel(new RegExp(WRECK));
      await page.getByRole('button', { name: /^Compare Hosts/ }).click();
      await page.locator('.suspect').first().scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'jobPicture',
    caption: 'The job as a picture: a lane for each of fifty workers, every failure marked.',
    play: async () => {
      await showCauses('wreck', '1,000 failed tasks, 6 causes');
      await showPicture();
    },
  },
  {
    name: 'jobFailingNow',
    caption: 'A job that fails while one looks at it.',
    play: () => showCauses('failingNow', /\d failed tasks/),
  },
  {
    name: 'jobRunning',
    caption: 'A job at work, of which nothing failed.',
    play: () => showCauses('active', /./),
  },
  {
    name: 'jobPictureRunning',
    caption: 'The picture of a job at work.',
    play: async () => {
      await showCauses('active', /./);
      await showPicture();
    },
  },
  {
    name: 'tries',
    caption: 'Step, tasks and tries in the Farms view.',
    play: async () => {
      await clearWindow();
      await useSettings({ source: 'sampleFarm' });
      await showFarms();
      await unfoldWay(FARMS, 'Aurora', 'episodic');
      for (const label of [WRECK, 'Steps', 'Render', /^Failed$/, FRAME]) {
        await unfoldInSight(FARMS, label);
      }
      await (await rowInSight(FARMS, /^Try/)).waitFor();
      await parkMouse();
    },
  },
  {
    name: 'farmsTooltip',
    caption: 'The tooltip of a failed session in the Farms view.',
    play: async () => {
      await resizeSideBar(300);
      await readRowTooltip(FARMS, ['Aurora', 'lighting', 'sh010_lighting_v007', /^Failed sessions/, /./]);
    },
  },
  {
    name: 'statusBarFailed',
    caption: 'A failure that nobody has looked at yet, in the status bar and as a notification.',
    play: async () => {
      await parkMouse();
      const farm = await startFreshFarm();
      const failing = farm.key('segmentationFault');
      await openSessions(farm.key('hostileName'), failing);
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await watchSessions(failing, farm.key('hostileName'));
      farm.advance(30);
      await vscode.commands.executeCommand('deadlineSessions.refreshAll');
      await findStatusBarEntry(/failed/);
      await findNotification(/failed/);
    },
  },
  {
    name: 'statusBarLongName',
    caption: 'The status bar’s tooltip with a name that is longer than it.',
    play: async () => {
      await vscode.commands.executeCommand('notifications.clearAll');
      await readStatusBarTooltip(/watched/);
    },
  },
];

async function showCauses(example: string, title: string | RegExp): Promise<void> {
  await clearWindow();
  await useSettings({ source: 'sampleFarm' });
  await vscode.commands.executeCommand('deadlineSessions.whyJobFailed', sampleKey(example));
  const page = await findPanel(/^Failures of/);
  await page.getByRole('main').getByText(title).first().waitFor();
  await parkMouse();
}

/** Opens the picture of the job whose page is in front, and waits until it is whole. */
async function showPicture(): Promise<void> {
  const page = await findPanel(/^Failures of/);
  await page.getByRole('button', { name: /^Show the Job as a Picture/ }).click();
  await page.getByRole('button', { name: 'Read Again' }).waitFor();
  await page.locator('#lanes').evaluate((heading) => {
    heading.scrollIntoView();
  });
  await parkMouse();
}

/** A farm whose sessions are an hour before their failures. */
async function startFreshFarm(): Promise<LoopbackFarm> {
  await clearWindow();
  const farm = await startLoopbackFarm(-59);
  setCredentials(true);
  await useSettings({ source: 'aws', region: 'us-west-2', endpointUrl: farm.url });
  return farm;
}
