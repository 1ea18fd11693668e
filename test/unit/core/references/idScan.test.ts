import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findIds } from '../../../../src/core/references/idScan';
import { ACTION, FARM, FLEET, JOB, QUEUE, SESSION, STEP, TASK, WORKER } from '../../../fixtures/references';
import { runs } from '../../../support/thorough';

const HEX = '0123456789abcdef0123456789abcdef';

/** One line a case: in this text, these ids and no others are found. */
function finds(fact: string, text: string, ...expected: string[]): void {
  it(`${expected.length > 0 ? 'finds' : 'does not find'} ${fact}`, () => {
    assert.deepEqual(
      findIds(text).map(({ id }) => id),
      expected,
    );
  });
}

describe('ids in text', () => {
  describe('of every kind', () => {
    for (const kind of 'farm queue job step session fleet worker queueenv sp le budget limit monitor'.split(' ')) {
      it(`recognises ${kind}`, () => {
        const id = `${kind}-${HEX}`;
        assert.deepEqual(findIds(`see ${id}.`), [{ kind, id, start: 4, end: 4 + id.length }]);
      });
    }
    for (const kind of ['task', 'sessionaction']) {
      it(`recognises ${kind} with its index`, () => {
        const id = `${kind}-${HEX}-10`;
        assert.deepEqual(findIds(`see ${id}.`), [{ kind, id, start: 4, end: 4 + id.length }]);
      });
    }
  });

  describe('of exactly that shape', () => {
    finds('31 digits', `job-${HEX.slice(1)} `);
    finds('31 digits at the end', `job-${HEX.slice(1)}`);
    finds('33 digits', `job-${HEX}0`);
    finds('32 digits and a letter', `job-${HEX}g`);
    finds('32 digits and a capital', `job-${HEX}Z`);
    finds('a letter among the digits', `queue-${HEX.slice(1)}g`);
    finds('the digits next to `0` and `9`', `job-${HEX.slice(1)}/ job-${HEX.slice(1)}:`);
    finds('the letters next to `a` and `f`', `job-${HEX.slice(1)}\` job-${HEX.slice(1)}g`);
    finds('capital digits', `job-${HEX.toUpperCase()}`);
    finds('one capital digit', `job-${HEX.slice(1)}A`);
    finds('a capital word', `JOB-${HEX}`);
    finds('a word with a capital', `Job-${HEX}`);
    finds('no dash', `job${HEX}`);
    finds('an underscore for the dash', `job_${HEX}`);
    finds('two dashes', `job--${HEX}`);
    finds('a long dash', `job–${HEX}`);
    finds('bare digits', HEX);
    finds('digits behind a dash alone', `-${HEX}`);
    finds('a word of another service', `execution-${HEX}`);
    finds('a UUID', 'job-01234567-89ab-cdef-0123-456789abcdef');
    finds('ids shortened for documentation', 'session-123 job-abc session-5b33f queue-0123… sessionaction-123-1');
    finds('an ellipsis in the digits', `session-${HEX.slice(0, 8)}…${HEX.slice(-8)}`);
    finds('nothing', '');
    finds('an id at the very beginning and at the very end', `${FARM} ${QUEUE}`, FARM, QUEUE);
  });

  describe('with the index of an action or a task', () => {
    finds('a task without its index', `task-${HEX}`);
    finds('an action without its index', `sessionaction-${HEX}`);
    finds('a dash without an index', `task-${HEX}- `);
    finds('the index 0', `task-${HEX}-0`, `task-${HEX}-0`);
    finds('an index of ten digits', `task-${HEX}-1234567890`, `task-${HEX}-1234567890`);
    finds('an index of eleven digits', `task-${HEX}-12345678901`);
    finds('a leading zero', `task-${HEX}-01`);
    finds('a hex index', `task-${HEX}-1f`);
    finds('a capital after the index', `task-${HEX}-1F`);
    finds('the index before a full stop', `${ACTION}.`, ACTION);
    finds('the index before another dash', `${ACTION}-1`, ACTION);
    finds('33 digits before the index', `sessionaction-${HEX}0-1`);
    finds('a session inside of an action', ACTION, ACTION);
    finds('a queue inside of a queue environment', `queueenv-${HEX}`, `queueenv-${HEX}`);
    finds('other words that begin or end like a kind', `sessions-${HEX} queues-${HEX} multiple-${HEX} grasp-${HEX}`);
    finds('a step with an index, but the step', `step-${HEX}-2`, `step-${HEX}`);
  });

  describe('as words of their own', () => {
    finds('a longer word', `xfarm-${HEX}`);
    finds('a digit before it', `9farm-${HEX}`);
    finds('a capital before it', `Zfarm-${HEX}`);
    for (const sign of '09AZaz') {
      finds(`${sign} before or behind it`, `${sign}${FARM} ${QUEUE}${sign}`);
    }
    for (const sign of '/:@[`{_-.') {
      finds(`an id before and behind ${sign}`, `${sign}${FARM} ${QUEUE}${sign}`, FARM, QUEUE);
    }
    finds('letters that could be digits before it', `defarm-${HEX}`);
    finds('30 digits and then an id', `x-${HEX.slice(2)}${FARM}`);
    finds(
      'an id behind each kind of punctuation',
      `"${FARM}" '${QUEUE}' (${JOB}) [${STEP}] <${TASK}> {${SESSION}}`,
      FARM,
      QUEUE,
      JOB,
      STEP,
      TASK,
      SESSION,
    );
    finds(
      'ids in one row with other signs',
      `${FARM}/${QUEUE}\\${JOB}:${STEP}=${TASK},${SESSION};${ACTION}|${FLEET}&${WORKER}`,
      FARM,
      QUEUE,
      JOB,
      STEP,
      TASK,
      SESSION,
      ACTION,
      FLEET,
      WORKER,
    );
    finds('an id in a hyphenated name', `log-${SESSION}-copy`, SESSION);
    finds('an id between underscores', `2025-03-01T10:00:00Z_${ACTION}_output`, ACTION);
    finds('an id between letters of other scripts', `会话${SESSION}失败`, SESSION);
    finds('an id beside half a surrogate pair', `\ud83d${SESSION}\ude00`, SESSION);
    finds('ids written together', `${FARM}${QUEUE}${JOB}${SESSION}`, FARM, QUEUE, JOB, SESSION);
    finds('ids written together behind an index', `${TASK}${FARM}${ACTION}${FLEET}`, TASK, FARM, ACTION, FLEET);
    finds('an id written together with half of one', `${JOB}farm-${HEX.slice(1)}`);
    finds('an id behind half of one', `job-${HEX.slice(1)}${FLEET}`);
  });

  describe('behind letters that are no word', () => {
    finds('an id behind an encoded slash', `%2F${FARM}%2f${QUEUE}%3D${JOB}`, FARM, QUEUE, JOB);
    finds('an id behind a slash that was encoded twice', `%252F${FARM}`, FARM);
    finds(
      'an id behind the console’s own encoding',
      `log-group/$252Faws$252Fdeadline$252F${FARM}$252F${QUEUE}`,
      FARM,
      QUEUE,
    );
    finds('an id behind a percentage', `50%${FARM} 5%a${QUEUE} 5% ab${JOB}`, FARM);
    finds('an id behind an escaped line break', `"a\\n${FARM}\\r\\n${QUEUE}\\t${JOB}"`, FARM, QUEUE, JOB);
    finds('an id behind another escaped letter', `a\\x${FARM}`);
    finds(
      'an id between terminal colors',
      `\u001b[31m${SESSION}\u001b[0m \u001b[01;31m\u001b[K${JOB}\u001b[m`,
      SESSION,
      JOB,
    );
    finds('an id behind a bracket and a word', `[3x${FARM} [am${QUEUE}`);
    finds('an environment id’s job', `JOB:${JOB}:Conda STEP:${STEP}:Maya`, JOB, STEP);
  });

  describe('of a session’s working directory', () => {
    finds('the session before the random tail', `/sessions/${SESSION}ev_zckqq/manifests`, SESSION);
    finds('the session before a tail that goes on like digits', `/sessions/${SESSION}ajfajfm5/x`, SESSION);
    finds('the session before a tail of capitals', `/sessions/${SESSION}Q8xTz0/x`, SESSION);
    finds('the session in a Windows path', `C:\\ProgramData\\Amazon\\OpenJD\\${SESSION}x1y2z3_w\\tmp`, SESSION);
    finds(
      'the session in an encoded path',
      `file%3A%2F%2F%2Fsessions%2F${SESSION}ev_zckqq%5C${SESSION}ab`,
      SESSION,
      SESSION,
    );
    finds('a tail without a path', `${SESSION}ev_zckqq in ${SESSION}0`);
    finds('a tail behind another sign', `"${SESSION}ev_zckqq" =${SESSION}ev (${SESSION}a)`);
    finds('a tail behind an encoded sign that is no slash', `%3D${SESSION}ev_zckqq`);
    finds('a tail on other kinds', `/${JOB}ev_zckqq/${QUEUE}0/${ACTION}x/${FARM}a`);
    finds('an id inside of the tail', `/${SESSION}x${FARM}`, SESSION);
  });

  it('keeps its place among wide characters', () => {
    const text = `🟢 Action.Start 🟢 [${SESSION}](${ACTION})`;
    assert.deepEqual(
      findIds(text).map(({ id, start, end }) => [id, text.slice(start, end)]),
      [
        [SESSION, SESSION],
        [ACTION, ACTION],
      ],
    );
  });

  it('finds none with a letter among its digits, at whatever offset', () => {
    for (let offset = 0; offset < 32; offset++) {
      for (let at = 0; at < 32; at++) {
        assert.deepEqual(findIds(`${' '.repeat(offset)}job-${HEX.slice(0, at)}g${HEX.slice(at + 1)} `), []);
      }
    }
  });

  it('finds an id at every offset', () => {
    for (let offset = 0; offset < 70; offset++) {
      const text = `${' '.repeat(offset)}sp-${HEX} ${ACTION}`;
      assert.deepEqual(
        findIds(text).map(({ start }) => start),
        [offset, offset + 36],
      );
    }
  });
});

