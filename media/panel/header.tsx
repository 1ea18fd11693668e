/** The top of the page: which session, how it is doing, where it belongs, what can be done. */
import type { Part } from '../../src/core/session';
import { shortId } from '../../src/core/ids';
import { placeName } from '../../src/core/sessionKey';
import type { WatchedSession } from '../../src/core/watched';
import type { Copyable } from '../../src/render/panelProtocol';
import { hostName, sessionState, sessionTitle, sessionTone, sessionVerdict } from '../../src/render/session';
import { shortTime } from '../../src/render/time';
import { useAsk } from './host';
import { Icon } from './icons';
import { useNow } from './now';
import { words } from './facts';
import { Button, CopyButton } from './parts';
import { capital, clockTime } from './text';

export function Header({ session, stale }: { session: WatchedSession; stale: boolean }) {
  const { snapshot } = session;
  return (
    <header class="header">
      <Belonging session={session} />
      <div class="title-row">
        <h1 dir="auto">{sessionTitle(session)}</h1>
        <Actions session={session} />
      </div>
      <div class="state-row">
        <State session={session} stale={stale} />
        {snapshot && <Verdict session={session} />}
      </div>
      {snapshot && <WhereAndWhen session={session} />}
    </header>
  );
}

/** The state as a picture and a word; and of when, if nothing newer is known. */
function State({ session, stale }: { session: WatchedSession; stale: boolean }) {
  const nowMs = useNow();
  const tone = sessionTone(session);
  const [word = ''] = sessionState(session, nowMs).split(' · ');
  return (
    <>
      <span class={`chip tone-${tone ?? 'neutral'}`}>
        <Icon name={session.snapshot ? (tone ?? 'neutral') : tone === 'failed' ? 'warning' : 'waiting'} />
        {capital(word)}
      </span>
      {stale && session.snapshot && (
        <span class="chip stale">as of {clockTime(session.snapshot.fetchedAtMs, Date.now())}</span>
      )}
    </>
  );
}

function Verdict({ session: { snapshot } }: { session: WatchedSession }) {
  const nowMs = useNow();
  return (
    <p class="verdict" dir="auto">
      {snapshot && sessionVerdict(snapshot, nowMs)}
    </p>
  );
}

function WhereAndWhen({ session: { snapshot } }: { session: WatchedSession }) {
  const nowMs = useNow();
  if (!snapshot) {
    return null;
  }
  const { session, fleet } = snapshot;
  return (
    <p class="where">
      <span>
        on <bdi class="strong">{hostName(session.host)}</bdi>
      </span>
      {fleet.ok && <span>fleet {words(fleet.value.displayName)}</span>}
      <span>
        {shortTime(session.startedAtMs, nowMs)}
        {session.endedAtMs === undefined ? ' – now' : ` – ${shortTime(session.endedAtMs, nowMs)}`}
      </span>
    </p>
  );
}

/** From the farm down to the session; each can be copied. */
function Belonging({ session: { key, snapshot } }: { session: WatchedSession }) {
  const name = (part: Part<{ displayName: string }> | undefined, id: string): string =>
    part?.ok ? part.value.displayName : shortId(id);
  const steps: readonly { what: Copyable; of: string; id: string; name: string }[] = [
    { what: 'farmId', of: 'farm id', id: key.farmId, name: name(snapshot?.farm, key.farmId) },
    { what: 'queueId', of: 'queue id', id: key.queueId, name: name(snapshot?.queue, key.queueId) },
    {
      what: 'jobId',
      of: 'job id',
      id: key.jobId,
      name: snapshot?.job.ok ? snapshot.job.value.name : shortId(key.jobId),
    },
    { what: 'sessionId', of: 'session id', id: key.sessionId, name: shortId(key.sessionId) },
  ];
  return (
    <nav aria-label="Where it belongs">
      <ol class="belonging" role="list">
        <li>
          <span class="place">{words(placeName(key.place))}</span>
        </li>
        {steps.map((step) => (
          <li key={step.what}>
            <Icon name="right" />
            <CopyButton what={step.what} of={`${step.of} ${step.id}`}>
              {words(step.name)}
              <span class="unseen">(copy {step.of})</span>
            </CopyButton>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Actions({ session }: { session: WatchedSession }) {
  const ask = useAsk();
  return (
    <div class="buttons" role="group" aria-label="Session">
      {session.snapshot && (
        <Button
          icon="log"
          look="primary"
          onClick={() => {
            ask({ type: 'openLog', log: 'session' });
          }}
        >
          Open log
        </Button>
      )}
      <Button
        icon="refresh"
        busy={session.loading}
        onClick={() => {
          ask({ type: 'refresh' });
        }}
      >
        Refresh
      </Button>
      <CopyMenu />
    </div>
  );
}

const COPIES: readonly (readonly [what: Copyable, of: string])[] = [
  ['sessionId', 'session id'],
  ['allIds', 'all ids'],
  ['cli', 'AWS CLI command'],
];

/** What people paste elsewhere, behind one button; the browser closes it and gives the focus back. */
function CopyMenu() {
  const ask = useAsk();
  return (
    <div class="menu">
      <button type="button" class="button" popovertarget="copies">
        <Icon name="copy" />
        <span>Copy</span>
        <Icon name="down" />
      </button>
      <div id="copies" class="menu-list" popover="auto">
        {COPIES.map(([what, of]) => (
          <button
            key={what}
            type="button"
            class="menu-item"
            popovertarget="copies"
            popovertargetaction="hide"
            onClick={() => {
              ask({ type: 'copy', what });
            }}
          >
            Copy {of}
          </button>
        ))}
      </div>
    </div>
  );
}
