/**
 * From the service's answers to our own words. An answer is believed only after it was checked: an empty 200 parses as success,
 * and what a proxy has changed looks like an answer too. Unknown enum words pass; a missing required member does not.
 */
import type { FoundJob } from '../../core/farm/farm';
import { type QueueId, stepOfTask } from '../../core/ids';
import type { LogEvent } from '../../core/service/ports';
import type { StorageProfile } from '../../core/references/storageRules';
import type {
  Farm,
  Fleet,
  FoundWorker,
  HostProperties,
  Job,
  LogConfiguration,
  Queue,
  Session,
  SessionSummary,
  Step,
  Task,
  Worker,
  WorkerSession,
} from '../../core/session/session';

import type { Credentials } from '../credentials/credentialsCache';
import { ResponseReader, isNumber, isString, toArray, toObject } from './responseReader';

/** @throws {MalformedAnswer} like all below, naming the member that is not what it must be */
export function toSession(answer: object): Session {
  const get = new ResponseReader(answer);
  return Object.freeze({
    ...toSummary(answer),
    updatedAtMs: get.optionalTime('updatedAt'),
    updatedBy: get.optionalText('updatedBy'),
    log: toLogConfiguration(get.value('log'), 'log'),
    host: toHost(get.value('hostProperties')),
    workerLog:
      get.value('workerLog') === undefined ? undefined : toLogConfiguration(get.value('workerLog'), 'workerLog'),
  });
}

export function toSummary(answer: object): SessionSummary {
  const get = new ResponseReader(answer);
  return Object.freeze({
    ...lifeOf(get),
    fleetId: get.id('fleet', 'fleetId'),
    workerId: get.id('worker', 'workerId'),
  });
}

/** What every list and every answer says of a session. */
function lifeOf(get: ResponseReader) {
  return {
    sessionId: get.id('session', 'sessionId'),
    startedAtMs: get.time('startedAt'),
    endedAtMs: get.optionalTime('endedAt'),
    lifecycleStatus: get.text('lifecycleStatus'),
    targetLifecycleStatus: get.optionalText('targetLifecycleStatus'),
  };
}

export function toFarm(answer: object): Farm {
  const get = new ResponseReader(answer);
  return Object.freeze({ farmId: get.id('farm', 'farmId'), displayName: get.text('displayName') });
}

export function toQueue(answer: object): Queue {
  const get = new ResponseReader(answer);
  return Object.freeze({
    queueId: get.id('queue', 'queueId'),
    displayName: get.text('displayName'),
    status: get.text('status'),
    blockedReason: get.optionalText('blockedReason'),
    roleArn: get.optionalText('roleArn'),
  });
}

/** A monitor's id and address. */
export function toMonitor(answer: object): { readonly monitorId: string; readonly url: string } {
  const get = new ResponseReader(answer);
  return { monitorId: get.text('monitorId'), url: get.text('url') };
}

/** The ID of a storage profile in a list. */
export function toStorageProfileId(item: object): string {
  return new ResponseReader(item).text('storageProfileId');
}

export function toStorageProfile(answer: object): StorageProfile {
  const get = new ResponseReader(answer);
  return Object.freeze({
    storageProfileId: get.text('storageProfileId'),
    osFamily: get.text('osFamily'),
    locations: toList(get.value('fileSystemLocations') ?? [], 'fileSystemLocations', (item) => {
      const location = new ResponseReader(item);
      return Object.freeze({ name: location.text('name'), path: location.text('path') });
    }),
  });
}

export function toFleet(answer: object): Fleet {
  const get = new ResponseReader(answer);
  return Object.freeze({
    fleetId: get.id('fleet', 'fleetId'),
    displayName: get.text('displayName'),
    status: get.text('status'),
    workerCount: get.optionalNumber('workerCount'),
  });
}

export function toWorker(answer: object): Worker {
  const get = new ResponseReader(answer);
  return Object.freeze({
    workerId: get.id('worker', 'workerId'),
    status: get.text('status'),
    host: toHost(get.value('hostProperties')),
  });
}

/** A worker as searches give it. */
export function toFoundWorker(answer: object): FoundWorker {
  return Object.freeze({ ...toWorker(answer), fleetId: new ResponseReader(answer).id('fleet', 'fleetId') });
}

export function toJob(answer: object): Job {
  const get = new ResponseReader(answer);
  return Object.freeze({
    jobId: get.id('job', 'jobId'),
    name: get.text('name'),
    lifecycleStatus: get.text('lifecycleStatus'),
    taskRunStatus: get.optionalText('taskRunStatus'),
    taskRunStatusCounts: get.entries('taskRunStatusCounts', isNumber),
    priority: get.number('priority'),
    maxFailedTasksCount: get.optionalNumber('maxFailedTasksCount'),
    maxRetriesPerTask: get.optionalNumber('maxRetriesPerTask'),
    createdAtMs: get.time('createdAt'),
    createdBy: get.text('createdBy'),
    startedAtMs: get.optionalTime('startedAt'),
    endedAtMs: get.optionalTime('endedAt'),
  });
}

