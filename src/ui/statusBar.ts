import * as vscode from 'vscode';
import { keyId } from '../core/sessionKey';
import { isActive } from '../core/status';
import type { WatchedSession } from '../core/watched';
import { otherPlace } from '../render/connection';
import { sessionState, sessionTitle, sessionTone } from '../render/session';
import type { App } from './app';
import { toneText, withoutIcons } from './icons';
import { COMMANDS } from './names';

/** Bad news first, then what runs. */
const ORDER = ['failed', 'interrupted', 'canceled', 'ending', 'running', 'waiting', 'neutral', 'succeeded'];

/**
 * One item in the status bar while sessions of the list are active: how many, and the worst news first. A session that ends badly
 * stays in it until somebody has looked at it, or removed it from the list. One that was only hovered over does not count.
 */
export class StatusBar implements vscode.Disposable {
  readonly #app: App;
  readonly #item = vscode.window.createStatusBarItem('deadlineSessions.active', vscode.StatusBarAlignment.Left, 0);
  readonly #news = new Set<string>();
  readonly #subscriptions: readonly { dispose(): void }[];

  constructor(app: App) {
    this.#app = app;
    this.#item.name = 'Deadline Sessions';
    this.#item.command = COMMANDS.showWatched;
    this.#subscriptions = [
      app.store.onDidChange(({ session, previous }) => {
        const was = previous?.snapshot;
        if (was && isActive(was.session) && session.snapshot && !isActive(session.snapshot.session)) {
          this.#news.add(keyId(session.key));
        }
        this.#draw();
      }),
      app.list.onDidChange(() => {
        this.#draw();
      }),
    ];
    this.#draw();
  }

  /** Lets the person choose among the watched sessions. */
  async pick(): Promise<void> {
    this.#news.clear();
    const items = this.#sessions(() => true).map((session) => ({
      label: `${toneText(sessionTone(session) ?? 'neutral')} ${withoutIcons(sessionTitle(session))}`,
      description: this.#state(session),
      detail: session.key.sessionId,
      key: session.key,
    }));
    const lookUp = { label: '$(search) Look up another session…', description: '', detail: '', key: undefined };
    const chosen = await vscode.window.showQuickPick([...items, lookUp], {
      title: 'Watched Sessions',
      placeHolder: 'Open the details of a session',
      matchOnDescription: true,
      matchOnDetail: true,
    });
    this.#draw();
    if (chosen) {
      await vscode.commands.executeCommand(chosen.key ? COMMANDS.openDetails : COMMANDS.lookUp, chosen.key);
    }
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) {
      subscription.dispose();
    }
    this.#item.dispose();
  }

  #sessions(belongs: (session: WatchedSession) => boolean): WatchedSession[] {
    const rank = (session: WatchedSession): number => ORDER.indexOf(sessionTone(session) ?? 'neutral');
    return this.#app.store
      .all()
      .filter((session) => this.#app.list.has(session.key) && belongs(session))
      .sort((a, b) => rank(a) - rank(b));
  }

  /** With its place, where that is not the current one. */
  #state(session: WatchedSession): string {
    const place = otherPlace(session.key.place, this.#app.places.here);
    return [sessionState(session, this.#app.now()), place].filter(Boolean).join(' · ');
  }

  #draw(): void {
    const shown = this.#sessions(
      ({ key, snapshot }) => snapshot !== undefined && (isActive(snapshot.session) || this.#news.has(keyId(key))),
    );
    const active = shown.filter(({ snapshot }) => snapshot && isActive(snapshot.session));
    const [worst] = shown;
    const tone = worst && (sessionTone(worst) ?? 'neutral');
    if (active.length === 0 && tone !== 'failed') {
      this.#item.hide();
      return;
    }
    // Each session is counted once, under the worst that can be said of it.
    const failed = shown.filter((session) => sessionTone(session) === 'failed');
    const ending = active.filter((session) => sessionTone(session) === 'ending');
    const rest = active.filter((session) => !failed.includes(session) && !ending.includes(session));
    const counts = { failed: failed.length, ending: ending.length, active: rest.length };
    const words = Object.entries(counts).flatMap(([word, count]) => (count === 0 ? [] : [`${count} ${word}`]));
    const noun = failed.length + ending.length + rest.length === 1 ? 'session' : 'sessions';
    this.#item.text = `${toneText(tone ?? 'running')} ${words.join(', ')} ${noun}`;
    this.#item.accessibilityInformation = { label: `Deadline Cloud: ${words.join(', ')} ${noun}` };
    this.#item.tooltip = this.#tooltip(shown);
    this.#item.show();
  }

  #tooltip(sessions: readonly WatchedSession[]): vscode.MarkdownString {
    const tooltip = new vscode.MarkdownString('', true);
    for (const session of sessions.slice(0, 12)) {
      tooltip
        .appendMarkdown(`${toneText(sessionTone(session) ?? 'neutral')} `)
        .appendText(`${sessionTitle(session)} — ${this.#state(session)}`)
        .appendMarkdown('\n\n');
    }
    if (sessions.length > 12) {
      tooltip.appendText(`and ${sessions.length - 12} more`);
    }
    return tooltip;
  }
}
