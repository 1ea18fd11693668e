import assert from 'node:assert/strict';
import fc from 'fast-check';
import { linesOfAction } from '../../../../src/core/diagnosis/lines/actionLines';
import { contrastWith } from '../../../../src/core/diagnosis/lines/contrast';
import { decisiveLines } from '../../../../src/core/diagnosis/lines/decisiveLines';
import { reportsOf } from '../../../../src/core/diagnosis/reports';
import type { LogEvent } from '../../../../src/core/service/ports';
import { runs } from '../../../support/thorough';

const TASK = { kind: 'taskRun', status: 'FAILED' } as const;

function eventsOf(log: string): LogEvent[] {
  return log.split('\n').map((message, timestampMs) => ({ timestampMs, message }));
}

/** The lines of a failed task that are quoted where no rule knows what happened, beside a task that succeeded. */
function quoted(log: string, good?: string): string[] {
  const lines = linesOfAction(eventsOf(log), TASK);
  const siblings = good === undefined ? [] : [{ action: { ...TASK, status: 'SUCCEEDED' }, events: eventsOf(good) }];
  return decisiveLines(lines, contrastWith(TASK, siblings).good, reportsOf(lines, undefined)).map(
    (line) => lines.lines[line]?.text ?? '',
  );
}

describe('the lines that are quoted for unknown causes', () => {
  const check = (fact: string, log: string, expected: readonly string[], good?: string): void => {
    it(fact, () => {
      assert.deepEqual(quoted(log, good), expected);
    });
  };

  check(
    'are the exception of a traceback, not its frames',
    `Loading scene
Traceback (most recent call last):
  File "/sessions/x/render.py", line 12, in <module>
    render(frame)
PlumError: frame 1003 has no plums
Process pid 4711 exited with code: 1 (unsigned) / 0x1 (hex)`,
    ['PlumError: frame 1003 has no plums'],
  );
  check('name the first cause among equals', 'ERROR one\nERROR two\nERROR three', ['ERROR one', 'ERROR two']);
  check('say once what is repeated of other things', 'ERROR: no "a"\nERROR: no "b"\nERROR: other', [
    'ERROR: no "a"',
    'ERROR: other',
  ]);
  check('prefer what is fatal to errors', 'ERROR a\nERROR b\nFATAL: c', ['ERROR a', 'FATAL: c']);
  check('are the last ones where nothing speaks of failure', 'one\ntwo\nthree\nfour\nfive', ['two', 'three']);
  check('are none of the runtime’s', '--------- Running Task\nPhase: Running action\nOutput:', []);
  check('are none in an empty log', '', []);
  check('are none that take their words back', 'Error: no cache, skipping\n0 errors\nWARNING: not found', []);
  check('speak without their colors', '\u001b[31mERROR\u001b[0m: no file', ['ERROR: no file']);
  check(
    'are none that a task that succeeded has',
    'ERROR: frame 7 lost\nit was not to be had',
    ['it was not to be had'],
    'ERROR: frame 6 lost',
  );

  it('are at most two lines of the log, in its order, whatever it says', () => {
    const line = fc.oneof(
      fc.string(),
      fc.constantFrom('ERROR x', 'Traceback (most recent call last):', ' File', 'killed', '\u0000\u202e', '\ud800'),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (messages) => {
        const found = quoted(messages.join('\n'));
        assert.ok(found.length <= 2);
        assert.ok(found.every((text) => messages.join('\n').includes(text)));
      }),
      runs(200),
    );
  });
});