/** @param only the queue, where only one was asked; others' answers must say it */
export function toFoundJob(answer: object, only: QueueId | undefined): FoundJob {
  return Object.freeze({ ...toJob(answer), queueId: only ?? new ResponseReader(answer).id('queue', 'queueId') });
}

export function toStep(answer: object): Step {
  const get = new ResponseReader(answer);
  return Object.freeze({
    stepId: get.id('step', 'stepId'),
    name: get.text('name'),
    taskRunStatus: get.optionalText('taskRunStatus'),
    taskRunStatusCounts: get.entries('taskRunStatusCounts', isNumber),
    consumerCount: toConsumerCount(get.value('dependencyCounts')),
    startedAtMs: get.optionalTime('startedAt'),
    endedAtMs: get.optionalTime('endedAt'),
  });
}

function toConsumerCount(dependencyCounts: unknown): number | undefined {
  const get = new ResponseReader(dependencyCounts ?? {}, 'dependencyCounts');
  const counts = [get.optionalNumber('consumersResolved'), get.optionalNumber('consumersUnresolved')];
  return counts.every((count) => count === undefined) ? undefined : (counts[0] ?? 0) + (counts[1] ?? 0);
}

export function toTask(answer: object): Task {
  const get = new ResponseReader(answer);
  const taskId = get.id('task', 'taskId');
  return Object.freeze({
    taskId,
    // Only searches and batches repeat it.
    stepId: get.optionalId('step', 'stepId') ?? stepOfTask(taskId),
    runStatus: get.text('runStatus'),
    targetRunStatus: get.optionalText('targetRunStatus'),
    failureRetryCount: get.optionalNumber('failureRetryCount'),
    startedAtMs: get.optionalTime('startedAt'),
    endedAtMs: get.optionalTime('endedAt'),
    updatedAtMs: get.optionalTime('updatedAt'),
    updatedBy: get.optionalText('updatedBy'),
    latestSessionActionId: get.optionalId('sessionaction', 'latestSessionActionId'),
    parameters: toParameters(get.value('parameters')),
  });
}

export function toWorkerSession(answer: object): WorkerSession {
  const get = new ResponseReader(answer);
  return Object.freeze({
    ...lifeOf(get),
    queueId: get.id('queue', 'queueId'),
    jobId: get.id('job', 'jobId'),
  });
}

/** Keys that a queue or fleet lends. They are used, never shown. */
export function toCredentials(answer: object): Credentials {
  const get = new ResponseReader(answer).inside('credentials');
  return {
    accessKeyId: get.text('accessKeyId'),
    secretAccessKey: get.text('secretAccessKey'),
    sessionToken: get.text('sessionToken'),
    expiration: new Date(get.time('expiration')),
  };
}

/** Log lines in the service's order. One without a time or a text is left out. */
export function toLogEvents(list: unknown): readonly LogEvent[] {
  const events: LogEvent[] = [];
  // Ten thousand at once, while nothing else happens: members are read without a detour.
  for (const event of toArray(list, 'events')) {
    const { timestamp, message } = toObject(event, 'events') as Readonly<Record<string, unknown>>;
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
  const items = toArray(list, name);
  let refused: unknown;
  const understood = items.flatMap((item) => {
    try {
      return [toItem(toObject(item, name))];
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
    const get = new ResponseReader(item);
    return { id: idPath(item, ...idNames), code: get.text('code'), message: get.optionalText('message') ?? '' };
  });
}

/** The ids of an item under these names, as one string, e.g. `farm-…/queue-…/job-…/session-…`. */
export function idPath(item: object, ...idNames: readonly string[]): string {
  const get = new ResponseReader(item);
  return idNames.map((name) => get.text(name)).join('/');
}

/** A page's token; undefined at the end. */
export function toToken(token: unknown): string | undefined {
  return typeof token === 'string' && token !== '' ? token : undefined;
}

/** The whole answer as JSON values: dates in ISO form, without what the SDK adds. */
export function toRaw(answer: object): unknown {
  return JSON.parse(JSON.stringify({ ...answer, $metadata: undefined })) as unknown;
}

function toLogConfiguration(value: unknown, name: string): LogConfiguration {
  const get = new ResponseReader(value, name);
  return Object.freeze({
    driver: get.text('logDriver'),
    options: get.entries('options', isString),
    parameters: get.entries('parameters', isString),
    error: get.optionalText('error'),
  });
}

function toHost(value: unknown): HostProperties {
  const get = new ResponseReader(value ?? {}, 'hostProperties');
  const addresses = get.optionalInside('ipAddresses');
  return Object.freeze({
    hostName: get.optionalText('hostName'),
    ipV4Addresses: addresses.texts('ipV4Addresses'),
    ipV6Addresses: addresses.texts('ipV6Addresses'),
    ec2InstanceArn: get.optionalText('ec2InstanceArn'),
    ec2InstanceType: get.optionalText('ec2InstanceType'),
  });
}

/** `{ Frame: { int: '1001' } }` → `{ Frame: '1001' }`, whatever the type is called. */
export function toParameters(value: unknown): Readonly<Record<string, string>> {
  const parameters = value === undefined ? [] : Object.entries(toObject(value, 'parameters'));
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
