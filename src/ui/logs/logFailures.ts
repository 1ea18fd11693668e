import * as vscode from 'vscode';
import { t } from '../../core/text/localize';
import type { SessionKey } from '../../core/session/sessionKey';
import { failingAction, isActive } from '../../core/session/status';
import { waitOf } from '../../core/stuck/stuck';
import { evidenceAt } from '../../render/diagnosis';
import { sessionTitle, sessionVerdict } from '../../render/session/session';
import type { App } from '../app';
import { reporting } from '../showFault';
import { showInfo, showWarning } from '../window/messages';
import type { LogOutlines } from './drawing/logOutline';
import { goToRange } from './goToRange';
import type { Logs } from './logs';
import { lineOfTarget, type LogTarget } from './logTarget';

const FAILURE: LogTarget = { kind: 'failure' };

/** The ways to a failure: from a session, within a document, and from the message that tells of a new one. */
export class LogFailures implements vscode.Disposable {
  readonly #app: App;
  readonly #logs: Logs;
  readonly #outlines: LogOutlines;
  readonly #hearing: { dispose(): void };

  constructor(app: App, logs: Logs, outlines: LogOutlines) {
    this.#app = app;
    this.#logs = logs;
    this.#outlines = outlines;
    this.#hearing = app.store.onDidChange(({ session, previous }) => {
      const [now, before] = [session.snapshot, previous?.snapshot];
      const action = now && failingAction(now);
      // What is watched is told of wherever people are.
      const isWatched = app.watchList.has({ kind: 'session', key: session.key });
      if (
        !isWatched &&
        now &&
        before &&
        isActive(before.session) &&
        !failingAction(before) &&
        action?.status === 'FAILED'
      ) {
        void this.#tell(session.key, `${sessionTitle(session)}: ${sessionVerdict(now, app.now(), session.diagnosis)}`);
      }
    });
  }

  /**
   * Opens a session's log at the first line that explains its failure, or at the line of evidence that `index` names, or
   * at the one that a running action waits with; without a session, the log in front.
   */
  async goToFirst(key: SessionKey | undefined, index?: number | 'wait'): Promise<void> {
    const explaining = this.#explainingLine(key, index);
    if (explaining) {
      await this.#logs.show(explaining.key, 'session', explaining.target);
      return;
    }
    if (key && index === 'wait') {
      await this.#logs.show(key, 'session', { kind: 'end' });
      return;
    }
    const active = this.#logs.active?.log;
    const editor = vscode.window.activeTextEditor;
    if (key ?? active) {
      const shown = active && (!key || active.logKey.key.sessionId === key.sessionId) ? active : undefined;
      const log = shown?.logKey.log === 'session' ? shown : undefined;
      if (log?.store?.before.kind !== 'beginning') {
        await this.#logs.show(key ?? active?.logKey.key ?? never(), 'session', FAILURE);
        return;
      }
      const line = lineOfTarget(log, FAILURE);
      if (line === undefined) {
        void showInfo(t('No failures found in this log.'));
      } else {
        await this.#logs.reveal(log, line);
      }
      return;
    }
    const [first] = editor ? this.#outlines.failureLines(editor.document) : [];
    await this.#goTo(editor, first, t('No failures found in this file.'));
  }

  /** The line of the log that a diagnosis rests on; undefined where it rests on none. */
  #explainingLine(
    key: SessionKey | undefined,
    index: number | 'wait' | undefined,
  ): { readonly key: SessionKey; readonly target: LogTarget } | undefined {
    const active = this.#logs.active?.log;
    const isSlice = active?.logKey.actionId !== undefined || active?.logKey.log === 'worker';
    const session = key ? this.#app.store.get(key) : isSlice ? undefined : active?.session;
    const { diagnosis, stuck } = session ?? {};
    const evidence =
      index === 'wait'
        ? stuck && waitOf(stuck)?.evidence[0]
        : diagnosis && (index === undefined ? diagnosis.evidence.find(({ at }) => at) : evidenceAt(diagnosis, index));
    return session && evidence?.at
      ? { key: session.key, target: { kind: 'line', timestampMs: evidence.at.timestampMs, text: evidence.text } }
      : undefined;
  }

  /** Goes from the cursor to the next line that tells of a failure, or to the one before. */
  async goOn(direction: 'next' | 'previous'): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    const lines = editor ? this.#outlines.failureLines(editor.document) : [];
    const at = editor?.selection.active.line ?? 0;
    const line = direction === 'next' ? lines.find((one) => one > at) : lines.findLast((one) => one < at);
    await this.#goTo(editor, line, direction === 'next' ? t('No more failures below.') : t('No more failures above.'));
  }

  dispose(): void {
    this.#hearing.dispose();
  }

  async #goTo(editor: vscode.TextEditor | undefined, line: number | undefined, otherwise: string): Promise<void> {
    if (!editor || line === undefined) {
      void showInfo(otherwise);
      return;
    }
    await goToRange(editor, editor.document.lineAt(line).range);
  }

  /** Only of sessions whose log is open: those are the ones that somebody waits for. */
  async #tell(key: SessionKey, sentence: string): Promise<void> {
    if (!this.#logs.all.some(({ logKey }) => logKey.key.sessionId === key.sessionId)) {
      return;
    }
    const go = t('Go to First Failure');
    if ((await showWarning(sentence, go)) === go) {
      await reporting(this.#app, () => this.#logs.show(key, 'session', FAILURE));
    }
  }
}

function never(): never {
  throw new Error('There is a session or a log in front.');
}
