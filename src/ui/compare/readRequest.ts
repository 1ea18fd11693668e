import { t } from '../../core/text/localize';
import type { Comparison, ComparisonRequest } from '../../core/compare/comparison';
import { pairOfSessions, runOf } from '../../core/compare/pairOfSessions';
import { UserError } from '../../core/errors';
import type { SessionSnapshot } from '../../core/session/session';
import type { SessionKey } from '../../core/session/sessionKey';
import { failingAction } from '../../core/session/status';
import { type ComparisonReading, compareRuns, compareWithGood } from '../../watch/compare/readComparison';
import type { App } from '../app';

/**
 * Reads what somebody wants to see compared. Sessions that are watched are not read again.
 *
 * @throws {UserError} why it cannot be compared
 */
export async function readRequest(
  app: App,
  { subject, reference }: ComparisonRequest,
  signal: AbortSignal,
  onProgress: ComparisonReading['onProgress'],
): Promise<Comparison> {
  const reading = { source: app.service(), signal, onProgress };
  if (reference) {
    const [one, other] = await Promise.all([subject, reference].map(({ key }) => snapshotOf(app, key, signal)));
    if (!one || !other) {
      throw new Error('Both were read.');
    }
    const pair = pairOfSessions(one, other);
    return compareRuns(reading, pair.subject, pair.reference);
  }
  const snapshot = await snapshotOf(app, subject.key, signal);
  const action = subject.actionId === undefined ? failingAction(snapshot) : actionOf(snapshot, subject.actionId);
  if (!action) {
    throw nothingFailed(snapshot);
  }
  return compareWithGood(reading, { ...runOf(snapshot, action), action });
}

async function snapshotOf(app: App, key: SessionKey, signal: AbortSignal): Promise<SessionSnapshot> {
  return app.store.get(key)?.snapshot ?? app.service().fetchSnapshot(key, signal);
}

function actionOf({ actions }: SessionSnapshot, actionId: string): ReturnType<typeof failingAction> {
  return actions.ok ? actions.value.find(({ sessionActionId }) => sessionActionId === actionId) : undefined;
}

function nothingFailed({ actions }: SessionSnapshot): UserError {
  return new UserError(
    actions.ok
      ? {
          kind: 'invalid',
          message: t('Nothing failed in this session. Select another session to compare it with.'),
          remedies: [],
        }
      : actions.fault,
  );
}
