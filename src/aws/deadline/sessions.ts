/** Sessions and their actions, one or many at a time. */
import { randomUUID } from 'node:crypto';

import {
  BatchGetSessionActionCommand,
  BatchGetSessionCommand,
  GetSessionActionCommand,
  GetSessionCommand,
  UpdateSessionCommand,
} from '@aws-sdk/client-deadline';

import type { ActionKey } from '../../core/service/ports';
import type { Part, Session, SessionAction } from '../../core/session/session';
import type { SessionKey } from '../../core/session/sessionKey';

import { toAction } from './actionAnswers';
import { idPath, toItemErrors, toList, toRaw, toSession } from './answers';
import type { BatchRead, Batches } from './batches';
import { ask } from '../calls/ask';
import type { Calls } from '../calls/calls';
import { MalformedAnswer } from '../faults/failureFacts';

/** What names a session in the service's answers to batches. */
const PATH = ['farmId', 'queueId', 'jobId', 'sessionId'] as const;

/** A session as GetSession gives it, and the whole answer as JSON values. */
export async function fetchSession(
  calls: Calls,
  key: SessionKey,
  signal: AbortSignal,
): Promise<{ readonly session: Session; readonly raw: unknown }> {
  return ask(
    calls,
    key.connection,
    'GetSession',
    new GetSessionCommand(idsOf(key)),
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
  const connection = keys[0]?.connection;
  if (connection === undefined) {
    return [];
  }
  const read: BatchRead<SessionKey, Session> = {
    connection,
    operations: { many: 'BatchGetSession', one: 'GetSession' },
    // One batch may ask for a session below many jobs, to find the one it belongs to.
    idOf: (key) => idPath(key, ...PATH),
    jobOf: ({ jobId }) => jobId,
    many: (some, signal) =>
      ask(
        calls,
        connection,
        'BatchGetSession',
        new BatchGetSessionCommand({ identifiers: some.map(idsOf) }),
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
  const connection = wanted[0]?.key.connection;
  if (connection === undefined) {
    return [];
  }
  const read: BatchRead<ActionKey, SessionAction> = {
    connection,
    operations: { many: 'BatchGetSessionAction', one: 'GetSessionAction' },
    idOf: ({ sessionActionId }) => sessionActionId,
    jobOf: ({ key }) => key.jobId,
    many: (some, signal) =>
      ask(
        calls,
        connection,
        'BatchGetSessionAction',
        new BatchGetSessionActionCommand({ identifiers: some.map(actionIdsOf) }),
        ({ sessionActions, errors }) => ({
          items: new Map(
            toList(sessionActions, 'sessionActions', toAction).map((action) => [action.sessionActionId, action]),
          ),
          errors: toItemErrors(errors, 'sessionActionId'),
        }),
        signal,
      ),
    one: (one, signal) =>
      ask(calls, connection, 'GetSessionAction', new GetSessionActionCommand(actionIdsOf(one)), toAction, signal),
  };
  const parts = await batches.read(wanted, read, signal);
  return parts.map((part) => (!part.ok && part.fault.kind === 'notFound' ? { ok: true, value: undefined } : part));
}

/** Asks a session to end. However often the call is tried, it is one wish: all tries have the same token. */
export async function endSession(calls: Calls, key: SessionKey, signal: AbortSignal): Promise<void> {
  const wish = { ...idsOf(key), targetLifecycleStatus: 'ENDED', clientToken: randomUUID() } as const;
  await ask(calls, key.connection, 'UpdateSession', new UpdateSessionCommand(wish), () => undefined, signal);
}

function idsOf({ farmId, queueId, jobId, sessionId }: SessionKey) {
  return { farmId, queueId, jobId, sessionId };
}

function actionIdsOf({ key: { farmId, queueId, jobId }, sessionActionId }: ActionKey) {
  return { farmId, queueId, jobId, sessionActionId };
}
