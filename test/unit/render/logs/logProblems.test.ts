import assert from 'node:assert/strict';
import fc from 'fast-check';
import { logProblems } from '../../../../src/render/logs/logProblems';
import { runs } from '../../../support/thorough';

const LINES = ['Loading', 'WARNING: slow texture', 'ERROR: no seats left', 'Killed', 'ERROR: retrying'];
const textOf = (line: number): string => LINES[line] ?? '';

describe('the problems of a log', () => {
  it('are its errors and warnings, by their level, where nothing says why it failed', () => {
    assert.deepEqual(logProblems({ explaining: [], errors: [4, 2], warnings: [1] }, textOf), [
      { line: 2, severity: 'error', message: 'ERROR: no seats left' },
      { line: 4, severity: 'error', message: 'ERROR: retrying' },
      { line: 1, severity: 'warning', message: 'WARNING: slow texture' },
    ]);
  });

  it('have the line that explains the failure first, with its cause, and are worse in nothing than it', () => {
    const explaining = [{ line: 3, cause: 'The host ran out of memory.', isReason: true }];
    assert.deepEqual(logProblems({ explaining, errors: [2, 3, 4], warnings: [1] }, textOf), [
      { line: 3, severity: 'error', message: 'The host ran out of memory. Killed' },
      { line: 2, severity: 'warning', message: 'ERROR: no seats left' },
      { line: 4, severity: 'warning', message: 'ERROR: retrying' },
      { line: 1, severity: 'information', message: 'WARNING: slow texture' },
    ]);
  });

  it('say of a line once what it is, the reason first', () => {
    const explaining = [
      { line: 3, cause: 'Out of memory.', isReason: true },
      { line: 3, cause: 'Something else.', isReason: false },
    ];
    assert.deepEqual(
      logProblems({ explaining, errors: [], warnings: [] }, textOf).map(({ message }) => message),
      ['Out of memory. Killed'],
    );
  });

  it('are bounded, however many lines there are; what is left out is counted', () => {
    const all = Array.from({ length: 5000 }, (_, line) => line);
    const problems = logProblems({ explaining: [], errors: all, warnings: all }, () => 'ERROR: x');
    assert.equal(problems.length, 301);
    assert.equal(problems.at(-1)?.message, '9,700 more lines read like errors or warnings. They are not listed.');
    assert.ok(problems.some(({ line }) => line === 4999));
  });

  it('are plain text of bounded length, whatever lines hold', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 2000 }), { minLength: 1 }), (lines) => {
        const every = lines.map((_, line) => line);
        for (const { message } of logProblems(
          { explaining: [], errors: every, warnings: [] },
          (line) => lines[line] ?? '',
        )) {
          assert.ok(message.length > 0 && message.length <= 310, message);
          assert.doesNotMatch(message, /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u);
        }
      }),
      runs(300),
    );
  });
});
