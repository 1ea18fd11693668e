import assert from 'node:assert/strict';
import fc from 'fast-check';
import { linesOf } from '../../../../src/core/logs/lines/logLines';
import { styledStretches } from '../../../../src/core/logs/lines/styledLines';
import { runs } from '../../../support/thorough';

describe('styled lines', () => {
  it('say where an event is colored, over line ends too', () => {
    assert.deepEqual(styledStretches('ab\u001b[31mcd\r\u001b[1m\nef\u001b[0m', 3), {
      stretches: [
        { line: 0, start: 0, end: 2, style: 3 },
        { line: 0, start: 2, end: 4, style: 2 },
        { line: 1, start: 0, end: 2, style: 1026 },
      ],
      style: 0,
    });
  });

  it('stay within the lines that are shown, whatever was written', () => {
    const hostile = fc
      .array(
        fc.constantFrom('\r', '\n', '\u001b[31m', '\u001b[0m', '\u202e', '\ud800', '\u0000', '\u2029', '\u009b', 'x'),
      )
      .map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(hostile, (message) => {
        const lines = linesOf(message, 'session');
        const { stretches } = styledStretches(message, 1);
        for (const { line, start, end } of stretches) {
          assert.ok(start < end && end <= (lines[line] ?? '').length, JSON.stringify({ line, start, end, lines }));
        }
        // Everything is colored, because the style before it is.
        const length = stretches.reduce((sum, { start, end }) => sum + end - start, 0);
        assert.ok(message.includes('\u001b[0m') || length === lines.join('').length);
      }),
      runs(300),
    );
  });
});
