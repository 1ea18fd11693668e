import assert from 'node:assert/strict';
import fc from 'fast-check';
import { html } from '../../../../src/render/report/html';
import { reportData } from '../../../../src/render/report/reportData';
import { type ReportInput, sessionReport } from '../../../../src/render/report/sessionReport';
import {
  activeSession,
  diagnosis,
  endedSession,
  failedSession,
  longSession,
  NOT_FOUND,
  NOW_MS,
  partialSession,
  unreadSession,
} from '../../../support/sessions/sessions';
import { runs } from '../../../support/thorough';

const EVENTS = ['Loading \u001b[31mwetRock\u001b[0m', 'export AWS_SECRET_ACCESS_KEY=abcd1234abcd1234\r\n  done'].map(
  (message, index) => ({ timestampMs: NOW_MS + index, message }),
);

function input(changes: Partial<ReportInput> = {}): ReportInput {
  return { session: failedSession(), nowMs: NOW_MS, lastEvents: EVENTS, ...changes };
}

const SESSIONS = {
  failed: failedSession(),
  active: activeSession(),
  ended: endedSession(),
  partial: partialSession(),
  long: longSession('RUNNING'),
  unread: unreadSession(NOT_FOUND),
  never: unreadSession(undefined),
};

describe('html', () => {
  it('takes every value for text but what it wrote itself', () => {
    const name = '"><img src=x onerror=alert(1)>\'&';
    assert.equal(
      html`<p title="${name}">${[html`<b>${name}</b>`]}${undefined}${7}</p>`.text,
      '<p title="&quot;&gt;&lt;img src=x onerror=alert(1)&gt;&#39;&amp;"><b>&quot;&gt;&lt;img src=x onerror=alert(1)&gt;&#39;&amp;</b>7</p>',
    );
  });

  it('has as many tags whatever the values are', () => {
    const census = (text: string): number => text.match(/[<>"]/g)?.length ?? 0;
    const empty = census(html`<p title="${''}">${''}</p>`.text);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (one, other) => {
        assert.equal(census(html`<p title="${one}">${other}</p>`.text), empty);
      }),
      runs(1_000),
    );
  });
});

describe('a report as a page', () => {
  it('says what failed and why, what the log says, what else was done, and where', () => {
    const page = sessionReport(input());
    for (const text of [
      '<title>sh010_fx_v003</title>',
      'Failed, ended 2026-11-23',
      'The host ran out of memory.',
      'Failed: exit 139 (SIGSEGV)',
      'MemoryError',
      'Frame 1001 · Render',
      'ip-10-3-0-17.us-west-2.compute.internal',
      failedSession().key.sessionId,
    ]) {
      assert.ok(page.includes(text), text);
    }
  });

  it('loads nothing and runs nothing', () => {
    const page = sessionReport(input());
    assert.match(page, /content="default-src 'none'; style-src 'unsafe-inline'"/);
    assert.doesNotMatch(page, /<script|<link|<img|<iframe|\bon\w+="|url\(|@import|javascript:/i);
  });

  it('has the log’s lines without colors and secrets', () => {
    const page = sessionReport(input());
    assert.match(page, /Loading wetRock\nexport AWS_SECRET_ACCESS_KEY=•••\n {2}done/);
  });

  it('is made of any session, also one that could not be read', () => {
    for (const [name, session] of Object.entries(SESSIONS)) {
      const page = sessionReport(input({ session, lastEvents: [] }));
      assert.match(page, /<\/html>\s*$/, name);
      assert.doesNotMatch(page, /undefined|NaN|\[object|Infinity|Invalid Date/, name);
      assert.ok(page.includes(session.key.sessionId), name);
    }
  });

  it('bounds what programs and the service say', () => {
    const long = 'x'.repeat(2_000_000);
    const session = failedSession({ watched: { diagnosis: diagnosis([long]) }, snapshot: { raw: { long } } });
    const page = sessionReport(input({ session, lastEvents: [{ timestampMs: NOW_MS, message: long }] }));
    assert.ok(page.length < 600_000, `${page.length}`);
  });
});

describe('a report as data', () => {
  const parse = (changes: Partial<ReportInput> = {}): Readonly<Record<string, unknown>> =>
    JSON.parse(reportData(input(changes))) as Readonly<Record<string, unknown>>;

  it('has what the service says and why it failed, with times as programs exchange them', () => {
    const { format, version, madeAt, session, diagnosis: why, key } = parse();
    assert.deepEqual([format, version, madeAt], ['deadline-session-report', 1, '2026-11-23T09:14:31.000Z']);
    assert.equal((session as { startedAt: string }).startedAt, '2026-11-23T09:02:27.000Z');
    assert.equal((why as { cause: string }).cause, failedSession().diagnosis?.cause);
    assert.deepEqual(key, JSON.parse(JSON.stringify(failedSession().key)));
  });

  it('hides what reads like a secret', () => {
    assert.deepEqual(
      (parse().lastEvents as readonly { message: string }[]).map(({ message }) => message.slice(0, 40)),
      ['Loading \u001b[31mwetRock\u001b[0m', 'export AWS_SECRET_ACCESS_KEY=•••\r\n  done'],
    );
  });

  it('is made of any session', () => {
    for (const session of Object.values(SESSIONS)) {
      assert.equal(parse({ session }).version, 1);
    }
  });
});
