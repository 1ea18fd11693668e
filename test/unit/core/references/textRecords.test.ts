import assert from 'node:assert/strict';
import { findObjects } from '../../../../src/core/references/textRecords';

/** One line a case: these are the objects of this text, as they are written. */
function finds(fact: string, text: string, ...expected: string[]): void {
  it(fact, () => {
    assert.deepEqual(
      findObjects(text).map(({ start, end }) => text.slice(start, end)),
      expected,
    );
  });
}

describe('objects of a text', () => {
  finds('are none in none', '');
  finds('are inner ones before those around them', '[{"a": {"b": 1}}, {}]', '{"b": 1}', '{"a": {"b": 1}}', '{}');
  finds('are none that are not closed', '{ {"a": 1}', '{"a": 1}');
  finds('are none that are not opened', '} } {}', '{}');
  finds('do not end in a string', '{"a": "}"}', '{"a": "}"}');
});
