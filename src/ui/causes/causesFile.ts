import path from 'node:path';
import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { t } from '../../core/text/localize';
import { DisposableStore } from '../../core/async/disposableStore';
import type { StudioRule } from '../../core/diagnosis/diagnosis';
import { parseStudioRules } from '../../core/diagnosis/studio/studioRules';
import type { App } from '../app';
import { logError } from '../showFault';
import { causesFileSetting, onDidChangeCausesFile, saveCausesFile } from '../state/settings';
import { showInfo, showWarning } from '../window/messages';
import { insertRow, NEW_CAUSES_FILE, patternOfLine } from './causesText';

/** The name of a new file: the JSON schema applies to every file of this name. */
const FILE_NAME = 'deadline-causes.json';
/** A larger file is not read: 500 rules fit into a tenth of it. */
const LARGEST_FILE = 4 * 1024 * 1024;

/**
 * The user's own causes of failures: a JSON file that a user setting names, never a workspace's. Its problems are shown in the file,
 * and a change applies as soon as it is saved.
 */
export class CausesFile implements vscode.Disposable {
  readonly #app: Pick<App, 'output' | 'context'>;
  readonly #changes = new vscode.EventEmitter<void>();
  readonly #problems = vscode.languages.createDiagnosticCollection('deadline-causes');
  readonly #owned = new DisposableStore();
  #watcher: vscode.Disposable | undefined;
  #rules: readonly StudioRule[] = [];

  /** The rules changed: what they explain may be another cause now. */
  readonly onDidChange = this.#changes.event;

  constructor(app: Pick<App, 'output' | 'context'>) {
    this.#app = app;
    this.#owned.add(
      this.#changes,
      this.#problems,
      onDidChangeCausesFile(() => {
        void this.#follow();
      }),
    );
    if (causesFileSetting() !== undefined) {
      void this.#follow();
    }
  }

  /** The rules that can be used; empty without a file. */
  get rules(): readonly StudioRule[] {
    return this.#rules;
  }

  /** Opens the file, or starts one. */
  async open(): Promise<vscode.TextEditor> {
    return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(await this.#existing()));
  }

  /** Starts a rule from the line of a log that the cursor is on, with the cursor where its sentence goes. */
  async addFromLine(): Promise<void> {
    const source = vscode.window.activeTextEditor;
    const pattern = source && patternOfLine(source.document.lineAt(source.selection.active.line).text);
    if (pattern === undefined) {
      void showInfo(t('Put the cursor on a line of a log that says why something failed.'));
      return;
    }
    const editor = await this.open();
    const { document } = editor;
    const added = insertRow(document.getText(), pattern);
    if (added === undefined) {
      void showWarning(t('The file has no list of rules. Correct its errors first.'));
      return;
    }
    await editor.edit((edit) => {
      edit.insert(document.positionAt(added.offset), added.text);
    });
    const at = document.positionAt(added.offset + added.sentenceAt);
    editor.selection = new vscode.Selection(at, at);
    editor.revealRange(new vscode.Range(at, at), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }

  dispose(): void {
    this.#watcher?.dispose();
    this.#owned.dispose();
  }

  async #existing(): Promise<vscode.Uri> {
    const set = fileUri();
    const uri = set ?? vscode.Uri.joinPath(this.#app.context.globalStorageUri, FILE_NAME);
    try {
      await vscode.workspace.fs.stat(uri);
    } catch {
      await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(NEW_CAUSES_FILE));
    }
    if (!set) {
      await saveCausesFile(uri.fsPath);
    }
    return uri;
  }

  /** Reads the file that the setting names now, and again whenever it is written. */
  async #follow(): Promise<void> {
    this.#watcher?.dispose();
    const uri = fileUri();
    this.#watcher = uri && this.#watch(uri);
    await this.#read(uri);
  }

  #watch(uri: vscode.Uri): vscode.Disposable {
    const folder = vscode.Uri.file(path.dirname(uri.fsPath));
    const watcher = vscode.workspace.createFileSystemWatcher(
      new vscode.RelativePattern(folder, path.basename(uri.fsPath)),
    );
    const read = (): void => {
      void this.#read(uri);
    };
    return vscode.Disposable.from(
      watcher,
      watcher.onDidChange(read),
      watcher.onDidCreate(read),
      watcher.onDidDelete(read),
      vscode.workspace.onDidSaveTextDocument((document) => {
        if (document.uri.toString() === uri.toString()) {
          read();
        }
      }),
    );
  }

  async #read(uri: vscode.Uri | undefined): Promise<void> {
    this.#problems.clear();
    this.#rules = uri ? await this.#rulesOf(uri) : [];
    this.#changes.fire();
  }

  async #rulesOf(uri: vscode.Uri): Promise<readonly StudioRule[]> {
    try {
      const { size } = await vscode.workspace.fs.stat(uri);
      if (size > LARGEST_FILE) {
        throw new Error(t('{0} is larger than 4 MiB', uri.fsPath));
      }
      const document = await vscode.workspace.openTextDocument(uri);
      const { rules, problems } = parseStudioRules(document.getText());
      this.#problems.set(
        uri,
        problems.map(({ message, start, end }) => {
          const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
          const problem = new vscode.Diagnostic(range, message, vscode.DiagnosticSeverity.Error);
          problem.source = 'Deadline';
          return problem;
        }),
      );
      return rules;
    } catch (error) {
      logError(this.#app, error);
      return [];
    }
  }
}

/** The file that the setting names: an absolute path, or one below the home folder (`~/causes.json`). */
function fileUri(): vscode.Uri | undefined {
  const set = causesFileSetting();
  const file = set?.replace(/^~(?=[\\/])/, homedir());
  return file !== undefined && path.isAbsolute(file) && !/^[\\/]{2}/.test(file) ? vscode.Uri.file(file) : undefined;
}
