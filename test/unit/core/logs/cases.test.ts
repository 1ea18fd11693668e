import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { diagnose } from '../../../../src/core/diagnosis';
import { wordsOf } from '../../../../src/core/logs/lines/lineWords';
import { writerPrefixOf } from '../../../../src/core/logs/lines/writerPrefix';
import { linesOf } from '../../../../src/core/logs/lines/logLines';
import type { KnownActions, LogKind, LogOutline, LogSection } from '../../../../src/core/logs/structure/logSection';
import { LogStructure } from '../../../../src/core/logs/structure/logStructure';
import { styledStretches } from '../../../../src/core/logs/lines/styledLines';
import type { LogEvent } from '../../../../src/core/service/ports';
import { parseSessionText } from '../../../../src/core/references/reference';
import { action, frame } from '../../../support/sessions/sessions';

const FOLDER = join(import.meta.dirname, '../../../fixtures/cases');

interface Case {
  readonly name: string;
  readonly file?: string;
  readonly kind: LogKind | 'reference';
  readonly text?: string;
  readonly expected: Readonly<Record<string, unknown>>;
}

/** Inputs that people met, and what they say: each stands for others of its kind. */
describe('logs that people have at hand', () => {
  const cases = readFileSync(join(FOLDER, 'expected.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Case);
  const tried = new Set<string>();

  const eventsOf = ({ file = '' }: Case): LogEvent[] => {
    const lines = readFileSync(join(FOLDER, file), 'utf8').split('\n').slice(0, -1);
    return file.endsWith('.ndjson')
      ? lines.map((line) => {
          const { timestamp, message } = JSON.parse(line) as { timestamp: number; message: string };
          return { timestampMs: timestamp, message };
        })
      : lines.map((message) => ({ timestampMs: NaN, message }));
  };
  const outlineOf = (events: readonly LogEvent[], kind: LogKind, known?: KnownActions): LogOutline => {
    const structure = new LogStructure(kind);
    structure.append(events);
    return structure.outline(known);
  };
  const told = (sections: readonly LogSection[], indent = ''): string[] =>
    sections.flatMap(({ firstLine, lastLine, title, children }) => [
      `${indent}${firstLine}-${lastLine} ${title}`,
      ...told(children, `${indent}  `),
    ]);

  const check = (
    name: string,
    fact: string,
    assertion: (outline: LogOutline, events: readonly LogEvent[], one: Case) => void,
  ): void => {
    tried.add(name);
    it(`${name}: ${fact}`, () => {
      const one = cases.find((other) => other.name === name);
      assert.ok(one && one.kind !== 'reference');
      const events = eventsOf(one);
      assertion(outlineOf(events, one.kind), events, one);
    });
  };
  /** What a diagnosis of a failed task rests on. */
  const quoted = (events: readonly LogEvent[]): string[] =>
    diagnose({ action: { kind: 'taskRun', status: 'FAILED' }, events }).evidence.map(({ text }) => text);
  const failureLines = ({ failures }: LogOutline): number[] => failures.map(({ line }) => line);

  check('adaptor-errors', 'errors behind an adaptor’s prefixes are failures', (outline) => {
    assert.deepEqual(failureLines(outline), [15, 16, 17, 18, 19, 20, 21]);
    assert.equal(outline.firstFailure?.line, 19);
    assert.equal(outline.failures[1]?.text, 'ERROR:Could not activate');
  });
  check('application-prefixes', 'errors behind clocks, streams, categories and threads are failures', (outline) => {
    assert.deepEqual(failureLines(outline), [14, 15, 16, 17, 18]);
  });

  /** One failed task, whatever its times look like; where there is no `openjd_fail`, the exit line is the first failure. */
  const checkTimes = (name: string, first: string, time: string, line: string): void => {
    check(name, 'its times are read, and its structure behind them', (outline, events) => {
      const [section] = outline.sections.filter(({ kind }) => kind === 'action');
      assert.deepEqual(
        [section?.title, section?.status, section?.exitCode, section?.progressPercent, section?.children[0]?.title],
        ['Running Task', 'FAILED', 1, 50, 'Phase: Running action'],
      );
      assert.equal(outline.firstFailure?.text.startsWith(first), true);
      const message = events.find((event) => event.message.endsWith(line))?.message ?? '';
      assert.equal(new Date(writerPrefixOf(message).timeMs ?? NaN).toISOString(), time);
      assert.equal(wordsOf(message).words, line);
    });
  };
  checkTimes('monitor-korean-time', 'Missing texture', '2026-11-24T08:15:20.000Z', 'Output:');
  checkTimes('deadline-job-logs', 'Process pid 3127', '2026-11-24T08:15:20.443Z', 'Output:');
  checkTimes('openjd-cli-utc', 'Missing texture', '2026-11-24T08:15:20.123Z', 'Output:');
  checkTimes('aws-logs-tail', 'Missing texture', '2026-11-24T08:15:20.123Z', 'Output:');

  check('rust-runtime-killed', 'an action without an exit code has failed', ({ sections, firstFailure }) => {
    assert.deepEqual([sections[0]?.status, sections[0]?.exitCode], ['FAILED', undefined]);
    assert.equal(firstFailure?.text, 'Process exit code: N/A');
  });
  check('rust-runtime-not-run', 'an action that could not be set up has failed', ({ sections, firstFailure }) => {
    assert.equal(sections[0]?.status, 'FAILED');
    assert.deepEqual([firstFailure?.line, firstFailure?.kind], [4, 'agent']);
  });
  check('refused-env', 'the variable that the runtime refused is why', ({ firstFailure }) => {
    assert.equal(firstFailure?.line, 14);
  });
  check('refused-progress', 'progress that the runtime refused does not count', ({ sections }) => {
    assert.equal(sections[0]?.progressPercent, 33.5);
  });
  check('licence-banner', 'the error is quoted, not that licenses were had', (_, events) => {
    const lines = quoted(events);
    assert.ok(lines.some((line) => line.includes('missing frame /assets/plate.1001.exr')));
    assert.ok(!lines.some((line) => /licen/i.test(line)), lines.join('\n'));
  });
  check('nothing-said', 'the runtime’s own words are not quoted', (_, events) => {
    assert.deepEqual(
      quoted(events).map((line) => line.slice(0, 38)),
      ['Process pid 3127 exited with code: 322'],
    );
  });
  check('worker-action-ends', 'a process and an action that failed are failures', ({ failures }) => {
    assert.deepEqual(
      failures.map(({ line, kind }) => [line, kind]),
      [
        [1, 'exit'],
        [2, 'agent'],
      ],
    );
  });
  check('worker-exception', 'the exception’s lines stand below the message and fold', (outline, events, one) => {
    assert.deepEqual(linesOf(events[0]?.message ?? '', one.kind as LogKind).slice(1), [
      'Traceback (most recent call last):',
      '  File "/opt/agent/session.py", line 3, in run',
      '    self._cleanup()',
      'RuntimeError: boom',
    ]);
    assert.equal(outline.firstFailure?.text, 'RuntimeError: boom');
    assert.ok(told(outline.sections).includes('1-4 RuntimeError: boom'));
  });
  check('tput-sgr0', 'short terminal sequences are not shown', (_, events, one) => {
    assert.deepEqual(
      events.flatMap(({ message }) => linesOf(message, one.kind as LogKind)),
      ['ERROR: disk full', 'saved keys'],
    );
  });
  check('colours-in-a-file', 'colors in a file hide nothing', ({ firstFailure }) => {
    assert.deepEqual([firstFailure?.kind, firstFailure?.text], ['traceback', 'RuntimeError: boom']);
  });
  check('colour-leak', 'a color ends with its process', (_, events) => {
    let style = 0;
    const colored = events.filter(({ message }) => {
      const read = styledStretches(message, style);
      style = read.style;
      return read.stretches.length > 0;
    });
    assert.deepEqual(
      colored.map(({ message }) => message),
      ['\u001b[31mrendering frame 1'],
    );
  });

  check('upload-banner', 'the upload is a part of its task, as the lines alone say', ({ sections }) => {
    assert.deepEqual(told(sections), UPLOAD);
    assert.deepEqual([sections[0]?.status, sections[0]?.exitCode], ['SUCCEEDED', 0]);
  });
  it('upload-banner: the upload is a part of its task, as the service knows it', () => {
    const one = cases.find(({ name }) => name === 'upload-banner');
    assert.ok(one);
    const events = eventsOf(one);
    const startedAtMs = events[0]?.timestampMs ?? 0;
    const task = action(0, frame(1), 'SUCCEEDED', undefined, undefined, {
      startedAtMs,
      endedAtMs: startedAtMs + 2_000,
    });
    const { sections } = outlineOf(events, 'session', { actions: [task], asOfMs: startedAtMs + 60_000 });
    assert.deepEqual(told(sections), UPLOAD);
  });
  const UPLOAD = [
    '2-28 Running Task',
    '  5-7 Phase: Setup',
    '  9-15 Phase: Running action',
    '  17-28 Job Attachments Upload for Task',
    '    20-21 Phase: Setup',
    '    23-28 Phase: Running action',
  ];

  for (const one of cases.filter(({ kind }) => kind === 'reference')) {
    tried.add(one.name);
    it(`${one.name}: its ids are found`, () => {
      const { ids } = parseSessionText(one.text ?? '');
      for (const [name, id] of Object.entries(one.expected)) {
        assert.equal((ids as Readonly<Record<string, unknown>>)[name], id);
      }
    });
  }

  it('are all tried', () => {
    assert.deepEqual(
      cases.filter(({ name }) => !tried.has(name)).map(({ name }) => name),
      [],
    );
  });
});
