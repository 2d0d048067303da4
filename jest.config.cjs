const os = require('node:os');

/** @type {import('@jest/types').Config.ProjectConfig} */
const common = {
  testEnvironment: '<rootDir>/test/support/guardedEnvironment.ts',
  roots: ['<rootDir>/test'],
  transform: {
    '^.+\\.(t|j|mj|cj)sx?$': [
      '@swc/jest',
      { jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  transformIgnorePatterns: [
    '/node_modules/(?!(temporal-polyfill|temporal-utils|temporal-spec|postal-mime|openid-client|oauth4webapi|jose)/)',
  ],
};

// What needs the real Temporal server. One throw-away server is started for all of them, and only if
// at least one of them is to run.
const server =
  '/test/((workflows|e2e|replay|drills|browser)/.*|engine/temporalEngine|api/wholeWay|stack/(temporal|stack|watched)[^/]*)\\.spec\\.ts$';

// Of the browser specs, `npm test` has those of a first client, a dosing session, all screens, signing in, and client pages …
const core = 'clientPages|firstClient|runSheet|screens|signIn';
// … and `npm run test:long` a day's most important jobs. `npm run e2e` has all of them.
const jobs = 'jobs';

// What takes longest: `npm run test:long` runs these, `npm test` all others.
const long =
  '/test/(drills/(?!short)[^/]*|e2e/scenarios|workflows/hostile|stack/watched|postgres/accepted|protocols/everyValue|' +
  `browser/(${jobs}))\\.spec\\.ts$`;

// Only `npm run e2e` runs these, or who names them.
const whole = `/test/browser/(?!(${core}|${jobs})\\.)[^/]*\\.spec\\.ts$`;

const withServer = {
  globalSetup: '<rootDir>/test/support/serverSetup.ts',
  globalTeardown: '<rootDir>/test/support/serverTeardown.ts',
};

/** @type {import('jest').Config} */
module.exports = {
  testTimeout: 60_000,
  // The drills have time limits, and all share one Temporal server: no more of them at once than there are cores.
  maxWorkers: os.availableParallelism(),
  testSequencer: '<rootDir>/test/support/longestFirst.cjs',
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: ['<rootDir>/test/**/*.spec.ts'],
      testPathIgnorePatterns: ['/node_modules/', server, long],
      setupFilesAfterEnv: ['<rootDir>/test/support/assertSomething.ts'],
      globalSetup: '<rootDir>/test/support/unitSetup.ts',
      globalTeardown: '<rootDir>/test/support/unitTeardown.ts',
    },
    {
      ...common,
      ...withServer,
      displayName: 'server',
      testRegex: server,
      testPathIgnorePatterns: ['/node_modules/', long, whole],
    },
    { ...common, ...withServer, displayName: 'long', testRegex: long },
    { ...common, ...withServer, displayName: 'whole', testRegex: whole },
  ],
};
