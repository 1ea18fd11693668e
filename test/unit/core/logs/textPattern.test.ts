import assert from 'node:assert/strict';
import { textPattern } from '../../../../src/core/logs/lines/textPattern';

const find = (text: string, line: string, how: { matchesCase?: boolean; isRegex?: boolean } = {}) =>
  textPattern({ text, matchesCase: false, isRegex: false, ...how })?.(line);

describe('a text that a log is searched for', () => {
  it('is found whatever its capitals, unless they matter', () => {
    assert.deepEqual(find('error', 'An ERROR here'), { start: 3, length: 5 });
    assert.equal(find('error', 'An ERROR here', { matchesCase: true }), undefined);
    assert.deepEqual(find('ERROR', 'An ERROR here', { matchesCase: true }), { start: 3, length: 5 });
  });

  it('means itself, whatever a regular expression would make of it', () => {
    assert.deepEqual(find('[1/2] (a.b)*', 'done [1/2] (A.B)*'), { start: 5, length: 12 });
    assert.equal(find('a.b', 'axb'), undefined);
  });

  it('is a regular expression where that is wanted', () => {
    assert.deepEqual(find('frame \\d+', 'Render Frame 1005', { isRegex: true }), { start: 7, length: 10 });
    assert.equal(find('Frame \\d+', 'frame 12', { isRegex: true, matchesCase: true }), undefined);
  });

  it('is none while it is empty or half a regular expression', () => {
    assert.equal(textPattern({ text: '', matchesCase: false, isRegex: false }), undefined);
    assert.equal(textPattern({ text: '(', matchesCase: false, isRegex: true }), undefined);
  });

  it('is not found where an expression matches nothing', () => {
    assert.equal(find('x*', 'abc', { isRegex: true }), undefined);
  });
});
