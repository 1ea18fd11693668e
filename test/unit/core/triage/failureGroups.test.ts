import assert from 'node:assert/strict';
import fc from 'fast-check';

import type { CauseId } from '../../../../src/core/diagnosis/causeIds';
import type { SessionActionId } from '../../../../src/core/ids';
import { failureGroups } from '../../../../src/core/triage/failureGroups';
import type { Failure, Sample } from '../../../../src/core/triage/failures';
import { nextSamples } from '../../../../src/core/triage/samplePlan';
import type { FailureGroup } from '../../../../src/core/triage/triage';
import { type Circumstances, type FailedJob, failedJob, sampled, told } from '../../../support/sessions/failures';
import { upTo } from '../../../support/thorough';

/** As many logs as a triage of 1,000 failed tasks can afford. */
const LOGS = 36;

interface Triaged {
  readonly groups: readonly FailureGroup[];
  readonly logs: number;
}

function grouped(
  failures: readonly Failure[],
  samples: ReadonlyMap<SessionActionId, Sample>,
): ReturnType<typeof failureGroups> {
  const fromService = (failure: Failure): Sample['diagnosis'] => told(failure, 'unknown', false);
  return failureGroups({ failures, samples, fromService, attempts: undefined });
}

/** Reads the logs that are wanted, as long as there are some and they can be afforded. */
function triaged(job: FailedJob, most = LOGS): Triaged {
  const samples = new Map<SessionActionId, Sample>();
  for (;;) {
    const { groups, sets } = grouped(job.failures, samples);
    const wanted = nextSamples(sets, samples, Math.min(18, most - samples.size));
    if (wanted.length === 0) {
      return { groups, logs: samples.size };
    }
    for (const failure of wanted) {
      assert.ok(failure.action && !samples.has(failure.action.sessionActionId), 'no log is read twice');
      samples.set(failure.action.sessionActionId, sampled(job, failure));
    }
  }
}

/** Which part of the tasks in groups with a cause have that cause, and which part are in no such group. */
function quality({ causes }: FailedJob, { groups }: Triaged): { readonly purity: number; readonly open: number } {
  const named = groups
    .filter(({ basis }) => basis === 'log')
    .flatMap(({ cause, tasks }) => tasks.map((task) => ({ cause, task })));
  const right = named.filter(({ cause, task }) => causes.get(task.sessionActionId ?? '') === cause);
  return { purity: right.length / Math.max(1, named.length), open: 1 - named.length / causes.size };
}

