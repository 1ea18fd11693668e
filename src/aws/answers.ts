/**
 * From the service's answers to our own words. An answer is believed only after it was checked: an empty 200 parses as success,
 * and what a proxy has changed looks like an answer too. Unknown enum words pass; a missing required member does not.
 */
import type { FoundJob } from '../core/farm';
import { type IdKind, type Ids, type QueueId, indexOf, isId } from '../core/ids';
import type { LogEvent } from '../core/ports';
import type {
  ActionDefinition,
  Farm,
  Fleet,
  HostProperties,
  Job,
  LogConfiguration,
  Queue,
  Session,
  SessionAction,
  SessionSummary,
  Step,
  Task,
  Worker,
  WorkerSession,
} from '../core/session';

import type { Credentials } from './credentials';
import { MalformedAnswer } from './failure';

/** @throws {MalformedAnswer} like all below, naming the member that is not what it must be */
export function toSession(answer: object): Session {
  const get = membersOf(answer);
  return Object.freeze({
    ...toSummary(answer),
    updatedAtMs: optionalTime(get, 'updatedAt'),
    updatedBy: optionalText(get, 'updatedBy'),
    log: toLogConfiguration(get('log'), 'log'),
    host: toHost(get('hostProperties')),
    workerLog: get('workerLog') === undefined ? undefined : toLogConfiguration(get('workerLog'), 'workerLog'),
  });
}

export function toSummary(answer: object): SessionSummary {
  const get = membersOf(answer);
  return Object.freeze({
    ...lifeOf(get),
    fleetId: id(get, 'fleet', 'fleetId'),
    workerId: id(get, 'worker', 'workerId'),
  });
}

/** What every list and every answer says of a session. */
function lifeOf(get: Members) {
  return {
    sessionId: id(get, 'session', 'sessionId'),
    startedAtMs: time(get, 'startedAt'),
    endedAtMs: optionalTime(get, 'endedAt'),
    lifecycleStatus: text(get, 'lifecycleStatus'),
    targetLifecycleStatus: optionalText(get, 'targetLifecycleStatus'),
  };
}

export function toAction(answer: object): SessionAction {
  const get = membersOf(answer);
  return Object.freeze({
    sessionActionId: id(get, 'sessionaction', 'sessionActionId'),
    status: text(get, 'status'),
    startedAtMs: optionalTime(get, 'startedAt'),
    endedAtMs: optionalTime(get, 'endedAt'),
    workerUpdatedAtMs: optionalTime(get, 'workerUpdatedAt'),
    progressPercent: optionalNumber(get, 'progressPercent'),
    progressMessage: optionalText(get, 'progressMessage'),
    processExitCode: optionalNumber(get, 'processExitCode'),
    definition: toDefinition(get('definition')),
  });
}

/** In the order they ran, then in the order they will run. */
export function inOrder(actions: readonly SessionAction[]): readonly SessionAction[] {
  return Object.freeze(
    actions.toSorted(
      (a, b) =>
        (a.startedAtMs ?? Number.MAX_VALUE) - (b.startedAtMs ?? Number.MAX_VALUE) ||
        indexOf(a.sessionActionId) - indexOf(b.sessionActionId),
    ),
  );
}

export function toFarm(answer: object): Farm {
  const get = membersOf(answer);
  return Object.freeze({ farmId: id(get, 'farm', 'farmId'), displayName: text(get, 'displayName') });
}

export function toQueue(answer: object): Queue {
  const get = membersOf(answer);
  return Object.freeze({
    queueId: id(get, 'queue', 'queueId'),
    displayName: text(get, 'displayName'),
    status: text(get, 'status'),
    blockedReason: optionalText(get, 'blockedReason'),
    roleArn: optionalText(get, 'roleArn'),
  });
}

/** A monitor's id and address. */
export function toMonitor(answer: object): { readonly monitorId: string; readonly url: string } {
  const get = membersOf(answer);
  return { monitorId: text(get, 'monitorId'), url: text(get, 'url') };
}

export function toFleet(answer: object): Fleet {
  const get = membersOf(answer);
  return Object.freeze({
    fleetId: id(get, 'fleet', 'fleetId'),
    displayName: text(get, 'displayName'),
    status: text(get, 'status'),
    workerCount: optionalNumber(get, 'workerCount'),
  });
}

export function toWorker(answer: object): Worker {
  const get = membersOf(answer);
  return Object.freeze({
    workerId: id(get, 'worker', 'workerId'),
    status: text(get, 'status'),
    host: toHost(get('hostProperties')),
  });
}

export function toJob(answer: object): Job {
  const get = membersOf(answer);
  return Object.freeze({
    jobId: id(get, 'job', 'jobId'),
    name: text(get, 'name'),
    lifecycleStatus: text(get, 'lifecycleStatus'),
    taskRunStatus: optionalText(get, 'taskRunStatus'),
    taskRunStatusCounts: entries(get, 'taskRunStatusCounts', isNumber),
    priority: optionalNumber(get, 'priority') ?? fail('priority', 'is missing'),
    createdAtMs: time(get, 'createdAt'),
    createdBy: text(get, 'createdBy'),
    startedAtMs: optionalTime(get, 'startedAt'),
    endedAtMs: optionalTime(get, 'endedAt'),
  });
}

