import * as vscode from 'vscode';
import { t } from '../../../core/text/localize';
import { sectionsWithin } from '../../../core/logs/structure/logOutline';
import type { LogOutline, LogSection } from '../../../core/logs/structure/logSection';
import { LogStructure } from '../../../core/logs/structure/logStructure';
import { plainText } from '../../../core/text/plainText';
import { actionLabel, exitCode, statusWord } from '../../../render/session/action';
import { causeLabel, causeLine, isCauseKnown } from '../../../render/diagnosis';
import { stuckLabel } from '../../../render/watching/stuck';
import { HEAD_LINES } from '../../../render/logs/logText';
import { duration } from '../../../render/time';
import type { Logs } from '../logs';
import { LOG_SCHEME } from '../../names';
import type { OpenLog } from '../openLog';

/** What a document shows of a log's structure. */
interface Shown extends Pick<LogOutline, 'sections' | 'failures'> {
  readonly firstLine: number;
  readonly lastLine: number;
  /** From a line of the log to one of the document. */
  readonly shift: number;
  /** Missing for files on disk. */
  readonly log: OpenLog | undefined;
}

/** Above an action's title: a blank line and a rule. */
const BANNER_LINES = 2;
const NONE: Pick<LogOutline, 'sections' | 'failures'> = { sections: [], failures: [] };

/** What the outline, the breadcrumbs, sticky scroll and folding are told of a log: its actions, their phases, tracebacks. */
export class LogOutlines {
  readonly #logs: Logs;
  readonly #files = new WeakMap<vscode.TextDocument, { version: number; structure: LogStructure }>();

  constructor(logs: Logs) {
    this.#logs = logs;
  }

  symbols(document: vscode.TextDocument): vscode.DocumentSymbol[] {
    const shown = this.#shownIn(document);
    return shown.sections.map((section) => toSymbol(section, document, shown));
  }

  folds(document: vscode.TextDocument): vscode.FoldingRange[] {
    const { sections, shift } = this.#shownIn(document);
    const fold = ({ firstLine, lastLine, children }: LogSection, next?: LogSection): vscode.FoldingRange[] => {
      // With the rules above the next title, so that a folded log has a line for each action.
      const isBannerBetween = next !== undefined && next.firstLine - lastLine <= BANNER_LINES + 1;
      const end = isBannerBetween ? next.firstLine - 1 : lastLine;
      return end > firstLine
        ? [
            new vscode.FoldingRange(firstLine + shift, end + shift, vscode.FoldingRangeKind.Region),
            ...children.flatMap((child) => fold(child)),
          ]
        : [];
    };
    return sections.flatMap((section, index) => fold(section, sections[index + 1]));
  }

  /** The session's actions in a document of its log, each with the line of its title, or the first one that is there. */
  actions(document: vscode.TextDocument): readonly { readonly section: LogSection; readonly line: number }[] {
    const { sections, shift } = this.#shownIn(document);
    return sections.flatMap((section) =>
      section.actionId === undefined ? [] : { section, line: section.firstLine + shift },
    );
  }

  /** The lines of a document that tell of failures, in their order. */
  failureLines(document: vscode.TextDocument): number[] {
    const { failures, shift, firstLine, lastLine } = this.#shownIn(document);
    return failures.flatMap(({ line }) => (line >= firstLine && line <= lastLine ? line + shift : []));
  }

  #shownIn(document: vscode.TextDocument): Shown {
    const found = this.#logs.find(document.uri);
    // The loaded part may have lines by now, before or after, that the editor has not been given yet.
    const extent = found?.log.extentOf(found.segment, document.lineCount);
    const file = found ? undefined : this.#structureOf(document);
    const { sections, failures } = (extent && found?.log.outline()) ?? file?.outline(undefined) ?? NONE;
    const firstLine = extent?.firstLine ?? 0;
    const shift = extent ? HEAD_LINES - firstLine : 0;
    const lastLine = firstLine + (extent?.lineCount ?? document.lineCount) - 1;
    return {
      sections: sectionsWithin(sections, firstLine, lastLine),
      failures,
      firstLine,
      lastLine,
      shift,
      log: found?.log,
    };
  }

  /** A file on disk, or text that somebody pasted: read once for each version. */
  #structureOf(document: vscode.TextDocument): LogStructure | undefined {
    if (document.uri.scheme === LOG_SCHEME) {
      return undefined;
    }
    const known = this.#files.get(document);
    if (known?.version === document.version) {
      return known.structure;
    }
    const structure = new LogStructure('file');
    structure.append(
      document
        .getText()
        .split(/\r\n|\r|\n/)
        .map((message) => ({ timestampMs: NaN, message })),
    );
    this.#files.set(document, { version: document.version, structure });
    return structure;
  }
}

function toSymbol(section: LogSection, document: vscode.TextDocument, shown: Shown): vscode.DocumentSymbol {
  const first = document.lineAt(section.firstLine + shown.shift).range;
  const last = document.lineAt(section.lastLine + shown.shift).range;
  const symbol = new vscode.DocumentSymbol(
    sectionTitle(section, shown.log) || t('Untitled'),
    sectionDetail(section, shown.log),
    section.failed ? vscode.SymbolKind.Event : KINDS[section.kind],
    first.union(last),
    first,
  );
  symbol.children = section.children.map((child) => toSymbol(child, document, shown));
  return symbol;
}

const KINDS: Readonly<Record<LogSection['kind'], vscode.SymbolKind>> = {
  action: vscode.SymbolKind.Method,
  phase: vscode.SymbolKind.Field,
  cleanup: vscode.SymbolKind.Method,
  traceback: vscode.SymbolKind.Event,
  summary: vscode.SymbolKind.Array,
};

/** What a section is called: as the service knows the action, e.g. `Frame 1005 · Render`, else as the log says it. */
export function sectionTitle(section: LogSection, log: OpenLog | undefined): string {
  const action = log?.actionOf(section.actionId);
  const { snapshot } = log?.session ?? {};
  return action && snapshot ? actionLabel(action, snapshot.stepNames) : plainText(section.title, 120);
}

/** How it went, e.g. `failed · The program crashed · exit 139 (SIGSEGV) · 1 min 00 s`, without a known cause `failed · unknown cause · exit 1 · 32 s · Publishing 1003`; empty for what says nothing. */
export function sectionDetail(section: LogSection, log: OpenLog | undefined): string {
  const { status, failed, exitCode: code, durationMs, message } = section;
  const { diagnosis, stuck } = log?.session ?? {};
  const own = status === 'FAILED' && diagnosis?.sessionActionId === section.actionId ? diagnosis : undefined;
  const isKnown = own !== undefined && isCauseKnown(own);
  return [
    failed || (status !== undefined && status !== 'SUCCEEDED') ? statusWord(status ?? 'FAILED') : '',
    own === undefined ? '' : isKnown ? plainText(causeLine(own), 160).replace(/[.。]$/, '') : causeLabel(own),
    stuck !== undefined && stuck.sessionActionId === section.actionId ? stuckLabel(stuck) : '',
    code === undefined || code === 0 ? '' : exitCode(code),
    durationMs === undefined ? '' : duration(durationMs),
    message === undefined || isKnown ? '' : plainText(message, 160),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}
