import { t } from '../../core/text/localize';
import type { RunStatusWish } from '../../core/farm/runStatusChange';
import type { TargetRunStatus } from '../../core/farm/tasks';
import { stepOfTask } from '../../core/ids';
import type { JobKey, SessionKey } from '../../core/session/sessionKey';
import type { App } from '../app';
import type { FarmRow } from '../farms/farmsView';
import { COMMANDS } from '../names';
import { type Chosen, chosenThings, failedTasksOf, tasksOfJob } from '../runStatus/chosenRows';
import { failedTasksOfSession } from '../runStatus/failedTasksOfSession';
import { parseTasksToRetry, type TasksToRetry } from '../runStatus/tasksToRetry';
import { keyArgument } from '../sessions/sessionsView';
import type { Command, Features } from './command';
import { jobArgument, jobOf } from './jobArgument';
import { isFarmRow, withSession } from './sessionArgument';

const RETRY: RunStatusWish = { target: 'PENDING', onlyFailed: false };
const RETRY_FAILED: RunStatusWish = { target: 'PENDING', onlyFailed: true };

/** The commands that change what tasks, steps and jobs are to become, by their IDs. */
export const RUN_STATUS_COMMANDS = {
  [COMMANDS.retryTask]: retry,
  [COMMANDS.retryTasks]: retry,
  [COMMANDS.retryFailedTasks]: async (app, features, argument, selected) => {
    const chosen = failedTasksOf(rowsOf(features, argument, selected)) ?? (await chooseFailed(app, features, argument));
    await (chosen && features.runStatus.change({ ...chosen, wish: RETRY_FAILED, title: undefined }));
  },
  [COMMANDS.restartJob]: async (app, features, argument) => {
    const [row] = rowsOf(features, argument, undefined).filter(({ kind }) => kind === 'job');
    const chosen =
      (row && chosenThings([row])) ?? (await chooseWholeJob(app, features, argument, t('Restart Whole Job')));
    await (chosen && features.runStatus.change({ ...chosen, wish: RETRY, title: undefined }));
  },
  [COMMANDS.suspend]: becoming('SUSPENDED', t('Suspend')),
  [COMMANDS.cancel]: becoming('CANCELED', t('Cancel')),
  [COMMANDS.markSucceeded]: becoming('SUCCEEDED', t('Mark as Succeeded')),
  [COMMANDS.markFailed]: becoming('FAILED', t('Mark as Failed')),
} satisfies Readonly<Record<string, Command>>;

/** Retries tasks: those that an argument names, those of rows, or those that failed in a session. */
async function retry(app: App, features: Features, argument: unknown, selected: unknown): Promise<void> {
  const named = parseTasksToRetry(argument);
  if (named) {
    await retryNamed(features, named);
    return;
  }
  const isOfSession = !isFarmRow(argument) && (keyArgument(argument) ?? features.panels.activeKey) !== undefined;
  const rows = isOfSession ? [] : rowsOf(features, argument, selected);
  const chosen = chosenThings(rows.filter(({ kind }) => /^(task|tasks|attempt)$/.test(kind)));
  await (chosen
    ? features.runStatus.change({ ...chosen, wish: RETRY, title: undefined })
    : withSession(app, features, argument, (key) => retryOfSession(app, features, key)));
}

function retryNamed({ runStatus }: Features, { job, taskIds, title }: TasksToRetry): Promise<void> {
  const { connection, ...path } = job;
  const paths = taskIds.map((taskId) => ({ ...path, stepId: stepOfTask(taskId), taskId }));
  return runStatus.change({ connection, what: { kind: 'tasks', paths }, wish: RETRY_FAILED, title });
}

async function retryOfSession(app: App, { runStatus }: Features, key: SessionKey): Promise<void> {
  const known = app.store.get(key)?.snapshot;
  const snapshot = known ?? (await app.service().fetchSnapshot(key, AbortSignal.timeout(PATIENCE_MS)));
  const { paths, haveFailed } = failedTasksOfSession(snapshot);
  const wish = haveFailed ? RETRY_FAILED : RETRY;
  await runStatus.change({ connection: key.connection, what: { kind: 'tasks', paths }, wish, title: undefined });
}

/** How long it may take to read a session that is not watched. */
const PATIENCE_MS = 60_000;

/** Changes the tasks, steps or jobs of rows; of a job that is named or chosen where there are none. */
function becoming(target: TargetRunStatus, title: string): Command {
  return async (app, features, argument, selected) => {
    const chosen =
      chosenThings(rowsOf(features, argument, selected)) ?? (await chooseWholeJob(app, features, argument, title));
    await (chosen && features.runStatus.change({ ...chosen, wish: { target, onlyFailed: false }, title: undefined }));
  };
}

/** The rows that a command is about: those selected with the one it was called on, that one, or the selection of the view. */
function rowsOf({ farms }: Features, argument: unknown, selected: unknown): readonly FarmRow[] {
  if (Array.isArray(selected) && selected.length > 0) {
    return selected.filter(isFarmRow);
  }
  if (isFarmRow(argument)) {
    return [argument];
  }
  return argument === undefined && farms.visible ? farms.selection : [];
}

async function chooseFailed(app: App, features: Features, argument: unknown): Promise<Chosen | undefined> {
  const job = await jobToChange(app, features, argument, t('Retry Failed Tasks'));
  return job && tasksOfJob(job, ['FAILED']);
}

async function chooseWholeJob(
  app: App,
  features: Features,
  argument: unknown,
  title: string,
): Promise<Chosen | undefined> {
  const job = await jobToChange(app, features, argument, title);
  if (!job) {
    return undefined;
  }
  const { connection, ...path } = job;
  return { connection, what: { kind: 'jobs', paths: [path] } };
}

/** Like `jobArgument`, but an argument that names no job leads to none: a change is never about another job. */
async function jobToChange(
  app: App,
  features: Features,
  argument: unknown,
  title: string,
): Promise<JobKey | undefined> {
  return argument === undefined ? jobArgument(app, features, argument, title) : jobOf(argument);
}
