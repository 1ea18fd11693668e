import assert from 'node:assert/strict';
import fc from 'fast-check';
import { canBe, findIncompleteIds, whatIsMissing } from '../../../../src/core/references/incompleteIds';
import { ACTION, JOB, LOG_PATH, MONITOR_URL, SESSION, STEP, TASK, WORKER_LOG } from '../../../fixtures/references';
import { runs } from '../../../support/thorough';

const KINDS = ['session', 'farm', 'queue', 'job', 'step', 'fleet', 'worker'] as const;
const digits = (length: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...Array.from('0123456789abcdef')), minLength: length, maxLength: length });
const wholeId = fc.tuple(fc.constantFrom(...KINDS), digits(32)).map(([kind, hex]) => `${kind}-${hex}`);

/** What is found in a text, as people are told: what was written, and what is wrong with it. */
function said(text: string): readonly (readonly [string, string])[] {
  return findIncompleteIds(text).map((one) => [one.text, whatIsMissing(one)]);
}

describe('incomplete IDs', () => {
  it('are found where an ID was cut off', () => {
    assert.deepEqual(said(`look at ${SESSION.slice(0, 20)} please`), [[SESSION.slice(0, 20), '12 of 32 characters']]);
    assert.deepEqual(said(`${JOB.slice(0, -1)}, ${JOB.slice(0, -2)}`), [
      [JOB.slice(0, -1), '31 of 32 characters'],
      [JOB.slice(0, -2), '30 of 32 characters'],
    ]);
  });

  it('are found where a program shortened an ID', () => {
    const short = `session-…${SESSION.slice(-8)}`;
    assert.deepEqual(said(`row ${short}`), [[short, '8 of 32 characters']]);
    const dots = `${SESSION.slice(0, 12)}...${SESSION.slice(-4)}`;
    assert.deepEqual(said(dots), [[dots, '8 of 32 characters']]);
    const end = `${SESSION.slice(0, 12)}…`;
    assert.deepEqual(said(end), [[end, '4 of 32 characters']]);
  });

  it('are found where an ID has too much, or capitals', () => {
    assert.deepEqual(said(`${SESSION}a`), [[`${SESSION}a`, '1 character too many']]);
    assert.deepEqual(said(`${SESSION}ab`), [[`${SESSION}ab`, '2 characters too many']]);
    const loud = `session-${SESSION.slice(8).toUpperCase()}`;
    assert.deepEqual(said(loud), [[loud, 'not written as the service writes it']]);
  });

  it('are found where a letter is no digit', () => {
    const typo = `${SESSION.slice(0, -1)}o`;
    assert.deepEqual(said(typo), [[typo, '1 character is not 0–9 or a–f']]);
    const [found] = findIncompleteIds(typo);
    assert.ok(found && canBe(found, SESSION));
  });

  it('of actions are those of their session, and of tasks those of their step', () => {
    const [action, task] = findIncompleteIds(`${ACTION.slice(0, 25)} ${TASK.slice(0, 25)}`);
    assert.deepEqual([action?.kind, task?.kind], ['session', 'step']);
    assert.ok(action && canBe(action, SESSION));
    assert.ok(task && canBe(task, STEP));
  });

  it('are not whole IDs, words, numbers or parts of other words', () => {
    for (const text of [
      LOG_PATH,
      MONITOR_URL,
      WORKER_LOG,
      'task-100',
      'job-add',
      'my-job-12345678',
      'session-',
      'session-lighting_v2',
      '',
    ]) {
      assert.deepEqual(said(text), [], text);
    }
  });

  it('can only be IDs of their own kind', () => {
    const [cut] = findIncompleteIds(SESSION.slice(0, 20));
    assert.ok(cut && canBe(cut, SESSION));
    assert.ok(!canBe(cut, SESSION.replace('session', 'job')));
    assert.ok(!canBe(cut, SESSION.slice(0, 20)));
  });

  it('can be the ID that they were cut from, wherever the cut is', () => {
    const cut = fc.tuple(wholeId, fc.integer({ min: 4, max: 31 }), fc.integer({ min: 0, max: 27 }));
    fc.assert(
      fc.property(cut, ([id, kept, left]) => {
        const start = id.indexOf('-') + 1;
        const texts = [
          [id.slice(0, start + kept), kept],
          [`${id.slice(0, start)}${id.slice(-kept)}`, kept],
          [`${id.slice(0, start)}…${id.slice(-kept)}`, kept],
          [`${id.slice(0, start + 4 + (left % 10))}…${id.slice(-4)}`, 8 + (left % 10)],
        ] as const;
        for (const [text, count] of texts) {
          const [found, ...others] = findIncompleteIds(`of "${text}".`);
          assert.deepEqual([found?.text, others.length], [text, 0]);
          assert.ok(found && canBe(found, id));
          assert.equal(whatIsMissing(found), `${count} of 32 characters`);
        }
      }),
      runs(300),
    );
  });

  it('can be the ID of which some characters are missing or doubled anywhere', () => {
    const places = fc.uniqueArray(fc.integer({ min: 0, max: 31 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(wholeId, places, (id, changed) => {
        const [kind = '', hex = ''] = id.split('-');
        const without = Array.from(hex)
          .filter((_, index) => !changed.includes(index))
          .join('');
        const doubled = Array.from(hex)
          .map((digit, index) => (changed.includes(index) ? digit + digit : digit))
          .join('');
        for (const text of [`${kind}-${without}`, `${kind}-${doubled}`]) {
          const [found] = findIncompleteIds(text);
          assert.ok(found && canBe(found, id), text);
        }
      }),
      runs(300),
    );
  });

  it('are never found in whole IDs, whatever stands around them', () => {
    const around = fc.constantFrom(' ', '/', '"', ',', '\n', '?jobId=', '(');
    fc.assert(
      fc.property(fc.array(fc.tuple(around, wholeId)), (parts) => {
        assert.deepEqual(findIncompleteIds(`${parts.flat().join('')} `), []);
      }),
      runs(200),
    );
  });

  it('are looked for in any text in a time that does not depend on what it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 120 }), (text) => {
        for (const found of findIncompleteIds(text)) {
          assert.ok(text.includes(found.text));
        }
      }),
      runs(300),
    );
    for (const text of [
      'session-'.repeat(50_000),
      `session-${'a'.repeat(400_000)}`,
      `session-${'a….'.repeat(9_000)}`,
    ]) {
      // Were the time to grow with the square of the length, this would not end before the test's time limit.
      findIncompleteIds(text);
    }
  });
});
