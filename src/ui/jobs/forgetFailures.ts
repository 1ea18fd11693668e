import { listOf, plural, t } from '../../core/text/localize';
import type { FailureMemory } from '../../watch/jobs/failureMemory';
import { confirmModal, showInfo } from '../window/messages';

/** Deletes what is remembered of failures and the notes on them, after a question, and offers to take it back. */
export async function forgetFailures(memories: readonly Pick<FailureMemory, 'count' | 'forgetAll'>[]): Promise<void> {
  const failures = memories.reduce((sum, { count }) => sum + count.failures, 0);
  const notes = memories.reduce((sum, { count }) => sum + count.notes, 0);
  if (failures + notes === 0) {
    await showInfo(t('No failures are remembered on this computer.'));
    return;
  }
  const what = listOf([
    plural(failures, { one: '{0} failure', other: '{0} failures' }),
    plural(notes, { one: '{0} note', other: '{0} notes' }),
  ]);
  const isMeant = await confirmModal(
    t('Delete {0} from this computer?', what),
    [t('The pages of jobs no longer say where else the same failure was seen. Nothing changes on the farm.')],
    t('Delete'),
  );
  if (!isMeant) {
    return;
  }
  const undos = memories.map((memory) => memory.forgetAll());
  if ((await showInfo(t('Deleted {0}.', what), t('Undo'))) === t('Undo')) {
    undos.forEach((undo) => {
      undo();
    });
  }
}
