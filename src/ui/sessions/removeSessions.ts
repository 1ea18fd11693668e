import { t } from '../../core/text/localize';
import { plainText } from '../../core/text/plainText';
import type { SessionKey } from '../../core/session/sessionKey';
import { isActive } from '../../core/session/status';
import { counted } from '../../render/farms/farmRows';
import type { App } from '../app';
import { showInfo } from '../window/messages';

/** Takes sessions out of the list, says so and offers to put them back. */
export function removeSessions({ list }: Pick<App, 'list'>, keys: readonly SessionKey[]): void {
  const listed = keys.filter((key) => list.has(key));
  const [first] = listed;
  if (!first) {
    return;
  }
  const what = listed.length === 1 ? plainText(list.titleOf(first), 80) : counted(listed.length, 'session');
  const undo = list.remove(...listed);
  void showInfo(`Removed ${what} from the list.`, t('Undo')).then((chosen) => {
    if (chosen === 'Undo') {
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
