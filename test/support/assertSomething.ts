/**
 * A test that ends without an assertion fails: an empty loop, or a chain that stops before its expectation. Not yet
 * everywhere: supertest asserts by throwing, and jest does not count that.
 */
const GUARDED = /\/test\/(course|time|vocabulary|catalog|input|protocols)\//;

beforeEach(() => {
  if (GUARDED.test(expect.getState().testPath ?? '')) expect.hasAssertions();
});
