import assert from 'node:assert/strict';
import fc from 'fast-check';
import { NEWS_KINDS, type News, parseNews, signInId } from '../../../src/core/news';
import type { WatchedSession } from '../../../src/core/session/watchedSession';
import { jobNews, newsAge, newsSentence, newsTone, sessionNews } from '../../../src/render/watching/news';
import { watchStatus } from '../../../src/render/watching/watchStatus';
import { type WatchCost, costLines, costText } from '../../../src/render/watching/watchStatistics';
import {
  activeSession,
  endedSession,
  failedSession,
  JOB_KEY,
  KEY,
  NOT_FOUND,
  NOW_MS,
} from '../../support/sessions/sessions';
import { numberedKey } from '../../support/listWindow';
import { runs } from '../../support/thorough';

const news = (changes: Partial<News> = {}): News => ({
  id: 'session-1#1',
  kind: 'sessionFailed',
  about: { kind: 'session', key: KEY },
  atMs: NOW_MS - 12 * 60_000,
  title: 'sh010_lighting_v007',
  text: 'Frame 1005 · Render failed after 1 min 00 s. The GPU ran out of memory.',
  group: 'out of GPU memory',
  ...changes,
});
const many = (...groups: readonly [string, number][]): News[] =>
  groups.flatMap(([group, count]) => Array.from({ length: count }, () => news({ group })));

describe('news in words', () => {
  it('says one in full, and how long ago', () => {
    assert.equal(
      newsSentence([news()]),
      'sh010_lighting_v007: Frame 1005 · Render failed after 1 min 00 s. The GPU ran out of memory.',
    );
    assert.equal(newsAge(news(), NOW_MS), '12 min ago');
  });

  it('counts a cause that is only likely for one of them as likely for all', () => {
    assert.equal(
      newsSentence(many(['missing input', 2], ['likely missing input', 1], ['crash', 1])),
      '4 sessions failed: 3 × likely missing input, 1 × crash.',
    );
  });

  it('counts many by their causes, the most frequent first', () => {
    assert.equal(
      newsSentence(many(['out of memory', 1], ['no license', 10], ['unknown cause', 1])),
      '12 sessions failed: 10 × no license, 1 × out of memory, 1 × unknown cause.',
    );
    assert.equal(
      newsSentence(many(['a', 5], ['b', 4], ['c', 3], ['d', 2], ['e', 1])),
      '15 sessions failed: 5 × a, 4 × b, 3 × c, 3 × other.',
    );
    assert.equal(newsSentence(many(['no license', 1_200])), '1,200 sessions failed: 1,200 × no license.');
  });

  it('says of a sign-in that ended where watching is paused', () => {
    const connection = { source: 'aws', profile: 'studio', region: 'us-west-2' } as const;
    const paused = news({
      kind: 'unreadable',
      about: { kind: 'connection', connection },
      text: 'Your sign-in has ended.',
    });
    assert.equal(newsSentence([paused]), 'Watching on studio · us-west-2 is paused: Your sign-in has ended.');
    assert.equal(signInId(connection), 'signIn/aws/studio');
  });

  it('quotes the line of the log that tells of a failure, without secrets', () => {
    const failed = failedSession();
    const words = sessionNews('sessionFailed', failed, NOW_MS);
    assert.equal(words.title, failed.snapshot?.job.ok ? failed.snapshot.job.value.name : '');
    const { diagnosis } = failed;
    assert.ok(diagnosis);
    const text = 'cannot log in: aws_secret_access_key=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
    const at = { event: 0, line: 0, timestampMs: 1 };
    const told = sessionNews(
      'sessionFailed',
      { ...failed, diagnosis: { ...diagnosis, evidence: [{ text, at, why: '' }] } },
      NOW_MS,
    );
    assert.match(told.text, / The log says: cannot log in: /);
    assert.ok(!told.text.includes('wJalrXUtnFEMI'), told.text);
  });

  it('says how a session ended', () => {
    const { text, group } = sessionNews('sessionEnded', endedSession(), NOW_MS);
    assert.match(text, /^Everything it ran succeeded; ended after /);
    assert.equal(group, 'succeeded');
  });

  it('says how far a job is when its first task fails', () => {
    const { job } = activeSession().snapshot ?? {};
    assert.ok(job?.ok);
    const facts = { kind: 'job', key: JOB_KEY, name: undefined, active: [], failed: [], fault: undefined } as const;
    const failing = { ...job.value, taskRunStatusCounts: { SUCCEEDED: 7, FAILED: 2, RUNNING: 1 } };
    assert.equal(
      jobNews('jobFailed', { ...facts, job: failing }).text,
      '2 tasks failed: 7 of 10 tasks done · 1 running.',
    );
    const ended = jobNews('jobEnded', { ...facts, job: failing });
    assert.deepEqual([ended.group, newsTone({ kind: 'jobEnded', ...ended })], ['with failed tasks', 'failed']);
  });

  it('comes back out of storage as it was, and never as anything else', () => {
    for (const told of [news(), news({ kind: 'sessionEnded', tone: 'canceled' })]) {
      assert.deepEqual(parseNews(JSON.parse(JSON.stringify(told))), told);
    }
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(news())), fc.anything(), (name, value) => {
        const parsed = parseNews({ ...news(), [name]: value });
        assert.ok(parsed === undefined || NEWS_KINDS.includes(parsed.kind));
      }),
      runs(200),
    );
    for (const odd of [
      undefined,
      null,
      7,
      'x',
      [],
      { ...news(), about: { kind: 'farm' } },
      { ...news(), atMs: null },
    ]) {
      assert.equal(parseNews(odd), undefined);
    }
  });

  it('is one line of harmless text, whatever names and logs say', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (title, text) => {
        assert.doesNotMatch(newsSentence([news({ title, text })]), /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
      }),
      runs(50),
    );
  });
});

