import * as vscode from 'vscode';
import { formatNumber, plural, t } from '../../core/text/localize';
import { DisposableStore } from '../../core/async/disposableStore';
import type { News } from '../../core/news';
import type { WatchedPart } from '../../core/farm/watchedParts';
import { failingAction, type Tone } from '../../core/session/status';
import { plainText } from '../../core/text/plainText';
import type { WatchedSession } from '../../core/session/watchedSession';
import { connectionMark } from '../../render/connection';
import { sessionState, sessionTone } from '../../render/session/session';
import { partState, partTone } from '../../render/watching/watchedPart';
import { watchStatus } from '../../render/watching/watchStatus';
import type { WatchedThing } from '../../watch/watching/watchList';
import type { App } from '../app';
import { toneIconName, toneText } from '../icons';
import { type CommandId, COMMANDS } from '../names';
import { appendWords, link, trustedMarkdown } from '../window/markdown';
import { type PickerRow, pick } from '../window/picker';
import { watchedTitle } from './watching';
import { iconLabel } from '../window/safeText';

/** Bad news first, then what runs. */
const ORDER = ['failed', 'blocked', 'interrupted', 'canceled', 'ending', 'running', 'waiting', 'neutral', 'succeeded'];
/** How many rows the tooltip has. */
const MOST_ROWS = 12;
/** How much of a name the tooltip shows. */
const LONGEST_NAME = 120;
/** What the tooltip's links may run: nothing of it changes anything on a farm. */
const LINKED: readonly string[] = [
  COMMANDS.openDetails,
  COMMANDS.openLog,
  COMMANDS.goToFailure,
  COMMANDS.whyJobFailed,
  COMMANDS.revealInFarms,
  COMMANDS.showMissedNews,
  COMMANDS.showWatchStatistics,
];

/** What the person chose in the picker: a command, and what it is about. */
export type StatusBarChoice = readonly [command: CommandId, ...args: readonly unknown[]];

/** One thing that is watched, ready to be drawn. */
interface Row {
  readonly thing: WatchedThing;
  readonly tone: Tone;
  readonly title: string;
  readonly state: string;
  readonly hasFailed: boolean;
}

/**
 * One item in the status bar, only while something of what is watched goes on or has news that was not looked at yet: the worst news
 * first, the progress of a single one. Red is for a failure that was not looked at yet.
 */
export class StatusBar implements vscode.Disposable {
  readonly #app: StatusBarApp;
  readonly #item = vscode.window.createStatusBarItem('deadlineSessions.active', vscode.StatusBarAlignment.Left, 0);
  readonly #owned = new DisposableStore();
  #isDrawing = false;