describe('ids in any text', () => {
  const digits = fc.constantFrom(HEX, HEX, HEX, HEX.slice(1), `${HEX}a`, 'fa'.repeat(16), '0'.repeat(40));
  const words = fc.constantFrom(
    'farm-',
    'queue-',
    'job-',
    'step-',
    'task-',
    'session-',
    'sessionaction-',
    'fleet-',
    'queueenv-',
    'sp-',
    'le-',
    'x-',
    'Job-',
    'session',
  );
  const rest = fc.constantFrom(
    '-0',
    '-12',
    '-07',
    '-12345678901',
    '',
    '',
    ' ',
    '/',
    '\\',
    '\\n',
    '%2F',
    '$252F',
    '%',
    '[31m',
    '[',
    '_',
    '-',
    'f',
    'Z',
    '7',
    'é',
    '😀',
    '\ud83d',
    '\n',
  );
  const texts = fc
    .array(
      fc.tuple(rest, words, digits, rest).map((parts) => parts.join('')),
      { maxLength: 6 },
    )
    .map((parts) => parts.join(''));

  it('are those that a plain reading of the rules finds', () => {
    fc.assert(
      fc.property(texts, (text) => {
        assert.deepEqual(
          findIds(text).map(({ start, end }) => [start, end]),
          readPlainly(text),
        );
      }),
      runs(500, 40_000),
    );
  });

  it('are in order, apart and what their span says', () => {
    fc.assert(
      fc.property(texts, (text) => {
        let last = 0;
        for (const { kind, id, start, end } of findIds(text)) {
          assert.ok(start >= last && text.slice(start, end) === id && id.startsWith(`${kind}-`));
          last = end;
        }
      }),
      runs(300),
    );
  });

  it('are none in noise', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 200 }), (units) => {
        const text = String.fromCharCode(...units);
        assert.deepEqual(findIds(text), []);
      }),
      runs(300),
    );
  });
});

