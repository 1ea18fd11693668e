/** What the status bar says of what is watched. Pure: the item only has to be drawn. */
import { FAULT_TRAITS } from '../../core/errors';
import { queueKeyId } from '../../core/farm/farmKeys';
import { isPartOver, isPartUnread, joinedKeys, type WatchedPart } from '../../core/farm/watchedParts';
import { isFailure, type News, type NewsKind, subjectId } from '../../core/news';
import { formatNumber, plural, t } from '../../core/text/localize';
import { plainText } from '../../core/text/plainText';
import { keyId, sharesSignIn } from '../../core/session/sessionKey';
import { isActive, type Tone } from '../../core/session/status';
import type { WatchedSession } from '../../core/session/watchedSession';
import { percent } from '../session/action';
import { newsTitle, newsTone } from './news';
import { faultWord, isUnreadableSession, runningAction, sessionTitle, sessionTone } from '../session/session';
import { isUnreadable, partState, partTitle, partTone } from './watchedPart';

export interface WatchFacts {
  readonly sessions: readonly WatchedSession[];
  readonly parts: readonly WatchedPart[];
  /** What happened that was not looked at yet. */
  readonly fresh: readonly News[];
}

/** The item, drawn. */
export interface WatchStatus {
  readonly tone: Tone;
  /** e.g. `2 failed, 3 active`, `sh020_lighting_v012 62 %`. Hostile until rendered as text. */
  readonly text: string;
  /** What a screen reader says. */
  readonly label: string;
  /** Whether something failed that was not looked at yet. */
  readonly isAlarming: boolean;
}

type Watched = WatchedSession | WatchedPart;

/** Kinds that tell of an end. */
const ENDS: readonly NewsKind[] = ['sessionEnded', 'jobEnded', 'workerEnded'];
/** How much of a name there is room for. */
const LONGEST_NAME = 40;

/** Worst news first, then what goes on. Undefined while nothing of what is watched goes on and nothing is new. */
export function watchStatus(facts: WatchFacts): WatchStatus | undefined {
  const { sessions, parts } = facts;
  const fresh = facts.fresh.filter((news) => !isOver(news, facts));
  // What is new of a thing says enough of it.
  const isQuiet = (thing: Watched): boolean => !fresh.some((news) => isAbout(news, thing));
  const going = sessions.filter(({ snapshot }) => !snapshot || isActive(snapshot.session)).filter(isQuiet);
  const open = parts.filter((part) => !isPartOver(part)).filter(isQuiet);
  const lost = [...going.filter(isUnreadableSession), ...open.filter(isUnreadable)];
  const active = going.filter((session) => !isUnreadableSession(session));
  const well = open.filter((part) => !isUnreadable(part));
  const queues = well.filter(({ kind }) => kind === 'queue');
  const idle = well.filter((part) => part.kind === 'worker' && partTone(part) === 'neutral');
  const running = well.filter((part) => !queues.includes(part) && !idle.includes(part));
  const count = (belongs: (one: News) => boolean): number => fresh.filter(belongs).length;
  const counts = {
    failed: count((one) => newsTone(one) === 'failed'),
    stuck: count(({ kind }) => kind === 'stuck'),
    unreadable: count(({ kind }) => kind === 'unreadable') + lost.length,
    active: active.length + running.length,
    idle: idle.length,
    ended: count((one) => ENDS.includes(one.kind) && newsTone(one) !== 'failed'),
    queues: queues.length,
  };
  if (fresh.length + going.length + open.length === 0) {
    return undefined;
  }
  const [only] = fresh;
  const isAlone = fresh.length + going.length + open.length === 1;
  const text =
    isAlone && only
      ? [plainText(newsTitle(only), LONGEST_NAME), freshWord(only)].filter(Boolean).join(' ')
      : isAlone
        ? progressOf(going[0], open[0])
        : countWords(counts);
  return {
    tone: toneOf(counts, fresh, active, [...running, ...idle]),
    text,
    label: t('Deadline Cloud, watched: {0}', text),
    isAlarming: fresh.some(({ kind }) => isFailure(kind)),
  };
}

interface WatchCounts {
  readonly failed: number;
  readonly stuck: number;
  readonly unreadable: number;
  readonly active: number;
  readonly idle: number;
  readonly ended: number;
  readonly queues: number;
}

