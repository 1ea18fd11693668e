import assert from 'node:assert/strict';
import type { LogKind, LogOutline } from '../../../../src/core/logs/structure/logSection';
import { LogStructure } from '../../../../src/core/logs/structure/logStructure';
import { withoutTerminalSequences } from '../../../../src/core/logs/lines/terminalText';
import { actionLines, banner, eventsOf, phase } from '../../../support/logs/logs';

const HEX = '0f'.repeat(16);

describe('words of runtimes, agents and programs', () => {
  const outlineOf = (messages: readonly string[], kind: LogKind = 'session'): LogOutline => {
    const structure = new LogStructure(kind);
    structure.append(eventsOf(messages));
    return structure.outline(undefined);
  };
  const kinds = ({ failures }: LogOutline): string[] => failures.map(({ line, kind }) => `${line} ${kind}`);

  describe('of a task that fails', () => {
    const check = (
      fact: string,
      output: readonly string[],
      status: string | undefined,
      ...failures: string[]
    ): void => {
      it(fact, () => {
        const outline = outlineOf([...banner('Running Task'), ...output]);
        assert.equal(outline.sections[0]?.status, status);
        assert.deepEqual(kinds(outline), failures);
      });
    };
    check(
      'Rust: its time-out',
      ['Action timed out, sending SIGKILL to process group', 'Process exit code: N/A'],
      'FAILED',
      '4 agent',
      '5 exit',
    );
    check(
      'Rust: a program that does not start',
      [
        "Process failed to start: 'x': no such file",
        "Action failed to run: Failed to start subprocess 'x': no such file",
      ],
      'FAILED',
      '4 agent',
      '5 agent',
    );
    check(
      'Rust: a set-up that fails',
      ['Action failed to run: Failed to write embedded file Run: No space left on device'],
      'FAILED',
      '4 agent',
    );
    check('Rust: a process that succeeds', ['Process exit code: 0'], 'SUCCEEDED');
    check(
      'Rust: a cancel',
      ['Sending SIGTERM to process group 12 (grace period: 30s)', 'Process exit code: N/A'],
      'FAILED',
      '5 exit',
    );
    check(
      'a time-out whose program ends well',
      [
        'TIMEOUT - Runtime limit reached at x. Canceling action.',
        'Process pid 7 exited with code: 0 (unsigned) / 0x0 (hex)',
      ],
      'FAILED',
      '4 agent',
    );
    check(
      'a variable that is refused, whatever the exit code',
      [
        'openjd_redacted_env: KEY -- ERROR: Failed to parse environment variable assignment.',
        'Process pid 7 exited with code: 0 (unsigned) / 0x0 (hex)',
      ],
      'FAILED',
      '4 agent',
    );
    check(
      'a variable that is written wrong',
      ['openjd_env FOO=1 -- ERROR: Open Job Description: Incorrectly formatted openjd env command (openjd_env FOO=1)'],
      'FAILED',
      '4 agent',
    );
    check(
      'a variable with such words in it',
      ['openjd_env: A=no ERROR', 'Process pid 7 exited with code: 0 (unsigned) / 0x0 (hex)'],
      'SUCCEEDED',
    );
    check(
      'words of a program that only sound like a verdict',
      ['Failed to start audio device', 'Process pid 7 exited with code: 0 (unsigned) / 0x0 (hex)'],
      'SUCCEEDED',
    );
    check(
      'errors of a program that succeeds',
      ['ADAPTOR_OUTPUT: STDERR: Error: no color space', 'Process pid 7 exited with code: 0 (unsigned) / 0x0 (hex)'],
      'SUCCEEDED',
    );
    check(
      'directives behind an adaptor’s prefix are words',
      ['STDOUT: openjd_fail: no', 'Process pid 7 exited with code: 0 (unsigned) / 0x0 (hex)'],
      'SUCCEEDED',
    );
  });

  const checkProgress = (value: string, expected: number | undefined): void => {
    it(`reads the progress ${value} as ${expected}`, () => {
      const { sections } = outlineOf([...banner('Running Task'), `openjd_progress: ${value}`]);
      assert.equal(sections[0]?.progressPercent, expected);
    });
  };
  checkProgress('12.5', 12.5);
  checkProgress('1e1', 10);
  checkProgress('.5', 0.5);
  checkProgress('12,5', undefined);
  checkProgress('45%', undefined);
  checkProgress('0x10', undefined);
  checkProgress('nan', undefined);
  checkProgress('100.5', undefined);

  it('reads the exit code of a task’s program, not of the upload after it', () => {
    const upload = (code: number): string[] => [
      ...banner('Job Attachments Upload for Task'),
      ...phase('Phase: Running action'),
      'Command started as pid: 4800',
      `Process pid 4800 exited with code: ${code} (unsigned) / 0x${code} (hex)`,
    ];
    const looks = (program: number, uploaded: number): unknown[] => {
      const [task, ...others] = outlineOf([
        ...actionLines('Running Task', ['done'], program),
        ...upload(uploaded),
      ]).sections;
      const part = task?.children.at(-1);
      return [task?.status, task?.exitCode, part?.title, part?.failed, part?.exitCode, others.length];
    };
    assert.deepEqual(looks(3, 0), ['FAILED', 3, 'Job Attachments Upload for Task', false, 0, 0]);
    assert.deepEqual(looks(0, 1), ['FAILED', 0, 'Job Attachments Upload for Task', true, 1, 0]);
  });

  describe('tracebacks whose lines all bear a prefix', () => {
    for (const prefix of [
      'ADAPTOR_OUTPUT: STDERR: ',
      '[STDOUT] ',
      '[18:41.54] ',
      '2026-11-24 08:15:20,123 INFO ',
      'STDOUT: LogPython: Error: ',
    ]) {
      it(`fold: ${prefix}`, () => {
        const { sections, firstFailure } = outlineOf(
          ['Traceback (most recent call last):', '  File "a.py", line 1', '    render()', 'ValueError: no camera'].map(
            (line) => prefix + line,
          ),
        );
        assert.deepEqual(
          sections.map(({ kind, title, firstLine, lastLine }) => [kind, title, firstLine, lastLine]),
          [['traceback', 'ValueError: no camera', 0, 3]],
        );
        assert.equal(firstFailure?.text, 'ValueError: no camera');
      });
    }
  });

  describe('worker logs', () => {
    const event = (message: string, more: object = {}): string => JSON.stringify({ level: 'INFO', message, ...more });
    const checkForms = (fact: string, json: string, plain: string, ...failures: string[]): void => {
      it(`${fact}, in all three forms`, () => {
        assert.deepEqual(kinds(outlineOf([json], 'worker')), failures);
        assert.deepEqual(kinds(outlineOf([`[2026-09-24 20:27:23,138] ${json}`], 'file')), failures);
        assert.deepEqual(kinds(outlineOf([`[2026-09-24 20:27:23,138][INFO    ] ${plain}`], 'file')), failures);
      });
    };
    checkForms(
      'tell of a process that fails',
      event('Process pid 7 exited with code: 1 (unsigned) / 0x1 (hex)', {
        ti: '🔷',
        type: 'Session',
        subtype: 'Runtime',
      }),
      `🔷 Session.Runtime 🔷 [session-${HEX}] Process pid 7 exited with code: 1 (unsigned) / 0x1 (hex) [queue-${HEX}/job-${HEX}]`,
      '0 exit',
    );
    checkForms(
      'tell of an action that fails',
      event('Action complete.', { ti: '🟣', type: 'Action', subtype: 'End', status: 'FAILED' }),
      `🟣 Action.End 🟣 [session-${HEX}](sessionaction-${HEX}-1) Action complete. (Status: FAILED) (Kind: TaskRun) [queue-${HEX}/job-${HEX}]`,
      '0 agent',
    );
    checkForms(
      'are calm about an action that succeeds',
      event('Action complete.', { ti: '🟣', type: 'Action', subtype: 'End', status: 'SUCCEEDED' }),
      `🟣 Action.End 🟣 [session-${HEX}](sessionaction-${HEX}-1) Action complete. (Status: SUCCEEDED) (Kind: TaskRun)`,
    );

    it('have the host configuration as a section with its exit code, and nothing after it', () => {
      const rule = '='.repeat(92);
      const { sections } = outlineOf(
        [
          '',
          rule,
          '--------- Running Host Configuration Script ---------',
          rule,
          'installing',
          '',
          rule,
          '--------- Finished running Host Configuration Script, exit code: 2 ---------',
          rule,
          'Worker started',
        ].map((line) => event(line)),
        'worker',
      );
      assert.deepEqual(
        sections.map(({ title, status, exitCode, firstLine, lastLine }) => [
          title,
          status,
          exitCode,
          firstLine,
          lastLine,
        ]),
        [['Running Host Configuration Script', 'FAILED', 2, 2, 8]],
      );
    });
  });

  const checkSequence = (fact: string, text: string, expected: string): void => {
    it(`leaves out ${fact}`, () => {
      assert.equal(withoutTerminalSequences(text), expected);
    });
  };
  checkSequence('the choice of a character set', 'a\u001b(0b\u001b)B\u001b*Ac', 'abc');
  checkSequence('keypad modes and the saved cursor', '\u001b=a\u001b>b\u001b7c\u001b8', 'abc');
  checkSequence('a reset', '\u001bca', 'a');
  checkSequence('an announcer', '\u001b Fa\u001b#8', 'a');
  checkSequence('a device control string with an end', 'a\u001bPq#0\u001b\\b', 'ab');
});
