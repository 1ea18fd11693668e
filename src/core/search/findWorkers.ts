/** Workers by their hosts, in all fleets of a farm. */
import { toFault } from '../errors';
import type { FarmId, Ids } from '../ids';
import type { FarmDirectory, TaskDirectory, ThingSource } from '../service/ports';
import type { Fleet, FoundWorker } from '../session/session';
import type { Connection } from '../session/sessionKey';

/** The service takes so many fleets a search. */
const FLEETS_A_SEARCH = 10;
/** Pages of a search that are read until enough is found: where the service refuses to look for a text, many hold nothing. */
const MOST_PAGES = 20;
const ENOUGH = 100;

/** All fleets of a farm. */
export async function fleetsOf(
  service: FarmDirectory,
  connection: Connection,
  farmId: FarmId,
  signal: AbortSignal,
): Promise<readonly Fleet[]> {
  const fleets: Fleet[] = [];
  for await (const page of service.fleets(connection, farmId, signal)) {
    fleets.push(...page);
  }
  return fleets;
}

/**
 * Workers whose host name or ID contains a text, one call for ten fleets. Those that were deleted are not found. Ten fleets of
 * which one is forbidden are refused together; then each of them is asked by itself, and those that refuse are passed over.
 *
 * @throws {UserError} if all refuse
 */
export async function findWorkers(
  service: Pick<TaskDirectory, 'searchWorkers'>,
  connection: Connection,
  farmId: FarmId,
  fleetIds: readonly Ids['fleet'][],
  text: string,
  signal: AbortSignal,
): Promise<readonly FoundWorker[]> {
  const found: FoundWorker[] = [];
  const refusals: unknown[] = [];
  const search = async (some: readonly Ids['fleet'][]): Promise<void> => {
    try {
      const pages = service.searchWorkers(connection, farmId, some, text, signal);
      let page = await pages.page();
      found.push(...page.items);
      for (let read = 1; page.next !== undefined && found.length < ENOUGH && read < MOST_PAGES; read++) {
        page = await pages.page(page.next);
        found.push(...page.items);
      }
    } catch (error) {
      signal.throwIfAborted();
      const { kind } = toFault(error);
      if (some.length > 1 && (kind === 'accessDenied' || kind === 'notFound')) {
        await Promise.all(some.map((one) => search([one])));
      } else {
        refusals.push(error);
      }
    }
  };
  const tens = Array.from({ length: Math.ceil(fleetIds.length / FLEETS_A_SEARCH) }, (_, index) =>
    fleetIds.slice(index * FLEETS_A_SEARCH, (index + 1) * FLEETS_A_SEARCH),
  );
  await Promise.all(tens.map(search));
  if (found.length === 0 && refusals[0] instanceof Error) {
    throw refusals[0];
  }
  return found;
}

/**
 * The fleet of a worker of which only the ID is known: each fleet is asked for it, a call each.
 *
 * @returns undefined if it is in none that may be read
 */
export async function findFleet(
  service: Pick<FarmDirectory, 'fleets'> & ThingSource,
  connection: Connection,
  farmId: FarmId,
  workerId: Ids['worker'],
  signal: AbortSignal,
): Promise<Ids['fleet'] | undefined> {
  for await (const fleets of service.fleets(connection, farmId, signal)) {
    const isThere = await Promise.all(
      fleets.map(({ fleetId }) =>
        service.fetchThing(connection, { kind: 'worker', farmId, fleetId, workerId }, signal).then(
          () => true,
          () => false,
        ),
      ),
    );
    signal.throwIfAborted();
    const fleet = fleets[isThere.indexOf(true)];
    if (fleet) {
      return fleet.fleetId;
    }
  }
  return undefined;
}
