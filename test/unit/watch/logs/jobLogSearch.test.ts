import assert from 'node:assert/strict';
import { UserError } from '../../../../src/core/errors';
import type { LogAnswer } from '../../../../src/core/logs/pages/logReader';
import { NO_EVENTS } from '../../../../src/core/logs/pages/packedEvents';
import type { LogEvent } from '../../../../src/core/service/ports';
import type { SessionId } from '../../../../src/core/ids';
import type { SessionSummary } from '../../../../src/core/session/session';
import { jobLogNotes, jobLogProgress } from '../../../../src/render/logs/jobLogWords';
import { JobLogSearch, type JobLogSearchOptions, MOST_LOG_CALLS } from '../../../../src/watch/logs/jobLogSearch';
import { MemoryService } from '../../../support/farm/memoryService';
import { failedSession, KEY, NOW_MS } from '../../../support/sessions/sessions';
import { Browsing } from '../../../support/windows/browsing';

const QUERY = { text: 'error', matchesCase: false, isRegex: false };

const idOf = (index: number): SessionId => `session-${index.toString(16).padStart(32, '0')}`;

describe('a search in the logs of a job', () => {
  let service: MemoryService;
  let errors: unknown[];
  let search: JobLogSearch;
  let reads: string[];
  /** Fails reading of the logs that it names. */
  let refuses: (stream: string) => boolean;

  beforeEach(() => {
    service = new MemoryService();
    errors = [];
    reads = [];
    refuses = () => false;
    const allowance = { take: () => Promise.resolve() };
    const source = new Proxy(service, {
      get: (target, name) => {
        if (name === 'allowance') {
          return () => allowance;
        }
        if (name === 'fetchSteps') {
          return () => Promise.resolve([]);
        }
        if (name === 'read') {
          return (...args: Parameters<MemoryService['read']>) => {
            const stream = args[0].configuration.options.logStreamName ?? '';
            reads.push(stream);
            return refuses(stream) ? Promise.reject(denied()) : readOnce(target, ...args);
          };
        }
        const member: unknown = Reflect.get(target, name);
        return typeof member === 'function' ? (member.bind(target) as unknown) : member;
      },
    }) as unknown as ReturnType<JobLogSearchOptions['service']>;
    search = new JobLogSearch({ job: KEY, service: () => source, onError: (error) => errors.push(error) });
  });

  function list(count: number, lines: (index: number) => readonly string[]): void {
    const summary = failedSession().snapshot?.session;
    assert.ok(summary);
    service.listed = Array.from({ length: count }, (_, index): SessionSummary => ({
      ...summary,
      sessionId: idOf(index),
    }));
    for (let index = 0; index < count; index++) {
      service.logs.set(
        idOf(index),
        lines(index).map((message, at): LogEvent => ({ timestampMs: NOW_MS + at, message })),
      );
    }
  }

  it('finds lines by session, as they are read, and says how many logs and calls that took', async () => {
    list(3, (index) => (index === 1 ? ['fine'] : ['fine', `an Error of ${index}`, 'last error']));
    const counts: number[] = [];
    search.onDidChange(({ hits }) => counts.push(hits));
    await search.start(QUERY);
    const { results } = search;
    assert.deepEqual(
      results.found.map(({ session, hits }) => [session.key.sessionId, hits.map(({ text }) => text)]).toSorted(),
      [
        [idOf(0), ['an Error of 0', 'last error']],
        [idOf(2), ['an Error of 2', 'last error']],
      ],
    );
    assert.deepEqual([results.state, results.read, results.left], ['done', 3, 0]);
    assert.ok(counts.includes(2) && counts.includes(4), String(counts));
    assert.equal(results.calls, reads.length);
    assert.equal(jobLogProgress(results), '4 lines in 2 sessions · 3 logs read · 6 calls');
    assert.deepEqual(jobLogNotes(results, MOST_LOG_CALLS), []);
  });

  it('looks for words as they are written, and for regular expressions', async () => {
    list(1, () => ['Error 1', 'error 22']);
    await search.start({ ...QUERY, matchesCase: true });
    assert.equal(search.results.hits, 1);
    await search.start({ text: String.raw`error \d\d`, matchesCase: false, isRegex: true });
    assert.equal(search.results.found[0]?.hits[0]?.text, 'error 22');
    const { length } = reads;
    await search.start({ text: '(', matchesCase: false, isRegex: true });
    assert.equal(reads.length, length);
  });

  it('makes a bounded number of calls, says so, and goes on with the logs that were not read', async () => {
    list(100, () => ['fine']);
    const first = service.listed;
    service.listed = Array.from({ length: 260 }, (_, index) => ({
      ...(first[0] ?? assert.fail()),
      sessionId: idOf(index),
    }));
    await search.start(QUERY);
    const { results } = search;
    assert.deepEqual([results.state, results.isBounded, results.calls], ['stopped', true, MOST_LOG_CALLS]);
    assert.match(jobLogNotes(results, MOST_LOG_CALLS)[0] ?? '', /^Stopped after 200 calls/);
    const { read } = results;
    assert.match(jobLogProgress(results), /^nothing found so far · \d+ logs read, \d+\+? to go · 200 calls$/);
    while (search.results.state !== 'done') {
      await search.goOn();
    }
    assert.equal(search.results.read, 260);
    assert.ok(read < 260);
    assert.equal(new Set(reads).size, 260);
  });

  it('stops when told to, keeps what it has, and goes on', async () => {
    list(30, () => ['error']);
    const subscription = search.onDidChange(({ read }) => {
      if (read === 10) {
        search.stop();
      }
    });
    await search.start(QUERY);
    subscription.dispose();
    assert.deepEqual([search.results.state, search.results.hits], ['stopped', 10]);
    await search.goOn();
    assert.deepEqual([search.results.state, search.results.hits, search.results.read], ['done', 30, 30]);
  });

  it('goes on without a log that may not be read, and says how many and why', async () => {
    list(3, () => ['error']);
    refuses = (stream) => stream === idOf(1);
    await search.start(QUERY);
    const { results } = search;
    assert.deepEqual([results.state, results.hits, results.unread, errors.length], ['done', 2, 1, 1]);
    assert.deepEqual(jobLogNotes(results, MOST_LOG_CALLS), ['1 log could not be read: No permission.']);
  });

  it('keeps few lines of one log and says that there are more', async () => {
    list(1, () => Array.from({ length: 80 }, (_, index) => `error ${index}`));
    await search.start(QUERY);
    const [only] = search.results.found;
    assert.deepEqual([only?.hits.length, only?.hasMore], [50, true]);
  });

  it('finds what failed on the sample farm, failed sessions first', async () => {
    const browsing = new Browsing();
    const job = browsing.farm.planted.find(({ name }) => name === 'sq12_wreck_earlier_v001') ?? assert.fail();
    const real = new JobLogSearch({
      job: job.key,
      service: () => browsing.service,
      onError: (error) => assert.fail(String(error)),
    });
    const searching = real.start({ text: 'traceback|error', matchesCase: false, isRegex: true });
    while (real.results.state === 'reading') {
      await browsing.clock.tickAsync(1_000);
    }
    await searching;
    const { results } = real;
    assert.ok(results.hits > 10, jobLogProgress(results));
    assert.ok((results.found[0]?.session.failures.length ?? 0) > 0);
    assert.ok(results.calls <= MOST_LOG_CALLS);
    real.dispose();
  });
});

/** As the service does: the call after the last page brings nothing. */
async function readOnce(
  service: MemoryService,
  ...args: Parameters<MemoryService['read']>
): Promise<LogAnswer | undefined> {
  const [, { token }] = args;
  const answer = await service.read(...args);
  return answer && { ...answer, isEnd: token === answer.older, ...(token === undefined ? {} : { events: NO_EVENTS }) };
}

function denied(): UserError {
  return new UserError({ kind: 'accessDenied', message: 'No permission.', remedies: [] });
}
