import assert from 'node:assert/strict';
import fc from 'fast-check';

import { SAMPLE_CONNECTION } from '../../../../src/core/session/sessionKey';
import { parseTasksToRetry } from '../../../../src/ui/runStatus/tasksToRetry';

const hex = (digit: string): string => digit.repeat(32);
const job = {
  connection: SAMPLE_CONNECTION,
  farmId: `farm-${hex('f')}`,
  queueId: `queue-${hex('a')}`,
  jobId: `job-${hex('b')}`,
};
const taskId = `task-${hex('d')}-7`;

describe('tasks that an argument names', () => {
  it('are those of one job, each once, with what they have in common', () => {
    assert.deepEqual(parseTasksToRetry({ job, taskIds: [taskId, taskId], title: 'No license' }), {
      job,
      taskIds: [taskId],
      title: 'No license',
    });
    assert.equal(parseTasksToRetry({ job, taskIds: [taskId], title: 3 })?.title, undefined);
  });

  it('are none where the job or every ID is not what it must be', () => {
    assert.equal(parseTasksToRetry({ job: { ...job, jobId: 'job-1' }, taskIds: [taskId] }), undefined);
    assert.equal(parseTasksToRetry({ job, taskIds: ['task-1', 3, {}] }), undefined);
    assert.equal(parseTasksToRetry({ job, taskIds: [] }), undefined);
  });

  it('are none in anything else', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        assert.equal(parseTasksToRetry(value), undefined);
      }),
    );
  });
});