describe('groups of failures that the service describes alike', () => {
  const divides = (
    what: string,
    causeOf: (circumstances: Circumstances) => CauseId,
    { tasks = 1_000, every = 1, purity = 0.95, seeds = upTo(2, 10) } = {},
  ): void => {
    it(`are told apart ${what}`, () => {
      for (let seed = 1; seed <= seeds; seed++) {
        const job = failedJob(tasks, seed, causeOf, every);
        const result = triaged(job);
        const { purity: reached, open } = quality(job, result);
        assert.ok(reached >= purity, `seed ${seed}: ${reached}`);
        assert.ok(open < 0.05, `seed ${seed}: open ${open}`);
        assert.equal(
          result.groups.reduce((sum, group) => sum + group.tasks.length, 0),
          tasks,
        );
        assert.ok(result.logs <= LOGS);
      }
    });
  };
  divides('where there is one cause', () => 'license', { purity: 1 });
  divides('by frames', ({ frame }) => (frame < 1080 ? 'license' : frame < 1200 ? 'missing-input' : 'memory'), {
    purity: 0.98,
  });
  divides('by layer', ({ layer }) => (layer === 'fog' ? 'script-error' : 'license'), { purity: 0.98 });
  divides('by time', ({ minute }) => (minute > 7 && minute < 18 ? 'license' : 'crash'));
  divides('where few tasks of a long job failed', ({ frame }) => (frame < 1500 ? 'license' : 'memory'), {
    tasks: 300,
    every: 13,
    purity: 0.97,
  });
  divides('in a small job', ({ frame }) => (frame < 1002 ? 'license' : 'memory'), { tasks: 7, purity: 1 });
  divides('in a large job', ({ frame }) => (frame < 2000 ? 'license' : 'memory'), {
    tasks: 10_000,
    purity: 0.99,
    seeds: upTo(1, 10),
  });

  it('are left open where causes follow nothing, but for those whose log was read', () => {
    const SEEDS = upTo(10, 40);
    let mistaken = 0;
    for (let seed = 1; seed <= SEEDS; seed++) {
      const job = failedJob(1_000, seed, ({ random }) => (random() < 0.5 ? 'license' : 'memory'));
      const result = triaged(job);
      const open = result.groups.find(({ mayBe }) => mayBe.length > 0);
      if (!open || open.tasks.length < 900) {
        mistaken++;
        continue;
      }
      assert.deepEqual(new Set(open.mayBe), new Set(['license', 'memory']));
      assert.equal(open.cause, 'unknown');
      assert.equal(open.basis, 'service');
      assert.equal(quality(job, result).purity, 1);
    }
    assert.ok(mistaken <= Math.max(1, SEEDS * 0.075), `${mistaken} of ${SEEDS}`);
  });

  it('have no cause before a log is read, and keep their ID once they have one', () => {
    const job = failedJob(50, 1, () => 'license');
    const [before] = grouped(job.failures, new Map()).groups;
    assert.equal(before?.basis, 'service');
    const few = triaged(job, 1).groups[0];
    const all = triaged(job).groups[0];
    assert.ok(few && all);
    assert.equal(few.id, all.id);
    assert.equal(few.sampled + few.inferred, 50);
  });

  it('hold each failure once, whatever is known of it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.nat(),
        fc.array(fc.tuple(fc.nat(59), fc.constantFrom<CauseId>('license', 'memory', 'unknown', 'crash')), {
          maxLength: 40,
        }),
        (tasks, seed, logs) => {
          const job = failedJob(tasks, seed, ({ random }) => (random() < 0.5 ? 'license' : 'memory'));
          const samples = new Map<SessionActionId, Sample>();
          for (const [place, cause] of logs) {
            const failure = job.failures[place % tasks];
            if (failure?.action) {
              samples.set(failure.action.sessionActionId, {
                ...sampled(job, failure),
                diagnosis: told(failure, cause, true),
              });
            }
          }
          const { groups } = grouped(job.failures, samples);
          const found = groups.flatMap((group) => group.tasks.map(({ taskId }) => taskId)).sort();
          assert.deepEqual(found, job.failures.map(({ task }) => task.taskId).sort());
          assert.equal(new Set(groups.map(({ id }) => id)).size, groups.length);
          // What a log says of a task is never overruled.
          for (const { cause, tasks: own } of groups) {
            for (const { isSampled, sessionActionId } of own) {
              assert.ok(!isSampled || (sessionActionId && samples.get(sessionActionId)?.diagnosis.cause === cause));
            }
          }
        },
      ),
    );
  });

  it('tell a host alone from all hosts', () => {
    const everywhere = failedJob(200, 1, () => 'license');
    assert.equal(triaged(everywhere).groups[0]?.spread, 'manyHosts');
    const job = failedJob(400, 1, ({ host }) => (host === 3 ? 'storage' : 'license'));
    // The service itself tells these apart.
    const failures = job.failures.map((failure) =>
      failure.action && job.causes.get(failure.action.sessionActionId) === 'storage'
        ? { ...failure, action: { ...failure.action, processExitCode: 7 } }
        : failure,
    );
    const groups = triaged({ ...job, failures }).groups;
    assert.equal(groups.find(({ cause }) => cause === 'storage')?.spread, 'oneHost');
    assert.equal(groups.find(({ cause }) => cause === 'license')?.spread, 'manyHosts');
  });

  it('ask for no log of what never ran, or whose session may not be read', () => {
    const { failures } = failedJob(20, 1, () => 'license');
    const unreadable = failures.map((failure, index) =>
      index % 2 === 0 ? { ...failure, host: undefined } : { ...failure, action: undefined },
    );
    const { groups, sets } = grouped(unreadable, new Map());
    assert.deepEqual(nextSamples(sets, new Map(), LOGS), []);
    assert.equal(
      groups.reduce((sum, { tasks }) => sum + tasks.length, 0),
      20,
    );
  });

  it('give up where no log is there any more', () => {
    const job = failedJob(500, 1, () => 'license');
    const samples = new Map<SessionActionId, Sample>();
    for (let round = 0; round < 20; round++) {
      const wanted = nextSamples(grouped(job.failures, samples).sets, samples, LOGS);
      for (const failure of wanted) {
        const sample = sampled(job, failure);
        samples.set(sample.diagnosis.sessionActionId, {
          ...sample,
          diagnosis: { ...sample.diagnosis, isLogRead: false },
        });
      }
    }
    assert.ok(samples.size <= 12, `${samples.size}`);
    assert.equal(grouped(job.failures, samples).groups[0]?.basis, 'service');
  });
});
