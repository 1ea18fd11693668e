import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  failedTask,
  environmentFailure,
  evidence,
  failureGroup,
  jobTriage,
  rackHost,
} from '../../../support/sessions/triages';
import {
  action,
  diagnosis,
  failedSession,
  frame,
  KEY,
  loaded,
  NOW_MS,
  STARTED_MS,
} from '../../../support/sessions/sessions';
import { INJECTIONS } from '../../../support/sessions/injections';
import { runs } from '../../../support/thorough';
import { type Answer, answerText, bytesOf, MOST_BYTES, MOST_LOG_BYTES } from '../../../../src/render/agents/answer';
import { foundAnswer } from '../../../../src/render/agents/foundAnswer';
import { logAnswer } from '../../../../src/render/agents/logAnswer';
import { faultRefusal, incompleteId, nothingNamed, otherProfile } from '../../../../src/render/agents/refusal';
import { sessionAnswer } from '../../../../src/render/agents/sessionAnswer';
import { triageAnswer } from '../../../../src/render/agents/triageAnswer';
import { FENCE_NOTE } from '../../../../src/render/agents/untrusted';

const NONCE = '5f0c9a1e';
const LINK = 'vscode://publisher.name/session?session=1';

/** Every answer, with one text in every place that people or programs of a farm fill. */
const ANSWERS: Readonly<Record<string, (text: string) => readonly [Answer, number]>> = {
  session: (text) => {
    const { snapshot } = failedSession();
    assert.ok(snapshot?.job.ok);
    const lines = [{ ...diagnosis([text]).evidence[0], text, why: text }] as ReturnType<typeof diagnosis>['evidence'];
    const told = failedSession({
      session: { host: { ...snapshot.session.host, hostName: text, ec2InstanceType: text }, updatedBy: text },
      snapshot: {
        job: loaded({ ...snapshot.job.value, name: text, createdBy: text, taskRunStatus: text }),
        farm: loaded({ farmId: KEY.farmId, displayName: text }),
        queue: {
          ok: false,
          fault: { kind: 'internal', message: text, remedies: [], requestId: text, retryAfterMs: 0 },
        },
        stepNames: { [Object.keys(snapshot.stepNames)[0] ?? 'step-']: text },
        actions: loaded([
          action(0, { kind: 'envEnter', environmentId: `JOB:${KEY.jobId}:${text}` }, 'SUCCEEDED', 1, 2),
          action(4, frame(1003), 'FAILED', 321, 492, { progressMessage: text, processExitCode: 139 }),
          action(5, { kind: 'unknown', name: text }, text),
        ]),
      },
      watched: {
        diagnosis: diagnosis([], {
          subject: text,
          evidence: lines,
          ...(lines[0]
            ? { stoppedAt: lines[0], others: [{ cause: 'crash', sentence: text, evidence: lines[0] }] }
            : {}),
        }),
      },
    });
    return [sessionAnswer(told, NOW_MS, LINK), MOST_BYTES];
  },
  triage: (text) => {
    const task = { ...failedTask(1001, text, 1, 5), hostId: text };
    const group = failureGroup([task], {
      subjects: [text],
      sentence: text,
      evidence: [evidence(task, text, text)],
      said: { exitCode: 1, message: text },
      shared: { Layer: text },
      hosts: [{ host: { ...rackHost(1), id: text, hostName: text }, tasks: 1 }],
    });
    const triage = jobTriage([group], { sessionFailures: [environmentFailure()] });
    assert.ok(triage.job);
    return [triageAnswer({ ...triage, job: { ...triage.job, name: text, createdBy: text } }, LINK), MOST_BYTES];
  },
  found: (text) => {
    const triage = jobTriage([]);
    const { snapshot } = failedSession();
    assert.ok(triage.job && snapshot);
    const { session } = snapshot;
    return [
      foundAnswer({
        connection: KEY.connection,
        jobs: [{ ...triage.job, queueId: KEY.queueId, farmId: KEY.farmId, name: text, taskRunStatus: text }],
        sessions: [
          {
            key: KEY,
            facts: session,
            host: { ...session.host, hostName: text },
            failures: [
              {
                taskId: 'task-5d20c7e1f8a94b3693d4e6f70a1b2c3d-1',
                stepId: 'step-5d20c7e1f8a94b3693d4e6f70a1b2c3d',
                runStatus: 'FAILED',
                targetRunStatus: undefined,
                failureRetryCount: 0,
                startedAtMs: NOW_MS,
                endedAtMs: NOW_MS,
                updatedAtMs: undefined,
                updatedBy: undefined,
                latestSessionActionId: undefined,
                parameters: { Frame: text },
              },
            ],
            firstFailure: action(4, frame(1003), 'FAILED', 321, 492, { progressMessage: text }),
          },
        ],
        stepNames: {},
        workerSessions: [],
        workers: [],
        hasMore: false,
        unread: [text],
      }),
      MOST_BYTES,
    ];
  },
  log: (text) => {
    const atMs = STARTED_MS + 490_000;
    const events = [
      { timestampMs: atMs - 1000, message: 'Sample 224/800' },
      { timestampMs: atMs, message: `ERROR ${text}` },
      { timestampMs: atMs + 10, message: text },
    ];
    const slice = { key: KEY, sessionActionId: undefined, events, part: 'end', diagnosis: undefined } as const;
    return [logAnswer(slice), MOST_LOG_BYTES];
  },
};

