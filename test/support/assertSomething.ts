import type supertest from 'supertest';

/** A test that ends without an assertion fails: an empty loop, or a chain that stops before its expectation. */
beforeEach(() => {
  expect.hasAssertions();
});

/** What the types of supertest leave out: the expectations of one request, and the step that checks them. */
interface Checked {
  _asserts: readonly unknown[];
  assert: (this: Checked, ...given: unknown[]) => void;
}

/** Supertest asserts by throwing, which jest does not see. So what a request expects is counted when it is checked. */
function countRequests(): void {
  const { Test } = jest.requireActual<typeof supertest>('supertest');
  const request = Test.prototype as unknown as Checked;
  const { assert } = request;
  request.assert = function (...given) {
    const { assertionCalls } = expect.getState();
    expect.setState({ assertionCalls: assertionCalls + this._asserts.length });
    assert.apply(this, given);
  };
}

// Only where it is used: loading it takes a fifth of a second, in each of some two hundred files.
const WITH_SUPERTEST = /\/test\/(api|security)\//;
if (WITH_SUPERTEST.test(expect.getState().testPath ?? '')) countRequests();
