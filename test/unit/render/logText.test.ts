import assert from 'node:assert/strict';
import fc from 'fast-check';
import { renderLog } from '../../../src/render/logText';

const AT = new Date(2026, 10, 23, 10, 2, 31, 250).getTime();
const EDGES = { title: 'Session log of sh020', path: '/aws/deadline/f/q/s', moreBefore: false, growing: false };

describe('log text', () => {
  const lines = (messages: readonly string[]): readonly string[] =>
    renderLog(
      messages.map((message, index) => ({ timestampMs: AT + index, message })),
      EDGES,
    )
      .text.split('\n')
      .slice(5, -1);
  const check = (fact: string, messages: readonly string[], expected: readonly string[]): void => {
    it(fact, () => {
      assert.deepEqual(lines(messages), expected);
    });
  };

  check('has the time before each event', ['one', 'two'], ['10:02:31.250  one', '10:02:31.251  two']);
  check(
    'puts the further lines of an event below its first',
    ['a\nb\r\nc\rd'],
    ['10:02:31.250  a', '              b', '              c', '              d'],
  );
  check('keeps empty events, so that nothing moves', ['', 'x'], ['10:02:31.250', '10:02:31.251  x']);
  check(
    'leaves terminal colours and titles out',
    ['\u001b[1;31mred\u001b[0m \u001b]0;title\u0007end \u001b[2K'],
    ['10:02:31.250  red end'],
  );
  check('shows other controls as symbols', ['a\u0000b\u0008c\u007f\td'], ['10:02:31.250  a␀b␈c␡\td']);
  check(
    'breaks lines at every kind of line end',
    ['a\u2028b\u0085c'],
    ['10:02:31.250  a', '              b', '              c'],
  );

  it('says what it is, and that it begins at the beginning', () => {
    const { text } = renderLog([{ timestampMs: AT, message: 'x' }], EDGES);
    assert.match(
      text,
      /^# Session log of sh020\n# \/aws\/deadline\/f\/q\/s\n# 1 events from 2026-11-23 10:02:31\.250 .+\n# This is the beginning of the log\.\n#\n/,
    );
  });

  it('says what is not shown, and how to see it', () => {
    const { text } = renderLog([{ timestampMs: AT, message: 'x' }], { ...EDGES, moreBefore: true, growing: true });
    assert.match(text, /# Earlier lines are not shown: "Deadline: Load Older Log Lines" loads more of them\./);
    assert.match(text, /\n# The session is active: more lines are added as it writes them\.\n$/);
  });

  it('says that nothing was written', () => {
    assert.match(renderLog([], EDGES).text, /# Nothing has been written to this log yet\./);
  });

  it('marks the day where a log crosses midnight', () => {
    const late = new Date(2026, 10, 23, 23, 59, 59, 999).getTime();
    const { text, lineOfEvent } = renderLog(
      [
        { timestampMs: late, message: 'a' },
        { timestampMs: late + 1, message: 'b' },
      ],
      EDGES,
    );
    assert.deepEqual(text.split('\n').slice(5), ['23:59:59.999  a', '# 2026-11-24', '00:00:00.000  b', '']);
    assert.deepEqual(lineOfEvent, [5, 7]);
  });

  it('knows the line of each event, whatever the events hold', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string(), fc.constantFrom('a\nb', '\n\n', '\r', '\u0000', '\u001b[31m'))),
        (messages) => {
          const events = messages.map((message, index) => ({ timestampMs: AT + index, message }));
          const { text, lineOfEvent } = renderLog(events, EDGES);
          const all = text.split('\n');
          assert.equal(lineOfEvent.length, events.length);
          for (const [index, line] of lineOfEvent.entries()) {
            assert.equal(all[line]?.slice(0, 12), `10:02:31.${250 + index}`);
          }
          assert.doesNotMatch(text, /(?![\t\n])\p{Cc}/u);
        },
      ),
    );
  });
});
