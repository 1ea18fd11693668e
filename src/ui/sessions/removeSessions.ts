import { plural, t } from '../../core/text/localize';
import { plainText } from '../../core/text/plainText';
import type { SessionKey } from '../../core/session/sessionKey';
import { isActive } from '../../core/session/status';
import type { App } from '../app';
import { showInfo } from '../window/messages';

/** Takes sessions out of the list, says so and offers to put them back. */
export function removeSessions({ list }: Pick<App, 'list'>, keys: readonly SessionKey[]): void {
  const listed = keys.filter((key) => list.has(key));
  const [first] = listed;
  if (!first) {
    return;
  }
  const message =
    listed.length === 1
      ? t('Removed {0} from the list.', plainText(list.titleOf(first), 80))
      : plural(listed.length, {
          one: 'Removed {0} session from the list.',
          other: 'Removed {0} sessions from the list.',
        });
  const undoLabel = t('Undo');
  const undo = list.remove(...listed);
  void showInfo(message, undoLabel).then((chosen) => {
    if (chosen === undoLabel) {
      undo();
    }
  });
}

/** The same for all sessions of the list that have ended, also those that are not shown. */
export function removeEndedSessions({ list, store, known }: Pick<App, 'list' | 'store' | 'known'>): void {
  const ended = list.keys.filter((key) => {
    const { snapshot } = store.get(key) ?? known.get(key) ?? {};
    return snapshot && !isActive(snapshot.session);
  });
  if (ended.length === 0) {
    void showInfo(t('None of the listed sessions has ended.'));
  }
  removeSessions({ list }, ended);
}
