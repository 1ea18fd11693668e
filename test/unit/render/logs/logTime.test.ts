import assert from 'node:assert/strict';
import fc from 'fast-check';
import { dayOf, TIME_FORMS, type TimeForm, timeFormName, timeWriter } from '../../../../src/render/logs/logTime';
import { exactTime } from '../../../../src/render/time';
import { runs } from '../../../support/thorough';

const AT = Date.UTC(2026, 10, 23, 10, 2, 31, 250);
const STARTS = { startedAtMs: AT - 60_000, actionStartsMs: [AT - 30_000, AT], manyDays: false };

describe('log times', () => {
  const check = (fact: string, form: TimeForm, timesMs: readonly number[], expected: readonly string[]): void => {
    it(fact, () => {
      const write = timeWriter(form, STARTS);
      assert.deepEqual(
        timesMs.map((timeMs) => write(timeMs)),
        expected,
      );
    });
  };

  check('may be off', 'off', [AT], ['']);
  check('may be of UTC', 'utc', [AT, AT + 4, AT + 750], ['10:02:31.250Z', '10:02:31.254Z', '10:02:32.000Z']);
  check('may be since the session’s start', 'sinceSession', [AT, AT + 3_600_000], ['+0:01:00.000', '+1:01:00.000']);
  check(
    'may be since the start of the action that runs',
    'sinceAction',
    [AT - 40_000, AT - 30_000, AT - 1, AT, AT + 5, AT - 1],
    ['+0:00:20.000', '+0:00:00.000', '+0:00:29.999', '+0:00:00.000', '+0:00:00.005', '+0:00:29.999'],
  );
  check('say what was before the start', 'sinceSession', [AT - 60_020], ['-0:00:00.020']);
  check('are unknown where there is none', 'utc', [NaN], ['unknown']);
  check('are unknown at the end of time', 'sinceAction', [Infinity, -Infinity], ['unknown', 'unknown']);

  it('of the reader’s zone are as elsewhere', () => {
    assert.equal(timeWriter('local', STARTS)(AT), exactTime(AT).slice(11, 23));
  });

  it('have their day before them where there are several', () => {
    assert.equal(timeWriter('utc', { ...STARTS, manyDays: true })(AT), '11-23 10:02:31.250Z');
  });

  it('are named for a head', () => {
    assert.deepEqual(
      TIME_FORMS.map((form) => timeFormName(form, AT)?.replace(/[+-]\d\d:\d\d$/, '…')),
      [undefined, 'UTC…', 'UTC', 'since the session’s start', 'since the action’s start'],
    );
    assert.equal(dayOf('utc', AT), '2026-11-23');
  });

  it('are written whatever comes, in whatever order', () => {
    const times = fc.array(fc.oneof(fc.integer({ min: AT - 1e9, max: AT + 1e9 }), fc.double()), { maxLength: 10 });
    fc.assert(
      fc.property(fc.constantFrom(...TIME_FORMS), times, (form, timesMs) => {
        const write = timeWriter(form, STARTS);
        for (const timeMs of timesMs.map(Math.floor)) {
          assert.doesNotMatch(write(timeMs), /NaN|undefined|Invalid/);
        }
      }),
      runs(100),
    );
  });
});
