import assert from 'node:assert/strict';

import { actionOfSession } from '../../../../src/core/ids';
import type { SessionKey } from '../../../../src/core/session/sessionKey';

import { type Answer, type Asked, KEY, SESSION, VALID, createHandFarm, failing } from '../../../support/aws/handFarm';
import { HurriedClock, hurry } from '../../../support/aws/hurriedClock';
import { createTestService, signal } from '../../../support/aws/service';

describe('aws/sessions', () => {
  const keys = (count: number): SessionKey[] =>
    Array.from({ length: count }, (_, index) => ({
      ...KEY,
      sessionId: `session-${index.toString(16).padStart(32, '0')}` as const,
    }));
  const idsIn = ({ body }: Asked): { sessionId: string }[] => body.identifiers as { sessionId: string }[];
  const item = (ids: object) => ({ ...VALID.GetSession, ...ids });
  const batch = (asked: Asked): Answer => ({ sessions: idsIn(asked).map(item), errors: [] });
  const single = ({ request }: Asked): Answer => item({ sessionId: request.path.split('/').at(-1) });

  it('reads a hundred sessions a call, in the order asked', async () => {
    const farm = createHandFarm({
      BatchGetSession: (asked) => ({ sessions: idsIn(asked).map(item).toReversed(), errors: [] }),
    });
    const { service } = createTestService(farm.handle);
    const wanted = keys(250);
    const parts = await service.fetchSessions([...wanted, ...wanted.slice(0, 3)], signal);
    assert.deepEqual(
      parts.map((part) => part.ok && part.value.sessionId),
      [...wanted, ...wanted.slice(0, 3)].map(({ sessionId }) => sessionId),
    );
    assert.deepEqual(
      farm.asked.map((asked) => idsIn(asked).length),
      [100, 100, 50],
    );
  });

  it('asks nothing for no sessions', async () => {
    const farm = createHandFarm({});
    assert.deepEqual(await createTestService(farm.handle).service.fetchSessions([], signal), []);
    assert.deepEqual(farm.asked, []);
  });

  it('keeps what became of each session that could not be read', async () => {
    const [found, gone, wrong, lost] = keys(4);
    assert.ok(found && gone && wrong && lost);
    const farm = createHandFarm({
      BatchGetSession: {
        sessions: [item(found)],
        errors: [
          { ...gone, code: 'ResourceNotFoundException', message: 'It does not exist' },
          { ...wrong, code: 'ValidationException', message: 'It is odd' },
        ],
      },
    });
    const parts = await createTestService(farm.handle).service.fetchSessions([found, gone, wrong, lost], signal);
    assert.deepEqual(
      parts.map((part) => (part.ok ? 'ok' : `${part.fault.kind}: ${part.fault.message}`)),
      [
        'ok',
        'notFound: No such session in us-west-2. Jobs are deleted 120 days after they were submitted; the session’s log may live on.',
        'invalid: Deadline Cloud could not make sense of the request to read the session: It is odd.',
        'unexpectedAnswer: The answer to GetSession was not as expected: it is missing. Something between here and the service may have changed it.',
      ],
    );
  });

  it('asks again for the sessions that the service was too busy for', async () => {
    const clock = new HurriedClock();
    const farm = createHandFarm({
      BatchGetSession: (asked) => {
        const [first, ...busy] = idsIn(asked);
        const errors = busy.map((ids) => ({ ...ids, code: 'InternalServerErrorException', message: 'Busy' }));
        return { sessions: [item(first ?? {})], errors };
      },
    });
    const { service } = createTestService(farm.handle, { clock });
    const parts = await hurry(clock, service.fetchSessions(keys(5), signal));
    assert.deepEqual(
      parts.map(({ ok }) => ok),
      [true, true, true, false, false],
    );
    assert.deepEqual(
      farm.asked.map((asked) => idsIn(asked).length),
      [5, 4, 3],
    );
  });

  for (const [reason, refused] of Object.entries({
    'is not allowed': failing(403, 'AccessDeniedException', 'No'),
    'is not known': failing(404, 'UnknownOperationException', 'Unknown operation'),
  })) {
    it(`reads sessions one by one where the batch ${reason}, and remembers it`, async () => {
      const farm = createHandFarm({ BatchGetSession: refused, GetSession: single });
      const { service } = createTestService(farm.handle);
      for (const round of [1, 2]) {
        const parts = await service.fetchSessions(keys(3), signal);
        assert.deepEqual(
          parts.map(({ ok }) => ok),
          [true, true, true],
          `round ${round}`,
        );
      }
      assert.deepEqual(farm.operations(), ['BatchGetSession', ...Array.from({ length: 6 }, () => 'GetSession')]);
    });
  }

  it('tries the batch again after a refusal that was the sessions’ own', async () => {
    let isAllowed = false;
    const farm = createHandFarm({
      BatchGetSession: (asked) => (isAllowed ? batch(asked) : failing(403, 'AccessDeniedException', 'No')),
    });
    const { service } = createTestService(farm.handle);
    const [refused] = await service.fetchSessions(keys(1), signal);
    assert.equal(refused?.ok, false);
    isAllowed = true;
    const [part] = await service.fetchSessions(keys(1), signal);
    assert.equal(part?.ok, true);
  });

  it('asks no more of a job than the first session that may not be read', async () => {
    const farm = createHandFarm({});
    const parts = await createTestService(farm.handle).service.fetchSessions(keys(100), signal);
    assert.ok(parts.every((part) => !part.ok && part.fault.kind === 'accessDenied'));
    assert.deepEqual(farm.operations(), ['BatchGetSession', 'GetSession']);
  });

  it('does not ask one by one when the service is not there', async () => {
    const farm = createHandFarm({
      BatchGetSession: failing(503, 'ServiceUnavailable', 'Down', {}, { 'retry-after': '60' }),
    });
    const parts = await createTestService(farm.handle).service.fetchSessions(keys(3), signal);
    assert.deepEqual(
      parts.map((part) => !part.ok && [part.fault.kind, part.fault.retryAfterMs]),
      Array.from({ length: 3 }, () => ['serviceFault', 60_000]),
    );
    assert.deepEqual(farm.operations(), ['BatchGetSession']);
  });

  it('reads some actions, undefined where there is none', async () => {
    const farm = createHandFarm({
      BatchGetSessionAction: ({ body }) => {
        const [first, second] = body.identifiers as object[];
        return {
          sessionActions: [
            {
              ...first,
              sessionId: SESSION,
              status: 'RUNNING',
              progressPercent: 62,
              definition: { envEnter: { environmentId: 'x' } },
            },
          ],
          errors: [{ ...second, code: 'ResourceNotFoundException', message: 'None' }],
        };
      },
    });
    const parts = await createTestService(farm.handle).service.fetchActions(
      [0, 1].map((index) => ({ key: KEY, sessionActionId: actionOfSession(SESSION, index) })),
      signal,
    );
    assert.deepEqual(
      parts.map((part) => part.ok && part.value?.progressPercent),
      [62, undefined],
    );
    assert.deepEqual(parts[1], { ok: true, value: undefined });
  });

  it('rejects with the reason when aborted', async () => {
    const reason = new DOMException('Enough', 'AbortError');
    const controller = new AbortController();
    const farm = createHandFarm({
      BatchGetSession: () => {
        controller.abort(reason);
        return { sessions: [], errors: [] };
      },
    });
    const { service } = createTestService(farm.handle);
    await assert.rejects(service.fetchSessions(keys(1), controller.signal), (error) => error === reason);
  });
});
