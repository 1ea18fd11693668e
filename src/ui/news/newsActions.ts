import { t } from '../../core/text/localize';
import { isFailure, type News } from '../../core/news';
import type { App } from '../app';
import { type CommandId, COMMANDS } from '../names';

/** A way on from news: what its button says, and what it does. */
export interface NewsAction {
  readonly title: string;
  /** A codicon for small buttons. */
  readonly icon: string;
  readonly run: () => Promise<void>;
}

/** The ways on from one event, the most useful first: the failure, the log, the page. */
export function newsActions(
  { run }: Pick<App, 'run'>,
  { kind, about, tone }: News,
): readonly [NewsAction, ...NewsAction[]] {
  const action = (title: string, icon: string, command: CommandId, argument: unknown): NewsAction => ({
    title,
    icon,
    run: () => run(command, argument),
  });
  if (about.kind === 'connection') {
    return [action(t('Sign In'), 'sign-in', COMMANDS.signIn, about.connection)];
  }
  const { key } = about;
  if (about.kind === 'job') {
    const causes = action(t('Show Causes'), 'question', COMMANDS.whyJobFailed, key);
    const farm = action(t('Reveal in Farms'), 'list-tree', COMMANDS.revealInFarms, key);
    return isFailure(kind) || tone === 'failed' ? [causes, farm] : [farm];
  }
  if (about.kind === 'worker' || about.kind === 'queue') {
    return [action(t('Reveal in Farms'), 'list-tree', COMMANDS.revealInFarms, about.key)];
  }
  const details = action(t('Open Details'), 'info', COMMANDS.openDetails, key);
  const log = action(t('Open Log'), 'output', COMMANDS.openLog, key);
  if (kind === 'sessionFailed') {
    return [action(t('Go to Failure'), 'error', COMMANDS.goToFailure, key), log];
  }
  return kind === 'stuck' ? [log, details] : kind === 'unreadable' ? [details] : [details, log];
}
