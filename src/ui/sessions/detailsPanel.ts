import * as vscode from 'vscode';
import { t } from '../../core/text/localize';
import { DisposableStore } from '../../core/async/disposableStore';
import type { SessionActionId } from '../../core/ids';
import { runOfSession } from '../../core/timeline/jobRun';
import { jobKeyId, keyId, parseSessionKey, type SessionKey } from '../../core/session/sessionKey';
import type { WatchedSession } from '../../core/session/watchedSession';
import { parseFromPage, type ShownAction, type ToPage } from '../../render/panel/panelProtocol';
import { evidenceAt } from '../../render/diagnosis';
import { sessionTitle } from '../../render/session/session';
import type { WatchHandle } from '../../watch/sessions/sessionStore';
import type { JobPaceStore } from '../../watch/sessions/jobPaceStore';
import type { MachineStore } from '../../watch/sessions/machineStore';
import type { TriesStore } from '../../watch/sessions/triesStore';
import type { App } from '../app';
import { copyLines, copyText } from './copy';
import { PageLayout } from './page/pageLayout';
import { openConsole } from './page/openConsole';
import { moreLines, type ReadTail, shownLines, shownTail } from './page/logTail';
import { saveTrace } from '../report/saveTrace';
import { applyRemedy, presentError } from '../showFault';
import { COMMANDS, DETAILS_VIEW_TYPE, PREVIEW_PAGE } from '../names';
import { withProgress } from '../window/messages';
import { fillPage } from '../window/page';

interface OpenPanel {
  readonly panel: vscode.WebviewPanel;
  key: SessionKey;
  handle: WatchHandle;
  /** What the page was last opened for. */
  at: ShownAction | undefined;
  /** Whether the page shows the next session that is previewed, as VS Code's own previews do. */
  isPreview: boolean;
  /** The end of the failed action's log, once somebody asked for it. */
  tail: ReadTail | undefined;
}

/** How a page is opened. */
export interface PageOptions {
  /** Leaves the keyboard where it is, e.g. in the tree. */
  readonly keepFocus?: boolean;
  /** Uses the one page that previews share, unless the session has a page already. */
  readonly isPreview?: boolean;
  /** Is brought into view. */
  readonly action?: SessionActionId | undefined;
}

/**
 * The details pages, one a session: each draws its session's last state and is sent the next when it changes. At most one of them is
 * a preview, which shows the next session that is looked at.
 */
export class DetailsPanels implements vscode.Disposable {
  readonly #app: App;
  readonly #tries: TriesStore;
  readonly #machines: MachineStore;
  readonly #paces: JobPaceStore;
  readonly #panels = new Map<string, OpenPanel>();
  readonly #layout: PageLayout;
  #requests = 0;
  readonly #visibility = new vscode.EventEmitter<void>();
  readonly #owned = new DisposableStore();

  /** A page was shown or hidden. */
  readonly onDidChangeVisibility = this.#visibility.event;

