import * as vscode from 'vscode';
import { t } from '../../../core/text/localize';
import { DisposableStore } from '../../../core/async/disposableStore';
import { parseTime } from '../../../core/logs/lines/writtenTime';
import { TIME_FORMS, type TimeForm } from '../../../render/logs/logTime';
import { exactTime } from '../../../render/time';
import { writeLogTimeForm } from '../../state/logTimeForm';
import { askText } from '../../window/messages';
import { pick } from '../../window/picker';
import type { LogEditor, Logs } from '../logs';
import type { OpenLog } from '../openLog';

const NAMES: Readonly<Record<TimeForm, readonly [label: string, detail: string]>> = {
  off: [t('No times'), t('Lines as the program wrote them')],
  local: [t('Local time'), '10:02:31.250'],
  utc: ['UTC', '10:02:31.250Z'],
  sinceSession: [t('Since the session’s start'), '+0:01:12.345'],
  sinceAction: [t('Since the action’s start'), t('+0:00:04.120, from 0 again with each action')],
};

/** Which times a log's lines begin with, and the ways about a log by time. */
export class LogTimes implements vscode.Disposable {
  readonly #logs: Logs;
  readonly #memento: vscode.Memento;
  readonly #owned = new DisposableStore();
  /** Waits for the text with other times. */
  #changing: vscode.Disposable | undefined;
  /** Sessions whose logs are scrolled together. */
  readonly #together = new Set<string>();

  constructor(logs: Logs, memento: vscode.Memento) {
    this.#logs = logs;
    this.#memento = memento;
    this.#owned.add(
      vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => {
        this.#scrollOthers(textEditor);
      }),
    );
  }

  /** Lets a person choose the times of the log in front. What they were looking at stays where it was. */
  async choose(): Promise<void> {
    const { log } = this.#logs.active ?? {};
    if (!log) {
      return;
    }
    const items = TIME_FORMS.map((form) => ({
      label: NAMES[form][0],
      detail: NAMES[form][1],
      description: form === log.form ? t('current') : '',
      value: form,
    }));
    const chosen = await pick(
      items,
      { title: t('Timestamps'), placeholder: t('Select a timestamp format') },
      (form) => form === log.form,
    );
    if (chosen !== undefined && chosen !== log.form) {
      await writeLogTimeForm(this.#memento, chosen);
      this.#change(log, chosen);
    }
  }

  /** Asks for a time and goes to the first line that was written then or later. */
  async goTo(): Promise<void> {
    const { log } = this.#logs.active ?? {};
    const [first, last] = log ? edgesOf(log) : [];
    if (!log || first === undefined || last === undefined) {
      return;
    }
    const startMs = log.session.snapshot?.session.startedAtMs ?? first;
    const read = (text: string): number | undefined =>
      parseTime(text, { nearMs: last, startMs, isUtc: log.form === 'utc' });
    const example = (log.form === 'utc' ? new Date(first).toISOString() : exactTime(first))
      .slice(0, 16)
      .replace('T', ' ');
    const text = await askText({
      prompt: t('Lines from {0} to {1} are loaded.', exactTime(first), exactTime(last)),
      placeholder: t('{0}, {1}, or +1:12 since the session’s start', example.slice(11), example),
      validate: (typed) =>
        typed.trim() === '' || read(typed) !== undefined
          ? undefined
          : t('Not a time: {0}, {1} or +1:12.', example.slice(11), example),
    });
    const timeMs = text === undefined ? undefined : read(text);
    if (timeMs === undefined) {
      return;
    }
    if (timeMs < first && log.store?.before.kind === 'more') {
      await log.loadSince(timeMs);
    }
    await this.#logs.reveal(log, log.store?.lineAtTime(timeMs));
  }

  /** Shows the session's log and its worker's side by side, at the same time. */
  async showBoth(key: OpenLog['logKey']['key']): Promise<void> {
    this.#together.add(key.sessionId);
    await this.#logs.show(key, 'session', { kind: 'end' });
    const session = this.#logs.active;
    await this.#logs.show(key, 'worker', { kind: 'end' }, { column: vscode.ViewColumn.Beside });
    if (session) {
      await vscode.window.showTextDocument(session.editor.document, session.editor.viewColumn);
    }
  }

  dispose(): void {
    this.#changing?.dispose();
    this.#owned.dispose();
  }

  /** The text is another one, but line by line the same: the selection, the lines in view and the folds among them are put back. */
  #change(log: OpenLog, form: TimeForm): void {
    const views = this.#logs.visible(log).map(({ editor }) => noteView(editor));
    const changed = vscode.workspace.onDidChangeTextDocument(({ document }) => {
      const ofDocument = views.filter(({ editor }) => editor.document === document);
      if (ofDocument.length > 0) {
        changed.dispose();
        for (const view of ofDocument) {
          // An editor that was closed meanwhile has nothing to put back.
          void putBack(view).catch(() => undefined);
        }
      }
    });
    this.#changing?.dispose();
    this.#changing = changed;
    this.#logs.setForm(log, form);
  }

  /** The editor that a person scrolls leads; the others of its session show the same time. */
  #scrollOthers(leader: vscode.TextEditor): void {
    const shown = this.#logs.editorOf(leader);
    if (!shown || leader !== vscode.window.activeTextEditor || !this.#together.has(shown.log.logKey.key.sessionId)) {
      return;
    }
    const timeMs = topTime(shown);
    for (const editor of vscode.window.visibleTextEditors) {
      const other = this.#logs.editorOf(editor);
      if (
        timeMs !== undefined &&
        other &&
        other.log !== shown.log &&
        other.log.logKey.key.sessionId === shown.log.logKey.key.sessionId
      ) {
        const { log } = other;
        const position = log.placeOf(
          log.store?.lineAtTime(timeMs) ?? (log.store ? log.store.firstLine + log.store.lineCount - 1 : 0),
        );
        if (position?.segment === other.segment) {
          editor.revealRange(new vscode.Range(position.line, 0, position.line, 0), vscode.TextEditorRevealType.AtTop);
        }
      }
    }
  }
}

