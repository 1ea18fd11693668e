/** The window between two facts: as a person finds it who has just opened it for the first time. */
import type { Locator } from 'playwright-core';
import * as vscode from 'vscode';

import type { SessionKey } from '../../../src/core/session/sessionKey';
import { waitForPage } from '../../support/ui/editor';
import { chooseMenuEntry } from '../../support/ui/menu';
import { waitForNoQuickInput } from '../../support/ui/quickInput';
import { eventually, parkMouse, windowPage } from '../../support/ui/window';
import { takeUsedKeys } from './farms';

/** The Sessions view's name, by which the driver finds it. */
export const SESSIONS = 'Sessions';
/** The Farms view's. */
export const FARMS = 'Farms';

const SETTINGS = ['source', 'profile', 'region', 'endpointUrl'] as const;

/** The person's own settings, of which none is set in a new window. */
export type Settings = Partial<Record<(typeof SETTINGS)[number], string>>;

/** All as in a new window: nothing open, no sessions, no settings; but the Farms view is folded, for those who count calls. */
export async function cleanWindow(): Promise<void> {
  await clearWindow();
  await useSettings({});
  await removeOtherSessions();
}

/** Closes editors, pickers and messages, and empties the clipboard and the list of sessions (of those that tests know by name). */
export async function clearWindow(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
  await waitForNoQuickInput();
  await closeEditors();
  for (const key of takeUsedKeys()) {
    await vscode.commands.executeCommand('deadlineSessions.unwatch', key);
    await vscode.commands.executeCommand('deadlineSessions.remove', key);
  }
  await vscode.commands.executeCommand('notifications.clearAll');
  await vscode.env.clipboard.writeText('');
  await parkMouse();
}

/** Sets these settings, and no others. */
export async function useSettings(settings: Settings): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('deadlineSessions');
  for (const name of SETTINGS) {
    if (configuration.inspect(name)?.globalValue !== settings[name]) {
      await configuration.update(name, settings[name], vscode.ConfigurationTarget.Global);
    }
  }
}

/** Shows the Sessions view, with the focus in it. */
export async function showSessions(): Promise<void> {
  await vscode.commands.executeCommand('deadlineSessions.sessions.focus');
  await fold(FARMS, true);
}

/** Shows the Farms view alone, with the focus in it and nothing expanded, after its lists were read again. */
export async function showFarms(): Promise<void> {
  await vscode.commands.executeCommand('deadlineSessions.farms.focus');
  await fold(SESSIONS, true);
  await vscode.commands.executeCommand('deadlineSessions.refreshFarms');
  await vscode.commands.executeCommand('workbench.actions.treeView.deadlineSessions.farms.collapseAll');
}

/** The part of the side bar in which a view is. */
function paneOf(view: string): string {
  return `.pane:has(> .pane-header[aria-label^="${view}"])`;
}

/** Folds a view of the Deadline side bar away, or out; the side bar must be shown. */
export async function fold(view: string, isFolded: boolean): Promise<void> {
  const page = await windowPage();
  const header = page.locator(`.pane-header[aria-label^="${view}"]`);
  while ((await header.getAttribute('aria-expanded')) === String(isFolded)) {
    await header.click({ position: { x: 10, y: 10 } });
  }
}

/**
 * Opens sessions in this order, so that the last one is on top of the list; resolves once each has been read and the page of the
 * last one has loaded.
 */
export async function openSessions(...keys: readonly SessionKey[]): Promise<void> {
  for (const key of keys) {
    await vscode.commands.executeCommand('deadlineSessions.openDetails', key);
  }
  await waitForPage();
}

/** Watches sessions that were read. */
export async function watchSessions(...keys: readonly SessionKey[]): Promise<void> {
  for (const key of keys) {
    await vscode.commands.executeCommand('deadlineSessions.watch', key);
  }
}

/** Folds all rows of the Sessions view, which keeps it short enough to be seen at once. */
export async function foldSessions(): Promise<void> {
  await vscode.commands.executeCommand('workbench.actions.treeView.deadlineSessions.sessions.collapseAll');
}

/** Waits until the dimmed line behind the Sessions view's name reads as wanted. */
export async function readDescription(isWanted: (text: string) => boolean): Promise<string> {
  const header = (await windowPage()).locator('.pane-header').filter({ hasText: SESSIONS }).locator('.description');
  return eventually('the view’s description', async () => (await header.innerText()).trim(), isWanted);
}

/** The text of the view while it has no rows: its paragraphs and buttons, a line each. */
export async function readWelcome(): Promise<string[]> {
  const page = await windowPage();
  const welcome = page.locator(`${paneOf(SESSIONS)} .welcome-view-content:visible`);
  await welcome.waitFor();
  return (await welcome.innerText())
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** A new unsaved document in front. */
export async function openUntitled(content: string, language = 'plaintext'): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content, language }));
}

/** Removes by their menu the sessions that tests do not know by name. */
async function removeOtherSessions(): Promise<void> {
  const page = await windowPage();
  await showSessions();
  const empty = page.locator(`${paneOf(SESSIONS)} .welcome-view-content:visible`);
  const rows = page.locator(
    `.pane-body .monaco-list[aria-label="${SESSIONS}"] .monaco-list-row[aria-level="1"]:visible`,
  );
  await empty.or(rows).first().waitFor();
  for (let tries = 0; (await empty.count()) === 0 && tries < 30; tries += 1) {
    // Where the window missed it, or removed the row in the meantime, the next round looks again.
    await removeFirst(rows).catch(() => undefined);
  }
  await empty.waitFor();
  await vscode.commands.executeCommand('notifications.clearAll');
}

async function removeFirst(rows: Locator): Promise<void> {
  const left = await rows.count();
  await rows.first().locator('.monaco-icon-label').first().click({ button: 'right', timeout: 3_000 });
  await chooseMenuEntry('Remove from List', { timeout: 5_000 });
  await eventually(
    'one session less',
    () => rows.count(),
    (count) => count < left,
    3_000,
  );
}

async function closeEditors(): Promise<void> {
  while (vscode.window.activeTextEditor?.document.isUntitled) {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** Lets the window be in front for VS Code, or not: nobody can take the focus from it in a test. */
export async function inFront(isInFront: boolean): Promise<void> {
  const page = await windowPage();
  await page.evaluate((has) => {
    document.hasFocus = () => has;
    document.dispatchEvent(new Event('visibilitychange'));
  }, isInFront);
  await eventually(
    'the focus',
    () => Promise.resolve(vscode.window.state.focused),
    (focused) => focused === isInFront,
  );
}
