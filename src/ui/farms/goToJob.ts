import * as vscode from 'vscode';
import { delay } from '../../core/clock';
import { isAbort, toFault } from '../../core/errors';
import { type FoundJob, NEWEST_JOBS } from '../../core/farm';
import type { FarmPath, QueueRow } from '../../core/farmNode';
import { findJobs } from '../../core/findJobs';
import { isId, shortId } from '../../core/ids';
import { plainText } from '../../core/plainText';
import { toneOfStatus } from '../../core/status';
import { jobStatus, jobText } from '../../render/farmRows';
import type { App } from '../app';
import type { FarmsView } from './farmsView';
import { logError } from '../faults';
import { toneText, withoutIcons } from '../icons';

interface Item extends vscode.QuickPickItem {
  readonly path?: FarmPath;
}

/** How long a person may pause between two letters before what they typed is searched for. */
const PAUSE_MS = 250;

/**
 * Lets a person find a job by a part of its name in all queues of all farms, as they type: the newest first, one call for ten
 * queues. What was typed before is called off. Undefined if they changed their mind.
 */
export function chooseJob(app: App, view: FarmsView): Promise<FarmPath | undefined> {
  const picker = vscode.window.createQuickPick<Item>();
  let search = new AbortController();
  let queues: Promise<readonly QueueRow[]> | undefined;
  const update = async (text: string, signal: AbortSignal): Promise<void> => {
    try {
      picker.busy = true;
      if (text !== '') {
        await delay(app.clock, PAUSE_MS, signal);
      }
      queues ??= view.queues();
      const found = await findIn(app, await queues, text, signal);
      if (!signal.aborted) {
        picker.items = found.length > 0 ? found : [{ label: 'No job has this in its name.', alwaysShow: true }];
        picker.busy = false;
      }
    } catch (error) {
      if (!signal.aborted && !isAbort(error)) {
        logError(app, error);
        picker.items = [
          { label: '$(error) The jobs could not be searched', detail: toFault(error).message, alwaysShow: true },
        ];
        picker.busy = false;
      }
    }
  };
  picker.title = 'Go to Job';
  picker.placeholder = 'Part of a job’s name, or its id';
  picker.ignoreFocusOut = true;
  picker.show();
  void update('', search.signal);
  return new Promise((resolve) => {
    picker.onDidChangeValue((value) => {
      search.abort();
      search = new AbortController();
      void update(value.trim(), search.signal);
    });
    picker.onDidAccept(() => {
      const path = picker.selectedItems[0]?.path;
      if (path) {
        resolve(path);
        picker.hide();
      }
    });
    picker.onDidHide(() => {
      resolve(undefined);
      search.abort();
      picker.dispose();
    });
  });
}

/** Rows of the jobs found, and of the queues that could not be searched, at the end. */
async function findIn(
  app: App,
  queues: readonly QueueRow[],
  text: string,
  signal: AbortSignal,
): Promise<readonly Item[]> {
  const farms = queues.filter(({ parent }, index) => queues.findIndex((other) => other.parent === parent) === index);
  const found = await Promise.all(
    farms.map(async ({ place, farmId, parent }) => {
      const some = queues.filter((queue) => queue.parent === parent);
      const ids = some.map(({ facts }) => facts.queueId);
      if (isId('job', text)) {
        const jobs = await app.service().fetchJobs(
          place,
          ids.map((queueId) => ({ farmId, queueId, jobId: text })),
          signal,
        );
        return jobs.flatMap((job, index) => {
          const queue = some[index];
          return job.ok && queue
            ? [
                {
                  createdAtMs: job.value.createdAtMs,
                  item: toItem(app, queue, { ...job.value, queueId: queue.facts.queueId }),
                },
              ]
            : [];
        });
      }
      const query = { ...NEWEST_JOBS, archived: 'with', text: text === '' ? undefined : text.slice(0, 256) } as const;
      const { jobs, faults } = await findJobs(app.service(), place, farmId, ids, query, signal);
      return [
        ...jobs.flatMap((job) => {
          const queue = some.find(({ facts }) => facts.queueId === job.queueId);
          return queue ? [{ createdAtMs: job.createdAtMs, item: toItem(app, queue, job) }] : [];
        }),
        ...[...faults].map(([queueId, fault]) => ({
          createdAtMs: -1,
          item: toFaultItem(some, queueId, fault.message),
        })),
      ];
    }),
  );
  return found
    .flat()
    .sort((a, b) => b.createdAtMs - a.createdAtMs)
    .map(({ item }) => item);
}

function toItem(app: App, queue: QueueRow, job: FoundJob): Item {
  const farm = queue.parent?.kind === 'farm' ? queue.parent.facts : queue.farmId;
  const names = [typeof farm === 'string' ? '' : farm.displayName, queue.facts.displayName].map((name) =>
    plainText(name, 60),
  );
  const { label, description } = jobText(job, app.now(), undefined);
  return {
    label: `${toneText(toneOfStatus(jobStatus(job)))} ${withoutIcons(label)}`,
    description: withoutIcons(names.filter((name) => name !== '').join(' › ')),
    detail: `${description} · ${shortId(job.jobId)}`,
    // Searched for by the service, whose way of matching is not the picker's.
    alwaysShow: true,
    path: { place: queue.place, farm, queue: queue.facts, job },
  };
}

function toFaultItem(queues: readonly QueueRow[], queueId: string, message: string): Item {
  const name = queues.find(({ facts }) => facts.queueId === queueId)?.facts.displayName ?? queueId;
  return {
    label: `$(warning) ${withoutIcons(plainText(name))} could not be searched`,
    detail: message,
    alwaysShow: true,
  };
}