  constructor(app: StatusBarApp) {
    this.#app = app;
    this.#item.name = 'Deadline Sessions';
    this.#item.command = COMMANDS.showWatched;
    const draw = (): void => {
      this.#drawSoon();
    };
    this.#owned.add(
      app.store.onDidChange(({ session: { key } }) => {
        if (app.watchList.has({ kind: 'session', key })) {
          draw();
        }
      }),
      app.watchedParts.onDidChange(draw),
      app.watchList.onDidChange(draw),
      app.watching.news.onDidChange(draw),
      vscode.window.onDidChangeActiveColorTheme(draw),
    );
    this.#draw();
  }

  /** Lets the person choose among what is watched. Undefined if they canceled. What is new has then been seen. */
  async pick(): Promise<StatusBarChoice | undefined> {
    const { news } = this.#app.watching;
    const missed = news.missed.length;
    const rows: PickerRow<StatusBarChoice>[] = this.#rows().map((row) => ({
      icon: toneIconName(row.tone),
      label: row.title,
      description: row.state,
      detail: idOfThing(row.thing),
      value: this.#opens(row),
      buttons: this.#buttons(row),
    }));
    const others: PickerRow<StatusBarChoice>[] = [
      ...(missed === 0
        ? []
        : [
            {
              icon: 'bell',
              label: t('What happened while I was away'),
              description: plural(missed, { one: '{0} event', other: '{0} events' }),
              value: [COMMANDS.showMissedNews] as const,
            },
          ]),
      { icon: 'search', label: t('Look up another session…'), value: [COMMANDS.lookUp] },
    ];
    news.see(() => true);
    return pick<StatusBarChoice>([...others.slice(0, -1), ...rows, ...others.slice(-1)], {
      title: t('Watched'),
      placeholder: rows.length === 0 ? t('Nothing is watched') : t('Select something that is watched to open it'),
      buttons: [
        { icon: 'clear-all', tooltip: t('Stop Watching What Has Ended'), value: [COMMANDS.unwatchEnded] },
        { icon: 'graph', tooltip: t('Show Watch Statistics'), value: [COMMANDS.showWatchStatistics] },
      ],
    });
  }

  dispose(): void {
    this.#owned.dispose();
    this.#item.dispose();
  }

  /** What was watched, the worst first. */
  #rows(): readonly Row[] {
    const { watchList, store, watchedParts, now } = this.#app;
    const rows = watchList.things.map((thing): Row => {
      const mark = connectionMark(thing.key.connection, this.#app.currentConnection.here);
      const title = watchedTitle(this.#app, thing);
      const withMark = (state: string): string => [state, mark].filter(Boolean).join(' · ');
      if (thing.kind !== 'session') {
        const part = watchedParts.get(thing);
        const tone = part ? partTone(part) : 'neutral';
        return {
          thing,
          tone,
          title,
          state: withMark(part ? partState(part) : t('loading…')),
          hasFailed: tone === 'failed',
        };
      }
      const session = store.get(thing.key);
      return {
        thing,
        tone: (session && sessionTone(session)) ?? 'neutral',
        title,
        state: withMark(session ? sessionState(session, now()) : t('loading…')),
        hasFailed: session?.snapshot !== undefined && failingAction(session.snapshot)?.status === 'FAILED',
      };
    });
    return rows.sort((one, other) => ORDER.indexOf(one.tone) - ORDER.indexOf(other.tone));
  }

  #opens({ thing, hasFailed }: Row): StatusBarChoice {
    return thing.kind === 'session' ? [COMMANDS.openDetails, thing.key] : [partCommand(thing, hasFailed), thing.key];
  }

  #buttons({ thing, hasFailed }: Row): NonNullable<PickerRow<StatusBarChoice>['buttons']> {
    return [
      ...(thing.kind === 'session' && hasFailed
        ? [{ icon: 'error', tooltip: t('Go to First Failure'), value: [COMMANDS.goToFailure, thing.key] as const }]
        : []),
      ...(thing.kind === 'session'
        ? [{ icon: 'output', tooltip: t('Open Log'), value: [COMMANDS.openLog, thing.key] as const }]
        : []),
      { icon: 'eye-closed', tooltip: t('Stop Watching'), value: [COMMANDS.unwatch, thing.key] },
    ];
  }

  /** Changes come by the hundred in a round: they are drawn once. */
  #drawSoon(): void {
    if (!this.#isDrawing) {
      this.#isDrawing = true;
      queueMicrotask(() => {
        this.#isDrawing = false;
        this.#draw();
      });
    }
  }

  #draw(): void {
    const { watchList, store, watchedParts, watching } = this.#app;
    const sessions: WatchedSession[] = [];
    const parts: WatchedPart[] = [];
    for (const thing of watchList.things) {
      const facts = thing.kind === 'session' ? store.get(thing.key) : undefined;
      const part = watchedParts.get(thing);
      sessions.push(...(facts ? [facts] : []));
      parts.push(...(part ? [part] : []));
    }
    const fresh = watching.news.all.flatMap(({ news, state }) =>
      state === 'new' && this.#isWatched(news) ? [news] : [],
    );
    const status = watchStatus({ sessions, parts, fresh });
    if (!status) {
      this.#item.hide();
      return;
    }
    this.#item.text = iconLabel(toneIconName(status.tone), status.text);
    this.#item.accessibilityInformation = { label: status.label };
    // The dark theme of high contrast has no red ground: there the text is red.
    const hasGround = vscode.window.activeColorTheme.kind !== vscode.ColorThemeKind.HighContrast;
    this.#item.backgroundColor =
      status.isAlarming && hasGround ? new vscode.ThemeColor('statusBarItem.errorBackground') : undefined;
    this.#item.color = status.isAlarming && !hasGround ? new vscode.ThemeColor('deadlineSessions.failed') : undefined;
    this.#item.tooltip = this.#tooltip();
    this.#item.show();
  }

  #isWatched({ about }: News): boolean {
    return about.kind === 'connection' ? !this.#app.watchList.isEmpty : this.#app.watching.isAboutWatched(about);
  }

  #tooltip(): vscode.MarkdownString {
    const tooltip = trustedMarkdown(LINKED);
    const rows = this.#rows();
    for (const row of rows.slice(0, MOST_ROWS)) {
      const { tone, title, state } = row;
      const links = linksOf(row);
      // No table: a long name would push the state and the links out of sight.
      appendWords(tooltip.appendMarkdown(`\n\n${toneText(tone)} `), plainText(title, LONGEST_NAME));
      appendWords(tooltip.appendMarkdown('  \n'), state).appendMarkdown(` · ${links.join(' · ')}`);
    }
    if (rows.length > MOST_ROWS) {
      tooltip.appendMarkdown('\n\n').appendText(t('and {0} more', formatNumber(rows.length - MOST_ROWS)));
    }
    const missed = this.#app.watching.news.missed.length;
    const links = [
      ...(missed === 0 ? [] : [link(t('What happened while I was away ({0})', missed), COMMANDS.showMissedNews)]),
      link(t('Watch statistics'), COMMANDS.showWatchStatistics),
    ];
    return tooltip.appendMarkdown(`\n\n${links.join(' · ')}`);
  }
}

