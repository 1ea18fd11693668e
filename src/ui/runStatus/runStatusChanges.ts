import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { listOf, t } from '../../core/text/localize';
import { UserError } from '../../core/errors';
import { type ChangeOutcome, type ChangePlan, type Chosen, losesSomething } from '../../core/farm/changePlan';
import type { JobPath } from '../../core/farm/farm';
import type { FarmPath } from '../../core/farm/farmNode';
import type { RunStatusWish } from '../../core/farm/runStatusChange';
import type { StepPath } from '../../core/farm/tasks';
import { plainText } from '../../core/text/plainText';
import { type Connection, connectionId, type JobKey } from '../../core/session/sessionKey';
import { statusGroups } from '../../render/farms/farmRows';
import { changeQuestion } from '../../render/runStatus/changeQuestion';
import { changeResult, type ChangeResultRow, commonFault, nothingToChange } from '../../render/runStatus/changeResult';
import { changeProgress, countedThings } from '../../render/runStatus/changeWords';
import { type CarryOutOptions, carryOut } from '../../watch/runStatus/carryOut';
import { jobsOf, stepsOf, tasksOf } from '../../watch/runStatus/changeKinds';
import { findTasks } from '../../watch/runStatus/findTasks';
import { readChangePlan } from '../../watch/runStatus/readChangePlan';
import type { App } from '../app';
import { reporting } from '../showFault';
import { skipsHarmlessQuestions } from '../state/settings';
import {
  confirmModal,
  showInfo,
  showWarning,
  withProgress,
  withProgressBeforeQuestion,
  withWindowProgress,
} from '../window/messages';
import { pick } from '../window/picker';

/** What a person asked for with one click. */
export interface ChangeRequest {
  readonly connection: Connection;
  readonly wish: RunStatusWish;
  readonly what: Chosen | SoughtTasks;
  /** What the chosen tasks have in common, e.g. a cause. */
  readonly title: string | undefined;
}

/** All tasks of some statuses of jobs or steps: found before anybody is asked. */
export interface SoughtTasks {
  readonly kind: 'sought';
  readonly places: readonly (JobPath | StepPath)[];
  readonly statuses: readonly string[];
}

/** What shows the changes. */
export interface ChangeViews {
  /** Shows what becomes of jobs from now on. */
  readonly follow: (jobs: readonly JobKey[]) => void;
  /** Shows a job, step or task. */
  readonly reveal: (path: FarmPath) => Thenable<void>;
}

type ChangesApp = Pick<App, 'service' | 'clock' | 'output' | 'run'>;

/** Reading more things than this is shown with a way to call it off. */
const MOST_READ_QUIETLY = 100;
/** More rows are not written to the output channel. */
const MOST_LOGGED = 1_000;

/**
 * Changes what tasks, steps and jobs are to become: reads what a change would do, asks, carries it out and says what became of it. With
 * `endSessions` all that this extension changes on a farm. Not in a workspace that is not trusted. The same request a second time while
 * the first is under way joins it: a double click has one effect.
 */
export class RunStatusChanges implements vscode.Disposable {
  readonly #app: ChangesApp;
  readonly #views: ChangeViews;
  readonly #underWay = new Map<string, Promise<void>>();
  readonly #life = new AbortController();

  constructor(app: ChangesApp, views: ChangeViews) {
    this.#app = app;
    this.#views = views;
  }

  /**
   * Resolves when it is known what became of everything, or when the person does not want it.
   *
   * @throws {UserError} nothing can be changed, everything was refused for one reason, or the workspace is not trusted
   */
  change(request: ChangeRequest): Promise<void> {
    if (!vscode.workspace.isTrusted) {
      return Promise.reject(
        refused(t('Jobs, steps and tasks can’t be changed from an untrusted workspace. Trust the workspace first.')),
      );
    }
    const id = JSON.stringify([connectionId(request.connection), request.wish, request.what]);
    const underWay = this.#underWay.get(id);
    if (underWay) {
      // The first click says what went wrong.
      return underWay.catch(() => undefined);
    }
    const work = this.#change(request).finally(() => this.#underWay.delete(id));
    this.#underWay.set(id, work);
    return work;
  }

  dispose(): void {
    this.#life.abort();
  }

