/** Sessions and their actions, one or many at a time. */
import { randomUUID } from 'node:crypto';

import {
  BatchGetSessionActionCommand,
  BatchGetSessionCommand,
  GetSessionActionCommand,
  GetSessionCommand,
  UpdateSessionCommand,
} from '@aws-sdk/client-deadline';

import type { ActionKey } from '../core/ports';
import type { Part, Session, SessionAction } from '../core/session';
import type { SessionKey } from '../core/sessionKey';

import { idPath, toAction, toItemErrors, toList, toRaw, toSession } from './answers';
import type { BatchRead, Batches } from './batches';
import type { Calls } from './calls';
import { MalformedAnswer } from './failure';

/** What names a session in the service's answers to batches. */
const PATH = ['farmId', 'queueId', 'jobId', 'sessionId'] as const;

/** A session as GetSession gives it, and the whole answer as JSON values. */
export async function fetchSession(
  calls: Calls,
  key: SessionKey,
  signal: AbortSignal,
): Promise<{ readonly session: Session; readonly raw: unknown }> {
  return calls.send(
    key.place,
    'GetSession',
    ({ deadline }, options) => deadline.send(new GetSessionCommand(idsOf(key)), options),
    (answer) => {
      const session = toSession(answer);
      if (session.sessionId !== key.sessionId) {
        throw new MalformedAnswer('it is about another session');
      }
      return { session, raw: toRaw(answer) };
    },
    signal,
  );
}

/** One part a key, in the keys' order; all of one place. */
export async function fetchSessions(
  calls: Calls,
  batches: Batches,
  keys: readonly SessionKey[],
  signal: AbortSignal,
): Promise<readonly Part<Session>[]> {
  const place = keys[0]?.place;
  if (place === undefined) {
    return [];
  }
  const read: BatchRead<SessionKey, Session> = {
    place,
    operations: { many: 'BatchGetSession', one: 'GetSession' },
    // One batch may ask for a session below many jobs, to find the one it belongs to.
    idOf: (key) => idPath(key, ...PATH),
    jobOf: ({ jobId }) => jobId,
    many: (some, signal) =>
      calls.send(
        place,
        'BatchGetSession',
        ({ deadline }, options) => deadline.send(new BatchGetSessionCommand({ identifiers: some.map(idsOf) }), options),
        ({ sessions, errors }) => ({
          items: new Map(toList(sessions, 'sessions', (item) => [idPath(item, ...PATH), toSession(item)] as const)),
          errors: toItemErrors(errors, ...PATH),
        }),
        signal,
      ),
    one: async (key, signal) => (await fetchSession(calls, key, signal)).session,
  };
  return batches.read(keys, read, signal);
}

/** One part for each wanted action, in their order; all of one place. An action that is not there is undefined. */
export async function fetchActions(
  calls: Calls,
  batches: Batches,
  wanted: readonly ActionKey[],
  signal: AbortSignal,
): Promise<readonly Part<SessionAction | undefined>[]> {
  const place = wanted[0]?.key.place;
  if (place === undefined) {
    return [];
  }
  const read: BatchRead<ActionKey, SessionAction> = {
    place,
    operations: { many: 'BatchGetSessionAction', one: 'GetSessionAction' },
    idOf: ({ sessionActionId }) => sessionActionId,
    jobOf: ({ key }) => key.jobId,
    many: (some, signal) =>
      calls.send(
        place,
        'BatchGetSessionAction',
        ({ deadline }, options) =>
          deadline.send(new BatchGetSessionActionCommand({ identifiers: some.map(actionIdsOf) }), options),
        ({ sessionActions, errors }) => ({
          items: new Map(
            toList(sessionActions, 'sessionActions', toAction).map((action) => [action.sessionActionId, action]),
          ),
          errors: toItemErrors(errors, 'sessionActionId'),
        }),
        signal,
      ),
    one: (one, signal) =>
      calls.send(
        place,
        'GetSessionAction',
        ({ deadline }, options) => deadline.send(new GetSessionActionCommand(actionIdsOf(one)), options),
        toAction,
        signal,
      ),
  };
  const parts = await batches.read(wanted, read, signal);
  return parts.map((part) => (!part.ok && part.fault.kind === 'notFound' ? { ok: true, value: undefined } : part));
}

/** Asks a session to end. However often the call is tried, it is one wish: all tries have the same token. */
export async function endSession(calls: Calls, key: SessionKey, signal: AbortSignal): Promise<void> {
  const wish = { ...idsOf(key), targetLifecycleStatus: 'ENDED', clientToken: randomUUID() } as const;
  await calls.send(
    key.place,
    'UpdateSession',
    ({ deadline }, options) => deadline.send(new UpdateSessionCommand(wish), options),
    () => undefined,
    signal,
  );
}

function idsOf({ farmId, queueId, jobId, sessionId }: SessionKey) {
  return { farmId, queueId, jobId, sessionId };
}

function actionIdsOf({ key: { farmId, queueId, jobId }, sessionActionId }: ActionKey) {
  return { farmId, queueId, jobId, sessionActionId };
}
