import * as vscode from 'vscode';
import { DisposableStore } from '../../core/async/disposableStore';
import { sessionOfAction } from '../../core/ids';
import type { Connection, JobKey } from '../../core/session/sessionKey';
import { seenElsewhere } from '../../core/triage/seenFailures';
import type { FailedTask, FailureGroup } from '../../core/triage/triage';
import { GROUPS_A_PAGE, jobPicture, taskPicture } from '../../render/panel/jobPicture';
import {
  type FromJobPage,
  parseFromJobPage,
  type SeenPicture,
  TASKS_A_PAGE,
  type ToJobPage,
} from '../../render/panel/jobProtocol';
import { groupSentence, seenWords, triageHeading } from '../../render/triage/triage';
import type { FailureMemory } from '../../watch/jobs/failureMemory';
import type { JobRunReader } from '../../watch/jobs/jobRunReader';
import type { TriageHandle, TriageStore } from '../../watch/jobs/triageStore';
import type { App } from '../app';
import type { Logs } from '../logs/logs';
import { COMMANDS } from '../names';
import { applyRemedy, presentError } from '../showFault';
import { fillPage } from '../window/page';
import { JobLanesPart } from './jobLanesPart';
import { copyGroup, copyOfJob, saveCsv } from './triageOut';

/** What a page needs beside what every feature is given. */
export interface JobPageOptions {
  readonly app: App;
  readonly triages: TriageStore;
  /** Reads all sessions and actions of a job, once somebody asks. */
  readonly runOf: (key: JobKey) => JobRunReader;
  /** What is remembered of failures; of the sample farm's, apart. */
  readonly memoryOf: (connection: Connection) => FailureMemory;
  readonly logs: Pick<Logs, 'show'>;
  /** The names of a job's farm and queue, where they are known. */
  readonly namesOf: (key: JobKey) => { readonly farm?: string; readonly queue?: string };
}

/** The page of one job: sends it what it draws, and does what it asks for. */
export class JobPage implements vscode.Disposable {
  readonly key: JobKey;
  readonly #options: JobPageOptions;
  readonly #panel: vscode.WebviewPanel;
  readonly #handle: TriageHandle;
  readonly #memory: FailureMemory;
  readonly #lanes: JobLanesPart;
  readonly #owned = new DisposableStore();
  /** The tasks of the groups whose lists are shown, as they were when they were sent. */
  readonly #listed = new Map<string, readonly FailedTask[]>();
  #mostGroups = GROUPS_A_PAGE;

