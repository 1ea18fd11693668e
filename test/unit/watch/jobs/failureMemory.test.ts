import assert from 'node:assert/strict';
import type { JobId } from '../../../../src/core/ids';
import { seenElsewhere } from '../../../../src/core/triage/seenFailures';
import type { JobTriage } from '../../../../src/core/triage/triage';
import { FailureMemory } from '../../../../src/watch/jobs/failureMemory';
import { SharedRecords } from '../../../../src/watch/shared/sharedRecords';
import { MemoryLines } from '../../../support/logs/memoryLines';
import { NOW_MS } from '../../../support/sessions/sessions';
import { failedTask, failureGroup, JOB_KEY, jobTriage } from '../../../support/sessions/triages';

const LICENSE = { fingerprint: '0123456789abcdef', cause: 'license', subject: undefined } as const;
const OTHER_JOB: JobId = 'job-00000000000000000000000000000001';

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function triageOf(jobId: JobId, tasks: number): JobTriage {
  const failures = Array.from({ length: tasks }, (_, frame) => failedTask(1001 + frame, 'fog', 40, 5));
  return {
    ...jobTriage([failureGroup(failures, { fingerprint: LICENSE.fingerprint })]),
    key: { ...JOB_KEY, jobId },
  };
}

describe('the memory of failures', () => {
  const errors: unknown[] = [];
  const open = (lines: MemoryLines, source: 'aws' | 'sampleFarm' = 'aws'): FailureMemory =>
    new FailureMemory(new SharedRecords({ lines: lines.open(), onError: (error) => errors.push(error) }), source);
  const timesSeen = (memory: FailureMemory): number | undefined =>
    seenElsewhere(memory.seen, LICENSE.fingerprint, OTHER_JOB)?.tasks;

  it('is that of all windows, and outlives them', async () => {
    const lines = new MemoryLines();
    const [one, other] = [open(lines), open(lines)];
    one.learn(triageOf(JOB_KEY.jobId, 3));
    await settle();
    assert.equal(timesSeen(other), 3);
    one.dispose();
    assert.equal(timesSeen(open(lines)), 3);
  });

  it('counts a triage that is read twice once, and writes nothing for it', async () => {
    const lines = new MemoryLines();
    const memory = open(lines);
    memory.learn(triageOf(JOB_KEY.jobId, 3));
    await settle();
    const written = lines.lines.length;
    memory.learn(triageOf(JOB_KEY.jobId, 3));
    await settle();
    assert.equal(lines.lines.length, written);
    assert.equal(timesSeen(memory), 3);
  });

  it('keeps a note that another window wrote while this one saw the failure again', async () => {
    const lines = new MemoryLines();
    const [one, other] = [open(lines), open(lines)];
    other.note(LICENSE, 'ask the license people', NOW_MS);
    one.learn(triageOf(JOB_KEY.jobId, 3));
    await settle();
    assert.deepEqual(
      [one, other].map((memory) => memory.noteOn(LICENSE.fingerprint)),
      ['ask the license people', 'ask the license people'],
    );
    assert.equal(timesSeen(other), 3);
  });

  it('takes a note back where it is emptied, and nothing else', async () => {
    const memory = open(new MemoryLines());
    memory.learn(triageOf(JOB_KEY.jobId, 3));
    memory.note(LICENSE, 'old', NOW_MS);
    memory.note(LICENSE, '  ', NOW_MS);
    await settle();
    assert.equal(memory.noteOn(LICENSE.fingerprint), '');
    assert.equal(timesSeen(memory), 3);
  });

  it('tells who shows it when it changes, in any window', async () => {
    const lines = new MemoryLines();
    const [one, other] = [open(lines), open(lines)];
    let changes = 0;
    other.onDidChange(() => changes++);
    one.note(LICENSE, 'new', NOW_MS);
    await settle();
    assert.equal(changes, 1);
  });

  it('keeps the sample farm apart', async () => {
    const lines = new MemoryLines();
    open(lines, 'sampleFarm').learn(triageOf(JOB_KEY.jobId, 3));
    await settle();
    assert.equal(timesSeen(open(lines)), undefined);
    assert.equal(timesSeen(open(lines, 'sampleFarm')), 3);
  });

  it('survives what it did not write', () => {
    const lines = new MemoryLines(['seenFailure/aws\tx\t{"fingerprint":7}\t', 'failureNote/aws\ty\tnull\t']);
    assert.deepEqual(open(lines).seen.failures, []);
    assert.deepEqual(errors, []);
  });

  it('forgets all in all windows, and takes that back', async () => {
    const lines = new MemoryLines();
    const [one, other] = [open(lines), open(lines)];
    one.learn(triageOf(JOB_KEY.jobId, 3));
    one.note(LICENSE, 'ask the license people', NOW_MS);
    await settle();
    const undo = other.forgetAll();
    await settle();
    assert.deepEqual(
      [timesSeen(one), one.noteOn(LICENSE.fingerprint), one.count],
      [undefined, '', { failures: 0, notes: 0 }],
    );
    undo();
    await settle();
    assert.deepEqual([timesSeen(one), one.noteOn(LICENSE.fingerprint)], [3, 'ask the license people']);
  });
});
