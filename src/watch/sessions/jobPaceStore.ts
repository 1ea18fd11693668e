/** How the sessions of jobs spent their time: of jobs that were read anyway, and of those that somebody asks for. */
import type { Clock } from '../../core/async/clock';
import { type Disposable, Emitter, type Event } from '../../core/async/event';
import type { SessionId } from '../../core/ids';
import type { FarmDirectory, TaskDirectory } from '../../core/service/ports';
import type { SessionAction, SessionSnapshot } from '../../core/session/session';
import { jobKeyId, type JobKey } from '../../core/session/sessionKey';
import { type JobPace, type JobWork, jobWork, paceBeside } from '../../core/timeline/jobPace';
import type { JobRun } from '../../core/timeline/jobRun';

export type JobPaceSource = Pick<FarmDirectory, 'sessions'> & Pick<TaskDirectory, 'sessionActions'>;

/** Calls of one reading: a page of sessions, and pages of actions. */
const ACTION_PAGES = 3;
const MOST_KEPT = 20;

interface Entry {
  readonly work: JobWork;
  /** By session; kept so that a page that is drawn again gets the same one. */
  readonly paces: Map<SessionId, { readonly actions: readonly SessionAction[]; readonly pace: JobPace }>;
}

export class JobPaceStore implements Disposable {
  readonly #clock: Clock;
  readonly #entries = new Map<string, Entry>();
  readonly #changes = new Emitter<JobKey>();

  /** More is known of a job. */
  readonly onDidLearn: Event<JobKey> = this.#changes.event;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The job's other sessions beside this one; undefined where the job was not read. Makes no calls. */
  get({ key, actions }: Pick<SessionSnapshot, 'key' | 'actions'>): JobPace | undefined {
    const entry = this.#entries.get(jobKeyId(key));
    if (!entry || !actions.ok) {
      return undefined;
    }
    const known = entry.paces.get(key.sessionId);
    if (known?.actions === actions.value) {
      return known.pace;
    }
    const pace = paceBeside(entry.work, key.sessionId, actions.value);
    entry.paces.set(key.sessionId, { actions: actions.value, pace });
    return pace;
  }

  /** Takes what was read of a job for something else, once that is over. */
  learn({ key, sessions, actions, progress, unread, readAtMs }: JobRun): void {
    if (progress.state !== 'reading' && readAtMs !== undefined && actions.length > 0) {
      const isMissing = unread.some(({ what }) => what === 'sessions' || what === 'actions');
      this.#put(key, jobWork({ sessions, actions }, progress.state === 'done' && !isMissing, readAtMs));
    }
  }

  /** Reads the first sessions and actions of a job, with a few calls. Rejects as the source does. */
  async read(key: JobKey, source: JobPaceSource, signal: AbortSignal): Promise<void> {
    const { connection, farmId, queueId, jobId } = key;
    const [sessions, actions] = await Promise.all([
      source.sessions(connection, farmId, queueId, jobId, signal).page(undefined),
      firstActions(source, key, signal),
    ]);
    signal.throwIfAborted();
    const isWhole = sessions.next === undefined && actions.isWhole;
    this.#put(key, jobWork({ sessions: sessions.items, actions: actions.items }, isWhole, this.#clock.Date.now()));
  }

  dispose(): void {
    this.#changes.dispose();
  }

  /** A part of a job never takes the place of all of it. */
  #put(key: JobKey, work: JobWork): void {
    const id = jobKeyId(key);
    if (this.#entries.get(id)?.work.isWhole && !work.isWhole) {
      return;
    }
    this.#entries.delete(id);
    this.#entries.set(id, { work, paces: new Map() });
    const [oldest] = this.#entries.keys();
    if (oldest !== undefined && this.#entries.size > MOST_KEPT) {
      this.#entries.delete(oldest);
    }
    this.#changes.fire(key);
  }
}

async function firstActions(
  source: JobPaceSource,
  key: JobKey,
  signal: AbortSignal,
): Promise<{ readonly items: readonly SessionAction[]; readonly isWhole: boolean }> {
  const listing = source.sessionActions(key.connection, key, undefined, signal);
  const found: SessionAction[] = [];
  let token: string | undefined;
  for (let page = 0; page < ACTION_PAGES; page++) {
    const { items, next } = await listing.page(token);
    found.push(...items);
    if (next === undefined) {
      return { items: found, isWhole: true };
    }
    token = next;
  }
  return { items: found, isWhole: false };
}
