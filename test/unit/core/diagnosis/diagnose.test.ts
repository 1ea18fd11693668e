import assert from 'node:assert/strict';
import fc from 'fast-check';

import {
  type DiagnosisInput,
  actionEvents,
  diagnose,
  diagnoseRunning,
  parseStudioRules,
} from '../../../../src/core/diagnosis';
import { LiteralIndex } from '../../../../src/core/diagnosis/matching/literalIndex';
import { requiredLiterals } from '../../../../src/core/diagnosis/matching/requiredLiterals';
import { RuleBook } from '../../../../src/core/diagnosis/matching/ruleBook';
import { RULES } from '../../../../src/core/diagnosis/rules';
import { shapeOf } from '../../../../src/core/diagnosis/lines/shapes';
import { actionOf, diagnosisCases } from '../../../support/sessions/diagnosisCases';
import { IS_THOROUGH, runs } from '../../../support/thorough';

const eventsOf = (text: string): DiagnosisInput['events'] =>
  text.split('\n').map((message, index) => ({ timestampMs: index, message }));

const TASK = actionOf({ sessionActionId: `sessionaction-${'1'.repeat(32)}-3`, kind: 'taskRun', status: 'FAILED' });
const OTHER = actionOf({ sessionActionId: `sessionaction-${'1'.repeat(32)}-2`, kind: 'taskRun', status: 'SUCCEEDED' });
const NO_SPACE = 'ERROR: cannot write /mnt/out/a.exr: No space left on device';