/** @param only the queue, where only one was asked; others' answers must say it */
export function toFoundJob(answer: object, only: QueueId | undefined): FoundJob {
  return Object.freeze({ ...toJob(answer), queueId: only ?? id(membersOf(answer), 'queue', 'queueId') });
}

export function toStep(answer: object): Step {
  const get = membersOf(answer);
  return Object.freeze({
    stepId: id(get, 'step', 'stepId'),
    name: text(get, 'name'),
    taskRunStatus: optionalText(get, 'taskRunStatus'),
    taskRunStatusCounts: entries(get, 'taskRunStatusCounts', isNumber),
    startedAtMs: optionalTime(get, 'startedAt'),
    endedAtMs: optionalTime(get, 'endedAt'),
  });
}

export function toTask(answer: object): Task {
  const get = membersOf(answer);
  return Object.freeze({
    taskId: id(get, 'task', 'taskId'),
    runStatus: text(get, 'runStatus'),
    parameters: toParameters(get('parameters')),
  });
}

export function toWorkerSession(answer: object): WorkerSession {
  const get = membersOf(answer);
  return Object.freeze({
    ...lifeOf(get),
    queueId: id(get, 'queue', 'queueId'),
    jobId: id(get, 'job', 'jobId'),
  });
}

/** Keys that a queue or fleet lends. They are used, never shown. */
export function toCredentials(answer: object): Credentials {
  const get = membersOf(object(membersOf(answer)('credentials'), 'credentials'));
  return {
    accessKeyId: text(get, 'accessKeyId'),
    secretAccessKey: text(get, 'secretAccessKey'),
    sessionToken: text(get, 'sessionToken'),
    expiration: new Date(time(get, 'expiration')),
  };
}

/** Log lines in the service's order. One without a time or a text is left out. */
export function toLogEvents(list: unknown): readonly LogEvent[] {
  const events: LogEvent[] = [];
  // Ten thousand at once, while nothing else happens: members are read without a detour.
  for (const event of requiredList(list, 'events')) {
    const { timestamp, message } = object(event, 'events') as Readonly<Record<string, unknown>>;
    if (isNumber(timestamp) && isString(message)) {
      events.push({ timestampMs: timestamp, message });
    }
  }
  return Object.freeze(events);
}

/**
 * A listing's entries. One that cannot be understood is left out rather than hiding the others, unless none can.
 *
 * @throws {MalformedAnswer} when there is no list, or nothing in it makes sense
 */
export function toList<T>(list: unknown, name: string, toItem: (item: object) => T): readonly T[] {
  const items = requiredList(list, name);
  let refused: unknown;
  const understood = items.flatMap((item) => {
    try {
      return [toItem(object(item, name))];
    } catch (error) {
      refused = error;
      return [];
    }
  });
  if (understood.length === 0 && refused !== undefined) {
    throw refused as Error;
  }
  return Object.freeze(understood);
}

/** Why one item of a batch could not be read. */
export interface ItemError {
  readonly id: string;
  /** e.g. `ResourceNotFoundException` */
  readonly code: string;
  readonly message: string;
}

/** A batch's errors; `idName` names the member that says which item, e.g. `sessionId`. */
export function toItemErrors(list: unknown, ...idNames: readonly string[]): readonly ItemError[] {
  return toList(list ?? [], 'errors', (item) => {
    const get = membersOf(item);
    return { id: idPath(item, ...idNames), code: text(get, 'code'), message: optionalText(get, 'message') ?? '' };
  });
}

/** The ids of an item under these names, as one string, e.g. `farm-…/queue-…/job-…/session-…`. */
export function idPath(item: object, ...idNames: readonly string[]): string {
  const get = membersOf(item);
  return idNames.map((name) => text(get, name)).join('/');
}

function requiredList(list: unknown, name: string): readonly unknown[] {
  return Array.isArray(list)
    ? (list as readonly unknown[])
    : fail(name, list === undefined ? 'is missing' : 'is no list');
}

/** A page's token; undefined at the end. */
export function toToken(token: unknown): string | undefined {
  return typeof token === 'string' && token !== '' ? token : undefined;
}

/** The whole answer as JSON values: dates in ISO form, without what the SDK adds. */
export function toRaw(answer: object): unknown {
  return JSON.parse(JSON.stringify({ ...answer, $metadata: undefined })) as unknown;
}

/** What every reader below is given: a way to a member of the answer by its name. */
type Members = (name: string) => unknown;

function membersOf(answer: object): Members {
  return (name) => {
    const value = (answer as Readonly<Record<string, unknown>>)[name];
    return value === null ? undefined : value;
  };
}