/** What a person sees of a log, by its lines. */
interface NotedView {
  readonly editor: vscode.TextEditor;
  /** The lines in view after which lines are folded. */
  readonly folds: readonly number[];
  readonly active: number;
  readonly anchor: number;
}

function noteView(editor: vscode.TextEditor): NotedView {
  return {
    editor,
    // Folded lines are between the ranges.
    folds: editor.visibleRanges.slice(0, -1).map(({ end }) => end.line),
    active: editor.selection.active.line,
    anchor: editor.selection.anchor.line,
  };
}

/**
 * Selects the same lines again, and folds those that were folded in view: VS Code opens all folds of a large text that is replaced,
 * moves the cursor to its end and stays where it is scrolled to. Only in the active editor can lines be folded.
 */
async function putBack({ editor, folds, active, anchor }: NotedView): Promise<void> {
  const [fold] = folds;
  if (fold !== undefined && editor === vscode.window.activeTextEditor) {
    // Folding scrolls to the cursor, which must be in view.
    editor.selection = new vscode.Selection(fold, 0, fold, 0);
    await vscode.commands.executeCommand('editor.fold', { selectionLines: folds, levels: 1, direction: 'down' });
  }
  const end = editor.document.lineAt(Math.min(active, editor.document.lineCount - 1)).range;
  editor.selection = new vscode.Selection(anchor, 0, end.end.line, anchor < active ? end.end.character : 0);
}

function topTime({ log, segment, editor }: LogEditor): number | undefined {
  const line = log.lineAt(segment, editor.visibleRanges[0]?.start.line ?? 0);
  return line === undefined ? undefined : log.store?.timeOfLine(line);
}

function edgesOf({ store }: OpenLog): readonly [number | undefined, number | undefined] {
  return [store?.segments[0]?.chunks[0]?.fromMs, store?.segments.at(-1)?.chunks.at(-1)?.toMs];
}
