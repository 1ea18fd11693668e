import type { SessionSource } from '../../core/service/ports';
import type { SessionKey } from '../../core/session/sessionKey';
import { failingAction, isActive } from '../../core/session/status';
import { unknownSession, type WatchedSession } from '../../core/session/watchedSession';
import { type DiagnosisTools, readDiagnosis } from './readDiagnosis';

export interface SessionReading extends DiagnosisTools {
  readonly source: DiagnosisTools['source'] & Pick<SessionSource, 'fetchSnapshot'>;
}

/**
 * A session as it is now, read once and kept nowhere, for those who only ask. One that has ended and is known with its cause costs no call.
 *
 * @param known what the store knows of it
 * @throws {UserError} why it cannot be read; the signal's reason, once it is aborted
 */
export async function readSession(
  reading: SessionReading,
  key: SessionKey,
  known: WatchedSession | undefined,
): Promise<WatchedSession> {
  if (known?.snapshot && !isActive(known.snapshot.session) && isExplained(known)) {
    return known;
  }
  const snapshot = await reading.source.fetchSnapshot(key, reading.signal);
  const diagnosis = await readDiagnosis({ ...reading, snapshot });
  return Object.freeze({ ...unknownSession(key), snapshot, diagnosis, stuck: known?.stuck });
}

function isExplained({ snapshot, diagnosis }: WatchedSession): boolean {
  const failing = snapshot && failingAction(snapshot);
  const isKnown = diagnosis?.isLogRead === true && diagnosis.sessionActionId === failing?.sessionActionId;
  return snapshot?.actions.ok === true && (!failing || isKnown);
}