/** The rules again, tried at every character. */
function readPlainly(text: string): [number, number][] {
  const id =
    /(?:(?:task|sessionaction)-[0-9a-f]{32}-(?:0|[1-9]\d{0,9})(?!\d)|(?:farm|queue|job|step|session|fleet|worker|queueenv|sp|le|budget|limit|monitor)-[0-9a-f]{32})/y;
  const spans: [number, number][] = [];
  for (let at = 0, previous = -1; at < text.length; at++) {
    id.lastIndex = at;
    const found = id.exec(text)?.[0];
    const before = text.slice(0, at);
    const starts = at === previous || /(?:^|[^A-Za-z0-9]|[%$](?:25)*[0-9A-Fa-f]{2}|\\[nrt]|\[[\d;]*[mK])$/.test(before);
    if (found === undefined || !starts) {
      continue;
    }
    const after = text.slice(at + found.length);
    const ends =
      /^(?:$|[^A-Za-z0-9])/.test(after) ||
      /^(?:farm|queue|job|step|task|session|sessionaction|fleet|worker|queueenv|sp|le|budget|limit|monitor)-[0-9a-f]{32}/.test(
        after,
      );
    if (ends || (found.startsWith('session-') && /(?:[\\/]|[%$](?:25)*(?:2[Ff]|5[Cc]))$/.test(before))) {
      previous = at + found.length;
      spans.push([at, previous]);
      at = previous - 1;
    }
  }
  return spans;
}