describe('diagnose', () => {
  it('finds the place of what it quotes, in events of several lines too', () => {
    const events = [
      { timestampMs: 5, message: 'one' },
      { timestampMs: 7, message: `two\r\n\u001b[31m${NO_SPACE}\u001b[0m` },
      { timestampMs: 9, message: 'Process pid 7 exited with code: 1 (unsigned) / 0x1 (hex)' },
    ];
    const [quoted] = diagnose({ action: TASK, events }).evidence;
    assert.deepEqual(quoted?.at, { event: 1, line: 1, timestampMs: 7 });
    assert.equal(quoted.text, NO_SPACE);
  });

  it('takes no words for a sign that stand in an action that succeeded, and says so', () => {
    const siblings = [{ action: OTHER, events: eventsOf('tile 4: cannot write /a.exr: No space left on device') }];
    const events = eventsOf('tile 9: cannot write /a.exr: No space left on device\nMemoryError');
    const found = diagnose({ action: TASK, siblings, events });
    assert.equal(found.cause, 'memory');
    assert.equal(found.evidence[0]?.why, 'not in the task that succeeded');
  });

  it('compares only with actions of the same step', () => {
    const other = {
      ...OTHER,
      definition: { kind: 'taskRun', stepId: `step-${'8'.repeat(32)}`, taskId: undefined, parameters: {} },
    } as const;
    const events = eventsOf(NO_SPACE);
    assert.equal(diagnose({ action: TASK, siblings: [{ action: other, events }], events }).cause, 'disk-full');
    assert.notEqual(diagnose({ action: TASK, siblings: [{ action: OTHER, events }], events }).cause, 'disk-full');
  });

  it('never quotes the clean-up or the next action', () => {
    const rule = '='.repeat(46);
    for (const title of ['Session Cleanup', 'Exiting Environment: Conda', 'Running Task']) {
      const events = eventsOf(
        `${rule}\n--------- Running Task\n${rule}\nhello\n${rule}\n--------- ${title}\n${rule}\n${NO_SPACE}`,
      );
      const { cause, evidence } = diagnose({ action: TASK, events });
      assert.equal(cause, 'unknown');
      assert.ok(evidence.every(({ text }) => !text.includes('No space')));
    }
  });

  it('follows an action that was never attempted to the one that failed', () => {
    const later = actionOf({
      sessionActionId: `sessionaction-${'1'.repeat(32)}-4`,
      kind: 'taskRun',
      status: 'NEVER_ATTEMPTED',
      progressMessage: `Previous action failed: ${TASK.sessionActionId}`,
    });
    const found = diagnose({
      action: later,
      actions: [OTHER, TASK, later],
      siblings: [{ action: TASK, events: eventsOf(NO_SPACE) }],
      events: [],
    });
    assert.equal(found.cause, 'disk-full');
    assert.equal(found.followsFrom, TASK.sessionActionId);
    assert.ok(found.evidence.every(({ at }) => at === undefined));
  });

  it('reports the first of several failures and lists the others', () => {
    const found = diagnose({ action: TASK, events: eventsOf(`${NO_SPACE}\nMemoryError`) });
    assert.equal(found.cause, 'disk-full');
    assert.deepEqual(
      found.others.map(({ cause }) => cause),
      ['memory'],
    );
  });

  it('says of an action without a log what the service says', () => {
    const progressMessage = 'TIMEOUT - Exceeded the allotted runtime limit.';
    assert.equal(diagnose({ action: { ...TASK, progressMessage }, events: [] }).cause, 'time-limit');
    assert.equal(diagnose({ action: { ...TASK, status: 'CANCELED' }, events: eventsOf(NO_SPACE) }).cause, 'canceled');
    assert.equal(diagnose({ action: TASK, events: [] }).cause, 'unknown');
  });

  it('lets the rules of a studio win, marked as theirs', () => {
    const { rules } = parseStudioRules(
      '{"rules":[{"pattern":"left on device","sentence":"The cache volume is full.","advice":"Call 123."}]}',
    );
    const found = diagnose({ action: TASK, events: eventsOf(NO_SPACE), studioRules: rules });
    assert.equal(found.sentence, 'The cache volume is full.');
    assert.equal(found.advice, 'Call 123.');
    assert.equal(found.studioRule?.id, 'studio-1');
  });

  it('says of a running action what it may be stuck on, until it goes on', () => {
    const waiting = `${NO_SPACE}, waiting`;
    const running = { ...TASK, status: 'RUNNING' };
    const found = diagnoseRunning({ action: running, events: eventsOf(`start\n${waiting}\n${waiting}`) });
    assert.equal(found?.cause, 'disk-full');
    assert.equal(found.certainty, 'likely');
    const gone = `${waiting}\n${Array.from({ length: 30 }, (_, frame) => `frame ${frame} done`).join('\n')}`;
    assert.equal(diagnoseRunning({ action: running, events: eventsOf(gone) }), undefined);
  });

  it('never throws and is never surer than the cause allows, whatever the log says', () => {
    const words = fc.constantFrom(
      'Traceback (most recent call last):',
      '  File "x.py", line 1',
      'Caused by: java.io.IOException: No space left on device',
      'openjd_fail: ',
      '--------- Running Task',
      '='.repeat(46),
      'Process pid 4 exited with code: 3221225477 (unsigned) / 0xc0000005 (hex)',
      'ADAPTOR_OUTPUT: STDERR: ',
      '\u001b[31m',
      '\r',
      '\ufeff錯誤: \u202e',
      'x'.repeat(3000),
    );
    const text = fc
      .array(fc.oneof(words, fc.string({ unit: 'binary' })), { maxLength: 30 })
      .map((parts) => parts.join('\n'));
    fc.assert(
      fc.property(text, text, fc.option(fc.integer()), (log, good, code) => {
        const found = diagnose({
          action: TASK,
          events: eventsOf(log),
          siblings: [{ action: OTHER, events: eventsOf(good) }],
          ...(code === null ? {} : { processExitCode: code }),
          progressMessage: log.slice(0, 50),
        });
        assert.equal(found.certainty === 'unknown', found.cause === 'unknown');
        assert.ok(found.evidence.length <= 4);
        for (const { at, text: quoted } of found.evidence) {
          assert.ok(quoted.length <= 4096);
          assert.ok(at === undefined || at.event < log.split('\n').length);
        }
      }),
      runs(20, 2000),
    );
  });

  it('judges hostile lines, a million where thoroughness is asked for', function () {
    this.timeout(120_000);
    const lines = Array.from({ length: IS_THOROUGH ? 1_000_000 : 50_000 }, (_, index) => ({
      timestampMs: index,
      message: `ERROR ${index}: license timed out, retry ${index}/9`,
    }));
    const found = diagnose({ action: TASK, events: lines });
    assert.ok(found.evidence.length <= 4);
  });
});

