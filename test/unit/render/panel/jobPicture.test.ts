import assert from 'node:assert/strict';
import { jobPicture, type JobPictureContext, taskPicture } from '../../../../src/render/panel/jobPicture';
import { DENIED, NOT_FOUND, NOW_MS } from '../../../support/sessions/sessions';
import {
  DONE,
  failedTask,
  failureGroup,
  JOB_KEY,
  jobTriage,
  NO_COMPARISON,
  wreck,
} from '../../../support/sessions/triages';

const CONTEXT: JobPictureContext = {
  nowMs: NOW_MS,
  names: {},
  mayRetry: true,
  mostGroups: 25,
  seen: () => undefined,
};

const READING = { ...DONE, state: 'reading', phase: 'logs', logsRead: 6, logsPlanned: 24 } as const;

describe('what a job’s page draws', () => {
  it('begins with which job it is and what failed of it', () => {
    const picture = jobPicture(wreck(), CONTEXT);
    assert.equal(picture.title, 'sq11_wreck_v001');
    assert.equal(picture.headline, '998 failed tasks, 5 causes, 2 tasks without a known cause');
    assert.deepEqual([picture.status, picture.tone], ['failed', 'failed']);
    assert.equal(picture.isSample, true);
    assert.deepEqual(picture.belonging, {
      connection: 'sample farm',
      farm: 'farm-…d05f3b62',
      queue: 'queue-…5c3f7d21',
    });
    assert.equal(
      jobPicture(wreck(), { ...CONTEXT, names: { farm: 'Aurora', queue: 'lighting' } }).belonging.farm,
      'Aurora',
    );
  });

  it('says of each group what it is, how large, and what it rests on', () => {
    const [, texture] = jobPicture(wreck(), CONTEXT).groups;
    assert.ok(texture);
    assert.equal(texture.tasks, 240);
    assert.ok(Math.abs(texture.share - 0.24) < 0.01);
    assert.equal(texture.ranges, 'Frame 1001-1240 · Layer fog');
    assert.deepEqual(
      texture.evidence.map(({ isInLog, why }) => [isInLog, why]),
      [
        [true, 'not in the 4 tasks that succeeded'],
        [true, 'reported as the reason'],
      ],
    );
    assert.equal(texture.example, 'Frame 1001 · Layer fog');
    assert.match(texture.exampleAt, /^rack2-node01, \d\d:\d\d$/);
    assert.equal(texture.opens, true);
  });

  it('says how far the reading is', () => {
    const reading = jobPicture(wreck({ progress: READING }), CONTEXT);
    assert.deepEqual([reading.isReading, reading.done, reading.progress], [true, 0.25, 'Reading logs: 6 of 24']);
    const counting = { ...READING, phase: 'tasks', total: undefined } as const;
    assert.equal(jobPicture(wreck({ progress: counting }), CONTEXT).done, undefined);
    const stopped = jobPicture(wreck({ progress: { ...READING, state: 'stopped' } }), CONTEXT);
    assert.deepEqual([stopped.isReading, stopped.isStopped], [false, true]);
    assert.match(stopped.progress, /^Stopped after 63 calls\./);
    assert.equal(jobPicture(wreck(), CONTEXT).progress, '');
  });

  it('names hosts that stand out, or offers to compare hosts, or says that none does', () => {
    const { suspects, compare } = jobPicture(wreck(), CONTEXT);
    assert.deepEqual(suspects, [
      {
        name: 'rack2-node40',
        words: '90 of 98 attempts failed here, 930 of 13,022 on other hosts.',
        canLook: true,
        isLooking: false,
      },
    ]);
    assert.equal(compare, '');
    assert.equal(jobPicture(wreck({ hosts: NO_COMPARISON }), CONTEXT).compare, 'Compare Hosts (about 24 calls)');
    assert.equal(jobPicture(wreck({ hosts: NO_COMPARISON, progress: READING }), CONTEXT).compare, '');
    assert.equal(jobPicture(jobTriage([]), CONTEXT).compare, '');
    const even = { ...NO_COMPARISON, state: 'read', attempts: 900, failures: 40 } as const;
    assert.equal(
      jobPicture(wreck({ hosts: even }), CONTEXT).hosts,
      'No host fails more often than chance explains: 40 of 900 attempts failed.',
    );
  });

  it('says once what could not be read, with the ways out', () => {
    const logs = { what: 'logs', count: 12, fault: { ...DENIED, permission: 'logs:GetLogEvents' } } as const;
    const { unread, fault, permissions } = jobPicture(wreck({ unread: [logs, logs] }), CONTEXT);
    assert.deepEqual(permissions, ['logs:GetLogEvents']);
    assert.equal(unread?.lines.length, 1);
    assert.match(unread.lines[0] ?? '', /^12 logs: /);
    assert.deepEqual(unread.remedies, DENIED.remedies);
    assert.equal(fault, undefined);
  });

  it('says of a job that is gone only that', () => {
    const gone = jobTriage([], {
      job: undefined,
      progress: { ...DONE, state: 'failed' },
      unread: [{ what: 'job', count: 1, fault: NOT_FOUND }],
    });
    const picture = jobPicture(gone, CONTEXT);
    assert.deepEqual(picture.fault, { ...NOT_FOUND, remedies: ['retry'] }, 'without what is about sessions');
    assert.deepEqual([picture.headline, picture.unread, picture.canRetry], ['', undefined, false]);
    assert.equal(picture.title, `job-…${JOB_KEY.jobId.slice(-8)}`);
  });

  it('offers to retry only where there is something to retry and it may be', () => {
    assert.equal(jobPicture(wreck(), CONTEXT).canRetry, true);
    assert.equal(jobPicture(wreck(), { ...CONTEXT, mayRetry: false }).canRetry, false);
    assert.equal(jobPicture(jobTriage([]), CONTEXT).canRetry, false);
    const { job } = wreck();
    assert.ok(job);
    assert.equal(jobPicture(wreck({ job: { ...job, lifecycleStatus: 'ARCHIVED' } }), CONTEXT).canRetry, false);
  });

  it('stays small whatever the job is', () => {
    const groups = Array.from({ length: 400 }, (_, index) =>
      failureGroup(
        Array.from({ length: 25 }, (_, step) => failedTask(index * 1000 + step * step, 'fog', step, 10)),
        { evidence: [{ text: 'x'.repeat(2_000), why: 'y'.repeat(900), at: undefined }], id: `group ${index}` },
      ),
    );
    const picture = jobPicture(jobTriage(groups), CONTEXT);
    assert.equal(picture.groups.length, 25);
    assert.equal(picture.hiddenGroups, 375);
    assert.ok(JSON.stringify(picture).length < 100_000);
  });

  it('does not call failed what a person or a shutdown stopped', () => {
    const tones = (['canceled', 'interrupted', 'crash'] as const).map(
      (cause) =>
        jobPicture(jobTriage([failureGroup([failedTask(1, 'fog', 1, 1)], { cause })]), CONTEXT).groups[0]?.tone,
    );
    assert.deepEqual(tones, ['canceled', 'interrupted', 'failed']);
  });

  it('says of a task where and when it failed, and whether there is anything to open', () => {
    const task = failedTask(1003, 'hair', 7, 30);
    const group = failureGroup([task]);
    assert.match(
      JSON.stringify(taskPicture(task, group, NOW_MS)),
      /"Frame 1003 · Layer hair","host":"rack2-node07","when":"\d\d:\d\d"/,
    );
    const lost = { ...task, hostId: undefined, endedAtMs: undefined, sessionActionId: undefined };
    assert.deepEqual(taskPicture(lost, group, NOW_MS), {
      label: 'Frame 1003 · Layer hair',
      host: '',
      when: '',
      isSampled: false,
      opens: false,
    });
  });
});
