import assert from 'node:assert/strict';
import fc from 'fast-check';
import { jobLanes, type JobLanes } from '../../../../src/core/timeline/jobLanes';
import type { JobRun } from '../../../../src/core/timeline/jobRun';
import { longestChain } from '../../../../src/core/timeline/longestChain';
import type { StepId } from '../../../../src/core/ids';
import { NOW_MS, STEP_ID } from '../../../support/sessions/sessions';
import {
  actionOf,
  crowdedRun,
  jobRun,
  sessionId,
  sessionOf,
  smallRun,
  SUBMITTED_MS,
  task,
  workerId,
} from '../../../support/sessions/jobRuns';
import { COMP_ID } from '../../../support/sessions/triages';
import { runs } from '../../../support/thorough';

function lanesOf(run: JobRun): JobLanes {
  return jobLanes(run, NOW_MS) ?? assert.fail('Nothing to draw.');
}

describe('lanes of a job', () => {
  it('are one a worker, by their first start, with its sessions and what they did', () => {
    const { lanes } = lanesOf(smallRun());
    assert.deepStrictEqual(
      lanes.map(({ id, hostName, sessions, rows, tasks, failed, isOpen }) => [
        id,
        hostName,
        sessions.length,
        rows.map((row) => row.length),
        tasks,
        failed,
        isOpen,
      ]),
      [
        [workerId(2), 'node2', 1, [3], 2, 1, false],
        [workerId(10), 'node10', 1, [2], 1, 0, true],
      ],
    );
  });

  it('count what a worker worked and how long it was held without work', () => {
    const [first] = lanesOf(smallRun()).lanes;
    assert.equal(first?.busyMs, (50 + 240 + 220) * 1000);
    assert.equal(first.idleMs, (10 + 30 + 50) * 1000);
  });

  it('are ordered by host name, numbers by their size, where they start together', () => {
    const run = jobRun({
      sessions: [10, 2, 7].map((number) => sessionOf(number, number, 0, 60)),
      hostNames: new Map([
        [workerId(10), 'node10'],
        [workerId(2), 'node2'],
      ]),
    });
    assert.deepStrictEqual(
      lanesOf(run).lanes.map(({ id, hostName }) => hostName ?? id),
      ['node2', 'node10', workerId(7)],
    );
  });

  it('have figures: work, utilization, a late start, a ragged end', () => {
    const { figures } = lanesOf(
      jobRun({
        sessions: [sessionOf(1, 1, 60, 360), sessionOf(2, 2, 60, 660)],
        actions: [actionOf(1, 0, task(1), 90, 330), actionOf(2, 0, task(2), 100, 640, 'FAILED')],
      }),
    );
    assert.deepStrictEqual(figures, {
      wallMs: 600_000,
      workMs: 780_000,
      utilization: 780 / 900,
      lateStartMs: 90_000,
      raggedEndMs: 310_000,
      sessions: 2,
      actions: 2,
      failed: 1,
    });
  });

  it('know no ragged end while a session goes on, and no late start of a job that was not read', () => {
    const { figures, createdAtMs } = lanesOf(smallRun({ job: undefined }));
    assert.deepStrictEqual([figures.raggedEndMs, figures.lateStartMs, createdAtMs], [undefined, undefined, undefined]);
  });

  it('draw sessions that are in no list as long as what they did, in lanes of their own', () => {
    const { lanes } = lanesOf(smallRun({ sessions: [] }));
    assert.deepStrictEqual(
      lanes.map(({ id, sessions }) => [id, sessions.map(({ fromMs, toMs }) => toMs - fromMs)]),
      [
        [sessionId(1), [540_000]],
        [sessionId(2), [NOW_MS - SUBMITTED_MS - 230_000]],
      ],
    );
  });

  it('have a row more where a worker ran two things at a time', () => {
    const { lanes } = lanesOf(
      jobRun({
        sessions: [sessionOf(1, 1, 0, 100), sessionOf(2, 1, 50, 200)],
        actions: [actionOf(1, 0, task(1), 10, 90), actionOf(2, 0, task(2), 60, 190)],
      }),
    );
    assert.deepStrictEqual(
      lanes.map(({ rows, busyMs, idleMs }) => [rows.length, busyMs, idleMs]),
      [[2, 180_000, 20_000]],
    );
  });

  it('say how many actions the clocks have put outside of their session, without shrinking the others to nothing', () => {
    const run = crowdedRun(200, 4);
    const [first, ...rest] = run.actions;
    assert.ok(first);
    const { outside, home, whole } = lanesOf({ ...run, actions: [{ ...first, startedAtMs: 0 }, ...rest] });
    assert.equal(outside, 1);
    assert.equal(whole.fromMs, 0);
    assert.ok(home.fromMs >= SUBMITTED_MS);
  });

  it('are none where nothing has a time', () => {
    assert.equal(jobLanes(jobRun(), NOW_MS), undefined);
    assert.equal(
      jobLanes(jobRun({ actions: [actionOf(1, 0, task(1), undefined, undefined, 'FAILED')] }), NOW_MS),
      undefined,
    );
  });

  it('have the longest task of each step of the longest chain where steps wait for one another', () => {
    const run = crowdedRun(400, 4);
    const { chain } = lanesOf(run);
    assert.ok(chain?.kind === 'steps');
    assert.deepStrictEqual(chain.stepIds, [STEP_ID, COMP_ID]);
    const takes = chain.indexes.map((index) => {
      const { startedAtMs = 0, endedAtMs = 0 } = run.actions[index] ?? {};
      return endedAtMs - startedAtMs;
    });
    assert.equal(
      chain.spanMs,
      takes.reduce((sum, span) => sum + span, 0),
    );
  });

  it('have the busiest lane where no step waits for another, and say whether that is known', () => {
    const alone = new Map<StepId, readonly StepId[]>([[STEP_ID, []]]);
    for (const consumers of [undefined, alone]) {
      const { chain } = lanesOf(smallRun({ consumers }));
      assert.ok(chain?.kind === 'lane');
      assert.equal(chain.lane, workerId(10));
      assert.equal(chain.isDependencyUnknown, consumers === undefined);
    }
  });

  it('have no longest lane where there is only one', () => {
    assert.equal(
      lanesOf(jobRun({ sessions: [sessionOf(1, 1, 0, 60)], actions: [actionOf(1, 0, task(1), 5, 9)] })).chain,
      undefined,
    );
  });

  it('hold each action with a beginning once and every failure, whatever times there are', () => {
    const times = fc.option(
      fc.oneof(fc.integer({ min: -1e5, max: 1e5 }), fc.constantFrom(NaN, Infinity, -SUBMITTED_MS / 1000)),
      {
        nil: undefined,
      },
    );
    const status = fc.constantFrom('SUCCEEDED', 'FAILED', 'RUNNING', 'CANCELED', 'SOMETHING_NEW');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(5), fc.nat(3), times, times), { maxLength: 8 }),
        fc.array(fc.tuple(fc.nat(7), times, times, status), { maxLength: 60 }),
        (sessions, actions) => {
          const run = jobRun({
            sessions: sessions.map(([number, worker, from, to]) => sessionOf(number, worker, from ?? NaN, to)),
            actions: actions.map(([session, from, to, word], index) =>
              actionOf(session, index, task(index), from, to, word),
            ),
          });
          const found = jobLanes(run, NOW_MS);
          const drawn = (found?.lanes ?? []).flatMap(({ rows }) => rows.flat());
          const begun = run.actions.flatMap(({ startedAtMs }, index) =>
            startedAtMs !== undefined && Number.isFinite(startedAtMs) ? index : [],
          );
          assert.deepStrictEqual(
            drawn.map(({ index }) => index).sort((a, b) => a - b),
            begun,
          );
          for (const { rows, whole, busyMs, idleMs } of found?.lanes ?? []) {
            assert.ok(busyMs >= 0 && idleMs >= 0 && Number.isFinite(busyMs + idleMs));
            for (const row of rows) {
              row.forEach((span, at) => {
                assert.ok(span.fromMs >= whole.fromMs && span.toMs <= whole.toMs);
                assert.ok(at === 0 || (row[at - 1]?.toMs ?? Infinity) <= span.fromMs);
              });
            }
          }
        },
      ),
      runs(300),
    );
  });
});

