import assert from 'node:assert/strict';
import fc from 'fast-check';

import { chanceOfAtLeast } from '../../../../src/core/triage/exactTest';
import { spreadOf } from '../../../../src/core/triage/spread';
import { type HostRecord, suspectHosts } from '../../../../src/core/triage/suspects';

function record(name: string, attempts: number, failures: number): HostRecord {
  return { host: { id: name, hostName: name, ec2InstanceType: undefined, workers: [] }, attempts, failures };
}

function names(records: readonly HostRecord[]): string[] {
  return suspectHosts(records).map(({ host }) => host.id);
}

/** Numbers from 0 to 1 that follow from a seed. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A job in which every host fails as often as the others do: from 2 to 200 hosts, few or many attempts, any rate. */
function healthyJob(seed: number): HostRecord[] {
  const random = seeded(seed);
  const hosts = 2 + Math.floor(random() ** 2 * 199);
  const most = 1 + Math.floor(random() ** 2 * 120);
  const rate = random() ** 2;
  return Array.from({ length: hosts }, (_, host) => {
    const attempts = 1 + Math.floor(random() * most);
    return record(`host${host}`, attempts, Array.from({ length: attempts }, random).filter((at) => at < rate).length);
  });
}

/** The tail of the hypergeometric distribution, term by term with whole numbers. */
function tail(hits: number, drawn: number, marked: number, all: number): number {
  const choose = (n: bigint, k: bigint): bigint => {
    let ways = k < 0n || k > n ? 0n : 1n;
    for (let at = 0n; at < k && ways > 0n; at++) {
      ways = (ways * (n - at)) / (at + 1n);
    }
    return ways;
  };
  let ways = 0n;
  for (let found = hits; found <= drawn; found++) {
    ways += choose(BigInt(marked), BigInt(found)) * choose(BigInt(all - marked), BigInt(drawn - found));
  }
  return Number((ways * 10n ** 15n) / choose(BigInt(all), BigInt(drawn))) / 1e15;
}

describe('Fisher’s exact test', () => {
  it('agrees with whole numbers', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.nat(60), fc.nat(60), fc.integer({ min: 1, max: 60 }), (hits, drawn, marked, all) => {
        const [some, few] = [Math.min(drawn, all), Math.min(marked, all)];
        const chance = chanceOfAtLeast({ hits, drawn: some, marked: few, all });
        assert.ok(Math.abs(chance - tail(hits, some, few, all)) < 1e-9);
      }),
    );
  });

  it('loses nothing in large numbers', () => {
    const half = { drawn: 50_000, marked: 50_000, all: 100_000 };
    assert.ok(Math.abs(chanceOfAtLeast({ hits: 25_000, ...half }) - 0.5) < 0.01);
    assert.equal(chanceOfAtLeast({ hits: 3, ...half }), 1);
    assert.ok(chanceOfAtLeast({ hits: 26_000, ...half }) < 1e-20);
  });
});

