/** The stage of the scenes in which something is watched: a farm of their own, whose clock they set. */
import * as vscode from 'vscode';

import type { QueueKey, WorkerKey } from '../../../src/core/farm/farmKeys';
import type { Watchable } from '../../../src/core/farm/watchable';
import type { LogEvent } from '../../../src/core/service/ports';
import type { JobKey, SessionKey } from '../../../src/core/session/sessionKey';
import { type LoopbackFarm, setCredentials, startLoopbackFarm } from '../../integration/support/farms';
import { clearWindow, inFront, showSessions, useSettings } from '../../integration/support/window';
import { readTree } from '../ui/tree';
import { eventually } from '../ui/window';

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
export async function setStage(from: number, until = from): Promise<LoopbackFarm> {
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
export async function watch(...things: readonly Watchable[]): Promise<void> {
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
export async function pass(): Promise<void> {
  stage?.farm.advance(stage.minutes);
  await refresh();
}

/** A round comes. */
export async function refresh(): Promise<void> {
  await vscode.commands.executeCommand('deadlineSessions.refreshAll');
}

/** A session to be watched, by the name that it has where it is chosen. */
export function session(key: SessionKey, name?: string): Watchable {
  return { kind: 'session', key, name };
}

/** The same of its job. */
export function job({ connection, farmId, queueId, jobId }: SessionKey, name: string): Watchable & { readonly key: JobKey } {
  return { kind: 'job', key: { connection, farmId, queueId, jobId }, name };
}

/** The failures in its queue. */
export function queue({ connection, farmId, queueId }: SessionKey, name: string): Watchable & { readonly key: QueueKey } {
  return { kind: 'queue', key: { connection, farmId, queueId }, name };
}

/** The worker that runs an example's session. */
export async function worker(farm: LoopbackFarm, name: string): Promise<Watchable & { readonly key: WorkerKey }> {
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
export function waitingForLicense(): readonly LogEvent[] {
  const beganMs = Date.now() - 32 * 60_000;
  const lines = ['--------- Running Task', ...Array<string>(20).fill(NO_LICENSE)];
  return lines.map((message, index) => ({ timestampMs: beganMs + index * 30_000, message }));
}

/** Takes something for watched that a scene watches by itself, so that it is not watched any more in the next one. */
export function noteWatched(thing: Watchable): void {
  stage?.things.push(thing);
}
