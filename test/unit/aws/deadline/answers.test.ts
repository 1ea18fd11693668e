import assert from 'node:assert/strict';

import fc from 'fast-check';

import { UserError } from '../../../../src/core/errors';

import { type Answer, type Asked, KEY, Response, VALID, createHandFarm } from '../../../support/aws/handFarm';
import { HurriedClock, hurry } from '../../../support/aws/hurriedClock';
import { createTestService, signal } from '../../../support/aws/service';
import { runs } from '../../../support/thorough';

describe('aws/answers', () => {
  /** What an odd service, or a proxy in between, puts where something else belongs. */
  const oddity = fc.oneof(
    fc.constantFrom(
      null,
      undefined,
      '',
      '\u202e',
      'NaN',
      'undefined',
      0,
      -1,
      1e308,
      true,
      false,
      [],
      {},
      [null],
      '2026-13-45T99:99:99Z',
    ),
    fc.string(),
    fc.double(),
    fc.jsonValue({ maxDepth: 2 }),
  );
  interface Mutation {
    readonly operation: string;
    /** Which of the answer's members, counted in depth, modulo how many there are. */
    readonly at: number;
    readonly to: unknown;
    readonly how: 'replace' | 'remove' | 'truncate' | 'whole';
  }
  const mutation: fc.Arbitrary<Mutation> = fc.record({
    operation: fc.constantFrom(...Object.keys(VALID)),
    at: fc.nat(200),
    to: oddity,
    how: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'truncate', 'whole'),
  });

  it('neither crashes on nor believes what makes no sense', async () => {
    const clock = new HurriedClock();
    let farm = createHandFarm(VALID);
    const { service } = createTestService((...asked) => farm.handle(...asked), { clock });
    await fc.assert(
      fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 4 }), async (mutations) => {
        const answers: Record<string, Answer> = { ...VALID };
        for (const one of mutations) {
          const before = answers[one.operation] ?? assert.fail();
          answers[one.operation] = (asked) => mutated(before, one, asked);
        }
        farm = createHandFarm(answers);
        try {
          const snapshot = await hurry(clock, service.fetchSnapshot(KEY, signal));
          checkNumbers(snapshot);
          for (const part of Object.values(snapshot) as { readonly fault?: { readonly message: string } }[]) {
            checkSentence(part.fault?.message ?? '');
          }
        } catch (error) {
          assert.ok(error instanceof UserError, String(error));
          assert.notEqual(error.fault.kind, 'internal', String(error.cause));
          checkSentence(error.message);
        }
      }),
      runs(20, 800),
    );
    service.dispose();
  });
});

/** No sentence shows what a program shows when it does not know what it says. */
function checkSentence(sentence: string): void {
  assert.doesNotMatch(sentence, /\bundefined\b|\bNaN\b|\[object|Invalid Date|\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u);
  assert.ok(sentence.length < 700, sentence);
}

/** Every number in what was believed is one, and no date is left. */
function checkNumbers(value: unknown): void {
  if (typeof value === 'number') {
    assert.ok(Number.isFinite(value));
  } else if (typeof value === 'object' && value !== null) {
    assert.ok(!(value instanceof Date));
    Object.values(value).forEach(checkNumbers);
  }
}

function mutated(
  before: Answer,
  { at, to, how }: { readonly at: number; readonly to: unknown; readonly how: string },
  asked: Asked,
): Answer {
  const answer = typeof before === 'function' ? before(asked) : before;
  if (answer instanceof Response || answer instanceof Promise || typeof answer === 'function') {
    return before;
  }
  const copy = structuredClone(answer) as Record<string, unknown>;
  if (how === 'truncate') {
    const text = JSON.stringify(copy);
    return new Response(200, text.slice(0, at % text.length), { 'content-type': 'application/json' });
  }
  if (how === 'whole') {
    return new Response(200, to === undefined ? '' : JSON.stringify(to), { 'content-type': 'application/json' });
  }
  const members = membersIn(copy);
  const [owner, name] = members[at % members.length] ?? assert.fail();
  owner[name] = how === 'remove' ? undefined : to;
  return new Response(200, JSON.stringify(copy), { 'content-type': 'application/json' });
}

/** Every member at any depth, with what holds it. */
function membersIn(value: unknown): [owner: Record<string, unknown>, name: string][] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const owner = value as Record<string, unknown>;
  return Object.keys(owner).flatMap((name) => [
    [owner, name] as [Record<string, unknown>, string],
    ...membersIn(owner[name]),
  ]);
}