function linksOf({ thing, hasFailed }: Row): readonly string[] {
  if (thing.kind !== 'session') {
    const command = partCommand(thing, hasFailed);
    return [link(command === COMMANDS.whyJobFailed ? t('Show causes') : t('Reveal in Farms'), command, thing.key)];
  }
  return [
    hasFailed
      ? link(t('Go to failure'), COMMANDS.goToFailure, thing.key)
      : link(t('Details'), COMMANDS.openDetails, thing.key),
    link(t('Log'), COMMANDS.openLog, thing.key),
  ];
}

/** What leads to a thing that is no session: to the causes of a job's failures, else to its place on the farm. */
function partCommand({ kind }: WatchedThing, hasFailed: boolean): CommandId {
  return kind === 'job' && hasFailed ? COMMANDS.whyJobFailed : COMMANDS.revealInFarms;
}

function idOfThing({ kind, key }: WatchedThing): string {
  switch (kind) {
    case 'session':
      return key.sessionId;
    case 'job':
      return key.jobId;
    case 'worker':
      return key.workerId;
    case 'queue':
      return key.queueId;
  }
}

type StatusBarApp = Pick<App, 'now'> & {
  readonly watching: {
    readonly news: App['watching']['news'];
    readonly isAboutWatched: App['watching']['isAboutWatched'];
  };
  readonly watchList: Pick<App['watchList'], 'has' | 'isEmpty' | 'things' | 'onDidChange'>;
  readonly watchedParts: Pick<App['watchedParts'], 'get' | 'onDidChange'>;
  readonly store: Pick<App['store'], 'get' | 'onDidChange'>;
  readonly list: Pick<App['list'], 'titleOf'>;
  readonly currentConnection: Pick<App['currentConnection'], 'here'>;
};
