import { t } from '../../../src/core/text/localize';
import type { WatchedSession } from '../../../src/core/session/watchedSession';
import { failingAction, isActive, isEnding } from '../../../src/core/session/status';
import type { PageCommand } from '../../../src/render/panel/panelProtocol';
import { useAsk } from './host';
import { Menu } from './menu';

/** What else can be done with the session, behind one button: only what is possible now. */
export function MoreMenu({ session: { snapshot }, isWatched }: { session: WatchedSession; isWatched: boolean }) {
  const ask = useAsk();
  const active = snapshot !== undefined && isActive(snapshot.session);
  const offered: readonly (readonly [command: PageCommand, title: string, isOffered: boolean])[] = [
    ['goToFailure', t('Go to First Failure'), snapshot !== undefined && failingAction(snapshot) !== undefined],
    ['retryTask', t('Retry This Task…'), hasRetry(snapshot)],
    ['openWorkerLog', t('Open Worker Log'), snapshot?.session.workerLog !== undefined],
    ['watch', t('Watch Until It Ends'), active && !isWatched],
    ['unwatch', t('Stop Watching'), isWatched],
    ['revealInFarms', t('Reveal in Farms View'), true],
    ['openMonitor', t('Open in Deadline Cloud Monitor'), true],
    ['showHost', t('Show What Else Ran on This Host'), snapshot !== undefined],
    ['whyJobFailed', t('Why Did This Job Fail?'), snapshot !== undefined],
    ['compareSessions', t('Compare with Another Session…'), snapshot !== undefined],
    ['saveReport', t('Save Report…'), snapshot !== undefined],
    ['saveSupportBundle', t('Save Support Bundle…'), true],
    ['endSession', t('End Session…'), active && !isEnding(snapshot.session)],
  ];
  const entries = offered
    .filter(([, , isOffered]) => isOffered)
    .map(([command, title]) => ({
      title,
      onClick: () => {
        ask({ type: 'run', command });
      },
    }));
  return <Menu id="more" title={t('More')} entries={entries} />;
}

/** Whether a task failed here that a person can retry. */
function hasRetry(snapshot: WatchedSession['snapshot']): boolean {
  const action = snapshot && failingAction(snapshot);
  return action?.definition.kind === 'taskRun' && action.definition.taskId !== undefined;
}
