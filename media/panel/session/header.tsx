/** The top of the page: which session, how it is doing, where it belongs, what can be done. */
import { t } from '../../../src/core/text/localize';
import type { Part } from '../../../src/core/session/session';
import { shortId } from '../../../src/core/ids';
import { connectionName } from '../../../src/core/session/sessionKey';
import type { WatchedSession } from '../../../src/core/session/watchedSession';
import type { Copyable } from '../../../src/render/panel/panelProtocol';
import { hostName, sessionState, sessionTitle, sessionTone, sessionVerdict } from '../../../src/render/session/session';
import { SAMPLE_MARK } from '../../../src/render/connection';
import { shortTime } from '../../../src/render/time';
import { Belonging, type Place } from './belonging';
import { CopyMenu } from '../parts/copyMenu';
import { MoreMenu } from '../parts/moreMenu';
import { useAsk } from '../parts/host';
import { Icon } from '../parts/icons';
import { useNow } from './now';
import { words } from './facts';
import { Button } from '../parts/parts';
import { capital } from '../parts/text';

/** `asOf` is when the session was read, e.g. `10:02:31`, where nothing newer is known; else undefined. */
export function Header(props: { session: WatchedSession; asOf: string | undefined; isWatched: boolean }) {
  const { session, asOf, isWatched } = props;
  const { snapshot } = session;
  return (
    <header class="header">
      <Belonging connection={connectionName(session.key.connection)} places={placesOf(session)} />
      <div class="title-row">
        <h1 dir="auto">{sessionTitle(session)}</h1>
        <Actions session={session} isWatched={isWatched} />
      </div>
      <div class="state-row">
        <State session={session} asOf={asOf} />
        {snapshot && <Verdict session={session} />}
      </div>
      {snapshot && <WhereAndWhen session={session} />}
    </header>
  );
}

/** The state as a picture and a word, and the time it is from if nothing newer is known. */
function State({ session, asOf }: { session: WatchedSession; asOf: string | undefined }) {
  const nowMs = useNow();
  // Why it could not be read the last time stands below.
  const known = session.snapshot ? { ...session, fault: undefined } : session;
  const tone = sessionTone(known);
  const [word = ''] = sessionState(known, nowMs).split(' · ');
  return (
    <>
      <span class={`chip tone-${tone ?? 'neutral'}`}>
        <Icon name={session.snapshot ? (tone ?? 'neutral') : tone === 'failed' ? 'warning' : 'waiting'} />
        {capital(word)}
      </span>
      {session.key.connection.source === 'sampleFarm' && <span class="chip sample">{capital(SAMPLE_MARK)}</span>}
      {asOf !== undefined && <span class="chip stale">{t('as of {0}', asOf)}</span>}
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
        {t('on')} <bdi class="strong">{hostName(session.host)}</bdi>
      </span>
      {fleet.ok && (
        <span>
          {t('fleet')} {words(fleet.value.displayName)}
        </span>
      )}
      <span>
        {shortTime(session.startedAtMs, nowMs)}
        {session.endedAtMs === undefined ? ` – ${t('now')}` : ` – ${shortTime(session.endedAtMs, nowMs)}`}
      </span>
    </p>
  );
}

/** The farm, queue, job and session, by their names where they are known. */
function placesOf({ key, snapshot }: WatchedSession): readonly Place[] {
  const name = (part: Part<{ displayName: string }> | undefined, id: string): string =>
    part?.ok ? part.value.displayName : shortId(id);
  const job = snapshot?.job.ok ? snapshot.job.value.name : shortId(key.jobId);
  return [
    { place: 'farm', what: 'farmId', id: key.farmId, name: name(snapshot?.farm, key.farmId) },
    { place: 'queue', what: 'queueId', id: key.queueId, name: name(snapshot?.queue, key.queueId) },
    { place: 'job', what: 'jobId', id: key.jobId, name: job },
    { place: 'session', what: 'sessionId', id: key.sessionId, name: shortId(key.sessionId) },
  ];
}

function Actions({ session, isWatched }: { session: WatchedSession; isWatched: boolean }) {
  const ask = useAsk();
  return (
    <div class="buttons" role="group" aria-label={t('Session')}>
      {session.snapshot && (
        <Button
          icon="log"
          look="primary"
          onClick={() => {
            ask({ type: 'openLog', log: 'session' });
          }}
        >
          {t('Open log')}
        </Button>
      )}
      <Button
        icon="refresh"
        busy={session.loading}
        onClick={() => {
          ask({ type: 'refresh' });
        }}
      >
        {t('Refresh')}
      </Button>
      <CopyMenu copies={session.snapshot ? COPIES : COPIES.slice(0, 3)} />
      <MoreMenu session={session} isWatched={isWatched} />
    </div>
  );
}

const COPIES: readonly (readonly [what: Copyable, title: string])[] = [
  ['sessionId', t('Copy session ID')],
  ['allIds', t('Copy all IDs')],
  ['cli', t('Copy AWS CLI command')],
  ['markdown', t('Copy summary as Markdown')],
  ['jobName', t('Copy job name')],
];
