import assert from 'node:assert/strict';

import fc from 'fast-check';

import { UserError } from '../../../../src/core/errors';
import { NEWEST_JOBS } from '../../../../src/core/farm/farm';
import { sessionLogOf } from '../../../../src/core/logs/pages/logLocation';
import type { Service } from '../../../../src/core/service/service';
import { SAMPLE_CONNECTION } from '../../../../src/core/session/sessionKey';
import { unknownSession } from '../../../../src/core/session/watchedSession';
import { fleetText, jobText, stepText, workerText } from '../../../../src/render/farms/farmRows';
import {
  fleetTooltip,
  jobTooltip,
  queueTooltip,
  stepTooltip,
  workerTooltip,
} from '../../../../src/render/farms/farmTooltips';
import { renderLogEvents } from '../../../../src/render/logs/logText';
import { timeWriter } from '../../../../src/render/logs/logTime';
import { sessionOutline } from '../../../../src/render/session/outline';
import { copyableText } from '../../../../src/render/copyable';

import {
  ACTION,
  FARM,
  FLEET,
  JOB,
  KEY,
  QUEUE,
  Response,
  STEP,
  VALID,
  WORKER,
  createHandFarm,
} from '../../../support/aws/handFarm';
import { HurriedClock, hurry } from '../../../support/aws/hurriedClock';
import { createTestService, signal } from '../../../support/aws/service';
import { runs } from '../../../support/thorough';

