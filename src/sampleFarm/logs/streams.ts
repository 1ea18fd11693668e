import { isId } from '../../core/ids';
import type { LogEvent } from '../../core/service/ports';
import type { Sequence } from '../sequence';
import type { FleetRecord, QueueRecord, SessionRecord, WorkerRecord } from '../world/model';
import type { World } from '../world/world';
import { lengthAt, sessionLog } from './sessionLog';
import { workerLog } from './workerLog';

/** Events can be read this long after they were written. */
export const INGESTION_MS = 800;

/** A log stream as it is at a moment. */
export interface Stream {
  readonly name: string;
  readonly createdAtMs: number;
  /** Everything that is ever written. */
  readonly log: Sequence<LogEvent>;
  /** How many events can be read by now. */
  readonly length: number;
}

/** A log stream as lists of streams give it. */
export interface StreamSummary {
  readonly name: string;
  readonly createdAtMs: number;
  /** About when the last event was written; the service is not exact about this either. */
  readonly lastEventMs: number;
}

/** The group that holds the logs of a queue's sessions, or of a fleet's workers, e.g. `/aws/deadline/farm-…/queue-…`. */
export function logGroupOf(farmId: string, ownerId: string): string {
  return `/aws/deadline/${farmId}/${ownerId}`;
}

/** Finds streams by their names in CloudWatch Logs: `/aws/deadline/<farm>/<queue or fleet>`, and a session's or worker's id. */
export class Streams {
  /** The few logs that are being read, so that a page costs a page. */
  private readonly kept = new Map<string, Sequence<LogEvent>>();

  constructor(private readonly world: World) {}

  hasGroup(group: string): boolean {
    return this.ownerOf(group) !== undefined;
  }

  find(group: string, name: string, nowMs: number): Stream | undefined {
    const owner = this.ownerOf(group);
    if (isId('session', name)) {
      const session = this.world.findSession(name);
      return session && session.job.queue === owner ? this.ofSession(session, nowMs) : undefined;
    }
    if (isId('worker', name)) {
      const worker = this.world.findWorker(name);
      return worker && worker.fleet === owner ? this.ofWorker(worker, nowMs) : undefined;
    }
    return undefined;
  }

  /** The newest streams of a group, at most this many: of a queue's newest jobs, or a fleet's workers. */
  newest(group: string, max: number, nowMs: number): readonly StreamSummary[] {
    const owner = this.ownerOf(group);
    if (!owner) {
      return [];
    }
    if ('fleetId' in owner) {
      return owner.workers(nowMs).map((worker) => summaryOfWorker(worker, nowMs));
    }
    const found: StreamSummary[] = [];
    const jobs = owner.jobs(nowMs);
    for (let job = jobs.length - 1; job >= 0 && found.length < max; job--) {
      const { sessions } = jobs.at(job);
      for (let index = sessions.length - 1; index >= 0 && found.length < max; index--) {
        const session = sessions.at(index);
        if (session.startedAtMs <= nowMs && session.logError === undefined) {
          found.push(summaryOfSession(session, nowMs));
        }
      }
    }
    return found;
  }

  /** One stream without its events. */
  findSummary(group: string, name: string, nowMs: number): StreamSummary | undefined {
    const stream = this.find(group, name, nowMs);
    const session = isId('session', name) ? this.world.findSession(name) : undefined;
    const worker = isId('worker', name) ? this.world.findWorker(name) : undefined;
    return stream && (session ? summaryOfSession(session, nowMs) : worker && summaryOfWorker(worker, nowMs));
  }

  private ofSession(session: SessionRecord, nowMs: number): Stream | undefined {
    if (session.logError !== undefined || session.startedAtMs > nowMs) {
      return undefined;
    }
    const key = `${session.sessionId} ${session.endAsked?.atMs ?? ''}`;
    return this.at(
      session.sessionId,
      session.startedAtMs,
      this.keep(key, () => sessionLog(session)),
      nowMs,
    );
  }

  private ofWorker(worker: WorkerRecord, nowMs: number): Stream | undefined {
    if (worker.createdAtMs > nowMs) {
      return undefined;
    }
    const key = `${worker.workerId} ${this.world.endRequests.size}`;
    return this.at(
      worker.workerId,
      worker.createdAtMs,
      this.keep(key, () => workerLog(worker)),
      nowMs,
    );
  }

  private at(name: string, createdAtMs: number, log: Sequence<LogEvent>, nowMs: number): Stream {
    return { name, createdAtMs, log, length: lengthAt(log, nowMs - INGESTION_MS) };
  }

  private keep(key: string, write: () => Sequence<LogEvent>): Sequence<LogEvent> {
    const log = this.kept.get(key) ?? write();
    this.kept.delete(key);
    this.kept.set(key, log);
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= MAX_KEPT) {
        break;
      }
      this.kept.delete(oldest);
    }
    return log;
  }

  private ownerOf(group: string): QueueRecord | FleetRecord | undefined {
    const [farmId, ownerId, ...more] = group.startsWith(ROOT) ? group.slice(ROOT.length).split('/') : [];
    if (!isId('farm', farmId) || more.length > 0) {
      return undefined;
    }
    const owner = isId('queue', ownerId)
      ? this.world.findQueue(ownerId)
      : isId('fleet', ownerId)
        ? this.world.findFleet(ownerId)
        : undefined;
    return owner?.farm.farmId === farmId ? owner : undefined;
  }
}

function summaryOfSession({ sessionId, startedAtMs, endedAtMs }: SessionRecord, nowMs: number): StreamSummary {
  return { name: sessionId, createdAtMs: startedAtMs, lastEventMs: Math.min(nowMs, endedAtMs) };
}

function summaryOfWorker({ workerId, createdAtMs, stoppedAtMs }: WorkerRecord, nowMs: number): StreamSummary {
  return { name: workerId, createdAtMs, lastEventMs: Math.min(nowMs, stoppedAtMs) };
}

const ROOT = '/aws/deadline/';
const MAX_KEPT = 12;
