/** What news can be about: everything that is watched, the sessions of watched workers, the failing jobs of watched queues. */
import { queueKeyId } from '../../core/farm/farmKeys';
import { jobOfQueue, type WatchedJob, type WatchedPart, type WatchedQueue } from '../../core/farm/watchedParts';
import { type NewsSubject, type NewsWords, subjectId } from '../../core/news';
import type { WatchedSession } from '../../core/session/watchedSession';
import type { SessionStore } from '../sessions/sessionStore';
import type { WatchedParts } from '../watching/watchedParts';
import type { WatchedSessions } from '../watching/watchedSessions';
import type { WatchedThing, WatchList } from '../watching/watchList';
import {
  type Finding,
  findingOfFailing,
  findingOfJob,
  findingOfJoined,
  findingOfQueue,
  findingOfSession,
  findingOfWorker,
  jobBefore,
} from './findings';
import type { NewsRecords } from './newsRecords';

/** One thing of which news can be told. */
export interface NewsTarget {
  /** What its state tells now; undefined while all is well, and while nothing is known. */
  readonly find: () => Finding | undefined;
  /** Undefined for what is not watched any more. */
  readonly words: (finding: Finding) => NewsWords | undefined;
}

/** What news are found in. */
export interface NewsFacts {
  readonly list: Pick<WatchList, 'things' | 'has'>;
  readonly store: Pick<SessionStore, 'get'>;
  readonly sessions: Pick<WatchedSessions, 'things'>;
  readonly parts: Pick<WatchedParts, 'get'>;
  readonly records: NewsRecords;
  /** Puts findings in words. */
  readonly words: {
    session(finding: Finding, session: WatchedSession): NewsWords;
    part(finding: Finding, part: WatchedPart): NewsWords;
  };
}

/** All of them, by IDs: those of `idOf` for what is watched, of `jobKeyId` below a queue's for its jobs. */
export function targetsOf(options: NewsFacts): ReadonlyMap<string, NewsTarget> {
  const { list, store, sessions, words } = options;
  const targets = new Map<string, NewsTarget>();
  for (const { id, key, isJoined } of sessions.things) {
    const find = isJoined ? findingOfJoined : findingOfSession;
    targets.set(id, {
      find: () => {
        const session = store.get(key);
        return session && find(session);
      },
      words: (finding) => {
        const session = store.get(key);
        return session && words.session(finding, session);
      },
    });
  }
  for (const thing of list.things) {
    if (thing.kind !== 'session') {
      targets.set(thing.id, partTarget(options, thing));
    }
    const queue = thing.kind === 'queue' ? options.parts.get(thing) : undefined;
    if (queue?.kind === 'queue') {
      addFailing(options, queue, targets);
    }
  }
  return targets;
}

/** Whether news are about a target, or about a job of a watched queue. */
export function isAboutTarget(about: NewsSubject, has: (id: string) => boolean): boolean {
  return has(subjectId(about)) || (about.kind === 'job' && has(queueKeyId(about.key)));
}

function partTarget({ parts, records, words }: NewsFacts, thing: WatchedThing): NewsTarget {
  return {
    find: () => {
      const part = parts.get(thing);
      switch (part?.kind) {
        case 'job':
          return findInJob({ records }, thing.id, part);
        case 'worker':
          return findingOfWorker(part);
        case 'queue':
          return findingOfQueue(part);
        case undefined:
          return undefined;
      }
    },
    words: (finding) => {
      const part = parts.get(thing);
      return part && words.part(finding, part);
    },
  };
}

/** What a job tells beyond what it was when somebody began to watch it, which is kept. */
function findInJob({ records }: Pick<NewsFacts, 'records'>, id: string, job: WatchedJob): Finding | undefined {
  const before = records.jobBefore(id);
  const finding = findingOfJob(job, before);
  const wasTold = before !== undefined && records.isTold(`${id}#failed ${before.episode}`);
  const now = jobBefore(job, before, wasTold);
  if (now !== before) {
    records.keepJob(id, now);
  }
  return finding;
}

/** The failing jobs of a queue, but for those that are watched themselves: these tell of themselves. */
function addFailing({ list, parts, words }: NewsFacts, asOfNow: WatchedQueue, targets: Map<string, NewsTarget>): void {
  const { kind, key, failing } = asOfNow;
  const queueId = queueKeyId(key);
  const queueNow = (): WatchedQueue | undefined => {
    const queue = parts.get({ kind, key });
    return queue?.kind === 'queue' ? queue : undefined;
  };
  for (const { jobId } of failing) {
    if (list.has({ kind: 'job', key: jobOfQueue(asOfNow, jobId) })) {
      continue;
    }
    targets.set(`${queueId}#${jobId}`, {
      find: () => {
        const queue = queueNow();
        const now = queue?.failing.find((one) => one.jobId === jobId);
        return queue && now && findingOfFailing(queue, now);
      },
      words: (finding) => {
        const queue = queueNow();
        return queue && words.part(finding, queue);
      },
    });
  }
}
