import assert from 'node:assert/strict';
import fc from 'fast-check';

import { readPage } from '../../../../src/aws/logs/logEventParser';

interface Page {
  readonly events: readonly { readonly timestamp: number; readonly message: string }[];
}

describe('aws/logEvents', () => {
  const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);
  const decoded = (bytes: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(bytes));
  const read = (text: string): unknown => {
    const page = readPage(encoded(text));
    return page && { events: page.events.events(), rest: decoded(page.rest) };
  };

  it('takes the events out of a page and leaves the rest', () => {
    assert.deepEqual(
      read(
        '{"events":[{"ingestionTime":3,"message":"a \\"quoted\\" \\ud800\\n","timestamp":1795428151250},' +
          ' { "timestamp" : 2 , "message" : "é😀" } ],"nextBackwardToken":"b/1","nextForwardToken":"f/2"}\n',
      ),
      {
        events: [
          { timestampMs: 1795428151250, message: 'a "quoted" \ud800\n' },
          { timestampMs: 2, message: 'é😀' },
        ],
        rest: { events: [], nextBackwardToken: 'b/1', nextForwardToken: 'f/2' },
      },
    );
  });

  const event = '{"timestamp":1,"message":"a"}';
  for (const text of [
    '',
    '[]',
    '{"events":[]}',
    '{"events":null}',
    `{"events":[${event}`,
    `{"events":[${event},]}`,
    `{"events":{"0":${event}}}`,
    `{"nested":{"events":[${event}]}}`,
    `{"nested":[],"events":[${event}]}`,
    `{"ev\\u0065nts":[${event}]}`,
    '{"events":[{"timestamp":1}]}',
    '{"events":[{"message":"a"}]}',
    '{"events":[{"timestamp":"1","message":"a"}]}',
    '{"events":[{"timestamp":1.5,"message":"a"}]}',
    '{"events":[{"timestamp":-1,"message":"a"}]}',
    '{"events":[{"timestamp":9007199254740992,"message":"a"}]}',
    '{"events":[{"timestamp":1,"message":1}]}',
    '{"events":[{"timestamp":1,"message":null}]}',
    '{"events":[{"timestamp":1,"message":"a","message":"b"}]}',
    '{"events":[{"timestamp":1,"timestamp":2,"message":"a"}]}',
    '{"events":[{"timestamp":1,"message":"a","more":{}}]}',
    '{"events":[{"timestamp":1,"message":"\\x"}]}',
    '{"events":[{"timestamp":1,"message":"\\u12g4"}]}',
    '{"events":[{"timestamp":1,"message":"a\nb"}]}',
    '{"events":[{"timestamp":1,"message":"a',
  ]) {
    it(`leaves ${JSON.stringify(text)} to others, as it was`, () => {
      const bytes = encoded(text);
      assert.equal(readPage(bytes), undefined);
      assert.deepEqual(bytes, encoded(text));
    });
  }

  const space = fc.constantFrom('', '', ' ', '\n\t\r ');
  const text = fc.oneof(
    fc.array(fc.nat(0xffff)).map((codes) => JSON.stringify(String.fromCharCode(...codes))),
    fc
      .array(fc.constantFrom('\\u00e9', '\\ud83d', '\\"', '\\\\', '\\/', '\\b\\f\\n\\r\\t', '{', '],', '“', '😀'))
      .map((parts) => `"${parts.join('')}"`),
  );
  const shuffled = <T>(members: readonly T[]): fc.Arbitrary<T[]> =>
    fc.shuffledSubarray([...members], { minLength: members.length });
  const written = (open: string, members: readonly string[], close: string, gap: string): string =>
    `${gap}${open}${gap}${members.join(`${gap},${gap}`)}${gap}${close}${gap}`;
  const page = fc
    .tuple(
      fc.array(
        fc
          .tuple(fc.nat(), text, fc.oneof(text, fc.constantFrom('-1.5e+3', 'true', 'null', '0')))
          .chain(([time, message, more]) =>
            shuffled([`"timestamp":${time}`, `"message":${message}`, `"other":${more}`]),
          ),
        { minLength: 1, maxLength: 8 },
      ),
      text,
      text,
      space,
    )
    .chain(([events, back, forward, gap]) =>
      shuffled([
        `"nextBackwardToken":${gap}${back}`,
        `"nextForwardToken"${gap}:${forward}`,
        `"events":${written(
          '[',
          events.map((members) => written('{', members, '}', gap)),
          ']',
          gap,
        )}`,
      ]).map((members) => written('{', members, '}', gap)),
    );
  const readByParser = (json: string): unknown => {
    const { events, ...rest } = JSON.parse(json) as Page;
    return {
      events: events.map(({ timestamp, message }) => ({ timestampMs: timestamp, message })),
      rest: { ...rest, events: [] },
    };
  };

  it('reads what a parser of JSON reads', () => {
    fc.assert(
      fc.property(page, (json) => {
        assert.deepEqual(read(json), readByParser(json));
      }),
    );
  });

  it('reads damaged pages as a parser of JSON does, or leaves them as they were', () => {
    const damage = fc.record({ at: fc.nat(), byte: fc.nat(255) });
    fc.assert(
      fc.property(page, fc.array(damage, { minLength: 1, maxLength: 3 }), (json, damages) => {
        const bytes = encoded(json);
        for (const { at, byte } of damages) {
          bytes[at % bytes.length] = byte;
        }
        const before = bytes.slice();
        const found = readPage(bytes);
        if (!found) {
          assert.deepEqual(bytes, before);
          return;
        }
        const events = found.events.events();
        let expected: Page | undefined;
        try {
          expected = decoded(before) as Page;
        } catch {
          // What follows the events is read by others.
        }
        if (expected) {
          assert.deepEqual(
            events,
            expected.events.map(({ timestamp, message }) => ({ timestampMs: timestamp, message })),
          );
        }
      }),
    );
  });
});
