/** Watching: every kind of notification, every state of the status bar, and the list of what is watched. */
import * as vscode from 'vscode';

import type { QueueKey, WorkerKey } from '../../../src/core/farm/farmKeys';
import type { Watchable } from '../../../src/core/farm/watchable';
import type { LogEvent } from '../../../src/core/service/ports';
import type { JobKey, SessionKey } from '../../../src/core/session/sessionKey';
import { type LoopbackFarm, setCredentials, startLoopbackFarm } from '../../integration/support/farms';
import { frontLog } from '../../integration/support/logs';
import { clearWindow, inFront, showSessions, useSettings } from '../../integration/support/window';
import { findNotification, pressNotificationButton } from '../ui/notifications';
import { waitForQuickInput } from '../ui/quickInput';
import { clickStatusBar, findStatusBarEntry, readStatusBar, readStatusBarTooltip } from '../ui/statusBar';
import { expandRow, readTree } from '../ui/tree';
import { eventually, parkMouse } from '../ui/window';
import type { Scene } from './scenes';

/** What is watched in these scenes, on a farm of their own whose clock they set. */
interface Stage {
  readonly farm: LoopbackFarm;
  readonly things: Watchable[];
  /** How many minutes are to pass. */
  readonly minutes: number;
}

let stage: Stage | undefined;

/**
 * Puts up a farm, and takes down the one before with all that was watched on it.
 *
 * @param from where its clock stands, in minutes after its stories
 * @param until where it stands after `pass`, which is now
 */
async function setStage(from: number, until = from): Promise<LoopbackFarm> {
  await takeDown();
  const farm = await startLoopbackFarm(from, undefined, until);
  stage = { farm, things: [], minutes: until - from };
  setCredentials(true);
  await useSettings({ source: 'aws', region: 'us-west-2', endpointUrl: farm.url });
  await showSessions();
  return farm;
}

async function takeDown(): Promise<void> {
  await inFront(true);
  for (const { key } of stage?.things ?? []) {
    await vscode.commands.executeCommand('deadlineSessions.unwatch', key);
  }
  await clearWindow();
  await stage?.farm.hangUp();
  stage = undefined;
}

/** Watches things, and waits until all of them were read. */
async function watch(...things: readonly Watchable[]): Promise<void> {
  for (const thing of things) {
    const command = thing.kind === 'queue' ? 'watchFailures' : 'watch';
    await vscode.commands.executeCommand(`deadlineSessions.${command}`, { watched: thing });
  }
  stage?.things.push(...things);
  await eventually(
    'all that is watched to be read',
    () => readTree('Sessions'),
    (rows) => rows.length > 0 && rows.every(({ description }) => !description.startsWith('loading…')),
  );
}

/** The minutes pass, and a round comes. */
async function pass(): Promise<void> {
  stage?.farm.advance(stage.minutes);
  await refresh();
}

async function refresh(): Promise<void> {
  await vscode.commands.executeCommand('deadlineSessions.refreshAll');
}

function session(key: SessionKey, name?: string): Watchable {
  return { kind: 'session', key, name };
}

function job({ connection, farmId, queueId, jobId }: SessionKey, name: string): Watchable & { readonly key: JobKey } {
  return { kind: 'job', key: { connection, farmId, queueId, jobId }, name };
}

function queue({ connection, farmId, queueId }: SessionKey, name: string): Watchable & { readonly key: QueueKey } {
  return { kind: 'queue', key: { connection, farmId, queueId }, name };
}

/** The worker that runs an example's session. */
async function worker(farm: LoopbackFarm, name: string): Promise<Watchable & { readonly key: WorkerKey }> {
  const { connection, farmId, queueId, jobId, sessionId } = farm.key(name);
  const path = `/2023-10-12/farms/${farmId}/queues/${queueId}/jobs/${jobId}/sessions/${sessionId}`;
  const authorization = 'AWS4-HMAC-SHA256 Credential=tour/20260101/us-west-2/deadline/aws4_request';
  const answer = await fetch(`${farm.url}${path}`, { headers: { authorization } });
  const { fleetId, workerId, hostProperties } = (await answer.json()) as Pick<WorkerKey, 'fleetId' | 'workerId'> & {
    readonly hostProperties: { readonly hostName: string };
  };
  return { kind: 'worker', key: { connection, farmId, fleetId, workerId }, name: hostProperties.hostName };
}

const NO_LICENSE =
  '00:00:33   131MB ERROR   | [rlm] error checking out license for arnold: Communications error with license server (-17)';

/** A render that began half an hour ago and has asked for a license every half a minute since, but for the last 22 minutes. */
function waitingForLicense(): readonly LogEvent[] {
  const beganMs = Date.now() - 32 * 60_000;
  const lines = ['--------- Running Task', ...Array<string>(20).fill(NO_LICENSE)];
  return lines.map((message, index) => ({ timestampMs: beganMs + index * 30_000, message }));
}

const FAILING = ['failedTask', 'failedEnvironment', 'adaptorTexture'] as const;

const notificationScenes: readonly Scene[] = [
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

export const watchScenes: readonly Scene[] = [...notificationScenes, ...statusScenes];
