import assert from 'node:assert/strict';

import { type Clock as FakeClock, createClock } from '@sinonjs/fake-timers';

import { type Answer, CALL_DEADLINE_MS, type CallRecord, type CallsOptions } from '../../../../src/aws/calls/call';
import { createCalls } from '../../../../src/aws/calls/calls';
import { createClients } from '../../../../src/aws/network/clients';
import {
  type LoadCredentials,
  type CallMode,
  createCredentialsMemo,
} from '../../../../src/aws/credentials/credentialsCache';
import { CredentialsFailure, MalformedAnswer, NeedsPerson } from '../../../../src/aws/faults/failureFacts';
import type { OperationName } from '../../../../src/aws/faults/operations';
import { SIGN_IN_DEADLINE_MS } from '../../../../src/aws/credentials/ownCredentials';
import { createRetryBudget } from '../../../../src/aws/calls/retryBudget';
import { HandlerTransport } from '../../../../src/aws/network/transport';
import { delay } from '../../../../src/core/async/clock';
import { type Fault, UserError } from '../../../../src/core/errors';
import { type Connection, SAMPLE_CONNECTION } from '../../../../src/core/session/sessionKey';

import { signal } from '../../../support/aws/service';

/** Asks through `createCalls`, on a clock that only the test moves; what is asked answers or fails as the test says. */
class Asking {
  readonly clock: FakeClock = createClock(1_000_000);
  readonly life = new AbortController();
  readonly signal = new AbortController();
  readonly records: CallRecord[] = [];
  readonly signIns: (Fault | undefined)[] = [];
  /** When each attempt was made, after the begin. */
  readonly atMs: number[] = [];
  readonly calls: ReturnType<typeof createCalls>;

  constructor(
    random: number,
    load: LoadCredentials = () => Promise.resolve(KEYS),
    options: Partial<CallsOptions> = {},
  ) {
    const clients = createClients(SAMPLE_CONNECTION, {
      endpoints: { deadline: undefined, logs: undefined },
      variants: { useFipsEndpoint: false, useDualstackEndpoint: false },
      requestHandler: new HandlerTransport(() => assert.fail('nothing is sent')),
      own: createCredentialsMemo(load, this.clock),
    });
    this.calls = createCalls({
      clock: this.clock,
      clientsOf: () => Promise.resolve(clients),
      profileKind: () => Promise.resolve('process'),
      retryBudget: createRetryBudget(),
      onCall: (record) => this.records.push(record),
      onSignIn: (_, fault) => this.signIns.push(fault),
      life: this.life.signal,
      random: () => random,
      ...options,
    });
  }

  /** One call; each attempt takes the next of `answers`, the last one for ever. */
  call(answers: readonly (Error | Promise<Answer>)[], how: Partial<How> = {}): Promise<unknown> {
    const {
      operation = 'ListSessions',
      connection = SAMPLE_CONNECTION,
      mode = 'background',
      read = () => 'good',
    } = how;
    let attempt = 0;
    return this.calls[mode].send(
      connection,
      operation,
      () => {
        this.atMs.push(this.clock.now - 1_000_000);
        const answer = answers[Math.min(attempt++, answers.length - 1)] ?? assert.fail();
        return answer instanceof Error ? Promise.reject(answer) : answer;
      },
      read,
      this.signal.signal,
    );
  }

  /** What became of a call within `ms`: what it read, or the fault's kind. */
  async outcome(call: Promise<unknown>, ms = 120_000): Promise<unknown> {
    let outcome: unknown = 'under way';
    call.then(
      (value) => (outcome = value),
      (error: unknown) => (outcome = error instanceof UserError ? error.fault.kind : error),
    );
    await this.clock.tickAsync(ms);
    return outcome;
  }
}
interface How {
  readonly operation: OperationName;
  readonly connection: Connection;
  readonly mode: CallMode;
  readonly read: () => unknown;
}

const GOOD: Promise<Answer> = Promise.resolve({ $metadata: { httpStatusCode: 200, requestId: 'id' } });
const KEYS = { accessKeyId: 'A', secretAccessKey: 'S' };
const NEVER = new Promise<never>(() => undefined);
const failure = (name: string, status: number | undefined, more: object = {}): Error =>
  Object.assign(new Error(name), { name, $metadata: { httpStatusCode: status, requestId: 'id' } }, more);
