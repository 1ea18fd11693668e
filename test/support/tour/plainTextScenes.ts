/** Other people’s text wherever it is shown: an attack that stays the text it is. */
import * as vscode from 'vscode';

import type { SessionKey } from '../../../src/core/session/sessionKey';
import { createSampleFarm } from '../../../src/sampleFarm/index';
import { keyOfFarm, setCredentials } from '../../integration/support/farms';
import { clearWindow, openSessions, openUntitled, showSessions, useSettings } from '../../integration/support/window';
import { type FarmServer, startFarmServer } from '../farm/farmServer';
import { withHostileText } from '../farm/hostileFarm';
import { findPanel } from '../ui/editor';
import { hoverText } from '../ui/hover';
import { findNotification } from '../ui/notifications';
import { expandRow } from '../ui/tree';
import type { Scene } from './scenes';

const ATTACK = /click me/;
let server: FarmServer | undefined;
let failed: SessionKey;

export const plainTextScenes: readonly Scene[] = [
  {
    name: 'hostilePage',
    caption: 'A link, an icon and an element in every name: text in the page and the rows.',
    play: async () => {
      await clearWindow();
      const startedAtMs = Date.now() - 7_200_000;
      const farm = createSampleFarm({ now: () => startedAtMs, startedAtMs, seed: 7_531_903 });
      server ??= await startFarmServer(withHostileText(farm));
      setCredentials(true);
      await useSettings({ source: 'aws', region: 'us-west-2', endpointUrl: server.url });
      failed = keyOfFarm(farm, 'failedTask');
      await showSessions();
      await openSessions(failed);
      await (await findPanel(ATTACK)).locator('.failure').waitFor();
      await expandRow('Sessions', [ATTACK, 'Actions']);
    },
  },
  {
    name: 'hostileHover',
    caption: 'The same in a hover.',
    play: async () => {
      const { farmId, queueId, jobId, sessionId } = failed;
      await openUntitled(`${farmId}\n${queueId}\n${jobId}\n${sessionId}\n`);
      await hoverText(sessionId);
    },
  },
  {
    name: 'hostileMessage',
    caption: 'The same in a message.',
    play: async () => {
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      void vscode.commands.executeCommand('deadlineSessions.remove', failed);
      await findNotification(ATTACK);
    },
  },
];
