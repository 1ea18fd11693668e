import assert from 'node:assert/strict';

import { parseIni } from '../../../src/aws/ini';

describe('an INI file', () => {
  const check = (fact: string, text: string, sections: unknown): void => {
    it(fact, () => {
      assert.deepEqual(JSON.parse(JSON.stringify(parseIni(text))), sections);
    });
  };
  check('is nothing when it is empty', '', {});
  check('has keys below its sections, in lower case', '[a b]\nKey = v = w \r\n\r\n[c]\nx=1', {
    'a b': { key: 'v = w' },
    c: { x: '1' },
  });
  check('counts what is said last', '[a]\nx=1\n[b]\n[a]\nx=2\ny=3', { a: { x: '2', y: '3' }, b: {} });
  check('has comments, and lines that say nothing', 'x=0\n[a]\n# x=1\n; x=2\nx\n=3\n[half\ny=', { a: { y: '' } });

  it('cannot name what all objects have', () => {
    const sections = parseIni('[__proto__]\npolluted=1\n[a]\n__proto__=2');
    assert.equal(({} as Record<string, unknown>).polluted, undefined);
    assert.deepEqual(Object.keys(sections), ['__proto__', 'a']);
    assert.deepEqual(Object.keys(sections.a ?? {}), ['__proto__']);
  });
});
