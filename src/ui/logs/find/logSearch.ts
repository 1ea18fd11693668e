import * as vscode from 'vscode';
import { formatNumber, t } from '../../../core/text/localize';
import { type TextPattern, textPattern, type TextQuery } from '../../../core/logs/lines/textPattern';
import type { App } from '../../app';
import { showInStatusBar, withWindowProgress } from '../../window/messages';
import { goToRange } from '../goToRange';
import type { Logs } from '../logs';
import type { OpenLog } from '../openLog';
import { FindBox } from './findBox';
import type { FoundLine } from './foundLines';

/** How many lines of one moment are searched for a line that was found before it was loaded. */
const LINES_OF_A_MOMENT = 5_000;
const LAST_QUERY = 'logSearch';

/** What was found last, to be walked. */
interface Found {
  readonly log: OpenLog;
  readonly query: TextQuery;
  readonly lines: readonly FoundLine[];
  at: number;
}

/**
 * The one way to find a text in a log: the loaded lines while one types, the lines before them by the service's own search, or by
 * reading them where that is asked for. What was searched for last is there again next time, and its hits can be walked.
 */
export class LogSearch {
  readonly #app: App;
  readonly #logs: Logs;
  readonly #memento: vscode.Memento;
  #found: Found | undefined;

  constructor(app: App, logs: Logs, memento: vscode.Memento) {
    this.#app = app;
    this.#logs = logs;
    this.#memento = memento;
  }

  /** Lets a person search the log in front, beginning with the selected words, else with what was searched for last. */
  async find(): Promise<void> {
    const { log, editor } = this.#logs.active ?? {};
    if (!log || !editor) {
      return;
    }
    const selected = editor.selection.isSingleLine ? editor.document.getText(editor.selection) : '';
    const before = this.#readQuery();
    const search = new FindBox(this.#app, log, {
      query: selected === '' ? before : { ...before, text: selected, isRegex: false },
      cursor: log.lineAt(this.#logs.active?.segment ?? 0, editor.selection.active.line) ?? 0,
    });
    const index = await search.choose();
    await this.#memento.update(LAST_QUERY, search.query);
    if (index !== undefined) {
      this.#found = { log, query: search.query, lines: search.lines, at: index };
      await this.#show(this.#found);
    }
  }

  /** Goes to the next hit or the one before, and from the last one to the first. Asks what to find where nothing was found yet. */
  async go(direction: 'next' | 'previous'): Promise<void> {
    const { log } = this.#logs.active ?? {};
    const found = this.#found;
    if (!found || found.log !== log || found.lines.length === 0) {
      await this.find();
      return;
    }
    const count = found.lines.length;
    found.at = (found.at + (direction === 'next' ? 1 : count - 1)) % count;
    await this.#show(found);
  }

  async #show({ log, query, lines, at }: Found): Promise<void> {
    const hit = lines[at];
    const pattern = textPattern(query);
    if (!hit || !pattern) {
      return;
    }
    if (hit.line === undefined) {
      await withWindowProgress(t('Reading the log…'), () => log.loadSince(hit.timestampMs));
    }
    const editor = await this.#logs.reveal(log, hit.line ?? log.store?.lineAtTime(hit.timestampMs));
    const place = placeOf(editor, hit, pattern);
    if (place) {
      await goToRange(editor, place);
    }
    showInStatusBar('search', t('{0} of {1} found in this log', at + 1, formatNumber(lines.length)));
  }

  /** Our own storage, but other versions write it too. */
  #readQuery(): TextQuery {
    const { text, matchesCase, isRegex } = this.#memento.get<Partial<TextQuery>>(LAST_QUERY) ?? {};
    return {
      text: typeof text === 'string' ? text : '',
      matchesCase: matchesCase === true,
      isRegex: isRegex === true,
    };
  }
}

/** Where a hit is in an editor that shows its line, or the first line of its moment. */
function placeOf(editor: vscode.TextEditor, hit: FoundLine, pattern: TextPattern): vscode.Range | undefined {
  const { document, selection } = editor;
  const end = Math.min(selection.start.line + LINES_OF_A_MOMENT, document.lineCount);
  for (let line = selection.start.line; line < end; line++) {
    const { text } = document.lineAt(line);
    // A time stands before each event's first line.
    const offset = text.length - hit.text.length;
    const match = offset >= 0 && text.endsWith(hit.text) ? pattern(hit.text) : undefined;
    if (match) {
      return new vscode.Range(line, offset + match.start, line, offset + match.start + match.length);
    }
  }
  return undefined;
}