describe('the status bar in words', () => {
  const facts = { sessions: [], parts: [], fresh: [] };
  const failed = news();
  const other = (index: number): WatchedSession => ({ ...activeSession(), key: numberedKey(index) });

  it('is not there while nothing goes on and nothing is new', () => {
    assert.equal(watchStatus(facts), undefined);
    assert.equal(watchStatus({ ...facts, sessions: [endedSession(), failedSession()] }), undefined);
  });

  it('tells the progress of a single one', () => {
    const one = watchStatus({ ...facts, sessions: [activeSession()] });
    assert.match(one?.text ?? '', /^\S+ (\d+ %|active)$/);
    assert.deepEqual([one?.tone, one?.isAlarming], ['running', false]);
    const { job } = activeSession().snapshot ?? {};
    assert.ok(job?.ok);
    const value = {
      ...job.value,
      name: 'sh010',
      taskRunStatus: 'RUNNING',
      taskRunStatusCounts: { SUCCEEDED: 97, RUNNING: 24 },
    };
    const running = {
      kind: 'job',
      key: JOB_KEY,
      name: undefined,
      job: value,
      active: [],
      failed: [],
      fault: undefined,
    } as const;
    assert.equal(watchStatus({ ...facts, parts: [running] })?.text, 'sh010 97 of 121');
  });

  it('tells the worst first, and is red for a failure that nobody has looked at', () => {
    const ended = news({ kind: 'sessionEnded', group: 'succeeded' });
    const stuck = news({ kind: 'stuck', group: 'stuck' });
    const status = watchStatus({
      ...facts,
      sessions: [other(1), other(2)],
      fresh: [ended, stuck, failed],
    });
    assert.deepEqual(status, {
      tone: 'failed',
      text: '1 failed, 1 may be stuck, 2 active, 1 ended',
      label: 'Deadline Cloud, watched: 1 failed, 1 may be stuck, 2 active, 1 ended',
      isAlarming: true,
    });
    assert.equal(watchStatus({ ...facts, fresh: [failed] })?.text, 'sh010_lighting_v007 failed: out of GPU memory');
    assert.deepEqual(watchStatus({ ...facts, fresh: [stuck] })?.tone, 'blocked');
    assert.deepEqual(watchStatus({ ...facts, fresh: [ended] }), {
      tone: 'succeeded',
      text: 'sh010_lighting_v007 succeeded',
      label: 'Deadline Cloud, watched: sh010_lighting_v007 succeeded',
      isAlarming: false,
    });
  });

  it('no longer tells what has passed: what can be read again, and what has ended after all', () => {
    const unreadable = news({ kind: 'unreadable', group: 'not found' });
    const signedOut = news({ kind: 'unreadable', about: { kind: 'connection', connection: KEY.connection } });
    const stuck = news({ kind: 'stuck', group: 'stuck' });
    const texts = (session: WatchedSession): readonly (string | undefined)[] =>
      [unreadable, signedOut, stuck].map((one) => watchStatus({ ...facts, sessions: [session], fresh: [one] })?.text);
    assert.deepEqual(texts({ ...endedSession(), fault: NOT_FOUND }), [
      'sh010_lighting_v007 can’t be read: not found',
      undefined,
      undefined,
    ]);
    assert.equal(
      texts({ ...activeSession(), fault: { ...NOT_FOUND, kind: 'signedOut' } })[1],
      'Watching on sample farm is paused',
    );
    assert.deepEqual(texts(endedSession()), [undefined, undefined, undefined]);
  });

  it('says of a thing what is new, and does not count it twice', () => {
    const stuck = news({ kind: 'stuck', group: 'stuck' });
    const one = { ...facts, sessions: [activeSession()], fresh: [stuck] };
    assert.equal(watchStatus(one)?.text, 'sh010_lighting_v007 may be stuck');
    assert.equal(watchStatus({ ...one, sessions: [activeSession(), other(1)] })?.text, '1 may be stuck, 1 active');
  });

  it('says what could not be read the last time, and why', () => {
    const lost: WatchedSession = { ...activeSession(), fault: { ...NOT_FOUND, kind: 'network' } };
    assert.deepEqual(
      [lost, { ...lost, fault: NOT_FOUND }].map((session) => {
        const { text, tone } = watchStatus({ ...facts, sessions: [session] }) ?? {};
        return [text, tone];
      }),
      [
        ['sh020_lighting_v012: no connection', 'blocked'],
        ['sh020_lighting_v012: not found', 'blocked'],
      ],
    );
    assert.equal(watchStatus({ ...facts, sessions: [lost, other(1)] })?.text, '1 can’t be read, 1 active');
  });

  it('is not red for a job that ended with failures which were told before', () => {
    const ended = news({ kind: 'jobEnded', group: 'with failed tasks', tone: 'failed' });
    assert.deepEqual([newsTone(ended), watchStatus({ ...facts, fresh: [ended] })?.isAlarming], ['failed', false]);
  });
});

