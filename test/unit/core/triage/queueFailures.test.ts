import assert from 'node:assert/strict';

import { alike } from '../../../../src/core/triage/queueFailures';
import type { JobTriage } from '../../../../src/core/triage/triage';
import { failedTask, failureGroup, JOB_KEY, jobTriage } from '../../../support/sessions/triages';

/** A job of its own whose tasks failed in these groups. */
function job(number: number, groups: JobTriage['groups']): JobTriage {
  const jobId = `job-${String(number).padStart(32, '0')}` as const;
  const triage = jobTriage(groups, { key: { ...JOB_KEY, jobId } });
  return { ...triage, job: triage.job && { ...triage.job, jobId, name: `job ${number}` } };
}

const license = (tasks: number, host: number) =>
  failureGroup(Array.from({ length: tasks }, (_, at) => failedTask(1_000 + at, 'fog', host, 60 - at)));
const crash = (tasks: number, host: number) =>
  failureGroup(
    Array.from({ length: tasks }, (_, at) => failedTask(2_000 + at, 'fog', host, 30)),
    { cause: 'crash' },
  );
const unknown = failureGroup([failedTask(1, 'fog', 4, 5)], {
  cause: 'unknown',
  certainty: 'unknown',
  fingerprint: undefined,
});

describe('failures of several jobs', () => {
  it('are one where they are alike, those of the most jobs first, with the hosts of all jobs', () => {
    const { failures } = alike([job(1, [crash(40, 7)]), job(2, [license(3, 7)]), job(3, [license(5, 8)])]);
    assert.deepEqual(
      failures.map(({ group, tasks, jobs }) => [group.cause, tasks, jobs.map(({ name, tasks: some }) => [name, some])]),
      [
        [
          'license',
          8,
          [
            ['job 3', 5],
            ['job 2', 3],
          ],
        ],
        ['crash', 40, [['job 1', 40]]],
      ],
    );
    assert.deepEqual(
      failures[0]?.hosts.map(({ host, tasks }) => [host.hostName?.slice(0, 12), tasks]),
      [
        ['rack2-node08', 5],
        ['rack2-node07', 3],
      ],
    );
  });

  it('count two groups of one job once as a job', () => {
    const [failure] = alike([job(1, [license(3, 7), license(2, 8)])]).failures;
    assert.deepEqual([failure?.tasks, failure?.jobs.map(({ tasks }) => tasks)], [5, [5]]);
    assert.equal(failure?.group.tasks.length, 3);
  });

  it('are named apart where nothing says why', () => {
    const { failures, unexplained } = alike([job(1, [license(3, 7), unknown]), job(2, [unknown])]);
    assert.equal(failures.length, 1);
    assert.deepEqual(
      unexplained.map(({ name, tasks }) => [name, tasks]),
      [
        ['job 1', 1],
        ['job 2', 1],
      ],
    );
    assert.deepEqual(alike([]), { failures: [], unexplained: [] });
  });
});
