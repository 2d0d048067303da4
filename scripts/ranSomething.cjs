/** A run of jest in which no test ran fails: a mistyped `-t` must not look like success. */
module.exports = class RanSomething {
  #error;

  onRunComplete(_contexts, { numPassedTests, numFailedTests, numRuntimeErrorTestSuites }) {
    if (numPassedTests + numFailedTests + numRuntimeErrorTestSuites > 0) return;
    this.#error = new Error('No test ran: no name matches.');
    console.error(this.#error.message);
  }

  getLastError() {
    return this.#error;
  }
};