  constructor(options: JobPageOptions, panel: vscode.WebviewPanel, key: JobKey) {
    this.key = key;
    this.#options = options;
    this.#panel = panel;
    this.#handle = options.triages.open(key);
    this.#memory = options.memoryOf(key.connection);
    this.#lanes = new JobLanesPart(key, {
      app: options.app,
      readerOf: options.runOf,
      tell: (message) => {
        this.#tell(message);
      },
      isVisible: () => panel.visible,
      isAttended: () => vscode.window.state.focused,
    });
    this.#owned.add(
      this.#handle,
      this.#lanes,
      this.#handle.onDidChange((triage) => {
        if (triage.progress.state !== 'reading') {
          this.#memory.learn(triage);
        }
        this.send();
      }),
      this.#memory.onDidChange(() => {
        this.send();
      }),
    );
    panel.webview.onDidReceiveMessage((message: unknown) => {
      this.#receive(message).catch((error: unknown) => presentError(options.app, error));
    });
    panel.onDidChangeViewState(() => {
      this.#handle.look(panel.visible);
      this.send();
      this.#lanes.follow();
    });
    this.#owned.add(
      vscode.window.onDidChangeWindowState(() => {
        this.#lanes.follow();
      }),
    );
    this.#handle.look(panel.visible);
    fillPage(options.app, panel, 'job');
    this.#entitle();
  }

  get isActive(): boolean {
    return this.#panel.active;
  }

  reveal(): void {
    this.#panel.reveal();
  }

  /** Sends the page what is known now, if anybody can see it. */
  send(): void {
    this.#entitle();
    if (!this.#panel.visible) {
      return;
    }
    const { app, namesOf } = this.#options;
    const picture = jobPicture(this.#handle.triage, {
      nowMs: app.now(),
      names: namesOf(this.key),
      mayRetry: vscode.workspace.isTrusted,
      mostGroups: this.#mostGroups,
      seen: (group) => this.#seen(group),
    });
    this.#tell({ type: 'job', picture });
  }

  /** Reads again what could not be read for want of a sign-in. */
  goOn(): void {
    if (this.#handle.triage.unread.some(({ fault }) => fault.remedies.includes('signIn'))) {
      void this.#handle.refresh();
    }
    this.#lanes.goOn();
  }

  /** Closes its tab, which ends it. */
  close(): void {
    this.#panel.dispose();
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #entitle(): void {
    this.#panel.title = triageHeading(this.#handle.triage);
  }

  #tell(message: ToJobPage): void {
    void this.#panel.webview.postMessage(message);
  }

  #seen({ fingerprint }: FailureGroup): SeenPicture | undefined {
    if (fingerprint === undefined) {
      return undefined;
    }
    const elsewhere = seenElsewhere(this.#memory.seen, fingerprint, this.key.jobId);
    const words = elsewhere ? seenWords(elsewhere, this.#options.app.now()) : '';
    return { words, note: this.#memory.noteOn(fingerprint) };
  }

  /** The page is not trusted: it can only name what to do with its own job. */
  async #receive(message: unknown): Promise<void> {
    const request = parseFromJobPage(message);
    if (!request) {
      this.#options.app.output.warn('The page of a job sent a message that is none.');
      return;
    }
    if ('group' in request) {
      const group = this.#handle.triage.groups.find(({ id }) => id === request.group);
      // A group can be gone by the time of the click: its tasks are in another one then.
      await (group && this.#doWith(group, request));
      return;
    }
    await this.#do(request);
  }

  async #do(request: Exclude<FromJobPage, { readonly group: string }>): Promise<void> {
    const handle = this.#handle;
    const { app } = this.#options;
    switch (request.type) {
      case 'showLanes':
      case 'stopLanes':
      case 'saveTrace':
      case 'openLaneAction':
      case 'openLaneSession':
        return this.#lanes.do(request);
      case 'ready':
        this.send();
        this.#lanes.send();
        return;
      case 'refresh':
        return handle.refresh();
      case 'stop':
        handle.stop();
        return;
      case 'compareHosts':
        return handle.compareHosts();
      case 'lookElsewhere': {
        const suspect = handle.triage.hosts.suspects[request.index];
        return suspect && handle.lookElsewhere(suspect.host.id);
      }
      case 'openSession': {
        const { key, action } = handle.triage.sessionFailures[request.index]?.example ?? {};
        await (key && this.#options.app.run(COMMANDS.openDetails, key, action?.sessionActionId));
        return;
      }
      case 'moreGroups':
        this.#mostGroups += GROUPS_A_PAGE;
        this.send();
        return;
      case 'reveal':
        await this.#options.app.run(COMMANDS.revealInFarms, this.key, request.place);
        return;
      case 'copy':
        return copyOfJob(app, request.what, handle.triage, this.#lanes.unread);
      case 'saveCsv':
        return saveCsv(handle.triage);
      case 'lookThrough':
        await this.#options.app.run(COMMANDS.lookThroughFailures, this.key);
        return;
      case 'findInLogs':
        await this.#options.app.run(COMMANDS.findInJobLogs, this.key);
        return;
      case 'retryAll':
        await this.#options.app.run(COMMANDS.retryFailedTasks, this.key);
        return handle.refresh();
      case 'remedy':
        return applyRemedy(
          this.#options.app,
          request.remedy,
          () => Promise.all([handle.refresh(), this.#lanes.retry()]),
          this.key,
        );
    }
  }

  async #doWith(group: FailureGroup, request: Extract<FromJobPage, { readonly group: string }>): Promise<void> {
    const { triage } = this.#handle;
    const { app, logs } = this.#options;
    switch (request.type) {
      case 'openExample': {
        const { sessionId } = group.example;
        await (sessionId && this.#options.app.run(COMMANDS.openDetails, { ...this.key, sessionId }));
        return;
      }
      case 'openEvidence': {
        const { at, text } = group.evidence[request.index] ?? {};
        const target = at && ({ kind: 'line', timestampMs: at.timestampMs, text: text ?? '' } as const);
        return target && logs.show(at.key, 'session', target);
      }
      case 'showTasks':
        this.#listed.set(group.id, group.tasks);
        this.#sendTasks(group, request.index);
        return;
      case 'openTask':
        return this.#openTask(this.#listed.get(group.id)?.[request.index]);
      case 'copyGroup':
        return copyGroup(app, triage, group);
      case 'retryGroup': {
        const taskIds = group.tasks.map(({ taskId }) => taskId);
        const tasks = { job: this.key, taskIds, title: groupSentence(group) };
        await this.#options.app.run(COMMANDS.retryTasks, tasks);
        return this.#handle.refresh();
      }
      case 'note': {
        const { fingerprint, cause, subjects } = group;
        if (fingerprint !== undefined) {
          this.#memory.note({ fingerprint, cause, subject: subjects[0] }, request.text, app.now());
        }
      }
    }
  }

  #sendTasks(group: FailureGroup, index: number): void {
    const from = Math.min(index, Math.max(0, group.tasks.length - 1));
    const nowMs = this.#options.app.now();
    const rows = group.tasks.slice(from, from + TASKS_A_PAGE).map((task) => taskPicture(task, group, nowMs));
    this.#tell({ type: 'tasks', group: group.id, from, total: group.tasks.length, rows });
  }

  async #openTask(task: FailedTask | undefined): Promise<void> {
    const action = task?.sessionActionId;
    if (action !== undefined) {
      const key = { ...this.key, sessionId: sessionOfAction(action) };
      await this.#options.app.run(COMMANDS.openActionLog, key, action);
    }
  }
}
