import assert from 'node:assert/strict';
import { findStuck, type StuckFacts } from '../../../../src/core/stuck/findStuck';
import { isFoundStuck, type Stuck, stuckSinceMs, type Wait } from '../../../../src/core/stuck/stuck';
import { action, frame, NOW_MS } from '../../../support/sessions/sessions';

const MINUTE = 60_000;
const ago = (minutes: number): number => NOW_MS - minutes * MINUTE;
const RUNNING = action(4, frame(1002), 'RUNNING', undefined, undefined, {
  startedAtMs: ago(60),
  workerUpdatedAtMs: ago(0.5),
  progressPercent: 62,
});
const WAIT: Wait = {
  cause: 'license',
  sentence: 'May be stuck on a license.',
  subject: undefined,
  evidence: [],
  advice: '',
  concerns: [],
  ruleId: 'rlm',
  studio: undefined,
};
const log = (silentMinutes: number, more: Partial<NonNullable<StuckFacts['log']>> = {}): StuckFacts['log'] => ({
  lastLineMs: ago(silentMinutes),
  readUntilMs: NOW_MS,
  longestPauseMs: MINUTE,
  waiting: undefined,
  ...more,
});
const WAITING = { waiting: { sinceMs: ago(30), wait: WAIT } };
const FLAT = { percent: 62, sinceMs: ago(40) };
const OTHERS = { tasks: 8, longestMs: 50 * MINUTE, longestPauseMs: MINUTE };
const IDLE = { stillSinceMs: ago(20), isWorking: false, isCpuTold: true };
const OLD_AGENT = { ...IDLE, isCpuTold: false };
const BUSY = { stillSinceMs: undefined, isWorking: true, isCpuTold: true };

function find(facts: Partial<StuckFacts>): Stuck | undefined {
  return findStuck({
    action: RUNNING,
    nowMs: NOW_MS,
    log: undefined,
    progress: undefined,
    others: undefined,
    host: undefined,
    ...facts,
  });
}

describe('a running action', () => {
  const check = (what: string, facts: Partial<StuckFacts>, signs: readonly string[] | undefined): void => {
    it(`${signs ? `is stuck by ${signs.join(' and ')}` : 'is not called stuck'}: ${what}`, () => {
      const stuck = find(facts);
      assert.deepEqual(stuck?.isProven === true ? stuck.signs.map(({ kind }) => kind) : undefined, signs);
    });
  };
  check('unusual silence, and no progress', { log: log(34), progress: FLAT, others: OTHERS }, ['silent', 'flat']);
  check('unusual silence on a host at rest', { log: log(34), others: OTHERS, host: OLD_AGENT }, ['silent', 'still']);
  check('silence on a host that does not compute', { log: log(34), host: IDLE }, ['silent', 'still']);
  check('a line that waits, then silence', { log: log(34, WAITING) }, ['waiting', 'silent']);
  check('a line that waits again and again', { log: log(0, WAITING), progress: FLAT }, ['waiting', 'flat']);
  check(
    'silence for far longer than other tasks took',
    { log: log(12), others: { ...OTHERS, longestMs: 4 * MINUTE } },
    ['silent', 'long'],
  );
  check(
    'all of it, although its host works',
    { log: log(34), progress: FLAT, others: { ...OTHERS, longestMs: 9 * MINUTE }, host: BUSY },
    ['silent', 'flat', 'long'],
  );
  check(
    'a log that may not be read, no progress, and far too long',
    {
      progress: FLAT,
      others: { ...OTHERS, longestMs: 9 * MINUTE },
    },
    ['flat', 'long'],
  );

  check('silence alone, however long', { log: log(300) }, undefined);
  check('silence and what follows from it', { log: log(300), progress: FLAT, host: OLD_AGENT }, undefined);
  check('a line that waits alone', { log: log(0, WAITING) }, undefined);
  check('a long run whose log goes on', { log: log(1), others: { ...OTHERS, longestMs: 4 * MINUTE } }, undefined);
  check('slow progress whose log goes on', { log: log(1), progress: FLAT, others: OTHERS }, undefined);
  check(
    'unusual silence while its host works',
    { log: log(34), progress: FLAT, others: OTHERS, host: BUSY },
    undefined,
  );
  check(
    'silence that other tasks of its step had',
    {
      log: log(34),
      progress: FLAT,
      others: { ...OTHERS, longestPauseMs: 20 * MINUTE },
    },
    undefined,
  );
  check(
    'silence that it had before',
    { log: log(34, { longestPauseMs: 20 * MINUTE }), progress: FLAT, others: OTHERS },
    undefined,
  );
  check(
    'progress of which a lost worker says nothing',
    {
      action: { ...RUNNING, workerUpdatedAtMs: ago(30) },
      log: log(12),
      progress: FLAT,
      others: OTHERS,
    },
    undefined,
  );
  check(
    'progress that always was so slow',
    {
      action: { ...RUNNING, startedAtMs: ago(500) },
      log: log(34),
      progress: { percent: 10, sinceMs: ago(40) },
      others: { ...OTHERS, longestMs: 600 * MINUTE },
    },
    undefined,
  );
  check(
    'a program that reports no progress',
    { log: log(34), progress: { percent: 0, sinceMs: ago(60) }, others: OTHERS },
    undefined,
  );
  check(
    'an action that is being canceled',
    {
      action: { ...RUNNING, status: 'CANCELING' },
      log: log(34),
      progress: FLAT,
      others: OTHERS,
    },
    undefined,
  );

  it('that waits is told as waiting, without proof', () => {
    assert.deepEqual(find({ log: log(0, WAITING) }), {
      sessionActionId: RUNNING.sessionActionId,
      signs: [{ kind: 'waiting', ...WAITING.waiting }],
      isProven: false,
    });
  });

  it('is found stuck once, and has been since its first lasting sign', () => {
    const stuck = find({ log: log(34), progress: FLAT, others: { ...OTHERS, longestMs: MINUTE } });
    assert.ok(stuck);
    assert.equal(stuckSinceMs(stuck), FLAT.sinceMs);
    const more = { ...stuck, signs: stuck.signs.slice(0, 2) };
    assert.equal(isFoundStuck({ stuck }, undefined), true);
    assert.equal(isFoundStuck({ stuck: more }, { stuck }), false);
    assert.equal(isFoundStuck({ stuck }, { stuck: { ...stuck, isProven: false } }), true);
    assert.equal(isFoundStuck({ stuck: { ...stuck, isProven: false } }, { stuck: undefined }), false);
  });
});