describe('aws, given odd answers', () => {
  const NOW_MS = Date.UTC(2026, 2, 1, 11);
  const OF_JOB = { farmId: FARM, queueId: QUEUE, jobId: JOB };
  const [action] = VALID.ListSessionActions.sessionActions;
  const STEP_ANSWER = {
    stepId: STEP,
    name: 'Render',
    taskRunStatus: 'RUNNING',
    taskRunStatusCounts: { RUNNING: 1 },
    lifecycleStatus: 'CREATE_COMPLETE',
    createdAt: '2026-03-01T09:58:00Z',
    createdBy: 'ada',
  };

  /** What is read, from which answer, and what a person sees of it. */
  interface Case {
    readonly operation: string;
    readonly answer: object;
    readonly read: (service: Service) => Promise<readonly (string | undefined | object)[]>;
  }
  const watch = (service: Service) => async () => {
    const snapshot = await service.fetchSnapshot(KEY, signal);
    const watched = { ...unknownSession(KEY), snapshot };
    return [sessionOutline(watched, NOW_MS), copyableText('markdown', watched, NOW_MS)];
  };
  const READS: readonly Case[] = [
    {
      operation: 'GetSession',
      answer: VALID.GetSession,
      read: async (service) => [await service.fetchSessions([KEY], signal)],
    },
    {
      operation: 'GetSessionAction',
      answer: { ...action, processExitCode: 139, progressMessage: 'Segmentation fault' },
      read: async (service) => [await service.fetchActions([{ key: KEY, sessionActionId: `${ACTION}-2` }], signal)],
    },
    {
      operation: 'ListFarms',
      answer: { farms: [VALID.GetFarm], nextToken: 'x' },
      read: async (service) => (await service.farms(SAMPLE_CONNECTION, signal).page()).items,
    },
    {
      operation: 'ListQueues',
      answer: { queues: [VALID.GetQueue] },
      read: async (service) =>
        (await service.queues(SAMPLE_CONNECTION, FARM, signal).page()).items.flatMap((queue) => queueTooltip(queue)),
    },
    {
      operation: 'SearchJobs',
      answer: { jobs: [{ ...VALID.GetJob, queueId: QUEUE }], totalResults: 1, nextItemOffset: 1 },
      read: async (service) =>
        (await service.jobs(SAMPLE_CONNECTION, FARM, [QUEUE], NEWEST_JOBS, signal).page()).items.flatMap((job) => [
          jobText(job, NOW_MS, undefined),
          jobTooltip(job, undefined),
        ]),
    },
    {
      operation: 'ListSteps',
      answer: { steps: [STEP_ANSWER] },
      read: async (service) =>
        (await service.steps(SAMPLE_CONNECTION, OF_JOB, signal).page()).items.flatMap((step) => [
          stepText(step),
          stepTooltip(step),
        ]),
    },
    {
      operation: 'ListSessions',
      answer: { sessions: [VALID.GetSession] },
      read: async (service) => (await service.sessions(SAMPLE_CONNECTION, FARM, QUEUE, JOB, signal).page()).items,
    },
    {
      operation: 'ListFleets',
      answer: { fleets: [{ ...VALID.GetFleet, workerCount: 3 }] },
      read: async (service) =>
        (await service.fleets(SAMPLE_CONNECTION, FARM, signal).page()).items.flatMap((fleet) => [
          fleetText(fleet),
          fleetTooltip(fleet),
        ]),
    },
    {
      operation: 'ListWorkers',
      answer: { workers: [{ ...VALID.GetWorker, hostProperties: VALID.GetSession.hostProperties }] },
      read: async (service) =>
        (await service.workers(SAMPLE_CONNECTION, FARM, FLEET, signal).page()).items.flatMap((worker) => [
          workerText(worker),
          workerTooltip(worker),
        ]),
    },
    {
      operation: 'ListSessionsForWorker',
      answer: { sessions: [{ ...VALID.GetSession, queueId: QUEUE, jobId: JOB }] },
      read: async (service) =>
        (await service.sessionsOfWorker(SAMPLE_CONNECTION, FARM, FLEET, WORKER, signal).page()).items,
    },
    {
      operation: 'GetLogEvents',
      answer: {
        events: [{ timestamp: NOW_MS, message: 'Phase: Setup', ingestionTime: NOW_MS }],
        nextBackwardToken: 'b',
        nextForwardToken: 'f',
      },
      read: async (service) => {
        const page = await service.read(sessionLogOf(KEY), { direction: 'older' }, signal);
        const write = timeWriter('utc', { startedAtMs: NOW_MS, actionStartsMs: [], manyDays: true });
        return page === undefined ? [] : [renderLogEvents(page.events.events(), 'session', write)];
      },
    },
  ];
  /** A whole session is ten calls, so it is read more rarely. */
  const WATCHES = (['GetSession', 'GetJob', 'GetWorker', 'ListSessionActions', 'BatchGetStep'] as const).map(
    (operation): Case => ({ operation, answer: VALID[operation], read: (service) => watch(service)() }),
  );
  const CASES = [...Array.from({ length: 9 }, () => READS).flat(), ...WATCHES];

  const oddity = fc.oneof(
    fc.constantFrom(
      null,
      undefined,
      '',
      '\u202e',
      '\u0007',
      0,
      -1,
      0.5,
      1e308,
      true,
      [],
      {},
      [null],
      '2026-13-45T99:99Z',
    ),
    fc.string(),
    fc.jsonValue({ maxDepth: 2 }),
  );
  const mutation = fc.record({
    at: fc.nat(500),
    to: oddity,
    how: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'truncate', 'whole', 'flip'),
  });

  /** 100,000 answers take minutes; `npm run fuzz` takes them. */
  const howOften = runs(100, 100_000);
  it(`neither crashes on nor shows what a program shows when it does not know, for ${howOften.numRuns} of them`, async () => {
    const clock = new HurriedClock();
    let farm = createHandFarm({});
    const { service } = createTestService((...asked) => farm.handle(...asked), { clock });
    await fc.assert(
      fc.asyncProperty(fc.nat(1_000_000), fc.array(mutation, { minLength: 1, maxLength: 3 }), async (pick, changes) => {
        const { operation, answer, read } = CASES[pick % CASES.length] ?? assert.fail();
        const [first, ...rest] = changes.map(({ how }) => how);
        let body = answer;
        for (const change of changes.filter(({ how }) => how === 'replace' || how === 'remove')) {
          body = changeMember(body, change.at, change.how === 'remove' ? undefined : change.to);
        }
        const { at, to } = changes[0] ?? assert.fail();
        const text = rest.length === 0 ? damage(JSON.stringify(body), first, at, to) : JSON.stringify(body);
        farm = createHandFarm({
          ...VALID,
          [operation]: new Response(200, text, { 'content-type': 'application/json' }),
        });
        const seen = await hurry(clock, read(service)).catch((error: unknown) => {
          assert.ok(error instanceof UserError, String(error));
          assert.notEqual(error.fault.kind, 'internal', String(error.cause));
          return [error.fault];
        });
        for (const sentence of textsIn(seen)) {
          assert.doesNotMatch(sentence, /\bundefined\b|\bNaN\b|\[object|Invalid Date/u);
        }
      }),
      howOften,
    );
    service.dispose();
  });
});

/** Everything that could be read in a value. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') {
    return [value];
  }
  if (typeof value === 'number') {
    return [String(value)];
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function damage(text: string, how: string | undefined, at: number, to: unknown): string {
  switch (how) {
    case 'truncate':
      return text.slice(0, at % text.length);
    case 'whole':
      return to === undefined ? '' : JSON.stringify(to);
    case 'flip': {
      const index = at % text.length;
      return `${text.slice(0, index)}${String.fromCharCode(text.charCodeAt(index) ^ (1 + (at % 31)))}${text.slice(index + 1)}`;
    }
    default:
      return text;
  }
}

/** A copy with one of its members, at any depth, set to something else. */
function changeMember(body: object, at: number, to: unknown): object {
  const copy = structuredClone(body);
  const members = membersIn(copy);
  const member = members[at % Math.max(1, members.length)];
  if (member !== undefined) {
    member[0][member[1]] = to;
  }
  return copy;
}

function membersIn(value: unknown): readonly (readonly [owner: Record<string, unknown>, name: string])[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const owner = value as Record<string, unknown>;
  return Object.keys(owner).flatMap((name) => [[owner, name] as const, ...membersIn(owner[name])]);
}
