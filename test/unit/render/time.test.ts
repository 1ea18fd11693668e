import assert from 'node:assert/strict';
import fc from 'fast-check';
import { setLanguage } from '../../../src/core/text/localize';
import { dayName, duration, exactTime, roughly, shortTime } from '../../../src/render/time';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('dayName', () => {
  const now = new Date(2026, 10, 25, 9).getTime();
  const name = (daysAgo: number): string => dayName(now - daysAgo * DAY, now);
  it('says today, the day of the week, or the date', () => {
    assert.deepEqual([0, 1, 5, 6, 40].map(name), ['today', 'Tuesday', 'Friday', '2026-11-19', '2026-10-16']);
    assert.equal(dayName(now + 3 * DAY, now), '2026-11-28');
    assert.equal(dayName(NaN, now), 'unknown');
  });
  it('names the day of the week in the language of the editor', () => {
    setLanguage({ language: 'de', messages: {} });
    try {
      assert.equal(name(1), 'Dienstag');
    } finally {
      setLanguage(undefined);
    }
  });
});

describe('duration', () => {
  const check = (spanMs: number, expected: string): void => {
    it(`says ${expected} for ${spanMs} ms`, () => {
      assert.equal(duration(spanMs), expected);
    });
  };
  check(0, '<1 s');
  check(999, '<1 s');
  check(1000, '1 s');
  check(59_999, '59 s');
  check(MINUTE, '1 min 00 s');
  check(12 * MINUTE + 4 * SECOND, '12 min 04 s');
  check(HOUR - 1, '59 min 59 s');
  check(HOUR + 3 * MINUTE, '1 h 03 min');
  check(DAY - 1, '23 h 59 min');
  check(2 * DAY + 5 * HOUR, '2 d 5 h');
  check(-1, 'unknown');
  check(NaN, 'unknown');
  check(Infinity, 'unknown');
});

describe('roughly', () => {
  const check = (spanMs: number, expected: string): void => {
    it(`says ${expected} for ${spanMs} ms`, () => {
      assert.equal(roughly(spanMs), expected);
    });
  };
  check(-5 * SECOND, 'under a minute');
  check(MINUTE - 1, 'under a minute');
  check(3 * MINUTE + 59 * SECOND, '3 min');
  check(HOUR, '1 h');
  check(47 * HOUR, '47 h');
  check(48 * HOUR, '2 d');
  check(NaN, 'unknown');

  it('stays the same for at least a minute once it counts minutes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 0, max: MINUTE - 1 }), (minutes, rest) => {
        assert.equal(roughly(minutes * MINUTE), roughly(minutes * MINUTE + rest));
      }),
    );
  });
});

describe('points in time', () => {
  it('are exact to the millisecond, with their zone', () => {
    const said = exactTime(Date.UTC(2026, 10, 23, 9, 2, 31, 250));
    assert.match(said, /^2026-11-2\d \d\d:\d\d:31\.250 [+-]\d\d:\d\d$/);
    assert.equal(Date.parse(said.replace(' ', 'T').replace(' ', '')), Date.UTC(2026, 10, 23, 9, 2, 31, 250));
  });

  it('leave the day out where it is today', () => {
    const noon = new Date(2026, 10, 23, 12, 0).getTime();
    assert.equal(shortTime(new Date(2026, 10, 23, 10, 2, 59).getTime(), noon), '10:02');
    assert.equal(shortTime(new Date(2026, 10, 22, 10, 2).getTime(), noon), '2026-11-22 10:02');
  });

  it('are unknown where there is none', () => {
    assert.equal(exactTime(NaN), 'unknown');
    assert.equal(shortTime(8.64e15 + 1, 0), 'unknown');
  });

  it('never read as something broken', () => {
    fc.assert(
      fc.property(fc.double(), fc.double(), (one, other) => {
        for (const said of [exactTime(one), shortTime(one, other), duration(one), roughly(one)]) {
          assert.doesNotMatch(said, /NaN|Invalid|undefined|Infinity/);
        }
      }),
    );
  });
});
