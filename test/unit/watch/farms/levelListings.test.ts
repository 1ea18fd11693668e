import assert from 'node:assert/strict';

import type { StepRow, StepsRow } from '../../../../src/core/farm/farmNode';
import { SAMPLE_CONNECTION } from '../../../../src/core/session/sessionKey';
import { inOrder } from '../../../../src/watch/farms/levelListings';
import { KEY } from '../../../support/sessions/sessions';

const STEPS = { kind: 'steps', id: 'job/steps', connection: SAMPLE_CONNECTION, path: KEY } as unknown as StepsRow;

function step(id: string, taskRunStatusCounts: Record<string, number>): StepRow {
  const stepId = `step-${'0'.repeat(32)}` as const;
  return {
    kind: 'step',
    id,
    connection: SAMPLE_CONNECTION,
    parent: STEPS,
    path: { ...KEY, stepId },
    facts: { stepId, name: id, taskRunStatus: 'FAILED', taskRunStatusCounts } as StepRow['facts'],
  };
}

describe('order of rows in the Farms view', () => {
  it('has steps with failed tasks first, and leaves the others as the service lists them', () => {
    const rows = [step('Export', { SUCCEEDED: 4 }), step('Render', { FAILED: 2 }), step('Comp', { PENDING: 1 })];
    assert.deepEqual(
      inOrder(rows).map(({ id }) => id),
      ['Render', 'Export', 'Comp'],
    );
    assert.deepEqual(
      inOrder([...rows, step('Check', { FAILED: 1, SUCCEEDED: 9 })]).map(({ id }) => id),
      ['Render', 'Check', 'Export', 'Comp'],
    );
  });
});
