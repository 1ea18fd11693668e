import assert from 'node:assert/strict';
import {
  basisWords,
  groupSentence,
  groupTasks,
  hostsWords,
  progressWords,
  saidWords,
  seenWords,
  sharedWords,
  spreadWords,
  suspectWords,
  triageHeading,
  triageHeadline,
  triageTitle,
  unreadWords,
  whenWords,
  sessionFailureSentence,
  sessionFailureWords,
} from '../../../src/render/triage/triage';
import { NOT_FOUND, NOW_MS } from '../../support/sessions/sessions';
import {
  DONE,
  failedTask,
  failureGroup,
  JOB_KEY,
  jobTriage,
  rackHost,
  wreck,
  environmentFailure,
} from '../../support/sessions/triages';

const frames = (
  from: number,
  count: number,
  host = (step: number): number => step % 5,
): ReturnType<typeof failedTask>[] =>
  Array.from({ length: count }, (_, step) => failedTask(from + step, 'fog', host(step), 60 - step));

describe('a triage in words', () => {
  it('says where the same failure was seen before', () => {
    const seen = { tasks: 14, jobs: 3, sinceMs: NOW_MS, mostlyOn: 'rack2-node40.studio.example' };
    assert.match(seenWords(seen, NOW_MS), /^Seen in 3 other jobs: 14 tasks since today, mostly on rack2-node40\.$/);
    assert.match(
      seenWords({ ...seen, tasks: 1, jobs: 1, mostlyOn: undefined }, NOW_MS),
      /^Seen in 1 other job: 1 task since today\.$/,
    );
  });

  it('says where to look by what the cause concerns', () => {
    const group = failureGroup(frames(1, 9));
    assert.match(spreadWords({ ...group, concerns: ['scene'] }), /look at the scene\.$/);
    assert.match(spreadWords({ ...group, concerns: ['network', 'farm'] }), /look at what the hosts share\.$/);
    assert.match(spreadWords({ ...group, concerns: ['scene', 'farm'] }), /the scene, or at what the hosts share\.$/);
  });

  it('says of which causes a group may be whose logs were not read', () => {
    const group = failureGroup(frames(1, 9), { basis: 'service', mayBe: ['license', 'gpu-memory'] });
    assert.equal(
      basisWords(group),
      'Their logs were not read. Tasks beside them failed of different causes: no license, out of GPU memory.',
    );
  });

  it('call a page “Failures of …” only where there are failures', () => {
    assert.equal(triageHeading(wreck()), 'Failures of sq11_wreck_v001');
    const { job } = wreck();
    assert.ok(job);
    const fine = jobTriage([], { job: { ...job, taskRunStatusCounts: { SUCCEEDED: 3, FAILED: 0 } } });
    assert.equal(triageHeading(fine), 'sq11_wreck_v001');
    assert.match(triageHeading(jobTriage([], { job: undefined })), /^job-…/);
  });

  it('says how many tasks failed, of how many causes', () => {
    assert.equal(triageTitle(wreck()), 'sq11_wreck_v001');
    assert.equal(triageHeadline(wreck()), '998 failed tasks, 5 causes, 2 tasks without a known cause');
    assert.equal(triageHeadline(jobTriage([failureGroup(frames(1, 1))])), '1 failed task, 1 cause');
  });

  it('says how far it is while it is read', () => {
    const reading = { ...DONE, state: 'reading', phase: 'tasks', total: 1000, read: 400 } as const;
    const triage = jobTriage([failureGroup(frames(1, 400))], { progress: reading });
    assert.equal(triageHeadline(triage), '400 of 1,000 failed tasks, 1 cause so far');
    assert.equal(progressWords(reading), 'Reading failed tasks: 400 of 1,000');
    assert.equal(progressWords({ ...reading, phase: 'job' }), 'Reading the job…');
    assert.equal(progressWords({ ...reading, phase: 'logs', logsRead: 5, logsPlanned: 24 }), 'Reading logs: 5 of 24');
    assert.equal(progressWords({ ...reading, total: undefined }), 'Reading failed tasks…');
    assert.equal(
      progressWords({ ...reading, state: 'stopped', calls: 63 }),
      'Stopped after 63 calls. What was read is shown.',
    );
    assert.equal(progressWords(DONE), undefined);
    assert.equal(triageHeadline(jobTriage([], { progress: reading })), 'No failed task read yet.');
  });

  it('says that a healthy job is one', () => {
    assert.equal(triageHeadline(jobTriage([])), 'No task of this job failed: 12,000 succeeded.');
    const outside = environmentFailure();
    assert.equal(
      triageHeadline(jobTriage([], { sessionFailures: [outside] })),
      'No task failed, but 3 sessions failed outside of tasks.',
    );
    assert.match(sessionFailureSentence(outside), /^Enter Conda: \w/);
    assert.match(sessionFailureWords(outside, NOW_MS), /^3 sessions on 2 hosts/);
    assert.equal(
      triageHeadline(jobTriage([], { goesOn: true })),
      'No task of this job has failed so far: 12,000 succeeded.',
    );
    assert.equal(triageHeadline(jobTriage([], { job: undefined })), 'No task of this job failed.');
  });

  it('names a job that may not be read by its ID', () => {
    assert.equal(triageTitle({ key: JOB_KEY, job: undefined }), 'job-…1c0d9e8f');
  });

  it('says what a group is about', () => {
    const [license, texture, memory] = wreck().groups;
    assert.ok(license && texture && memory);
    assert.equal(groupSentence(license), 'No license was available.');
    assert.equal(
      groupSentence(texture),
      'An input file was not found: wetRock_basecolor.1013.exr, wetRock_normal.1013.exr',
    );
    assert.equal(groupTasks(texture, wreck()), 'Frame 1001-1240 · Layer fog');
    assert.equal(groupTasks(license, wreck()), 'Frame 1210-1339 · Layer beauty, fog, hair');
    assert.equal(sharedWords(texture), 'only Layer fog');
    assert.equal(sharedWords(license), '');
    assert.equal(saidWords(memory), 'exit 137 (SIGKILL)');
    assert.equal(saidWords(license), 'exit 1: Renderer stopped');
  });

  it('says where and when', () => {
    const group = failureGroup([...frames(1, 4, () => 40), ...frames(10, 2, () => 7)]);
    assert.equal(hostsWords(group), 'on 2 hosts, most on rack2-node40 (4)');
    assert.equal(hostsWords(failureGroup(frames(1, 4, () => 40))), 'on rack2-node40');
    assert.equal(hostsWords(failureGroup(frames(1, 2))), 'on 2 hosts');
    const scattered = failureGroup([...frames(1, 20, (step) => step % 10), ...frames(40, 1, () => 3)]);
    assert.equal(hostsWords(scattered), 'on 10 hosts', 'one more on one of them says nothing');
    assert.equal(hostsWords({ hosts: [] }), 'on unknown hosts');
    const minute = 60_000;
    assert.match(
      whenWords({ firstMs: NOW_MS - 60 * minute, lastMs: NOW_MS }, NOW_MS),
      /^since (\d\d:\d\d), last at (?!\1)\d\d:\d\d$/,
    );
    assert.match(whenWords({ firstMs: NOW_MS, lastMs: NOW_MS }, NOW_MS), /^at \d\d:\d\d$/);
    assert.equal(whenWords({ firstMs: undefined, lastMs: undefined }, NOW_MS), '');
  });

  it('says whether the hosts or the scene are to blame, or that nobody can tell', () => {
    const group = failureGroup(frames(1, 6, () => 40));
    assert.equal(
      spreadWords({ ...group, spread: 'oneHost' }),
      '6 of these failed on rack2-node40, more than chance explains: look at this host.',
    );
    assert.match(spreadWords({ ...group, spread: 'manyHosts' }), /^It fails on any host/);
    assert.match(spreadWords({ ...group, spread: 'tooLittle' }), /^Too few to tell/);
    assert.equal(spreadWords({ ...group, spread: 'oneHost', hosts: [] }), '');
  });

  it('says what was read and what was inferred', () => {
    const group = failureGroup(frames(1, 6));
    assert.equal(
      basisWords(group),
      'Read in the logs of 3 tasks. The other 3 resemble them: same exit code and message, near them in time, parameters or hosts.',
    );
    assert.equal(basisWords({ ...group, sampled: 6, inferred: 0 }), 'Read in the logs of all 6 tasks.');
    assert.equal(basisWords({ ...group, sampled: 1, inferred: 0 }), 'Read in the log of the task.');
    assert.match(
      basisWords({ ...group, sampled: 1, inferred: 1 }),
      /^Read in the log of 1 task\. The other task resembles/,
    );
    assert.match(basisWords({ ...group, basis: 'service', sampled: 0 }), /^No log was read/);
  });

  it('gives the figures of a host that stands out, here and elsewhere', () => {
    const suspect = {
      host: rackHost(40),
      attempts: 19,
      failures: 17,
      otherAttempts: 410,
      otherFailures: 4,
      chance: 1e-9,
      elsewhere: undefined,
    };
    const here = '17 of 19 attempts failed here, 4 of 410 on other hosts.';
    const elsewhere = { state: 'read', jobs: 2, attempts: 12, failures: 11, isPartial: false } as const;
    assert.equal(suspectWords(suspect), here);
    assert.equal(suspectWords({ ...suspect, elsewhere }), `${here} In 2 other jobs 11 of 12 attempts failed on it.`);
    assert.match(
      suspectWords({ ...suspect, elsewhere: { ...elsewhere, isPartial: true } }),
      /on it, as far as was looked\.$/,
    );
    assert.match(suspectWords({ ...suspect, elsewhere: { ...elsewhere, state: 'failed' } }), /could not be read\.$/);
    assert.match(suspectWords({ ...suspect, elsewhere: { ...elsewhere, attempts: 0 } }), /ran no tasks of other jobs/);
    assert.match(suspectWords({ ...suspect, elsewhere: { ...elsewhere, state: 'reading' } }), /…$/);
  });

  it('names what could not be read', () => {
    assert.match(unreadWords({ what: 'logs', count: 1200, fault: NOT_FOUND }), /^1,200 logs: /);
    assert.match(unreadWords({ what: 'job', count: 1, fault: NOT_FOUND }), /^Job: /);
  });
});
