import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseTime } from '../../../../src/core/logs/lines/writtenTime';
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
  check('00:15 +14:00', '2026-11-23T10:15:00.000Z');
  check('00:45 +14:00', '2026-11-22T10:45:00.000Z');
  check('22:15 -1200', '2026-11-23T10:15:00.000Z');
  check('22:45 -1200', '2026-11-22T10:45:00.000Z');
  check('2026-11-20 23:15', '2026-11-20T23:15:00.000Z');
  check('2026/11/20T23:15:00 -0700', '2026-11-21T06:15:00.000Z');
  check('[2026-11-20T23:15:00.5+00:00]', '2026-11-20T23:15:00.500Z');
  check('2026/11/20 17시 15분 20초+09:00', '2026-11-20T08:15:20.000Z');
  check('2026/11/20 午後5:15:20+09:00', '2026-11-20T08:15:20.000Z');
  check('20.11.2026 09:15', '2026-11-20T09:15:00.000Z');
  check('11/20/2026, 5:15:20 PM', '2026-11-20T17:15:20.000Z');
  check('2026/11/20\u2002下午5:15:20', '2026-11-20T17:15:20.000Z');
  check('20-11-2026, 17:15:20', '2026-11-20T17:15:20.000Z');
  check('20 nov. 2026, 17:15:20', '2026-11-20T17:15:20.000Z');
  check('20/11/2569 17:15:20', '2026-11-20T17:15:20.000Z');
  check('2026. 11. 20. 17시 5분 7초', '2026-11-20T17:05:07.000Z');
  check('9:15 pm', '2026-11-22T21:15:00.000Z');
  check('12:05 a.m.', '2026-11-23T00:05:00.000Z');
  check('11-20 10:02:31.250', '2026-11-20T10:02:31.250Z');
  check('12-20 10:02:31.250', '2025-12-20T10:02:31.250Z');
  check('2026-02-30 10:00', undefined);
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

  it('takes a time later than now for one of the day before, also where that day had another length', () => {
    for (let month = 0; month < 12; month++) {
      for (let day = 1; day <= 31; day++) {
        const near = new Date(2026, month, day, 10, 30).getTime();
        const expected = new Date(2026, month, day - 1, 12, 2).getTime();
        assert.equal(parseTime('12:02', { nearMs: near, startMs: near, isUtc: false }), expected);
      }
    }
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
