import Mocha from 'mocha';

import { collectIncidents } from './incidents';
import { addResults, reasonOf } from './results';

const { EVENT_RUN_END, EVENT_SUITE_BEGIN, EVENT_SUITE_END, EVENT_TEST_FAIL, EVENT_TEST_RETRY } = Mocha.Runner.constants;

/** How long quick groups of tests wait for the next line. */
const QUIET_MS = 1000;

/**
 * Shows how far the tests are: a line for each outermost `describe` that took a second or more, and for quicker ones together; a
 * line for each failure at once, and all of it at the end. Adds the results to the file that `TEST_RESULTS_FILE` names.
 */
class ProgressReporter extends Mocha.reporters.Base {
  readonly #beganMs = Date.now();
  #writtenMs = Date.now();
  #depth = 0;

  public constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const incidentsOf = collectIncidents(runner);
    runner.on(EVENT_SUITE_BEGIN, ({ root }) => {
      this.#depth += root ? 0 : 1;
    });
    runner.on(EVENT_SUITE_END, ({ root, title }) => {
      this.#depth -= root ? 0 : 1;
      if (this.#depth === 0 && !root && Date.now() - this.#writtenMs >= QUIET_MS) {
        this.#write(title);
      }
    });
    runner.on(EVENT_TEST_RETRY, (test: Mocha.Test, error: Error) => {
      this.#write(`TRIED AGAIN  ${test.fullTitle()}: ${reasonOf(error)}`);
    });
    runner.on(EVENT_TEST_FAIL, (test, error) => {
      this.#write(`FAILED  ${test.fullTitle()}: ${reasonOf(error)}`);
    });
    runner.once(EVENT_RUN_END, () => {
      this.epilogue();
      const file = process.env.TEST_RESULTS_FILE;
      if (file !== undefined) {
        addResults(file, { passed: this.stats.passes, failed: this.stats.failures, ...incidentsOf() });
      }
    });
  }

  /** A line such as `  88 of 213   80.2 s  the farms view`. */
  #write(text: string): void {
    this.#writtenMs = Date.now();
    const { total } = this.runner as { total?: number };
    // Processes side by side do not know how many tests there are.
    const count = `${this.stats.passes + this.stats.failures}${!total ? '' : ` of ${total}`}`;
    const took = ((Date.now() - this.#beganMs) / 1000).toFixed(1);
    Mocha.reporters.Base.consoleLog('%s %s s  %s', count.padStart(11), took.padStart(7), text);
  }
}

export = ProgressReporter;
