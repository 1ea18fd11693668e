/** The part of a job's page that shows all its sessions and actions: read on demand, sent, opened and saved. */
import { isSettled } from '../../core/farm/farm';
import type * as vscode from 'vscode';
import { type SessionActionId, sessionOfAction } from '../../core/ids';
import type { JobKey, SessionKey } from '../../core/session/sessionKey';
import { type JobLanes, jobLanes, type Lane } from '../../core/timeline/jobLanes';
import type { JobRun } from '../../core/timeline/jobRun';
import type { FromJobPage, ToJobPage } from '../../render/panel/jobProtocol';
import { lanesPicture } from '../../render/panel/lanesPicture';
import type { JobRunReader } from '../../watch/jobs/jobRunReader';
import type { App } from '../app';
import { COMMANDS } from '../names';
import { saveTrace } from '../report/saveTrace';

export type LanesRequest = Extract<
  FromJobPage,
  { readonly type: 'showLanes' | 'stopLanes' | 'saveTrace' | 'openLaneAction' | 'openLaneSession' }
>;

export interface JobLanesOptions {
  readonly app: Pick<App, 'now' | 'clock' | 'run'>;
  readonly readerOf: (key: JobKey) => JobRunReader;
  readonly tell: (message: ToJobPage) => void;
  readonly isVisible: () => boolean;
  /** Whether the window has the focus: nothing is read by itself without it. */
  readonly isAttended: () => boolean;
}

/** By itself a job is read again with so many calls a minute, and once a minute at most. */
const FOLLOW_CALLS_A_MINUTE = 15;

/** How much more there is when it is drawn again. */
const GROWTH = 1.2;

/** Reads nothing before somebody asks for it. */
export class JobLanesPart implements vscode.Disposable {
  readonly #key: JobKey;
  readonly #options: JobLanesOptions;
  #reader: JobRunReader | undefined;
  /** As they were sent last: the page names them by their numbers. */
  #sent: JobLanes | undefined;
  #sentActions = 0;
  #timer: unknown;

  constructor(key: JobKey, options: JobLanesOptions) {
    this.#key = key;
    this.#options = options;
  }

  /** Sends what is known, if somebody asked for it and sees the page. */
  send(): void {
    const run = this.#reader?.run;
    if (run && this.#options.isVisible()) {
      const nowMs = this.#options.app.now();
      this.#sentActions = run.actions.length;
      this.#sent = jobLanes(run, run.readAtMs ?? nowMs);
      this.#options.tell({ type: 'lanes', lanes: lanesPicture(run, this.#sent, followMs(run)) });
    }
  }

  /** What could not be read. */
  get unread(): JobRun['unread'] {
    return this.#reader?.run.unread ?? [];
  }

  /** Reads again what could not be read. */
  async retry(): Promise<void> {
    if (this.unread.length > 0) {
      await this.#reader?.read();
    }
  }

  /** Reads again what could not be read for want of a sign-in. */
  goOn(): void {
    if (this.unread.some(({ fault }) => fault.remedies.includes('signIn'))) {
      void this.#reader?.read();
    }
  }

  /** Waits to read a job again that is not over, as long as a person sees it. Call it when that may have changed. */
  follow(): void {
    const { app, isVisible, isAttended } = this.#options;
    app.clock.clearTimeout(this.#timer);
    const run = this.#reader?.run;
    const pauseMs = run && followMs(run);
    if (pauseMs !== undefined && isVisible() && isAttended()) {
      const dueMs = (run?.readAtMs ?? 0) + pauseMs;
      this.#timer = app.clock.setTimeout(
        () => {
          void this.#reader?.follow();
        },
        Math.max(0, dueMs - app.clock.Date.now()),
      );
    }
  }

  async do(request: LanesRequest): Promise<void> {
    switch (request.type) {
      case 'showLanes':
        return this.#read();
      case 'stopLanes':
        this.#reader?.stop();
        return;
      case 'saveTrace':
        return this.#reader && saveTrace(this.#reader.run, this.#options.app.now());
      case 'openLaneAction': {
        const action = this.#reader?.run.actions[request.index]?.sessionActionId;
        return action && this.#openPage({ ...this.#key, sessionId: sessionOfAction(action) }, action);
      }
      case 'openLaneSession':
        return this.#openSession(this.#sent?.lanes[request.index], request.session);
    }
  }

  dispose(): void {
    this.#options.app.clock.clearTimeout(this.#timer);
    this.#reader?.dispose();
  }

  /** Drawing takes longer the more there is: while it grows, only when it has grown by a part. */
  #isWorthDrawing({ progress, actions }: JobRun): boolean {
    return progress.state !== 'reading' || progress.phase !== 'actions' || actions.length >= this.#sentActions * GROWTH;
  }

  #read(): Promise<void> {
    if (!this.#reader) {
      this.#reader = this.#options.readerOf(this.#key);
      this.#reader.onDidChange((run) => {
        if (this.#isWorthDrawing(run)) {
          this.send();
        }
        this.follow();
      });
    }
    return this.#reader.read();
  }

  /** The session with that number; without one that in which something failed, else the last. */
  async #openSession(lane: Lane | undefined, number: number | undefined): Promise<void> {
    const { actions } = this.#reader?.run ?? { actions: [] };
    const failed = lane?.rows
      .flat()
      .filter(({ tone }) => tone === 'failed')
      .sort((one, other) => one.fromMs - other.fromMs)[0];
    const action = number === undefined && failed ? actions[failed.index]?.sessionActionId : undefined;
    const session = number === undefined ? lane?.sessions.at(-1) : lane?.sessions[number];
    const sessionId = action ? sessionOfAction(action) : session?.sessionId;
    await (sessionId && this.#openPage({ ...this.#key, sessionId }, action));
  }

  #openPage(key: SessionKey, action?: SessionActionId): Promise<void> {
    return this.#options.app.run(COMMANDS.openDetails, key, action);
  }
}

/** How soon a run is read again by itself; undefined where it is over, still read, or was not read whole. */
function followMs({ job, progress: { state, calls }, unread }: JobRun): number | undefined {
  return state === 'done' && job !== undefined && !isSettled(job) && unread.length === 0
    ? Math.ceil(Math.max(1, calls) / FOLLOW_CALLS_A_MINUTE) * 60_000
    : undefined;
}