  async #change(request: ChangeRequest): Promise<void> {
    const { plan, isCut } = await this.#read(request);
    if (plan.changing.length === 0) {
      const [unread] = plan.unread;
      throw unread && plan.left.length === 0 ? new UserError(unread.fault) : refused(nothingToChange(plan));
    }
    const { question, details, button, keepButton } = changeQuestion(plan, { title: request.title, isCut });
    const isAsked = !skipsHarmlessQuestions() || losesSomething(plan);
    if (isAsked && !(await confirmModal(question, details, button, keepButton))) {
      return;
    }
    const outcomes = await this.#carryOut(plan);
    this.#views.follow(jobsOfPlan(plan));
    this.#report(plan, outcomes);
  }

  async #read({
    connection,
    wish,
    what,
  }: ChangeRequest): Promise<{ readonly plan: ChangePlan; readonly isCut: boolean }> {
    const service = this.#app.service();
    const read = (chosen: Chosen, signal: AbortSignal): Promise<ChangePlan> =>
      readChangePlan(service, connection, chosen, wish, AbortSignal.any([signal, this.#life.signal]));
    if (what.kind === 'sought') {
      return withProgressBeforeQuestion(this.#app.clock, t('Finding tasks'), async (stop, report) => {
        const signal = AbortSignal.any([stop, this.#life.signal]);
        const { paths, isCut } = await findTasks(service, connection, what.places, what.statuses, signal, (found) => {
          report(t('{0} found', found));
        });
        if (paths.length === 0) {
          throw refused(t('No {0} tasks found.', listOf(statusGroups(what.statuses), 'disjunction')));
        }
        report(t('reading their statuses'));
        return { plan: await read({ kind: 'tasks', paths }, signal), isCut };
      });
    }
    const title = t('Reading {0}', countedThings(what.paths.length, what.kind));
    const plan =
      what.paths.length > MOST_READ_QUIETLY
        ? await withProgressBeforeQuestion(this.#app.clock, title, (signal) => read(what, signal))
        : await withWindowProgress(title, () => read(what, this.#life.signal));
    return { plan, isCut: false };
  }

  #carryOut(plan: ChangePlan): Thenable<readonly ChangeOutcome<JobPath, unknown>[]> {
    const total = plan.changing.length;
    return withProgress(changeProgress(plan), (stop, report) => {
      let dealtWith = 0;
      return this.#ask(plan, {
        clock: this.#app.clock,
        makeToken: randomUUID,
        stop,
        life: this.#life.signal,
        report: ({ dealtWith: now, isReadBack }) => {
          report(
            isReadBack ? t('waiting until Deadline Cloud shows it') : t('{0} of {1}', now, total),
            ((now - dealtWith) / total) * 100,
          );
          dealtWith = now;
        },
      });
    });
  }

  #ask(plan: ChangePlan, options: CarryOutOptions): Promise<readonly ChangeOutcome<JobPath, unknown>[]> {
    const { connection, wish } = plan;
    const service = this.#app.service();
    switch (plan.kind) {
      case 'tasks':
        return carryOut(tasksOf(service, connection, wish), pathsOf(plan.changing), options);
      case 'steps':
        return carryOut(stepsOf(service, connection, wish), pathsOf(plan.changing), options);
      case 'jobs':
        return carryOut(jobsOf(service, connection, wish), pathsOf(plan.changing), options);
    }
  }

  /** @throws {UserError} everything was refused for one reason */
  #report(plan: ChangePlan, outcomes: readonly ChangeOutcome<JobPath, unknown>[]): void {
    const fault = commonFault(outcomes);
    if (fault) {
      throw new UserError(fault);
    }
    const { message, isGood, rows } = changeResult(plan, outcomes);
    for (const { heading, name, reason } of rows.slice(0, MOST_LOGGED)) {
      this.#app.output.warn(plainText(`${heading}: ${name}: ${reason}`, 1_000));
    }
    if (isGood) {
      void showInfo(message);
      return;
    }
    void reporting(this.#app, () => this.#offerDetails(plan, message, rows));
  }

  async #offerDetails({ connection }: ChangePlan, message: string, rows: readonly ChangeResultRow[]): Promise<void> {
    const chosen = (await showWarning(message, t('Show Details'))) && (await chooseRow(rows));
    if (chosen) {
      const { farmId, queueId, jobId, ...below } = chosen.path;
      const step = 'stepId' in below ? { step: below.stepId } : {};
      const task = 'taskId' in below ? { task: below.taskId } : {};
      await this.#views.reveal({ connection, farm: farmId, queue: queueId, job: jobId, ...step, ...task });
    }
  }
}

function pathsOf<P>(changing: readonly { readonly path: P }[]): readonly P[] {
  return changing.map(({ path }) => path);
}

function jobsOfPlan({ connection, changing }: ChangePlan): readonly JobKey[] {
  const jobs = new Map(changing.map(({ path }) => [path.jobId, path]));
  return [...jobs.values()].map(({ farmId, queueId, jobId }) => ({ connection, farmId, queueId, jobId }));
}

/** Lists what was not changed, and why. Resolves with the row that the person wants to see. */
function chooseRow(rows: readonly ChangeResultRow[]): Promise<ChangeResultRow | undefined> {
  const headings = [...new Set(rows.map(({ heading }) => heading))];
  return pick(
    headings.flatMap((heading) => {
      const own = rows.filter((row) => row.heading === heading);
      return [
        { heading: `${heading} (${own.length})` },
        ...own.map((row) => ({ label: row.name, detail: row.reason, value: row })),
      ];
    }),
    { title: t('Not Changed'), placeholder: t('Select one to show it in the Farms view') },
  );
}

function refused(message: string): UserError {
  return new UserError({ kind: 'conflict', message, remedies: [] });
}
