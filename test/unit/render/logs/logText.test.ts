import assert from 'node:assert/strict';
import fc from 'fast-check';
import { linesOf } from '../../../../src/core/logs/lines/logLines';
import { plainText } from '../../../../src/core/text/plainText';
import {
  type LogAfter,
  renderLogEvents,
  HEAD_LINES,
  type LogHead,
  renderLogHead,
  renderLogTail,
  renderUnreadable,
} from '../../../../src/render/logs/logText';
import { timeWriter } from '../../../../src/render/logs/logTime';
import { runs } from '../../../support/thorough';

const AT = Date.UTC(2026, 10, 23, 10, 2, 31, 250);
/** The same day in every zone that a reader may be in. */
const LOCAL_NOON = new Date(2026, 10, 23, 12).getTime();
const UTC = timeWriter('utc', { startedAtMs: AT, actionStartsMs: [], manyDays: false });
const HEAD: LogHead = {
  title: 'Session log of sh020',
  path: '/aws/deadline/f/q/s',
  form: 'utc',
  firstMs: AT,
  of: 'log',
  before: 'beginning',
};

describe('log text', () => {
  const check = (fact: string, messages: readonly string[], expected: readonly string[], write = UTC): void => {
    it(fact, () => {
      const events = messages.map((message, index) => ({ timestampMs: AT + index, message }));
      assert.deepEqual(renderLogEvents(events, 'session', write).split('\n').slice(0, -1), expected);
    });
  };

  check('has the time before each event', ['one', 'two'], ['10:02:31.250Z  one', '10:02:31.251Z  two']);
  check(
    'puts the further lines of an event below its first',
    ['a\nb\r\n\r\nd'],
    ['10:02:31.250Z  a', '               b', '', '               d'],
  );
  check('keeps empty events, so that nothing moves', ['', 'x'], ['10:02:31.250Z', '10:02:31.251Z  x']);
  check('has nothing before the lines where times are off', ['a\nb', ''], ['a', 'b', ''], () => '');
  check('is empty where there is nothing', [], []);

  it('writes a worker’s messages out', () => {
    const message = '{"level":"INFO","type":"Action","subtype":"Start","message":"Action started.","kind":"EnvEnter"}';
    assert.equal(
      renderLogEvents([{ timestampMs: AT, message }], 'worker', () => ''),
      'INFO Action.Start: Action started. kind=EnvEnter\n',
    );
  });

  it('has the lines that are counted elsewhere, whatever was written, and nothing that an editor breaks at or cannot keep', () => {
    const piece = fc.constantFrom(
      'x',
      '\r',
      '\n',
      '\u2028',
      '\u0085',
      '\u001b[31m',
      '\u0000',
      '\ud800',
      '\u202e',
      '{"level":"INFO"}',
    );
    const message = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
    const events = fc.array(fc.record({ message, timestampMs: fc.oneof(fc.integer(), fc.constant(NaN)) }), {
      maxLength: 5,
    });
    fc.assert(
      fc.property(events, fc.constantFrom('session' as const, 'worker' as const), (all, kind) => {
        const text = renderLogEvents(all, kind, UTC);
        const counted = all.reduce((sum, event) => sum + linesOf(event.message, kind).length, 0);
        assert.equal(text.split('\n').length - 1, counted);
        assert.doesNotMatch(text, /(?![\t\n])\p{Cc}|[\u2028\u2029]|\p{Cs}/u);
      }),
      runs(200),
    );
  });

  it('shows a line of 256 kB whole', () => {
    const message = 'x'.repeat(256_000);
    assert.equal(
      renderLogEvents([{ timestampMs: AT, message }], 'session', () => ''),
      `${message}\n`,
    );
  });

  const checkHead = (fact: string, head: Partial<LogHead>, ...expected: string[]): void => {
    it(`says at its head ${fact}`, () => {
      const lines = renderLogHead({ ...HEAD, ...head }).split('\n');
      assert.equal(lines.length, HEAD_LINES + 1);
      assert.deepEqual(lines.slice(2, 4), expected);
    });
  };
  checkHead('that it begins at the beginning', {}, '# Times are UTC, from 2026-11-23.', '# The log begins here.');
  checkHead(
    'what is not loaded, and how to load it',
    { before: 'notLoaded', form: 'sinceSession', firstMs: LOCAL_NOON },
    '# Times are since the session’s start, from 2026-11-23.',
    '# Earlier lines are not loaded: “Load Older” or “Load All” above brings them.',
  );
  checkHead(
    'that there are no times',
    { before: 'earlierPart', form: 'off', firstMs: LOCAL_NOON },
    '# Timestamps hidden (log starts 2026-11-23).',
    '# The lines before these are in the tab of the earlier part.',
  );
  checkHead(
    'that nothing was written',
    { firstMs: undefined, of: 'action' },
    '# It has no events yet.',
    '# The action begins here. “Open Log” shows all of the session.',
  );

  const checkTail = (after: LogAfter, expected: string): void => {
    it(`ends with a line for ${after}`, () => {
      assert.equal(renderLogTail(after, 'log'), expected);
    });
  };
  checkTail('growing', '#\n# Session is running. New lines appear here.\n');
  checkTail('nothing', '# Nothing has been written to this log yet.\n');
  checkTail('gone', '#\n# This log was deleted. Showing the lines loaded earlier.\n');
  checkTail('unknown', '#\n# These were the last lines when the log was opened: its session cannot be read.\n');
  checkTail('end', '#\n# The log ends here.\n');

  const checkUnreadable = (fact: string, why: string, ...expected: string[]): void => {
    it(`says why it could not be read: ${fact}`, () => {
      assert.deepEqual(renderUnreadable(why, undefined).split('\n').slice(0, -1), [
        '# This log could not be read.',
        ...expected,
      ]);
    });
  };
  checkUnreadable('in a sentence', 'Not allowed to read the log.', '# Not allowed to read the log.');
  checkUnreadable(
    'in many words',
    'word '.repeat(25),
    `# ${'word '.repeat(20).trim()}`,
    `# ${'word '.repeat(5).trim()}`,
  );
  checkUnreadable('in one long word', 'x'.repeat(130), `# ${'x'.repeat(100)}`, `# ${'x'.repeat(30)}`);
  checkUnreadable('in none', '');

  it('says where a log is kept that could not be read', () => {
    const configuration = {
      driver: 'splunk',
      options: { index: 'render\u202e' },
      parameters: { a: 'b' },
      error: undefined,
    };
    assert.deepEqual(renderUnreadable('It is elsewhere.', configuration).split('\n'), [
      '# This log could not be read.',
      '# It is elsewhere.',
      '#',
      '# Kept by: splunk',
      '# a: b',
      `# index: ${plainText('render\u202e', 500)}`,
      '',
    ]);
  });

  it('names of a log in CloudWatch its group and its stream, not how it is written', () => {
    const configuration = {
      driver: 'awslogs',
      options: { logGroupName: '/aws/deadline/farm-1/queue-2', logStreamName: 'session-3' },
      parameters: { interval: '15' },
      error: undefined,
    };
    assert.deepEqual(renderUnreadable('Not allowed.', configuration).split('\n').slice(2), [
      '#',
      '# Log group: /aws/deadline/farm-1/queue-2',
      '# Log stream: session-3',
      '',
    ]);
    assert.equal(renderUnreadable('No.', { ...configuration, options: {} }).split('\n').length, 3);
  });
});
