import * as vscode from 'vscode';
import { type Reference, referenceAt } from '../../core/references/reference';
import { contextOf, type ReferenceContext } from '../../core/references/referenceContext';
import { parseSessionKey, type SessionKey } from '../../core/session/sessionKey';
import type { App } from '../app';

/** An id in a document, where it stands, and what the text around it says of its parents. */
export interface PointedAt extends Pick<ReferenceContext, 'ids' | 'region' | 'profile'> {
  readonly reference: Reference;
  readonly range: vscode.Range;
}

/** How much text to each side is read for an id's parents. */
const NEARBY = 20_000;

/** The id at a position of a document; undefined where there is none. Reads only the text. */
export function pointedAt(document: vscode.TextDocument, position: vscode.Position): PointedAt | undefined {
  const offset = document.offsetAt(position);
  const from = Math.max(0, offset - NEARBY);
  const text = document.getText(new vscode.Range(document.positionAt(from), document.positionAt(offset + NEARBY)));
  const reference = referenceAt(text, offset - from);
  if (!reference) {
    return undefined;
  }
  const start = document.positionAt(from + reference.start);
  const { ids, region, profile } = contextOf(text, reference, `${document.uri.path}/${document.uri.query}`);
  return { reference, ids, region, profile, range: new vscode.Range(start, document.positionAt(from + reference.end)) };
}

/** The session that is pointed at, if it was seen before or the text says all of it; never asks anybody. */
export async function keyPointedAt(
  { currentConnection, seen }: App,
  { ids, region, profile }: Pick<PointedAt, 'ids' | 'region' | 'profile'>,
): Promise<SessionKey | undefined> {
  const known = seen.find(ids);
  if (known || !(ids.farmId && ids.queueId && ids.jobId && ids.sessionId)) {
    return known;
  }
  const connection = await currentConnection.with(region, profile).catch(() => undefined);
  return connection && parseSessionKey({ ...ids, connection });
}
