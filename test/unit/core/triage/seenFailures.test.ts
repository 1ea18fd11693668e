import assert from 'node:assert/strict';

import type { JobId } from '../../../../src/core/ids';
import {
  NOTHING_SEEN,
  type SeenFailures,
  joined,
  parseSeenFailures,
  seenElsewhere,
  withNote,
  withTriage,
  without,
} from '../../../../src/core/triage/seenFailures';
import type { JobTriage } from '../../../../src/core/triage/triage';
import { NOW_MS } from '../../../support/sessions/sessions';
import { JOB_KEY, failedTask, failureGroup, jobTriage } from '../../../support/sessions/triages';

const DAY = 86_400_000;
const LICENSE = { fingerprint: '0123456789abcdef', cause: 'license', subject: 'arnold' } as const;

function job(number: number): JobId {
  return `job-${String(number).padStart(32, '0')}`;
}

/** A triage of a job in which so many tasks failed of one cause, all on one host, so many days ago. */
function failed(number: number, tasks: number, daysAgo = 0, fingerprint: string = LICENSE.fingerprint): JobTriage {
  const failures = Array.from({ length: tasks }, (_, frame) => failedTask(1001 + frame, 'fog', 40, daysAgo * 1440));
  return {
    ...jobTriage([failureGroup(failures, { fingerprint, basis: 'log' })]),
    key: { ...JOB_KEY, jobId: job(number) },
  };
}

function seen(...triages: readonly JobTriage[]): SeenFailures {
  return triages.reduce(withTriage, NOTHING_SEEN);
}

describe('failures that were seen', () => {
  it('say how often, since when, in how many other jobs and where', () => {
    const found = seenElsewhere(seen(failed(1, 3, 4), failed(2, 4, 2), failed(3, 9)), LICENSE.fingerprint, job(3));
    assert.ok(found);
    assert.deepEqual([found.tasks, found.jobs], [7, 2]);
    assert.equal(found.sinceMs, NOW_MS - 4 * DAY);
    assert.match(found.mostlyOn ?? '', /^rack2-node40/);
  });

  it('say nothing of the job itself, and nothing of what was never seen', () => {
    assert.equal(seenElsewhere(seen(failed(1, 3)), LICENSE.fingerprint, job(1)), undefined);
    assert.equal(seenElsewhere(NOTHING_SEEN, LICENSE.fingerprint, job(1)), undefined);
  });

  it('count a triage once, however often it is read, and as it was when most had failed', () => {
    const read = seen(failed(1, 2), failed(1, 5), failed(1, 5), failed(1, 1));
    assert.equal(seenElsewhere(read, LICENSE.fingerprint, job(2))?.tasks, 5);
  });

  it('leave out what no log was read of', () => {
    const unknown = failed(1, 2);
    const [group] = unknown.groups;
    assert.ok(group);
    assert.equal(
      withTriage(NOTHING_SEEN, { ...unknown, groups: [{ ...group, fingerprint: undefined }] }),
      NOTHING_SEEN,
    );
    assert.equal(withTriage(NOTHING_SEEN, { ...unknown, groups: [{ ...group, basis: 'service' }] }), NOTHING_SEEN);
  });

  it('are bounded, but never lose a note', () => {
    const number = (index: number): string => index.toString(16).padStart(16, '0');
    let all = withNote(NOTHING_SEEN, LICENSE, 'was the license server; ask Mira', NOW_MS - 90 * DAY);
    for (let index = 0; index < 700; index++) {
      all = withTriage(all, failed(index, 1, 0, number(index)));
    }
    assert.equal(all.failures.length, 501);
    assert.equal(
      all.failures.find(({ fingerprint }) => fingerprint === LICENSE.fingerprint)?.note,
      'was the license server; ask Mira',
    );
    const many = Array.from({ length: 50 }, (_, index) => failed(index, 2));
    const [one] = seen(...many).failures;
    assert.ok(one);
    assert.equal(one.jobs.length, 20);
    assert.deepEqual(one.earlier, { jobs: 30, tasks: 60 });
  });

  it('keep a note while more is seen, until the person deletes it', () => {
    const noted = withTriage(withNote(seen(failed(1, 3)), LICENSE, 'ask Mira', NOW_MS), failed(2, 1));
    assert.equal(noted.failures[0]?.note, 'ask Mira');
    assert.equal(withNote(noted, LICENSE, '', NOW_MS).failures[0]?.note, '');
    assert.deepEqual(without(noted, LICENSE.fingerprint), NOTHING_SEEN);
  });

  it('of two windows are joined: all jobs, the newer note', () => {
    const one = withNote(seen(failed(1, 3)), LICENSE, 'older', NOW_MS - 1);
    const other = withNote(seen(failed(1, 2), failed(2, 4)), LICENSE, 'newer', NOW_MS);
    for (const both of [joined(one, other), joined(other, one)]) {
      assert.equal(both.failures[0]?.note, 'newer');
      assert.equal(seenElsewhere(both, LICENSE.fingerprint, job(9))?.tasks, 7);
    }
    assert.deepEqual(joined(one, one), one);
  });

  it('are the same after they were stored', () => {
    const stored = withNote(seen(failed(1, 3), failed(2, 4)), LICENSE, 'ask Mira', NOW_MS);
    assert.deepEqual(parseSeenFailures(JSON.parse(JSON.stringify(stored))), stored);
  });

  it('are none where something else was stored', () => {
    for (const value of [
      undefined,
      null,
      7,
      'x',
      [],
      {},
      { failures: 7 },
      { failures: [null, {}, { fingerprint: 'x' }] },
    ]) {
      assert.deepEqual(parseSeenFailures(value), NOTHING_SEEN);
    }
    const odd = { failures: [{ ...LICENSE, cause: 'license', jobs: [{ jobId: '../x' }, 7], note: 7, firstMs: NaN }] };
    assert.deepEqual(parseSeenFailures(odd).failures[0]?.jobs, []);
    assert.deepEqual(parseSeenFailures({ failures: [{ ...LICENSE, cause: 'toString' }] }), NOTHING_SEEN);
  });
});
