import { plural, t } from '../../core/text/localize';
import type { News } from '../../core/news';
import { countWords, newsAge, newsText, newsTitle, newsTone } from '../../render/watching/news';
import type { ToldNews } from '../../watch/news/newsRecords';
import type { App } from '../app';
import { toneIconName } from '../icons';
import { showInfo } from '../window/messages';
import { type PickerButton, type PickerHeading, type PickerRow, pick } from '../window/picker';
import { type NewsAction, newsActions } from './newsActions';

type Choice = NewsAction | 'clear';

/** Lists what happened while no window was in front, until the person clears it. */
export async function showMissedNews(app: Pick<App, 'watching' | 'now' | 'run'>): Promise<void> {
  const { missed } = app.watching.news;
  if (missed.length === 0) {
    await showInfo(t('Nothing happened to what you watch while you were away.'));
    return;
  }
  const fresh = missed.filter(({ state }) => state === 'new');
  const seen = missed.filter(({ state }) => state !== 'new');
  const rows = [...part(app, t('New'), fresh), ...part(app, fresh.length === 0 ? t('Seen') : t('Seen before'), seen)];
  const clear: PickerButton<Choice> = { icon: 'clear-all', tooltip: t('Clear List'), value: 'clear' };
  app.watching.news.see(({ isMissed }) => isMissed);
  const chosen = await pick<Choice>(rows, {
    title: t('What Happened While I Was Away'),
    placeholder: t('Select an event to go to it'),
    buttons: [clear],
  });
  if (chosen === 'clear') {
    const undo = app.watching.news.clear(missed);
    if (
      (await showInfo(
        plural(missed.length, { one: 'Cleared {0} event.', other: 'Cleared {0} events.' }),
        t('Undo'),
      )) === t('Undo')
    ) {
      undo();
    }
  } else {
    await chosen?.run();
  }
}

/** Lists events that one notification told. */
export async function showNewsList(app: Pick<App, 'now' | 'run'>, news: readonly News[]): Promise<void> {
  const [first] = news;
  const chosen = await pick<NewsAction>(
    news.map((one) => rowOf(app, one)),
    { title: first ? countWords(first.kind, news.length) : '', placeholder: t('Select an event to go to it') },
  );
  await chosen?.run();
}

function part(
  app: Pick<App, 'now' | 'run'>,
  heading: string,
  all: readonly ToldNews[],
): readonly (PickerRow<NewsAction> | PickerHeading)[] {
  return all.length === 0 ? [] : [{ heading }, ...all.map(({ news }) => rowOf(app, news))];
}

function rowOf(app: Pick<App, 'now' | 'run'>, news: News): PickerRow<NewsAction> {
  const [first, ...others] = newsActions(app, news);
  return {
    icon: toneIconName(newsTone(news)),
    label: newsTitle(news),
    description: newsAge(news, app.now()),
    detail: newsText(news),
    value: first,
    buttons: others.map((action) => ({ icon: action.icon, tooltip: action.title, value: action })),
  };
}
