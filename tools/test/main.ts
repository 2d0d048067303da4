import { runTests, type TestProject } from './run';

// `npm test`. With arguments (`npm test -- test/course`), only the tests they select run, long ones too.

const ALL: readonly TestProject[] = ['unit', 'server', 'long'];

const args = process.argv.slice(2);
runTests(args.length === 0 ? ALL.filter((project) => project !== 'long') : ALL, args);
