import assert from 'node:assert/strict';
import fc from 'fast-check';
import { referenceAt } from '../../../../src/core/references/reference';
import { mayBeId } from '../../../../src/ui/editor/mayBeId';

const DIGITS = '0123456789abcdef0123456789abcdef';

describe('the question whether there may be an ID', () => {
  it('is answered with yes wherever there is one', () => {
    const kinds = fc.constantFrom('session', 'sessionaction', 'job', 'queueenv', 'sp');
    const around = fc.string({ maxLength: 100 });
    fc.assert(
      fc.property(kinds, around, around, fc.nat(), fc.boolean(), (kind, before, after, place, hasIndex) => {
        const line = `${before} ${kind}-${DIGITS}${hasIndex ? '-4294967295' : ''} ${after}`;
        const at = place % line.length;
        return referenceAt(line, at) === undefined || mayBeId(line, at);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is answered with no for any other word, also in a line that has one far away', () => {
    assert.equal(mayBeId('const session = await openSession(key);', 10), false);
    assert.equal(mayBeId(`${'word '.repeat(40)}session-${DIGITS}`, 10), false);
    assert.equal(mayBeId('', 0), false);
  });
});
