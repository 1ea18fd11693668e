import assert from 'node:assert/strict';
import type { Stuck, StuckSign, Wait } from '../../../src/core/stuck/stuck';
import type { WatchedSession } from '../../../src/core/session/watchedSession';
import { copyableText } from '../../../src/render/copyable';
import { sessionOutline } from '../../../src/render/session/outline';
import { sessionState } from '../../../src/render/session/session';
import { stuckHeading, stuckLabel, stuckLine, stuckSigns } from '../../../src/render/watching/stuck';
import { activeSession, NOW_MS } from '../../support/sessions/sessions';

const MINUTE = 60_000;
const ago = (minutes: number): number => NOW_MS - minutes * MINUTE;
const LINE = '[rlm] error checking out license for arnold: Communications error with license server (-17)';
const WAIT: Wait = {
  cause: 'license',
  sentence: 'May be stuck on a license.',
  subject: 'arnold',
  evidence: [{ text: LINE, at: { event: 3, line: 0, timestampMs: ago(31) }, why: 'among the last lines' }],
  advice: 'Check the license server.',
  concerns: ['farm'],
  ruleId: 'rlm',
  studio: undefined,
};
const WAITING: StuckSign = { kind: 'waiting', sinceMs: ago(31), wait: WAIT };
const SILENT: StuckSign = { kind: 'silent', sinceMs: ago(34), usualMs: 2 * MINUTE };
const FLAT: StuckSign = { kind: 'flat', sinceMs: ago(40), percent: 62.5 };
const STILL: StuckSign = { kind: 'still', sinceMs: ago(20) };
const LONG: StuckSign = { kind: 'long', sinceMs: ago(60), longestMs: 12 * MINUTE, tasks: 8 };

/** A session whose running action shows some signs. */
function stuckBy(...signs: readonly StuckSign[]): { session: WatchedSession; stuck: Stuck } {
  const session = activeSession();
  const running = session.snapshot?.actions.ok
    ? session.snapshot.actions.value.find(({ status }) => status === 'RUNNING')
    : undefined;
  const { sessionActionId } = running ?? assert.fail();
  const stuck = { sessionActionId, signs, isProven: signs.length > 1 };
  return { session: { ...session, stuck }, stuck };
}

describe('what is said of an action that may be stuck', () => {
  it('names all signs in one sentence', () => {
    assert.equal(
      stuckLine(stuckBy(SILENT, FLAT).stuck, NOW_MS),
      'May be stuck: no new log line for 34 min (at most 2 min 00 s in another task of this step) and no progress beyond 62 % for 40 min.',
    );
    assert.equal(
      stuckLine(stuckBy({ ...SILENT, usualMs: undefined }, LONG, STILL).stuck, NOW_MS),
      'May be stuck: no new log line for 34 min, running for 1 h (at most 12 min 00 s in other tasks of this step) and neither network nor disk traffic on its host for 20 min.',
    );
  });

  it('names what it waits for first', () => {
    const { stuck } = stuckBy(WAITING, FLAT);
    assert.equal(stuckHeading(stuck), 'May be stuck on a license: arnold');
    assert.equal(stuckLabel(stuck), 'may be stuck: no license');
    assert.equal(
      stuckLine(stuck, NOW_MS),
      'May be stuck on a license: arnold. Also no progress beyond 62 % for 40 min.',
    );
    assert.deepEqual(stuckSigns(stuck, NOW_MS)[0], 'its last log lines have waited for 31 min');
    assert.equal(stuckLine(stuckBy(WAITING).stuck, NOW_MS), 'May be stuck on a license: arnold.');
  });

  it('takes over the words of a studio’s own rule', () => {
    const studio = { id: 'cache', link: undefined };
    const wait: Wait = { ...WAIT, sentence: 'The cache volume is full.', subject: undefined, cause: 'unknown', studio };
    const { stuck } = stuckBy({ ...WAITING, wait });
    assert.equal(stuckHeading(stuck), 'May be stuck: The cache volume is full');
    assert.equal(stuckLabel(stuck), 'may be stuck');
  });

  it('stands in the row of the session and of its action, in their tooltips and in the summary', () => {
    const { session, stuck } = stuckBy(WAITING, FLAT);
    const sentence = stuckLine(stuck, NOW_MS);
    assert.match(sessionState(session, NOW_MS), /^active · may be stuck: no license · /);
    const row = sessionOutline(session, NOW_MS);
    assert.ok([sentence, `“${LINE}”`, WAIT.advice].every((line) => row.tooltip.includes(line)));
    const actions = row.children.flatMap(({ children }) => children);
    const of = actions.filter(({ description }) => description?.startsWith('may be stuck: no license'));
    assert.equal(of.length, 1);
    assert.ok(of[0]?.tooltip.includes(sentence));
    const summary = copyableText('markdown', session, NOW_MS) ?? '';
    assert.ok(summary.includes('May be stuck on a license'), summary);
  });
});
