import * as vscode from 'vscode';
import { t } from '../../../core/text/localize';
import { DisposableStore } from '../../../core/async/disposableStore';
import { ProblemLines } from '../../../core/logs/lines/problemLines';
import type { Evidence } from '../../../core/diagnosis/diagnosis';
import { causeLine, causeLabel, isCauseKnown } from '../../../render/diagnosis';
import { type ExplainingLine, logProblems } from '../../../render/logs/logProblems';
import { capital } from '../../../render/farms/farmRows';
import { HEAD_LINES, TAIL_LINES } from '../../../render/logs/logText';
import { plainText } from '../../../core/text/plainText';
import { LOG_LANGUAGE, LOG_SCHEME, LOGS_WITH_PROBLEMS } from '../../names';
import { showInfo } from '../../window/messages';
import { lineWithText, type Logs } from '../logs';
import type { OpenLog } from '../openLog';
import type { LogOutlines } from './logOutline';

/** What VS Code's own command is called that shows its list of problems. */
const PROBLEMS_VIEW = 'workbench.panel.markers.view.focus';
/** A time of ours before a line, e.g. `11-23 10:02:31.250Z  `. */
const WRITTEN_TIME = /^(?:\d\d-\d\d )?[+-]?\d+:\d\d:\d\d\.\d{3}Z? */;

const SEVERITIES = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
} as const;

/**
 * The errors and warnings of logs in VS Code's list of problems, of those logs for which a person asked. They follow a log that
 * grows, and go when its tab is closed.
 */
export class LogProblems implements vscode.Disposable {
  readonly #logs: Logs;
  readonly #outlines: LogOutlines;
  readonly #collection = vscode.languages.createDiagnosticCollection('deadline-logs');
  /** By the addresses of their documents. */
  readonly #shown = new Map<string, ProblemLines>();
  readonly #owned = new DisposableStore();

  constructor(logs: Logs, outlines: LogOutlines) {
    this.#logs = logs;
    this.#outlines = outlines;
    this.#owned.add(
      this.#collection,
      logs.onDidChange((log) => {
        this.#follow(log);
      }),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        const from = contentChanges.reduce((first, { range }) => Math.min(first, range.start.line), Infinity);
        if (from !== Infinity && this.#shown.has(document.uri.toString())) {
          this.#read(document, from);
          this.#list(document);
        }
      }),
      // VS Code keeps documents for minutes after their last tab was closed.
      vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
        closed.flatMap(addressOf).forEach((uri) => {
          if (!isInTab(uri)) {
            this.#forget(uri);
          }
        });
      }),
    );
  }

  /** Lists the problems of the log in front, all its documents, and shows the list. */
  async show(): Promise<void> {
    const document = logInFront();
    if (!document) {
      void showInfo(t('Open a log first.'));
      return;
    }
    const documents = this.#documentsOf(document);
    for (const one of documents) {
      this.#read(one, 0);
      this.#list(one);
    }
    this.#tell();
    if (documents.every(({ uri }) => (this.#collection.get(uri) ?? []).length === 0)) {
      void showInfo(t('No line of this log reads like an error or a warning.'));
      return;
    }
    await vscode.commands.executeCommand(PROBLEMS_VIEW);
  }

  /** Takes those of the log in front out of the list. */
  clear(): void {
    const document = logInFront();
    for (const { uri } of document ? this.#documentsOf(document) : []) {
      this.#forget(uri);
    }
  }

  dispose(): void {
    this.#owned.dispose();
  }

  /** The documents that show the same log; a file on disk is one. */
  #documentsOf(document: vscode.TextDocument): readonly vscode.TextDocument[] {
    const log = this.#logs.find(document.uri)?.log;
    return log ? vscode.workspace.textDocuments.filter(({ uri }) => this.#logs.find(uri)?.log === log) : [document];
  }

  /** What is known of a log has changed: its diagnosis, or its documents. */
  #follow(log: OpenLog): void {
    const documents = vscode.workspace.textDocuments.filter(({ uri }) => this.#logs.find(uri)?.log === log);
    if (!documents.some(({ uri }) => this.#shown.has(uri.toString()))) {
      return;
    }
    for (const document of documents) {
      if (!this.#shown.has(document.uri.toString())) {
        this.#read(document, 0);
        this.#tell();
      }
      this.#list(document);
    }
  }

  /** Reads what the lines say, from one on. */
  #read(document: vscode.TextDocument, from: number): void {
    const key = document.uri.toString();
    const lines = this.#shown.get(key) ?? new ProblemLines();
    this.#shown.set(key, lines);
    const isOurs = document.uri.scheme === LOG_SCHEME;
    const [first, end] = isOurs ? [HEAD_LINES, document.lineCount - TAIL_LINES - 1] : [0, document.lineCount];
    lines.read(Math.max(first, from), end, (line) => wordsAt(document, line));
  }

  #list(document: vscode.TextDocument): void {
    const { errors = [], warnings = [] } = this.#shown.get(document.uri.toString()) ?? {};
    const found = this.#logs.find(document.uri);
    const failures = this.#outlines.failureLines(document);
    const isThere = (line: number): boolean => line < document.lineCount;
    const problems = logProblems(
      {
        explaining: found ? explainingLines(document, found.log, found.segment) : [],
        errors: [...errors, ...failures].filter(isThere),
        warnings: warnings.filter(isThere),
      },
      (line) => wordsAt(document, line),
    );
    this.#collection.set(
      document.uri,
      problems.map(({ line, severity, message }) => {
        const { range, firstNonWhitespaceCharacterIndex } = document.lineAt(line);
        const start = new vscode.Position(line, firstNonWhitespaceCharacterIndex);
        const diagnostic = new vscode.Diagnostic(range.with(start), message, SEVERITIES[severity]);
        diagnostic.source = 'Deadline';
        return diagnostic;
      }),
    );
  }

  #forget(uri: vscode.Uri): void {
    if (this.#shown.delete(uri.toString())) {
      this.#collection.delete(uri);
      this.#tell();
    }
  }

  /** Lets the menus of a log offer what can be done with it. */
  #tell(): void {
    void vscode.commands.executeCommand('setContext', LOGS_WITH_PROBLEMS, [...this.#shown.keys()]);
  }
}

