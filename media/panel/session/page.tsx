/** The details page: a drawing of one picture of one session. */
import { type ComponentChildren, Fragment } from 'preact';
import { useEffect } from 'preact/hooks';
import type { SessionSnapshot } from '../../../src/core/session/session';
import { isActive } from '../../../src/core/session/status';
import { plainText } from '../../../src/core/text/plainText';
import { sessionState, sessionTitle } from '../../../src/render/session/session';
import { clockTime } from '../../../src/render/time';
import { Actions } from './actions/actions';
import { Failure } from './failure/failure';
import { Header } from './header';
import type { PageSection } from '../../../src/render/panel/panelProtocol';
import { type Ask, AskContext } from '../parts/host';
import { LayoutContext } from '../parts/sectionLayout';
import { usePageLayout } from './layout';
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

function Drawing({ picture }: { picture: Picture }) {
  const { session, nowMs, tries, restored, isWatched, tail } = picture;
  const { snapshot, fault, diagnosis } = session;
  const [state = ''] = sessionState(session, nowMs).split(' · ');
  const title = plainText(`${sessionTitle(session)}, ${state}`);
  // What screen readers call the page.
  useEffect(() => {
    document.title = title;
  }, [title]);
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
        <>
          <MissingPermissions snapshot={snapshot} />
          {session.stuck && <MayBeStuck snapshot={snapshot} stuck={session.stuck} />}
          <Failure snapshot={snapshot} diagnosis={diagnosis} tail={tail} />
          {tries && <Tries tries={tries} snapshot={snapshot} />}
          <Sections picture={picture} snapshot={snapshot} />
        </>
      )}
    </PassingTime>
  );
}

/** What a person can fold and put in another order. */
function Sections({ picture, snapshot }: { picture: Picture; snapshot: SessionSnapshot }) {
  const { at, machine, pace, omittedActions } = picture;
  const { actions } = snapshot;
  const hasTimeline = actions.ok && actions.value.some(({ startedAtMs }) => Number.isFinite(startedAtMs));
  const { layout, order } = usePageLayout(picture, (section) => section !== 'timeline' || hasTimeline);
  const drawings: Readonly<Record<PageSection, ComponentChildren>> = {
    timeline: actions.ok && <Timeline snapshot={snapshot} actions={actions.value} machine={machine} pace={pace} />,
    actions: <Actions snapshot={snapshot} omitted={omittedActions} at={at} />,
    host: <Host snapshot={snapshot} />,
    logs: <Logs snapshot={snapshot} />,
    lifecycle: <Lifecycle snapshot={snapshot} />,
    job: <Job snapshot={snapshot} />,
    raw: <Raw snapshot={snapshot} />,
  };
  const draw = (section: PageSection): ComponentChildren => <Fragment key={section}>{drawings[section]}</Fragment>;
  return (
    <LayoutContext.Provider value={layout}>
      {blocksOf(order).map((block) => {
        const half = Math.ceil(block.length / 2);
        return block.length === 1 ? (
          block.map(draw)[0]
        ) : (
          <div class="facts" key={block.join(' ')}>
            <div>{block.slice(0, half).map(draw)}</div>
            <div>{block.slice(half).map(draw)}</div>
          </div>
        );
      })}
    </LayoutContext.Provider>
  );
}

/** Sections that need half of the width where there is enough of it. */
const NARROW: ReadonlySet<PageSection> = new Set<PageSection>(['host', 'logs', 'lifecycle', 'job']);

/** Sections by what is drawn together: narrow ones that follow each other beside each other, the others alone. */
function blocksOf(order: readonly PageSection[]): readonly (readonly PageSection[])[] {
  const blocks: PageSection[][] = [];
  for (const section of order) {
    const last = blocks.at(-1);
    if (last?.every((one) => NARROW.has(one)) && NARROW.has(section)) {
      last.push(section);
    } else {
      blocks.push([section]);
    }
  }
  return blocks;
}
