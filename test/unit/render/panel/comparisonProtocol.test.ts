import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  type FromComparisonPage,
  parseComparisonRequest,
  parseFromComparisonPage,
} from '../../../../src/render/panel/comparisonProtocol';
import { KEY } from '../../../support/sessions/sessions';
import { runs } from '../../../support/thorough';

const ACTION_ID = `sessionaction-${'1'.repeat(32)}-3`;

describe('parseFromComparisonPage', () => {
  const check = (message: unknown, expected: FromComparisonPage | undefined): void => {
    assert.deepStrictEqual(parseFromComparisonPage(message), expected);
  };

  it('understands what a comparison’s page may ask for', () => {
    const messages: readonly FromComparisonPage[] = [
      { type: 'ready' },
      { type: 'refresh' },
      { type: 'openDiff' },
      { type: 'chooseReference' },
      { type: 'openLine', index: 0 },
      { type: 'openLog', of: 'reference' },
      { type: 'remedy', remedy: 'signIn' },
    ];
    for (const message of messages) {
      check(message, message);
      check({ ...message, command: 'workbench.action.quit' }, message);
    }
  });

  it('refuses what names anything else', () => {
    for (const message of [
      undefined,
      null,
      'ready',
      [],
      {},
      { type: 'run' },
      { type: 'openLine' },
      { type: 'openLine', index: -1 },
      { type: 'openLine', index: 1.5 },
      { type: 'openLine', index: 1e9 },
      { type: 'openLog', of: 'worker' },
      { type: 'remedy', remedy: 'toString' },
    ]) {
      check(message, undefined);
    }
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.anything(), (message) => {
        parseFromComparisonPage(message);
        parseComparisonRequest(message);
      }),
      runs(300),
    );
  });
});

describe('parseComparisonRequest', () => {
  it('gives back what was kept', () => {
    const subject = { key: KEY, actionId: ACTION_ID };
    for (const request of [
      { subject, reference: undefined },
      { subject, reference: { key: KEY, actionId: undefined } },
    ]) {
      assert.deepStrictEqual(parseComparisonRequest(JSON.parse(JSON.stringify(request))), request);
    }
  });

  it('refuses keys that are none', () => {
    const subject = { key: KEY, actionId: undefined };
    assert.equal(parseComparisonRequest({ subject: { key: { ...KEY, jobId: '../etc' } } }), undefined);
    assert.equal(parseComparisonRequest({ subject, reference: { key: 'session' } }), undefined);
    assert.deepStrictEqual(parseComparisonRequest({ subject: { ...subject, actionId: 'x' } })?.subject, subject);
  });
});
