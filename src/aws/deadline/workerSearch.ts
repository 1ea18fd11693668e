/** Workers of several fleets. */
import { type SearchFilterExpression, SearchWorkersCommand } from '@aws-sdk/client-deadline';

import { toFault } from '../../core/errors';
import { listing } from '../../core/farm/farm';
import type { TaskDirectory } from '../../core/service/ports';
import type { FoundWorker } from '../../core/session/session';
import { connectionId } from '../../core/session/sessionKey';

import { ask } from '../calls/ask';
import type { Calls } from '../calls/calls';
import { toFoundWorker } from './answers';
import { searchPage } from './searchPage';

/** What the service takes as a search term. */
const MOST_CHARACTERS = 256;

/** Searches workers; remembers the connections that refuse to look for a text. */
export function createWorkerSearch(calls: Calls): TaskDirectory['searchWorkers'] {
  const refused = new Set<string>();

  return (connection, farmId, fleetIds, text, signal) => {
    const searchTerm = text?.trim().slice(0, MOST_CHARACTERS);
    const search = (token: string | undefined, filters: SearchFilterExpression[]) =>
      ask(
        calls,
        connection,
        'SearchWorkers',
        new SearchWorkersCommand({
          farmId,
          fleetIds: [...fleetIds],
          itemOffset: Number(token ?? 0),
          ...(filters.length === 0 ? {} : { filterExpressions: { filters, operator: 'AND' } }),
        }),
        (answer) => searchPage(answer.workers, 'workers', toFoundWorker, answer, token),
        signal,
      );
    const searchAll = async (token: string | undefined) => {
      const page = await search(token, []);
      return { ...page, items: page.items.filter((worker) => isMatch(worker, searchTerm)) };
    };

    return listing(async (token) => {
      if (!searchTerm || refused.has(connectionId(connection))) {
        return searchAll(token);
      }
      try {
        return await search(token, [{ searchTermFilter: { searchTerm, matchType: 'CONTAINS' } }]);
      } catch (error) {
        if (token !== undefined || toFault(error).kind !== 'invalid') {
          throw error;
        }
        const page = await searchAll(undefined);
        refused.add(connectionId(connection));
        return page;
      }
    });
  };
}

function isMatch({ workerId, host }: FoundWorker, text: string | undefined): boolean {
  return !text || [workerId, host.hostName ?? ''].some((name) => name.toLowerCase().includes(text.toLowerCase()));
}
