/** The commands that are about tasks. */
import * as vscode from 'vscode';
import type { JobPath } from '../../core/farm/farm';
import type { TaskPath } from '../../core/farm/tasks';
import { stepOfTask } from '../../core/ids';
import { parseSessionText } from '../../core/references/reference';
import type { Connection } from '../../core/session/sessionKey';
import type { App } from '../app';
import { completeJob } from '../lookUp/completeKey';
import { COMMANDS } from '../names';
import { copyPlain } from '../sessions/copy';
import { linkToMonitor } from '../sessions/copyAs';
import type { Command, Features } from './command';
import { reveal } from './farmCommands';
import { isFarmRow, withSession } from './sessionArgument';

/** By their IDs. */
export const TASK_COMMANDS = {
  [COMMANDS.revealTask]: (app, features, text) =>
    typeof text === 'string' ? revealTask(app, features, text) : undefined,
  [COMMANDS.copyMonitorLink]: async (app, _features, argument) => {
    const place = placeOf(argument);
    await (place && copyPlain(await linkToMonitor(app, place.connection, place.path)));
  },
  [COMMANDS.openMonitor]: async (app, features, argument) => {
    const place = placeOf(argument);
    const open = async ({ connection, path }: MonitorPlace): Promise<void> => {
      await vscode.env.openExternal(vscode.Uri.parse(await linkToMonitor(app, connection, path)));
    };
    await (place
      ? open(place)
      : withSession(app, features, argument, (key) => open({ connection: key.connection, path: key })));
  },
} satisfies Readonly<Record<string, Command>>;

/** Shows the task that a text names among the tasks of its step. */
async function revealTask(app: App, { farms }: Features, text: string): Promise<void> {
  const understood = parseSessionText(text);
  const { taskId } = understood.ids;
  const job = taskId && (await completeJob(app, understood.ids, understood));
  if (job) {
    const { connection, farmId, queueId, jobId } = job;
    const step = stepOfTask(taskId);
    await reveal(farms, { connection, farm: farmId, queue: queueId, job: jobId, step, task: taskId });
  }
}

interface MonitorPlace {
  readonly connection: Connection;
  readonly path: JobPath & Partial<TaskPath>;
}

/** Where a job's, step's or task's row is. */
function placeOf(argument: unknown): MonitorPlace | undefined {
  return isFarmRow(argument) && (argument.kind === 'job' || argument.kind === 'step' || argument.kind === 'task')
    ? { connection: argument.connection, path: argument.path }
    : undefined;
}
