/** Markdown in hovers and tooltips: our own icons and links, and the text of others as text. */
import * as vscode from 'vscode';
import { plainText } from '../../core/plainText';

/** Markdown with icons that may run these commands of ours and nothing else; each checks its argument again. */
export function trustedMarkdown(commands: readonly string[]): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString('', true);
  markdown.isTrusted = { enabledCommands: commands };
  return markdown;
}

/**
 * A link that runs a command.
 * @param title a text of ours
 */
export function link(title: string, command: string, ...args: readonly unknown[]): string {
  return `[${title}](command:${command}?${encodeURIComponent(JSON.stringify(args))})`;
}

/** Adds a text as one cell of a table: what would end the cell is written so that it does not. */
export function appendCell(markdown: vscode.MarkdownString, text: string): void {
  for (const [index, part] of plainText(text, 120).split('|').entries()) {
    markdown.appendMarkdown(index === 0 ? '' : '&#124;').appendText(part);
  }
}
