const { projects } = require('../../../jest.config.cjs');

const [{ testPathIgnorePatterns: _, ...unit }] = projects;

/** As the project `unit`, with nothing but the tests that leave something behind. */
module.exports = {
  ...unit,
  rootDir: process.cwd(),
  testMatch: ['<rootDir>/test/tools/support/leavesBehind.ts'],
};
