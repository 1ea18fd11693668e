import Mocha from 'mocha';

import { addResults } from './testResults';

/** Mocha's usual report, and the counts in the file that `TEST_RESULTS_FILE` names. */
class CountingReporter extends Mocha.reporters.Spec {
  public constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const file = process.env.TEST_RESULTS_FILE;
    if (file !== undefined) {
      runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
        addResults(file, { passed: this.stats.passes, failed: this.stats.failures });
      });
    }
  }
}

export = CountingReporter;
