/** The sights that logs can be: those of real sessions, and those that something is wrong with. */
import path from 'node:path';

import * as vscode from 'vscode';

import { type LoopbackFarm, setCredentials, startLoopbackFarm } from '../../integration/support/farms';
import { frontLog, waitForEnd } from '../../integration/support/logs';
import { clearWindow, useSettings } from '../../integration/support/window';
import { manyEvents, oddEvents, unorderedEvents } from '../logs/oddLogs';
import { endSession, readSessionLog, type ToldSession } from '../sessions/toldSession';
import { windowPage } from '../ui/window';
import type { Scene } from './scenes';

const HOUR_MS = 3_600_000;
const FIXTURES = path.join(__dirname, '../test/fixtures/session-logs');

/** Beside the tour through the product: each opens a log of its own on a farm of its own. */
export const logScenes: readonly Scene[] = [
  scene('logOdd', 'Line ends, controls, halves of characters, text that turns, a line of 256 kB: all of it text.', async (farm) => {
    await open(farm.tell('failedTask', oddEvents(Date.now() - HOUR_MS)));
    await vscode.commands.executeCommand('cursorTop');
  }),
  scene('logUnordered', 'Events of one moment and out of their order, in the service’s order.', (farm) =>
    open(farm.tell('failedTask', unorderedEvents(Date.now() - HOUR_MS))),
  ),
  scene('logRepeated', 'Pages that come twice or empty: each line once.', (farm) =>
    open(farm.tell('failedTask', manyEvents(30, Date.now() - HOUR_MS), { pageSize: 8, repeatEvery: 3, emptyEvery: 4 })),
  ),
  scene('logVanished', 'A stream that vanished while it was followed.', async (farm) => {
    const told = farm.tell('active', manyEvents(20, Date.now() - HOUR_MS));
    const { document } = await open(told, 'STARTED');
    told.log.exists = false;
    await waitForEnd(document, '# This log was deleted. Showing the lines loaded earlier.');
  }),
  scene('logRefused', 'A log group that nobody lets the caller read.', (farm) => {
    farm.farm.inject({ operation: 'GetLogEvents', kind: 'accessDenied' });
    return openUnread(farm.tell('failedTask', manyEvents(5, Date.now() - HOUR_MS)));
  }),
  scene('logUnknownDriver', 'A log that is kept where it cannot be read.', (farm) => {
    const told = farm.tell('failedTask', []);
    told.facts = { ...told.facts, log: { logDriver: 'splunk', options: { index: 'render' } } };
    return openUnread(told);
  }),
  scene('logNotMade', 'A log that could not be set up.', (farm) => {
    const told = farm.tell('failedTask', []);
    told.facts = { ...told.facts, log: { logDriver: 'awslogs', error: 'Could not create log stream' } };
    return openUnread(told);
  }),
  scene('logEmpty', 'A log in which nothing was written.', (farm) => open(farm.tell('failedTask', []))),
  scene('logOfNobody', 'The log of a session that is gone.', (farm) => {
    farm.farm.inject({ operation: 'GetSession', kind: 'notFound' });
    farm.farm.inject({ operation: 'BatchGetSession', kind: 'notFound' });
    return open(farm.tell('failedTask', manyEvents(5, Date.now() - HOUR_MS)));
  }),
  scene('logGone', 'A session that is gone, and its log with it.', (farm) => {
    farm.farm.inject({ operation: 'GetSession', kind: 'notFound' });
    farm.farm.inject({ operation: 'BatchGetSession', kind: 'notFound' });
    const told = farm.tell('failedTask', []);
    told.log.exists = false;
    return openUnread(told);
  }),
  ...['succeeded', 'failed-task', 'failed-environment', 'canceled-after-timeout'].map((name) =>
    scene(`log-${name}`, `The log of a session: ${name}.`, async (farm) => {
      const told = farm.tell('failedTask', readSessionLog(path.join(FIXTURES, `${name}.ndjson`)));
      await vscode.commands.executeCommand('deadlineSessions.openDetails', told.key);
      await open(told);
      await vscode.commands.executeCommand('deadlineSessions.goToFailure');
    }),
  ),
  scene('logFolded', 'A failed log from above, folded: what failed, and what each action was.', async (farm) => {
    const told = farm.tell('failedTask', readSessionLog(path.join(FIXTURES, 'failed-task.ndjson')));
    endSession(told);
    await vscode.commands.executeCommand('deadlineSessions.openDetails', told.key);
    await open(told);
    await vscode.commands.executeCommand('outline.focus');
    await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
    await vscode.commands.executeCommand('editor.foldLevel1');
    await vscode.commands.executeCommand('cursorTop');
    await (await windowPage()).locator('.codelens-decoration').getByText(/failed · .*exit 1/).waitFor();
  }),
  scene('logFollowed', 'A log that is followed, its first action folded.', async (farm) => {
    const told = farm.tell('active', readSessionLog(path.join(FIXTURES, 'succeeded.ndjson')).slice(0, 120));
    const { document } = await open(told, 'STARTED');
    await waitForEnd(document, '# Session is running. New lines appear here.');
    await vscode.commands.executeCommand('editor.foldLevel1');
  }),
];

let farm: LoopbackFarm | undefined;

function scene(name: string, caption: string, play: (farm: LoopbackFarm) => Promise<unknown>): Scene {
  return {
    name,
    caption,
    play: async () => {
      await clearWindow();
      await farm?.hangUp();
      farm = await startLoopbackFarm();
      setCredentials(true);
      await useSettings({ source: 'aws', region: 'us-west-2', endpointUrl: farm.url });
      await play(farm);
    },
  };
}

async function open(told: ToldSession, status: 'STARTED' | 'ENDED' = 'ENDED'): Promise<vscode.TextEditor> {
  if (status === 'ENDED') {
    endSession(told);
  }
  await vscode.commands.executeCommand('deadlineSessions.openLog', told.key);
  return frontLog();
}

/** The same for one that cannot be read, with the ways out above it. */
async function openUnread(told: ToldSession): Promise<void> {
  await open(told);
  await (await windowPage()).locator('.codelens-decoration').getByText('Try again').waitFor();
}