describe('suspect hosts', () => {
  it('are the one host that fails nearly all it runs', () => {
    const [suspect, ...others] = suspectHosts([
      record('good1', 210, 2),
      record('bad', 19, 17),
      record('good2', 200, 2),
    ]);
    assert.equal(others.length, 0);
    assert.ok(suspect);
    assert.equal(suspect.host.id, 'bad');
    assert.deepEqual(
      [suspect.attempts, suspect.failures, suspect.otherAttempts, suspect.otherFailures],
      [19, 17, 410, 4],
    );
    assert.ok(suspect.chance < 1e-15);
  });

  it('are both of two bad hosts, of which one hides the other at first', () => {
    const good = Array.from({ length: 30 }, (_, index) => record(`good${index}`, 20, 1));
    assert.deepEqual(names([record('worse', 300, 290), record('bad', 20, 9), ...good]), ['worse', 'bad']);
  });

  it('are none for two failures, however rare failures are', () => {
    assert.deepEqual(names([record('unlucky', 2, 2), record('good', 100_000, 0)]), []);
    assert.deepEqual(names([record('bad', 3, 3), record('good', 100_000, 0)]), ['bad']);
  });

  it('are none where there is no other host, or nothing fails, or everything does', () => {
    assert.deepEqual(names([record('only', 50, 50)]), []);
    assert.deepEqual(names([record('one', 50, 0), record('other', 50, 0)]), []);
    assert.deepEqual(names([record('one', 50, 50), record('other', 50, 50)]), []);
    assert.deepEqual(names([record('one', 50, 40), record('idle', 0, 0)]), []);
    assert.deepEqual(names([]), []);
  });

  it('are none for a difference that is certain but small', () => {
    assert.deepEqual(names([record('slower', 10_000, 1_300), record('good', 100_000, 10_000)]), []);
  });

  it('are a false alarm in at most 1 % of 1,000 jobs of healthy hosts', () => {
    const alarms = Array.from({ length: 1_000 }, (_, seed) => names(healthyJob(seed))).filter(
      (suspects) => suspects.length > 0,
    );
    assert.ok(alarms.length <= 10, `${alarms.length} of 1,000`);
  });

  it('hardly ever miss a host that fails 80 % where others fail 10 %', () => {
    const missed = Array.from({ length: 200 }, (_, seed) => {
      const random = seeded(seed);
      const drawn = (attempts: number, rate: number): number =>
        Array.from({ length: attempts }, random).filter((at) => at < rate).length;
      const good = Array.from({ length: 50 }, (_, host) => record(`host${host}`, 20, drawn(20, 0.1)));
      return names([record('bad', 20, drawn(20, 0.8)), ...good]);
    }).filter((suspects) => suspects[0] !== 'bad');
    assert.ok(missed.length <= 2, `${missed.length} of 200`);
  });
});

describe('the spread of a group over hosts', () => {
  const counts = (...of: readonly number[]): Map<string, number> =>
    new Map(of.flatMap((count, host) => (count > 0 ? [[`host${host}`, count] as const] : [])));
  const says = (what: string, own: readonly number[], base: readonly number[], expected: string): void => {
    it(`says ${expected} of ${what}`, () => {
      assert.equal(spreadOf(counts(...own), counts(...base)), expected);
    });
  };
  says(
    '47 failures on one of 50 hosts that all fail',
    [47],
    Array.from({ length: 50 }, () => 20).with(0, 47),
    'oneHost',
  );
  says('5 failures on one host that ran a tenth', [5], [10, 90], 'oneHost');
  says('failures on the only host', [50], [50], 'tooLittle');
  says('two failures on one host', [2], [2, 100, 100], 'tooLittle');
  says('three failures on a host that ran most', [3], [90, 10], 'tooLittle');
  says('one failure on each of three hosts', [1, 1, 1], [1, 1, 1], 'manyHosts');
  says('one failure on each of two hosts', [1, 1], [50, 50], 'tooLittle');
  says('failures on two hosts alike', [6, 5], [50, 50], 'manyHosts');
  says('no known host', [], [], 'tooLittle');

  it('blames a host in at most 1 % of 1,000 groups that do not care', () => {
    let alarms = 0;
    for (let seed = 0; seed < 1_000; seed++) {
      const random = seeded(seed);
      const hosts = 2 + Math.floor(random() * 60);
      const pick = (): string => `host${Math.floor(random() ** 2 * hosts)}`;
      const tally = (tasks: number): Map<string, number> => {
        const tallied = new Map<string, number>();
        for (let task = 0; task < tasks; task++) {
          const host = pick();
          tallied.set(host, (tallied.get(host) ?? 0) + 1);
        }
        return tallied;
      };
      const own = tally(1 + Math.floor(random() * 20));
      const base = tally(Math.floor(random() * 300));
      own.forEach((count, host) => base.set(host, (base.get(host) ?? 0) + count));
      alarms += spreadOf(own, base) === 'oneHost' ? 1 : 0;
    }
    assert.ok(alarms <= 10, `${alarms} of 1,000`);
  });
});
