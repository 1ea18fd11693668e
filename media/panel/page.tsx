/** The details page: a drawing of one picture of one session. */
import { isActive } from '../../src/core/status';
import { Actions } from './actions';
import { Failure } from './failure';
import { Header } from './header';
import { type Ask, AskContext } from './host';
import { PassingTime } from './now';
import type { Picture } from './picture';
import { FaultNote } from './parts';
import { Host, Job, Lifecycle, Logs, Raw } from './sections';

export function Page({ picture, news, ask }: { picture: Picture | undefined; news: string; ask: Ask }) {
  return (
    <AskContext.Provider value={ask}>
      <main class="page" aria-busy={picture?.session.loading ?? true}>
        {picture ? <Drawing picture={picture} /> : <Reading />}
      </main>
      <div class="unseen" role="status" aria-live="polite">
        {news}
      </div>
    </AskContext.Provider>
  );
}

function Drawing({ picture: { session, nowMs, restored, omittedActions } }: { picture: Picture }) {
  const { snapshot, fault, decisiveLines } = session;
  const stale = restored || fault !== undefined;
  return (
    <PassingTime
      nowMs={stale && snapshot ? snapshot.fetchedAtMs : nowMs}
      live={!stale && snapshot !== undefined && isActive(snapshot.session)}
    >
      {fault && snapshot && <FaultNote fault={fault} loud />}
      <Header session={session} stale={stale} />
      {fault && !snapshot && <FaultNote fault={fault} loud />}
      {!fault && !snapshot && <Reading />}
      {snapshot && (
        <>
          <Failure snapshot={snapshot} decisiveLines={decisiveLines} />
          <Actions snapshot={snapshot} omitted={omittedActions} />
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
        </>
      )}
    </PassingTime>
  );
}

function Reading() {
  return (
    <div class="reading">
      <span class="reading-bar" aria-hidden="true" />
      <p class="muted">Reading the session…</p>
    </div>
  );
}
