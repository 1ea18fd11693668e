import assert from 'node:assert/strict';
import { UserError } from '../../../../src/core/errors';
import type { News } from '../../../../src/core/news';
import type { Job } from '../../../../src/core/session/session';
import { jobKeyId, keyId, sharesSignIn } from '../../../../src/core/session/sessionKey';
import type { Watchable } from '../../../../src/core/farm/watchable';
import { Computer, type ListWindow, numberedKey, numberedSnapshot } from '../../../support/listWindow';
import { activateSession, endSession } from '../../../support/sessions/sessionLives';
import { JOB_KEY } from '../../../support/sessions/sessions';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SIGNED_OUT = new UserError({ kind: 'signedOut', message: 'Your sign-in has ended.', remedies: ['signIn'] });

const session = (index: number): Watchable => ({ kind: 'session', key: numberedKey(index) });
const JOB: Watchable = { kind: 'job', key: JOB_KEY };

/** What a window tells from now on: kind, how many, and when. */
interface Told {
  readonly kind: News['kind'];
  readonly news: readonly News[];
  readonly atMs: number;
}

function heard({ watching }: ListWindow, computer: Computer): Told[] {
  const told: Told[] = [];
  watching.onNews((news) => {
    const [first] = news;
    assert.ok(first);
    told.push({ kind: first.kind, news, atMs: computer.clock.now });
  });
  return told;
}

const kinds = (told: readonly Told[]): [string, number][] => told.map(({ kind, news }) => [kind, news.length]);

