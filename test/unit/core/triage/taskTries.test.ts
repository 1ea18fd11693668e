import assert from 'node:assert/strict';
import fc from 'fast-check';

import type { SessionAction } from '../../../../src/core/session/session';
import { type OtherTasks, type TaskTry, machineCount, speaksFor } from '../../../../src/core/triage/taskTries';
import { KEY, NO_HOST, action } from '../../../support/sessions/sessions';

/** A try on a host: failed with a code and a message, or of another status. */
function tryOn(hostName: string | undefined, index: number, more: Partial<SessionAction> = {}): TaskTry {
  return {
    key: KEY,
    host: hostName === undefined ? undefined : { ...NO_HOST, hostName },
    action: {
      ...action(index, { kind: 'unknown', name: 'x' }, 'FAILED'),
      processExitCode: 1,
      progressMessage: 'Missing texture rock.1013.exr',
      ...more,
    },
  };
}

/** What the failure of the first try speaks for. */
function verdict(tries: readonly TaskTry[], otherTasks?: OtherTasks) {
  return speaksFor({ tries, failed: tries[0]?.action ?? assert.fail(), otherTasks });
}

const others = (failedHere: number, succeededHere: number, failedElsewhere: number, succeededElsewhere: number) => ({
  failedHere,
  succeededHere,
  failedElsewhere,
  succeededElsewhere,
});

describe('what the tries of a task speak for', () => {
  it('is the scene where it fails in the same way on another host', () => {
    assert.equal(verdict([tryOn('a', 0), tryOn('b', 1)]), 'manyHosts');
    const numbered = tryOn('b', 1, { progressMessage: 'Missing texture rock.1014.exr' });
    assert.equal(verdict([tryOn('a', 0), numbered]), 'manyHosts');
    const crash = { processExitCode: 139, progressMessage: undefined };
    assert.equal(verdict([tryOn('a', 0, crash), tryOn('b', 1, crash)]), 'manyHosts');
  });

  it('is open where it was tried once, or on one host only', () => {
    assert.equal(verdict([tryOn('a', 0)]), 'tooLittle');
    assert.equal(verdict([tryOn('a', 0), tryOn('a', 1)]), 'tooLittle');
    assert.equal(verdict([tryOn('a', 0), tryOn(undefined, 1)]), 'tooLittle');
  });

  it('is open where it succeeded elsewhere, or failed in another way', () => {
    assert.equal(verdict([tryOn('a', 0), tryOn('b', 1), tryOn('c', 2, { status: 'SUCCEEDED' })]), 'tooLittle');
    assert.equal(verdict([tryOn('a', 0), tryOn('b', 1, { processExitCode: 139 })]), 'tooLittle');
    assert.equal(verdict([tryOn('a', 0), tryOn('b', 1), tryOn('c', 2, { processExitCode: 3 })]), 'tooLittle');
    assert.equal(verdict([tryOn('a', 0), tryOn('b', 1, { status: 'CANCELED' })]), 'tooLittle');
  });

  it('is open where the failure says nothing of itself', () => {
    for (const progressMessage of [undefined, 'Rendering frame 1013']) {
      assert.equal(verdict([tryOn('a', 0, { progressMessage }), tryOn('b', 1, { progressMessage })]), 'tooLittle');
    }
  });

  it('is the machine where other tasks fail on it and not elsewhere', () => {
    assert.equal(verdict([tryOn('a', 0)], others(7, 2, 40, 3_000)), 'oneHost');
  });

  it('is not the machine where two failed, where nearly all succeed on it, or where tasks fail everywhere', () => {
    assert.equal(verdict([tryOn('a', 0)], others(2, 0, 4, 3_000)), 'tooLittle');
    assert.equal(verdict([tryOn('a', 0)], others(3, 400, 20, 3_000)), 'tooLittle');
    assert.equal(verdict([tryOn('a', 0)], others(9, 3, 900, 300)), 'tooLittle');
    assert.equal(verdict([tryOn('a', 0)], others(5, 0, 0, 0)), 'tooLittle');
  });

  it('is open where there are signs for both', () => {
    assert.equal(verdict([tryOn('a', 0), tryOn('b', 1)], others(9, 0, 1, 3_000)), 'manyHosts');
  });

  it('blames a healthy machine in less than one of a hundred jobs', () => {
    let alarms = 0;
    const RUNS = 1_000;
    let seed = 7;
    const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
    for (let run = 0; run < RUNS; run++) {
      const rate = random() * 0.5;
      const fails = (count: number) => Array.from({ length: count }, random).filter((chance) => chance < rate).length;
      const [here, elsewhere] = [5 + Math.floor(random() * 60), 100 + Math.floor(random() * 900)];
      const [failedHere, failedElsewhere] = [fails(here), fails(elsewhere)];
      const counted = others(failedHere, here - failedHere, failedElsewhere, elsewhere - failedElsewhere);
      alarms += verdict([tryOn('a', 0)], counted) === 'oneHost' ? 1 : 0;
    }
    assert.ok(alarms <= RUNS / 100, `${alarms} false alarms`);
  });

  it('never depends on the order of the tries', () => {
    const some = fc.record({
      host: fc.constantFrom('a', 'b', undefined),
      status: fc.constantFrom('FAILED', 'SUCCEEDED', 'CANCELED'),
      processExitCode: fc.constantFrom(1, 3, undefined),
    });
    fc.assert(
      fc.property(fc.array(some, { maxLength: 5 }), (rest) => {
        const tries = [tryOn('a', 0), ...rest.map(({ host, ...more }, index) => tryOn(host, index + 1, more))];
        const facts = { failed: tries[0]?.action ?? assert.fail(), otherTasks: undefined };
        assert.equal(speaksFor({ tries, ...facts }), speaksFor({ tries: tries.toReversed(), ...facts }));
      }),
    );
  });

  it('counts machines by their names', () => {
    assert.equal(machineCount([tryOn('a', 0), tryOn('b', 1), tryOn('a', 2), tryOn(undefined, 3)]), 2);
  });
});
