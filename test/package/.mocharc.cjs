const testsOf = require('../support/suites/namedTests.cjs');

module.exports = {
  import: 'tsx',
  forbidOnly: true,
  forbidPending: true,
  timeout: 600_000,
  ...testsOf('test/package/**/*.test.ts'),
};
