/** The part of a job's page that shows all its sessions and actions: read on demand, sent, opened and saved. */
import * as vscode from 'vscode';
import { sessionOfAction } from '../../core/ids';
import type { JobKey } from '../../core/session/sessionKey';
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
  readonly app: Pick<App, 'now'>;
  readonly readerOf: (key: JobKey) => JobRunReader;
  readonly tell: (message: ToJobPage) => void;
  readonly isVisible: () => boolean;
}

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
      this.#options.tell({ type: 'lanes', lanes: lanesPicture(run, this.#sent) });
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
        return action && openSession({ ...this.#key, sessionId: sessionOfAction(action) }, action);
      }
      case 'openLaneSession':
        return this.#openSession(this.#sent?.lanes[request.index], request.session);
    }
  }

  dispose(): void {
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
    await (sessionId && openSession({ ...this.#key, sessionId }, action));
  }
}

async function openSession(...to: readonly unknown[]): Promise<void> {
  await vscode.commands.executeCommand(COMMANDS.openDetails, ...to);
}
