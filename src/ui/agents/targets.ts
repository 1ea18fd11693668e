import type { Fault } from '../../core/errors';
import { UserError } from '../../core/errors';
import { type JobId, sessionOfAction, type SessionActionId, type SessionId, stepOfTask } from '../../core/ids';
import { canBe } from '../../core/references/incompleteIds';
import { type LookUpText, parseLookUpText, type SoughtThing } from '../../core/references/lookUpText';
import { keyOf, type ReferenceIds } from '../../core/references/reference';
import { findJob } from '../../core/search/findJob';
import { findSession, findSessionOfWorker, findStep, type SearchScope } from '../../core/search/findSession';
import { type Connection, connectionId, type JobKey, type SessionKey } from '../../core/session/sessionKey';
import {
  incompleteId,
  notFound,
  nothingNamed,
  otherProfile,
  REFUSALS,
  severalNamed,
  severalSessions,
} from '../../render/agents/refusal';
import type { App } from '../app';
import { isRight } from '../lookUp/connectionFor';
import { Refusal } from './refuse';

export type TargetApp = Pick<App, 'seen' | 'service' | 'isSampleId' | 'currentConnection'>;

/** A session, and the action that the text names, if it names one. */
export interface SessionTarget {
  readonly key: SessionKey;
  readonly sessionActionId: SessionActionId | undefined;
}

/** How many calls a search may cost before it gives up. */
const MOST_SEARCH_CALLS = 60;
const MOST_WORKER_PAGES = 5;
const MOST_REMEMBERED = 500;

/**
 * What a text of a model's means, as Look Up understands it, but without a question: where something is missing or several things are
 * named, the model is told so. What was found once is remembered while the window is open.
 */
export class Targets {
  readonly #app: TargetApp;
  readonly #sessions = new Map<SessionId, SessionKey>();
  readonly #jobs = new Map<JobId, JobKey>();

  constructor(app: TargetApp) {
    this.#app = app;
  }

