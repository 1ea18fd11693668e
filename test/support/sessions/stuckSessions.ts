/** Sessions whose running action may be stuck. */
import type { StuckSign } from '../../../src/core/stuck/stuck';
import type { WatchedSession } from '../../../src/core/session/watchedSession';
import { CAUSES } from '../../../src/core/diagnosis/causes';
import { activeSession, failedSession, NOW_MS } from './sessions';

const MINUTE = 60_000;

/** What its last line says. */
export const WAITING_LINE =
  '00:00:33   131MB ERROR   | [rlm] error checking out license for arnold: Communications error with license server (-17)';

/** It waits for a license. */
export const WAITING: Extract<StuckSign, { kind: 'waiting' }> = {
  kind: 'waiting',
  sinceMs: NOW_MS - 9 * MINUTE,
  wait: {
    cause: 'license',
    sentence: 'May be stuck on a license.',
    subject: 'arnold',
    evidence: [
      {
        text: WAITING_LINE,
        at: { event: 412, line: 0, timestampMs: NOW_MS - 9 * MINUTE },
        why: 'not in the task before, which succeeded',
      },
    ],
    advice: CAUSES.license.advice,
    concerns: CAUSES.license.concerns,
    ruleId: 'rlm-checkout',
    studio: undefined,
  },
};

/** Signs that agree although its log says nothing. */
export const SIGNS: readonly StuckSign[] = [
  { kind: 'silent', sinceMs: NOW_MS - 34 * MINUTE, usualMs: 2 * MINUTE },
  { kind: 'flat', sinceMs: NOW_MS - 31 * MINUTE, percent: 62.4 },
  { kind: 'still', sinceMs: NOW_MS - 22 * MINUTE },
];

/** An active session whose running action shows some signs. */
export function stuckSession(...signs: readonly StuckSign[]): WatchedSession {
  const session = activeSession();
  const actions = session.snapshot?.actions.ok ? session.snapshot.actions.value : [];
  const running = actions.find(({ status }) => status === 'RUNNING');
  return running
    ? { ...session, stuck: { sessionActionId: running.sessionActionId, signs, isProven: signs.length > 1 } }
    : session;
}

/** A session in which nothing succeeded of the kind that failed: there is nothing to compare with. */
export function onlyFailures(): WatchedSession {
  const { snapshot, diagnosis, ...rest } = failedSession();
  const actions = snapshot?.actions.ok ? snapshot.actions.value : [];
  const value = actions.filter(({ definition, status }) => definition.kind !== 'taskRun' || status !== 'SUCCEEDED');
  return {
    ...rest,
    snapshot: snapshot && { ...snapshot, actions: { ok: true, value } },
    diagnosis: diagnosis && {
      ...diagnosis,
      evidence: diagnosis.evidence.map((each) => ({ ...each, why: 'output of the program' })),
    },
  };
}
