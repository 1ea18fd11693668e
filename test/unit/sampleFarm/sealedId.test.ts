import assert from 'node:assert/strict';

import * as fc from 'fast-check';

import { isId } from '../../../src/core/ids';
import { Sealer } from '../../../src/sampleFarm/sealedId';

const word = fc.integer({ min: 0, max: 0xffffffff });

describe('sealed id', () => {
  it('holds three coordinates, and nothing else opens it', () => {
    const sealer = new Sealer(1);
    fc.assert(
      fc.property(word, word, word, (first, second, third) => {
        const id = sealer.seal('session', first, second, third);
        assert.ok(isId('session', id));
        assert.deepEqual(sealer.open('session', id), [first, second, third]);
        assert.equal(sealer.open('job', id), undefined);
        assert.equal(sealer.open('job', id.replace('session', 'job')), undefined);
        assert.equal(new Sealer(2).open('session', id), undefined);
      }),
    );
  });

  it('is not opened by what was not sealed', () => {
    const sealer = new Sealer(1);
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9a-f]{32}$/), (hex) => {
        assert.equal(sealer.open('session', `session-${hex}`), undefined);
      }),
    );
    for (const wrong of ['', 'session-', 'session-xyz', `session-${'A'.repeat(32)}`]) {
      assert.equal(sealer.open('session', wrong), undefined);
    }
  });

  it('looks random: neighbours differ in about half of their bits', () => {
    const sealer = new Sealer(1);
    let differing = 0;
    for (let index = 0; index < 100; index++) {
      const [one, next] = [index, index + 1].map((connection) =>
        BigInt(`0x${sealer.seal('session', 0, 0, connection).slice(8)}`),
      );
      differing += ((one ?? 0n) ^ (next ?? 0n)).toString(2).replaceAll('0', '').length;
    }
    assert.ok(Math.abs(differing / 100 - 64) < 4, String(differing / 100));
  });
});
