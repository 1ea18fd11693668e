import type { JobId, SessionId } from '../../core/ids';
import { endedEarly } from './stories/beats';
import type { SessionRecord } from './model';

/** How long a session takes to end after it was asked to, and how long of this its process has to stop. */
const ENDING_MS = 30_000;
const GRACE_MS = 25_000;

/** The only thing about the farm that is not worked out from the clock: which sessions callers asked to end. */
export class EndRequests {
  private readonly requests = new Map<SessionId, { readonly atMs: number; readonly by: string }>();

  private readonly jobs = new Set<JobId>();

  /** How many sessions were asked to end. */
  get size(): number {
    return this.requests.size;
  }

  /** Whether any session of a job was asked to end. */
  touches(jobId: JobId): boolean {
    return this.jobs.has(jobId);
  }

  /** The first request counts; asking again changes nothing. */
  add({ sessionId, job }: SessionRecord, atMs: number, by: string): void {
    if (!this.requests.has(sessionId)) {
      this.requests.set(sessionId, { atMs, by });
      this.jobs.add(job.jobId);
    }
  }

  /** The session with an earlier end, if a caller asked for it. */
  revise(session: SessionRecord): SessionRecord {
    const request = this.requests.get(session.sessionId);
    return request
      ? {
          ...session,
          endAsked: request,
          endedAtMs: request.atMs + ENDING_MS,
          plan: () => endedEarly(session.plan(), request.atMs, GRACE_MS),
        }
      : session;
  }
}
