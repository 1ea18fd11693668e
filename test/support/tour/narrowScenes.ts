/** Both views in side bars of 200 and 320 pixels, and the ways to a failure by keyboard. Each scene can be played alone. */
import * as vscode from 'vscode';

import { FEATURED, sampleKey, setCredentials } from '../../integration/support/farms';
import {
  cleanWindow,
  clearWindow,
  FARMS,
  openSessions,
  SESSIONS,
  showFarms,
  showSessions,
  useSettings,
} from '../../integration/support/window';
import { createSampleFarm } from '../../../src/sampleFarm/index';
import { withJobNames } from '../farm/renamedJobs';
import { type FarmServer, startFarmServer } from '../farm/farmServer';
import { waitForPage } from '../ui/editor';
import { pickQuickInputItem, waitForQuickInput } from '../ui/quickInput';
import { clickRow, expandRow, readTree, rowInSight, unfoldInSight, unfoldWay } from '../ui/tree';
import { eventually, parkMouse, press, resizeSideBar, windowPage } from '../ui/window';
import type { Scene } from './scenes';

const WIDTHS = [200, 320] as const;
let server: FarmServer | undefined;

const EVERYWHERE = ['No groups', 'All sessions'];

export const narrowScenes: readonly Scene[] = [
  ...WIDTHS.flatMap((width): Scene[] => [
    {
      name: `welcome${width}`,
      caption: `Both views before anything is connected, in a side bar of ${width} pixels.`,
      play: async () => {
        setCredentials(false);
        await cleanWindow();
        await vscode.commands.executeCommand('deadlineSessions.farms.focus');
        await (await windowPage()).getByText('Connect to AWS…').first().waitFor();
        await resizeSideBar(width);
      },
    },
    {
      name: `sessions${width}`,
      caption: `The Sessions view in a side bar of ${width} pixels.`,
      play: async () => {
        await listSessions(width);
        await expandRow(SESSIONS, [/^sh010_lighting/]);
        await expandRow(SESSIONS, [/^sh010_lighting/, 'Actions']);
        await parkMouse();
      },
    },
    {
      name: `sessionsGrouped${width}`,
      caption: `Sessions below their states in a side bar of ${width} pixels.`,
      play: async () => {
        await listSessions(width);
        await arrange('State');
        await (await rowInSight(SESSIONS, 'Failed')).waitFor();
      },
    },
    {
      name: `sessionsFiltered${width}`,
      caption: `Only sessions that failed in a side bar of ${width} pixels, and how many are left out.`,
      play: async () => {
        await listSessions(width);
        await arrange('No groups', 'Failed only');
        await (await windowPage()).locator('.tree-explorer-viewlet-tree-view .message').first().waitFor();
      },
    },
    {
      name: `farms${width}`,
      caption: `Queues, jobs, steps, tasks, tries and sessions in a side bar of ${width} pixels.`,
      play: async () => {
        await openFarms(width);
        await unfoldWay(FARMS, 'Aurora', 'lighting', 'sh010_lighting_v007', 'Steps');
        await unfoldInSight(FARMS, /^Frame 1005$/);
        await (await rowInSight(FARMS, /^Try 1$/)).waitFor();
        await parkMouse();
      },
    },
    {
      name: `farmsJobs${width}`,
      caption: `Jobs of a queue, and a row with its button, in a side bar of ${width} pixels.`,
      play: async () => {
        await openFarms(width);
        await unfoldWay(FARMS, 'Aurora', 'episodic');
        await clickRow(FARMS, ['Aurora', 'episodic', 'sq11_wreck_v001']);
      },
    },
    {
      name: `farmsVersions${width}`,
      caption: `Jobs whose names begin alike, in a side bar of ${width} pixels.`,
      play: async () => {
        await clearWindow();
        server ??= await startFarmServer(farmOfVersions());
        setCredentials(true);
        await useSettings({ source: 'aws', region: 'us-west-2', endpointUrl: server.url });
        await showFarms();
        await resizeSideBar(width);
        await unfoldWay(FARMS, 'Aurora', 'episodic');
        await (await rowInSight(FARMS, /_v0/)).waitFor();
        await parkMouse();
      },
    },
    {
      name: `fleets${width}`,
      caption: `Fleets, workers and their sessions by job, in a side bar of ${width} pixels.`,
      play: async () => {
        await openFarms(width);
        await unfoldWay(FARMS, 'Aurora', 'Fleets', 'basement-rack', /^rack1-node/);
        await parkMouse();
      },
    },
  ]),
  {
    name: 'failedJobs',
    caption: 'Go to First Failure from the Farms view: jobs with failed tasks, the newest first.',
    play: async () => {
      await openFarms(300);
      await clickRow(FARMS, ['Aurora']);
      await press('Alt+F8');
      await waitForQuickInput(({ title, items, isBusy }) => title.endsWith('Failure: Job') && items.length > 3 && !isBusy);
      await parkMouse();
    },
  },
];

/** The sample farm’s sessions of every kind, one of them watched. */
async function listSessions(width: number): Promise<void> {
  await clearWindow();
  await useSettings({ source: 'sampleFarm' });
  await showSessions();
  await resizeSideBar(300);
  await arrange(...EVERYWHERE);
  await vscode.commands.executeCommand('deadlineSessions.openSampleFarm');
  await waitForPage();
  await openSessions(...FEATURED.map(sampleKey), sampleKey('deletedWorker'), sampleKey('failedTask'));
  await vscode.commands.executeCommand('deadlineSessions.watch', sampleKey('active'));
  await eventually(
    'all sessions read',
    () => readTree(SESSIONS),
    (rows) => rows.length > 5 && rows.every(({ description }) => description !== 'loading…'),
  );
  await resizeSideBar(width);
}

/** Chooses how the Sessions view is sorted, grouped and filtered. */
async function arrange(...choices: readonly string[]): Promise<void> {
  void vscode.commands.executeCommand('deadlineSessions.arrangeSessions');
  await waitForQuickInput(({ title }) => title.startsWith('Sort, Group'));
  for (const choice of choices) {
    await pickQuickInputItem(choice);
    await waitForQuickInput();
  }
  await press('Escape');
  await parkMouse();
}

/** The Farms view alone on the sample farm, with nothing in front. */
async function openFarms(width: number): Promise<void> {
  await clearWindow();
  await useSettings({ source: 'sampleFarm' });
  await showFarms();
  await resizeSideBar(width);
}

/** Jobs of a show, of which each name begins like others. */
function farmOfVersions(): ReturnType<typeof withJobNames> {
  const startedAtMs = Date.now() - 7_200_000;
  return withJobNames(createSampleFarm({ now: () => startedAtMs, startedAtMs, seed: 7_531_904 }), [
    'harbor_sh010_fx_pyro_main_v003',
    'harbor_sh010_fx_pyro_main_v004',
    'harbor_sh010_fx_pyro_main_v005',
    'harbor_sh010_fx_cloth_v001',
    'harbor_sh020_comp_v011',
    'sh010_lighting_v006',
    'sh010_lighting_v007',
    'LANTERN_EP101_SQ010_SH0010_lighting_v012_beauty',
    'LANTERN_EP101_SQ010_SH0010_lighting_v012_shadow',
    'LANTERN_EP101_SQ010_SH0020_lighting_v011_beauty',
    'LANTERN_EP101_SQ010_SH0020_lighting_v012_beauty',
  ]);
}
