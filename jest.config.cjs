/** @type {import('jest').Config} */
module.exports = {
  // Node's, and a file that leaves something behind fails.
  testEnvironment: '<rootDir>/spec/support/tidyEnvironment.cjs',
  // On two cores Jest would take one.
  maxWorkers: '100%',
  // Room for the speech engines on a busy machine. No test measures time.
  testTimeout: 30_000,
  // What is installed and built for the examples is none of its business, and may change meanwhile.
  roots: ['src', 'spec', 'scripts', 'bench', 'docs/recipes'].map((name) => `<rootDir>/${name}`),
  testMatch: ['<rootDir>/spec/**/*.spec.ts', '<rootDir>/docs/recipes/**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/spec/fixtures/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/spec/fixtures/'],
  transform: {
    '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }],
    '^.+\\.mjs$': ['@swc/jest', { jsc: { target: 'es2022' }, module: { type: 'commonjs' } }],
  },
  // Angular's packages are ES modules alone.
  transformIgnorePatterns: ['/node_modules/(?!@angular/)'],
  // The speech engines run in worker threads, which need JavaScript files: these two give them bundles of the source.
  globalSetup: '<rootDir>/spec/support/bundleWorkers.cjs',
  moduleNameMapper: {
    '/workerUrl$': '<rootDir>/spec/support/workerUrl.ts',
    // The recipes import the package by its name, as their readers do.
    '^rxjs-voice$': '<rootDir>/src/index.ts',
    '^rxjs-voice/(node|browser|angular|testing|opentelemetry)$': '<rootDir>/src/$1/index.ts',
  },
  // What touches the browser runs there alone, in `npm run e2e`; what decides is tested here as well.
  collectCoverageFrom: [
    'src/**/*.ts',
    '!src/browser/*.ts',
    '!src/browser/worklet/{worklet,*Processor}.ts',
  ],
  coverageProvider: 'babel',
  coverageReporters: ['text-summary', 'text', 'json-summary'],
  coverageThreshold: { global: { statements: 95 } },
};
