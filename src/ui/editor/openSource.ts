import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { t } from '../../core/text/localize';
import { plainText } from '../../core/text/plainText';
import { longestTails, type MappedPath, mapPath, partsOfPath } from '../../core/references/sourceTails';
import { mapByRules, type StorageRule } from '../../core/references/storageRules';
import { SOURCE_FOLDERS_SETTING, sourceFoldersSetting } from '../state/settings';
import { showInfo, withWindowProgress } from '../window/messages';
import { pick } from '../window/picker';

/** A place in a source file, as a program named it. */
export interface NamedSource {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly column: number | undefined;
}

/** More files of one name are not looked through. */
const MOST_FILES = 1_000;
const LONGEST_PATH = 1_000;

/**
 * Opens the line that a log names in the file that it means here: the one below a folder that the person's settings name, else one
 * below a folder of their storage profile, else the one in the workspace whose path has the longest tail in common. Looks nowhere
 * else: what a log names is never opened as it is.
 */
export async function openSource(source: NamedSource, rules: readonly StorageRule[] = []): Promise<void> {
  const byPerson = mapPath(source.path, sourceFoldersSetting());
  const candidates = [...(byPerson ? [byPerson] : []), ...mapByRules(source.path, rules)];
  const file = (await firstFile(candidates)) ?? (await fileInWorkspace(source.path));
  if (file === 'none') {
    await sayNotFound(source.path);
  } else if (file) {
    await show(file, source);
  }
}

/** A command's argument, which can come from anywhere; undefined where it is none. */
export function parseNamedSource(value: unknown): NamedSource | undefined {
  const { path, line, column } = (typeof value === 'object' && value !== null ? value : {}) as Partial<
    Record<keyof NamedSource, unknown>
  >;
  const isNumber = (one: unknown): one is number => typeof one === 'number' && Number.isInteger(one) && one > 0;
  return typeof path === 'string' && path.length <= LONGEST_PATH && partsOfPath(path).length > 0 && isNumber(line)
    ? { path, line, column: isNumber(column) ? column : undefined }
    : undefined;
}

/** The first of the places at which there is a file. */
async function firstFile(places: readonly MappedPath[]): Promise<vscode.Uri | undefined> {
  for (const { root, below } of places) {
    const file = vscode.Uri.joinPath(vscode.Uri.file(root.replace(/^~(?=[\\/])/, homedir())), ...below);
    try {
      const { type } = await vscode.workspace.fs.stat(file);
      if (type & vscode.FileType.File) {
        return file;
      }
    } catch {
      // That folder has no such file.
    }
  }
  return undefined;
}

/** Undefined where the person chose none of several. */
async function fileInWorkspace(path: string): Promise<vscode.Uri | 'none' | undefined> {
  const name = partsOfPath(path).at(-1) ?? '';
  const found = await withWindowProgress(t('Looking for the source file…'), () =>
    vscode.workspace.findFiles(`**/${globOf(name)}`, undefined, MOST_FILES),
  );
  const [first, ...others] = longestTails(path, found, (uri) => uri.path);
  if (!first || others.length === 0) {
    return first ?? 'none';
  }
  const rows = [first, ...others].map((uri) => ({ label: vscode.workspace.asRelativePath(uri), value: uri }));
  return pick(rows, { title: plainText(path, 200), placeholder: t('Select the file that the log means') });
}

/** A name in which nothing is a wildcard. */
function globOf(name: string): string {
  return name.replace(/[*?[{}]/g, '[$&]');
}

async function show(file: vscode.Uri, { line, column = 1 }: NamedSource): Promise<void> {
  const document = await vscode.workspace.openTextDocument(file);
  const { range } = document.lineAt(Math.min(line, document.lineCount) - 1);
  const at = range.start.translate(0, Math.min(column - 1, range.end.character));
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at) });
}

async function sayNotFound(path: string): Promise<void> {
  const name = plainText(partsOfPath(path).at(-1) ?? path, 100);
  const set = t('Set Source Folders');
  const message = t('No file named {0} was found in the workspace or in your source folders.', name);
  if ((await showInfo(message, set)) === set) {
    await vscode.commands.executeCommand('workbench.action.openSettings', SOURCE_FOLDERS_SETTING);
  }
}
