import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  type IdKind,
  actionOfSession,
  indexOf,
  isId,
  sessionOfAction,
  shortId,
  stepOfTask,
} from '../../../src/core/ids';
import { ACTION, FARM, FLEET, JOB, QUEUE, SESSION, STEP, TASK, WORKER } from '../../fixtures/references';
import { runs } from '../../support/thorough';

const IDS: Readonly<Record<IdKind, string>> = {
  farm: FARM,
  queue: QUEUE,
  job: JOB,
  step: STEP,
  task: TASK,
  session: SESSION,
  sessionaction: ACTION,
  fleet: FLEET,
  worker: WORKER,
};
const KINDS = Object.keys(IDS) as IdKind[];

describe('ids', () => {
  for (const kind of KINDS) {
    it(`knows the id of a ${kind}, and no other kind’s`, () => {
      assert.deepEqual(
        KINDS.filter((other) => isId(other, IDS[kind])),
        [kind],
      );
    });
    it(`refuses what is almost the id of a ${kind}`, () => {
      const id = IDS[kind];
      const hex = id.indexOf('-') + 1;
      const almost = [
        '',
        ` ${id}`,
        `${id} `,
        `${id}\n`,
        `x${id}`,
        `${id}x`,
        `${id}-`,
        id.slice(0, hex) + id.slice(hex + 1),
        id.slice(0, hex) + '0' + id.slice(hex),
        id.slice(0, hex) + 'g' + id.slice(hex + 1),
        id.slice(0, hex) + 'A' + id.slice(hex + 1),
        id.toUpperCase(),
        id.replace('-', '_'),
      ];
      assert.deepEqual(
        almost.filter((text) => isId(kind, text)),
        [],
      );
    });
  }

  it('refuses what is no text', () => {
    for (const value of [undefined, null, 7, {}, [FARM], { toString: () => FARM }]) {
      assert.equal(isId('farm', value), false);
    }
  });

  it('takes an index from 0 to ten digits, without a leading zero', () => {
    const task = (index: string): string => `${STEP.replace('step', 'task')}-${index}`;
    const indices = ['0', '1', '9', '10', '1234567890', '', '00', '01', '-1', '1.0', '1e3', 'a', '12345678901'];
    assert.deepEqual(
      indices.filter((index) => isId('task', task(index))),
      ['0', '1', '9', '10', '1234567890'],
    );
    assert.deepEqual(
      indices.filter((index) => isId('sessionaction', task(index).replace('task', 'sessionaction'))),
      ['0', '1', '9', '10', '1234567890'],
    );
  });

  it('tells the parents that ids imply', () => {
    assert.equal(sessionOfAction(ACTION), SESSION);
    assert.equal(stepOfTask(TASK), STEP);
    assert.equal(indexOf(ACTION), 3);
    assert.equal(indexOf(TASK), 7);
    assert.equal(indexOf(`${TASK}0`), 70);
  });

  it('makes actions of sessions that lead back to them', () => {
    fc.assert(
      fc.property(fc.nat({ max: 2_000_000_000 }), (index) => {
        const action = actionOfSession(SESSION, index);
        assert.ok(isId('sessionaction', action));
        assert.deepEqual([sessionOfAction(action), indexOf(action)], [SESSION, index]);
      }),
      runs(50),
    );
  });

  it('shortens ids to their word, their last 8 digits and their index', () => {
    const short = [SESSION, JOB, ACTION, `${TASK}890123456`, QUEUE.replace('queue', 'queueenv')].map(shortId);
    assert.deepEqual(short, [
      'session-…6789ab23',
      'job-…45678901',
      'sessionaction-…6789ab23-3',
      'task-…56789a12-7890123456',
      'queueenv-…56789abc',
    ]);
  });

  it('leaves whole what is no id', () => {
    const texts = [
      '',
      'x',
      '-',
      'monitor-1g9neezauta8ease',
      `${FARM}0`,
      `x ${FARM}`,
      FARM.toUpperCase(),
      `${TASK}-1`,
      `${FARM}\n`,
    ];
    assert.deepEqual(texts.map(shortId), texts);
  });
});
