import assert from 'node:assert/strict';
import { RULES } from '../../../../src/core/diagnosis/rules';
import { HARMLESS_SYSTEMS } from './examples/harmlessSystems';

describe('lines of systems in tasks that succeed', () => {
  it('are matched by no rule', () => {
    const matched = HARMLESS_SYSTEMS.flatMap((line) =>
      RULES.filter(({ pattern }) => pattern.test(line)).map(({ id }) => `${id}: ${line}`),
    );
    assert.deepEqual(matched, []);
  });
});
