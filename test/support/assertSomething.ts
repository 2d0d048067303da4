/** A test that ends without an assertion fails: an empty loop, or a chain that stops before its expectation. */
beforeEach(() => {
  expect.hasAssertions();
});
