/** What can be done with the rows of the Farms view. Rows come as VS Code hands them: the one pointed at, and all that are selected. */
import { t } from '../../core/text/localize';
import type { FarmPath, QueueRow } from '../../core/farm/farmNode';
import type { JobKey, SessionKey } from '../../core/session/sessionKey';
import type { RevealedPlace } from '../../render/panel/panelProtocol';
import { plainText } from '../../core/text/plainText';
import { parseSessionText } from '../../core/references/reference';
import type { EnteredKind, PlaceholderRow } from '../../render/farms/ownRows';
import { idOfRow } from '../../render/farms/shownFarmRow';
import type { App } from '../app';
import { endSessions } from '../farms/endSession';
import type { FarmRow, FarmsView } from '../farms/farmsView';
import { applyRemedy } from '../showFault';
import { chooseJobs } from '../farms/jobFilter';
import { FARMS_VIEW } from '../names';
import { askText, withViewProgress } from '../window/messages';

/** How long it may take to find what is to be shown. */
const PATIENCE_MS = 60_000;

/** The ids of rows, a line each; undefined if none has one. */
export function idsOfRows(rows: readonly FarmRow[]): string | undefined {
  return (
    rows
      .flatMap((row) => idOfRow(row) ?? [])
      .map((text) => plainText(text, 1_000))
      .join('\n') || undefined
  );
}

/** Ends sessions after a question; from then on their rows show where they are going, until they are there. */
export function end(app: App, view: FarmsView, keys: readonly SessionKey[]): Promise<void> {
  return endSessions(app, keys, (key, signal) => view.tree.endSession(key, signal));
}

/** Lets the person narrow a queue's jobs down. */
export async function filterJobs(view: FarmsView, queue: QueueRow): Promise<void> {
  const query = await chooseJobs(plainText(queue.facts.displayName, 60), view.filters.get(queue), view.me);
  if (query) {
    await view.setQuery(queue, query);
  }
}

/** Shows where a session belongs: its job, queue and farm around it. */
export function revealSession(app: App, view: FarmsView, key: SessionKey): Thenable<void> {
  const { connection, farmId, queueId, jobId, sessionId } = key;
  const session = app.store.get(key)?.snapshot?.session ?? sessionId;
  return reveal(view, { connection, farm: farmId, queue: queueId, job: jobId, session });
}

/** Shows the row of a job, or of the queue or farm that it belongs to. */
export function revealPlace(
  view: FarmsView,
  { connection, farmId: farm, queueId: queue, jobId: job }: JobKey,
  place: Exclude<RevealedPlace, 'session'>,
): Thenable<void> {
  return reveal(view, {
    connection,
    farm,
    ...(place === 'farm' ? {} : { queue }),
    ...(place === 'job' ? { job } : {}),
  });
}

/** Shows a row with the levels above it, which are listed where they are not known. */
export function reveal(view: FarmsView, path: FarmPath): Thenable<void> {
  return withViewProgress(FARMS_VIEW, () => view.reveal(path, AbortSignal.timeout(PATIENCE_MS)));
}

/** Does what choosing a row of our own means. */
export async function runPlaceholder(app: App, view: FarmsView, row: PlaceholderRow): Promise<void> {
  const { note, parent } = row;
  switch (note.says) {
    case 'more':
      return view.more(row);
    case 'archived':
      if (parent?.kind === 'queue') {
        await view.setQuery(parent, { ...view.filters.get(parent), archived: note.shown ? 'without' : 'only' });
      }
      return;
    case 'fault':
      return applyRemedy(app, note.fault.remedies[0] ?? 'retry', () => view.refresh(parent));
    case 'enterId':
      return enterId(app, view, row, note.of);
    case 'beyondReach':
    case 'none':
  }
}

/** What is said where a person enters the ID of each kind. */
const ENTER: Readonly<
  Record<EnteredKind, { readonly title: string; readonly prompt: string; readonly refusal: string }>
> = {
  farm: {
    title: t('Enter Farm ID'),
    prompt: t('Enter the ID of the farm, or any text that contains it.'),
    refusal: t('A farm ID looks like farm-0123…cdef (32 hex characters).'),
  },
  queue: {
    title: t('Enter Queue ID'),
    prompt: t('Enter the ID of the queue, or any text that contains it.'),
    refusal: t('A queue ID looks like queue-0123…cdef (32 hex characters).'),
  },
  job: {
    title: t('Enter Job ID'),
    prompt: t('Enter the ID of the job, or any text that contains it.'),
    refusal: t('A job ID looks like job-0123…cdef (32 hex characters).'),
  },
  session: {
    title: t('Enter Session ID'),
    prompt: t('Enter the ID of the session, or any text that contains it.'),
    refusal: t('A session ID looks like session-0123…cdef (32 hex characters).'),
  },
};

/** Goes on below a level that may not be listed, with an id that the person knows. Anything that names it will do. */
async function enterId(app: App, view: FarmsView, { parent }: PlaceholderRow, kind: EnteredKind): Promise<void> {
  const text = await askText({
    title: ENTER[kind].title,
    prompt: ENTER[kind].prompt,
    placeholder: `${kind}-0123456789abcdef0123456789abcdef`,
    keepOpen: true,
    validate: (typed) =>
      typed.trim() === '' || parseSessionText(typed).ids[`${kind}Id`] !== undefined ? undefined : ENTER[kind].refusal,
  });
  const { farmId, queueId, jobId, sessionId } = parseSessionText(text ?? '').ids;
  const connection = parent?.connection ?? (await app.currentConnection.current());
  if (kind === 'farm' && farmId) {
    await reveal(view, { connection, farm: farmId });
  } else if (parent?.kind === 'farm' && queueId) {
    await reveal(view, { connection, farm: parent.facts, queue: queueId });
  } else if (parent?.kind === 'queue' && jobId) {
    await reveal(view, { connection, farm: parent.farmId, queue: parent.facts, job: jobId });
  } else if (parent?.kind === 'job' && sessionId) {
    await reveal(view, {
      connection,
      farm: parent.path.farmId,
      queue: parent.path.queueId,
      job: parent.facts,
      session: sessionId,
    });
  }
}
