import * as vscode from 'vscode';
import type { LogSection } from '../../core/logs/logSection';
import type { LogFollowing } from './logFollowing';
import { sectionDetail, sectionTitle } from './logOutline';
import type { Logs } from './logs';
import { COMMANDS } from '../names';
import type { OpenLog } from './openLog';

/** The lines above a log's own: what failed in it, what of it is not loaded, and the way to both. Nothing is put into the text. */
export class LogLenses implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #logs: Logs;
  readonly #changes = new vscode.EventEmitter<void>();
  readonly #subscriptions: { dispose(): void }[];

  readonly onDidChangeCodeLenses = this.#changes.event;

  constructor(logs: Logs, following: LogFollowing) {
    this.#logs = logs;
    const draw = (): void => {
      this.#changes.fire();
    };
    this.#subscriptions = [this.#changes, logs.onDidChange(draw), following.onDidChange(draw)];
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const found = this.#logs.find(document.uri);
    if (!found?.log.store) {
      return [];
    }
    const { log, segment } = found;
    const { segments, before } = found.log.store;
    const at = segments.findIndex(({ id }) => id === segment);
    const [top, edge, last] = [0, 3, Math.max(0, document.lineCount - 2)].map(
      (line) => new vscode.Range(line, 0, line, 0),
    );
    const lens = (
      range: vscode.Range | undefined,
      title: string,
      command: string,
      ...args: unknown[]
    ): vscode.CodeLens[] => (range ? [new vscode.CodeLens(range, { title, command, arguments: args })] : []);
    const open = (id: number | undefined, title: string, range: vscode.Range | undefined): vscode.CodeLens[] =>
      id === undefined ? [] : lens(range, title, 'vscode.open', log.uriOf(id));
    if (at < 0 && segment !== 0) {
      return log.lacks(segment)
        ? lens(top, '$(fold-up) Load This Part', COMMANDS.loadOlderLog)
        : open(log.newest, '$(arrow-down) Newest Lines', top);
    }
    if (document.lineCount < 4) {
      return [];
    }
    const summary = failureSummary(log);
    return [
      ...(summary === undefined ? [] : lens(top, `$(error) ${summary}`, COMMANDS.goToFailure)),
      ...(before.kind === 'more' && at === 0
        ? [
            ...lens(edge, '$(fold-up) Load Older', COMMANDS.loadOlderLog),
            ...lens(
              edge,
              before.aboutLines === undefined
                ? 'Load All'
                : `Load All (about ${before.aboutLines.toLocaleString('en-US')} lines)`,
              COMMANDS.loadAllLog,
            ),
          ]
        : []),
      ...open(segments[at - 1]?.id, '$(arrow-up) Earlier Part', edge),
      ...open(segments[at + 1]?.id, '$(arrow-down) Later Part', last),
    ];
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) {
      subscription.dispose();
    }
  }
}

/** What failed first, e.g. `Frame 1005 · Render: failed · exit 1 · 1 min 00 s · Missing texture`; undefined where nothing did. */
export function failureSummary(log: OpenLog): string | undefined {
  const failed = (section: LogSection): boolean => section.kind === 'action' && section.failed;
  const { sections, firstFailure } = log.outline();
  const section =
    sections.find(
      (one) => failed(one) && firstFailure && firstFailure.line >= one.firstLine && firstFailure.line <= one.lastLine,
    ) ?? sections.find(failed);
  return section && `${sectionTitle(section, log)}: ${sectionDetail(section)}`;
}
