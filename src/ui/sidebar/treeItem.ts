import * as vscode from 'vscode';
import { t } from '../../core/text/localize';
import type { SidebarRow } from '../../render/sidebarRow';
import { themeIcon } from '../icons';
import { COMMANDS } from '../names';
import { appendWords } from '../window/markdown';

const FOLDS = { none: 'None', collapsed: 'Collapsed', expanded: 'Expanded' } as const;

/**
 * A row of a tree in the sidebar for VS Code, without its tooltip.
 * @param handle what commands are called with when the row is chosen
 * @param words further words that menus are chosen by
 */
export function toTreeItem(row: SidebarRow, handle: unknown, words: readonly string[] = []): vscode.TreeItem {
  const { id, label, description, spoken, icon, context, copy, opens, fold } = row;
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState[FOLDS[fold]]);
  item.id = id;
  // Screen readers say “middle dot” for the sign between the parts of a row.
  item.accessibilityInformation = { label: spoken.replaceAll(' · ', ', ') };
  item.contextValue = [context, ...words, ...(copy === undefined ? [] : ['copy'])].join(' ');
  if (description !== undefined) {
    item.description = description;
  }
  if (icon) {
    item.iconPath = themeIcon(icon);
  }
  if (opens) {
    item.command = { command: COMMANDS.openRow, title: t('Open'), arguments: [handle] };
  }
  return item;
}

/** Lines of text as Markdown in which nothing is Markdown. */
export function plainMarkdown(lines: readonly string[]): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString();
  for (const [index, line] of lines.entries()) {
    appendWords(markdown.appendMarkdown(index === 0 ? '' : '\n\n'), line);
  }
  return markdown;
}
