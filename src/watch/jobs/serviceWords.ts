import type { SessionActionId } from '../../core/ids';
import type { Failure } from '../../core/triage/failures';
import type { SessionDiagnosis } from '../../core/session/watchedSession';
import { toSessionDiagnosis } from '../sessions/readDiagnosis';
import type { TriageStoreOptions } from './triageReading';

/** What the service's words alone say of failures: one diagnosis for all of which they say the same. */
export class ServiceWords {
  readonly #options: Pick<TriageStoreOptions, 'causes' | 'studioRules'>;
  readonly #known = new Map<string, SessionDiagnosis>();

  constructor(options: Pick<TriageStoreOptions, 'causes' | 'studioRules'>) {
    this.#options = options;
  }

  of({ task, action }: Failure): SessionDiagnosis {
    const key = JSON.stringify([action?.status, action?.processExitCode, action?.progressMessage]);
    const known = this.#known.get(key);
    if (known) {
      return known;
    }
    const { causes, studioRules } = this.#options;
    const diagnosis = causes().diagnose({
      action: action ?? { status: task.runStatus },
      events: [],
      studioRules: studioRules?.() ?? [],
    });
    const said = toSessionDiagnosis(task.latestSessionActionId ?? NO_ACTION, diagnosis, false);
    this.#known.set(key, said);
    return said;
  }

  /** Forgets all of it, because the user's own rules changed. */
  clear(): void {
    this.#known.clear();
  }
}

const NO_ACTION: SessionActionId = 'sessionaction-';
