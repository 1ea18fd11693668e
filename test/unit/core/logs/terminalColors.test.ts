import assert from 'node:assert/strict';
import fc from 'fast-check';
import { backgroundOf, foregroundOf, STYLE, styledText } from '../../../../src/core/logs/lines/terminalColors';
import { withoutTerminalSequences } from '../../../../src/core/logs/lines/terminalText';
import { runs } from '../../../support/thorough';

const E = '\u001b[';
const [BOLD, DIM] = [STYLE.bold, STYLE.dim];

describe('terminal colors', () => {
  const check = (fact: string, text: string, ...expected: readonly (readonly [string, number])[]): void => {
    it(fact, () => {
      assert.deepEqual(
        styledText(text, 0).parts.map((part) => [part.text, part.style]),
        expected,
      );
    });
  };

  check('are none in a plain text', 'plain', ['plain', 0]);
  check('end where they are reset', `${E}31mred${E}0m.`, ['red', 2], ['.', 0]);
  check('are reset by an empty sequence too', `${E}31mred${E}m.`, ['red', 2], ['.', 0]);
  check('add up', `${E}1;33;44mboth`, ['both', BOLD | 4 | (5 << 5)]);
  check('may be bright', `${E}91;102mx`, ['x', 10 | (11 << 5)]);
  check(
    'are taken back one by one',
    `${E}1;2;31;41mx${E}22my${E}39mz${E}49m.`,
    ['x', BOLD | DIM | 2 | (2 << 5)],
    ['y', 2 | (2 << 5)],
    ['z', 2 << 5],
    ['.', 0],
  );
  check(
    'of 256 become the theme’s',
    `${E}38;5;9ma${E}38;5;196mb${E}48;5;21mc`,
    ['a', 10],
    ['b', 10],
    ['c', 10 | (13 << 5)],
  );
  check('of 16 million become the theme’s', `${E}38;2;200;10;10ma${E}38;2;250;250;250mb`, ['a', 2], ['b', 16]);
  check('are understood with colons', `${E}38:2:10:200:10mg`, ['g', 3]);
  check('leave what follows a long color alone', `${E}38;5;1;4mu`, ['u', STYLE.underline | 2]);
  check('ignore what moves the cursor', `a${E}2Kb${E}1;1Hc`, ['a', 0], ['b', 0], ['c', 0]);
  check('ignore codes that nobody knows', `${E}31;999;77mx`, ['x', 2]);

  it('can be told from a style', () => {
    const [part] = styledText(`${E}3;95;40mx`, 0).parts;
    assert.deepEqual([foregroundOf(part?.style ?? 0), backgroundOf(part?.style ?? 0)], [13, 0]);
    assert.deepEqual([foregroundOf(STYLE.italic), backgroundOf(STYLE.italic)], [undefined, undefined]);
    assert.ok((part?.style ?? 0) & STYLE.italic);
  });

  it('go on in the next line', () => {
    const { style } = styledText(`${E}31mbegins here`, 0);
    assert.deepEqual(styledText(`goes on${E}0m, ends`, style), {
      parts: [
        { text: 'goes on', style: 2 },
        { text: ', ends', style: 0 },
      ],
      style: 0,
    });
  });

  it('never change the text, and are always of the sixteen', () => {
    const hostile = fc.array(
      fc.oneof(
        fc.string(),
        fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 8 }).map((codes) => `${E}${codes.join(';')}m`),
        fc.constantFrom('\u001b', E, `${E}38;2`, `${E}38;5;m`, '\u001b]0;t\u0007', `${E}${'1;'.repeat(300)}m`),
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(hostile, fc.nat({ max: 65535 }), (pieces, before) => {
        const text = pieces.join('');
        const { parts, style } = styledText(text, before);
        assert.equal(parts.map((part) => part.text).join(''), withoutTerminalSequences(text));
        for (const each of [style, ...parts.map((part) => part.style)]) {
          assert.ok(each >= 0 && each <= 65535);
        }
      }),
      runs(300),
    );
  });
});
