import * as vscode from 'vscode';
import { isId, type SessionActionId } from '../../core/ids';
import { parseSessionKey, type SessionKey } from '../../core/session/sessionKey';
import { LOG_SCHEME } from '../names';

/** Which log of which session, and which part of it: what a document is about. */
export interface LogKey {
  readonly key: SessionKey;
  readonly log: 'session' | 'worker';
  /** Set where the document is the slice of one action. */
  readonly actionId: SessionActionId | undefined;
  /** Times and temporary paths are left out, so that two sessions can be compared. */
  readonly bare: boolean;
  /** `LogSegment.id`: 0 is where the newest lines were when the log was opened, negative ones are older. */
  readonly segment: number;
}

/**
 * The document's address. The path is short, because the breadcrumbs show all of it before they come to the log's actions; what
 * names the log is in the query. The name is what the tab says, e.g. `sh020_lighting_v012 · session 6b50c1.log`; it makes the
 * language.
 */
export function logUri({ key, log, actionId, bare, segment }: LogKey, title: string): vscode.Uri {
  const { connection, farmId, queueId, jobId, sessionId } = key;
  const part = segment === 0 ? '' : segment < 0 ? ` · earlier part ${-segment}` : ` · later part ${segment}`;
  const name = `${title
    .replace(/[\\/:*?"<>|\s]+/g, ' ')
    .trim()
    .slice(0, 80)} · ${log} ${sessionId.slice(-6)}${part}.log`;
  return vscode.Uri.from({
    scheme: LOG_SCHEME,
    path: `/${connection.region}/${name}`,
    query: new URLSearchParams({
      source: connection.source,
      farm: farmId,
      queue: queueId,
      job: jobId,
      session: sessionId,
      ...(connection.profile === undefined ? {} : { profile: connection.profile }),
      log,
      ...(actionId === undefined ? {} : { action: actionId }),
      ...(bare ? { bare: '1' } : {}),
      ...(segment === 0 ? {} : { part: String(segment) }),
    }).toString(),
  });
}

/** What an address is about; undefined for one that names no log. Anybody can make one, so everything in it is checked. */
export function parseLogUri(uri: vscode.Uri): LogKey | undefined {
  const [, region] = uri.path.split('/');
  const query = new URLSearchParams(uri.query);
  const [farmId, queueId, jobId, sessionId] = ['farm', 'queue', 'job', 'session'].map((name) => query.get(name));
  const connection = { source: query.get('source'), profile: query.get('profile') ?? undefined, region };
  const key =
    uri.scheme === LOG_SCHEME ? parseSessionKey({ connection, farmId, queueId, jobId, sessionId }) : undefined;
  const actionId = query.get('action') ?? undefined;
  const segment = Number(query.get('part') ?? 0);
  return (
    key && {
      key,
      log: query.get('log') === 'worker' ? 'worker' : 'session',
      actionId: isId('sessionaction', actionId) ? actionId : undefined,
      bare: query.has('bare'),
      segment: Number.isSafeInteger(segment) ? segment : 0,
    }
  );
}

/** What the documents of one log share: all its parts have the same. */
export function logId({ key, log, actionId, bare }: LogKey): string {
  const { connection, sessionId } = key;
  return [connection.source, connection.profile ?? '', connection.region, sessionId, log, actionId ?? '', bare].join(
    '|',
  );
}
