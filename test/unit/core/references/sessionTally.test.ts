import assert from 'node:assert/strict';
import fc from 'fast-check';
import { IdBytes } from '../../../../src/core/references/idBytes';
import { findIds } from '../../../../src/core/references/idScan';
import { SessionTally, type TalliedSession } from '../../../../src/core/references/sessionTally';
import {
  ACTION,
  FARM,
  JOB,
  OTHER_ACTION,
  OTHER_FARM,
  OTHER_JOB,
  OTHER_QUEUE,
  OTHER_SESSION,
  QUEUE,
  SESSION,
} from '../../../fixtures/references';
import { runs } from '../../../support/thorough';

function tally(text: string, mostIds?: number): SessionTally {
  const result = new SessionTally(mostIds);
  const bytes = Buffer.from(text);
  const ids = new IdBytes(result.take, bytes.length);
  ids.rooms[0].set(bytes);
  ids.add(bytes.length);
  ids.end();
  return result;
}

/** The same by `findIds` and whole lines. */
function tallyPlainly(text: string): unknown[] {
  const lines = text
    .split('\n')
    .map((line) =>
      findIds(line).map(({ kind, id }) =>
        kind === 'sessionaction' ? { kind: 'session', id: `session-${id.slice(14, 46)}` } : { kind, id },
      ),
    );
  /** The ids of a kind on the lines on which a child is the only one of its kind. */
  const beside = (child: string | undefined, kind: string): Set<string> =>
    new Set(
      lines
        .filter((ids) => new Set(ids.filter((one) => one.kind === child?.split('-')[0]).map(({ id }) => id)).size === 1)
        .filter((ids) => ids.some(({ id }) => id === child))
        .flatMap((ids) => ids.flatMap((one) => (one.kind === kind ? [one.id] : []))),
    );
  const only = (candidates: readonly Set<string>[]): string | undefined => {
    const ids = [...(candidates.find(({ size }) => size > 0) ?? [])];
    return ids.length === 1 ? ids[0] : undefined;
  };
  const farms = new Set(lines.flat().flatMap(({ kind, id }) => (kind === 'farm' ? [id] : [])));
  const sessions = new Set(lines.flat().flatMap(({ kind, id }) => (kind === 'session' ? [id] : [])));
  return [...sessions].map((sessionId) => {
    const on = lines.flatMap((ids, index) => ids.flatMap(({ id }) => (id === sessionId ? [index + 1] : [])));
    const jobId = only([beside(sessionId, 'job')]);
    const queueId = only([beside(sessionId, 'queue'), beside(jobId, 'queue')]);
    const farmId = only([beside(sessionId, 'farm'), beside(jobId, 'farm'), beside(queueId, 'farm'), farms]);
    return {
      sessionId,
      count: on.length,
      firstLine: on[0],
      lastLine: on.at(-1),
      parents: { ...(jobId && { jobId }), ...(queueId && { queueId }), ...(farmId && { farmId }) },
    };
  });
}

function check(fact: string, text: string, ...sessions: unknown[]): void {
  it(fact, () => {
    assert.deepEqual(tally(text).sessions(), sessions as readonly TalliedSession[]);
    assert.deepEqual(tallyPlainly(text), sessions);
  });
}

describe('a tally of sessions', () => {
  check('is empty for a file that names none', `${FARM} ${JOB}\n`);
  check('counts a session and its actions as one', `${SESSION}\n\n${ACTION} (${SESSION})\n`, {
    sessionId: SESSION,
    count: 3,
    firstLine: 1,
    lastLine: 3,
    parents: {},
  });
  check(
    'lists sessions as they come, be it by an action first',
    `${OTHER_ACTION}\n${SESSION}\n${OTHER_SESSION}`,
    { sessionId: OTHER_SESSION, count: 2, firstLine: 1, lastLine: 3, parents: {} },
    { sessionId: SESSION, count: 1, firstLine: 2, lastLine: 2, parents: {} },
  );
  check('takes parents from the lines of the session', `[${SESSION}] [${QUEUE}/${JOB}]\n${OTHER_JOB}\n${SESSION}`, {
    sessionId: SESSION,
    count: 2,
    firstLine: 1,
    lastLine: 3,
    parents: { queueId: QUEUE, jobId: JOB },
  });
  check('leaves out a parent of which lines say two', `${SESSION} ${QUEUE}/${JOB}\n${OTHER_JOB} ${SESSION}`, {
    sessionId: SESSION,
    count: 2,
    firstLine: 1,
    lastLine: 2,
    parents: { queueId: QUEUE },
  });
  check(
    'believes nothing that a line says of two sessions',
    `${SESSION} ${OTHER_SESSION} ${JOB}`,
    { sessionId: SESSION, count: 1, firstLine: 1, lastLine: 1, parents: {} },
    { sessionId: OTHER_SESSION, count: 1, firstLine: 1, lastLine: 1, parents: {} },
  );
  check('takes the one farm of the file for everybody’s', `${SESSION} ${JOB}\n${FARM}\n`, {
    sessionId: SESSION,
    count: 1,
    firstLine: 1,
    lastLine: 1,
    parents: { farmId: FARM, jobId: JOB },
  });
  check('guesses no farm where the file names two', `${SESSION}\n${FARM}\n${OTHER_FARM}`, {
    sessionId: SESSION,
    count: 1,
    firstLine: 1,
    lastLine: 1,
    parents: {},
  });

  check(
    'takes what its job and its queue have for its own',
    `${SESSION} ${JOB}\n${OTHER_FARM}\n${JOB} ${QUEUE}\n${FARM}/${QUEUE}`,
    {
      sessionId: SESSION,
      count: 1,
      firstLine: 1,
      lastLine: 1,
      parents: { farmId: FARM, queueId: QUEUE, jobId: JOB },
    },
  );

  it('is full at a bound, keeps what it has and goes on counting that', () => {
    const lines = Array.from({ length: 500 }, (_, n) => `session-${n.toString(16).padStart(32, '0')}\n`);
    const full = tally([...lines, ...lines].join(''), 100);
    assert.equal(full.isFull, true);
    assert.deepEqual(
      full.sessions().map(({ firstLine, lastLine, count }) => [firstLine, lastLine, count]),
      lines.slice(0, 100).map((_, n) => [n + 1, n + 501, 2]),
    );
    assert.equal(tally(lines.slice(0, 100).join(''), 100).isFull, false);
  });

  it('is what a plain reading of the lines says', () => {
    const ids = [SESSION, OTHER_SESSION, ACTION, OTHER_ACTION, JOB, OTHER_JOB, QUEUE, OTHER_QUEUE, FARM, OTHER_FARM];
    const texts = fc.array(fc.constantFrom(...ids, '\n', '\n', 'x'), { maxLength: 30 }).map((parts) => parts.join(' '));
    fc.assert(
      fc.property(texts, (text) => {
        assert.deepEqual(tally(text, 64).sessions(), tallyPlainly(text));
      }),
      runs(300, 20_000),
    );
  });
});
