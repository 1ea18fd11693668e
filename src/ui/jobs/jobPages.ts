import * as vscode from 'vscode';
import { t } from '../../core/text/localize';
import { DisposableStore } from '../../core/async/disposableStore';
import { type Connection, jobKeyId, type JobKey, parseJobKey, sharesSignIn } from '../../core/session/sessionKey';
import { JOB_VIEW_TYPE } from '../names';
import type { CallMode } from '../state/callMode';
import { JobPage, type JobPageOptions } from './jobPage';

/** The pages that say why jobs failed, one a job. */
export class JobPages implements vscode.Disposable {
  readonly #options: JobPageOptions;
  readonly #mode: Pick<CallMode, 'setInteractive'>;
  readonly #pages = new Map<string, JobPage>();
  readonly #owned = new DisposableStore();

  /** @param mode how failures are read: a page that came back with the window is no reason to ask a person for a code */
  constructor(options: JobPageOptions, mode: Pick<CallMode, 'setInteractive'>) {
    this.#options = options;
    this.#mode = mode;
    this.#owned.add(
      vscode.workspace.onDidGrantWorkspaceTrust(() => {
        for (const page of this.#pages.values()) {
          page.send();
        }
      }),
    );
  }

  /** The job of the page that has the focus, so that commands without an argument mean that one. */
  get activeKey(): JobKey | undefined {
    return [...this.#pages.values()].find(({ isActive }) => isActive)?.key;
  }

  /** Shows why a job failed. */
  show(key: JobKey): void {
    this.#mode.setInteractive();
    const open = this.#pages.get(jobKeyId(key));
    if (open) {
      open.reveal();
      return;
    }
    const column = vscode.ViewColumn.Active;
    this.#fill(vscode.window.createWebviewPanel(JOB_VIEW_TYPE, t('Failures'), column, { enableFindWidget: true }), key);
  }

  /**
   * Gives a page back that was open when the window closed. Its own last picture is shown until there is a newer one. A job that
   * has a page already gets no second one.
   */
  deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const key = parseJobKey((state as { key?: unknown } | undefined)?.key);
    if (key && !this.#pages.has(jobKeyId(key))) {
      this.#fill(panel, key);
    } else {
      panel.dispose();
    }
    return Promise.resolve();
  }

  /** Reads again what could not be read for want of a sign-in. */
  goOn(connection: Connection): void {
    for (const page of this.#pages.values()) {
      if (sharesSignIn(page.key.connection, connection)) {
        page.goOn();
      }
    }
  }

  dispose(): void {
    this.#owned.dispose();
    for (const page of this.#pages.values()) {
      page.close();
    }
  }

  #fill(panel: vscode.WebviewPanel, key: JobKey): void {
    const page = new JobPage(this.#options, panel, key);
    this.#pages.set(jobKeyId(key), page);
    panel.onDidDispose(() => {
      this.#pages.delete(jobKeyId(key));
      page.dispose();
    });
  }
}
