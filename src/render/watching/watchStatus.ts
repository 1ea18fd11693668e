/** What the status bar says of what is watched. Pure: the item only has to be drawn. */
import { isPartOpen, isPartOver, isPartUnread, type WatchedPart } from '../../core/farm/watchedParts';
import { isFailure, type News, type NewsKind, subjectId } from '../../core/news';
import { plainText } from '../../core/text/plainText';
import { keyId, sharesSignIn } from '../../core/session/sessionKey';
import { isActive, type Tone } from '../../core/session/status';
import type { WatchedSession } from '../../core/session/watchedSession';
import { percent } from '../session/action';
import { newsTitle, newsTone } from './news';
import { runningAction, sessionTitle, sessionTone } from '../session/session';
import { partState, partTitle, partTone } from './watchedPart';

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

/** Kinds that tell of an end. */
const ENDS: readonly NewsKind[] = ['sessionEnded', 'jobEnded', 'workerEnded'];
/** How much of a name there is room for. */
const LONGEST_NAME = 40;

/** Worst news first, then what goes on. Undefined while nothing of what is watched goes on and nothing is new. */
export function watchStatus(facts: WatchFacts): WatchStatus | undefined {
  const { sessions, parts } = facts;
  const fresh = facts.fresh.filter((news) => !isOver(news, facts));
  const active = sessions.filter(({ snapshot, fault }) => (snapshot ? isActive(snapshot.session) : !fault));
  const running = parts.filter((part) => part.kind !== 'queue' && isRunning(part));
  const queues = parts.filter((part) => part.kind === 'queue' && isPartOpen(part));
  const going = active.length + running.length;
  const count = (belongs: (one: News) => boolean): number => fresh.filter(belongs).length;
  const counts = {
    failed: count((one) => newsTone(one) === 'failed'),
    'may be stuck': count(({ kind }) => kind === 'stuck'),
    'can’t be read': count(({ kind }) => kind === 'unreadable'),
    active: going,
    ended: count((one) => ENDS.includes(one.kind) && newsTone(one) !== 'failed'),
    [queues.length === 1 ? 'queue' : 'queues']: queues.length,
  };
  if (going === 0 && fresh.length === 0 && queues.length === 0) {
    return undefined;
  }
  const [only] = fresh;
  const isAlone = fresh.length + going + queues.length === 1;
  const text =
    isAlone && only
      ? [plainText(newsTitle(only), LONGEST_NAME), freshWord(only)].filter(Boolean).join(' ')
      : isAlone
        ? progressOf(active[0], running[0] ?? queues[0])
        : Object.entries(counts)
            .flatMap(([word, number]) => (number === 0 ? [] : [`${number.toLocaleString('en-US')} ${word}`]))
            .join(', ');
  return {
    tone: toneOf(counts, fresh, active, running),
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
      const isHere = ({ key }: Pick<WatchedSession | WatchedPart, 'key'>): boolean =>
        sharesSignIn(key.connection, about.connection);
      return (
        sessions.some((one) => isHere(one) && one.snapshot && !one.fault) ||
        parts.some((part) => isHere(part) && !isPartUnread(part) && !part.fault)
      );
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
  if (fresh.some(({ kind }) => kind === 'stuck' || kind === 'unreadable')) {
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
  if (session) {
    const progress = session.snapshot && runningAction(session.snapshot)?.progressPercent;
    const title = plainText(sessionTitle(session), LONGEST_NAME);
    return progress === undefined ? `${title} active` : `${title} ${percent(progress)}`;
  }
  if (!part) {
    return '';
  }
  const title = plainText(partTitle(part), LONGEST_NAME);
  if (part.kind !== 'job') {
    return `${title}: ${partState(part)}`;
  }
  const counts = part.job?.taskRunStatusCounts ?? {};
  const all = Object.values(counts).reduce((sum, one) => sum + one, 0);
  return all === 0 ? title : `${title} ${counts.SUCCEEDED ?? 0} of ${all}`;
}

function isRunning(part: WatchedPart): boolean {
  return isPartUnread(part) ? !part.fault : !isPartOver(part);
}
