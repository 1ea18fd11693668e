import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseStudioRules } from '../../../../src/core/diagnosis';
import { insertRow, NEW_CAUSES_FILE, patternOfLine } from '../../../../src/ui/causes/causesText';

describe('a rule begun from a line of a log', () => {
  it('matches the line and others that differ in their numbers', () => {
    const pattern = patternOfLine('[18:41.54] ERROR Plate 1017 is missing (v2)') ?? '';
    assert.match('Plate 1018 is missing (v3)', RegExp(pattern));
    assert.doesNotMatch('Plate 1018 is missing', RegExp(pattern));
  });

  it('is not begun from a line without words', () => {
    assert.equal(patternOfLine('=========='), undefined);
    assert.equal(patternOfLine(''), undefined);
  });

  it('goes to the end of the list, with the cursor in the sentence', () => {
    const once = added(NEW_CAUSES_FILE, 'first');
    const twice = added(once, 'second');
    const { rules, problems } = parseStudioRules(twice.replaceAll('"sentence": ""', '"sentence": "Why"'));
    assert.deepEqual(problems, []);
    assert.deepEqual(
      rules.map(({ pattern }) => pattern.source),
      ['first', 'second'],
    );
  });

  it('is refused by a text that has no list of rules', () => {
    assert.equal(insertRow('{}', 'x'), undefined);
    assert.equal(insertRow('', 'x'), undefined);
  });

  it('is a regular expression for any line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (line) => {
        const pattern = patternOfLine(line);
        assert.doesNotThrow(() => RegExp(pattern ?? ''));
      }),
    );
  });

  function added(text: string, pattern: string): string {
    const row = insertRow(text, pattern);
    assert.ok(row);
    assert.ok(row.text.slice(0, row.sentenceAt).endsWith('"sentence": "'));
    return text.slice(0, row.offset) + row.text + text.slice(row.offset).trimStart();
  }
});
