import * as vscode from 'vscode';
import { DisposableStore } from '../../core/async/disposableStore';
import { isAbort } from '../../core/errors';
import type { FollowState, LogFollower } from '../../watch/logs/logFollower';
import type { App } from '../app';
import { logError } from '../showFault';
import type { Logs } from './logs';
import { FOLLOWED_LOG, WHOLE_LOG } from '../names';
import type { OpenLog } from './openLog';

/** What is known of the following of one log. */
interface Following {
  readonly follower: LogFollower;
  readonly hearing: { dispose(): void };
}

/**
 * Reads on in the logs of active sessions while somebody looks: by default, or as a person says with the toggle in the editor's
 * title. New lines do not move an editor that was scrolled up; one that shows the last line goes on showing it.
 */
export class LogFollowing implements vscode.Disposable {
  readonly #app: App;
  readonly #logs: Logs;
  readonly #following = new Map<OpenLog, Following>();
  readonly #refused = new WeakSet<OpenLog>();
  /** Those that are followed, or were. */
  readonly #grown = new WeakSet<OpenLog>();
  readonly #atEnd = new WeakSet<vscode.TextEditor>();
  readonly #changes = new vscode.EventEmitter<OpenLog>();
  readonly #owned = new DisposableStore();

  /** The state of a log's following changed. */
  readonly onDidChange = this.#changes.event;

  constructor(app: App, logs: Logs) {
    this.#app = app;
    this.#logs = logs;
    const attend = (): void => {
      this.#attend();
    };
    this.#owned.add(
      this.#changes,
      logs.onDidChange(attend),
      vscode.window.onDidChangeVisibleTextEditors(attend),
      vscode.window.onDidChangeActiveTextEditor(attend),
      vscode.window.onDidChangeWindowState(attend),
      vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => {
        this.#notice(textEditor);
      }),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) {
          this.#stick(document);
        }
      }),
    );
  }

  /** How a log is followed; undefined where it is not. */
  stateOf(log: OpenLog): FollowState | undefined {
    return this.#following.get(log)?.follower.state;
  }

  /** Starts or ends the following of the log that is being looked at. */
  toggle(follow: boolean): void {
    const { log } = this.#logs.active ?? {};
    if (!log) {
      return;
    }
    if (follow) {
      this.#refused.delete(log);
    } else {
      this.#refused.add(log);
      this.#end(log);
    }
    this.#attend();
    this.#logs.redraw(log, [log.newest]);
  }

  dispose(): void {
    for (const log of [...this.#following.keys()]) {
      this.#end(log);
    }
    this.#owned.dispose();
  }

  /** Brings what is followed in line with what is open, active and seen. */
  #attend(): void {
    const all = this.#logs.all;
    for (const log of this.#following.keys()) {
      if (!all.includes(log)) {
        this.#end(log);
      }
    }
    for (const log of all) {
      const wanted = log.isActive && log.store !== undefined && !this.#refused.has(log) && !log.logKey.bare;
      if (wanted && !this.#following.has(log)) {
        this.#begin(log);
      }
      const endedAtMs = log.action?.endedAtMs ?? log.session.snapshot?.session.endedAtMs;
      this.#following.get(log)?.follower.update({
        visible: this.#logs.visible(log).length > 0,
        focused: vscode.window.state.focused,
        endedAtMs,
      });
      if (this.stateOf(log)?.kind === 'ended') {
        this.#end(log);
      }
    }
    const active = this.#logs.active?.log;
    const followed = active && this.#following.has(active) ? 'yes' : active?.isActive ? 'no' : undefined;
    void vscode.commands.executeCommand('setContext', FOLLOWED_LOG, followed);
    const before = active?.store?.before.kind;
    const isWhole = before === undefined ? undefined : before === 'beginning' ? 'yes' : 'no';
    void vscode.commands.executeCommand('setContext', WHOLE_LOG, isWhole);
  }

  #begin(log: OpenLog): void {
    const follower = this.#app.followLog(async (signal) => {
      try {
        return await log.loadNewer(signal);
      } catch (error) {
        if (!isAbort(error)) {
          logError(this.#app, error);
        }
        throw error;
      }
    });
    const hearing = follower.onDidChangeState(({ kind }) => {
      if (kind === 'ended') {
        this.#end(log);
        this.#logs.redraw(log, [log.newest]);
      }
      this.#changes.fire(log);
    });
    this.#following.set(log, { follower, hearing });
    this.#grown.add(log);
    log.setFollowed(true);
  }

  #end(log: OpenLog): void {
    const following = this.#following.get(log);
    this.#following.delete(log);
    following?.hearing.dispose();
    following?.follower.dispose();
    log.setFollowed(false);
  }

  /** Remembers who sees the last line, as long as what they see is of the present text. */
  #notice(editor: vscode.TextEditor): void {
    const last = editor.visibleRanges.at(-1)?.end.line;
    if (this.#logs.find(editor.document.uri) && last !== undefined) {
      if (last >= editor.document.lineCount - 2) {
        this.#atEnd.add(editor);
      } else {
        this.#atEnd.delete(editor);
      }
    }
  }

  #stick(document: vscode.TextDocument): void {
    const { log } = this.#logs.find(document.uri) ?? {};
    if (!log || !this.#grown.has(log)) {
      return;
    }
    for (const editor of vscode.window.visibleTextEditors) {
      // A person who has selected something is reading it.
      if (editor.document === document && this.#atEnd.has(editor) && editor.selection.isEmpty) {
        const end = document.lineAt(document.lineCount - 1).range;
        editor.revealRange(end, vscode.TextEditorRevealType.Default);
      }
    }
  }
}
