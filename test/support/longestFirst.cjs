const { default: Sequencer } = require('@jest/test-sequencer');

/** These take longest, most of it waiting. On a fresh clone nobody knows yet how long each spec takes. */
const LONGEST = [
  ...['drills/short', 'drills/background', 'drills/slowMail', 'drills/busyMail', 'workflows/hostile'],
  ...['protocols/everyValue', 'browser/screens', 'browser/runSheet', 'browser/rehearsal'],
  ...['drills/killedStack', 'e2e/scenarios', 'drills/bursts', 'drills/repair', 'rehearsal/scenario'],
  ...['course/properties', 'postgres/folder'],
];
/** What runs on a real server, and what makes many databases. */
const LONG =
  /\/test\/(e2e|drills|workflows|stack|cli|store|browser)\/|\/(wholeWay|temporalEngine|forecast)\.spec/;

/** The smaller, the earlier it starts. */
function rank({ path }) {
  const at = LONGEST.findIndex((name) => path.endsWith(`/test/${name}.spec.ts`));
  if (at >= 0) return at;
  return LONG.test(path) ? LONGEST.length : LONGEST.length + 1;
}

/** The long ones first, so that no worker is left alone with one of them at the end. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((one, other) => rank(one) - rank(other));
  }
};
