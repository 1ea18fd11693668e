/** Finds runs that succeeded at what another one failed at. */
import type { Run } from '../../core/compare/comparison';
import { MOST_GOOD_RUNS, nearestActions, nearestTasks } from '../../core/compare/nearestRuns';
import type { Listing } from '../../core/farm/farm';
import { actionOfSession, indexOf, type SessionActionId, sessionOfAction } from '../../core/ids';
import type { SessionSource, TaskDirectory } from '../../core/service/ports';
import type { SessionAction } from '../../core/session/session';

export interface GoodRunSearch {
  readonly source: Pick<SessionSource, 'fetchSessions' | 'fetchActions'> &
    Pick<TaskDirectory, 'tasks' | 'sessionActions'>;
  readonly signal: AbortSignal;
  /** Told of each call. */
  readonly onCall: () => void;
}

/** How many pages of a list are looked through, 100 rows each. */
const MOST_PAGES = 3;

/**
 * Up to three runs that succeeded at what a run did, the nearest first; of its own session where there are any, which costs no call.
 * Else of other sessions of the job: at most three pages of tasks or actions, then BatchGetSession and BatchGetSessionAction.
 */
export async function findGoodRuns(
  search: GoodRunSearch,
  run: Run & { readonly action: SessionAction },
): Promise<readonly Run[]> {
  const near = nearestActions(run.action, run.actions);
  if (near.length > 0) {
    return near.map((action) => ({ ...run, action }));
  }
  const ids = run.action.definition.kind === 'taskRun' ? await fromTasks(search, run) : await fromActions(search, run);
  return ids.length === 0 ? [] : fetchRuns(search, run, ids);
}

type ActionRun = Run & { readonly action: SessionAction };

async function fromTasks(
  { source, signal, onCall }: GoodRunSearch,
  { key, action }: ActionRun,
): Promise<readonly SessionActionId[]> {
  const stepId = action.definition.kind === 'taskRun' ? action.definition.stepId : undefined;
  const listing = source.tasks(key.connection, key, { stepId, statuses: ['SUCCEEDED'] }, signal);
  const tasks = await firstPages(listing, onCall, (found) => nearestTasks(action, found).length === 0);
  return nearestTasks(action, tasks).flatMap(({ latestSessionActionId }) => latestSessionActionId ?? []);
}

async function fromActions(
  { source, signal, onCall }: GoodRunSearch,
  { key, action }: ActionRun,
): Promise<readonly SessionActionId[]> {
  const listing = source.sessionActions(key.connection, key, undefined, signal);
  const actions = await firstPages(listing, onCall, (found) => nearestActions(action, found).length < MOST_GOOD_RUNS);
  return nearestActions(action, actions).map(({ sessionActionId }) => sessionActionId);
}

async function firstPages<T>(
  listing: Listing<T>,
  onCall: () => void,
  wantsMore: (found: readonly T[]) => boolean,
): Promise<readonly T[]> {
  const found: T[] = [];
  let token: string | undefined;
  for (let page = 0; page < MOST_PAGES && wantsMore(found); page++) {
    onCall();
    const { items, next } = await listing.page(token);
    found.push(...items);
    if (next === undefined) {
      break;
    }
    token = next;
  }
  return found;
}

/** Attachments and environments come first in a session. */
const SETUP_ACTIONS = 6;

/** The runs with what there was before and after them in their sessions, as far as the IDs of actions lead there. */
async function fetchRuns(
  { source, signal, onCall }: GoodRunSearch,
  { key, stepNames, jobName }: ActionRun,
  ids: readonly SessionActionId[],
): Promise<readonly Run[]> {
  const wanted = ids.map((id) => {
    const sessionId = sessionOfAction(id);
    const indexes = new Set([...Array(SETUP_ACTIONS).keys(), indexOf(id), indexOf(id) + 1]);
    return {
      id,
      key: { ...key, sessionId },
      actionIds: [...indexes].map((index) => actionOfSession(sessionId, index)),
    };
  });
  onCall();
  onCall();
  const [sessions, actions] = await Promise.all([
    source.fetchSessions(
      wanted.map((one) => one.key),
      signal,
    ),
    source.fetchActions(
      wanted.flatMap((one) => one.actionIds.map((sessionActionId) => ({ key: one.key, sessionActionId }))),
      signal,
    ),
  ]);
  const known = new Map(
    actions.flatMap((part) => (part.ok && part.value ? [[part.value.sessionActionId, part.value] as const] : [])),
  );
  return wanted.flatMap(({ id, key, actionIds }, index): Run[] => {
    const [session, action] = [sessions[index], known.get(id)];
    const own = actionIds.flatMap((one) => known.get(one) ?? []);
    return session && action ? [{ key, session, action, actions: own, stepNames, jobName }] : [];
  });
}
