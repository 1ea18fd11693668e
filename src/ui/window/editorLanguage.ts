import * as vscode from 'vscode';
import type { Language } from '../../core/text/localize';

/** The editor's language with the translations that VS Code found for it in `l10n/`; undefined where there are none, as for English. */
export function editorLanguage(): Language | undefined {
  const messages = vscode.l10n.bundle;
  return messages && { language: vscode.env.language, messages };
}

/** Gives each bundle that is loaded from now on the editor's language: `core/text/localize.ts` in it reads it. */
export function shareLanguage(): void {
  (globalThis as { deadlineSessionsLanguage?: Language | undefined }).deadlineSessionsLanguage = editorLanguage();
}
