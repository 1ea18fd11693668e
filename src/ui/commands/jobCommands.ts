import { t } from '../../core/text/localize';
import { shortId } from '../../core/ids';
import { plainText } from '../../core/text/plainText';
import { placeNames } from '../../watch/farms/placeNames';
import type { FarmRow } from '../farms/farmsView';
import { forgetFailures } from '../jobs/forgetFailures';
import { COMMANDS } from '../names';
import type { Command, Features } from './command';
import { jobArgument } from './jobArgument';
import { isFarmRow } from './sessionArgument';

/** The commands that are about whole jobs, by their IDs. */
export const JOB_COMMANDS = {
  [COMMANDS.whyJobFailed]: async (app, features, argument) => {
    const key = await jobArgument(app, features, argument, t('Why Did This Job Fail?'));
    if (key) {
      features.jobs.show(key);
    }
  },
  [COMMANDS.lookThroughFailures]: async (app, features, argument) => {
    const row = queueRow(features, argument);
    if (row) {
      const { connection, farmId, facts } = row;
      await features.queueFailures.show({ connection, farmId, queueId: facts.queueId }, nameOf(facts.displayName));
      return;
    }
    const key = await jobArgument(app, features, argument, t('Look Through Failed Jobs of the Queue of This Job'));
    if (key) {
      const { connection, farmId, queueId } = key;
      const { queue = shortId(queueId) } = placeNames(features.farms.tree, key);
      await features.queueFailures.show({ connection, farmId, queueId }, nameOf(queue));
    }
  },
  [COMMANDS.findInJobLogs]: async (app, features, argument) => {
    const key = await jobArgument(app, features, argument, t('Find in the Logs of This Job'));
    await (key && features.jobLogFinder.find(key));
  },
  [COMMANDS.forgetFailures]: (_app, { failureMemories }) => forgetFailures(failureMemories()),
} satisfies Readonly<Record<string, Command>>;

/** The queue that is meant: the row that was pointed at, or the selected one where nothing was. */
function queueRow({ farms, jobs }: Features, argument: unknown): Extract<FarmRow, { kind: 'queue' }> | undefined {
  const row = isFarmRow(argument)
    ? argument
    : argument === undefined && !jobs.activeKey && farms.visible
      ? farms.selection[0]
      : undefined;
  return row?.kind === 'queue' ? row : undefined;
}

function nameOf(queue: string): string {
  return plainText(queue, 60);
}
