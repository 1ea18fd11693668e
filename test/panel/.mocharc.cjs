const testsOf = require('../support/suites/namedTests.cjs');

module.exports = {
  import: 'tsx',
  forbidOnly: true,
  forbidPending: true,
  timeout: 240_000,
  retries: 1,
  ...testsOf('test/panel/**/*.test.ts'),
};