describe('the cost of watching in words', () => {
  const cost: WatchCost = {
    operations: [
      { operation: 'BatchGetSession', calls: 1_060, throttled: 2, failed: 0 },
      { operation: 'GetLogEvents', calls: 1, throttled: 0, failed: 1 },
    ],
    going: 80,
    mostAnHour: 1_020,
    poller: { name: 'shots' },
    nextRoundMs: undefined,
  };

  it('says who asks, when next, and what was asked', () => {
    assert.equal(
      costText(cost, NOW_MS),
      [
        'Watched and not over: 80',
        'Next poll: in the other window',
        'Polls in the background: the window “shots”',
        'Calls in the background: at most 1,020 an hour',
        '',
        'Calls of this window in the last hour',
        'All calls: 1,061 calls',
        'Throttled: 2',
        'BatchGetSession: 1,060 calls · 2 throttled',
        'GetLogEvents: 1 call · 1 failed',
        '',
      ].join('\n'),
    );
    const own = { ...cost, poller: 'this', nextRoundMs: NOW_MS + 42_000 } as const;
    assert.deepEqual(
      costLines(own, NOW_MS).polling.map(({ description }) => description),
      ['80', 'in 42 s', 'this window', 'at most 1,020 an hour'],
    );
    const none = { ...cost, poller: undefined, going: 0, mostAnHour: 0 };
    assert.deepEqual(
      costLines(none, NOW_MS).polling.map(({ description }) => description),
      ['0', 'none: nothing can change', 'no window', 'none'],
    );
  });
});
