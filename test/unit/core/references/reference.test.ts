import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Reference, findReferences, referenceAt } from '../../../../src/core/references/reference';
import {
  ACTION,
  COMMAND,
  ENVIRONMENT_DUMP,
  FARM,
  FLEET,
  JOB,
  JOB_ARN,
  LOG_PATH,
  MONITOR,
  MONITOR_URL,
  OTHER_ACTION,
  OTHER_FARM,
  OTHER_JOB,
  OTHER_QUEUE,
  OTHER_SESSION,
  PYTHON_LINE,
  QUEUE,
  SESSION,
  STEP,
  TASK,
  WORKER,
} from '../../../fixtures/references';
import { runs } from '../../../support/thorough';

const FARM_AND_QUEUE = { farmId: FARM, queueId: QUEUE };
const JOB_IDS = { ...FARM_AND_QUEUE, jobId: JOB };
const SESSION_IDS = { ...FARM_AND_QUEUE, sessionId: SESSION };
const TASK_IDS = { ...JOB_IDS, stepId: STEP, taskId: TASK };
const WORKER_IDS = { farmId: FARM, fleetId: FLEET, workerId: WORKER };

/** Every reference in this text says the same: these ids, this Region, this profile; wherever in a document the text stands. */
function says(fact: string, text: string, ids: Reference['ids'], region?: string, profile?: string): void {
  it(fact, () => {
    for (const document of [text, `${'a line of its own\n'.repeat(300)}${text}\nand more`]) {
      const references = findReferences(document);
      assert.ok(references.length > 0);
      for (const reference of references) {
        assert.deepEqual(
          { of: reference.id, ids: reference.ids, region: reference.region, profile: reference.profile },
          { of: reference.id, ids, region, profile },
        );
      }
    }
  });
}

/** Each reference in this text says these ids, in order. */
function sayEach(fact: string, text: string, ...ids: Reference['ids'][]): void {
  it(fact, () => {
    assert.deepEqual(
      findReferences(text).map((reference) => reference.ids),
      ids,
    );
  });
}