function toLogConfiguration(value: unknown, name: string): LogConfiguration {
  const get = membersOf(object(value, name));
  return Object.freeze({
    driver: text(get, 'logDriver'),
    options: entries(get, 'options', isString),
    parameters: entries(get, 'parameters', isString),
    error: optionalText(get, 'error'),
  });
}

function toHost(value: unknown): HostProperties {
  const get = membersOf(value === undefined ? {} : object(value, 'hostProperties'));
  const addresses = membersOf(get('ipAddresses') === undefined ? {} : object(get('ipAddresses'), 'ipAddresses'));
  return Object.freeze({
    hostName: optionalText(get, 'hostName'),
    ipV4Addresses: texts(addresses, 'ipV4Addresses'),
    ipV6Addresses: texts(addresses, 'ipV6Addresses'),
    ec2InstanceArn: optionalText(get, 'ec2InstanceArn'),
    ec2InstanceType: optionalText(get, 'ec2InstanceType'),
  });
}

/** A union with one member. A kind newer than this program keeps its name. */
function toDefinition(value: unknown): ActionDefinition {
  const union = object(value, 'definition');
  const get = membersOf(union);
  const kind = Object.keys(union).find((name) => get(name) !== undefined) ?? fail('definition', 'is empty');
  const unknown = get('$unknown');
  if (unknown !== undefined) {
    const name: unknown = Array.isArray(unknown) ? unknown[0] : undefined;
    return Object.freeze({ kind: 'unknown', name: isString(name) ? name : fail('definition', 'has no kind') });
  }
  const inner = membersOf(object(get(kind), kind));
  switch (kind) {
    case 'syncInputJobAttachments':
      return Object.freeze({ kind, stepId: optionalId(inner, 'step', 'stepId') });
    case 'envEnter':
    case 'envExit':
      return Object.freeze({ kind, environmentId: text(inner, 'environmentId') });
    case 'taskRun':
      return Object.freeze({
        kind,
        stepId: id(inner, 'step', 'stepId'),
        taskId: optionalId(inner, 'task', 'taskId'),
        parameters: toParameters(inner('parameters')),
      });
    default:
      return Object.freeze({ kind: 'unknown', name: kind });
  }
}

/** `{ Frame: { int: '1001' } }` → `{ Frame: '1001' }`, whatever the type is called. */
function toParameters(value: unknown): Readonly<Record<string, string>> {
  const parameters = value === undefined ? [] : Object.entries(object(value, 'parameters'));
  return Object.freeze(
    Object.fromEntries(
      parameters.flatMap(([name, union]: [string, unknown]) => {
        const values: unknown[] = typeof union === 'object' && union !== null ? Object.values(union) : [];
        // What a newer service calls its type arrives as `$unknown: [name, value]`.
        const texts = values.flat().filter(isString);
        const last = texts.at(-1);
        return last === undefined ? [] : [[name, last]];
      }),
    ),
  );
}

function id<K extends IdKind>(get: Members, kind: K, name: string): Ids[K] {
  return optionalId(get, kind, name) ?? fail(name, 'is missing');
}

function optionalId<K extends IdKind>(get: Members, kind: K, name: string): Ids[K] | undefined {
  const value = get(name);
  return value === undefined || isId(kind, value) ? value : fail(name, `is no ${kind} id`);
}

function text(get: Members, name: string): string {
  return optionalText(get, name) ?? fail(name, 'is missing');
}

function optionalText(get: Members, name: string): string | undefined {
  const value = get(name);
  return value === undefined || isString(value) ? value : fail(name, 'is no text');
}

function texts(get: Members, name: string): readonly string[] {
  const value = get(name);
  return Object.freeze(value === undefined ? [] : requiredList(value, name).filter(isString));
}

function optionalNumber(get: Members, name: string): number | undefined {
  const value = get(name);
  return value === undefined || isNumber(value) ? value : fail(name, 'is no number');
}

function time(get: Members, name: string): number {
  return optionalTime(get, name) ?? fail(name, 'is missing');
}

function optionalTime(get: Members, name: string): number | undefined {
  const value = get(name);
  if (value === undefined) {
    return undefined;
  }
  const ms = value instanceof Date ? value.getTime() : NaN;
  return isNumber(ms) ? ms : fail(name, 'is no date');
}

function entries<T>(get: Members, name: string, isValue: (value: unknown) => value is T): Readonly<Record<string, T>> {
  const value = get(name);
  const all: [string, unknown][] = value === undefined ? [] : Object.entries(object(value, name));
  return Object.freeze(Object.fromEntries(all.filter((entry): entry is [string, T] => isValue(entry[1]))));
}

function object(value: unknown, name: string): object {
  return typeof value === 'object' && value !== null
    ? value
    : fail(name, value === undefined ? 'is missing' : 'is no object');
}

function isString(value: unknown): value is string {
  return typeof value === 'string';
}

function isNumber(value: unknown): value is number {
  return Number.isFinite(value);
}

function fail(name: string, is: string): never {
  throw new MalformedAnswer(`${name} ${is}`);
}
