import assert from 'node:assert/strict';
import fc from 'fast-check';

import type { StepId, TaskId } from '../../../../src/core/ids';
import { type NamedTask, taskRanges } from '../../../../src/core/triage/taskRanges';

const STEP: StepId = 'step-5d20c7e1f8a94b3693d4e6f70a1b2c3d';
const OTHER: StepId = 'step-00000000000000000000000000000002';

function task(index: number, parameters: Readonly<Record<string, string>>, stepId = STEP): NamedTask {
  return { taskId: `task-${stepId.slice(5)}-${index}` as TaskId, stepId, parameters };
}

function frames(...values: readonly (number | string)[]): NamedTask[] {
  return values.map((value, index) => task(index, { Frame: String(value) }));
}

function range(from: number, to: number, by = 1): number[] {
  return Array.from({ length: Math.floor((to - from) / by) + 1 }, (_, index) => from + index * by);
}

describe('task ranges', () => {
  const says = (what: string, tasks: readonly NamedTask[], expected: string, maxLength = 160): void => {
    it(`say ${expected === '' ? 'nothing for ' : ''}${what}`, () => {
      assert.equal(taskRanges(tasks, { maxLength, stepNames: { [STEP]: 'Render', [OTHER]: 'Sim' } }), expected);
    });
  };

  says('no task', [], '');
  says('frames with a gap', frames(...range(1001, 1040), 1055), 'Frame 1001-1040, 1055');
  says('frames in any order', frames(3, 1, 2, 9, 8), 'Frame 1-3, 8-9');
  says('every tenth frame', frames(...range(1001, 1091, 10)), 'Frame 1001-1091:10');
  says('three single frames', frames(1, 11, 21), 'Frame 1, 11, 21');
  says('negative frames', frames(-3, -2, -1, 0, 1), 'Frame -3 to 1');
  says('chunks', frames('1-10', '11-20', '31-40'), 'Frame 1-20, 31-40');
  says('chunks that are not contiguous', frames('1-9:2', '2,4,6-8'), 'Frame 1-9');
  says('tasks without parameters', [task(0, {}), task(1, {}), task(11, {})], 'Task 0-1, 11');
  says(
    'two parameters',
    ['hair', 'fog'].flatMap((Layer) => frames(...range(1, 40)).map((one) => task(0, { ...one.parameters, Layer }))),
    'Frame 1-40 · Layer hair, fog',
  );
  says(
    'two parameters of different ranges',
    [
      task(0, { Layer: 'fog', Frame: '1' }),
      task(1, { Layer: 'fog', Frame: '2' }),
      task(2, { Layer: 'hair', Frame: '7' }),
    ],
    'Frame 1-2 · Layer fog; Frame 7 · Layer hair',
  );
  says(
    'ten parameters',
    [1, 2].map((n) =>
      task(
        n,
        Object.fromEntries(
          ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J'].map((name) => [name, name === 'J' ? String(n) : 'x']),
        ),
      ),
    ),
    'J 1-2 · A x · B x · C x · D x · E x · F x · G x · H x · I x',
  );
  says('words', [task(0, { Shot: 'sh010' }), task(1, { Shot: 'sh020' })], 'Shot sh010, sh020');
  says('two steps', [...frames(1, 2), task(0, { Frame: '5' }, OTHER)], 'Render: Frame 1-2; Sim: Frame 5');
  says(
    'as many as fit',
    frames(...range(1, 400, 3).map((n, index) => n + (index % 2))),
    'Frame 1, 5, 7, 11, 13, 17, 19 and 127 more',
    30,
  );
  says('hostile names', [task(0, { 'a\u202eb': '\u0007x' })], 'a\\u202eb \\u0007x');

  it('name every task once, and are never much longer than allowed', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: -2000, max: 5000 }), { minLength: 1, maxLength: 300 }),
        fc.integer({ min: 10, max: 300 }),
        (numbers, maxLength) => {
          const text = taskRanges(frames(...numbers), { maxLength });
          const [, list = '', more = '0'] = /^Frame (.*?)(?: and (\d+) more)?$/.exec(text) ?? [];
          const shown = list.split(', ').flatMap((part) => {
            const [, from, to = from, by = '1'] =
              /^(-?\d+)(?:(?: to |-)(-?\d+))?(?::(\d+))?$/.exec(part) ?? assert.fail(part);
            return range(Number(from), Number(to), Number(by));
          });
          assert.deepEqual(shown, numbers.toSorted((a, b) => a - b).slice(0, shown.length));
          assert.equal(shown.length + Number(more), numbers.length);
          assert.ok(text.length <= Math.max(maxLength, 30) + ' and 999 more'.length);
        },
      ),
    );
  });
});
