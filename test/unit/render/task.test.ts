import assert from 'node:assert/strict';

import { targetWord, taskTitle, triesWord } from '../../../src/render/task';

const title = (parameters: Readonly<Record<string, string>>, index = 0): string =>
  taskTitle({ taskId: `task-5d20c7e1f8a94b3693d4e6f70a1b2c3d-${index}`, parameters });

describe('a task in words', () => {
  it('is called by its parameters', () => {
    assert.equal(title({ Frame: '1017' }), 'Frame 1017');
    assert.equal(title({ Frame: '-5' }), 'Frame -5');
    assert.equal(title({ Frame: '1017', Layer: 'fog' }), 'Frame 1017, Layer fog');
  });

  it('is called by its frames where it is a chunk of them', () => {
    assert.equal(title({ Frame: '1-10' }), 'Frames 1-10');
    assert.equal(title({ Frame: '1,3,7-10' }), 'Frames 1,3,7-10');
    assert.equal(title({ Date: '2026-01-02' }), 'Date 2026-01-02');
  });

  it('is called by its number where it has no parameters', () => {
    assert.equal(title({}, 7), 'Task 7');
  });

  it('stays readable with ten parameters, and harmless whatever they are', () => {
    const ten = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`P${index}`, `v${index}`]));
    assert.equal(title(ten), 'P0 v0, P1 v1, P2 v2 +7');
    assert.equal(title({ Frame: '1\n\u202e2' }), 'Frame 1 \\u202e2');
    assert.ok(title({ Notes: 'x'.repeat(5_000) }).length <= 80);
  });

  it('is on its way only while it is not there', () => {
    const word = (runStatus: string, targetRunStatus?: string) => targetWord({ runStatus, targetRunStatus });
    assert.equal(word('RUNNING', 'CANCELED'), 'canceling');
    assert.equal(word('INTERRUPTING', 'SUSPENDED'), 'suspending');
    assert.equal(word('FAILED', 'PENDING'), 'requeuing');
    assert.equal(word('RUNNING', 'SUCCEEDED'), '→ succeeded');
    assert.equal(word('CANCELED', 'CANCELED'), '');
    assert.equal(word('RUNNING'), '');
  });

  it('was tried as often as the service retried it and once more, or as often as is known', () => {
    assert.equal(triesWord({ failureRetryCount: 2 }, undefined), '3 tries');
    assert.equal(triesWord({ failureRetryCount: 0 }, 4), '4 tries');
    assert.equal(triesWord({ failureRetryCount: 2 }, 5), '5 tries');
    assert.equal(triesWord({ failureRetryCount: 0 }, 1), '');
    assert.equal(triesWord({ failureRetryCount: undefined }, undefined), '');
  });
});
