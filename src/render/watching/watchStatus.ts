/** What the status bar says of what is watched. Pure: the item only has to be drawn. */
import { FAULT_TRAITS } from '../../core/errors';
import { queueKeyId } from '../../core/farm/farmKeys';
import { isPartOver, isPartUnread, joinedKeys, type WatchedPart } from '../../core/farm/watchedParts';
import { isFailure, type News, type NewsKind, subjectId } from '../../core/news';
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
    'may be stuck': count(({ kind }) => kind === 'stuck'),
    'can’t be read': count(({ kind }) => kind === 'unreadable') + lost.length,
    active: active.length + running.length,
    idle: idle.length,
    ended: count((one) => ENDS.includes(one.kind) && newsTone(one) !== 'failed'),
    [queues.length === 1 ? 'queue' : 'queues']: queues.length,
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
        : Object.entries(counts)
            .flatMap(([word, number]) => (number === 0 ? [] : [`${number.toLocaleString('en-US')} ${word}`]))
            .join(', ');
  return {
    tone: toneOf(counts, fresh, active, [...running, ...idle]),
    text,
    label: `Deadline Cloud, watched: ${text}`,
    isAlarming: fresh.some(({ kind }) => isFailure(kind)),
  };
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
  counts: Readonly<Record<string, number>>,
  fresh: readonly News[],
  active: readonly WatchedSession[],
  running: readonly WatchedPart[],
): Tone {
  if ((counts.failed ?? 0) > 0) {
    return 'failed';
  }
  if (fresh.some(({ kind }) => kind === 'stuck') || (counts['can’t be read'] ?? 0) > 0) {
    return 'blocked';
  }
  const tones = [...active.map((session) => sessionTone(session)), ...running.map((part) => partTone(part))];
  if (tones.length > 0) {
    // What failed long ago and was looked at is no news any more.
    return tones.length === 1 && tones[0] === 'ending' ? 'ending' : 'running';
  }
  return fresh[0] ? newsTone(fresh[0]) : 'running';
}

function freshWord({ kind, group, about }: News): string {
  if (about.kind === 'connection') {
    return '';
  }
  switch (kind) {
    case 'sessionFailed':
      return `failed: ${plainText(group, 40)}`;
    case 'jobFailed':
    case 'queueFailed':
      return 'has failures';
    case 'stuck':
      return 'may be stuck';
    case 'unreadable':
      return `can’t be read: ${plainText(group, 40)}`;
    case 'jobEnded':
      return `ended ${plainText(group, 40)}`;
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
    return progress === undefined ? `${title} active` : `${title} ${percent(progress)}`;
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
  return all === 0 ? title : `${title} ${counts.SUCCEEDED ?? 0} of ${all}`;
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
