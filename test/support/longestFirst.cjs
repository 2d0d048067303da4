const { default: Sequencer } = require('@jest/test-sequencer');

/** What lives on a real server, and what makes many databases: on a fresh clone nobody knows yet how long each takes. */
const LONG = /\/test\/(e2e|drills|workflows|stack|cli|store)\/|\/(wholeWay|temporalEngine|forecast)\.spec/;

/** The long ones first, so that no worker is left alone with one of them at the end. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const usual = super.sort(tests);
    const long = ({ path }) => LONG.test(path);
    return [...usual.filter(long), ...usual.filter((test) => !long(test))];
  }
};
