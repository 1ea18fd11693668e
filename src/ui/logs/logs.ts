import * as vscode from 'vscode';
import { formatNumber, plural, t } from '../../core/text/localize';
import { DisposableStore } from '../../core/async/disposableStore';
import { isAbort } from '../../core/errors';
import type { SessionActionId } from '../../core/ids';
import type { SessionKey } from '../../core/session/sessionKey';
import type { TimeForm } from '../../render/logs/logTime';
import type { App } from '../app';
import { showInfo, withProgress, withWindowProgress } from '../window/messages';
import { logError } from '../showFault';
import { goToRange } from './goToRange';
import { LogFiles } from './logFiles';
import { lineOfTarget, loadTarget, type LogTarget } from './logTarget';
import { type LogKey, logId, parseLogUri } from './logUri';
import { LOG_SCHEME } from '../names';
import { OpenLog } from './openLog';

/** How a log's editor is opened. */
export interface EditorOptions {
  readonly column?: vscode.ViewColumn;
  /** Leaves the keyboard where it is, e.g. in the tree. */
  readonly keepFocus?: boolean;
  /** Uses the tab that VS Code's previews share; so it is where nothing is said. */
  readonly isPreview?: boolean;
}

/** A document of a log in an editor. */
export interface LogEditor {
  readonly log: OpenLog;
  readonly segment: number;
  readonly editor: vscode.TextEditor;
}

/**
 * Session and worker logs as read-only files of our own scheme, so that find, copy, save, compare, folding and hovers are the
 * editor's. What cannot be read is explained in the document itself: an editor that fails to open does not say why.
 */
export class Logs implements vscode.Disposable {
  readonly #app: App;
  readonly #open = new Map<string, OpenLog>();
  readonly #changes = new vscode.EventEmitter<OpenLog>();
  readonly #owned = new DisposableStore();

  /** The documents, as VS Code reads them. */
  readonly files: LogFiles;

  /** A log was opened, drawn anew, or closed. */
  readonly onDidChange = this.#changes.event;

