import assert from 'node:assert/strict';
import fc from 'fast-check';
import { plainText } from '../../../src/core/text/plainText';
import { runs } from '../../support/thorough';

describe('plain text', () => {
  const check = (fact: string, text: string, expected: string): void => {
    it(fact, () => {
      assert.equal(plainText(text), expected);
    });
  };
  check('leaves ordinary names alone', 'sh020_lighting_v012', 'sh020_lighting_v012');
  check('leaves every script alone', '光の庭 · إضاءة · forêt d’été', '光の庭 · إضاءة · forêt d’été');
  check('leaves a family of emoji together', '👩‍👩‍👧 🌅', '👩‍👩‍👧 🌅');
  check('writes out what turns the reading direction', 'a\u202egnp.exe\u2069', 'a\\u202egnp.exe\\u2069');
  check('writes out what cannot be seen', 'a\u200bb\ufeffc\u00add', 'a\\u200bb\\ufeffc\\u00add');
  check('writes out controls', 'a\u0000b\u001b[31mc\u007f\u009b', 'a\\u0000b\\u001b[31mc\\u007f\\u009b');
  check('makes one line of several', 'a\r\nb\u2028c\u0085d\te', 'a b c d e');
  check('writes out half a character', 'a\ud800b', 'a\\ud800b');

  for (const invisible of [
    '\u3164',
    '\u115f',
    '\u1160',
    '\uffa0',
    '\u2800',
    '\u034f',
    '\u17b4',
    '\u17b5',
    '\u180e',
    '\ufe00',
  ]) {
    const hex = invisible.charCodeAt(0).toString(16);
    check(`writes out the invisible U+${hex}`, `a${invisible}b`, `a\\u${hex.padStart(4, '0')}b`);
  }
  check('writes out joiners where no script needs them', 'a\u200db', 'a\\u200db');
  check(
    'leaves joiners and variants that scripts need',
    'می\u200cخواهم 葛\u{e0100}城 ❤\ufe0f',
    'می\u200cخواهم 葛\u{e0100}城 ❤\ufe0f',
  );
  check('cuts stacks of marks', `e${'\u0301'.repeat(80)}x`, `e${'\u0301'.repeat(4)}…x`);

  it('is as long as asked for, at most', () => {
    assert.equal(plainText('x'.repeat(200)), 'x'.repeat(200));
    assert.equal(plainText('x'.repeat(201)), `${'x'.repeat(199)}…`);
    assert.equal(plainText('🌅'.repeat(11), 10), `${'🌅'.repeat(9)}…`);
  });

  it('looks at twice that length, and says where it did not look further', () => {
    assert.equal(plainText(`a${' '.repeat(398)}b`), 'a b');
    assert.equal(plainText(`a${' '.repeat(399)}b`), 'a …');
  });

  it('never holds a control, a trick of direction or a line end, whatever it is given', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 300 }).map((units) => String.fromCharCode(...units)),
        fc.integer({ min: 1, max: 250 }),
        (text, maxLength) => {
          const said = plainText(text, maxLength);
          assert.doesNotMatch(said, /[\p{Cc}\p{Bidi_C}\u200b\u2028\u2029\ufeff]/u);
          assert.ok(Array.from(said).length <= maxLength);
        },
      ),
      runs(1000),
    );
  });
});
