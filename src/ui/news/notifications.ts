import * as vscode from 'vscode';
import { t } from '../../core/text/localize';
import { isFailure, type News, type NewsKind } from '../../core/news';
import { newsSentence, newsTone } from '../../render/watching/news';
import type { App } from '../app';
import { reporting } from '../showFault';
import { isNotified, notificationSetting, saveNotified } from '../state/settings';
import { showError, showInfo, showWarning } from '../window/messages';
import { newsActions } from './newsActions';
import { showNewsList } from './newsList';

const NEVER = t('Don’t Show Again');
const SHOW = t('Show');

/** What each setting is about, in words that go on from “of”. */
const KIND_NAMES: Readonly<Record<NewsKind, string>> = {
  sessionFailed: t('watched sessions that failed'),
  sessionEnded: t('watched sessions that ended'),
  jobFailed: t('first failures of watched jobs'),
  queueFailed: t('first failures of jobs in watched queues'),
  jobEnded: t('watched jobs that ended'),
  workerEnded: t('watched workers that were stopped or deleted'),
  stuck: t('watched sessions that may be stuck'),
  unreadable: t('watched things that can’t be read'),
};

/** Notifies people of what happens to what they watch, one message for all of a kind that came together. Takes no focus. */
export class Notifications implements vscode.Disposable {
  readonly #app: Pick<App, 'watching' | 'output' | 'now' | 'run'>;
  readonly #subscription: { dispose(): void };

  constructor(app: Pick<App, 'watching' | 'output' | 'now' | 'run'>) {
    this.#app = app;
    this.#subscription = app.watching.onNews((news) => {
      void reporting(app, () => this.#tell(news));
    });
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  async #tell(news: readonly News[]): Promise<void> {
    const [first] = news;
    if (!first || !isNotified(first.kind)) {
      return;
    }
    const isOne = news.length === 1;
    const actions = isOne ? newsActions(this.#app, first).slice(0, 2) : [];
    const titles = isOne ? actions.map(({ title }) => title) : [SHOW];
    const chosen = await showerOf(first)(newsSentence(news), ...titles, NEVER);
    if (chosen === NEVER) {
      await this.#turnOff(first.kind);
    } else if (chosen !== undefined) {
      const ids = new Set(news.map(({ id }) => id));
      this.#app.watching.news.see((one) => ids.has(one.news.id));
      const action = actions.find(({ title }) => title === chosen);
      await (action ? action.run() : showNewsList(this.#app, news));
    }
  }

  /** Turns a kind off, and says how it is turned on again. */
  async #turnOff(kind: NewsKind): Promise<void> {
    await saveNotified(kind, false);
    const setting = notificationSetting(kind);
    const [undo, open] = [t('Undo'), t('Open Setting')];
    const chosen = await showInfo(
      t('Notifications of {0} are off. The setting {1} turns them on again.', KIND_NAMES[kind], setting),
      undo,
      open,
    );
    if (chosen === undo) {
      await saveNotified(kind, true);
    } else if (chosen === open) {
      await vscode.commands.executeCommand('workbench.action.openSettings', setting);
    }
  }
}

function showerOf(news: News): typeof showInfo {
  const tone = newsTone(news);
  return isFailure(news.kind) ? showError : tone === 'failed' || tone === 'blocked' ? showWarning : showInfo;
}
