import * as vscode from 'vscode';
import type { SessionSnapshot } from '../../../core/session/session';
import { type ConsolePlace, consoleLink } from '../../../render/consoleLinks';

/** Opens the AWS console where what is known of a session says that there is something to see; else nothing. */
export async function openConsole(place: ConsolePlace, snapshot: SessionSnapshot | undefined): Promise<void> {
  const link = snapshot && consoleLink(place, snapshot);
  if (link !== undefined) {
    await vscode.env.openExternal(vscode.Uri.parse(link));
  }
}
