import assert from 'node:assert/strict';
import fc from 'fast-check';

import { NO_EVENTS, packEvents, unpackEvents } from '../../../../src/core/logs/pages/packedEvents';
import { LOG_START_MS, eventsOf } from '../../../support/logs/logs';

describe('packed events', () => {
  const message = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom('\ud800', '"', '\\', 'é') }),
  );
  const events = fc.array(fc.record({ timestampMs: fc.nat(), message }, { noNullPrototype: true }));

  it('are unpacked as they were, whatever is in them', () => {
    fc.assert(
      fc.property(events, (all) => {
        const packed = packEvents(all);
        assert.deepEqual([packed.length, packed.events()], [all.length, all]);
        assert.deepEqual(unpackEvents(packed.timesMs, packed.texts), all);
      }),
    );
  });

  it('are cut like a list, and cut again', () => {
    fc.assert(
      fc.property(events, fc.nat(9), fc.nat(9), fc.nat(9), fc.nat(9), (all, from, until, again, end) => {
        const [list, packed] = [all.slice(from, until), packEvents(all).slice(from, until)];
        assert.deepEqual(packed.events(), list);
        assert.deepEqual(packed.slice(again, end).events(), list.slice(again, end));
        assert.deepEqual(packed.slice(again).events(), list.slice(again));
      }),
    );
  });

  it('find the first one at or after a time', () => {
    const packed = packEvents(eventsOf(['a', 'b', 'c'], LOG_START_MS, 10));
    const check = (afterMs: number, index: number): void => {
      assert.equal(packed.indexAt(LOG_START_MS + afterMs), index);
    };
    check(-1, 0);
    check(0, 0);
    check(1, 1);
    check(20, 2);
    check(21, 3);
    assert.deepEqual([packed.firstMs, packed.lastMs], [LOG_START_MS, LOG_START_MS + 20]);
    assert.deepEqual([NO_EVENTS.firstMs, NO_EVENTS.lastMs, NO_EVENTS.indexAt(0)], [undefined, undefined, 0]);
  });
});
