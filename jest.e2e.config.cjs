const unit = require('./jest.config.cjs');

/** End to end: the built package in a real Chromium, against the real loopback gateway. `npm run e2e`. */
module.exports = {
  testEnvironment: unit.testEnvironment,
  // Audio plays in real time, so most of a test is waiting; more than two would make the browsers wait for a core.
  maxWorkers: 2,
  testTimeout: 40_000,
  testMatch: ['<rootDir>/spec/e2e/**/*.e2e.ts'],
  modulePathIgnorePatterns: ['<rootDir>/spec/fixtures/', '<rootDir>/examples/'],
  transform: unit.transform,
  globalSetup: '<rootDir>/spec/e2e/support/prepare.cjs',
  moduleNameMapper: {
    '^rxjs-voice$': '<rootDir>/dist/index.cjs',
    '^rxjs-voice/(node|testing)$': '<rootDir>/dist/$1.cjs',
  },
};
