import * as vscode from 'vscode';
import { parseSessionKey, placeId, placeName, type SessionKey } from '../core/sessionKey';
import type { App } from './app';
import { COMMANDS } from './names';

/**
 * A link that opens a session in whoever's VS Code it is clicked:
 * `vscode://publisher.name/session?farm=farm-…&queue=queue-…&job=job-…&session=session-…&region=us-west-2&profile=studio`.
 */
export function sessionUri({ context }: Pick<App, 'context'>, key: SessionKey): string {
  const { place, farmId, queueId, jobId, sessionId } = key;
  const query = new URLSearchParams({
    farm: farmId,
    queue: queueId,
    job: jobId,
    session: sessionId,
    ...(place.source === 'sampleFarm' ? { source: 'sampleFarm' } : { region: place.region }),
    ...(place.profile === undefined ? {} : { profile: place.profile }),
  });
  return `${vscode.env.uriScheme}://${context.extension.id}/session?${query.toString()}`;
}

/**
 * Opens the session of such a link. Anybody can make one, so it may only name a session: nothing is read from it but ids, a
 * Region and a profile's name, and another account than the present one is used only after a question.
 */
export async function openSessionUri(app: App, uri: vscode.Uri): Promise<void> {
  const query = new URLSearchParams(uri.query);
  const [farmId, queueId, jobId, sessionId] = ['farm', 'queue', 'job', 'session'].map((name) => query.get(name));
  const current = await app.places.current();
  const source = query.get('source') ?? 'aws';
  const place =
    source === 'sampleFarm'
      ? { source }
      : { source, region: query.get('region') ?? current.region, profile: query.get('profile') ?? current.profile };
  const key = uri.path === '/session' ? parseSessionKey({ place, farmId, queueId, jobId, sessionId }) : undefined;
  if (!key) {
    void vscode.window.showWarningMessage(
      'This link names no session: it needs the ids of a farm, queue, job and session.',
    );
    return;
  }
  if (placeId(key.place) !== placeId(current) && !(await confirmPlace(key, placeName(current)))) {
    return;
  }
  await vscode.commands.executeCommand(COMMANDS.openDetails, key);
}

async function confirmPlace(key: SessionKey, currentName: string): Promise<boolean> {
  const open = 'Open';
  const question = `Open a session of ${placeName(key.place)}? A link asks for it, and you are working with ${currentName} now.`;
  return (await vscode.window.showWarningMessage(question, open)) === open;
}
