/** Who is signed in, at a glance, and how to sign in. */
import type { Clock } from '../core/clock';
import type { Connections, SignInState } from '../core/connections';
import { type Fault, type UserError, isAbort } from '../core/errors';
import { Emitter } from '../core/event';
import { type Place, placeId } from '../core/sessionKey';

import type { Configuration } from './configuration';
import type { Remembered } from './credentials';
import { judge } from './faults';
import type { Asked } from './operations';
import { signInTimedOut, signedOut } from './ownFaults';
import { SIGN_IN_DEADLINE_MS } from './ownCredentials';
import { race } from './race';
import type { Reach } from './reach';
import { openScope } from './scope';

/** What is known of sign-ins, and what a call learns of them. */
export interface SignIns extends Pick<Connections, 'connection' | 'signIn' | 'onDidChangeSignIn'> {
  /** A call found the place signed in, or, with a fault, signed out. */
  learn(place: Place, fault: Fault | undefined): void;
  dispose(): void;
}

/** Puts together what calls have found and what files say. `life` ends every sign-in. */
export function createSignIns(reach: Reach, configuration: Configuration, clock: Clock, life: AbortSignal): SignIns {
  const changes = new Emitter<{ readonly place: Place; readonly state: SignInState }>();
  /** By place, what was told last. */
  const told = new Map<string, SignInState['kind']>();

  const learn = (place: Place, fault: Fault | undefined): void => {
    const state: SignInState =
      fault === undefined ? { kind: 'signedIn', untilMs: undefined } : { kind: 'signedOut', fault };
    const id = placeId(place);
    const before = told.get(id) ?? 'signedIn';
    told.set(id, state.kind);
    if (before !== state.kind) {
      changes.fire({ place, state });
    }
  };
  const remember = (asked: Asked, remembered: Remembered): SignInState =>
    'error' in remembered
      ? { kind: 'signedOut', fault: judge(remembered.error, asked, clock).error.fault }
      : { kind: 'signedIn', untilMs: remembered.untilMs };

  return {
    async connection(place) {
      const [profileKind, way, endpoints, remembered, stored] = await Promise.all([
        configuration.profileKind(place),
        configuration.signInWay(place),
        reach.endpointsOf(place),
        reach.ownOf(place).remembered(),
        configuration.storedSignIn(place, clock.Date.now()),
      ]);
      const state = (): SignInState => {
        if (remembered !== undefined) {
          return remember({ operation: 'ListFarms', place, profileKind }, remembered);
        }
        if (stored === 'unknown') {
          return { kind: 'unknown' };
        }
        return stored === 'none'
          ? { kind: 'signedOut', fault: signedOut(place).fault }
          : { kind: 'signedIn', untilMs: stored.untilMs };
      };
      return { place, profileKind, state: state(), way, endpoints };
    },

    async signIn(place, signal) {
      const own = reach.ownOf(place);
      const scope = openScope(clock, SIGN_IN_DEADLINE_MS, [signal, life]);
      try {
        own.clear();
        await race(own.ready('person'), scope.signal);
        learn(place, undefined);
      } catch (error) {
        signal.throwIfAborted();
        life.throwIfAborted();
        if (isAbort(error) && !scope.signal.aborted) {
          throw error;
        }
        const asked: Asked = { operation: 'ListFarms', place, profileKind: await configuration.profileKind(place) };
        const fault: UserError = scope.signal.aborted
          ? signInTimedOut(asked, SIGN_IN_DEADLINE_MS)
          : judge(error, asked, clock).error;
        learn(place, fault.fault);
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
