/** Both views in side bars of 200 and 320 pixels, and the ways to a failure by keyboard. */
import * as vscode from 'vscode';

import { sampleKey } from '../../integration/support/farms';
import {
  clearWindow,
  FARMS,
  openSessions,
  SESSIONS,
  showFarms,
  showSessions,
  useSettings,
} from '../../integration/support/window';
import { waitForQuickInput } from '../ui/quickInput';
import { clickRow, expandRow, rowInSight, unfoldInSight, unfoldWay } from '../ui/tree';
import { parkMouse, press, resizeSideBar } from '../ui/window';
import type { Scene } from './scenes';

const WIDTHS = [200, 320] as const;

export const narrowScenes: readonly Scene[] = [
  ...WIDTHS.flatMap((width): Scene[] => [
    {
      name: `sessions${width}`,
      caption: `The Sessions view in a side bar of ${width} pixels.`,
      play: async () => {
        await clearWindow();
        await useSettings({ source: 'sampleFarm' });
        await showSessions();
        await vscode.commands.executeCommand('deadlineSessions.openSampleFarm');
        await openSessions(sampleKey('deletedWorker'), sampleKey('failedTask'));
        await vscode.commands.executeCommand('deadlineSessions.watch', sampleKey('active'));
        await expandRow(SESSIONS, [/^sh010_lighting/]);
        await expandRow(SESSIONS, [/^sh010_lighting/, 'Actions']);
        await resizeSideBar(width);
      },
    },
    {
      name: `farms${width}`,
      caption: `Queues, jobs, steps, tasks, tries and sessions in a side bar of ${width} pixels.`,
      play: async () => {
        await showFarms();
        await unfoldWay(FARMS, 'Aurora', 'lighting', 'sh010_lighting_v007', 'Steps');
        await unfoldInSight(FARMS, /^Frame 1005$/);
        await (await rowInSight(FARMS, /^Try 1$/)).waitFor();
        await resizeSideBar(width);
      },
    },
    {
      name: `farmsJobs${width}`,
      caption: `Jobs of a queue, and a row with its button, in a side bar of ${width} pixels.`,
      play: async () => {
        await showFarms();
        await unfoldWay(FARMS, 'Aurora', 'episodic');
        await clickRow(FARMS, ['Aurora', 'episodic', 'sq11_wreck_v001']);
      },
    },
  ]),
  {
    name: 'failedJobs',
    caption: 'Go to First Failure from the Farms view: jobs with failed tasks, the newest first.',
    play: async () => {
      await resizeSideBar(300);
      await clickRow(FARMS, ['Aurora']);
      await press('Alt+F8');
      await waitForQuickInput(({ title, items, isBusy }) => title.endsWith('Failure: Job') && items.length > 3 && !isBusy);
      await parkMouse();
    },
  },
];