const BUSY = failure('ThrottlingException', 429);
const DOWN = failure('InternalServerErrorException', 500);
const CUT = Object.assign(new Error('cut'), { code: 'ECONNRESET' });
const after = (seconds: number): Error => failure('ThrottlingException', 429, { retryAfterSeconds: seconds });
const SKEWED = failure('SignatureDoesNotMatch', 403, {
  $metadata: { httpStatusCode: 403, clockSkewCorrected: true },
});
const EXPIRED = failure('ExpiredTokenException', 403);

describe('aws/calls, the schedule of tries', () => {
  const check = (
    fact: string,
    random: number,
    answers: readonly (Error | Promise<Answer>)[],
    outcome: string,
    ...atMs: number[]
  ) => {
    it(fact, async () => {
      const asking = new Asking(random);
      assert.equal(await asking.outcome(asking.call(answers)), outcome);
      assert.deepEqual(asking.atMs, atMs);
      assert.equal(asking.records[0]?.attempts, atMs.length);
      assert.equal(asking.clock.countTimers(), 0);
    });
  };
  check('tries once what goes well', 1, [GOOD], 'good', 0);
  check('tries three times what fails inside, a little later each time', 1, [DOWN], 'serviceFault', 0, 200, 600);
  check('waits for less where chance says so', 0.5, [DOWN], 'serviceFault', 0, 100, 300);
  check('or not at all', 0, [DOWN], 'serviceFault', 0, 0, 0);
  check('tries a cut connection again', 1, [CUT, GOOD], 'good', 0, 200);
  check('waits longer where it is asked to slow down', 1, [BUSY], 'throttled', 0, 2_000, 6_000);
  check('is well with the third answer', 0.25, [BUSY, DOWN, GOOD], 'good', 0, 500, 600);
  check('never tries again what would be the same', 1, [failure('ValidationException', 400)], 'invalid', 0);
  check('whatever it is told', 0, [failure('ValidationException', 400, { retryAfterSeconds: 1 })], 'invalid', 0);
  check('waits in full as told', 0, [after(5), GOOD], 'good', 0, 5_000);
  check('waits at most a fifth longer than told', 1, [after(5), GOOD], 'good', 0, 6_000);
  check('waits as told each time', 0.5, [after(1), after(2)], 'throttled', 0, 1_100, 3_300);
  check('does not wait beyond its deadline', 0, [after(20)], 'throttled', 0);
  check('does wait until just before it', 0, [after(19.999), GOOD], 'good', 0, 19_999);
  check('tries once more, at once, now that it knows the time', 1, [SKEWED, GOOD], 'good', 0, 0);
  check('does so only once', 1, [SKEWED], 'noCredentials', 0, 0);
  check('counts that as none of the three', 1, [SKEWED, DOWN], 'serviceFault', 0, 0, 200, 600);
  check('tries once more, at once, with fresh credentials', 1, [EXPIRED, GOOD], 'good', 0, 0);
  check('does not do so twice', 1, [EXPIRED], 'expiredCredentials', 0, 0);

  it('asks for fresh credentials once a minute at most, for the time whenever it is wrong', async () => {
    const asking = new Asking(0);
    assert.equal(await asking.outcome(asking.call([EXPIRED, GOOD]), 1), 'good');
    assert.equal(await asking.outcome(asking.call([EXPIRED, GOOD]), 1), 'expiredCredentials');
    assert.equal(await asking.outcome(asking.call([SKEWED, GOOD]), 1), 'good');
    assert.deepEqual(asking.atMs, [0, 0, 1, 2, 2]);
  });

  it('asks for credentials as patiently as who waits', async () => {
    const mode: CallMode[] = [];
    const asking = new Asking(0, (one) => {
      mode.push(one);
      return Promise.reject(new CredentialsFailure('x', { cause: new NeedsPerson('x') }));
    });
    assert.equal(await asking.outcome(asking.call([GOOD]), 1), 'signedOut');
    assert.equal(await asking.outcome(asking.call([GOOD], { mode: 'interactive' }), 1), 'signedOut');
    assert.deepEqual(mode, ['background', 'interactive']);
    assert.deepEqual(
      asking.signIns.map((fault) => fault?.kind),
      ['signedOut', 'signedOut'],
    );
  });

  it('pays for tries of one service of one place together', async () => {
    const asking = new Asking(0);
    const tries = async (how: Partial<How> = {}): Promise<number> => {
      const before = asking.atMs.length;
      await asking.outcome(asking.call([DOWN], how));
      return asking.atMs.length - before;
    };
    assert.deepEqual([await tries(), await tries({ operation: 'GetJob' }), await tries()], [3, 2, 1]);
    assert.equal(await tries({ operation: 'GetLogEvents' }), 3);
    assert.equal(await tries({ connection: { ...SAMPLE_CONNECTION, region: 'eu-west-1' } }), 3);
    for (let count = 0; count < 20; count++) {
      await asking.outcome(asking.call([GOOD]), 1);
    }
    assert.deepEqual([await tries(), await tries()], [2, 1]);
  });

  it('pays for no try that is not made', async () => {
    const asking = new Asking(0);
    for (let count = 0; count < 5; count++) {
      assert.equal(await asking.outcome(asking.call([after(25)])), 'throttled');
    }
    asking.atMs.length = 0;
    await asking.outcome(asking.call([DOWN]));
    assert.equal(asking.atMs.length, 3);
  });

  describe('keeps away as told', () => {
    const told = async (seconds: number): Promise<Asking> => {
      const asking = new Asking(0);
      assert.equal(await asking.outcome(asking.call([after(seconds)]), 0), 'throttled');
      asking.atMs.length = 0;
      return asking;
    };

    it('at once where a call would be over before', async () => {
      const asking = await told(20);
      assert.equal(await asking.outcome(asking.call([GOOD]), 0), 'throttled');
      assert.deepEqual([asking.atMs, asking.records[1]?.attempts], [[], 0]);
    });
    it('for the rest of the time', async () => {
      const asking = await told(20);
      await asking.clock.tickAsync(1);
      assert.equal(await asking.outcome(asking.call([GOOD])), 'good');
      assert.deepEqual(asking.atMs, [20_000]);
    });
    it('from that operation at that place alone', async () => {
      const asking = await told(60);
      await asking.outcome(asking.call([GOOD], { operation: 'GetJob' }), 1);
      await asking.outcome(asking.call([GOOD], { connection: { ...SAMPLE_CONNECTION, region: 'eu-west-1' } }), 1);
      assert.deepEqual(asking.atMs, [0, 1]);
    });
    it('whatever others hear meanwhile', async () => {
      const asking = new Asking(0);
      const late = new Promise<Answer>((_, reject) => asking.clock.setTimeout(reject, 100, failure('Conflict', 409)));
      const call = asking.outcome(asking.call([late]), 200);
      assert.equal(await asking.outcome(asking.call([after(60)]), 200), 'throttled');
      assert.equal(await call, 'conflict');
      assert.equal(await asking.outcome(asking.call([GOOD]), 0), 'throttled');
    });
    it('who waits to try again and would be too late then', async () => {
      const asking = new Asking(1);
      const call = asking.call([DOWN, GOOD]);
      await asking.clock.tickAsync(100);
      assert.equal(await asking.outcome(asking.call([after(19.9)]), 0), 'throttled');
      assert.equal(await asking.outcome(call, 100), 'throttled');
    });
    it('but a person who asks is answered, by one request', async () => {
      const asking = await told(60);
      const before = asking.atMs.length;
      assert.equal(await asking.outcome(asking.call([after(60)], { mode: 'interactive' }), 0), 'throttled');
      assert.equal(asking.atMs.length, before + 1);
      assert.equal(await asking.outcome(asking.call([GOOD], { mode: 'interactive' }), 0), 'good');
    });
    for (const seconds of [1e9, 1e308]) {
      it(`for no longer than 15 minutes: ${seconds} s`, async () => {
        const asking = await told(seconds);
        await assert.rejects(asking.call([GOOD]), /Try again in 15 min/);
        await asking.clock.tickAsync(15 * 60_000);
        assert.equal(await asking.outcome(asking.call([GOOD]), 0), 'good');
      });
    }
  });

  it('lets eight in at once, but whoever borrows keys for one of them', async () => {
    const asking = new Asking(0);
    const calls = Array.from({ length: 9 }, () => asking.call([NEVER]).catch(() => undefined));
    await asking.clock.tickAsync(0);
    assert.equal(asking.atMs.length, 8);
    assert.equal(await asking.outcome(asking.call([GOOD], { operation: 'AssumeQueueRoleForRead' }), 0), 'good');
    await asking.clock.tickAsync(CALL_DEADLINE_MS);
    await Promise.all(calls);
    assert.equal(await asking.outcome(asking.call([GOOD]), 0), 'good');
  });

  describe('ends', () => {
    it('with its deadline', async () => {
      const asking = new Asking(0);
      const call = asking.call([NEVER]);
      assert.equal(await asking.outcome(call, CALL_DEADLINE_MS - 1), 'under way');
      assert.equal(await asking.outcome(call, 1), 'timeout');
      await assert.rejects(call, /^UserError: Deadline Cloud in \S+ did not answer within 20 s\./);
    });
    it('with its deadline while it waits to try again', async () => {
      const asking = new Asking(1);
      await asking.clock.tickAsync(0);
      const call = asking.call([after(16), after(1)]);
      assert.equal(await asking.outcome(call), 'throttled');
      assert.deepEqual(asking.atMs, [0, 19_200]);
    });
    it('with the sign-in’s deadline while nobody signs in', async () => {
      const asking = new Asking(0, () => NEVER);
      const call = asking.call([GOOD]);
      assert.equal(await asking.outcome(call, CALL_DEADLINE_MS), 'timeout');
      await assert.rejects(call, /The credential_process of .* did not end within 20 s\./);
      const patient = asking.call([GOOD], { mode: 'interactive' });
      assert.equal(await asking.outcome(patient, SIGN_IN_DEADLINE_MS - 1), 'under way');
      assert.equal(await asking.outcome(patient, 1), 'timeout');
      await assert.rejects(patient, /The credential_process of .* did not end within 5 min/);
      assert.deepEqual(asking.atMs, []);
    });
    /** Credentials that take a while each time, the times in seconds. */
    const slowly = (asking: () => Asking, ...takes: number[]): LoadCredentials => {
      return async () => {
        await delay(asking().clock, (takes.shift() ?? 0) * 1_000, signal);
        return KEYS;
      };
    };
    it('with its deadline after somebody took time to sign in', async () => {
      const asking: Asking = new Asking(
        0,
        slowly(() => asking, 100),
      );
      const call = asking.call([NEVER], { mode: 'interactive' });
      assert.equal(await asking.outcome(call, 100_000 + CALL_DEADLINE_MS - 1), 'under way');
      assert.equal(await asking.outcome(call, 1), 'timeout');
      await assert.rejects(call, /did not answer within 20 s/);
    });
    it('not before somebody had time to sign in again', async () => {
      const asking: Asking = new Asking(
        0,
        slowly(() => asking, 0, 100),
      );
      assert.equal(await asking.outcome(asking.call([EXPIRED, GOOD], { mode: 'interactive' })), 'good');
      assert.deepEqual(asking.atMs, [0, 100_000]);
    });
    it('with its one deadline where nobody waits', async () => {
      const asking: Asking = new Asking(
        0,
        slowly(() => asking, 15),
      );
      const call = asking.call([NEVER]);
      assert.equal(await asking.outcome(call, CALL_DEADLINE_MS - 1), 'under way');
      assert.equal(await asking.outcome(call, 1), 'timeout');
    });
    for (const [who, controller] of [
      ['who waits', 'signal'],
      ['everything', 'life'],
    ] as const) {
      it(`with ${who}`, async () => {
        const asking = new Asking(0);
        const reason = new DOMException('Enough', 'AbortError');
        const call = asking.call([NEVER]);
        await asking.clock.tickAsync(5);
        asking[controller].abort(reason);
        assert.equal(await asking.outcome(call, 0), reason);
        assert.deepEqual(asking.records, [
          {
            connection: SAMPLE_CONNECTION,
            operation: 'ListSessions',
            startedAtMs: 1_000_000,
            durationMs: 5,
            attempts: 1,
            outcome: 'aborted',
            status: undefined,
            requestId: undefined,
          },
        ]);
        assert.equal(asking.clock.countTimers(), 0);
      });
    }
    it('with whoever would rather not sign in', async () => {
      const reason = new DOMException('No code', 'AbortError');
      const asking = new Asking(0, () => Promise.reject(reason));
      assert.equal(await asking.outcome(asking.call([GOOD]), 0), reason);
      assert.deepEqual([asking.records[0]?.outcome, asking.signIns], ['aborted', []]);
    });
  });

  describe('says', () => {
    const said = async (answers: readonly (Error | Promise<Answer>)[], how: Partial<How> = {}) => {
      const asking = new Asking(1);
      await asking.outcome(asking.call(answers, how));
      const [{ durationMs, attempts, outcome, status, requestId } = assert.fail()] = asking.records;
      return { durationMs, attempts, outcome, status, requestId, signIns: asking.signIns.map((fault) => fault?.kind) };
    };
    const ID = { status: 200, requestId: 'id' };

    it('what went well', async () => {
      assert.deepEqual(await said([GOOD]), { durationMs: 0, attempts: 1, outcome: 'ok', ...ID, signIns: [undefined] });
    });
    it('what did not, and how long it took', async () => {
      assert.deepEqual(await said([DOWN]), {
        durationMs: 600,
        attempts: 3,
        outcome: 'serviceFault',
        status: 500,
        requestId: 'id',
        signIns: [],
      });
    });
    it('the last answer’s status, none where nothing answered', async () => {
      assert.deepEqual(await said([DOWN, CUT]), {
        durationMs: 600,
        attempts: 3,
        outcome: 'network',
        status: undefined,
        requestId: undefined,
        signIns: [],
      });
    });
    it('that a place is signed out', async () => {
      const { outcome, signIns } = await said([failure('UnrecognizedClientException', 403)]);
      assert.deepEqual([outcome, signIns], ['noCredentials', ['noCredentials']]);
      assert.deepEqual((await said([EXPIRED])).signIns, ['expiredCredentials']);
    });
    it('that credentials could not be had, having asked nothing', async () => {
      const asking = new Asking(0, () => Promise.reject(new CredentialsFailure('x', { cause: new Error('No keys') })));
      assert.equal(await asking.outcome(asking.call([GOOD])), 'noCredentials');
      assert.deepEqual(
        [asking.records[0]?.attempts, asking.signIns.map((fault) => fault?.kind)],
        [0, ['noCredentials']],
      );
    });
    it('that an answer makes no sense, and which', async () => {
      const read = (): never => {
        throw new MalformedAnswer('startedAt is missing');
      };
      assert.deepEqual(await said([GOOD], { read }), {
        durationMs: 0,
        attempts: 1,
        outcome: 'unexpectedAnswer',
        ...ID,
        signIns: [],
      });
    });
    it('that even the explanation failed', async () => {
      const mistake = new Error('boom');
      const asking = new Asking(0, undefined, { profileKind: () => Promise.reject(mistake) });
      assert.equal(await asking.outcome(asking.call([DOWN])), mistake);
      assert.equal(asking.records[0]?.outcome, 'internal');
    });
    it('nothing where nobody listens', async () => {
      const asking = new Asking(0, undefined, { onCall: undefined });
      assert.equal(await asking.outcome(asking.call([GOOD])), 'good');
    });
    it('that something went wrong inside', async () => {
      const read = (): never => {
        throw new RangeError('our own');
      };
      assert.deepEqual(await said([GOOD], { read }), {
        durationMs: 0,
        attempts: 1,
        outcome: 'internal',
        status: undefined,
        requestId: undefined,
        signIns: [],
      });
    });
  });
});
