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
    ['goToFailure', 'Go to First Failure', snapshot !== undefined && failingAction(snapshot) !== undefined],
    ['retryTask', 'Retry This Task…', hasRetry(snapshot)],
    ['openWorkerLog', 'Open Worker Log', snapshot?.session.workerLog !== undefined],
    ['watch', 'Watch Until It Ends', active && !isWatched],
    ['unwatch', 'Stop Watching', isWatched],
    ['revealInFarms', 'Reveal in Farms View', true],
    ['openMonitor', 'Open in Deadline Cloud Monitor', true],
    ['showHost', 'Show What Else Ran on This Host', snapshot !== undefined],
    ['whyJobFailed', 'Why Did This Job Fail?', snapshot !== undefined],
    ['compareSessions', 'Compare with Another Session…', snapshot !== undefined],
    ['saveReport', 'Save Report…', snapshot !== undefined],
    ['saveSupportBundle', 'Save Support Bundle…', true],
    ['endSession', 'End Session…', active && !isEnding(snapshot.session)],
  ];
  const entries = offered
    .filter(([, , isOffered]) => isOffered)
    .map(([command, title]) => ({
      title,
      onClick: () => {
        ask({ type: 'run', command });
      },
    }));
  return <Menu id="more" title="More" entries={entries} />;
}

/** Whether a task failed here that a person can retry. */
function hasRetry(snapshot: WatchedSession['snapshot']): boolean {
  const action = snapshot && failingAction(snapshot);
  return action?.definition.kind === 'taskRun' && action.definition.taskId !== undefined;
}
