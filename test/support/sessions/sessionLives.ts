import { keyId } from '../../../src/core/session/sessionKey';
import { type Computer, numberedSnapshot } from '../listWindow';

/** The n-th session is active for the service, from now on or again. */
export function activateSession({ service }: Computer, index: number): void {
  service.put(numberedSnapshot(index));
}

/** The n-th session ends now, for the service: the action that runs with this status, those that wait were never attempted. */
export function endSession({ service, clock }: Computer, index: number, status = 'SUCCEEDED'): void {
  const { actions, ...rest } = numberedSnapshot(index, { lifecycleStatus: 'ENDED', endedAtMs: clock.now });
  if (!actions.ok) {
    throw new Error(`The actions of ${keyId(rest.key)} can be read.`);
  }
  const value = actions.value.map((action) => ({
    ...action,
    status: action.status === 'RUNNING' ? status : action.status === 'SUCCEEDED' ? 'SUCCEEDED' : 'NEVER_ATTEMPTED',
    endedAtMs: action.endedAtMs ?? clock.now,
    processExitCode: action.status === 'RUNNING' && status === 'FAILED' ? 1 : 0,
  }));
  service.put({ ...rest, actions: { ok: true, value } });
}
