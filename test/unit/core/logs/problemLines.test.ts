import assert from 'node:assert/strict';
import fc from 'fast-check';
import { wordsOf } from '../../../../src/core/logs/lines/lineWords';
import { ProblemLines } from '../../../../src/core/logs/lines/problemLines';
import { runs } from '../../../support/thorough';

const LINES = [
  'ADAPTOR_OUTPUT: STDERR: ERROR: no seats left',
  'Rendering tile 12 of 255',
  '2026-11-23 10:02:31,250 WARNING aurora.load: texture is slow',
  'Fatal: cannot go on',
  'The error rate is 0.1 %',
  'INFO: 0 errors',
];

function read(lines: readonly string[], from = 0, into = new ProblemLines()): ProblemLines {
  into.read(from, lines.length, (line) => lines[line] ?? '');
  return into;
}

describe('the problem lines of a text', () => {
  it('are those whose level says so, not those that only speak of errors', () => {
    const { errors, warnings } = read(LINES);
    assert.deepEqual([errors, warnings], [[0, 3], [2]]);
  });

  it('are found without judging each line, and the same as if each were', () => {
    const word = fc.constantFrom(
      'ERROR:',
      'E',
      '[err]',
      'Warn:',
      'SEVERE:',
      'x',
      '12:00:00',
      'panic:',
      'CRIT',
      '[',
      'W',
    );
    fc.assert(
      fc.property(
        fc.array(
          fc.array(word, { maxLength: 5 }).map((words) => words.join(' ')),
          { maxLength: 8 },
        ),
        (lines) => {
          const { errors, warnings } = read(lines);
          const levels = lines.map((line) => wordsOf(line).level);
          assert.deepEqual(
            errors,
            levels.flatMap((one, line) => (one === 'ERROR' || one === 'CRITICAL' ? line : [])),
          );
          assert.deepEqual(
            warnings,
            levels.flatMap((one, line) => (one === 'WARNING' ? line : [])),
          );
        },
      ),
      runs(300),
    );
  });

  it('are the same whether a text is read at once or as it grows and changes', () => {
    const texts = fc.array(fc.constantFrom(...LINES), { maxLength: 20 });
    fc.assert(
      fc.property(texts, texts, fc.nat(20), (before, after, common) => {
        const from = Math.min(common, before.length);
        const text = [...before.slice(0, from), ...after];
        const { errors, warnings } = read(text, from, read(before));
        const { errors: allErrors, warnings: allWarnings } = read(text);
        assert.deepEqual([errors, warnings], [allErrors, allWarnings]);
      }),
      runs(300),
    );
  });
});