  constructor(app: App, changes: vscode.EventEmitter<vscode.FileChangeEvent[]>) {
    this.#app = app;
    this.files = new LogFiles(changes, app.now, (uri) => this.#draw(uri));
    this.#owned.add(
      this.#changes,
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        this.#close(uri);
      }),
      app.store.onDidChange(({ session, previous }) => {
        for (const log of this.#open.values()) {
          const isNew =
            session.snapshot !== previous?.snapshot ||
            session.diagnosis !== previous?.diagnosis ||
            session.stuck !== previous?.stuck;
          if (log.session === session && isNew) {
            this.#heard(log, !previous?.snapshot);
          }
        }
      }),
    );
  }

  /** The logs that documents show. */
  get all(): readonly OpenLog[] {
    return [...this.#open.values()];
  }

  /** What the active editor shows of a log; undefined for another editor. */
  get active(): LogEditor | undefined {
    const editor = vscode.window.activeTextEditor;
    return editor && this.editorOf(editor);
  }

  /** What an editor shows of a log. */
  editorOf(editor: vscode.TextEditor): LogEditor | undefined {
    const found = this.find(editor.document.uri);
    return found && { ...found, editor };
  }

  /** The log of a document, if it is one that was opened. */
  find(uri: vscode.Uri): { readonly log: OpenLog; readonly segment: number } | undefined {
    const logKey = uri.scheme === LOG_SCHEME ? parseLogUri(uri) : undefined;
    const log = logKey && this.#open.get(logId(logKey));
    return log && { log, segment: logKey.segment };
  }

  /** The editors that a person can see of a log. */
  visible(log: OpenLog): LogEditor[] {
    return vscode.window.visibleTextEditors
      .flatMap((editor) => this.editorOf(editor) ?? [])
      .filter((one) => one.log === log);
  }

  /** The log, opened if it is not yet, with nothing read. */
  opened(logKey: LogKey): OpenLog {
    const id = logId(logKey);
    const known = this.#open.get(id);
    if (known) {
      return known;
    }
    const log = new OpenLog(this.#app, { ...logKey, segment: 0 }, (segments) => {
      this.redraw(log, segments);
    });
    this.#open.set(id, log);
    this.#changes.fire(log);
    return log;
  }

  /** Opens a session's or its worker's log, or one action's slice of it, and goes to a place in it, or else to its end. */
  async show(
    key: SessionKey,
    which: 'session' | 'worker',
    target: LogTarget,
    options: EditorOptions & { readonly slice?: SessionActionId } = {},
  ): Promise<void> {
    const log = this.opened({ key, log: which, actionId: options.slice, bare: false, segment: 0 });
    await withWindowProgress(t('Reading the log…'), () => loadTarget(log, target));
    await this.reveal(log, lineOfTarget(log, target), options, target.kind === 'line' ? target.text : undefined);
  }

  /**
   * Brings a line of a log to the middle of an editor, or the log's end. Where a text is given, the nearest line below that has it.
   */
  async reveal(
    log: OpenLog,
    line: number | undefined,
    { column, keepFocus = false, isPreview = true }: EditorOptions = {},
    text?: string,
  ): Promise<vscode.TextEditor> {
    const position = line === undefined ? undefined : log.placeOf(line);
    const uri = this.#tabOf(log, position?.segment ?? log.newest) ?? log.uriOf(position?.segment ?? log.newest);
    const document = await vscode.workspace.openTextDocument(uri);
    const nearest = Math.min(position?.line ?? Infinity, document.lineCount - 1);
    const { range } = document.lineAt(text === undefined ? nearest : lineWithText(document, nearest, text));
    const editor = await vscode.window.showTextDocument(document, {
      preview: isPreview,
      preserveFocus: keepFocus,
      selection: new vscode.Range(range.start, position ? range.end : range.start),
      ...(column === undefined ? {} : { viewColumn: column }),
    });
    if (position) {
      await goToRange(editor, range, vscode.TextEditorRevealType.InCenter);
    } else {
      editor.revealRange(range);
    }
    return editor;
  }

  /** Loads more of the log that is being looked at. */
  async loadOlder(): Promise<void> {
    const { log, segment = 0 } = this.active ?? {};
    const store = log?.store;
    if (log && (log.fault || log.lacks(segment))) {
      // Drawing it loads it.
      this.redraw(log, [segment]);
      return;
    }
    if (store?.before.kind !== 'more') {
      void showInfo(t('This log is loaded from its beginning.'));
      return;
    }
    await withProgress(t('Loading older lines…'), (signal) => store.loadOlder(signal));
  }

  /** Loads all of the log that is being looked at. */
  async loadAll(): Promise<void> {
    const { log } = this.active ?? {};
    if (log?.store) {
      await this.loadWhole(log);
    }
  }

  /** Loads all of a log, and says how far it is; what came until a person cancels stays. */
  async loadWhole(log: OpenLog): Promise<void> {
    const { store } = log;
    await withProgress(t('Loading the whole log'), async (signal, report) => {
      let reported = 0;
      await store?.loadAll(signal, ({ lines, aboutLines }) => {
        const percent = aboutLines === undefined ? 0 : Math.min(99, (lines / Math.max(1, aboutLines)) * 100);
        const message =
          aboutLines === undefined
            ? lineCount(lines)
            : t('{0} of about {1} lines', formatNumber(lines), formatNumber(aboutLines));
        report(message, Math.max(0, percent - reported));
        reported = Math.max(reported, percent);
      });
    });
  }

  /** Draws documents of a log anew: those of some segments, or all. */
  redraw(log: OpenLog, segments?: readonly number[]): void {
    this.files.change(
      vscode.workspace.textDocuments
        .map(({ uri }) => uri)
        .filter((uri) => {
          const found = this.find(uri);
          return found?.log === log && (segments?.includes(found.segment) ?? true);
        }),
    );
    this.#changes.fire(log);
  }

  /** Shows a log's times in another form. */
  setForm(log: OpenLog, form: TimeForm): void {
    log.setForm(form);
    this.redraw(log);
  }

  dispose(): void {
    for (const one of [this.#owned, ...this.#open.values()]) {
      one.dispose();
    }
  }

  async #draw(uri: vscode.Uri): Promise<Uint8Array> {
    const logKey = parseLogUri(uri);
    if (!logKey) {
      throw vscode.FileSystemError.FileNotFound(uri);
    }
    const log = this.opened(logKey);
    await log.load();
    if (log.lacks(logKey.segment)) {
      await this.#loadSegment(log, logKey.segment);
    }
    const text = await log.text(logKey.segment);
    this.#changes.fire(log);
    return text;
  }

  /** A part that a window had open when it was closed is loaded again when it is looked at; a person can put an end to that. */
  async #loadSegment(log: OpenLog, segment: number): Promise<void> {
    await withProgress(t('Loading an earlier part of the log'), async (signal, report) => {
      try {
        await log.loadSegment(segment, signal, (lines) => {
          report(lineCount(lines));
        });
      } catch (error) {
        // The document says what is missing, and offers it again.
        if (!isAbort(error)) {
          logError(this.#app, error);
        }
      }
    });
  }

  /** A session's new state may end its log, or name its actions; what the document says of it follows with the next lines. */
  #heard(log: OpenLog, isFirst: boolean): void {
    if (log.takeActivityChange() || (log.fault && isFirst)) {
      this.redraw(log, [log.newest]);
    } else {
      this.#changes.fire(log);
    }
  }

  #close(uri: vscode.Uri): void {
    const found = this.find(uri);
    this.files.close(uri);
    if (found && !vscode.workspace.textDocuments.some((one) => this.find(one.uri)?.log === found.log)) {
      this.#open.delete(logId(found.log.logKey));
      found.log.dispose();
      this.#changes.fire(found.log);
    }
  }

  /** A tab that shows this already, maybe by a name from before the session was read. */
  #tabOf(log: OpenLog, segment: number): vscode.Uri | undefined {
    return vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .flatMap(({ input }) => (input instanceof vscode.TabInputText ? [input.uri] : []))
      .find((uri) => {
        const found = this.find(uri);
        return found?.log === log && found.segment === segment;
      });
  }
}

/** How many lines of one moment are searched for a text. */
const LINES_OF_A_MOMENT = 5_000;

/** The first line from `from` on that has the text; `from` where none has. Colors may stand between its words in the document. */
export function lineWithText(document: vscode.TextDocument, from: number, text: string): number {
  const wanted = text.trim().slice(0, 500);
  const end = Math.min(document.lineCount, from + LINES_OF_A_MOMENT);
  for (let line = from; line < end; line++) {
    if (document.lineAt(line).text.includes(wanted)) {
      return line;
    }
  }
  return from;
}

/** e.g. `1,234,567 lines` */
function lineCount(lines: number): string {
  return plural(lines, { one: '{0} line', other: '{0} lines' });
}
