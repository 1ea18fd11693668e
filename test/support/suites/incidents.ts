import Mocha from 'mocha';

import { type Incident, reasonOf } from './results';

const { EVENT_TEST_FAIL, EVENT_TEST_RETRY } = Mocha.Runner.constants;

/** What went wrong in a run so far; a test that failed in the end is among the failures alone. */
export interface Incidents {
  readonly failures: readonly Incident[];
  readonly retried: readonly Incident[];
}

/** Collects the tests that fail and the tests that are tried again, from now on; call the result once the run has ended. */
export function collectIncidents(runner: Mocha.Runner): () => Incidents {
  const failures = new Map<string, Incident>();
  const retried = new Map<string, Incident>();
  runner.on(EVENT_TEST_FAIL, (test, error) => {
    const title = test.fullTitle();
    failures.set(title, { title, reason: reasonOf(error) });
    retried.delete(title);
  });
  runner.on(EVENT_TEST_RETRY, (test: Mocha.Test, error: Error) => {
    const title = test.fullTitle();
    retried.set(title, retried.get(title) ?? { title, reason: reasonOf(error) });
  });
  return () => ({ failures: [...failures.values()], retried: [...retried.values()] });
}
