import assert from 'node:assert/strict';
import fc from 'fast-check';
import { looksLikeJobName, parseLookUpText } from '../../../../src/core/references/lookUpText';
import {
  ACTION,
  FARM,
  FLEET,
  JOB,
  JOB_ARN,
  MONITOR,
  MONITOR_URL,
  OTHER_JOB,
  OTHER_QUEUE,
  OTHER_SESSION,
  QUEUE,
  SESSION,
  STEP,
  STRUCTURED_WORKER_LOG,
  TASK,
  WORKER,
} from '../../../fixtures/references';
import { runs } from '../../../support/thorough';

/** The kinds of the things that a text asks for. */
function kinds(text: string): readonly string[] {
  return parseLookUpText(text).things.map(({ kind }) => kind);
}

describe('what a text asks to look up', () => {
  const links: readonly (readonly [link: string, kind: string])[] = [
    [`${MONITOR}/farms/${FARM}`, 'farm'],
    [`${MONITOR}/farms/${FARM}/queues/${QUEUE}`, 'queue'],
    [`${MONITOR}/farms/${FARM}/queues/${QUEUE}?jobId=${JOB}`, 'job'],
    [`${MONITOR}/farms/${FARM}/queues/${QUEUE}?jobId=${JOB}&stepId=${STEP}`, 'step'],
    [MONITOR_URL, 'task'],
    [`${MONITOR}/farms/${FARM}/fleets/${FLEET}`, 'fleet'],
    [`${MONITOR}/farms/${FARM}/fleets/${FLEET}?workerId=${WORKER}`, 'worker'],
    [JOB_ARN, 'job'],
    [ACTION, 'session'],
  ];
  for (const [link, kind] of links) {
    it(`is a ${kind} for ${link.slice(0, 90)}`, () => {
      assert.deepEqual(kinds(link), [kind]);
      assert.deepEqual(kinds(`Job URL: ${link}, thanks`), [kind]);
    });
  }

  it('takes all parents of a task from its link, and its Region', () => {
    const { things, region, incomplete, jobName } = parseLookUpText(MONITOR_URL);
    assert.deepEqual(things[0]?.ids, { farmId: FARM, queueId: QUEUE, jobId: JOB, stepId: STEP, taskId: TASK });
    assert.deepEqual([region, incomplete, jobName], ['us-west-2', [], undefined]);
  });

  it('is the session before anything else, each once', () => {
    assert.deepEqual(kinds(STRUCTURED_WORKER_LOG), ['session', 'session']);
  });

  it('keeps what each of two sessions says of its own job', () => {
    const { things } = parseLookUpText(
      `${FARM}: ${QUEUE}/${JOB}/${SESSION}, ${OTHER_QUEUE}/${OTHER_JOB}/${OTHER_SESSION}`,
    );
    assert.deepEqual(
      things.map(({ ids }) => ids),
      [
        { farmId: FARM, queueId: QUEUE, jobId: JOB, sessionId: SESSION },
        { farmId: FARM, queueId: OTHER_QUEUE, jobId: OTHER_JOB, sessionId: OTHER_SESSION },
      ],
    );
  });

  it('is each of two jobs', () => {
    assert.deepEqual(kinds(`${JOB} and ${OTHER_JOB}`), ['job', 'job']);
  });

  it('is a job’s name where nothing is an ID', () => {
    const { things, jobName } = parseLookUpText('  sh330 lighting, version 2 ');
    assert.deepEqual([things, jobName], [[], 'sh330 lighting, version 2']);
    assert.equal(parseLookUpText('two\nlines').jobName, undefined);
    assert.equal(parseLookUpText('x'.repeat(129)).jobName, undefined);
    assert.equal(parseLookUpText(' ').jobName, undefined);
    assert.equal(parseLookUpText(JOB).jobName, undefined);
  });

  it('is what is left of an ID, also beside a whole one', () => {
    const { things, incomplete, jobName } = parseLookUpText(SESSION.slice(0, 20));
    assert.deepEqual(
      [things, incomplete.map(({ text }) => text), jobName],
      [[], [SESSION.slice(0, 20)], SESSION.slice(0, 20)],
    );
    const beside = parseLookUpText(`${JOB} ${SESSION.slice(0, 20)}`);
    assert.deepEqual([beside.things.map(({ kind }) => kind), beside.incomplete.length], [['job'], 1]);
    assert.deepEqual(parseLookUpText(`${SESSION} ${SESSION.slice(0, 20)}`).incomplete, []);
  });

  it('is found in any text, and every thing has its own ID', () => {
    const pieces = fc.constantFrom(
      FARM,
      QUEUE,
      JOB,
      STEP,
      TASK,
      SESSION,
      ACTION,
      WORKER,
      '/',
      ' ',
      '\n',
      '&',
      'x',
      '…',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
        const { things, jobName } = parseLookUpText(parts.join(''));
        assert.equal(new Set(things.map(({ kind }) => kind)).size, things.length > 0 ? 1 : 0);
        for (const { kind, ids } of things) {
          assert.ok(ids[`${kind}Id`]);
        }
        assert.ok(things.length === 0 || jobName === undefined);
      }),
      runs(300),
    );
  });
});

describe('what looks like the name of a job', () => {
  it('is one word with a letter and what names have inside', () => {
    for (const name of ['sh330_lighting', 'comp.v012', 'sq01-turntables', 'asset7', 'maya_scene#2']) {
      assert.ok(looksLikeJobName(name), name);
    }
    for (const other of [
      'hello',
      '2026',
      'two words',
      'https://x.test/a_1',
      'a@b.c',
      '/var/log/x_1',
      '',
      'a1\nb2',
      '12-34',
    ]) {
      assert.ok(!looksLikeJobName(other), other);
    }
  });
});
