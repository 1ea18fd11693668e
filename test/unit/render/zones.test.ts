import assert from 'node:assert/strict';
import { parseTime } from '../../../src/core/logs/lines/writtenTime';
import { dayOf, timeWriter } from '../../../src/render/logs/logTime';
import { exactTime, shortTime } from '../../../src/render/time';

const HOUR = 3_600_000;

/** A zone, a moment in it, and that moment as people there write it. */
const MOMENTS: readonly (readonly [zone: string, time: string, written: string])[] = [
  ['UTC', '2026-11-23T10:14:31.250Z', '2026-11-23 10:14:31.250 +00:00'],
  ['Asia/Kolkata', '2026-11-23T10:14:31.250Z', '2026-11-23 15:44:31.250 +05:30'],
  ['America/St_Johns', '2026-11-23T10:14:31.250Z', '2026-11-23 06:44:31.250 -03:30'],
  ['Pacific/Kiritimati', '2026-11-23T10:14:31.250Z', '2026-11-24 00:14:31.250 +14:00'],
  // The hour that comes twice, and the one that is left out.
  ['America/New_York', '2026-11-01T05:30:00.000Z', '2026-11-01 01:30:00.000 -04:00'],
  ['America/New_York', '2026-11-01T06:30:00.000Z', '2026-11-01 01:30:00.000 -05:00'],
  ['Europe/Berlin', '2026-03-29T00:59:59.999Z', '2026-03-29 01:59:59.999 +01:00'],
  ['Europe/Berlin', '2026-03-29T01:00:00.000Z', '2026-03-29 03:00:00.000 +02:00'],
];

describe('time zones', () => {
  const own = process.env.TZ;
  afterEach(() => {
    if (own === undefined) {
      delete process.env.TZ;
    } else {
      process.env.TZ = own;
    }
  });

  for (const [zone, time, written] of MOMENTS) {
    it(`${time} is ${written} in ${zone}, wherever it is shown`, () => {
      process.env.TZ = zone;
      const timeMs = Date.parse(time);
      assert.equal(exactTime(timeMs), written);
      assert.equal(shortTime(timeMs, timeMs), written.slice(11, 16));
      assert.equal(shortTime(timeMs, timeMs + 48 * HOUR), written.slice(0, 16));
      assert.equal(dayOf('local', timeMs), written.slice(0, 10));
      const write = timeWriter('local', { startedAtMs: timeMs, actionStartsMs: [], manyDays: false });
      assert.equal(write(timeMs), written.slice(11, 23));
    });

    it(`${written} is read as ${time} in ${zone}`, () => {
      process.env.TZ = zone;
      const timeMs = Date.parse(time);
      const context = { nearMs: timeMs, startMs: timeMs, isUtc: false };
      assert.equal(parseTime(written, context), timeMs);
      const [, timeOfDay = '', offset = ''] = written.split(' ');
      assert.equal(parseTime(`${timeOfDay} ${offset}`, context), timeMs);
    });
  }
});
