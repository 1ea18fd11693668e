/** The details page: a drawing of one picture of one session. */
import { useState } from 'preact/hooks';
import { failingAction, isActive } from '../../../src/core/session/status';
import { clockTime } from '../../../src/render/time';
import { Actions } from './actions/actions';
import { Failure } from './failure/failure';
import { Header } from './header';
import { FOLDABLE, type FoldableSection } from '../../../src/render/panel/panelProtocol';
import { type Folds, FoldsContext } from '../parts/folds';
import { type Ask, AskContext, useAsk } from '../parts/host';
import { PassingTime } from './now';
import type { Picture } from './picture';
import { FaultNote } from '../parts/parts';
import { MissingPermissions } from './permissions';
import { Reading } from './reading';
import { MayBeStuck } from './failure/mayBeStuck';
import { Host, Job, Lifecycle, Logs, Raw } from './sections';
import { Timeline } from '../timeline/timeline';
import { Tries } from './failure/tries';

export function Page({ picture, news, ask }: { picture: Picture | undefined; news: string; ask: Ask }) {
  return (
    <AskContext.Provider value={ask}>
      <main class="page" aria-busy={picture?.session.loading ?? true}>
        {picture ? <Drawing picture={picture} /> : <Reading what="session" />}
      </main>
      <div class="unseen" role="status" aria-live="polite">
        {news}
      </div>
    </AskContext.Provider>
  );
}

function Drawing({
  picture: { session, nowMs, at, tries, machine, pace, restored, omittedActions, isWatched, tail, folded },
}: {
  picture: Picture;
}) {
  const { snapshot, fault, diagnosis } = session;
  const folds = useRememberedFolds(folded);
  const stale = restored || fault !== undefined;
  return (
    <PassingTime
      nowMs={stale && snapshot ? snapshot.fetchedAtMs : nowMs}
      live={!stale && snapshot !== undefined && isActive(snapshot.session)}
    >
      {fault && snapshot && <FaultNote fault={fault} loud />}
      <Header
        session={session}
        asOf={stale && snapshot ? clockTime(snapshot.fetchedAtMs, nowMs) : undefined}
        isWatched={isWatched}
      />
      {fault && !snapshot && <FaultNote fault={fault} loud />}
      {!fault && !snapshot && <Reading what="session" />}
      {snapshot && (
        <FoldsContext.Provider value={folds}>
          <MissingPermissions snapshot={snapshot} />
          {session.stuck && <MayBeStuck snapshot={snapshot} stuck={session.stuck} />}
          <Failure snapshot={snapshot} diagnosis={diagnosis} tail={tail} />
          {tries && <Tries tries={tries} failed={failingAction(snapshot)?.sessionActionId} />}
          {snapshot.actions.ok && (
            <Timeline snapshot={snapshot} actions={snapshot.actions.value} machine={machine} pace={pace} />
          )}
          <Actions snapshot={snapshot} omitted={omittedActions} at={at} />
          <div class="facts">
            <div>
              <Host snapshot={snapshot} />
              <Logs snapshot={snapshot} />
            </div>
            <div>
              <Lifecycle snapshot={snapshot} />
              <Job snapshot={snapshot} />
            </div>
          </div>
          <Raw snapshot={snapshot} />
        </FoldsContext.Provider>
      )}
    </PassingTime>
  );
}

/** What is folded now: at once what was clicked, then what the extension remembers. */
function useRememberedFolds(remembered: readonly FoldableSection[]): Folds {
  const ask = useAsk();
  const known = remembered.join(' ');
  const [clicked, setClicked] = useState<{ readonly known: string; readonly folded: ReadonlySet<string> }>();
  const folded = clicked?.known === known ? clicked.folded : new Set<string>(remembered);
  return {
    folded,
    canFold: (id) => FOLDABLE.some((one) => one === id),
    fold: (id, isFolded) => {
      const section = FOLDABLE.find((one) => one === id);
      if (section) {
        setClicked({ known, folded: new Set(isFolded ? [...folded, id] : [...folded].filter((one) => one !== id)) });
        ask({ type: 'fold', section, isFolded });
      }
    },
  };
}
