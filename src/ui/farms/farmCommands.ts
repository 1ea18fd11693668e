/** What can be done with the rows of the Farms view. Rows come as VS Code hands them: the one pointed at, and all that are selected. */
import * as vscode from 'vscode';
import type { FarmPath, JobRow, QueueRow } from '../../core/farmNode';
import type { SessionKey } from '../../core/sessionKey';
import { plainText } from '../../core/plainText';
import { understand } from '../../core/references/reference';
import type { EnteredKind, NoteRow } from '../../render/farmLayout';
import { counted } from '../../render/farmRows';
import { type App, toSignal } from '../app';
import { endSessions } from './endSession';
import { idOfRow } from './farmItems';
import type { FarmRow, FarmsView } from './farmsView';
import { applyRemedy } from '../faults';
import { chooseJobs } from './jobFilter';
import { FARMS_VIEW } from '../names';
import { keyArgument } from '../sessionsView';

/** How long it may take to find what is to be shown. */
const PATIENCE_MS = 60_000;
/** How many sessions the list holds; more are not watched by one command. */
const MOST_WATCHED = 50;

/** Whether a command's argument is a row of the Farms view. */
export function isFarmRow(argument: unknown): argument is FarmRow {
  const { id, kind } = (argument ?? {}) as Partial<FarmRow>;
  return typeof id === 'string' && typeof kind === 'string';
}

/** The sessions that a command is about: the rows selected with the one it was called on, or that one. */
export function keysOf(argument: unknown, selected: unknown): readonly SessionKey[] {
  const all = Array.isArray(selected) && selected.length > 0 ? (selected as readonly unknown[]) : [argument];
  return all.flatMap((one) => keyArgument(one) ?? []);
}

/** The ids of rows, a line each; undefined if none has one. */
export function idsOfRows(rows: readonly FarmRow[]): string | undefined {
  return rows.flatMap((row) => idOfRow(row) ?? []).join('\n') || undefined;
}

export function watch(app: App, keys: readonly SessionKey[]): void {
  for (const key of [...keys].slice(0, MOST_WATCHED).reverse()) {
    if (!app.list.has(key)) {
      app.list.add(key);
    }
  }
}

export function unwatch(app: App, keys: readonly SessionKey[]): void {
  for (const key of keys) {
    app.list.remove(key);
  }
}

/** Watches what holds a worker in a job now. Long lists are read to their end, which can be called off. */
export async function watchActive(app: App, view: FarmsView, job: JobRow): Promise<void> {
  const sessions = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: `Finding the active sessions of ${plainText(job.facts.name, 60)}`,
      cancellable: true,
    },
    (_progress, token) => view.activeSessions(job, toSignal(token)),
  );
  watch(
    app,
    sessions.map(({ key }) => key),
  );
  const rest = sessions.length - MOST_WATCHED;
  void vscode.window.showInformationMessage(
    sessions.length === 0
      ? 'No session of this job is active now.'
      : rest > 0
        ? `Watching the newest ${MOST_WATCHED} of ${sessions.length} active sessions.`
        : `Watching ${counted(sessions.length, 'active session')}.`,
  );
}

/** Ends sessions after a question; from then on their rows show where they are going, until they are there. */
export async function end(app: App, view: FarmsView, keys: readonly SessionKey[]): Promise<void> {
  const asked = await endSessions(app, keys, (key, signal) => view.tree.endSession(key, signal));
  await Promise.all(asked.map((key) => app.store.refresh(key)));
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
  const { place, farmId, queueId, jobId, sessionId } = key;
  const session = app.store.get(key)?.snapshot?.session ?? sessionId;
  return reveal(view, { place, farm: farmId, queue: queueId, job: jobId, session });
}

/** Shows a row with the levels above it, which are listed where they are not known. */
export function reveal(view: FarmsView, path: FarmPath): Thenable<void> {
  return vscode.window.withProgress({ location: { viewId: FARMS_VIEW } }, () =>
    view.reveal(path, AbortSignal.timeout(PATIENCE_MS)),
  );
}

/** Does what choosing a row of our own means. */
export async function openNote(app: App, view: FarmsView, row: NoteRow): Promise<void> {
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
      return applyRemedy(note.fault.remedies[0] ?? 'retry', () => view.refresh(parent));
    case 'enterId':
      return enterId(app, view, row, note.of);
    case 'beyondReach':
    case 'none':
  }
}

/** Goes on below a level that may not be listed, with an id that the person knows. Anything that names it will do. */
async function enterId(app: App, view: FarmsView, { parent }: NoteRow, kind: EnteredKind): Promise<void> {
  const text = await vscode.window.showInputBox({
    title: `Enter ${kind} id`,
    prompt: `The id of the ${kind}, or any text that names it`,
    placeHolder: `${kind}-0123456789abcdef0123456789abcdef`,
    ignoreFocusOut: true,
    validateInput: (typed) =>
      typed.trim() === '' || understand(typed).ids[`${kind}Id`] !== undefined
        ? undefined
        : `An id of a ${kind} reads ${kind}- and 32 digits from 0 to f.`,
  });
  const { farmId, queueId, jobId, sessionId } = understand(text ?? '').ids;
  const place = parent?.place ?? (await app.places.current());
  if (kind === 'farm' && farmId) {
    await reveal(view, { place, farm: farmId });
  } else if (parent?.kind === 'farm' && queueId) {
    await reveal(view, { place, farm: parent.facts, queue: queueId });
  } else if (parent?.kind === 'queue' && jobId) {
    await reveal(view, { place, farm: parent.farmId, queue: parent.facts, job: jobId });
  } else if (parent?.kind === 'job' && sessionId) {
    await reveal(view, {
      place,
      farm: parent.path.farmId,
      queue: parent.path.queueId,
      job: parent.facts,
      session: sessionId,
    });
  }
}
