import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findReferences } from '../../../../src/core/references/reference';
import { type ReferenceContext, contextOf } from '../../../../src/core/references/referenceContext';
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
  OTHER_ACTION,
  OTHER_FARM,
  OTHER_JOB,
  OTHER_QUEUE,
  OTHER_SESSION,
  PYTHON_LINE,
  QUEUE,
  SESSION,
  STEP,
  STRUCTURED_WORKER_LOG,
  TASK,
  THIRD_SESSION,
  TWO_JOBS,
  TWO_JOBS_YAML,
  WORKER,
  WORKER_LOG,
} from '../../../fixtures/references';
import { runs } from '../../../support/thorough';

const FARM_AND_QUEUE = { farmId: FARM, queueId: QUEUE };
const KEY = { ...FARM_AND_QUEUE, jobId: JOB, sessionId: SESSION };

/** The context of an id's n-th mention, counted from 0 or, below it, from the end. */
function contextAt(text: string, id: string, mention: number, path?: string): ReferenceContext {
  const reference = findReferences(text)
    .filter((found) => found.id === id)
    .at(mention);
  assert.ok(reference, `${id} is in the text`);
  return contextOf(text, reference, path);
}

/** One line a case: the first mention of `id` in this text has exactly these ids around it, and these are open. */
function finds(
  fact: string,
  text: string,
  id: string,
  ids: ReferenceContext['ids'],
  ...ambiguous: ReferenceContext['ambiguous']
): void {
  it(fact, () => {
    for (const document of [text, `${'\n'.repeat(40_000)}${text}`]) {
      const context = contextAt(document, id, 0);
      assert.deepEqual({ ids: context.ids, ambiguous: context.ambiguous }, { ids, ambiguous });
    }
  });
}

