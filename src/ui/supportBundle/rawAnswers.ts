/** The answers of the service behind a report, as it sent them. */
import { isAbort, toFault } from '../../core/errors';
import type { RawAnswerSource, RawQuestion } from '../../core/service/ports';
import type { SessionSnapshot } from '../../core/session/session';
import { failingAction } from '../../core/session/status';

/** One answer, or why there is none. */
export interface RawAnswer {
  /** Of the file, e.g. `GetJob`, `ListSessionActions-2`. */
  readonly name: string;
  readonly answer: unknown;
  /** The sentence of its fault; undefined where it was read. */
  readonly fault: string | undefined;
}

/** A hundred actions each. */
const MOST_PAGES = 20;

/**
 * GetSession as it was read, then its job, the step and the task that failed, its actions page by page, its fleet and its worker: a
 * call each. Rejects only when aborted.
 */
export async function rawAnswers(
  source: RawAnswerSource,
  snapshot: SessionSnapshot,
  onError: (error: unknown) => void,
  signal: AbortSignal,
): Promise<readonly RawAnswer[]> {
  const found: RawAnswer[] = [{ name: 'GetSession', answer: snapshot.raw, fault: undefined }];
  for (const question of questionsOf(snapshot)) {
    let token: string | undefined;
    for (let page = 1; page <= MOST_PAGES; page++) {
      const name = page === 1 ? question.operation : `${question.operation}-${page}`;
      try {
        const { answer, next } = await source.rawAnswer(snapshot.key, question, token, signal);
        found.push({ name, answer, fault: undefined });
        token = next;
      } catch (error) {
        if (isAbort(error)) {
          throw error;
        }
        onError(error);
        found.push({ name, answer: undefined, fault: toFault(error).message });
        break;
      }
      if (token === undefined) {
        break;
      }
    }
  }
  return found;
}

function questionsOf(snapshot: SessionSnapshot): readonly RawQuestion[] {
  const { fleetId, workerId } = snapshot.session;
  const definition = failingAction(snapshot)?.definition;
  const { stepId, taskId } = definition?.kind === 'taskRun' ? definition : { stepId: undefined, taskId: undefined };
  return [
    { operation: 'GetJob' },
    ...(stepId ? [{ operation: 'GetStep' as const, stepId }] : []),
    ...(stepId && taskId ? [{ operation: 'GetTask' as const, stepId, taskId }] : []),
    { operation: 'ListSessionActions' },
    { operation: 'GetFleet', fleetId },
    { operation: 'GetWorker', fleetId, workerId },
  ];
}
