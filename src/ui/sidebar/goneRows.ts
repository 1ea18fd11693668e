import { t } from '../../core/text/localize';
import { showInfo } from '../window/messages';

/**
 * Whether VS Code called a command for a row that it no longer finds: while rows are listed again, it passes `undefined` in the place of
 * a row whose menu or button was used (microsoft/vscode#283655). Keys, links and the Command Palette pass nothing at all there.
 */
export function isForGoneRow(args: readonly unknown[]): boolean {
  return args.length > 0 && args[0] === undefined;
}

/** Without its row a command would go on with another session, e.g. the one whose page is in front. */
export async function sayRowIsGone(): Promise<void> {
  await showInfo(t('The list was just being refreshed. Choose the command again.'));
}
