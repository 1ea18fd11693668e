/** Runs Mocha inside of Stryker, whose own runner for Mocha knows no version above 11. */
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import { INSTRUMENTER_CONSTANTS } from '@stryker-mutator/api/core';
import { commonTokens, declareFactoryPlugin, PluginKind, tokens } from '@stryker-mutator/api/plugin';
import {
  DryRunStatus,
  TestStatus,
  determineHitLimitReached,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import Mocha from 'mocha';

const require = createRequire(import.meta.url);

/** The tests of `testFiles` and what they load, once for all mutants but those that act while a file is loaded. */
class MochaRunner {
  #testFiles;
  #mutants;
  #loaded;

  /** @param mutants the global that the mutated code asks which mutant is on, and where it notes what a test reaches */
  constructor(testFiles, mutants) {
    this.#testFiles = testFiles.map((file) => path.resolve(file));
    this.#mutants = mutants;
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  async dryRun({ disableBail }) {
    const result = await this.#run(disableBail);
    return { ...result, mutantCoverage: this.#mutants.mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, disableBail, hitLimit, mutantActivation, reloadEnvironment }) {
    this.#mutants.hitLimit = hitLimit;
    this.#mutants.hitCount = hitLimit === undefined ? undefined : 0;
    this.#mutants.activeMutant = mutantActivation === 'static' ? activeMutant.id : undefined;
    if (reloadEnvironment) {
      this.#loaded = undefined;
    }
    return toMutantRunResult(await this.#run(disableBail, testFilter, activeMutant.id));
  }

  async #run(disableBail, testFilter, mutantId) {
    try {
      const mocha = (this.#loaded ??= this.#load());
      this.#mutants.activeMutant = mutantId;
      bail(mocha.suite, !disableBail);
      mocha.grep(testFilter ? new RegExp(testFilter.map((title) => `^${escaped(title)}$`).join('|')) : /^/);
      const tests = await this.#results(mocha);
      const { hitCount, hitLimit } = this.#mutants;
      return determineHitLimitReached(hitCount, hitLimit) ?? { status: DryRunStatus.Complete, tests };
    } catch (error) {
      this.#loaded = undefined;
      return { status: DryRunStatus.Error, errorMessage: String(error) };
    }
  }

  #load() {
    for (const file of Object.keys(require.cache).filter((name) => !name.includes('node_modules'))) {
      delete require.cache[file];
    }
    const mocha = new Mocha({ reporter: class {}, timeout: 5000 });
    mocha.cleanReferencesAfterRun(false);
    this.#testFiles.forEach((file) => mocha.addFile(file));
    mocha.loadFiles();
    return mocha;
  }

  #results(mocha) {
    const tests = [];
    return new Promise((resolve) => {
      process.on('unhandledRejection', rethrow);
      const run = mocha.run(() => {
        process.off('unhandledRejection', rethrow);
        resolve(tests);
      });
      run.on('test', (test) => {
        this.#mutants.currentTestId = test.fullTitle();
      });
      run.on('pass', (test) => tests.push({ ...of(test), status: TestStatus.Success }));
      run.on('fail', (test, error) =>
        tests.push({ ...of(test), status: TestStatus.Failed, failureMessage: String(error) }),
      );
    });
  }
}

function of(test) {
  return { id: test.fullTitle(), name: test.fullTitle(), timeSpentMs: test.duration ?? 0 };
}

/** As Mocha's own command does: a promise that nobody waits for fails the test, too. */
function rethrow(reason) {
  throw reason;
}

function bail(suite, wanted) {
  suite.bail(wanted);
  suite.suites.forEach((inner) => bail(inner, wanted));
}

function escaped(title) {
  return title.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');
}

function createRunner(options) {
  return new MochaRunner(options.mochaFiles, (globalThis[INSTRUMENTER_CONSTANTS.NAMESPACE] ??= {}));
}
createRunner.inject = tokens(commonTokens.options);

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'mocha', createRunner)];

/** Stryker's check of the option that is this runner's own. */
export const strykerValidationSchema = {
  properties: { mochaFiles: { type: 'array', items: { type: 'string' } } },
};
