import assert from 'node:assert/strict';
import fc from 'fast-check';
import { BYTE_KINDS, IdBytes } from '../../../../src/core/references/idBytes';
import { findIds } from '../../../../src/core/references/idScan';
import { ACTION, FARM, JOB, QUEUE, SESSION, TASK } from '../../../fixtures/references';
import { runs } from '../../../support/thorough';

const HEX = '0123456789abcdef0123456789abcdef';

/** What is found in a text, as `<line> <kind>-<digits>`, when its bytes come in pieces of this size. */
function scan(text: string | Uint8Array, pieceBytes = 4096): string[] {
  const found: string[] = [];
  const ids = new IdBytes((kind, bytes, digits, line) => {
    const hex = Buffer.from(bytes.buffer, digits, 32).toString('latin1');
    found.push(`${line} ${BYTE_KINDS[kind]}-${hex}`);
  }, pieceBytes);
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  const pieces = Array.from({ length: Math.ceil(bytes.length / pieceBytes) }, (_, piece) =>
    bytes.subarray(piece * pieceBytes, (piece + 1) * pieceBytes),
  );
  // The next piece comes before this one is looked through.
  const fill = (turn: number): void => {
    ids.rooms[turn % 2 === 0 ? 0 : 1].fill(0x2d).set(pieces[turn] ?? []);
  };
  fill(0);
  pieces.forEach(({ length }, turn) => {
    fill(turn + 1);
    ids.add(length);
  });
  ids.end();
  return found;
}

/** The same by `findIds`, which reads the text as a whole. */
function expected(text: string): string[] {
  return findIds(text).map(({ kind, id, start }) => {
    const line = text.slice(0, start).split('\n').length;
    return `${line} ${id.slice(0, kind.length + 1 + 32)}`;
  });
}

function check(fact: string, text: string, ...found: string[]): void {
  it(`finds ${fact}`, () => {
    assert.deepEqual(expected(text), found);
    // Longer pieces would all be the whole text.
    for (let pieceBytes = 1; pieceBytes <= Buffer.byteLength(text) + 1; pieceBytes++) {
      assert.deepEqual(scan(text, pieceBytes), found, `in pieces of ${pieceBytes}`);
    }
  });
}

describe('ids in bytes', () => {
  check('nothing in nothing', '');
  check('an id that is all there is', SESSION, `1 ${SESSION}`);
  check(
    'ids on their lines, however these end',
    `\n${FARM}\r\n\r\n${QUEUE} ${JOB}\n`,
    `2 ${FARM}`,
    `4 ${QUEUE}`,
    `4 ${JOB}`,
  );
  check(
    'ids among wide characters',
    `🟢 Action.Start 🟢 [${SESSION}](${ACTION}) 会话\n🟢${QUEUE}é`,
    `1 ${SESSION}`,
    `1 ${ACTION.slice(0, -2)}`,
    `2 ${QUEUE}`,
  );
  check('no word that only ends like a kind', `…defarm-${HEX} xsession-${HEX} 9job-${HEX} Zqueue-${HEX}`);
  check('no digits that are too many, too few or none', `job-${HEX}0 job-${HEX.slice(1)} job-${HEX.slice(1)}g -${HEX}`);
  check('no action or task without its index', `sessionaction-${HEX} task-${HEX}-01 ${TASK}${'1'.repeat(11)}`);
  check('ids written together', `${TASK}${FARM}${JOB}`, `1 ${TASK.slice(0, -2)}`, `1 ${FARM}`, `1 ${JOB}`);
  check('none behind one that is none', `xjob-${HEX}${FARM}${QUEUE}`);
  check(
    'a session’s working directory',
    `/sessions/${SESSION}ev_zckqq C:\\${SESSION}ab`,
    `1 ${SESSION}`,
    `1 ${SESSION}`,
  );
  check('an encoded working directory', `%2Fsessions%2F${SESSION}ev_zckqq`, `1 ${SESSION}`);
  check('ids behind colors and escapes', `\u001b[31m${SESSION}\u001b[0m\\n${JOB}`, `1 ${SESSION}`, `1 ${JOB}`);

  const digits = fc.constantFrom(
    HEX,
    HEX,
    HEX,
    HEX.slice(1),
    `${HEX}a`,
    'fa'.repeat(16),
    '0'.repeat(40),
    'a'.repeat(99),
  );
  const words = fc.constantFrom(...BYTE_KINDS.map((kind) => `${kind}-`), 'x-', 'Job-', 'session');
  const signs = '-0,-12,-07,-12345678901,, ,/,\\,\\n,%2F,%5c,$252F,%25,[31m,[,_,-,f,de,Z,7,é,😀,\u0080,\n,\r\n'.split(
    ',',
  );
  const rest = fc.constantFrom('', '', ' ', '\n', ...signs);
  const texts = fc
    .array(fc.tuple(rest, words, digits, rest), { maxLength: 8 })
    .map((parts) => parts.map((part) => part.join('')).join(''));

  it('are those of the text, whatever it is and however its bytes are cut', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 400 }), (text, pieceBytes) => {
        assert.deepEqual(scan(text, pieceBytes), expected(text));
      }),
      runs(500, 30_000),
    );
  });

  it('are those of the text at every offset', () => {
    for (let offset = 0; offset < 70; offset++) {
      const text = `${'.'.repeat(offset)}${SESSION}\n${ACTION}`;
      assert.deepEqual(scan(text, 64), expected(text));
    }
  });

  it('are none in noise', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
        assert.deepEqual(scan(bytes, 100), []);
      }),
      runs(200),
    );
  });

  it('are not looked for again and again in digits without end', () => {
    assert.deepEqual(scan(`job-${'a'.repeat(3_000_000)} ${JOB}`, 65_536), [`1 ${JOB}`]);
  });
});
