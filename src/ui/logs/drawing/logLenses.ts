import * as vscode from 'vscode';
import { formatNumber, t } from '../../../core/text/localize';
import { DisposableStore } from '../../../core/async/disposableStore';
import type { Fault } from '../../../core/errors';
import type { SessionActionId } from '../../../core/ids';
import type { LogSection } from '../../../core/logs/structure/logSection';
import { REMEDY_TITLES } from '../../../render/remedies';
import { stuckLine } from '../../../render/watching/stuck';
import { REMEDY_COMMANDS } from '../../showFault';
import type { LogFollowing } from '../logFollowing';
import { sectionDetail, sectionTitle } from './logOutline';
import type { Logs } from '../logs';
import { COMMANDS } from '../../names';
import { lensLabel } from '../../window/safeText';
import type { OpenLog } from '../openLog';

/** The lines above a log's own: what failed in it, what of it is not loaded or could not be read, and the ways to that. Nothing is put into the text. */
export class LogLenses implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #logs: Logs;
  readonly #now: () => number;
  readonly #changes = new vscode.EventEmitter<void>();
  readonly #owned = new DisposableStore();

  readonly onDidChangeCodeLenses = this.#changes.event;

  constructor(logs: Logs, following: LogFollowing, now: () => number) {
    this.#logs = logs;
    this.#now = now;
    const draw = (): void => {
      this.#changes.fire();
    };
    this.#owned.add(this.#changes, logs.onDidChange(draw), following.onDidChange(draw));
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const found = this.#logs.find(document.uri);
    const lenses = found ? lensesOf(found.log, found.segment, document.lineCount - 2, this.#now()) : [];
    return lenses.map(
      ({ line, icon, title, command, argument, actionId }) =>
        new vscode.CodeLens(new vscode.Range(line, 0, line, 0), {
          title: lensLabel(icon, title),
          command,
          // Without an argument it is about the log in front; an `undefined` would stand for a row that is gone.
          arguments: argument === undefined ? [] : [argument, actionId],
        }),
    );
  }

  dispose(): void {
    this.#owned.dispose();
  }
}

interface Lens {
  readonly line: number;
  /** A codicon before the title. */
  readonly icon?: string;
  readonly title: string;
  readonly command: string;
  readonly argument?: unknown;
  /** The command's second argument. */
  readonly actionId?: SessionActionId | 'wait' | undefined;
}

/** The line of a document's head that says what lies before its first line. */
const EDGE = 3;

function lensesOf(log: OpenLog, segment: number, lastLine: number, nowMs: number): Lens[] {
  if (log.fault) {
    return waysOut(log, log.fault);
  }
  if (!log.store) {
    return [];
  }
  const { segments, before } = log.store;
  const at = segments.findIndex(({ id }) => id === segment);
  const open = (line: number, id: number | undefined, icon: string, title: string): Lens[] =>
    id === undefined ? [] : [{ line, icon, title, command: 'vscode.open', argument: log.uriOf(id) }];
  if (at < 0 && segment !== 0) {
    return log.lacks(segment)
      ? [{ line: 0, icon: 'fold-up', title: t('Load This Part'), command: COMMANDS.loadOlderLog }]
      : open(0, log.newest, 'arrow-down', t('Newest Lines'));
  }
  const summary = failureSummary(log);
  const { key, actionId } = log.logKey;
  const all =
    before.kind === 'more' && before.aboutLines !== undefined
      ? t('Load All (about {0} lines)', formatNumber(before.aboutLines))
      : t('Load All');
  const { stuck } = log.session;
  return [
    ...(stuck && log.isActive
      ? [
          {
            line: 0,
            icon: 'warning',
            title: stuckLine(stuck, nowMs),
            command: COMMANDS.goToFailure,
            argument: key,
            actionId: 'wait' as const,
          },
        ]
      : []),
    ...(summary === undefined
      ? []
      : [
          { line: 0, icon: 'error', title: summary, command: COMMANDS.goToFailure },
          {
            line: 0,
            title: t('Compare with One That Succeeded'),
            command: COMMANDS.compareWithGood,
            argument: key,
            actionId,
          },
        ]),
    ...(before.kind === 'more' && at === 0
      ? [
          { line: EDGE, icon: 'fold-up', title: t('Load Older'), command: COMMANDS.loadOlderLog },
          { line: EDGE, title: all, command: COMMANDS.loadAllLog },
        ]
      : []),
    ...open(EDGE, segments[at - 1]?.id, 'arrow-up', t('Earlier Part')),
    ...open(lastLine, segments[at + 1]?.id, 'arrow-down', t('Later Part')),
  ];
}

/** What can be done about a log that could not be read; to try again is always among it. */
function waysOut({ logKey: { key } }: OpenLog, { remedies }: Fault): Lens[] {
  return [
    { line: 0, icon: 'refresh', title: REMEDY_TITLES.retry, command: COMMANDS.loadOlderLog },
    ...remedies.flatMap((remedy) =>
      remedy === 'retry' || remedy === 'openLog'
        ? []
        : [{ line: 0, title: REMEDY_TITLES[remedy], command: REMEDY_COMMANDS[remedy], argument: key }],
    ),
  ];
}

/** What failed first, e.g. `Frame 1005 · Render: failed · The GPU ran out of memory · exit 1 · 1 min 00 s`; undefined where nothing did. */
function failureSummary(log: OpenLog): string | undefined {
  const failed = (section: LogSection): boolean => section.kind === 'action' && section.failed;
  const { sections, firstFailure } = log.outline();
  const section =
    sections.find(
      (one) => failed(one) && firstFailure && firstFailure.line >= one.firstLine && firstFailure.line <= one.lastLine,
    ) ?? sections.find(failed);
  return section && `${sectionTitle(section, log)}: ${sectionDetail(section, log)}`;
}
