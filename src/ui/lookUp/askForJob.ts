import { t } from '../../core/text/localize';
import type { Defaults } from '../../core/service/connections';
import { NEWEST_JOBS } from '../../core/farm/farm';
import type { FarmId, QueueId } from '../../core/ids';
import type { ReferenceIds } from '../../core/references/reference';
import type { Connection, JobKey } from '../../core/session/sessionKey';
import { statusWord } from '../../render/session/action';
import { roughly } from '../../render/time';
import type { App } from '../app';
import { type Choice, pickFromList } from './listPicker';

/** What is asked with. */
interface Asking {
  readonly app: App;
  readonly connection: Connection;
  /** Come first where they are among what is listed. */
  readonly defaults: Defaults;
  /** Why it is asked for, e.g. `Not found in the newest 500 jobs. `; empty for no reason. */
  readonly why: string;
}

/** Asks for what is missing of a job's key, level by level. Undefined if the person canceled. */
export async function askForJob(asking: Asking, ids: ReferenceIds): Promise<JobKey | undefined> {
  const { connection } = asking;
  const farmId = ids.farmId ?? (await askForFarm(asking));
  const queueId = farmId && (ids.queueId ?? (await askForQueue(asking, farmId)));
  const jobId = farmId && queueId && (ids.jobId ?? (await pickJob(asking, farmId, queueId)));
  return farmId && queueId && jobId && { connection, farmId, queueId, jobId };
}

/** Lets the person choose a farm, or paste its ID. Undefined if they canceled. */
export function askForFarm({ app, connection, defaults, why }: Asking): Promise<FarmId | undefined> {
  return pickFromList({
    kind: 'farm',
    title: t('Look Up Session: Farm'),
    placeholder: `${why}${t('Select a farm')}`,
    preferred: defaults.farmId,
    pages: (signal) =>
      mapPages(app.service().farms(connection, signal), ({ farmId: id, displayName }) => ({
        id,
        label: displayName,
        description: '',
      })),
  });
}

function askForQueue({ app, connection, defaults, why }: Asking, farmId: FarmId): Promise<QueueId | undefined> {
  return pickFromList({
    kind: 'queue',
    title: t('Look Up Session: Queue'),
    placeholder: `${why}${t('Select a queue')}`,
    preferred: defaults.queueId,
    pages: (signal) =>
      mapPages(app.service().queues(connection, farmId, signal), ({ queueId: id, displayName, status }) => ({
        id,
        label: displayName,
        description: statusWord(status),
      })),
  });
}

function pickJob(
  { app, connection, defaults, why }: Asking,
  farmId: FarmId,
  queueId: QueueId,
): Promise<JobKey['jobId'] | undefined> {
  const query = { ...NEWEST_JOBS, archived: 'with' } as const;
  return pickFromList({
    kind: 'job',
    title: t('Look Up Session: Job'),
    placeholder: `${why}${t('Select a job (newest first)')}`,
    preferred: defaults.jobId,
    pages: (signal) =>
      mapPages(app.service().jobs(connection, farmId, [queueId], query, signal), (job) => ({
        id: job.jobId,
        label: job.name,
        description: `${statusWord(job.taskRunStatus ?? job.lifecycleStatus)} · ${t('{0} ago', roughly(app.now() - job.createdAtMs))}`,
      })),
  });
}

/** The same pages, as rows to choose from. */
export async function* mapPages<T, K extends Parameters<typeof pickFromList>[0]['kind']>(
  pages: AsyncIterable<readonly T[]>,
  toChoice: (row: T) => Choice<K>,
): AsyncGenerator<readonly Choice<K>[]> {
  for await (const page of pages) {
    yield page.map(toChoice);
  }
}
