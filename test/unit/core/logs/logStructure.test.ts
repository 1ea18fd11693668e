import assert from 'node:assert/strict';
import fc from 'fast-check';

import type { ActionDefinition, SessionAction } from '../../../../src/core/session/session';
import { sectionsWithin } from '../../../../src/core/logs/structure/logOutline';
import type { KnownActions, LogKind, LogOutline, LogSection } from '../../../../src/core/logs/structure/logSection';
import { LogStructure } from '../../../../src/core/logs/structure/logStructure';
import type { LogEvent } from '../../../../src/core/service/ports';
import { LOG_START_MS, actionLines, banner, eventsOf, phase } from '../../../support/logs/logs';
import { ENTER, EXIT, action, frame } from '../../../support/sessions/sessions';
import { runs } from '../../../support/thorough';

describe('log structure', () => {
  const parse = (events: readonly LogEvent[], known?: KnownActions, kind: LogKind = 'session'): LogOutline => {
    const structure = new LogStructure(kind);
    structure.append(events);
    return structure.outline(known);
  };
  /** Each section in a line, its children below it. */
  const told = (sections: readonly LogSection[], indent = ''): string[] =>
    sections.flatMap(({ firstLine, lastLine, kind, title, children }) => [
      `${indent}${firstLine}-${lastLine} ${kind} ${title}`,
      ...told(children, `${indent}  `),
    ]);
  const failuresOf = ({ failures }: LogOutline): string[] =>
    failures.map(({ line, kind, text }) => `${line} ${kind} ${text}`);
  /** An action of the service's, by milliseconds after the log's start. */
  const known = (
    ...actions: readonly (readonly [ActionDefinition, string, number, number?, Partial<SessionAction>?])[]
  ): KnownActions => ({
    actions: actions.map(([definition, status, fromMs, toMs, more], index) =>
      action(index, definition, status, undefined, undefined, {
        processExitCode: undefined,
        progressPercent: undefined,
        startedAtMs: LOG_START_MS + fromMs,
        endedAtMs: toMs === undefined ? undefined : LOG_START_MS + toMs,
        ...more,
      }),
    ),
    asOfMs: LOG_START_MS + 1_000_000,
  });

  const TWO = [
    ...actionLines('Entering Environment: Conda', ['openjd_status: Installing', 'openjd_env: A=1'], 0),
    ...actionLines('Running Task', ['openjd_progress: 25', 'openjd_progress: 62.5', 'openjd_fail: Missing texture'], 1),
    ...banner('Session Cleanup'),
    'Deleting working directory: /sessions/work',
  ];

  it('divides a session into actions, phases and the clean-up, each from its title to before the next banner', () => {
    const { sections } = parse(eventsOf(TWO));
    assert.deepEqual(told(sections), [
      '2-18 action Entering Environment: Conda',
      '  5-9 phase Phase: Setup',
      '  11-18 phase Phase: Running action',
      '21-38 action Running Task',
      '  24-28 phase Phase: Setup',
      '  30-38 phase Phase: Running action',
      '41-43 cleanup Session Cleanup',
    ]);
    assert.deepEqual(
      sections.map(({ status, failed, exitCode, message, progressPercent, durationMs }) => [
        status,
        failed,
        exitCode,
        message,
        progressPercent,
        durationMs,
      ]),
      [
        ['SUCCEEDED', false, 0, 'Installing', undefined, 160],
        ['FAILED', true, 1, 'Missing texture', 62.5, 170],
        [undefined, false, undefined, undefined, undefined, undefined],
      ],
    );
  });

  it('takes status, exit code, times and message from the service where it has them', () => {
    const [section] = parse(
      eventsOf(actionLines('Running Task', ['openjd_status: Rendering'], 0)),
      known([frame(7), 'FAILED', 3, 90_003, { processExitCode: -1073741819, progressMessage: 'TIMEOUT - Too long' }]),
    ).sections;
    assert.deepEqual(
      [section?.status, section?.failed, section?.exitCode, section?.durationMs, section?.message, section?.actionId],
      ['FAILED', true, -1073741819, 90_000, 'TIMEOUT - Too long', 'sessionaction-8f3b21d4c6e7495aa0b1c2d3e4f56078-0'],
    );
  });

  it('does not believe a banner that a program writes itself', () => {
    const faked = actionLines(
      'Running Task',
      [...banner('Running Task'), ...phase('Phase: Setup'), 'fake', ...banner('Session Cleanup'), 'on'],
      0,
    );
    const events = eventsOf(faked, LOG_START_MS, 1_000);
    assert.deepEqual(told(parse(events, known([frame(7), 'SUCCEEDED', 1, 60_000])).sections), [
      `2-${faked.length - 1} action Running Task`,
      '  5-9 phase Phase: Setup',
      `  11-${faked.length - 1} phase Phase: Running action`,
    ]);
  });

  it('finds actions by their times where banners are switched off', () => {
    const events = eventsOf(['enter 1', 'enter 2', 'task 1', 'task 2', 'task 3', 'exit 1'], LOG_START_MS, 1_000);
    const { sections } = parse(
      events,
      known(
        [ENTER, 'SUCCEEDED', 0, 1_990],
        [frame(7), 'FAILED', 1_995, 4_950, { processExitCode: 3 }],
        [EXIT, 'RUNNING', 5_000],
      ),
    );
    assert.deepEqual(told(sections), [
      '0-1 action Entering Environment: Conda',
      '2-4 action Running Task',
      '5-5 action Exiting Environment: Conda',
    ]);
  });

  it('takes an action that is younger than what the service told by its banner', () => {
    const events = eventsOf([
      ...actionLines('Entering Environment: Conda', [], 0),
      ...actionLines('Running Task', ['x']),
    ]);
    const service = { ...known([ENTER, 'RUNNING', 1]), asOfMs: LOG_START_MS + 100 };
    assert.deepEqual(
      parse(events, service).sections.map(({ title, actionId }) => [title, actionId === undefined]),
      [
        ['Entering Environment: Conda', false],
        ['Running Task', true],
      ],
    );
  });

  it('folds tracebacks and events of several lines', () => {
    const { sections, failures } = parse(
      eventsOf([
        'Traceback (most recent call last):',
        '  File "a.py", line 1, in <module>',
        '    1 / 0',
        'ZeroDivisionError: division by zero',
        '',
        'During handling of the above exception, another exception occurred:',
        'Traceback (most recent call last):',
        'openjd_fail: no',
        'Summary Statistics:\nProcessed 3 files\nSkipped 0 files\n',
        'end',
      ]),
    );
    assert.deepEqual(told(sections), [
      '0-3 traceback ZeroDivisionError: division by zero',
      '6-6 traceback Traceback',
      '8-10 summary Summary Statistics:',
    ]);
    assert.deepEqual(
      failures.map(({ line, kind }) => [line, kind]),
      [
        [3, 'traceback'],
        [6, 'traceback'],
        [7, 'fail'],
      ],
    );
  });

  it('begins with the strongest sign of the first action that failed', () => {
    const outline = parse(
      eventsOf([
        ...actionLines('Entering Environment: Conda', ['ERROR: a plug-in is missing'], 0),
        ...actionLines('Running Task', ['ERROR: checkout denied', 'openjd_fail: no license'], 1),
      ]),
    );
    assert.deepEqual(failuresOf(outline), [
      '34 error ERROR: checkout denied',
      '35 fail no license',
      '36 exit Process pid 4711 exited with code: 1 (unsigned) / 0x1 (hex)',
    ]);
    assert.equal(outline.firstFailure?.line, 35);
    assert.equal(outline.firstFailureLine, 34);
  });

  it('is explained from the first of the errors that lead to it, not from one that stands alone far above', () => {
    const calm = Array.from({ length: 12 }, (_, index) => `tile ${index}`);
    const { firstFailure, firstFailureLine } = parse(
      eventsOf(
        actionLines(
          'Running Task',
          [
            'ERROR: no color management',
            ...calm,
            'ERROR: cannot open a.exr',
            'Traceback (most recent call last):',
            '  File "a.py"',
            'ValueError: a.exr',
            'openjd_fail: Missing a.exr',
          ],
          1,
        ),
      ),
    );
    assert.deepEqual([firstFailure?.kind, firstFailure?.line, firstFailureLine], ['fail', 33, 29]);
  });

  it('points at the end of a failed action that says nothing', () => {
    const outline = parse(
      eventsOf(actionLines('Running Task', ['done'])),
      known([frame(1), 'FAILED', 1, 5_000, { progressMessage: 'The agent lost its credentials' }]),
    );
    assert.deepEqual(failuresOf(outline), ['16 exit The agent lost its credentials']);
  });

  const checkFailure = (fact: string, line: string, expected: string | undefined, kind: LogKind = 'session'): void => {
    it(`${expected === undefined ? 'sees no failure' : 'sees a failure'} in ${fact}`, () => {
      assert.deepEqual(
        parse([{ timestampMs: 1, message: line }], undefined, kind).failures.map((failure) => failure.kind),
        expected === undefined ? [] : [expected],
      );
    });
  };
  checkFailure(
    'an exit line of Python',
    'Process pid 9 exited with code: 3221225477 (unsigned) / 0xc0000005 (hex)',
    'exit',
  );
  checkFailure('an exit line of Rust', 'Process exit code: -9', 'exit');
  checkFailure('an exit line of a command line tool', 'Process exited with code: 2', 'exit');
  checkFailure('a good exit', 'Process pid 9 exited with code: 0 (unsigned) / 0x0 (hex)', undefined);
  checkFailure('a time-out', 'TIMEOUT - Runtime limit reached at 2026-11-23T10:03:15Z. Canceling action.', 'agent');
  checkFailure('a process that never was', 'Process failed to start: [Errno 2] No such file', 'agent');
  checkFailure('a word in passing', 'Rendering error_map.exr, 0 errors', undefined);
  checkFailure('a colored word', '\u001b[1;31mERROR\u001b[0m: no seats left', 'error');
  checkFailure('a local session file', '2026-03-25 19:20:08,491 ERROR no seats left', 'error', 'file');
  checkFailure('a local session file that is calm', '2026-03-25 19:20:08,491 INFO no seats left', undefined, 'file');
  checkFailure('text copied from the monitor', '2026/10/07 14:34:12-07:00 openjd_fail: no', 'fail', 'file');
  checkFailure('a command line tool’s output', '0:00:00.017612  Process pid 1 exited with code: 1', 'exit', 'file');
  checkFailure('another command line tool’s output', '2026-03-25T19:20:08.491Z\topenjd_fail: no', 'fail', 'file');
  checkFailure(
    'a worker’s plain file',
    '[2026-09-24 20:27:23,137][CRITICAL] 📜 Worker.Status 📜 gone',
    'error',
    'file',
  );
  checkFailure(
    'a worker’s structured file',
    '[2026-09-24 20:27:23,137] {"level":"ERROR","type":"Session"}',
    'error',
    'file',
  );
  checkFailure(
    'an older structured file',
    '{"time":"2026-03-26 01:30:21,090","level":"ERROR","type":"Session"}',
    'error',
    'file',
  );
  checkFailure(
    'a worker’s event',
    '{"level":"CRITICAL","type":"Worker","subtype":"HostConfiguration"}',
    'error',
    'worker',
  );

  it('reads the times of a file’s lines', () => {
    const structure = new LogStructure('file');
    structure.append(
      ['2026-03-25 19:20:08,491 INFO x', '2026/10/07 14:34:12-07:00 x', '1:00:01.5 x', '0:00:01.500  x', 'x'].map(
        (message) => ({ timestampMs: 0, message }),
      ),
    );
    assert.deepEqual(
      [0, 1, 2, 3, 4, 5].map((line) => structure.timeOfLine(line)),
      [Date.UTC(2026, 2, 25, 19, 20, 8, 491), Date.UTC(2026, 9, 7, 21, 34, 12), undefined, 1_500, undefined, undefined],
    );
  });

  it('leads from times to lines and back', () => {
    const structure = new LogStructure('session');
    structure.append(eventsOf(['a', 'b\nc\nd', 'e'], 1_000));
    structure.prepend(eventsOf(['y', 'z\nzz'], 900));
    assert.deepEqual([structure.firstLine, structure.lineCount], [-3, 8]);
    assert.deepEqual(
      [0, 905, 1_000, 1_001, 1_011, 1_021].map((timeMs) => structure.lineAtTime(timeMs)),
      [-3, -2, 0, 1, 4, undefined],
    );
    assert.deepEqual(
      [-3, -1, 0, 1, 3, 4, 5].map((line) => structure.timeOfLine(line)),
      [900, 910, 1_000, 1_010, 1_010, 1_020, undefined],
    );
  });

  it('cuts sections at the ends of a document', () => {
    assert.deepEqual(told(sectionsWithin(parse(eventsOf(TWO)).sections, 8, 25)), [
      '8-18 action Entering Environment: Conda',
      '  8-9 phase Phase: Setup',
      '  11-18 phase Phase: Running action',
      '21-25 action Running Task',
      '  24-25 phase Phase: Setup',
    ]);
  });

  /** Lines that mean something, in any order and company. */
  const message = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...TWO, ...banner('Running Task'), ...phase('Phase: Setup')) },
    {
      weight: 3,
      arbitrary: fc.constantFrom('Traceback (most recent call last):', '  File "x"', 'Error: x', 'ValueError: y', ' '),
    },
    {
      weight: 1,
      arbitrary: fc.array(fc.constantFrom(...TWO, '  x', ''), { maxLength: 4 }).map((lines) => lines.join('\n')),
    },
    // As `fc.string({ unit: 'binary' })` is, which takes a second to know every character.
    { weight: 1, arbitrary: fc.array(fc.nat(0x10ffff), { maxLength: 10 }).map((all) => String.fromCodePoint(...all)) },
  );
  const log = fc.array(fc.tuple(message, fc.nat(3)), { maxLength: 60 }).map((lines) => {
    let timestampMs = LOG_START_MS;
    return lines.map(([text, gap]): LogEvent => ({ timestampMs: (timestampMs += gap * 700), message: text }));
  });
  const service = fc.option(
    fc
      .array(
        fc.tuple(
          fc.constantFrom(ENTER, EXIT, frame(1)),
          fc.constantFrom('FAILED', 'SUCCEEDED', 'RUNNING'),
          fc.nat(60_000),
        ),
        { maxLength: 4 },
      )
      .map((actions) =>
        known(...actions.map(([definition, status, fromMs]) => [definition, status, fromMs, fromMs + 5_000] as const)),
      ),
    { nil: undefined },
  );

  it('is the same in whatever pieces a log comes, from either end', () => {
    fc.assert(
      fc.property(
        log,
        service,
        fc.array(fc.nat(60), { maxLength: 12 }),
        fc.nat(12),
        (events, actions, cuts, middle) => {
          const bounds = [0, ...cuts.map((cut) => Math.min(cut, events.length)).sort((a, b) => a - b), events.length];
          const pieces = bounds.slice(1).map((end, index) => events.slice(bounds[index], end));
          const structure = new LogStructure('session');
          for (const piece of pieces.slice(0, middle).reverse()) {
            structure.prepend(piece);
          }
          for (const piece of pieces.slice(middle)) {
            structure.append(piece);
          }
          const whole = new LogStructure('session');
          whole.prepend(pieces.slice(0, middle).flat());
          whole.append(pieces.slice(middle).flat());
          assert.deepEqual(structure.outline(actions), whole.outline(actions));
          const straight = parse(events, actions);
          assert.deepEqual(straight.failures.length, structure.outline(actions).failures.length);
        },
      ),
      runs(150),
    );
  });

  it('folds a traceback before the event of several lines that ends it', () => {
    const { sections } = parse(eventsOf(['Traceback (most recent call last):', 'Mapping: a\nb']));
    assert.deepEqual(
      sections.map(({ kind, firstLine, lastLine }) => [kind, firstLine, lastLine]),
      [
        ['traceback', 0, 1],
        ['summary', 1, 2],
      ],
    );
  });

  it('keeps sections in order, apart from each other and within their parents, whatever a log says', () => {
    const holds = (sections: readonly LogSection[], first: number, last: number): void => {
      let from = first;
      for (const section of sections) {
        assert.ok(section.firstLine >= from && section.lastLine >= section.firstLine && section.lastLine <= last);
        holds(section.children, section.firstLine, section.lastLine);
        from = section.kind === 'summary' || section.kind === 'traceback' ? section.firstLine : section.lastLine + 1;
      }
    };
    fc.assert(
      fc.property(log, service, fc.constantFrom<LogKind>('session', 'worker', 'file'), (events, actions, kind) => {
        const structure = new LogStructure(kind);
        structure.append(events);
        const { sections, failures, firstFailure } = structure.outline(actions);
        holds(sections, 0, structure.lineCount - 1);
        assert.ok(failures.every(({ line }) => line >= 0 && line < structure.lineCount));
        assert.equal(firstFailure === undefined, failures.length === 0);
      }),
      runs(150),
    );
  });

  it('comes to an end with a log made to hold it up', () => {
    const unit = ['Traceback (most recent call last):', '  x', ...banner('Running Task'), `ERROR ${'a.'.repeat(300)}`];
    const { failures } = parse(eventsOf(Array.from({ length: 5_000 }, () => unit).flat()));
    assert.equal(failures.length, 10_000);
  });
});
