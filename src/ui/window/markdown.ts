/** Markdown in hovers and tooltips: our own icons and links, and the text of others as text. */
import * as vscode from 'vscode';

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

/**
 * Adds a text of others as the text it is, with lines that wrap between words: `appendText` alone writes spaces that never break.
 * What spaces could turn into Markdown, an element or a numbered list, is written so that it stays text.
 */
export function appendWords(markdown: vscode.MarkdownString, text: string): vscode.MarkdownString {
  for (const [index, part] of text.split(/(<|(?<=\S)(?<!^\d+\.) (?=\S))/m).entries()) {
    const isSeparator = index % 2 === 1;
    if (isSeparator) {
      markdown.appendMarkdown(part === '<' ? '&lt;' : ' ');
    } else if (part !== '') {
      markdown.appendText(part);
    }
  }
  return markdown;
}
