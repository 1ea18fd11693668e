import { t } from '../../core/text/localize';
import type { FarmPath } from '../../core/farm/farmNode';
import { plainText } from '../../core/text/plainText';
import { THING_ICONS } from '../../render/farms/farmRowKinds';
import type { Watchable } from '../../core/farm/watchable';
import type { App } from '../app';
import type { FarmsView } from '../farms/farmsView';
import { chooseHost } from '../farms/goToHost';
import { chooseJob } from '../farms/goToJob';
import { isConnected } from '../lookUp/connectionFor';
import { withViewProgress } from '../window/messages';
import { pick } from '../window/picker';
import { FARMS_VIEW } from '../names';

type Kind = Exclude<Watchable['kind'], 'session'>;

/** Lets a person choose a job, a worker or a queue to watch. Undefined if they canceled. */
export async function chooseWatched(app: App, farms: FarmsView): Promise<Watchable | undefined> {
  const kind = await pick<Kind>(
    [
      {
        icon: THING_ICONS.job,
        label: t('A job until it ends'),
        detail: t('You are notified of its first failure and of its end. New sessions are shown as they start.'),
        value: 'job',
      },
      {
        icon: THING_ICONS.worker,
        label: t('A worker until it is stopped'),
        detail: t('You are notified of each session that fails on it. New sessions are shown as they start.'),
        value: 'worker',
      },
      {
        icon: THING_ICONS.queue,
        label: t('The failures in a queue'),
        detail: t('You are notified of the first failure in each of its jobs.'),
        value: 'queue',
      },
    ],
    { title: t('Watch Job, Worker or Queue'), placeholder: t('Select what to watch') },
  );
  switch (kind) {
    case 'job':
      return jobAt(await chooseJob(app, farms, { title: t('Watch Job') }));
    case 'worker':
      return workerAt(await chooseHost(app, farms, t('Watch Worker')));
    case 'queue':
      return chooseQueue(app, farms);
    case undefined:
      return undefined;
  }
}

async function chooseQueue(app: App, farms: FarmsView): Promise<Watchable | undefined> {
  if (!(await isConnected(app))) {
    return undefined;
  }
  const queues = await withViewProgress(FARMS_VIEW, () => farms.queues());
  return pick<Watchable>(
    queues.map(({ connection, farmId, facts, parent }) => ({
      icon: THING_ICONS.queue,
      label: plainText(facts.displayName, 80),
      description: parent?.kind === 'farm' ? plainText(parent.facts.displayName, 60) : undefined,
      value: { kind: 'queue', key: { connection, farmId, queueId: facts.queueId }, name: facts.displayName },
    })),
    {
      title: t('Watch Failures in Queue'),
      placeholder: queues.length === 0 ? t('No queues found') : t('Select a queue'),
    },
  );
}

function jobAt(path: FarmPath | undefined): Watchable | undefined {
  const { connection, farm, queue, job } = path ?? {};
  if (!connection || !farm || !queue || !job) {
    return undefined;
  }
  const farmId = typeof farm === 'string' ? farm : farm.farmId;
  const queueId = typeof queue === 'string' ? queue : queue.queueId;
  const isKnown = typeof job !== 'string';
  return {
    kind: 'job',
    key: { connection, farmId, queueId, jobId: isKnown ? job.jobId : job },
    name: isKnown ? job.name : undefined,
  };
}

function workerAt(path: FarmPath | undefined): Watchable | undefined {
  const { connection, farm, fleet, worker } = path ?? {};
  if (!connection || !farm || !fleet || !worker) {
    return undefined;
  }
  const farmId = typeof farm === 'string' ? farm : farm.farmId;
  const fleetId = typeof fleet === 'string' ? fleet : fleet.fleetId;
  return {
    kind: 'worker',
    key: { connection, farmId, fleetId, workerId: worker.workerId },
    name: worker.host.hostName,
  };
}
