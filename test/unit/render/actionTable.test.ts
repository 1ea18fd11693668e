import assert from 'node:assert/strict';
import fc from 'fast-check';
import { UNCHOSEN, chosenActions, countsOf, sortedBy, type TableChoice } from '../../../src/render/session/actionTable';
import { NOW_MS, action, frame, SYNC, STEP_ID } from '../../support/sessions/sessions';

const NAMES = { [STEP_ID]: 'Render' };
const ACTIONS = [
  action(0, SYNC, 'SUCCEEDED', 0, 5),
  action(1, frame(2), 'SUCCEEDED', 5, 25),
  action(2, frame(10), 'FAILED', 25, 35),
  action(3, frame(3), 'RUNNING', 100),
  action(4, frame(4), 'SCHEDULED'),
];

const chosen = (choice: Partial<TableChoice>): readonly number[] | undefined =>
  chosenActions(ACTIONS, NAMES, { ...UNCHOSEN, ...choice }, NOW_MS);

describe('table of actions', () => {
  it('is as the session was where nothing is chosen', () => {
    assert.equal(chosen({}), undefined);
    assert.equal(chosen({ name: '  ' }), undefined);
  });

  it('shows what failed, what runs, and what has a name', () => {
    assert.deepStrictEqual(countsOf(ACTIONS), { all: 5, failed: 1, running: 1 });
    assert.deepStrictEqual(chosen({ only: 'failed' }), [2]);
    assert.deepStrictEqual(chosen({ only: 'running' }), [3]);
    assert.deepStrictEqual(chosen({ name: 'FRAME' }), [1, 2, 3, 4]);
    assert.deepStrictEqual(chosen({ name: 'frame 10', only: 'failed' }), [2]);
    assert.deepStrictEqual(chosen({ name: 'x' }), []);
  });

  it('sorts names by their numbers, results by what went wrong, durations by their length', () => {
    assert.deepStrictEqual(chosen({ sortBy: 'name' }), [1, 3, 4, 2, 0]);
    assert.deepStrictEqual(chosen({ sortBy: 'result' }), [2, 3, 0, 1, 4]);
    assert.deepStrictEqual(chosen({ sortBy: 'took', descending: true }), [3, 1, 2, 0, 4]);
  });

  it('is sorted up, down, and back in its own order, durations the longest first', () => {
    const seen = (sortBy: 'name' | 'took'): readonly string[] => {
      let choice = UNCHOSEN;
      return [1, 2, 3].map(() => {
        choice = sortedBy(choice, sortBy);
        return `${choice.sortBy ?? 'order'} ${choice.descending ? 'down' : 'up'}`;
      });
    };
    assert.deepStrictEqual(seen('name'), ['name up', 'name down', 'order up']);
    assert.deepStrictEqual(seen('took'), ['took down', 'took up', 'order up']);
  });

  it('never loses or repeats an action, whatever its times are', () => {
    const time = fc.option(fc.oneof(fc.double(), fc.integer()), { nil: undefined });
    const odd = fc.array(
      fc.record({ startedAtMs: time, endedAtMs: time, status: fc.constantFrom('FAILED', 'RUNNING', 'X') }),
    );
    fc.assert(
      fc.property(odd, fc.constantFrom('name', 'result', 'took'), fc.boolean(), (changes, sortBy, descending) => {
        const actions = changes.map((change, index) => ({ ...action(index, frame(index), 'X'), ...change }));
        const order = chosenActions(actions, NAMES, { ...UNCHOSEN, sortBy, descending }, NOW_MS) ?? [];
        assert.deepStrictEqual(
          order.toSorted((a, b) => a - b),
          actions.map((_, index) => index),
        );
      }),
    );
  });
});
