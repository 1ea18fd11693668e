import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decisiveLines } from '../../../../src/core/logs/decisiveLines';
import { runs } from '../../../support/thorough';

describe('decisive lines', () => {
  const check = (fact: string, log: string, expected: readonly string[]): void => {
    it(fact, () => {
      const events = log.split('\n').map((message, index) => ({ timestampMs: index, message }));
      assert.deepEqual(decisiveLines(events), expected);
    });
  };

  check(
    'are the exception of a traceback and the exit line, not its frames',
    `
Output:
Loading scene
Traceback (most recent call last):
  File "/sessions/x/render.py", line 12, in <module>
    render(frame)
ValueError: frame 1003 has no camera
Process pid 4711 exited with code: 1 (unsigned) / 0x1 (hex)`,
    ['ValueError: frame 1003 has no camera', 'Process pid 4711 exited with code: 1 (unsigned) / 0x1 (hex)'],
  );
  check(
    'put what the program declared before what its libraries said',
    `error: a\nerror: b\nerror: c\nopenjd_fail: the texture is missing`,
    ['error: a', 'error: b', 'openjd_fail: the texture is missing'],
  );
  check('name the first cause among equals', `ERROR one\nERROR two\nERROR three\nERROR four`, [
    'ERROR one',
    'ERROR two',
    'ERROR three',
  ]);
  check('say a repeated line once', `ERROR same\nERROR same\nERROR other`, ['ERROR same', 'ERROR other']);
  check('prefer a crash to errors', `warning: x\nERROR a\nERROR b\nERROR c\nSegmentation fault (core dumped)`, [
    'ERROR a',
    'ERROR b',
    'Segmentation fault (core dumped)',
  ]);
  check(
    'are the last lines where nothing speaks of failure',
    `one\ntwo\nthree\n\nfour\n==============================================`,
    ['two', 'three', 'four'],
  );
  check('leave banners and phases out', `--------- Running Task\nPhase: Running action\nOutput:\nbye`, ['bye']);
  check('are none in an empty log', '', []);
  check('do not take a clean exit for a failure', `hello\nProcess pid 1 exited with code: 0 (unsigned) / 0x0 (hex)`, [
    'hello',
    'Process pid 1 exited with code: 0 (unsigned) / 0x0 (hex)',
  ]);
  check('say that the time was up', `Rendering\nTIMEOUT - Exceeded the allotted time limit\nbye`, [
    'TIMEOUT - Exceeded the allotted time limit',
  ]);

  check('speak without their colours', `\u001b[31mERROR\u001b[0m: no file`, ['ERROR: no file']);

  it('are found inside an event of many lines', () => {
    assert.deepEqual(decisiveLines([{ timestampMs: 0, message: 'a\nFATAL: b\r\nc' }]), ['FATAL: b']);
  });

  it('are at most three lines of the log, in its order, whatever it says', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.string(),
            fc.constantFrom(
              'ERROR x',
              'Traceback (most recent call last):',
              ' File',
              'killed',
              '\u0000\u202e',
              '\ud800',
            ),
          ),
          { maxLength: 30 },
        ),
        (messages) => {
          const lines = messages.flatMap((message) => message.split(/\r?\n/));
          const found = decisiveLines(messages.map((message, timestampMs) => ({ timestampMs, message })));
          assert.ok(found.length <= 3);
          let from = 0;
          for (const line of found) {
            from = lines.indexOf(line, from) + 1;
            assert.ok(from > 0, line);
          }
        },
      ),
      runs(200),
    );
  });
});
