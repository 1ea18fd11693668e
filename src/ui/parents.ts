import * as vscode from 'vscode';
import { NEWEST_JOBS } from '../core/farm';
import { findSession, findSessionOfWorker, type SearchResult } from '../core/findSession';
import { type SessionId, shortId } from '../core/ids';
import type { Defaults } from '../core/connections';
import type { ReferenceIds, Understanding } from '../core/references/reference';
import type { Place, SessionKey } from '../core/sessionKey';
import { isActive } from '../core/status';
import { statusWord } from '../render/action';
import { plainText } from '../core/plainText';
import { roughly } from '../render/time';
import { type App, toSignal } from './app';
import { withoutIcons } from './icons';
import { logError } from './faults';
import { type Choice, pickFromList } from './listPicker';

/** How many calls a search may cost before it gives up and asks. */
const MOST_SEARCH_CALLS = 100;
const MOST_WORKER_PAGES = 5;
const NO_PROGRESS = { calls: 0, jobs: 0, queues: 0 };

/**
 * Everything that GetSession needs, from ids of which some are missing: looked up among the sessions known here, then searched
 * for on the farm, then asked for, level by level. Undefined if the person changed their mind.
 */
export async function completeKey(
  app: App,
  ids: ReferenceIds,
  { region, profile }: Pick<Understanding, 'region' | 'profile'>,
): Promise<SessionKey | undefined> {
  const known = app.seen.find(ids);
  if (known) {
    return known;
  }
  const place = await app.places.with(region, profile);
  const { farmId, queueId, jobId, sessionId } = ids;
  if (farmId && queueId && jobId && sessionId) {
    return { place, farmId, queueId, jobId, sessionId };
  }
  const defaults = await app.service().defaults(place);
  let hint = '';
  if (sessionId) {
    const result = await search(app, place, sessionId, { ...ids, preferred: defaults });
    if (result === 'cancelled') {
      return undefined;
    }
    if (result?.found) {
      return result.found;
    }
    hint = result ? searchedFor(result) : '';
  }
  return ask(app, place, ids, defaults, hint);
}

/** Asks for what is missing below what is known, level by level. Undefined if the person changed their mind. */
export async function askForRest(app: App, place: Place, ids: ReferenceIds): Promise<SessionKey | undefined> {
  return ask(app, place, ids, await app.service().defaults(place), '');
}

/** Undefined if the search itself was refused: then asking is still possible. */
async function search(
  app: App,
  place: Place,
  sessionId: SessionId,
  { farmId, queueId, jobId, fleetId, workerId, preferred }: ReferenceIds & { readonly preferred: Defaults },
): Promise<SearchResult | 'cancelled' | undefined> {
  const scope = { place, farmId, queueId, jobId, preferred };
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: `Finding ${shortId(sessionId)}`, cancellable: true },
    async (progress, token) => {
      const signal = toSignal(token);
      try {
        if (farmId && fleetId && workerId) {
          const found = await findSessionOfWorker(
            app.service(),
            sessionId,
            { place, farmId, fleetId, workerId },
            MOST_WORKER_PAGES,
            signal,
          );
          if (found) {
            return { found, progress: NO_PROGRESS };
          }
        }
        const tell = ({ calls, jobs, queues }: { calls: number; jobs: number; queues: number }): void => {
          progress.report({ message: `${jobs} jobs in ${queues} queues, ${calls} calls` });
        };
        return await findSession(app.service(), sessionId, scope, MOST_SEARCH_CALLS, tell, signal);
      } catch (error) {
        if (signal.aborted) {
          return 'cancelled' as const;
        }
        logError(app, error);
        return undefined;
      }
    },
  );
}

function searchedFor({ progress: { jobs, queues } }: SearchResult): string {
  return `Not among the newest ${jobs} jobs of ${queues} ${queues === 1 ? 'queue' : 'queues'}. `;
}

async function ask(
  app: App,
  place: Place,
  ids: ReferenceIds,
  defaults: Defaults,
  hint: string,
): Promise<SessionKey | undefined> {
  const service = app.service();
  const now = app.now();
  const title = 'Look Up Session';
  const farmId =
    ids.farmId ??
    (await pickFromList({
      kind: 'farm',
      title: `${title}: Farm`,
      placeholder: `${hint}On which farm?`,
      preferred: defaults.farmId,
      pages: (signal) =>
        mapPages(service.farms(place, signal), ({ farmId: id, displayName }) => ({
          id,
          label: withoutIcons(plainText(displayName)),
          description: '',
        })),
    }));
  if (!farmId) {
    return undefined;
  }
  const queueId =
    ids.queueId ??
    (await pickFromList({
      kind: 'queue',
      title: `${title}: Queue`,
      placeholder: `${hint}In which queue?`,
      preferred: defaults.queueId,
      pages: (signal) =>
        mapPages(service.queues(place, farmId, signal), ({ queueId: id, displayName, status }) => ({
          id,
          label: withoutIcons(plainText(displayName)),
          description: statusWord(status),
        })),
    }));
  if (!queueId) {
    return undefined;
  }
  const jobId =
    ids.jobId ??
    (await pickFromList({
      kind: 'job',
      title: `${title}: Job`,
      placeholder: `${hint}Of which job? The newest come first.`,
      preferred: defaults.jobId,
      pages: (signal) =>
        mapPages(
          service.jobs(place, farmId, [queueId], { ...NEWEST_JOBS, archived: 'with' }, signal),
          ({ jobId: id, name, taskRunStatus, lifecycleStatus, createdAtMs }) => ({
            id,
            label: withoutIcons(plainText(name)),
            description: `${statusWord(taskRunStatus ?? lifecycleStatus)} · ${roughly(now - createdAtMs)} ago`,
          }),
        ),
    }));
  if (!jobId) {
    return undefined;
  }
  const sessionId =
    ids.sessionId ??
    (await pickFromList({
      kind: 'session',
      title: `${title}: Session`,
      placeholder: 'Which session? Active ones come first.',
      preferred: undefined,
      pages: (signal) =>
        mapPages(service.sessions(place, farmId, queueId, jobId, signal), (session) => ({
          id: session.sessionId,
          label: shortId(session.sessionId),
          description: `${isActive(session) ? 'active' : 'ended'} · started ${roughly(now - session.startedAtMs)} ago on ${shortId(session.workerId)}`,
        })),
    }));
  return sessionId && { place, farmId, queueId, jobId, sessionId };
}

async function* mapPages<T, K extends 'farm' | 'queue' | 'job' | 'session'>(
  pages: AsyncIterable<readonly T[]>,
  toChoice: (row: T) => Choice<K>,
): AsyncGenerator<readonly Choice<K>[]> {
  for await (const page of pages) {
    yield page.map(toChoice);
  }
}
