/** Mocha's settings. Without a file or folder on its command line, Mocha runs all unit tests; with one, only that. */
const testsOf = require('./test/support/suites/namedTests.cjs');

module.exports = {
  import: 'tsx',
  require: ['./test/support/vscode/register.cjs'],
  extension: ['ts'],
  recursive: true,
  forbidOnly: true,
  forbidPending: true,
  parallel: true,
  jobs: 2,
  timeout: 240_000,
  exit: true,
  ...testsOf('test/unit/**/*.test.ts'),
};