describe('telling what happens to what is watched', () => {
  let computer: Computer;
  beforeEach(() => {
    computer = new Computer();
  });

  /** A window in which things are watched, in front of which nobody sits any more. */
  async function leave(watched: readonly Watchable[], window = computer.openWindow()): Promise<ListWindow> {
    void window.watching.setAttention(true, true);
    window.watchList.watch(watched);
    await computer.clock.tickAsync(2_000);
    void window.watching.setAttention(false, false);
    await computer.clock.tickAsync(MINUTE);
    return window;
  }

  function activate(...indexes: readonly number[]): Watchable[] {
    indexes.forEach((index) => {
      activateSession(computer, index);
    });
    return indexes.map(session);
  }

  function putJob(changes: Partial<Job>): void {
    const { job } = numberedSnapshot(0);
    assert.ok(job.ok);
    const running = { ...job.value, name: 'sh010', taskRunStatus: 'RUNNING', endedAtMs: undefined };
    computer.service.jobsById.set(jobKeyId(JOB_KEY), { ...running, ...changes });
  }

  it('says nothing while nothing happens', async () => {
    const told = heard(await leave(activate(0, 1)), computer);
    await computer.clock.tickAsync(8 * HOUR);
    assert.deepEqual(told, []);
  });

  it('tells of an end once, within a minute and a second', async () => {
    const window = await leave(activate(0, 1));
    const told = heard(window, computer);
    await computer.clock.tickAsync(7_000);
    endSession(computer, 0);
    const endedMs = computer.clock.now;
    await computer.clock.tickAsync(2 * HOUR);
    assert.deepEqual(kinds(told), [['sessionEnded', 1]]);
    const [{ atMs, news } = { atMs: Infinity, news: [] }] = told;
    assert.ok(atMs - endedMs <= MINUTE + 1_000, `${atMs - endedMs} ms`);
    assert.deepEqual([news[0]?.title, news[0]?.atMs, news[0]?.group], ['shot 0', endedMs, 'succeeded']);
    assert.match(news[0]?.text ?? '', /^Everything it ran succeeded; ended after/);
  });

  it('tells of a failure with its cause and the line of the log', async () => {
    const told = heard(await leave(activate(0)), computer);
    const message = 'ERROR: cannot open texture wall.tx: No such file or directory';
    computer.service.log.push({ timestampMs: computer.clock.now, message });
    endSession(computer, 0, 'FAILED');
    await computer.clock.tickAsync(2 * MINUTE);
    assert.deepEqual(kinds(told), [['sessionFailed', 1]]);
    const text = told[0]?.news[0]?.text ?? '';
    assert.ok(text.includes('An input file was not found'), text);
    assert.ok(text.includes(`The log says: ${message}`), text);
    assert.equal(told[0]?.news[0]?.group, 'likely missing input');
  });

  it('tells of many that failed at once as one', async () => {
    const told = heard(await leave(activate(...Array(12).keys())), computer);
    for (let index = 0; index < 12; index += 1) {
      endSession(computer, index, 'FAILED');
    }
    await computer.clock.tickAsync(2 * MINUTE);
    assert.deepEqual(kinds(told), [['sessionFailed', 12]]);
  });

  it('tells of a failure without its cause where that cannot be read in time', async () => {
    const told = heard(await leave(activate(0)), computer);
    computer.service.onCall = () =>
      computer.service.calls.at(-1) === 'between' ? new Promise(() => undefined) : undefined;
    endSession(computer, 0, 'FAILED');
    await computer.clock.tickAsync(MINUTE + 11_000);
    assert.deepEqual(
      told.map(({ news }) => news[0]?.group),
      ['unknown cause'],
    );
    await computer.clock.tickAsync(HOUR);
    assert.equal(told.length, 1);
  });

  it('says nothing of what is only looked at, or not watched any more', async () => {
    const window = await leave(activate(0, 1, 2));
    const told = heard(window, computer);
    activate(7);
    window.list.add(numberedKey(7));
    window.watchList.unwatch([session(1)]);
    void window.watching.setAttention(true, true);
    await computer.clock.tickAsync(MINUTE);
    endSession(computer, 1);
    endSession(computer, 7, 'FAILED');
    await computer.clock.tickAsync(5 * MINUTE);
    assert.deepEqual(told, []);
  });

  it('tells of a session that comes back from its end when it ends again', async () => {
    const window = await leave(activate(0, 1));
    const told = heard(window, computer);
    endSession(computer, 0);
    await computer.clock.tickAsync(2 * MINUTE);
    activateSession(computer, 0);
    await window.store.refresh(numberedKey(0));
    await computer.clock.tickAsync(10 * MINUTE);
    assert.equal(told.length, 1);
    endSession(computer, 0);
    await computer.clock.tickAsync(2 * MINUTE);
    assert.deepEqual(kinds(told), [
      ['sessionEnded', 1],
      ['sessionEnded', 1],
    ]);
  });

  it('keeps what was told while no window was in front, until it is cleared', async () => {
    const window = await leave(activate(0, 1, 2));
    endSession(computer, 0, 'FAILED');
    await computer.clock.tickAsync(2 * MINUTE);
    void window.watching.setAttention(true, true);
    endSession(computer, 1);
    await computer.clock.tickAsync(2 * MINUTE);
    const { news } = window.watching;
    assert.deepEqual(news.all.map(({ news: { kind }, isMissed }) => [kind, isMissed]).sort(), [
      ['sessionEnded', false],
      ['sessionFailed', true],
    ]);
    assert.deepEqual(
      news.missed.map(({ news: { about } }) => about),
      [{ kind: 'session', key: numberedKey(0) }],
    );
    const later = computer.openWindow();
    assert.equal(later.watching.news.missed.length, 1);
    news.see(() => true);
    assert.deepEqual([news.missed.length, later.watching.news.missed[0]?.state], [1, 'new']);
    await computer.settle();
    assert.equal(later.watching.news.missed[0]?.state, 'seen');
    const undo = news.clear(news.missed);
    assert.deepEqual(news.missed, []);
    undo();
    assert.equal(news.missed.length, 1);
  });

  it('tells what ended while no window was open, once, when one is', async () => {
    const window = await leave(activate(0, 1, 2));
    window.watching.dispose();
    await computer.settle();
    endSession(computer, 0, 'FAILED');
    endSession(computer, 1, 'FAILED');
    await computer.clock.tickAsync(8 * HOUR);
    const reopened = computer.openWindow();
    const told = heard(reopened, computer);
    await leave([], reopened);
    const next = computer.openWindow();
    const again = heard(next, computer);
    await computer.clock.tickAsync(HOUR);
    assert.deepEqual([kinds(told), again], [[['sessionFailed', 2]], []]);
  });

  it('tells of a session that may be stuck once for each action, and only with proof', async () => {
    const window = await leave(activate(0, 1));
    const told = heard(window, computer);
    const { actions } = numberedSnapshot(0);
    const running = actions.ok ? actions.value.find(({ status }) => status === 'RUNNING') : undefined;
    assert.ok(running);
    const silent = { kind: 'silent', sinceMs: computer.clock.now - 34 * MINUTE, usualMs: undefined } as const;
    const flat = { kind: 'flat', sinceMs: computer.clock.now - 30 * MINUTE, percent: 41 } as const;
    const { sessionActionId } = running;
    window.store.noteStuck(numberedKey(0), { sessionActionId, signs: [silent], isProven: false });
    await computer.clock.tickAsync(2_000);
    assert.equal(told.length, 0);
    window.store.noteStuck(numberedKey(0), { sessionActionId, signs: [silent, flat], isProven: true });
    await computer.clock.tickAsync(2_000);
    window.store.noteStuck(numberedKey(0), undefined);
    window.store.noteStuck(numberedKey(0), { sessionActionId, signs: [flat, silent], isProven: true });
    await computer.clock.tickAsync(2 * MINUTE);
    assert.deepEqual(
      told.map(({ news }) => [news[0]?.kind, news[0]?.text]),
      [['stuck', 'May be stuck: no new log line for 34 min and no progress beyond 41 % for 30 min.']],
    );
  });

  describe('of jobs', () => {
    it('tells of the first failure, and of no further one', async () => {
      putJob({ taskRunStatusCounts: { RUNNING: 5, SUCCEEDED: 2 } });
      const told = heard(await leave([JOB]), computer);
      putJob({ taskRunStatusCounts: { RUNNING: 4, SUCCEEDED: 2, FAILED: 1 } });
      await computer.clock.tickAsync(MINUTE + 1_000);
      assert.deepEqual(
        told.map(({ news }) => [news[0]?.kind, news[0]?.title, news[0]?.text]),
        [['jobFailed', 'sh010', 'The first task failed: 2 of 7 tasks done · 4 running.']],
      );
      putJob({ taskRunStatusCounts: { RUNNING: 2, SUCCEEDED: 2, FAILED: 3 } });
      await computer.clock.tickAsync(HOUR);
      assert.equal(told.length, 1);
    });

    it('says nothing of failures that are older than the watch', async () => {
      putJob({ taskRunStatusCounts: { RUNNING: 5, FAILED: 2 } });
      const window = computer.openWindow();
      const told = heard(window, computer);
      await leave([JOB], window);
      await computer.clock.tickAsync(HOUR);
      assert.deepEqual(told, []);
    });

    it('tells of the first failure again after all were retried', async () => {
      putJob({ taskRunStatusCounts: { RUNNING: 5, FAILED: 2 } });
      const told = heard(await leave([JOB]), computer);
      putJob({ taskRunStatusCounts: { RUNNING: 5, READY: 2 } });
      await computer.clock.tickAsync(5 * MINUTE);
      putJob({ taskRunStatusCounts: { RUNNING: 4, READY: 2, FAILED: 1 } });
      await computer.clock.tickAsync(5 * MINUTE);
      assert.deepEqual(kinds(told), [['jobFailed', 1]]);
    });

    it('tells of the end once, with its failures', async () => {
      putJob({ taskRunStatusCounts: { RUNNING: 5, SUCCEEDED: 2 } });
      const told = heard(await leave([JOB]), computer);
      const over = { taskRunStatus: 'FAILED', taskRunStatusCounts: { SUCCEEDED: 5, FAILED: 2 } };
      putJob({ ...over, endedAtMs: computer.clock.now });
      await computer.clock.tickAsync(HOUR);
      assert.deepEqual(
        told.map(({ news }) => [news[0]?.kind, news[0]?.text]),
        [['jobEnded', 'The job ended: 5 of 7 tasks done · 2 failed.']],
      );
    });
  });

  describe('where a sign-in ends in the night', () => {
    it('tells it once, and again the next night', async () => {
      const window = await leave([...activate(0, 1, 2), JOB]);
      putJob({});
      const told = heard(window, computer);
      const other = computer.openWindow();
      const alsoTold = heard(other, computer);
      void other.watching.setAttention(false, false);
      computer.service.failure = SIGNED_OUT;
      await computer.clock.tickAsync(8 * HOUR);
      assert.deepEqual(kinds([...told, ...alsoTold]), [['unreadable', 1]]);
      assert.deepEqual(told[0]?.news[0]?.about.kind, 'connection');
      computer.service.failure = undefined;
      for (const one of [window, other]) {
        one.watching.signedIn(numberedKey(0).connection);
        one.store.retry(
          ({ key, fault }) => fault !== undefined && sharesSignIn(key.connection, numberedKey(0).connection),
        );
      }
      endSession(computer, 1);
      await computer.clock.tickAsync(HOUR);
      assert.deepEqual(kinds([...told, ...alsoTold]), [
        ['unreadable', 1],
        ['sessionEnded', 1],
      ]);
      computer.service.failure = SIGNED_OUT;
      await computer.clock.tickAsync(8 * HOUR);
      assert.equal(told.length + alsoTold.length, 3);
    });
  });

  it('tells of a farm that was deleted once', async () => {
    const told = heard(await leave(activate(0, 1, 2)), computer);
    computer.service.snapshots.clear();
    await computer.clock.tickAsync(8 * HOUR);
    assert.deepEqual(kinds(told), [['unreadable', 3]]);
  });

  it('loses nothing in a storm of faults', async () => {
    for (const kind of ['throttled', 'serviceFault'] as const) {
      computer = new Computer();
      const told = heard(await leave(activate(...Array(20).keys())), computer);
      const retryAfterMs = kind === 'throttled' ? 90_000 : undefined;
      computer.service.failure = new UserError({ kind, message: 'Later.', ...(retryAfterMs ? { retryAfterMs } : {}) });
      endSession(computer, 3, 'FAILED');
      endSession(computer, 4);
      await computer.clock.tickAsync(10 * MINUTE);
      assert.deepEqual(told, [], kind);
      computer.service.failure = undefined;
      await computer.clock.tickAsync(10 * MINUTE);
      assert.deepEqual(kinds(told).sort(), [
        ['sessionEnded', 1],
        ['sessionFailed', 1],
      ]);
    }
  });

  it('survives records that another version wrote, and tells nothing again that stands there', async () => {
    const id = `${keyId(numberedKey(0))}#ended 1`;
    computer.news.lines.push(
      `news\t${id}\t{"shape":9,"what":["else"]}\t`,
      'news\tx\tnot JSON\t',
      'news\ty\t{"news":{"id":"y","kind":"sessionTeleported","about":{"kind":"session"}}}\t',
      `newsOfJob\t${jobKeyId(JOB_KEY)}\t{"hasFailed":"maybe"}\t`,
      'news\tz\t{"half',
    );
    putJob({ taskRunStatusCounts: { RUNNING: 5 } });
    activate(1);
    computer.service.put(numberedSnapshot(0, { lifecycleStatus: 'ENDED', endedAtMs: 1 }));
    const window = computer.openWindow();
    const told = heard(window, computer);
    await leave([session(0), session(1), JOB], window);
    endSession(computer, 1);
    await computer.clock.tickAsync(5 * MINUTE);
    assert.deepEqual(
      told.map(({ news }) => news.map(({ title }) => title)),
      [['shot 1']],
    );
    assert.equal(window.watching.news.all.length, 1);
  });

  describe('in two windows', () => {
    it('one tells, also where both read it', async () => {
      const one = await leave(activate(0, 1, 2));
      const other = computer.openWindow();
      const told = [heard(one, computer), heard(other, computer)];
      endSession(computer, 0);
      // Both are asked for it at the same moment.
      await Promise.all([one.store.refresh(numberedKey(0)), other.store.refresh(numberedKey(0))]);
      await computer.clock.tickAsync(5 * MINUTE);
      assert.equal(told.flat().length, 1);
      assert.deepEqual(
        [one, other].map(({ watching }) => watching.news.all.length),
        [1, 1],
      );
    });

    it('the other one tells what a window read that was killed before it told', async () => {
      const one = await leave(activate(0, 1));
      const other = computer.openWindow();
      void other.watching.setAttention(false, false);
      await computer.clock.tickAsync(MINUTE);
      const told = heard(other, computer);
      endSession(computer, 0, 'FAILED');
      const stop = one.store.onDidChange(({ session: { diagnosis } }) => {
        if (diagnosis) {
          queueMicrotask(() => {
            stop.dispose();
            one.watching.dispose();
          });
        }
      });
      await computer.clock.tickAsync(3 * MINUTE);
      assert.deepEqual(kinds(told), [['sessionFailed', 1]]);
    });
  });
});
