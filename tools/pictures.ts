import { ALL, runTests } from './test/run';

// `npm run docs:pictures`: the browser specs take the pictures of the documentation as they go through the screens. If one
// fails, pictures may be missing.

process.env.THROUGHLINE_PICTURES = 'yes';
runTests(ALL, ['test/browser/screens', 'test/browser/runSheet']);