describe('reference', () => {
  describe('by itself', () => {
    it('is a kind, an id, a span and what it says', () => {
      assert.deepEqual(findReferences(`at ${JOB}!`), [
        { kind: 'job', id: JOB, start: 3, end: 39, ids: { jobId: JOB }, region: undefined, profile: undefined },
      ]);
    });
    says('names a farm', FARM, { farmId: FARM });
    says('names a queue', QUEUE, { queueId: QUEUE });
    says('names a step', STEP, { stepId: STEP });
    says('names a session', SESSION, { sessionId: SESSION });
    says('names a fleet', FLEET, { fleetId: FLEET });
    says('names a worker', WORKER, { workerId: WORKER });
    says('reads the session off an action', ACTION, { sessionActionId: ACTION, sessionId: SESSION });
    says('reads the step off a task', TASK, { taskId: TASK, stepId: STEP });
    says('says nothing of a queue environment', QUEUE.replace('queue', 'queueenv'), {});
    says('says nothing of a storage profile', FARM.replace('farm', 'sp'), {});
    says('says nothing of a monitor', FARM.replace('farm', 'monitor'), {});
    says('names the session of a working directory', `/sessions/${SESSION}ev_zckqq/manifests`, { sessionId: SESSION });
  });

  describe('in a link', () => {
    says('reads a monitor’s farm', `${MONITOR}/farms/${FARM}`, { farmId: FARM }, 'us-west-2');
    says('reads a monitor’s queue', `${MONITOR}/farms/${FARM}/queues/${QUEUE}`, FARM_AND_QUEUE, 'us-west-2');
    says('reads a monitor’s job', `${MONITOR}/farms/${FARM}/queues/${QUEUE}?jobId=${JOB}`, JOB_IDS, 'us-west-2');
    says('reads a monitor’s task', MONITOR_URL, TASK_IDS, 'us-west-2');
    says('reads a monitor’s link in a sentence', `Job URL: ${MONITOR_URL}, or <${MONITOR_URL}>`, TASK_IDS, 'us-west-2');
    says(
      'takes the host’s Region where the path has none',
      `https://m.us-east-1.deadlinecloud.amazonaws.com/farms/${FARM}`,
      { farmId: FARM },
      'us-east-1',
    );
    says(
      'reads a monitor in China',
      `https://m.cn-north-1.deadlinecloud.amazonaws.com.cn/cn-northwest-1/farms/${FARM}`,
      { farmId: FARM },
      'cn-northwest-1',
    );
    says(
      'reads a monitor for governments',
      `https://m.us-gov-west-1.deadlinecloud.amazonaws-us-gov.com/us-gov-east-1/farms/${FARM}`,
      { farmId: FARM },
      'us-gov-east-1',
    );
    says(
      'is not misled by a monitor’s name',
      `https://eu-north-1-studio.us-east-1.deadlinecloud.amazonaws.com/farms/${FARM}`,
      { farmId: FARM },
      'us-east-1',
    );
    says(
      'reads what opens the desktop monitor',
      `deadline-cloud-monitor://launch?url=${encodeURIComponent(MONITOR_URL)}&profile=studio%20x`,
      TASK_IDS,
      'us-west-2',
      'studio x',
    );
    says(
      'reads what opens the desktop monitor, the profile first',
      `deadline-cloud-monitor://launch?profile=a+b&url=${encodeURIComponent(MONITOR_URL)}`,
      TASK_IDS,
      'us-west-2',
      'a b',
    );
    says(
      'reads what a download link says',
      `deadline://download-output?farm-id=${FARM}&queue-id=${QUEUE}&job-id=${JOB}&profile=studio#x`,
      JOB_IDS,
      undefined,
      'studio',
    );
    says(
      'takes no profile from other links',
      `https://example.com/?profile=studio&id=${FARM} x-deadline://a?profile=b&c=${FARM}`,
      { farmId: FARM },
    );
    says(
      'takes no profile that is not one',
      `deadline://x?id=${FARM}&profile=%0A deadline://x?id=${FARM}&profile=%ff deadline://x?id=${FARM}&profile=`,
      { farmId: FARM },
    );
    says('ends a link at a bracket', `(deadline://x?id=${FARM})&profile=no`, { farmId: FARM });
    says(
      'reads a request',
      `https://management.deadline.us-west-2.amazonaws.com/2023-10-12/farms/${FARM}/queues/${QUEUE}/jobs/${JOB}`,
      JOB_IDS,
      'us-west-2',
    );
    says(
      'reads a worker’s request',
      `https://scheduling.deadline-fips.us-east-2.api.aws/2023-10-12/farms/${FARM}/fleets/${FLEET}/workers/${WORKER}/schedule`,
      WORKER_IDS,
      'us-east-2',
    );
    says(
      'reads a request without its scheme',
      `deadline.us-west-2.api.aws/farms/${FARM} deadline.us-west-2.amazonaws.com/farms/${FARM}`,
      { farmId: FARM },
      'us-west-2',
    );
    says('reads a request’s hidden host', `https://xxxxxus-west-2.amazonaws.com/farms/${FARM}`, { farmId: FARM });
    says(
      'reads a console’s log',
      `https://us-west-2.console.aws.amazon.com/cloudwatch/home?region=us-west-2#logsV2:log-groups/log-group/$252Faws$252Fdeadline$252F${FARM}$252F${QUEUE}/log-events/${SESSION}`,
      SESSION_IDS,
      'us-west-2',
    );
    says(
      'takes a console’s Region from its query',
      `https://console.aws.amazon.com/cloudwatch/home?region=eu-west-1#log-events/${SESSION}`,
      { sessionId: SESSION },
      'eu-west-1',
    );
    says('takes nothing from a link beside it', `deadline://us-west-2/?profile=a ${FARM} ${MONITOR}/?profile=b`, {
      farmId: FARM,
    });
    says('takes no other scheme', `xdeadline://x?id=${FARM}&profile=a my-deadline://x?id=${FARM}&profile=a`, {
      farmId: FARM,
    });
    says('finds a scheme behind a sign', `--url=deadline://x?id=${FARM}&profile=a`, { farmId: FARM }, undefined, 'a');
    it('follows a link for a while, not for ever', () => {
      const region = (length: number): string | undefined =>
        findReferences(`https://us-west-2/${'x'.repeat(length)}/${FARM}`)[0]?.region;
      const profile = (length: number): string | undefined =>
        findReferences(`deadline://${FARM}?${'x'.repeat(length)}&profile=a`)[0]?.profile;
      assert.deepEqual([region(2000), region(2100)], ['us-west-2', undefined]);
      assert.deepEqual([profile(2000), profile(2100)], ['a', undefined]);
    });
    says(
      'takes no availability zone for a Region',
      `https://us-west-2b.example.com/${FARM} https://us-west-2-x.example.com/${FARM}`,
      { farmId: FARM },
    );
    says(
      'takes no other word for a Region',
      `https://my-prod-1.example.com/sub-dir-2/${FARM} https://example.com/US-WEST-2/${FARM}`,
      { farmId: FARM },
    );
  });

  describe('in an ARN', () => {
    says('reads a farm', `arn:aws:deadline:us-west-2:123456789012:farm/${FARM}`, { farmId: FARM }, 'us-west-2');
    says('reads a job', JOB_ARN, JOB_IDS, 'eu-central-1');
    says(
      'reads a worker',
      `"arn:aws:deadline:ap-southeast-1:123456789012:farm/${FARM}/fleet/${FLEET}/worker/${WORKER}"`,
      WORKER_IDS,
      'ap-southeast-1',
    );
    says(
      'reads China’s partition',
      `arn:aws-cn:deadline:cn-north-1:123456789012:farm/${FARM}/queue/${QUEUE}`,
      FARM_AND_QUEUE,
      'cn-north-1',
    );
    says(
      'reads the governments’ partition',
      `arn:aws-us-gov:deadline:us-gov-west-1:123456789012:farm/${FARM}`,
      { farmId: FARM },
      'us-gov-west-1',
    );
    says(
      'reads a log stream',
      `arn:aws:logs:us-west-2:123456789012:log-group:/aws/deadline/${FARM}/${QUEUE}:log-stream:${SESSION}`,
      SESSION_IDS,
      'us-west-2',
    );
    sayEach(
      'keeps two ARNs apart',
      `${JOB_ARN}, arn:aws:deadline:us-west-2:1:farm/${OTHER_FARM}`,
      JOB_IDS,
      JOB_IDS,
      JOB_IDS,
      { farmId: OTHER_FARM },
    );
  });

  describe('in a path', () => {
    says('reads a session’s log group and stream', LOG_PATH, SESSION_IDS);
    says('reads a log group with a slash at its end', `/aws/deadline/${FARM}/${FLEET}/`, {
      farmId: FARM,
      fleetId: FLEET,
    });
    says('reads a local log', `/var/log/amazon/deadline/${QUEUE}/${SESSION}.log`, {
      queueId: QUEUE,
      sessionId: SESSION,
    });
    says('reads a local log on Windows', `C:\\ProgramData\\Amazon\\Deadline\\Logs\\${QUEUE}\\${SESSION}.log`, {
      queueId: QUEUE,
      sessionId: SESSION,
    });
    says('reads a local log on Windows in JSON', `"C:\\\\Logs\\\\${QUEUE}\\\\${SESSION}.log"`, {
      queueId: QUEUE,
      sessionId: SESSION,
    });
    says(
      'reads an input manifest',
      `inputManifestPath: ${FARM}/${QUEUE}/Inputs/f46af01c/0d69cd94_input.xxh128`,
      FARM_AND_QUEUE,
    );
    says(
      'reads an output manifest',
      `s3://bucket/DeadlineCloud/Manifests/${FARM}/${QUEUE}/${JOB}/${STEP}/${TASK}/2025-03-01T10:00:00Z_${ACTION}/0d69_output`,
      { ...TASK_IDS, sessionActionId: ACTION, sessionId: SESSION },
    );
    says('reads a folder whose name is not ASCII', `see /mnt/映画/${QUEUE}/é/${SESSION}.log there`, {
      queueId: QUEUE,
      sessionId: SESSION,
    });
    says('takes no Region from a folder', `/mnt/us-west-2/${QUEUE}/x`, { queueId: QUEUE });
    says('reads the agent’s own pairs', `Action started. (Kind: TaskRun) [${QUEUE}/${JOB}/${STEP}/${TASK}]`, {
      queueId: QUEUE,
      jobId: JOB,
      stepId: STEP,
      taskId: TASK,
    });
    sayEach(
      'keeps neighbours apart that wide spaces part',
      `${QUEUE}\u3000${JOB}\u00a0${STEP}`,
      { queueId: QUEUE },
      { jobId: JOB },
      { stepId: STEP },
    );
    sayEach(
      'keeps neighbours apart',
      `[${SESSION}](${OTHER_ACTION}) ${FARM},${QUEUE};${JOB}|${STEP}\n${WORKER}"${FLEET}'${OTHER_JOB}`,
      { sessionId: SESSION },
      { sessionActionId: OTHER_ACTION, sessionId: OTHER_SESSION },
      { farmId: FARM },
      { queueId: QUEUE },
      { jobId: JOB },
      { stepId: STEP },
      { workerId: WORKER },
      { fleetId: FLEET },
      { jobId: OTHER_JOB },
    );
    for (const sign of ' \t\n\r"\'`<>(){}[],;|') {
      sayEach(`ends at ${JSON.stringify(sign)}`, `${FARM}${sign}${QUEUE}`, { farmId: FARM }, { queueId: QUEUE });
    }
    for (const sign of '/\\:=&?#+-_.%$@~!*') {
      sayEach(`goes on at ${sign}`, `${FARM}${sign}${QUEUE}`, FARM_AND_QUEUE, FARM_AND_QUEUE);
    }
    sayEach(
      'goes on for a while, not for ever',
      `${FARM}${'/'.repeat(2047)}${QUEUE}${'/'.repeat(2048)}${JOB}`,
      FARM_AND_QUEUE,
      FARM_AND_QUEUE,
      { jobId: JOB },
    );
    sayEach(
      'never mixes two jobs',
      `${FARM}/${QUEUE}/${JOB}/${OTHER_JOB}/${SESSION}`,
      { ...FARM_AND_QUEUE },
      { ...FARM_AND_QUEUE },
      JOB_IDS,
      { ...FARM_AND_QUEUE, jobId: OTHER_JOB },
      SESSION_IDS,
    );
    sayEach(
      'never mixes two queues',
      `${FARM}/${QUEUE}/${OTHER_QUEUE}/${JOB}`,
      { farmId: FARM },
      { ...FARM_AND_QUEUE },
      { farmId: FARM, queueId: OTHER_QUEUE },
      { farmId: FARM, jobId: JOB },
    );
    sayEach(
      'never mixes two farms',
      `${FARM}/${OTHER_FARM}/${QUEUE}`,
      { farmId: FARM },
      { farmId: OTHER_FARM },
      { queueId: QUEUE },
    );
    sayEach(
      'keeps the parents of two sessions',
      `${QUEUE}/${JOB}/${SESSION}x/${OTHER_ACTION}`,
      { queueId: QUEUE, jobId: JOB },
      { queueId: QUEUE, jobId: JOB },
      { queueId: QUEUE, jobId: JOB, sessionId: SESSION },
      { queueId: QUEUE, jobId: JOB, sessionActionId: OTHER_ACTION, sessionId: OTHER_SESSION },
    );
    says('counts what is said twice once', `${FARM}/${QUEUE}/${FARM}/${QUEUE}`, FARM_AND_QUEUE);
  });

  describe('in a command', () => {
    const flags = `--farm-id ${FARM}`;
    const farm = { farmId: FARM };
    says('reads the Region', `deadline job list ${flags} --region us-west-2`, farm, 'us-west-2');
    says(
      'reads the Region before the ids',
      `aws --region=us-gov-east-1 deadline get-farm ${flags}`,
      farm,
      'us-gov-east-1',
    );
    says('reads a quoted Region', `aws deadline get-farm ${flags} --region "us-west-2"`, farm, 'us-west-2');
    says('reads the Region behind an id that begins the line', `${FARM} --region us-west-2`, farm, 'us-west-2');
    says('reads the profile', `deadline job list ${flags} --profile studio`, farm, undefined, 'studio');
    says('reads the profile behind a sign', `deadline job list --profile=studio ${flags}`, farm, undefined, 'studio');
    says('reads a profile in quotes', `deadline job list --profile "studio x" ${flags}`, farm, undefined, 'studio x');
    says(
      'reads a profile in single quotes',
      `deadline job list --profile 'studio x' ${flags}`,
      farm,
      undefined,
      'studio x',
    );
    says(
      'reads a profile in a JSON string',
      `{"command": "deadline job list --profile \\"studio x\\" ${flags}"}`,
      farm,
      undefined,
      'studio x',
    );
    says('reads nothing from flags without a value', `deadline ${flags} --profile --region`, farm);
    says('reads nothing from flags with other values', `deadline ${flags} --region moon --profile -x`, farm);
    says(
      'reads nothing from other flags',
      `deadline ${flags} --no-region us-west-2x my--profile studio --profiles a`,
      farm,
    );
    says(
      'reads nothing from two that differ',
      `a ${flags} --region us-west-2 --profile a && b --region us-east-1 --profile b`,
      farm,
    );
    says(
      'reads what is said twice',
      `a ${flags} --region us-west-2 --profile a && b --region us-west-2 --profile a`,
      farm,
      'us-west-2',
      'a',
    );
    says('ends a profile where the command ends', `deadline ${flags} --profile studio;ls`, farm, undefined, 'studio');
    says(
      'believes a link before a flag',
      `curl ${MONITOR}/farms/${FARM} --region eu-west-1 --profile a`,
      farm,
      'us-west-2',
      'a',
    );
    for (const [shell, mark] of [
      ['sh', '\\'],
      ['cmd', '^'],
      ['PowerShell', '`'],
    ] as const) {
      says(
        `goes on over lines, as ${shell} does`,
        `x ${mark}\n ${flags} ${mark}\r\n --region us-west-2 ${mark}\n --profile a`,
        farm,
        'us-west-2',
        'a',
      );
    }
    says('goes on over no other line', `a --region us-west-2 \\x\n${flags}\n^ --region us-west-2`, farm);
    says('begins where a text begins with a line break', `\n--region us-west-2 ${flags}`, farm, 'us-west-2');
    it('keeps its flags to itself', () => {
      const text = `a ${FARM}\nb ${QUEUE} --region us-west-2\nc ${JOB} \\\n--profile p\n${STEP}\nd --region eu-west-1 ${TASK}`;
      assert.deepEqual(
        findReferences(text).map(({ id, region, profile }) => [id, region, profile]),
        [
          [FARM, undefined, undefined],
          [QUEUE, 'us-west-2', undefined],
          [JOB, undefined, 'p'],
          [STEP, undefined, undefined],
          [TASK, 'eu-west-1', undefined],
        ],
      );
    });
    it('reads a command as documentation writes it', () => {
      assert.deepEqual(
        findReferences(COMMAND).map(({ id, region, profile }) => [id, region, profile]),
        [FARM, QUEUE, JOB, SESSION].map((id) => [id, 'us-west-2', 'studio x']),
      );
    });
  });

  describe('in data', () => {
    sayEach(
      'reads JSON',
      JSON.stringify({ farmId: FARM, session_id: SESSION }),
      { farmId: FARM },
      { sessionId: SESSION },
    );
    sayEach('reads JSON in a JSON string', JSON.stringify(JSON.stringify({ jobId: JOB })), { jobId: JOB });
    sayEach('reads YAML', `jobId: ${JOB}\n- stepId: '${STEP}'`, { jobId: JOB }, { stepId: STEP });
    sayEach(
      'reads Python',
      PYTHON_LINE,
      { sessionActionId: ACTION, sessionId: SESSION },
      { taskId: TASK, stepId: STEP },
      { jobId: JOB },
    );
    sayEach(
      'reads variables',
      ENVIRONMENT_DUMP,
      { farmId: FARM },
      { queueId: QUEUE },
      { jobId: JOB },
      { sessionId: SESSION },
      { sessionActionId: ACTION, sessionId: SESSION },
      { taskId: TASK, stepId: STEP },
      { fleetId: FLEET },
      { workerId: WORKER },
    );
    sayEach(
      'reads environment ids',
      `environmentId: JOB:${JOB}:Conda and STEP:${STEP}:Maya`,
      { jobId: JOB },
      { stepId: STEP },
    );
  });

  describe('at an offset', () => {
    const text = `${'x'.repeat(3000)} ${MONITOR}/farms/${FARM}/queues/${QUEUE} ${JOB}${SESSION}`;
    const queueAt = text.indexOf(QUEUE);
    const at = (offset: number): string | undefined => referenceAt(text, offset)?.id;

    it('is found at its first and its last character, and right behind it', () => {
      const ends = [queueAt, queueAt + 5, queueAt + QUEUE.length - 1, queueAt + QUEUE.length];
      assert.deepEqual(ends.map(at), [QUEUE, QUEUE, QUEUE, QUEUE]);
    });
    it('is not found beside it', () => {
      assert.deepEqual(
        [queueAt - 1, 0, 3000, -5, text.length + 1, text.length + 9000].map(at),
        Array(6).fill(undefined),
      );
    });
    it('is the one that begins where two meet', () => {
      assert.equal(at(text.indexOf(SESSION)), SESSION);
      assert.equal(at(text.indexOf(SESSION) - 1), JOB);
    });
    it('is the same as among all', () => {
      assert.deepEqual(
        referenceAt(text, queueAt),
        findReferences(text).find(({ id }) => id === QUEUE),
      );
    });
    it('is not found in a text without any', () => {
      assert.equal(referenceAt('', 0), undefined);
    });
  });

  describe('whatever the text', () => {
    const parts = fc.constantFrom(
      FARM,
      QUEUE,
      JOB,
      SESSION,
      ACTION,
      TASK,
      OTHER_JOB,
      MONITOR,
      '/',
      ' ',
      '\n',
      '\\',
      '"',
      '{',
      '}',
      '--region ',
      '--profile ',
      'us-west-2',
      'a',
      '%',
      '%2F',
      '://',
      'deadline://',
      '?profile=',
      '^',
      '\ud800',
      '🟢',
    );
    const texts = fc.array(fc.oneof(parts, fc.string({ maxLength: 5 })), { maxLength: 25 }).map((all) => all.join(''));

    it('says nothing that the text does not say', () => {
      fc.assert(
        fc.property(texts, (text) => {
          for (const { id, start, end, ids, region, profile } of findReferences(text)) {
            assert.equal(text.slice(start, end), id);
            const { sessionId, stepId, ...written } = ids;
            for (const said of [
              ...Object.values(written),
              sessionId?.slice('session-'.length),
              stepId?.slice('step-'.length),
            ]) {
              assert.ok(said === undefined || text.includes(said));
            }
            assert.ok(region === undefined || text.includes(region));
            assert.ok(profile === undefined || (profile.length > 0 && profile.length <= 250));
          }
        }),
        runs(300),
      );
    });

    it('finds at each of its offsets what it finds among all', () => {
      fc.assert(
        fc.property(texts, (text) => {
          for (const reference of findReferences(text)) {
            assert.deepEqual(referenceAt(text, reference.start), reference);
          }
        }),
        runs(100),
      );
    });
  });
});