  constructor(app: App, tries: TriesStore, machines: MachineStore, paces: JobPaceStore) {
    this.#app = app;
    this.#tries = tries;
    this.#machines = machines;
    this.#paces = paces;
    this.#layout = new PageLayout(app.context.globalState);
    this.#owned.add(
      this.#visibility,
      ...[tries, machines].map((store) =>
        store.onDidRead((key) => {
          const open = this.#panels.get(keyId(key));
          if (open) {
            this.#send(open);
          }
        }),
      ),
      paces.onDidLearn((job) => {
        this.#sendAll(({ key }) => jobKeyId(key) === jobKeyId(job));
      }),
      app.watchList.onDidChange(() => {
        this.#sendAll();
      }),
      app.store.onDidChange(({ session }) => {
        const open = this.#panels.get(keyId(session.key));
        if (open) {
          this.#send(open);
        }
      }),
    );
  }

  /** Whether any page can be seen. */
  get anyVisible(): boolean {
    return this.#all().some(({ panel }) => panel.visible);
  }

  /** The session of the page that has the focus, so that commands without an argument mean that one. */
  get activeKey(): SessionKey | undefined {
    return this.#all().find(({ panel }) => panel.active)?.key;
  }

  /** Shows a session's page. */
  show(key: SessionKey, { keepFocus = false, isPreview = false, action }: PageOptions = {}): void {
    const at = action && { sessionActionId: action, request: ++this.#requests };
    const open = this.#panels.get(keyId(key));
    if (open) {
      open.at = at ?? open.at;
      open.isPreview &&= isPreview;
      this.#bringUp(open, keepFocus);
      return;
    }
    this.#closeUnrevived(key);
    const preview = isPreview ? this.#all().find((one) => one.isPreview) : undefined;
    if (preview) {
      this.#turnTo(preview, key, at);
      this.#bringUp(preview, keepFocus);
      return;
    }
    const column = { viewColumn: vscode.ViewColumn.Active, preserveFocus: keepFocus };
    const panel = vscode.window.createWebviewPanel(DETAILS_VIEW_TYPE, t('Session'), column, { enableFindWidget: true });
    const filled = this.#fill(panel, key, { at, isPreview });
    panel.title = this.#titleOf(filled.handle.session);
    this.#tellPreview();
  }

  /** Keeps the page in front, if it is a preview: the next preview gets a page of its own. Returns its session. */
  keep(): SessionKey | undefined {
    const open = this.#all().find(({ panel }) => panel.active);
    if (open) {
      open.isPreview = false;
      this.#tellPreview();
    }
    return open?.key;
  }

  /**
   * Gives a page back that was open when the window closed. Its own last picture is shown until there is a newer one. A session
   * that has a page already gets no second one.
   */
  deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const key = parseSessionKey((state as { key?: unknown } | undefined)?.key);
    if (key && !this.#panels.has(keyId(key))) {
      this.#fill(panel, key);
    } else {
      panel.dispose();
    }
    return Promise.resolve();
  }

  dispose(): void {
    this.#owned.dispose();
    for (const { panel } of this.#all()) {
      panel.dispose();
    }
  }

  #all(): OpenPanel[] {
    return [...this.#panels.values()];
  }

  #sendAll(isMeant: (open: OpenPanel) => boolean = () => true): void {
    for (const open of this.#all().filter(isMeant)) {
      this.#send(open);
    }
  }

  #bringUp(open: OpenPanel, keepFocus: boolean): void {
    open.panel.reveal(undefined, keepFocus);
    this.#send(open);
    this.#tellPreview();
  }

  /** Shows another session on a page. */
  #turnTo(open: OpenPanel, key: SessionKey, at: ShownAction | undefined): void {
    this.#panels.delete(keyId(open.key));
    open.handle.dispose();
    this.#tries.close(open.key);
    this.#machines.close(open.key);
    this.#tries.open(key);
    Object.assign(open, { key, at, tail: undefined, handle: this.#app.store.watch(key) });
    this.#panels.set(keyId(key), open);
    this.#visibility.fire();
  }

  /** Lets VS Code offer “Keep Open” for a preview that is in front. */
  #tellPreview(): void {
    const isPreview = this.#all().some((open) => open.isPreview && open.panel.active);
    void vscode.commands.executeCommand('setContext', PREVIEW_PAGE, isPreview);
  }

  /** A page's title: that of its session, with the end of the ID where another one of the list or of a page is called the same. */
  #titleOf(session: WatchedSession): string {
    const title = sessionTitle(session);
    return this.#hasNamesakes(session.key, title) ? uniqueTitle(title, session.key) : title;
  }

  #hasNamesakes(key: SessionKey, title: string): boolean {
    const { list } = this.#app;
    const isOther = (one: SessionKey): boolean => keyId(one) !== keyId(key);
    return (
      list.keys.some((one) => isOther(one) && list.titleOf(one) === title) ||
      this.#all().some(({ key: one, handle }) => isOther(one) && sessionTitle(handle.session) === title)
    );
  }

  /** After a reload, VS Code gives a page back when its tab is first shown: until then only the tab's title is known. */
  #closeUnrevived(key: SessionKey): void {
    const watched = this.#app.store.get(key);
    if (!watched) {
      return;
    }
    const title = sessionTitle(watched);
    const own = new Set([uniqueTitle(title, key), ...(this.#hasNamesakes(key, title) ? [] : [title])]);
    const revived = new Set(this.#all().map(({ panel }) => panel.title));
    const tabs = vscode.window.tabGroups.all
      .flatMap((group) => group.tabs)
      .filter(
        ({ input, label }) =>
          input instanceof vscode.TabInputWebview &&
          input.viewType.endsWith(DETAILS_VIEW_TYPE) &&
          own.has(label) &&
          !revived.has(label),
      );
    if (tabs.length > 0) {
      void vscode.window.tabGroups.close(tabs, true);
    }
  }

  #fill(
    panel: vscode.WebviewPanel,
    key: SessionKey,
    { at, isPreview = false }: Partial<Pick<OpenPanel, 'at' | 'isPreview'>> = {},
  ): OpenPanel {
    const open: OpenPanel = { key, panel, handle: this.#app.store.watch(key), at, isPreview, tail: undefined };
    this.#panels.set(keyId(key), open);
    this.#tries.open(key);
    panel.webview.onDidReceiveMessage((message: unknown) => {
      this.#receive(open, message).catch((error: unknown) => presentError(this.#app, error));
    });
    panel.onDidChangeViewState(() => {
      this.#visibility.fire();
      this.#send(open);
      this.#tellPreview();
    });
    panel.onDidDispose(() => {
      this.#panels.delete(keyId(open.key));
      open.handle.dispose();
      this.#tries.close(open.key);
      this.#machines.close(open.key);
      this.#visibility.fire();
      this.#tellPreview();
    });
    fillPage(this.#app, panel, 'session');
    this.#visibility.fire();
    return open;
  }

  #send({ panel, handle, at, tail }: OpenPanel): void {
    const { session } = handle;
    panel.title = this.#titleOf(session);
    if (panel.visible) {
      const tries = session.snapshot && this.#tries.get(session.snapshot);
      const machine = session.snapshot && this.#machines.get(session.snapshot);
      const pace = session.snapshot && this.#paces.get(session.snapshot);
      const message: ToPage = {
        type: 'session',
        session,
        nowMs: this.#app.now(),
        ...(at && { at }),
        isWatched: this.#app.watchList.has({ kind: 'session', key: session.key }),
        ...(tries && { tries }),
        ...(machine && { machine }),
        ...(pace && { pace }),
        ...(tail && { tail: shownTail(tail) }),
        ...this.#layout.sent,
      };
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
        this.#tries.refresh(key);
        await this.#app.run(COMMANDS.refresh, key);
        return;
      case 'openJob':
        await this.#app.run(COMMANDS.whyJobFailed, key);
        return;
      case 'saveTrace': {
        const { snapshot } = handle.session;
        return snapshot && saveTrace(runOfSession(snapshot), this.#app.now());
      }
      case 'readPace':
        await withProgress(t('Reading the job’s other sessions…'), (signal) =>
          this.#paces.read(key, this.#app.service(), signal),
        );
        return;
      case 'copy':
        return copyText(this.#app, request.what, handle.session);
      case 'run':
        await this.#app.run(COMMANDS[request.command], key);
        return;
      case 'reveal':
        await this.#app.run(COMMANDS.revealInFarms, key, request.place);
        return;
      case 'openLog':
        await this.#app.run(request.log === 'session' ? COMMANDS.openLog : COMMANDS.openWorkerLog, key);
        return;
      case 'openAction':
        await this.#app.run(COMMANDS.openActionLog, key, request.sessionActionId);
        return;
      case 'compareAction':
        await this.#app.run(COMMANDS.compareWithGood, key, request.sessionActionId);
        return;
      case 'openEvidence': {
        const evidence = handle.session.diagnosis && evidenceAt(handle.session.diagnosis, request.index);
        if (evidence?.at) {
          await this.#app.run(COMMANDS.goToFailure, key, request.index);
        }
        return;
      }
      case 'checkElsewhere':
        await withProgress(t('Reading tasks that succeeded…'), (signal) =>
          this.#app.store.diagnoseElsewhere(key, this.#app.service(), signal),
        );
        return;
      case 'moreLines': {
        const { snapshot } = handle.session;
        open.tail =
          snapshot &&
          (await withProgress(t('Reading the log…'), (signal) => moreLines(this.#app, snapshot, open.tail, signal)));
        this.#send(open);
        return;
      }
      case 'copyLines':
        return open.tail && copyLines(shownLines(open.tail));
      case 'openConsole':
        return openConsole(request.place, handle.session.snapshot);
      case 'fold':
      case 'arrange':
      case 'resetLayout':
        await this.#layout.change(request);
        this.#sendAll();
        return;
      case 'openWait':
        await this.#app.run(COMMANDS.goToFailure, key, 'wait');
        return;
      case 'openTry': {
        const tries = handle.session.snapshot && this.#tries.get(handle.session.snapshot);
        const one = tries?.tries[request.index];
        if (one) {
          await this.#app.run(COMMANDS.openDetails, one.key, one.action.sessionActionId);
        }
        return;
      }
      case 'remedy':
        return applyRemedy(this.#app, request.remedy, () => this.#app.run(COMMANDS.refresh, key), key);
      case undefined:
        this.#app.output.warn('The details page sent a message that is none.');
    }
  }
}

/** e.g. `sh010_lighting_v007 · f6bcd9` */
function uniqueTitle(title: string, { sessionId }: SessionKey): string {
  return `${title} · ${sessionId.slice(-6)}`;
}
