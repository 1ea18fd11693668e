import type { Watchable } from '../../core/farm/watchable';
import type { App } from '../app';
import { COMMANDS, SESSIONS_VIEW } from '../names';
import { showMissedNews } from '../news/newsList';
import { showWatchStatistics } from '../news/watchStatistics';
import { removeEndedSessions, removeSessions } from '../sessions/removeSessions';
import { chooseWatched } from '../sessions/chooseWatched';
import { unwatchEnded, unwatchThings, watchThings } from '../sessions/watching';
import type { Command, Features } from './command';
import { withSession } from './sessionArgument';
import { watchableArguments } from './watchableArgument';

/** The commands of the list of sessions and of what is watched, by their IDs. */
export const WATCH_COMMANDS = {
  [COMMANDS.watch]: (app, features, argument, selected) =>
    withThings(app, features, argument, selected, (things) => {
      watchThings(app, things);
    }),
  [COMMANDS.watchFailures]: (app, _features, argument, selected) => {
    watchThings(app, watchableArguments(argument, selected));
  },
  [COMMANDS.watchOther]: async (app, { farms }) => {
    const thing = await chooseWatched(app, farms);
    if (thing) {
      watchThings(app, [thing]);
    }
  },
  [COMMANDS.unwatch]: (app, features, argument, selected) =>
    withThings(app, features, argument, selected, (things) => {
      unwatchThings(app, things);
    }),
  [COMMANDS.unwatchEnded]: (app) => {
    unwatchEnded(app);
  },
  [COMMANDS.remove]: async (app, { view }, argument, selected) => {
    // The key says where it was pressed, for keys bring no row.
    const rows = argument === SESSIONS_VIEW ? await view.rowsOfKey() : undefined;
    const things = rows ? watchableArguments(rows[0], rows) : watchableArguments(argument, selected);
    const watched = things.filter((thing) => app.watchList.has(thing));
    const others = things.filter((thing) => !app.watchList.has(thing));
    unwatchThings(app, watched);
    removeSessions(
      app,
      others.flatMap((thing) => (thing.kind === 'session' ? [thing.key] : [])),
    );
  },
  [COMMANDS.removeEnded]: (app) => {
    removeEndedSessions(app);
  },
  [COMMANDS.arrangeSessions]: (_app, { view }) => view.arrange(),
  [COMMANDS.showWatched]: async (app, { statusBar }) => {
    const [command, ...args] = (await statusBar.pick()) ?? [];
    if (command !== undefined) {
      await app.run(command, ...args);
    }
  },
  [COMMANDS.showMissedNews]: (app) => showMissedNews(app),
  [COMMANDS.showWatchStatistics]: (app) => showWatchStatistics(app),
} satisfies Readonly<Record<string, Command>>;

/** What the rows are about that a command was called on; without any, the session of the page or log in front. */
async function withThings(
  app: App,
  features: Features,
  argument: unknown,
  selected: unknown,
  use: (things: readonly Watchable[]) => void,
): Promise<void> {
  const things = watchableArguments(argument, selected);
  if (things.length > 0) {
    use(things);
  } else {
    await withSession(app, features, undefined, (key) => {
      use([{ kind: 'session', key }]);
    });
  }
}