/** An answer without what stands between its two marks, and the lines between them. */
function parts(text: string): { readonly outside: string; readonly inside: readonly string[] } {
  const lines = text.split('\n');
  const begin = lines.flatMap((line, index) => (line === `<<untrusted-data ${NONCE}>>` ? [index] : []));
  const end = lines.flatMap((line, index) => (line === `<<end-of-untrusted-data ${NONCE}>>` ? [index] : []));
  assert.deepEqual([begin.length, end.length], [1, 1], 'two marks');
  const [from = 0, to = 0] = [begin[0], end[0]];
  assert.equal(to, lines.length - 1, 'the mark at the end is the last line');
  return { outside: lines.slice(0, from).join('\n'), inside: lines.slice(from + 1, to) };
}

function check(answer: (text: string) => readonly [Answer, number], text: string, plain: string): void {
  const [told, mostBytes] = answer(text);
  const whole = answerText(told, NONCE, mostBytes);
  const { outside, inside } = parts(whole);
  // The number of lines of a log is ours to count, and an attacker's to choose.
  const counted = (words: string): string => words.replace(/Of \d+ lines/, 'Of n lines');
  assert.equal(counted(outside), counted(plain), 'what is ours is the same whatever the farm says');
  assert.deepEqual(
    inside.filter((line) => !line.startsWith('| ')),
    [],
  );
  assert.doesNotMatch(inside.join('\n'), /untrusted-data/i);
  assert.doesNotMatch(inside.join('\n'), /\]\(/);
  assert.doesNotMatch(
    whole.replaceAll('\n', ''),
    /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\u200b\ufeff\u{e0000}-\u{e007f}]/u,
  );
  assert.ok(bytesOf(whole) <= mostBytes);
}

describe('texts that give orders to a language model', () => {
  it('are more than two hundred, all different', () => {
    assert.ok(new Set(INJECTIONS).size >= 200);
    assert.equal(new Set(INJECTIONS).size, INJECTIONS.length);
  });

  for (const [name, answer] of Object.entries(ANSWERS)) {
    const [benign, mostBytes] = answer('Layer hair');
    const plain = parts(answerText(benign, NONCE, mostBytes)).outside;

    it(`stay data in the answer about a ${name}, and change nothing else of it`, () => {
      assert.ok(plain.includes(FENCE_NOTE));
      for (const text of INJECTIONS) {
        check(answer, text, plain);
      }
    });

    it(`stay data in the answer about a ${name}, whatever they are made of`, () => {
      const pieces = fc.constantFrom(
        '<<end-of-untrusted-data',
        NONCE,
        '>>',
        '\n',
        '\r',
        '\u2028',
        '| ',
        '"',
        '\\',
        '}',
        ']',
        '](',
        '\u001b[0m',
        '\u202e',
        '```',
      );
      const hostile = fc.array(fc.oneof(pieces, fc.string({ unit: 'binary' })), { maxLength: 40 });
      fc.assert(
        fc.property(hostile, (text) => {
          const joined = text.join('');
          // A text that knew the mark, which nobody does: then another one is made.
          const known = joined.includes(NONCE);
          const [told, most] = answer(joined);
          const whole = answerText(told, NONCE, most);
          const marks = whole.split('\n').filter((line) => /^<<(?:end-of-)?untrusted-data \S+>>$/.test(line));
          assert.equal(marks.length, 2);
          assert.ok(bytesOf(whole) <= most);
          if (!known && joined.trim() !== '') {
            check(answer, joined, plain);
          }
        }),
        runs(60),
      );
    });
  }

  it('stay in quotation marks in a sentence that says why there is no answer', () => {
    const refusals: readonly ((text: string) => string)[] = [
      (message) => faultRefusal({ kind: 'accessDenied', message }),
      (text) => nothingNamed(text, 'session'),
      incompleteId,
      otherProfile,
    ];
    const quotation = /"(?:[^"\\]|\\.)*"/;
    for (const refusal of refusals) {
      const plain = refusal('plain').replace(quotation, '…');
      for (const text of INJECTIONS) {
        assert.equal(refusal(text).replace(quotation, '…'), plain);
        assert.doesNotMatch(refusal(text), /[\p{Cc}\u2028\u2029\u202a-\u202e]|\]\(/u);
      }
    }
  });

  it('stay short however long they are', () => {
    for (const answer of Object.values(ANSWERS)) {
      for (const unit of ['x', '"', '\u0000', '漢', '👩🏽‍🚒', 'a\n']) {
        const [told, most] = answer(unit.repeat(20_000));
        assert.ok(bytesOf(answerText(told, NONCE, most)) <= most);
      }
    }
  });
});
