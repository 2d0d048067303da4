import { ALL, runTests } from './run';

// `npm test`. With arguments (`npm test -- test/course`), only the tests they select run, long ones too.

const args = process.argv.slice(2);
runTests(args.length === 0 ? ['unit', 'server'] : ALL, args);
