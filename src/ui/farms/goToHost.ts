import { t } from '../../core/text/localize';
import type { FarmPath, FarmRow } from '../../core/farm/farmNode';
import { findWorkers, fleetsOf } from '../../core/search/findWorkers';
import type { Fleet, FoundWorker } from '../../core/session/session';
import { plainText } from '../../core/text/plainText';
import { workerText } from '../../render/farms/farmRows';
import type { App } from '../app';
import { toneIconName } from '../icons';
import type { PickerRow } from '../window/picker';
import type { FarmsView } from './farmsView';
import { searchAsTyped } from './searchAsTyped';

/**
 * Lets a person find a host by a part of its name in all fleets of all farms, as they type: one call for ten fleets. Undefined if
 * they canceled.
 */
export function chooseHost(app: App, view: FarmsView, title = t('Go to Host')): Promise<FarmPath | undefined> {
  let places: Promise<readonly Place[]> | undefined;
  return searchAsTyped(app, {
    title,
    placeholder: t('Type part of a host name, or a worker ID'),
    kind: 'hosts',
    none: t('No matching hosts. Hosts whose workers were deleted are not found.'),
    failed: t('Couldn’t search hosts'),
    find: async (typed, signal) => {
      const found = await Promise.all(
        (await (places ??= findPlaces(app, view))).map(async (place) => {
          const { farm, fleets } = place;
          const { connection, facts } = farm;
          const ids = fleets.map(({ fleetId }) => fleetId);
          const workers = await findWorkers(app.service(), connection, facts.farmId, ids, typed, signal);
          return workers.map((worker) => toItem(place, worker));
        }),
      );
      return found.flat().sort((a, b) => a.label.localeCompare(b.label, 'en', { numeric: true }));
    },
  });
}

/** A farm with its fleets. */
interface Place {
  readonly farm: FarmRow;
  readonly fleets: readonly Fleet[];
}

async function findPlaces(app: App, view: FarmsView): Promise<readonly Place[]> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const farms = await view.farms();
  const places = await Promise.allSettled(
    farms.map(async (farm) => ({
      farm,
      fleets: await fleetsOf(app.service(), farm.connection, farm.facts.farmId, signal),
    })),
  );
  const refused = places.find(({ status }) => status === 'rejected');
  if (refused?.status === 'rejected' && places.every(({ status }) => status === 'rejected')) {
    throw refused.reason;
  }
  return places.flatMap((place) => (place.status === 'fulfilled' ? [place.value] : []));
}

/** How long the fleets may take. */
const PATIENCE_MS = 30_000;

function toItem({ farm, fleets }: Place, worker: FoundWorker): PickerRow<FarmPath> {
  const fleet = fleets.find(({ fleetId }) => fleetId === worker.fleetId) ?? worker.fleetId;
  const { label, description, tone } = workerText(worker);
  const names = [farm.facts.displayName, typeof fleet === 'string' ? '' : fleet.displayName];
  return {
    icon: toneIconName(tone),
    label,
    description: names
      .filter((name) => name !== '')
      .map((name) => plainText(name, 60))
      .join(' › '),
    detail: description,
    alwaysShow: true,
    value: { connection: farm.connection, farm: farm.facts, fleet, worker },
  };
}
