import assert from 'node:assert/strict';
import { referenceAt } from '../../../../src/core/references/reference';
import { type ReferenceContext, contextOf } from '../../../../src/core/references/referenceContext';
import { JOB, OTHER_SESSION, QUEUE, SESSION } from '../../../fixtures/references';
import { CROWDED_SESSION, CROWDED_TEXTS } from '../../../support/crowdedTexts';

describe('context in texts that are crowded with ids', () => {
  const contextOfLast = (text: string): ReferenceContext => {
    const reference = referenceAt(text, text.length - 1);
    assert.ok(reference);
    return contextOf(text, reference);
  };

  it('keeps to the ids that are near where there are very many', () => {
    const far = `${JOB} ${QUEUE}\n`;
    const between = `${OTHER_SESSION}\n`.repeat(200);
    assert.deepEqual(contextOfLast(far + between + SESSION).ids, { sessionId: SESSION });
    assert.equal(contextOfLast(far + between.slice(0, between.length / 4) + SESSION).ids.jobId, JOB);
  });

  for (const [name, text, at] of CROWDED_TEXTS) {
    it(`is that of the session under the pointer: ${name}`, () => {
      const reference = referenceAt(text, at);
      assert.equal(reference?.id, CROWDED_SESSION);
      assert.equal(contextOf(text, reference).ids.sessionId, CROWDED_SESSION);
    });
  }
});
