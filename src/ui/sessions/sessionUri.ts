import * as vscode from 'vscode';
import { t } from '../../core/text/localize';
import { plainText } from '../../core/text/plainText';
import {
  type Connection,
  connectionId,
  connectionName,
  type JobKey,
  parseJobKey,
  parseSessionKey,
  type SessionKey,
} from '../../core/session/sessionKey';
import type { App } from '../app';
import { showWarning } from '../window/messages';

/** A link's profile may have any name: more of it would push the question out of sight. */
const LONGEST_NAME = 60;

/**
 * A link that opens a session in the VS Code of the person who clicks it:
 * `vscode://publisher.name/session?farm=farm-…&queue=queue-…&job=job-…&session=session-…&region=us-west-2&profile=studio`.
 */
export function sessionUri(app: Pick<App, 'context'>, key: SessionKey): string {
  return uriOf(app, 'session', key, { session: key.sessionId });
}

/** The same for the page that says why a job failed: `vscode://publisher.name/job?farm=farm-…&queue=queue-…&job=job-…&region=us-west-2`. */
export function jobUri(app: Pick<App, 'context'>, key: JobKey): string {
  return uriOf(app, 'job', key, {});
}

function uriOf(
  { context }: Pick<App, 'context'>,
  path: string,
  { connection, farmId, queueId, jobId }: JobKey,
  more: Readonly<Record<string, string>>,
): string {
  const query = new URLSearchParams({
    farm: farmId,
    queue: queueId,
    job: jobId,
    ...more,
    ...(connection.source === 'sampleFarm' ? { source: 'sampleFarm' } : { region: connection.region }),
    ...(connection.profile === undefined ? {} : { profile: connection.profile }),
  });
  return `${vscode.env.uriScheme}://${context.extension.id}/${path}?${query.toString()}`;
}

/** What links can open. */
export interface LinkTargets {
  readonly session: (key: SessionKey) => unknown;
  /** Why a job failed. */
  readonly job: (key: JobKey) => unknown;
}

/**
 * Opens what such a link names. Anybody can make one, so it may only name a session or a job: nothing is read from it but IDs, a
 * Region and a profile's name, and another account than the present one is used only after a question.
 */
export async function openLink(
  { currentConnection }: { readonly currentConnection: Pick<App['currentConnection'], 'current'> },
  uri: vscode.Uri,
  open: LinkTargets,
): Promise<void> {
  const query = new URLSearchParams(uri.query);
  const [farmId, queueId, jobId, sessionId] = ['farm', 'queue', 'job', 'session'].map((name) => query.get(name));
  const current = await currentConnection.current();
  const source = query.get('source') ?? 'aws';
  const connection =
    source === 'sampleFarm'
      ? { source }
      : { source, region: query.get('region') ?? current.region, profile: query.get('profile') ?? current.profile };
  const ids = { connection, farmId, queueId, jobId, sessionId };
  const isJob = uri.path === '/job';
  const session = uri.path === '/session' ? parseSessionKey(ids) : undefined;
  const key = isJob ? parseJobKey(ids) : session;
  if (!key) {
    void showWarning(
      isJob
        ? t('This link does not identify a job. It needs the IDs of a farm, queue and job.')
        : t('This link does not identify a session. It needs the IDs of a farm, queue, job and session.'),
    );
    return;
  }
  const isHere = connectionId(key.connection) === connectionId(current);
  if (isHere || (await confirmConnection(isJob ? 'job' : 'session', key.connection, current))) {
    await (session ? open.session(session) : open.job(key));
  }
}

async function confirmConnection(kind: 'session' | 'job', asked: Connection, current: Connection): Promise<boolean> {
  const open = t('Open');
  const [other, own] = [
    plainText(connectionName(asked), LONGEST_NAME),
    plainText(connectionName(current), LONGEST_NAME),
  ];
  const question =
    kind === 'job'
      ? t('Open a job of {0}? A link asks for it. You are connected to {1}.', other, own)
      : t('Open a session of {0}? A link asks for it. You are connected to {1}.', other, own);
  return (await showWarning(question, open)) === open;
}
