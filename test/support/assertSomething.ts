/**
 * A spec of the model that ends without an assertion fails: an empty loop, or a chain that stops before its
 * expectation. Elsewhere supertest and fast-check assert by throwing, and jest does not count that.
 */
beforeEach(() => {
  if (expect.getState().testPath?.includes('/test/course/')) expect.hasAssertions();
});
