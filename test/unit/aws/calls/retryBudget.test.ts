import assert from 'node:assert/strict';

import { createRetryBudget } from '../../../../src/aws/calls/retryBudget';

describe('a retry budget', () => {
  const spendAll = (budget: ReturnType<typeof createRetryBudget>, gate: string): number => {
    let count = 0;
    while (budget.spend(gate)) {
      count++;
    }
    return count;
  };

  it('pays for three tries, at each gate', () => {
    const budget = createRetryBudget();
    assert.deepEqual([spendAll(budget, 'a'), spendAll(budget, 'b'), budget.spend('a')], [3, 3, false]);
  });

  it('pays for one more after twenty successes, and for no part of one', () => {
    const budget = createRetryBudget();
    spendAll(budget, 'a');
    for (let count = 0; count < 19; count++) {
      budget.earn('a');
      assert.equal(budget.spend('a'), false, `after ${count + 1}`);
    }
    budget.earn('a');
    assert.deepEqual([budget.spend('a'), budget.spend('a')], [true, false]);
  });

  it('never holds more than three', () => {
    const budget = createRetryBudget();
    for (let count = 0; count < 100; count++) {
      budget.earn('a');
    }
    assert.equal(spendAll(budget, 'a'), 3);
  });
});