  /** Keeps where sessions and jobs belong, so that their IDs alone are enough the next time. */
  remember(...keys: readonly (SessionKey | JobKey)[]): void {
    for (const key of keys) {
      this.#jobs.set(key.jobId, key);
      if ('sessionId' in key) {
        this.#sessions.set(key.sessionId, key);
      }
    }
    for (const map of [this.#sessions, this.#jobs] as readonly Map<string, unknown>[]) {
      for (const id of [...map.keys()].slice(0, -MOST_REMEMBERED)) {
        map.delete(id);
      }
    }
  }

  /**
   * With which connection the things of a text are read. Never with another profile than the user's own choice.
   * @throws {Refusal} no connection is set up, or the text names another profile
   */
  async connection(text: Pick<LookUpText, 'region' | 'profile'>, ids: ReferenceIds): Promise<Connection> {
    const seen = this.#app.seen.find(ids) ?? this.#app.seen.findJob(ids);
    if (seen) {
      return seen.connection;
    }
    const { currentConnection } = this.#app;
    const setUp = await currentConnection.setUp();
    if (setUp !== 'ready') {
      throw new Refusal(REFUSALS[setUp]);
    }
    const connection = await currentConnection.with(text.region, undefined);
    if (text.profile !== undefined && text.profile !== connection.profile) {
      throw new Refusal(otherProfile(text.profile));
    }
    if (!isRight(this.#app, connection, ids)) {
      throw new Refusal(REFUSALS.notOfSampleFarm);
    }
    return connection;
  }

  /**
   * The one session that a text names, or that ran last what it names.
   * @throws {Refusal} there is none, or more than one
   */
  async session(written: string, signal: AbortSignal): Promise<SessionTarget> {
    const text = parseLookUpText(written);
    const thing = oneThing(text);
    if (!thing) {
      return { key: this.#fitting(written, text), sessionActionId: undefined };
    }
    const { kind, ids } = thing;
    if (kind === 'session') {
      return { key: await this.sessionKey(text, ids, signal), sessionActionId: ids.sessionActionId };
    }
    if (kind === 'task') {
      return this.latestRun(text, ids, signal);
    }
    if (kind !== 'job') {
      throw new Refusal(nothingNamed(written, 'session'));
    }
    return { key: await this.#onlySession(await this.job(written, signal), signal), sessionActionId: undefined };
  }

  /** @throws {Refusal} the text names no job, or several, or it was not found */
  async job(written: string, signal: AbortSignal): Promise<JobKey> {
    const text = parseLookUpText(written);
    const thing = oneThing(text);
    if (!thing || !['session', 'task', 'step', 'job'].includes(thing.kind)) {
      throw new Refusal(nothingNamed(written, 'job'));
    }
    return thing.kind === 'session' && thing.ids.jobId === undefined
      ? this.sessionKey(text, thing.ids, signal)
      : this.jobKey(text, thing.ids, signal);
  }

  async sessionKey(text: LookUpText, ids: ReferenceIds, signal: AbortSignal): Promise<SessionKey> {
    const connection = await this.connection(text, ids);
    const { farmId, queueId, jobId, sessionId, fleetId, workerId } = ids;
    if (sessionId === undefined) {
      throw new Refusal(nothingNamed('', 'session'));
    }
    const known = this.#app.seen.find(ids) ?? this.#known(this.#sessions.get(sessionId), connection, ids);
    if (known) {
      return known;
    }
    if (farmId && queueId && jobId) {
      return { connection, farmId, queueId, jobId, sessionId };
    }
    const service = this.#app.service();
    if (farmId && fleetId && workerId) {
      const worker = { connection, farmId, fleetId, workerId };
      const found = await findSessionOfWorker(service, sessionId, worker, MOST_WORKER_PAGES, signal);
      if (found) {
        return this.#found(found);
      }
    }
    const scope = await this.#scope(connection, ids);
    const result = await findSession(service, sessionId, scope, MOST_SEARCH_CALLS, () => undefined, signal);
    if (!result.found) {
      throw new Refusal(notFound(sessionId, result.complete));
    }
    return this.#found(result.found);
  }

  async jobKey(text: LookUpText, ids: ReferenceIds, signal: AbortSignal): Promise<JobKey> {
    const connection = await this.connection(text, ids);
    const { farmId, queueId, jobId } = ids;
    const stepId = ids.stepId ?? (ids.taskId && stepOfTask(ids.taskId));
    const known = this.#app.seen.findJob(ids) ?? (jobId && this.#known(this.#jobs.get(jobId), connection, ids));
    if (known) {
      return known;
    }
    if (farmId && queueId && jobId) {
      return { connection, farmId, queueId, jobId };
    }
    const service = this.#app.service();
    const scope = await this.#scope(connection, ids);
    if (jobId) {
      const found = await findJob(service, jobId, scope, signal);
      if (!found) {
        throw new Refusal(notFound(jobId, true));
      }
      return this.#found(found);
    }
    if (!stepId) {
      throw new Refusal(nothingNamed('', 'job'));
    }
    const result = await findStep(service, stepId, scope, MOST_SEARCH_CALLS, () => undefined, signal);
    if (!result.found) {
      throw new Refusal(notFound(stepId, result.complete));
    }
    return this.#found({ connection, ...result.found });
  }

  /** The session and action that ran a task last. */
  async latestRun(text: LookUpText, ids: ReferenceIds, signal: AbortSignal): Promise<SessionTarget> {
    const { connection, farmId, queueId, jobId } = await this.jobKey(text, ids, signal);
    const { taskId } = ids;
    if (!taskId) {
      throw new Refusal(nothingNamed('', 'task'));
    }
    const path = { farmId, queueId, jobId, stepId: stepOfTask(taskId), taskId };
    const [task] = await this.#app.service().fetchTasks(connection, [path], signal);
    if (!task?.ok) {
      throw new UserError(task?.fault ?? NOTHING_ANSWERED);
    }
    const { latestSessionActionId: sessionActionId } = task.value;
    if (sessionActionId === undefined) {
      throw new Refusal(`${taskId} has not run yet, so it has no session.`);
    }
    const sessionId = sessionOfAction(sessionActionId);
    return { key: this.#found({ connection, farmId, queueId, jobId, sessionId }), sessionActionId };
  }

  /** Sessions seen before that an incomplete ID can be of. */
  fitting({ incomplete }: Pick<LookUpText, 'incomplete'>): readonly SessionKey[] {
    const sessions = incomplete.filter(({ kind }) => kind === 'session');
    return this.#app.seen.keys.filter(({ sessionId }) => sessions.some((one) => canBe(one, sessionId)));
  }

  #fitting(written: string, text: LookUpText): SessionKey {
    const [only, ...others] = this.fitting(text);
    const [incomplete] = text.incomplete;
    if (!only) {
      throw new Refusal(incomplete ? incompleteId(incomplete.text) : nothingNamed(written, 'session'));
    }
    if (others.length > 0) {
      throw new Refusal(severalNamed([only, ...others].map(({ sessionId }) => sessionId).slice(0, 10)));
    }
    return only;
  }

  async #onlySession(job: JobKey, signal: AbortSignal): Promise<SessionKey> {
    const { connection, farmId, queueId, jobId } = job;
    const { items, next } = await this.#app.service().sessions(connection, farmId, queueId, jobId, signal).page();
    const [only, another] = items;
    if (!only || another || next !== undefined) {
      throw new Refusal(severalSessions(jobId, items.length));
    }
    return this.#found({ connection, farmId, queueId, jobId, sessionId: only.sessionId });
  }

  async #scope(connection: Connection, { farmId, queueId, jobId }: ReferenceIds): Promise<SearchScope> {
    return { connection, farmId, queueId, jobId, preferred: await this.#app.service().defaults(connection) };
  }

  #found<K extends SessionKey | JobKey>(key: K): K {
    this.remember(key);
    return key;
  }

  /** What is remembered, where it was found with the connection of now and agrees with what else the text says. */
  #known<K extends JobKey>(key: K | undefined, connection: Connection, ids: ReferenceIds): K | undefined {
    const agrees =
      key !== undefined &&
      connectionId(key.connection) === connectionId(connection) &&
      (['farmId', 'queueId', 'jobId'] as const).every((name) => ids[name] === undefined || ids[name] === key[name]);
    return agrees ? key : undefined;
  }
}

const NOTHING_ANSWERED: Pick<Fault, 'kind' | 'message'> = {
  kind: 'unexpectedAnswer',
  message: 'Nothing was answered.',
};

/** @throws {Refusal} the text names several */
function oneThing({ things }: LookUpText): SoughtThing | undefined {
  const [only, another] = things;
  if (another) {
    throw new Refusal(severalNamed(things.flatMap(({ kind, ids }) => ids[keyOf(kind)] ?? []).slice(0, 10)));
  }
  return only;
}