describe('the parts of a log', () => {
  it('are those of the actions, without the clean-up', () => {
    for (const { name, input } of diagnosisCases()) {
      assert.ok(input.events.length > 0 || input.action.startedAtMs === undefined, name);
      assert.ok(!input.events.some(({ message }) => message === '--------- Session Cleanup'), name);
    }
    assert.deepEqual(actionEvents([], [TASK]), [[]]);
  });
});

describe('the shape of a line', () => {
  const same = [
    ['00:00:08  1371MB WARNING | node "a" is there', '00:10:09   999MB WARNING | node "a" is there'],
    ['at 0x7ffd12ab34 in f', 'at 0x7ffe99aa10 in f'],
    ['/tmp/tmpq1w2e3r4.sh: line 9', '/tmp/tmpa9b8c7d6.sh: line 12'],
  ] as const;
  it('is equal for lines that differ in numbers and random names', () => {
    for (const [one, other] of same) {
      assert.equal(shapeOf(one), shapeOf(other), one);
    }
  });
  it('differs for other words', () => {
    assert.notEqual(shapeOf('frame 1 done'), shapeOf('frame 1 lost'));
    assert.notEqual(shapeOf('disk full'), shapeOf('diskfull'));
  });
});

describe('the index of rules', () => {
  it('requires text that every match has', () => {
    assert.deepEqual(requiredLiterals(String.raw`license (?:error|denied) -?\d+`), ['license ']);
    assert.deepEqual(requiredLiterals('(?:abc|defg)x?'), ['abc', 'defg']);
    assert.equal(requiredLiterals('a|b+'), undefined);
  });

  it('finds whose literals stand in a text, in their order', () => {
    const piece = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '錯', ' '), maxLength: 5 });
    fc.assert(
      fc.property(fc.array(fc.array(piece, { maxLength: 3 }), { maxLength: 6 }), piece, piece, (literals, one, two) => {
        const index = new LiteralIndex(literals);
        for (const text of [one + two, two]) {
          const expected = [...literals.keys()].filter((owner) =>
            literals[owner]?.some((literal) => text.includes(literal)),
          );
          assert.deepEqual(index.ownersIn(text), expected);
          assert.equal(index.hasAny(text), expected.length > 0);
        }
      }),
      runs(1000),
    );
  });

  it('finds the same as trying every rule', () => {
    const book = new RuleBook(RULES);
    for (const { input } of diagnosisCases()) {
      for (const { message } of input.events.slice(-25)) {
        const found = book.find(message);
        assert.ok(!found || book.mayMatch(message), message);
        assert.ok(
          found !== undefined || !RULES.some(({ pattern }) => pattern.test(message)) || /[\\/]/.test(message),
          message,
        );
      }
    }
  });
});

describe('a file of studio rules', () => {
  it('keeps the rules that are right and says where the others are wrong', () => {
    const text = `{ // ours
  "rules": [
    { "pattern": "no plate", "cause": "missing-input" },
    { "pattern": "(a+)+", "cause": "license" },
    { "pattern": "x", "cause": "weather" },
    { "pattern": "y" },
    { "pattern": "z", "sentence": "Z.", "link": "command:evil" },
  ],
}`;
    const { rules, problems } = parseStudioRules(text);
    assert.deepEqual(
      rules.map(({ id, cause }) => [id, cause]),
      [['studio-1', 'missing-input']],
    );
    assert.deepEqual(
      problems.map(({ start, end }) => text.slice(start, end)),
      ['"(a+)+"', '"weather"', '"y"', '"command:evil"'],
    );
  });

  it('never throws, and its problems lie within the text', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"rules"',
      ':',
      ',',
      '"pattern"',
      '"a"',
      '1',
      '//',
      '/*',
      '\n',
      '"',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map((parts) => parts.join('')),
        ),
        (text) => {
          for (const { start, end } of parseStudioRules(text).problems) {
            assert.ok(start >= 0 && end >= start && end <= Math.max(text.length, 1));
          }
        },
      ),
      runs(300),
    );
  });
});
