import * as vscode from 'vscode';
import type { FarmViewRow } from '../../render/farms/ownRows';
import { idOfRow } from '../../render/farms/shownFarmRow';
import type { App } from '../app';
import { sessionUri } from '../sessions/sessionUri';

/** Gives rows of the Farms view to a drag: sessions as the links that open them, everything else as its ID. */
export function dragRows(app: Pick<App, 'context'>, rows: readonly FarmViewRow[], dragged: vscode.DataTransfer): void {
  const links = rows.flatMap((row) => (row.kind === 'session' ? [sessionUri(app, row.key)] : []));
  const texts = rows.flatMap((row) => (row.kind === 'session' ? sessionUri(app, row.key) : (idOfRow(row) ?? [])));
  if (links.length > 0) {
    dragged.set('text/uri-list', new vscode.DataTransferItem(links.join('\r\n')));
  }
  dragged.set('text/plain', new vscode.DataTransferItem(texts.join('\n')));
}