function addressOf({ input }: vscode.Tab): readonly vscode.Uri[] {
  return input instanceof vscode.TabInputText ? [input.uri] : [];
}

function isInTab(uri: vscode.Uri): boolean {
  const shown = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.flatMap(addressOf));
  return shown.some((one) => one.toString() === uri.toString());
}

function logInFront(): vscode.TextDocument | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document && (document.uri.scheme === LOG_SCHEME || document.languageId === LOG_LANGUAGE)
    ? document
    : undefined;
}

function wordsAt(document: vscode.TextDocument, line: number): string {
  const { text } = document.lineAt(line);
  return document.uri.scheme === LOG_SCHEME ? text.replace(WRITTEN_TIME, '') : text;
}

/** The lines that the diagnosis names, as far as a document shows them: why it failed, then what else did. */
function explainingLines(document: vscode.TextDocument, log: OpenLog, segment: number): readonly ExplainingLine[] {
  const { diagnosis } = log.session;
  if (!diagnosis || log.kind !== 'session') {
    return [];
  }
  const isKnown = isCauseKnown(diagnosis);
  const cause = isKnown ? causeLine(diagnosis) : t('{0}. It stopped here:', capital(causeLabel(diagnosis)));
  const reasons = isKnown ? diagnosis.evidence : diagnosis.stoppedAt ? [diagnosis.stoppedAt] : [];
  const place = (evidence: Evidence): readonly number[] => lineOf(document, log, segment, evidence);
  return [
    ...reasons
      .flatMap(place)
      .map((line, index) => ({ line, cause: index === 0 ? cause : undefined, isReason: isKnown })),
    ...diagnosis.others.flatMap(({ sentence, evidence }) =>
      place(evidence).map((line) => ({ line, cause: plainText(sentence, 300), isReason: false })),
    ),
  ];
}

/** The line of a document that shows a line of evidence; none where it is in another document, or not loaded. */
function lineOf(
  document: vscode.TextDocument,
  log: OpenLog,
  segment: number,
  { at, text }: Evidence,
): readonly number[] {
  const line = at && log.extentOf(segment, document.lineCount) ? log.store?.lineAtTime(at.timestampMs) : undefined;
  const place = line === undefined ? undefined : log.placeOf(line);
  return place?.segment === segment ? [lineWithText(document, place.line, text)] : [];
}
