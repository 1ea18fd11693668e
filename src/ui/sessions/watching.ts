/** Watching and no longer watching, for commands and menus. */
import { plainText } from '../../core/text/plainText';
import { isActive } from '../../core/session/status';
import { isSettled } from '../../core/farm/farm';
import { jobTitle } from '../../render/watching/watching';
import { sessionTitle } from '../../render/session/session';
import type { Watchable } from '../../watch/watching/watchList';
import type { App } from '../app';
import { showInfo, showInStatusBar } from '../window/messages';

type WatchingApp = Pick<App, 'watchList' | 'watchedJobs' | 'store' | 'known' | 'list'>;

/** Watches sessions and jobs until they end. */
export function watchThings(app: WatchingApp, things: readonly Watchable[]): void {
  const open = things.filter((thing) => !hasEnded(app, thing));
  if (things.length > 0 && open.length === 0) {
    void showInfo(
      things.length === 1 ? `${titleOf(app, things)} has ended already.` : 'All of these have ended already.',
    );
    return;
  }
  app.watchList.watch(open);
  showInStatusBar('eye', `Watching ${titleOf(app, open)}`);
}

/** Stops watching, says so and offers to go on. */
export function unwatchThings(app: WatchingApp, things: readonly Watchable[]): void {
  const watched = things.filter((thing) => app.watchList.has(thing));
  if (watched.length === 0) {
    return;
  }
  const title = titleOf(app, watched);
  const undo = app.watchList.unwatch(watched);
  void showInfo(`Stopped watching ${title}.`, 'Undo').then((chosen) => {
    if (chosen === 'Undo') {
      undo();
    }
  });
}

/** The same for all that has ended. */
export function unwatchEnded(app: WatchingApp): void {
  const ended = app.watchList.things.filter((thing) => hasEnded(app, thing));
  if (ended.length === 0) {
    void showInfo('Nothing that is watched has ended.');
  }
  unwatchThings(app, ended);
}

function hasEnded({ store, known, watchedJobs }: WatchingApp, thing: Watchable): boolean {
  if (thing.kind === 'job') {
    const job = watchedJobs.get(thing.key)?.job;
    return job !== undefined && isSettled(job);
  }
  const { snapshot } = store.get(thing.key) ?? known.get(thing.key) ?? {};
  return snapshot !== undefined && !isActive(snapshot.session);
}

/** What one thing is called; of several how many there are. */
function titleOf({ store, list, watchedJobs }: WatchingApp, things: readonly Watchable[]): string {
  const [thing] = things;
  if (!thing || things.length > 1) {
    const noun = things.every(({ kind }) => kind === 'job')
      ? 'jobs'
      : things.some(({ kind }) => kind === 'job')
        ? 'items'
        : 'sessions';
    return `${things.length} ${noun}`;
  }
  if (thing.kind === 'job') {
    return plainText(jobTitle(watchedJobs.get(thing.key) ?? { key: thing.key, job: undefined }), 80);
  }
  const session = store.get(thing.key);
  return plainText(session ? sessionTitle(session) : list.titleOf(thing.key), 80);
}