/** e.g. `2 failed, 3 active, 1 queue`; nothing that is zero. */
function countWords({ failed, stuck, unreadable, active, idle, ended, queues }: WatchCounts): string {
  return [
    failed > 0 && t('{0} failed', formatNumber(failed)),
    stuck > 0 && t('{0} may be stuck', formatNumber(stuck)),
    unreadable > 0 && t('{0} can’t be read', formatNumber(unreadable)),
    active > 0 && t('{0} active', formatNumber(active)),
    idle > 0 && t('{0} idle', formatNumber(idle)),
    ended > 0 && t('{0} ended', formatNumber(ended)),
    queues > 0 && plural(queues, { one: '{0} queue', other: '{0} queues' }),
  ]
    .filter(Boolean)
    .join(', ');
}

/** Whether news tell of a state that has passed meanwhile: it can be read again, or it has ended. */
function isOver({ kind, about }: News, { sessions, parts }: WatchFacts): boolean {
  if (kind !== 'unreadable' && kind !== 'stuck') {
    return false;
  }
  switch (about.kind) {
    case 'session': {
      const session = sessions.find(({ key }) => keyId(key) === keyId(about.key));
      return (
        session?.snapshot !== undefined &&
        (kind === 'stuck' ? !isActive(session.snapshot.session) : session.fault === undefined)
      );
    }
    case 'job':
    case 'worker':
    case 'queue':
      return parts.some((part) => subjectId(part) === subjectId(about) && !isPartUnread(part) && !part.fault);
    case 'connection': {
      const here = [...sessions, ...parts].filter(({ key }) => sharesSignIn(key.connection, about.connection));
      return here.length > 0 && !here.some(({ fault }) => fault && FAULT_TRAITS[fault.kind].needsSignIn);
    }
  }
}

function toneOf(
  { failed, unreadable }: Pick<WatchCounts, 'failed' | 'unreadable'>,
  fresh: readonly News[],
  active: readonly WatchedSession[],
  running: readonly WatchedPart[],
): Tone {
  if (failed > 0) {
    return 'failed';
  }
  if (fresh.some(({ kind }) => kind === 'stuck') || unreadable > 0) {
    return 'blocked';
  }
  const tones = [...active.map((session) => sessionTone(session)), ...running.map((part) => partTone(part))];
  if (tones.length > 0) {
    // What failed long ago and was looked at is no news any more.
    return tones.length === 1 && tones[0] === 'ending' ? 'ending' : 'running';
  }
  return fresh[0] ? newsTone(fresh[0]) : 'running';
}

function freshWord({ kind, group, about, tone }: News): string {
  if (about.kind === 'connection') {
    return '';
  }
  switch (kind) {
    case 'sessionFailed':
      return t('failed: {0}', plainText(group, 40));
    case 'jobFailed':
    case 'queueFailed':
      return t('has failures');
    case 'stuck':
      return t('may be stuck');
    case 'unreadable':
      return t('can’t be read: {0}', plainText(group, 40));
    case 'jobEnded':
      return tone === 'failed' ? t('ended with failed tasks') : t('ended without failures');
    case 'workerEnded':
    case 'sessionEnded':
      return plainText(group, 40);
  }
}

function progressOf(session: WatchedSession | undefined, part: WatchedPart | undefined): string {
  if (session && isUnreadableSession(session)) {
    return `${plainText(sessionTitle(session), LONGEST_NAME)}: ${faultWord(session.fault?.kind ?? '')}`;
  }
  if (session) {
    const progress = session.snapshot && runningAction(session.snapshot)?.progressPercent;
    const title = plainText(sessionTitle(session), LONGEST_NAME);
    return progress === undefined ? t('{0} active', title) : `${title} ${percent(progress)}`;
  }
  if (!part) {
    return '';
  }
  const title = plainText(partTitle(part), LONGEST_NAME);
  if (isUnreadable(part)) {
    return `${title}: ${faultWord(part.fault?.kind ?? '')}`;
  }
  if (part.kind !== 'job') {
    return `${title}: ${partState(part)}`;
  }
  const counts = part.job?.taskRunStatusCounts ?? {};
  const all = Object.values(counts).reduce((sum, one) => sum + one, 0);
  return all === 0 ? title : t('{0} {1} of {2}', title, counts.SUCCEEDED ?? 0, all);
}

/** Whether news are about a thing, or about what belongs to it: a session of a worker, a job of a queue, all of a connection. */
function isAbout({ about }: News, thing: Watched): boolean {
  if (about.kind === 'connection') {
    return sharesSignIn(thing.key.connection, about.connection);
  }
  const id = subjectId(about);
  if (!('kind' in thing)) {
    return keyId(thing.key) === id;
  }
  return (
    subjectId(thing) === id ||
    (thing.kind === 'queue' && about.kind === 'job' && queueKeyId(about.key) === subjectId(thing)) ||
    (thing.kind === 'worker' && joinedKeys(thing).some((key) => keyId(key) === id))
  );
}
