const testsOf = require('../support/suites/namedTests.cjs');

module.exports = {
  import: 'tsx',
  forbidOnly: true,
  forbidPending: true,
  timeout: 240_000,
  exit: true,
  ...testsOf('test/network/**/*.test.ts'),
};