describe('context of a reference', () => {
  describe('in what it stands in', () => {
    finds('takes nothing from nothing', SESSION, SESSION, { sessionId: SESSION });
    finds('takes its own link first', `${OTHER_FARM} ${OTHER_QUEUE} ${LOG_PATH}`, SESSION, {
      ...FARM_AND_QUEUE,
      sessionId: SESSION,
    });
    finds('takes its own line before others', `${OTHER_JOB}\n[${SESSION}] ${JOB}\n${OTHER_JOB}`, SESSION, {
      sessionId: SESSION,
      jobId: JOB,
    });
    finds('takes everything in its line', `[${SESSION}](${ACTION}) [${QUEUE}/${JOB}/${STEP}/${TASK}]`, JOB, {
      queueId: QUEUE,
      jobId: JOB,
      stepId: STEP,
      taskId: TASK,
      sessionId: SESSION,
      sessionActionId: ACTION,
    });
    finds(
      'takes its object before its line',
      JSON.stringify([{ jobId: OTHER_JOB }, { sessionId: SESSION, jobId: JOB }]),
      SESSION,
      { sessionId: SESSION, jobId: JOB },
    );
    finds('takes a Python dictionary', `${OTHER_JOB} ${PYTHON_LINE}`, ACTION, {
      sessionActionId: ACTION,
      sessionId: SESSION,
      taskId: TASK,
      stepId: STEP,
      jobId: JOB,
    });
    finds(
      'takes objects for what they are beside braces in strings',
      `{"a": "}{", "s": "${SESSION}", "b": "\\"}", "j": "${JOB}"} ${OTHER_JOB}`,
      SESSION,
      { sessionId: SESSION, jobId: JOB },
    );
    finds(
      'ends an open string with its line',
      `{"s": "${SESSION}", "note": "5 }\n"j": "${JOB}"} ${OTHER_JOB}`,
      SESSION,
      { sessionId: SESSION, jobId: JOB },
    );
    finds(
      'takes no object that is not closed',
      `{ {"s": "${SESSION}"}\n${JOB}\n{"j": "${OTHER_JOB}"}`,
      SESSION,
      { sessionId: SESSION },
      'job',
    );
    finds(
      'takes the object around its object',
      JSON.stringify({ ...FARM_AND_QUEUE, jobId: JOB, log: { stream: { name: SESSION } } }, undefined, 1),
      SESSION,
      KEY,
    );
    finds('takes its command', `a ${OTHER_JOB}\n${COMMAND}\nb ${OTHER_JOB} ${OTHER_QUEUE}`, SESSION, KEY);
    finds('takes its variables', ENVIRONMENT_DUMP, SESSION, {
      ...KEY,
      stepId: STEP,
      taskId: TASK,
      sessionActionId: ACTION,
      fleetId: FLEET,
      workerId: WORKER,
    });
    finds('takes its variables between others’', `J=${OTHER_JOB}\n\n${ENVIRONMENT_DUMP}\n\nJOB=${OTHER_JOB}`, SESSION, {
      ...KEY,
      stepId: STEP,
      taskId: TASK,
      sessionActionId: ACTION,
      fleetId: FLEET,
      workerId: WORKER,
    });
    finds(
      'takes its variables out of a log',
      `10:00 INFO Job=x ${OTHER_JOB}\n10:00 INFO export DEADLINE_JOB_ID=${JOB}\n10:00 INFO export DEADLINE_SESSION_ID=${SESSION}\n10:01 INFO done ${OTHER_JOB}`,
      SESSION,
      { sessionId: SESSION, jobId: JOB },
    );
    finds(
      'takes a job from beside a bound one',
      `{"sessionId": "${SESSION}", "jobId": "${JOB}", "previous": {"sessionId": "${OTHER_SESSION}", "jobId": "${OTHER_JOB}"}}`,
      SESSION,
      { sessionId: SESSION, jobId: JOB },
    );
    finds(
      'says which are open in its line',
      `${SESSION} was ${JOB}, is ${OTHER_JOB} in ${QUEUE} or ${OTHER_QUEUE} of ${FARM}`,
      SESSION,
      { sessionId: SESSION, farmId: FARM },
      'job',
      'queue',
    );
  });

  describe('in blocks of fields', () => {
    finds('takes its item of a list', TWO_JOBS_YAML, SESSION, { sessionId: SESSION, jobId: JOB });
    finds('takes the next item of a list', TWO_JOBS_YAML, OTHER_SESSION, {
      sessionId: OTHER_SESSION,
      jobId: OTHER_JOB,
    });
    finds('takes its item from its first line', TWO_JOBS_YAML, JOB, { sessionId: SESSION, jobId: JOB });
    finds('takes its item from its last line', TWO_JOBS_YAML, OTHER_JOB, {
      sessionId: OTHER_SESSION,
      jobId: OTHER_JOB,
    });
    finds(
      'takes fields as deep as its own',
      `a: ${OTHER_JOB}\nb:\n  c: ${SESSION}\n  d: ${JOB}\ne: ${OTHER_JOB}`,
      SESSION,
      { sessionId: SESSION, jobId: JOB },
    );
    finds('takes fields that lie deeper', `c: ${SESSION}\nd:\n  e: ${JOB}\n\nf: ${OTHER_JOB}`, SESSION, {
      sessionId: SESSION,
      jobId: JOB,
    });
    finds('takes settings', `[a]\nqueue_id = ${QUEUE}\njob_id = ${JOB}\n[b]\njob_id = ${OTHER_JOB}`, QUEUE, {
      queueId: QUEUE,
      jobId: JOB,
    });
    finds(
      'takes no line that is no field',
      `job: ${OTHER_JOB}\nand then\nsession: ${SESSION}\nand ${JOB}`,
      SESSION,
      { sessionId: SESSION },
      'job',
    );
    finds(
      'takes an item whose dash stands apart',
      `- a: ${OTHER_JOB}\n-  b: ${JOB}\n   c: ${SESSION}\nd ${OTHER_JOB}`,
      SESSION,
      { sessionId: SESSION, jobId: JOB },
    );
    finds(
      'takes no words before a colon for a field',
      `10:00 job: ${OTHER_JOB}\n10:00 session: ${SESSION}\nsaw ${JOB}`,
      SESSION,
      { sessionId: SESSION },
      'job',
    );
    finds(
      'takes no end of a word for a variable',
      `aJOB=${OTHER_JOB}\naSESSION=${SESSION}\nsaw ${JOB}`,
      SESSION,
      { sessionId: SESSION },
      'job',
    );
    finds(
      'takes no neighbours where it is no field',
      `job: ${JOB}\nsaw ${SESSION}\njob: ${OTHER_JOB}`,
      SESSION,
      { sessionId: SESSION },
      'job',
    );
  });

  describe('in a document with a path', () => {
    const at = (
      fact: string,
      text: string,
      id: string,
      path: string,
      ids: ReferenceContext['ids'],
      ...ambiguous: ReferenceContext['ambiguous']
    ): void => {
      it(fact, () => {
        const context = contextAt(text, id, 0, path);
        assert.deepEqual({ ids: context.ids, ambiguous: context.ambiguous }, { ids, ambiguous });
      });
    };
    at('takes a session’s log group', `see ${ACTION}`, ACTION, LOG_PATH, {
      ...FARM_AND_QUEUE,
      sessionId: SESSION,
      sessionActionId: ACTION,
    });
    at('takes a local log’s folder', SESSION, SESSION, `C:\\Logs\\${QUEUE}\\${SESSION}.log`, {
      queueId: QUEUE,
      sessionId: SESSION,
    });
    at('takes the session for what its log names', STEP, STEP, LOG_PATH, {
      ...FARM_AND_QUEUE,
      sessionId: SESSION,
      stepId: STEP,
    });
    at('takes a worker’s log group', SESSION, SESSION, `/aws/deadline/${FARM}/${FLEET}/${WORKER}`, {
      farmId: FARM,
      fleetId: FLEET,
      workerId: WORKER,
      sessionId: SESSION,
    });
    at('takes nothing for another session', OTHER_ACTION, OTHER_ACTION, LOG_PATH, {
      sessionActionId: OTHER_ACTION,
      sessionId: OTHER_SESSION,
    });
    at('takes nothing where the line says otherwise', `${STEP} in ${OTHER_QUEUE}`, STEP, LOG_PATH, {
      stepId: STEP,
      queueId: OTHER_QUEUE,
    });
    at('believes it before lines around', `${OTHER_QUEUE}\n${SESSION}\n${OTHER_FARM}`, SESSION, LOG_PATH, {
      ...FARM_AND_QUEUE,
      sessionId: SESSION,
    });
    at('lets it decide what is open', `${SESSION} ${QUEUE} ${OTHER_QUEUE}`, SESSION, LOG_PATH, {
      ...FARM_AND_QUEUE,
      sessionId: SESSION,
    });
    at('takes nothing from a path without ids', SESSION, SESSION, '/home/user/session-1.log', { sessionId: SESSION });
    at('takes nothing doubtful from a path', SESSION, SESSION, `/x/${JOB}/${OTHER_JOB}/a.log`, { sessionId: SESSION });
  });

  describe('in the lines around', () => {
    finds(
      'takes what is near if it is but one',
      `queue ${QUEUE} of ${FARM}\n\njob ${JOB}\n\n${SESSION} started\n\non ${WORKER} of ${FLEET}`,
      SESSION,
      { ...KEY, workerId: WORKER, fleetId: FLEET },
    );
    finds('takes parents only', `${SESSION} ${ACTION}\n\n${JOB}\n\n${TASK} ${QUEUE}`, JOB, {
      jobId: JOB,
      queueId: QUEUE,
    });
    finds(
      'takes no job where two are near',
      `${JOB}\n${SESSION}\n${OTHER_JOB}`,
      SESSION,
      { sessionId: SESSION },
      'job',
    );
    finds(
      'takes no job where two are on one side',
      `${SESSION}\n${JOB}\n${OTHER_JOB}\n${QUEUE} ${FARM}`,
      SESSION,
      { ...FARM_AND_QUEUE, sessionId: SESSION },
      'job',
    );
    finds('takes no job of another session', `[${OTHER_SESSION}] ${JOB}\n${SESSION}`, SESSION, { sessionId: SESSION });
    finds('takes no job that is once another session’s', `[${OTHER_SESSION}] ${JOB}\n${SESSION}\n${JOB}`, SESSION, {
      sessionId: SESSION,
    });
    finds('takes no job of another session’s path', `/${OTHER_QUEUE}/${JOB}/${OTHER_SESSION}\n${SESSION}`, SESSION, {
      sessionId: SESSION,
      queueId: OTHER_QUEUE,
    });
    finds('takes no queue of another job', `${JOB} in ${QUEUE}\n[${SESSION}] ${OTHER_JOB}`, SESSION, {
      sessionId: SESSION,
      jobId: OTHER_JOB,
    });
    finds('takes a farm that is but one', `${JOB} in ${FARM}\n[${SESSION}] ${OTHER_JOB}`, SESSION, {
      sessionId: SESSION,
      jobId: OTHER_JOB,
      farmId: FARM,
    });
    finds(
      'takes no worker of two',
      `${WORKER}\n${SESSION}\n${WORKER.slice(0, -1)}6`,
      SESSION,
      { sessionId: SESSION },
      'worker',
    );
    finds(
      'takes nothing that is far away',
      `${JOB}${'\n'.repeat(16_400)}${SESSION}${'\n'.repeat(16_400)}${QUEUE}`,
      SESSION,
      { sessionId: SESSION },
    );
    finds('takes what is just near', `${JOB}${'\n'.repeat(16_000)}${SESSION}${'\n'.repeat(16_000)}${QUEUE}`, SESSION, {
      sessionId: SESSION,
      jobId: JOB,
      queueId: QUEUE,
    });
    finds(
      'takes a queue environment’s parents',
      `queueenv${QUEUE.slice(5)}\n\n${QUEUE}\n\n${FARM}\n\n${JOB}`,
      `queueenv${QUEUE.slice(5)}`,
      FARM_AND_QUEUE,
    );
    finds('takes a fleet’s farm alone', `${FLEET}\n\n${FARM}\n\n${QUEUE}\n\n${WORKER}`, FLEET, {
      fleetId: FLEET,
      farmId: FARM,
    });
    finds('takes a worker’s fleet and farm', `${WORKER}\n\n${FARM}\n\n${QUEUE}\n\n${FLEET}`, WORKER, {
      workerId: WORKER,
      fleetId: FLEET,
      farmId: FARM,
    });
    for (const kind of ['budget', 'limit', 'sp']) {
      const id = FARM.replace('farm', kind);
      finds(`takes the farm of a ${kind}`, `${id}\n\n${FARM}\n\n${QUEUE}`, id, { farmId: FARM });
    }
    finds(
      'takes no job of another session’s path on its line',
      `${SESSION} after /${OTHER_JOB}/${OTHER_SESSION}/x`,
      SESSION,
      { sessionId: SESSION },
    );
    finds('takes a step’s job, queue and farm', `${STEP}\n\n${JOB}\n\n${QUEUE}\n\n${FARM}\n\n${SESSION}`, STEP, {
      ...FARM_AND_QUEUE,
      jobId: JOB,
      stepId: STEP,
    });
    finds(
      'takes all of an action’s parents',
      `${ACTION}\n\n${JOB}\n\n${QUEUE}\n\n${FARM}\n\n${FLEET}\n\n${WORKER}`,
      ACTION,
      { ...KEY, sessionActionId: ACTION, fleetId: FLEET, workerId: WORKER },
    );
    finds('takes nothing for a farm', `${FARM}\n\n${QUEUE}`, FARM, { farmId: FARM });
    finds('takes a task’s job, queue and farm', `${TASK}\n\n${JOB}\n\n${QUEUE}\n\n${FARM}\n\n${SESSION}`, TASK, {
      ...FARM_AND_QUEUE,
      jobId: JOB,
      stepId: STEP,
      taskId: TASK,
    });
  });

  describe('in records elsewhere', () => {
    finds(
      'takes the job that is named with the session',
      `${SESSION}\n\n${OTHER_JOB} ${OTHER_SESSION}\n\n${JOB} ${SESSION}`,
      SESSION,
      { sessionId: SESSION, jobId: JOB },
    );
    finds(
      'takes the queue that is named with the job',
      `${SESSION} ${JOB}\n\n${OTHER_JOB} ${OTHER_QUEUE}\n\n${JOB} ${QUEUE}`,
      SESSION,
      { sessionId: SESSION, jobId: JOB, queueId: QUEUE },
    );
    finds(
      'takes the farm that is named with the queue',
      `${QUEUE}\n\n${OTHER_QUEUE} ${OTHER_FARM}\n\n${QUEUE} ${FARM}`,
      QUEUE,
      FARM_AND_QUEUE,
    );
    finds(
      'takes what an action of the session stands with',
      `${SESSION}\n\n${OTHER_JOB}\n\n${JOB} ${ACTION}`,
      SESSION,
      { sessionId: SESSION, jobId: JOB },
    );
    finds(
      'takes no job where the records differ',
      `${SESSION}\n\n${OTHER_JOB} ${SESSION}\n\n${JOB} ${SESSION}`,
      SESSION,
      { sessionId: SESSION },
      'job',
    );
    finds(
      'lets them decide what its own line leaves open',
      `${SESSION}: ${JOB} or ${OTHER_JOB}\n\n${JOB} ${SESSION}`,
      SESSION,
      { sessionId: SESSION, jobId: JOB },
    );
    finds(
      'takes no queue because it is named with the farm, which has others',
      `${SESSION} ${FARM}\n\n${QUEUE} ${FARM}\n\n${OTHER_QUEUE}`,
      SESSION,
      { sessionId: SESSION, farmId: FARM },
      'queue',
    );
    it('asks the thirty-two nearest', () => {
      const far = `${OTHER_JOB} ${SESSION}\n\n${`see ${SESSION}\n`.repeat(40)}`;
      const near = `${JOB} ${SESSION}\n\n${`see ${SESSION}\n`.repeat(5)}`;
      assert.equal(contextAt(far + near, SESSION, -1).ids.jobId, JOB);
      assert.deepEqual(contextAt(far + near, SESSION, 20).ambiguous, ['job']);
    });
  });

  describe('in a worker’s log', () => {
    const at = (
      fact: string,
      text: string,
      id: string,
      mention: number,
      ids: ReferenceContext['ids'],
      ...ambiguous: ReferenceContext['ambiguous']
    ): void => {
      it(fact, () => {
        const context = contextAt(text, id, mention);
        assert.deepEqual({ ids: context.ids, ambiguous: context.ambiguous }, { ids, ambiguous });
      });
    };
    at('finds all of a session where it says them', WORKER_LOG, SESSION, 0, KEY);
    at('finds all of a session on a line without them', WORKER_LOG, SESSION, -1, KEY);
    at('finds all of an action', WORKER_LOG, ACTION, 0, {
      ...KEY,
      sessionActionId: ACTION,
      stepId: STEP,
      taskId: TASK,
    });
    at('finds the other session’s own', WORKER_LOG, OTHER_SESSION, -1, {
      sessionId: OTHER_SESSION,
      jobId: OTHER_JOB,
      queueId: OTHER_QUEUE,
      farmId: FARM,
    });
    at(
      'asks about a session that stands alone',
      WORKER_LOG,
      THIRD_SESSION,
      0,
      { sessionId: THIRD_SESSION, farmId: FARM },
      'job',
      'queue',
    );
    at('finds all of a session in a structured log', STRUCTURED_WORKER_LOG, SESSION, 1, KEY);
    at('leaves the job of another session', STRUCTURED_WORKER_LOG, OTHER_ACTION, 0, {
      sessionActionId: OTHER_ACTION,
      sessionId: OTHER_SESSION,
      farmId: FARM,
      queueId: QUEUE,
      fleetId: FLEET,
      workerId: WORKER,
    });
  });

  describe('in the jobs of a script', () => {
    for (const [form, text] of [
      ['on one line', JSON.stringify(TWO_JOBS)],
      ['on many lines', JSON.stringify(TWO_JOBS, undefined, 2)],
      ['in a Python program', `jobs = ${JSON.stringify(TWO_JOBS, undefined, 4).replaceAll('"', "'")}\n`],
    ] as const) {
      finds(`takes the first job’s ids ${form}`, text, SESSION, { ...KEY, workerId: WORKER });
      finds(`takes them for its second session ${form}`, text, THIRD_SESSION, {
        ...KEY,
        sessionId: THIRD_SESSION,
      });
      finds(`takes the second job’s ids ${form}`, text, OTHER_SESSION, {
        farmId: FARM,
        queueId: OTHER_QUEUE,
        jobId: OTHER_JOB,
        sessionId: OTHER_SESSION,
      });
      finds(`takes no job for their farm ${form}`, text, FARM, { farmId: FARM, workerId: WORKER });
    }
    finds(
      'takes nothing of an incomplete neighbour',
      `[{"queueId": "${QUEUE}", "jobId": "${JOB}", "sessionId": "${SESSION}"}, {"jobId": "${OTHER_JOB}", "sessionId": "${OTHER_SESSION}"}]`,
      OTHER_SESSION,
      { jobId: OTHER_JOB, sessionId: OTHER_SESSION },
    );
  });

  describe('for where to ask', () => {
    const connection = (fact: string, text: string, region?: string, profile?: string): void => {
      it(fact, () => {
        const context = contextAt(text, SESSION, 0);
        assert.deepEqual([context.region, context.profile], [region, profile]);
      });
    };
    connection('takes nothing from nothing', SESSION);
    connection('takes its own link', `${JOB_ARN} AWS_REGION=us-east-1 ${MONITOR}/${SESSION}`, 'us-west-2');
    connection('takes its command’s flags', COMMAND, 'us-west-2', 'studio x');
    connection(
      'takes its object’s field',
      `[{"region": "us-east-1"}, {"region": "us-west-2", "s": "${SESSION}"}]`,
      'us-west-2',
    );
    connection('takes a link on its line', `${SESSION} ${JOB_ARN}\nAWS_REGION=us-east-1`, 'eu-central-1');
    connection('takes a link’s profile', `${SESSION} deadline://x?id=${FARM}&profile=studio`, undefined, 'studio');
    connection('takes its variables', ENVIRONMENT_DUMP, 'ap-southeast-2');
    connection(
      'takes what is near',
      `$ deadline job get --region us-west-2 --profile studio\n\nsession: ${SESSION}\n`,
      'us-west-2',
      'studio',
    );
    connection(
      'takes none where its line says two',
      `${SESSION} region=us-west-2 region=us-west-1\n--region us-west-2`,
    );
    connection(
      'takes none where two are near',
      `--region us-west-1 --profile a\n${SESSION}\n--region us-west-2 --profile b`,
    );
    connection('takes no word for a Region', `${SESSION} in us-west-2`);
  });

  describe('whatever the text', () => {
    const parts = fc.constantFrom(
      FARM,
      QUEUE,
      OTHER_QUEUE,
      JOB,
      OTHER_JOB,
      SESSION,
      OTHER_SESSION,
      ACTION,
      '{',
      '}',
      '"',
      '\\',
      '\n',
      '\n',
      ' ',
      '- a: ',
      'B=',
      '/',
      ',',
      ' --region us-west-2',
    );
    const texts = fc.array(parts, { maxLength: 40 }).map((all) => all.join(''));

    it('names nothing that the text does not name', () => {
      fc.assert(
        fc.property(texts, (text) => {
          for (const reference of findReferences(text)) {
            const { ids, ambiguous } = contextOf(text, reference);
            for (const id of Object.values(ids)) {
              assert.ok(text.includes(id) || id === SESSION);
            }
            for (const [key, id] of Object.entries(reference.ids)) {
              assert.equal(ids[key as keyof typeof ids], id);
            }
            assert.ok(ambiguous.every((kind) => !(`${kind}Id` in ids)));
          }
        }),
        runs(150),
      );
    });

    it('stays quick where braces and ids are without end', () => {
      const text = `${'{'.repeat(8000)}${`${SESSION} `.repeat(200)}${`${JOB}\n`.repeat(200)}${'}'.repeat(8000)}`;
      assert.deepEqual(contextAt(text, SESSION, 100).ids, { sessionId: SESSION, jobId: JOB });
    });
  });
});
