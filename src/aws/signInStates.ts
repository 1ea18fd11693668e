/** Who is signed in, at a glance, and how to sign in. */
import type { Clock } from '../core/async/clock';
import type { Connections, SignInState } from '../core/service/connections';
import { type Fault, type UserError, isAbort } from '../core/errors';
import { Emitter } from '../core/async/event';
import { type Connection, connectionId } from '../core/session/sessionKey';

import type { Configuration } from './credentials/configuration';
import type { Remembered } from './credentials/credentialsCache';
import { classifyError } from './faults/classifyError';
import type { Asked } from './faults/operations';
import { signInTimedOut, signedOut } from './faults/callFaults';
import { SIGN_IN_DEADLINE_MS } from './credentials/ownCredentials';
import { race } from '../core/async/abort';
import type { ClientCache } from './network/clientCache';
import { openScope } from './calls/callDeadline';

/** What is known of sign-ins, and what a call learns of them. */
export interface SignIns extends Pick<Connections, 'connectionStatus' | 'signIn' | 'onDidChangeSignIn'> {
  /** A call found the place signed in, or, with a fault, signed out. */
  learn(connection: Connection, fault: Fault | undefined): void;
  dispose(): void;
}

/** Puts together what calls have found and what files say. `life` ends every sign-in. */
export function createSignIns(
  reach: ClientCache,
  configuration: Configuration,
  clock: Clock,
  life: AbortSignal,
): SignIns {
  const changes = new Emitter<{ readonly connection: Connection; readonly state: SignInState }>();
  /** By place, what was told last. */
  const told = new Map<string, SignInState['kind']>();

  const learn = (connection: Connection, fault: Fault | undefined): void => {
    const state: SignInState =
      fault === undefined ? { kind: 'signedIn', untilMs: undefined } : { kind: 'signedOut', fault };
    const id = connectionId(connection);
    const before = told.get(id) ?? 'signedIn';
    told.set(id, state.kind);
    if (before !== state.kind) {
      changes.fire({ connection, state });
    }
  };
  const remember = (asked: Asked, remembered: Remembered): SignInState =>
    'error' in remembered
      ? { kind: 'signedOut', fault: classifyError(remembered.error, asked, clock).error.fault }
      : { kind: 'signedIn', untilMs: remembered.untilMs };

  return {
    async connectionStatus(connection) {
      const [profileKind, way, endpoints, remembered, stored] = await Promise.all([
        configuration.profileKind(connection),
        configuration.signInWay(connection),
        reach.endpointsOf(connection),
        reach.ownOf(connection).remembered(),
        configuration.storedSignIn(connection, clock.Date.now()),
      ]);
      const state = (): SignInState => {
        if (remembered !== undefined) {
          return remember({ operation: 'ListFarms', connection, profileKind }, remembered);
        }
        if (stored === 'unknown') {
          return { kind: 'unknown' };
        }
        return stored === 'none'
          ? { kind: 'signedOut', fault: signedOut(connection).fault }
          : { kind: 'signedIn', untilMs: stored.untilMs };
      };
      return { connection, profileKind, state: state(), way, endpoints };
    },

    async signIn(connection, signal) {
      const own = reach.ownOf(connection);
      const scope = openScope(clock, SIGN_IN_DEADLINE_MS, [signal, life]);
      try {
        own.clear();
        await race(own.ready('interactive'), scope.signal);
        learn(connection, undefined);
      } catch (error) {
        signal.throwIfAborted();
        life.throwIfAborted();
        if (isAbort(error) && !scope.signal.aborted) {
          throw error;
        }
        const asked: Asked = {
          operation: 'ListFarms',
          connection,
          profileKind: await configuration.profileKind(connection),
        };
        const fault: UserError = scope.signal.aborted
          ? signInTimedOut(asked, SIGN_IN_DEADLINE_MS)
          : classifyError(error, asked, clock).error;
        learn(connection, fault.fault);
        throw fault;
      } finally {
        scope.close();
      }
    },

    onDidChangeSignIn: changes.event,
    learn,

    dispose: () => {
      changes.dispose();
    },
  };
}
