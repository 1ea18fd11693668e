/** Logs in the editor, as a person sees them. */
import * as vscode from 'vscode';

import type { SessionKey } from '../../../src/core/session/sessionKey';
import { eventually } from '../../support/ui/window';

/** The log in front, once there is one with lines in it. */
export async function frontLog(): Promise<vscode.TextEditor> {
  const editor = await eventually(
    'a log in front',
    () => Promise.resolve(vscode.window.activeTextEditor),
    (now) => now?.document.uri.scheme === 'deadline-log' && now.document.lineCount > 2,
  );
  if (!editor) {
    throw new Error('No log is open.');
  }
  return editor;
}

/** Waits until a log's last line says this. */
export async function waitForEnd(document: vscode.TextDocument, last: string): Promise<void> {
  await eventually(
    'the last line',
    () => Promise.resolve(document.lineAt(Math.max(0, document.lineCount - 2)).text),
    (text) => text === last,
  );
}

/** Opens a log with the log command, and waits until it is in front. */
export async function openLog(key: SessionKey): Promise<vscode.TextEditor> {
  await vscode.commands.executeCommand('deadlineSessions.openLog', key);
  return frontLog();
}

/** An entry of the outline: its name, what stands behind it, and its first and last line. */
export interface OutlineEntry {
  readonly name: string;
  readonly detail: string;
  readonly kind: vscode.SymbolKind;
  readonly lines: readonly [number, number];
  readonly children: readonly OutlineEntry[];
}

/** The document's outline, as VS Code is told of it. */
export async function readOutline({ uri }: vscode.TextDocument): Promise<OutlineEntry[]> {
  const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
    'vscode.executeDocumentSymbolProvider',
    uri,
  );
  return (symbols ?? []).map(toEntry);
}

/** Where the document can be folded. */
export async function readFolds({ uri }: vscode.TextDocument): Promise<vscode.FoldingRange[]> {
  return (
    (await vscode.commands.executeCommand<vscode.FoldingRange[] | undefined>(
      'vscode.executeFoldingRangeProvider',
      uri,
    )) ?? []
  );
}

/** The lenses of a document, as their titles by the line they stand above. */
export async function readLenses({ uri }: vscode.TextDocument): Promise<string[]> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 100);
  return lenses.map(({ range, command }) => `${range.start.line}: ${command?.title.replaceAll('\u00a0', ' ') ?? ''}`);
}

function toEntry({ name, detail, kind, range, children }: vscode.DocumentSymbol): OutlineEntry {
  return { name, detail, kind, lines: [range.start.line, range.end.line], children: children.map(toEntry) };
}
