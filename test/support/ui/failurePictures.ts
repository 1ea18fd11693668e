import path from 'node:path';

import Mocha from 'mocha';

import { saveScreenshot } from './window';

const { EVENT_TEST_FAIL, EVENT_TEST_RETRY } = Mocha.Runner.constants;

/** Takes a picture of the window whenever a test fails in it, also where the test is tried again. */
export class FailurePictures {
  readonly #dir: string;
  readonly #files = new Map<string, string>();
  readonly #wrapped = new WeakSet<object>();
  readonly #saving = new Map<string, Promise<void>>();

  /** `dir` is where the pictures go, e.g. `…/.vscode-test/failures/integration`. */
  constructor(dir: string) {
    this.#dir = dir;
  }

  /** Begins to take pictures of all tests below `suite`, which `runner` runs. */
  follow(suite: Mocha.Suite, runner: Mocha.Runner): void {
    const wrap = (test: Mocha.Test | undefined): void => {
      this.#wrap(test);
    };
    // Before the hooks after the test, which clear the window.
    suite.beforeEach(function () {
      wrap(this.currentTest);
    });
    // A test that takes too long throws nothing, and a hook is no test.
    const onFailure = (test: Mocha.Runnable): void => void this.#save(test.fullTitle());
    runner.on(EVENT_TEST_FAIL, onFailure);
    runner.on(EVENT_TEST_RETRY, onFailure);
  }

  /** The picture of a test that failed; undefined where there is none. Waits until all pictures are saved. */
  async pictureOf(title: string): Promise<string | undefined> {
    await Promise.all(this.#saving.values());
    return this.#files.get(title);
  }

  #wrap(test: Mocha.Test | undefined): void {
    const { fn } = test ?? {};
    // A test that is tried again has the function that was wrapped the first time.
    if (!test || !fn || this.#wrapped.has(fn)) {
      return;
    }
    const title = test.fullTitle();
    const save = (): Promise<void> => this.#save(title);
    test.fn = async function (this: Mocha.Context) {
      try {
        await (fn as Mocha.AsyncFunc).call(this);
      } catch (error) {
        await save();
        throw error;
      }
    };
    this.#wrapped.add(test.fn);
  }

  /** One picture for each test: the first failure is the one that counts. */
  #save(title: string): Promise<void> {
    const found = this.#saving.get(title);
    if (found) {
      return found;
    }
    const file = path.join(this.#dir, `${title.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 100)}.png`);
    const saving = saveScreenshot(file).then(
      () => void this.#files.set(title, file),
      (error: unknown) => {
        console.log(`No picture of the window: ${String(error)}`);
      },
    );
    this.#saving.set(title, saving);
    return saving;
  }
}
