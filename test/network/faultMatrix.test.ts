import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';

import { CALL_DEADLINE_MS } from '../../src/aws/calls/call';
import { type CallRecord } from '../../src/aws/index';
import { OPERATIONS } from '../../src/aws/faults/operations';
import { UserError } from '../../src/core/errors';
import { ClientTokens } from '../../src/core/farm/clientTokens';
import { NEWEST_JOBS } from '../../src/core/farm/farm';
import { sessionLogOf, workerLogOf } from '../../src/core/logs/pages/logLocation';
import type { FarmResource } from '../../src/core/service/ports';
import type { Service } from '../../src/core/service/service';
import type { Connection } from '../../src/core/session/sessionKey';

import {
  FAULTS,
  type Fault,
  type FaultServer,
  answering,
  refusing,
  startFaultServer,
} from '../support/farm/faultServer';

import { ACTION, FARM, FLEET, JOB, QUEUE, SESSION, STEP, TASK, WORKER } from '../support/aws/handFarm';
import { HurriedClock } from '../support/aws/hurriedClock';
import { createTestService, signal } from '../support/aws/service';
import { IS_THOROUGH } from '../support/thorough';

describe('aws/faults, every one in every operation', () => {
  const PLACE: Connection = { source: 'aws', profile: undefined, region: 'us-west-2' };
  const OF_JOB = { farmId: FARM, queueId: QUEUE, jobId: JOB };
  const KEY = { connection: PLACE, ...OF_JOB, sessionId: SESSION };
  const THINGS: readonly FarmResource[] = [
    { kind: 'farm', farmId: FARM },
    { kind: 'queue', farmId: FARM, queueId: QUEUE },
    { kind: 'job', ...OF_JOB },
    { kind: 'step', ...OF_JOB, stepId: STEP },
    { kind: 'task', ...OF_JOB, stepId: STEP, taskId: TASK },
    { kind: 'fleet', farmId: FARM, fleetId: FLEET },
    { kind: 'worker', farmId: FARM, fleetId: FLEET, workerId: WORKER },
  ];

  const LOGS = [sessionLogOf(KEY), workerLogOf(PLACE, FARM, FLEET, WORKER)] as const;
  const PRELUDES: readonly (readonly [pattern: RegExp, answer: Fault])[] = [
    [/^x-amz-target: .*GetLogEvents/im, refusing(403, 'AccessDeniedException')],
    [
      /\/sessions\/\S+ /,
      answering(
        200,
        JSON.stringify({
          sessionId: SESSION,
          fleetId: FLEET,
          workerId: WORKER,
          startedAt: '2026-03-01T10:00:00Z',
          lifecycleStatus: 'STARTED',
          log: { logDriver: 'awslogs' },
        }),
      ),
    ],
    [
      /\/session-actions\?/,
      answering(
        200,
        JSON.stringify({
          sessionActions: [
            {
              sessionActionId: `${ACTION}-0`,
              status: 'ASSIGNED',
              definition: { taskRun: { stepId: STEP, taskId: TASK, parameters: {} } },
            },
          ],
        }),
      ),
    ],
  ];

  /** Everything the service can be asked for. */
  const EVERYTHING: readonly ((service: Service) => Promise<unknown>)[] = [
    (service) => service.fetchSnapshot(KEY, signal),
    (service) => service.fetchSessions([KEY], signal),
    (service) => service.fetchActions([{ key: KEY, sessionActionId: `${ACTION}-0` }], signal),
    (service) => service.endSession(KEY, signal),
    (service) => service.fetchJobs(PLACE, [OF_JOB], signal),
    (service) => service.farms(PLACE, signal).page(),
    (service) => service.queues(PLACE, FARM, signal).page(),
    (service) => service.jobs(PLACE, FARM, [QUEUE], NEWEST_JOBS, signal).page(),
    (service) => service.jobs(PLACE, FARM, [QUEUE], { ...NEWEST_JOBS, archived: 'only' }, signal).page(),
    (service) => service.steps(PLACE, OF_JOB, signal).page(),
    (service) => service.sessions(PLACE, FARM, QUEUE, JOB, signal).page(),
    (service) => service.failedSessions(PLACE, OF_JOB, signal).page(),
    (service) => service.fleets(PLACE, FARM, signal).page(),
    (service) => service.workers(PLACE, FARM, FLEET, signal).page(),
    (service) => service.sessionsOfWorker(PLACE, FARM, FLEET, WORKER, signal).page(),
    (service) => service.monitorUrls(PLACE, signal),
    (service) => service.storageProfiles(PLACE, { farmId: FARM, queueId: QUEUE }, signal).page(),
    (service) =>
      service.fetchStorageProfile(
        PLACE,
        { farmId: FARM, queueId: QUEUE, storageProfileId: `sp-${'0'.repeat(32)}` },
        signal,
      ),
    (service) => service.tasks(PLACE, OF_JOB, { stepId: STEP, statuses: [] }, signal).page(),
    (service) => service.tasks(PLACE, OF_JOB, { stepId: undefined, statuses: ['FAILED'] }, signal).page(),
    (service) => service.fetchTasks(PLACE, [{ ...OF_JOB, stepId: STEP, taskId: TASK }], signal),
    (service) => service.fetchSteps(PLACE, [{ ...OF_JOB, stepId: STEP }], signal),
    (service) => service.stepConsumers(PLACE, { ...OF_JOB, stepId: STEP }, signal).page(),
    (service) => service.sessionActions(PLACE, OF_JOB, TASK, signal).page(),
    (service) => service.searchWorkers(PLACE, FARM, [FLEET], undefined, signal).page(),
    (service) =>
      service.updateTasks(
        PLACE,
        [{ ...OF_JOB, stepId: STEP, taskId: TASK }],
        'PENDING',
        new ClientTokens(randomUUID),
        signal,
      ),
    (service) =>
      service.updateSteps(PLACE, [{ ...OF_JOB, stepId: STEP }], 'PENDING', new ClientTokens(randomUUID), signal),
    (service) => service.updateJobs(PLACE, [OF_JOB], 'PENDING', new ClientTokens(randomUUID), signal),
    (service) => service.search(LOGS[0], { text: 'x', fromMs: 0, untilMs: 1 }, signal)[Symbol.asyncIterator]().next(),
    ...THINGS.map((thing) => (service: Service) => service.fetchThing(PLACE, thing, signal)),
  ];
  /** What is only called where other operations have answered, or refused. */
  const LATER: readonly ((service: Service) => Promise<unknown>)[] = [
    (service) => service.fetchSnapshot(KEY, signal),
    ...LOGS.map((log) => (service: Service) => service.read(log, { direction: 'older' }, signal)),
  ];
  /** All of them for every fault take ten seconds; a few for each, in turn, cover all within one. */
  const some = <T>(all: readonly T[], round: number, count: number): readonly T[] =>
    IS_THOROUGH ? all : Array.from({ length: count }, (_, index) => all[(round * count + index) % all.length] as T);

  let server: FaultServer;
  const seen = new Set<string>();
  const unhandled: unknown[] = [];
  const hear = (reason: unknown): unknown => unhandled.push(reason);
  before(async () => {
    server = await startFaultServer();
    process.on('unhandledRejection', hear);
  });
  after(async () => {
    await server.close();
    process.off('unhandledRejection', hear);
  });

  /** Files are read in less; where a fault leaves nothing to wait for, the deadlines come soon. */
  const QUIET_MS = 5;
  const stalledMs = (fault: string): number => (/no answer|never ends|worked on|stalls|drops/.test(fault) ? 25 : 2_000);
  /** Lets time pass whenever nothing else moves, until all have settled. */
  const settle = async (clock: HurriedClock, fault: string, work: readonly Promise<unknown>[]) => {
    let left = work.length;
    const done = (): void => {
      left--;
    };
    work.forEach((one) => void one.then(done, done));
    let requests = server.requests;
    let since = performance.now();
    while (left > 0) {
      await new Promise((resolve) => setImmediate(resolve));
      const quietMs = performance.now() - since;
      if (server.requests !== requests) {
        requests = server.requests;
      } else if (quietMs > (clock.isAwaited ? QUIET_MS : stalledMs(fault))) {
        clock.next();
      } else {
        continue;
      }
      since = performance.now();
    }
    return Promise.allSettled(work);
  };

  /** What a person would read of an outcome; nothing where it was a success. */
  const sentences = (outcome: PromiseSettledResult<unknown>): readonly string[] => {
    if (outcome.status === 'rejected') {
      const { reason } = outcome as { reason: unknown };
      assert.ok(reason instanceof UserError, String(reason));
      return [reason.fault.message];
    }
    const parts = Array.isArray(outcome.value) ? (outcome.value as unknown[]) : [];
    return parts.flatMap((part) => {
      const { ok, fault } = part as { ok?: boolean; fault?: { message: string } };
      return ok === false ? [fault?.message ?? ''] : [];
    });
  };

  for (const [round, [name, fault]] of Object.entries(FAULTS).entries()) {
    it(`settles in time, with a sentence, on ${name}`, async () => {
      const clock = new HurriedClock();
      const calls: CallRecord[] = [];
      server.fault = fault;
      const { service } = createTestService(() => assert.fail('the sample farm was asked'), {
        clock,
        endpoint: () => server.url,
        environment: { AWS_ACCESS_KEY_ID: 'A', AWS_SECRET_ACCESS_KEY: 'S' },
        onCall: (call) => {
          calls.push(call);
          seen.add(call.operation);
        },
      });
      const ask = (all: readonly ((service: Service) => Promise<unknown>)[]) => all.map((one) => one(service));
      const isRefusal = fault === FAULTS['a missing permission'];
      const outcomes = await settle(clock, name, ask(isRefusal ? EVERYTHING : some(EVERYTHING, round, 2)));
      server.fault = (socket, request) => {
        (PRELUDES.find(([pattern]) => pattern.test(request.headers))?.[1] ?? fault)(socket, request);
      };
      outcomes.push(
        ...(await settle(
          clock,
          name,
          ask(isRefusal || IS_THOROUGH ? LATER : some(LATER, round / 3, round % 3 === 0 ? 1 : 0)),
        )),
      );
      service.dispose();
      for (const { operation, durationMs } of calls) {
        assert.ok(durationMs <= CALL_DEADLINE_MS + 500, `${operation} took ${durationMs} ms`);
      }
      const messages = outcomes.flatMap(sentences);
      assert.ok(messages.length > 0 || calls.every(({ outcome }) => outcome === 'ok'), 'nobody heard of it');
      for (const message of messages) {
        assert.match(message, /^[A-Z“].{20,500}[.!?…]$/su);
        assert.doesNotMatch(
          message,
          /undefined|NaN|\[object Object\]|Invalid Date|inside the extension|[\p{Cc}\u202e]/u,
        );
      }
      assert.deepEqual(unhandled, []);
    });
  }

  it('was tried with every operation there is', () => {
    assert.deepEqual(
      Object.keys(OPERATIONS).filter((operation) => !seen.has(operation)),
      [],
    );
  });
});
