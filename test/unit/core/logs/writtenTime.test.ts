import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseTime } from '../../../../src/core/logs/writtenTime';
import { runs } from '../../../support/thorough';

const NEAR = Date.UTC(2026, 10, 23, 10, 30);
const START = Date.UTC(2026, 10, 23, 9, 0);

describe('written time', () => {
  const check = (text: string, expected: string | undefined): void => {
    it(`reads ${text}`, () => {
      const timeMs = parseTime(text, { nearMs: NEAR, startMs: START, isUtc: true });
      assert.equal(timeMs === undefined ? undefined : new Date(timeMs).toISOString(), expected);
    });
  };

  check('10:02', '2026-11-23T10:02:00.000Z');
  check('9:02:31', '2026-11-23T09:02:31.000Z');
  check(' 10:02:31.25 ', '2026-11-23T10:02:31.250Z');
  check('10:02:31,250Z', '2026-11-23T10:02:31.250Z');
  check('10:02 +01:00', '2026-11-23T09:02:00.000Z');
  check('23:15', '2026-11-22T23:15:00.000Z');
  check('2026-11-20 23:15', '2026-11-20T23:15:00.000Z');
  check('2026/11/20T23:15:00 -0700', '2026-11-21T06:15:00.000Z');
  check('+12', '2026-11-23T09:00:12.000Z');
  check('+1:12', '2026-11-23T09:01:12.000Z');
  check('+1:01:12.5', '2026-11-23T10:01:12.500Z');
  check('', undefined);
  check('25:00', undefined);
  check('soon', undefined);
  check('10:02:31.250 and more', undefined);

  it('takes a time without a zone for one of the reader’s', () => {
    const near = new Date(2026, 10, 23, 10, 30).getTime();
    assert.equal(
      parseTime('10:02', { nearMs: near, startMs: near, isUtc: false }),
      new Date(2026, 10, 23, 10, 2).getTime(),
    );
  });

  it('is a number or nothing, whatever is typed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[+\d:.,TZ -]{0,25}$/)), (text) => {
        const timeMs = parseTime(text, { nearMs: NEAR, startMs: START, isUtc: false });
        assert.ok(timeMs === undefined || Number.isFinite(timeMs));
      }),
      runs(300),
    );
  });
});
