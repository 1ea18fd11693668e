import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { keyId, parseSessionKey, type SessionKey } from '../core/sessionKey';
import { panelHtml } from '../render/panelHtml';
import { parseFromPage, type ToPage } from '../render/panelProtocol';
import { sessionTitle } from '../render/session';
import type { WatchHandle } from '../watch/sessionStore';
import type { App } from './app';
import { copyText } from './copy';
import { applyRemedy, presentError } from './faults';
import { COMMANDS, DETAILS_VIEW_TYPE } from './names';

interface OpenPanel {
  readonly key: SessionKey;
  readonly panel: vscode.WebviewPanel;
  readonly handle: WatchHandle;
}

/** The details pages, one a session: each draws its session's last state and is sent the next when it changes. */
export class DetailsPanels implements vscode.Disposable {
  readonly #app: App;
  readonly #panels = new Map<string, OpenPanel>();
  readonly #visibility = new vscode.EventEmitter<void>();
  readonly #subscriptions: { dispose(): void }[];

  /** A page was shown or hidden. */
  readonly onDidChangeVisibility = this.#visibility.event;

  constructor(app: App) {
    this.#app = app;
    this.#subscriptions = [
      this.#visibility,
      app.store.onDidChange(({ session }) => {
        const open = this.#panels.get(keyId(session.key));
        if (open) {
          this.#send(open);
        }
      }),
    ];
  }

  /** Whether any page can be seen. */
  get anyVisible(): boolean {
    return [...this.#panels.values()].some(({ panel }) => panel.visible);
  }

  /** The session of the page that has the focus, so that commands without an argument mean that one. */
  get activeKey(): SessionKey | undefined {
    return [...this.#panels.values()].find(({ panel }) => panel.active)?.key;
  }

  show(key: SessionKey): void {
    const open = this.#panels.get(keyId(key));
    if (open) {
      open.panel.reveal();
      return;
    }
    const panel = vscode.window.createWebviewPanel(DETAILS_VIEW_TYPE, 'Session', vscode.ViewColumn.Active, {
      enableFindWidget: true,
    });
    this.#fill(panel, key);
  }

  /** Gives a page back that was open when the window closed. Its own last picture is shown until there is a newer one. */
  deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const key = parseSessionKey((state as { key?: unknown } | undefined)?.key);
    if (key) {
      this.#fill(panel, key);
    } else {
      panel.dispose();
    }
    return Promise.resolve();
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) {
      subscription.dispose();
    }
    for (const { panel } of this.#panels.values()) {
      panel.dispose();
    }
  }

  #fill(panel: vscode.WebviewPanel, key: SessionKey): void {
    const { extensionUri } = this.#app.context;
    const dist = vscode.Uri.joinPath(extensionUri, 'dist');
    const { webview } = panel;
    const open = { key, panel, handle: this.#app.store.watch(key) };
    this.#panels.set(keyId(key), open);
    webview.options = { enableScripts: true, enableForms: false, localResourceRoots: [dist] };
    panel.iconPath = vscode.Uri.joinPath(extensionUri, 'media', 'icon.png');
    webview.onDidReceiveMessage((message: unknown) => {
      this.#receive(open, message).catch((error: unknown) => presentError(this.#app, error));
    });
    panel.onDidChangeViewState(() => {
      this.#visibility.fire();
      this.#send(open);
    });
    panel.onDidDispose(() => {
      this.#panels.delete(keyId(key));
      open.handle.dispose();
      this.#visibility.fire();
    });
    webview.html = panelHtml({
      cspSource: webview.cspSource,
      scriptUri: webview.asWebviewUri(vscode.Uri.joinPath(dist, 'panel.js')).toString(),
      styleUri: webview.asWebviewUri(vscode.Uri.joinPath(dist, 'panel.css')).toString(),
      nonce: randomBytes(16).toString('base64'),
      lang: vscode.env.language,
    });
    this.#visibility.fire();
  }

  #send({ panel, handle }: OpenPanel): void {
    const { session } = handle;
    panel.title = sessionTitle(session);
    if (panel.visible) {
      const message: ToPage = { type: 'session', session, nowMs: this.#app.now() };
      void panel.webview.postMessage(message);
    }
  }

  /** The page is not trusted: it can only name what to do with its own session. */
  async #receive(open: OpenPanel, message: unknown): Promise<void> {
    const request = parseFromPage(message);
    const { key, handle } = open;
    switch (request?.type) {
      case 'ready':
        this.#send(open);
        return;
      case 'refresh':
        await vscode.commands.executeCommand(COMMANDS.refresh, key);
        return;
      case 'copy':
        return copyText(this.#app, request.what, handle.session);
      case 'openLog':
        await vscode.commands.executeCommand(
          request.log === 'session' ? COMMANDS.openLog : COMMANDS.openWorkerLog,
          key,
        );
        return;
      case 'openAction':
        await vscode.commands.executeCommand(COMMANDS.openActionLog, key, request.sessionActionId);
        return;
      case 'remedy':
        return applyRemedy(request.remedy, () => vscode.commands.executeCommand(COMMANDS.refresh, key), key);
      case undefined:
        this.#app.output.warn('The details page sent a message that is none.');
    }
  }
}