describe('the longest chain', () => {
  const step = (letter: string): StepId => `step-${letter.repeat(32)}`;
  const of = (edges: readonly string[], spans: Readonly<Record<string, number>>): string | undefined => {
    const consumers = new Map<StepId, StepId[]>();
    for (const name of Object.keys(spans)) {
      consumers.set(step(name), []);
    }
    for (const [from = '', to = ''] of edges.map((edge) => edge.split(''))) {
      consumers.get(step(from))?.push(step(to));
    }
    const chain = longestChain(consumers, (stepId) => spans[stepId.at(-1) ?? ''] ?? 0);
    return chain && `${chain.stepIds.map((id) => id.at(-1)).join('')} ${chain.spanMs}`;
  };

  it('is the one that takes longest, not the one with most steps', () => {
    assert.equal(of(['ab', 'bc', 'ad'], { a: 1, b: 1, c: 1, d: 9 }), 'ad 10');
    assert.equal(of(['ab', 'bc', 'ac'], { a: 1, b: 1, c: 1 }), 'abc 3');
    assert.equal(of(['ab', 'ab'], { a: 2, b: 3 }), 'ab 5');
  });

  it('is none where no step waits for another, or only in a circle', () => {
    assert.equal(of([], { a: 1, b: 2 }), undefined);
    assert.equal(of(['ab', 'ba'], { a: 1, b: 2 }), undefined);
    assert.equal(of(['aa'], { a: 1 }), undefined);
    assert.equal(of([], {}), undefined);
  });

  it('leaves a circle out and keeps the rest', () => {
    assert.equal(of(['ab', 'cd', 'dc'], { a: 1, b: 2, c: 50, d: 50 }), 'ab 3');
  });
});
