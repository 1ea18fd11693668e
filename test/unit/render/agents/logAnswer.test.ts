import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { LogEvent } from '../../../../src/core/service/ports';
import { answerText, bytesOf, MOST_LOG_BYTES } from '../../../../src/render/agents/answer';
import { logAnswer, type LogPart, type LogSlice } from '../../../../src/render/agents/logAnswer';
import { diagnosis, KEY, STARTED_MS } from '../../../support/sessions/sessions';
import { runs } from '../../../support/thorough';

/** A log of a line a second. */
function logOf(...lines: readonly string[]): readonly LogEvent[] {
  return lines.map((message, index) => ({ timestampMs: STARTED_MS + index * 1000, message }));
}

function told(events: readonly LogEvent[], part: LogPart = 'end', more: Partial<LogSlice> = {}): readonly string[] {
  return logAnswer({ key: KEY, sessionActionId: undefined, events, part, diagnosis: undefined, ...more }).data;
}

/** Evidence as a diagnosis has it: these lines of a log. */
function shownBy(events: readonly LogEvent[], ...indexes: readonly number[]): ReturnType<typeof diagnosis> {
  const evidence = indexes.flatMap((index) => {
    const event = events[index];
    return event
      ? [{ text: event.message, at: { event: index, line: 0, timestampMs: event.timestampMs }, why: '' }]
      : [];
  });
  return diagnosis([], { evidence });
}

const wordsOf = (line: string): string => line.replace(/^. \d\d:\d\d:\d\d\.\d{3} /, '');

describe('a slice of a log for a language model', () => {
  const long = logOf(...Array.from({ length: 5_000 }, (_, index) => `line ${index}`));

  it('begins with the lines that show the failure, and has what stands before them at its end', () => {
    const lines = told(long, 'failure', { diagnosis: shownBy(long, 2_000, 2_003) });
    assert.deepEqual(lines.slice(0, 6).map(wordsOf), [
      'line 1998',
      'line 1999',
      'line 2000',
      'line 2001',
      'line 2002',
      'line 2003',
    ]);
    assert.deepEqual(lines.filter((line) => line.startsWith('>')).map(wordsOf), ['line 2000', 'line 2003']);
    const before = lines.indexOf('  … before that:');
    assert.ok(before > 6);
    assert.equal(wordsOf(lines.at(-1) ?? ''), 'line 1997');
  });

  it('has two places that are far apart, and says how many lines are between them', () => {
    const lines = told(long, 'failure', { diagnosis: shownBy(long, 100, 4_000) });
    assert.deepEqual(lines.filter((line) => line.startsWith('>')).map(wordsOf), ['line 100', 'line 4000']);
    assert.ok(lines.some((line) => /^ {2}… 3\d{3} lines left out$/.test(line)));
  });

  it('has the last lines, the first, or those around a time', () => {
    assert.equal(wordsOf(told(long).at(-1) ?? ''), 'line 4999');
    assert.equal(wordsOf(told(long, 'beginning')[0] ?? ''), 'line 0');
    const around = told(long, { aroundMs: STARTED_MS + 1_234_000 }).map(wordsOf);
    assert.ok(around.includes('line 1233') && around.includes('line 1235'));
    assert.equal(wordsOf(told(long, { aroundMs: 0 })[0] ?? ''), 'line 0');
    assert.equal(wordsOf(told(long, { aroundMs: STARTED_MS * 2 }).at(-1) ?? ''), 'line 4999');
  });

  it('leaves out blank lines and progress in percent', () => {
    assert.deepEqual(told(logOf('a', '', '   ', 'openjd_progress: 41.5', 'b')).map(wordsOf), ['a', 'b']);
  });

  it('says so where there is nothing', () => {
    const { head, data } = logAnswer({
      key: KEY,
      sessionActionId: undefined,
      events: [],
      part: 'end',
      diagnosis: undefined,
    });
    assert.match(head.join('\n'), /It has no lines here\. Ask for another part/);
    assert.deepEqual(data, []);
  });

  it('hides secrets, also those that stand over several lines', () => {
    const body = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj';
    const lines = told(
      logOf(
        'aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
        'Authorization: Bearer abcdef.123456',
        '-----BEGIN PRIVATE KEY-----',
        body,
        body.toLowerCase().slice(0, 20),
        '-----END PRIVATE KEY-----',
        body,
        'render --token',
        'Zm9vYmFyMTIz',
        'done',
      ),
    ).join('\n');
    for (const secret of ['wJalr', 'abcdef.1', body, body.toLowerCase().slice(0, 20), 'Zm9vYmFyMTIz']) {
      assert.ok(!lines.includes(secret), secret);
    }
    assert.match(lines, /-----END PRIVATE KEY-----[^]*done/);
  });

  it('goes on behind a key that never ends', () => {
    const rest = Array.from({ length: 150 }, (_, index) => `line ${index}`);
    const lines = told(logOf('-----BEGIN PRIVATE KEY-----', ...rest, 'ERROR: out of memory'));
    assert.equal(wordsOf(lines.at(-1) ?? ''), 'ERROR: out of memory');
  });

  it('is never longer than 4 kB, shows every line that it marks, and only lines of the log', () => {
    const line = fc.oneof(
      fc.string({ maxLength: 600, unit: 'grapheme' }),
      fc.constantFrom('', 'ERROR 1', 'a\nb\r\nc', '漢'.repeat(500)),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 60 }), fc.array(fc.nat(60), { maxLength: 4 }), (texts, evidence) => {
        const events = logOf(...texts);
        const slice: LogSlice = {
          key: KEY,
          sessionActionId: undefined,
          events,
          part: 'failure',
          diagnosis: shownBy(events, ...evidence),
        };
        assert.ok(bytesOf(answerText(logAnswer(slice), '5f0c9a1e', MOST_LOG_BYTES)) <= MOST_LOG_BYTES);
        const most = texts.flatMap((text) => text.split(/\r\n|[\r\n]/)).length;
        assert.ok(logAnswer(slice).data.filter((one) => /^[ >] \d\d:/.test(one)).length <= most);
      }),
      runs(100),
    );
  });
});
