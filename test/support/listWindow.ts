import { createClock, type Clock as FakeClock } from '@sinonjs/fake-timers';
import type { SessionId } from '../../src/core/ids';
import type { SessionSnapshot } from '../../src/core/session/session';
import type { SessionKey } from '../../src/core/session/sessionKey';
import * as failureCauses from '../../src/failureCauses';
import { partNews, sessionNews } from '../../src/render/watching/news';
import { SeenSessions } from '../../src/ui/state/seenSessions';
import { SessionList } from '../../src/ui/state/sessionList';
import type { KnownSessions } from '../../src/watch/sessions/knownSessions';
import type { SessionStore } from '../../src/watch/sessions/sessionStore';
import { SharedRecords } from '../../src/watch/shared/sharedRecords';
import { Watching } from '../../src/watch/watching/watching';
import type { WatchList } from '../../src/watch/watching/watchList';
import { MemoryLease } from './memoryLease';
import { MemoryLines } from './logs/memoryLines';
import { MemoryMemento } from './memoryMemento';
import { MemoryService } from './farm/memoryService';
import { activeSession, KEY, loaded, NOW_MS } from './sessions/sessions';

/** What windows of one computer have in common. */
export class Computer {
  readonly lists = new MemoryLines();
  readonly sessions = new MemoryLines();
  readonly news = new MemoryLines();
  readonly clock: FakeClock = createClock(NOW_MS);
  readonly service = new MemoryService();

  readonly lease = new MemoryLease();
  readonly errors: unknown[] = [];
  #windows = 0;

  /** Opens a window: its list, what it watches and what it remembers. */
  openWindow(random = 0): ListWindow {
    const records = (lines: MemoryLines): SharedRecords =>
      new SharedRecords({
        lines: lines.open(),
        onError: (error) => {
          throw error;
        },
      });
    const lists = records(this.lists);
    this.#windows += 1;
    const watching = new Watching({
      causes: () => failureCauses,
      service: () => this.service,
      clock: this.clock,
      random: () => random,
      onError: (error) => this.errors.push(error),
      lists,
      readings: records(this.sessions),
      news: records(this.news),
      newsWords: {
        session: ({ kind }, session) => sessionNews(kind, session, this.clock.now),
        part: partNews,
      },
      leaseFile: this.lease,
      windowId: `window ${this.#windows}`,
    });
    const { store, known } = watching;
    const seen = new SeenSessions(new MemoryMemento());
    const list = new SessionList({ records: lists, known, store, seen, now: () => this.clock.now });
    return { list, watching, watchList: watching.list, store, known, seen };
  }

  /** Lets all windows hear what the others wrote. */
  async settle(): Promise<void> {
    await this.clock.tickAsync(0);
  }
}

export interface ListWindow {
  readonly list: SessionList;
  readonly watchList: WatchList;
  readonly watching: Watching;
  readonly store: SessionStore;
  readonly known: KnownSessions;
  readonly seen: SeenSessions;
}

/** The n-th of many keys. */
export function numberedKey(index: number): SessionKey {
  const sessionId: SessionId = `session-${index.toString(16).padStart(32, '0')}`;
  return { ...KEY, sessionId };
}

/** What the service says of the n-th session: active, with a job of its own. */
export function numberedSnapshot(index: number, changes: Partial<SessionSnapshot['session']> = {}): SessionSnapshot {
  const key = numberedKey(index);
  const { snapshot } = activeSession({ session: { sessionId: key.sessionId, ...changes } });
  if (!snapshot?.job.ok) {
    throw new Error('It was read.');
  }
  return { ...snapshot, key, job: loaded({ ...snapshot.job.value, name: `shot ${index}` }) };
}
