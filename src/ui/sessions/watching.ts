/** Watching and no longer watching, for commands and menus. */
import { plural, t } from '../../core/text/localize';
import { plainText } from '../../core/text/plainText';
import { isActive } from '../../core/session/status';
import { isPartOver } from '../../core/farm/watchedParts';
import { shortId } from '../../core/ids';
import { partTitle } from '../../render/watching/watchedPart';
import { sessionTitle } from '../../render/session/session';
import type { Watchable } from '../../core/farm/watchable';
import type { App } from '../app';
import { showInfo, showInStatusBar } from '../window/messages';

type WatchingApp = Pick<App, 'watchList' | 'watchedParts' | 'store' | 'known' | 'list'>;

/** Watches things: those that can end until they do. */
export function watchThings(app: WatchingApp, things: readonly Watchable[]): void {
  const open = things.filter((thing) => !hasEnded(app, thing));
  if (things.length > 0 && open.length === 0) {
    void showInfo(
      things.length === 1 ? t('{0} has ended already.', titleOf(app, things)) : t('All of these have ended already.'),
    );
    return;
  }
  app.watchList.watch(open);
  showInStatusBar('eye', t('Watching {0}', titleOf(app, open)));
}

/** Stops watching, says so and offers to go on. */
export function unwatchThings(app: WatchingApp, things: readonly Watchable[]): void {
  const watched = things.filter((thing) => app.watchList.has(thing));
  if (watched.length === 0) {
    return;
  }
  const title = titleOf(app, watched);
  const undo = app.watchList.unwatch(watched);
  const undoLabel = t('Undo');
  void showInfo(t('Stopped watching {0}.', title), undoLabel).then((chosen) => {
    if (chosen === undoLabel) {
      undo();
    }
  });
}

/** The same for all that has ended. */
export function unwatchEnded(app: WatchingApp): void {
  const ended = app.watchList.things.filter((thing) => hasEnded(app, thing));
  if (ended.length === 0) {
    void showInfo(t('Nothing that is watched has ended.'));
  }
  unwatchThings(app, ended);
}

function hasEnded({ store, known, watchedParts }: WatchingApp, thing: Watchable): boolean {
  if (thing.kind !== 'session') {
    const part = watchedParts.get(thing);
    return part !== undefined && isPartOver(part);
  }
  const { snapshot } = store.get(thing.key) ?? known.get(thing.key) ?? {};
  return snapshot !== undefined && !isActive(snapshot.session);
}

/** What several things are called, e.g. `3 jobs`. */
const SEVERAL: Readonly<Record<Watchable['kind'] | 'any', (count: number) => string>> = {
  session: (count) => plural(count, { one: '{0} session', other: '{0} sessions' }),
  job: (count) => plural(count, { one: '{0} job', other: '{0} jobs' }),
  worker: (count) => plural(count, { one: '{0} worker', other: '{0} workers' }),
  queue: (count) => plural(count, { one: '{0} queue', other: '{0} queues' }),
  any: (count) => plural(count, { one: '{0} item', other: '{0} items' }),
};

/** What one thing is called; of several how many there are. */
function titleOf(app: WatchingApp, things: readonly Watchable[]): string {
  const [thing] = things;
  if (!thing || things.length > 1) {
    const isOneKind = thing !== undefined && things.every(({ kind }) => kind === thing.kind);
    return SEVERAL[isOneKind ? thing.kind : 'any'](things.length);
  }
  const title = plainText(watchedTitle(app, thing), 80);
  return thing.kind === 'queue' ? t('failures in {0}', title) : title;
}

/** What people call something that is watched, or would be: its short ID while no name is known. */
export function watchedTitle({ store, list, watchedParts }: WatchedNames, thing: Watchable): string {
  const part = watchedParts.get(thing);
  if (part) {
    return partTitle(part);
  }
  switch (thing.kind) {
    case 'session': {
      const session = store.get(thing.key);
      return session?.snapshot ? sessionTitle(session) : nameOr(thing, list.titleOf(thing.key));
    }
    case 'job':
      return nameOr(thing, shortId(thing.key.jobId));
    case 'worker':
      return nameOr(thing, shortId(thing.key.workerId));
    case 'queue':
      return nameOr(thing, shortId(thing.key.queueId));
  }
}

function nameOr({ name }: Watchable, other: string): string {
  return name === undefined ? other : plainText(name, 80);
}

export interface WatchedNames {
  readonly store: Pick<App['store'], 'get'>;
  readonly list: Pick<App['list'], 'titleOf'>;
  readonly watchedParts: Pick<App['watchedParts'], 'get'>;
}
