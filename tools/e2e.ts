import { ALL, runTests } from './test/run';

// `npm run e2e`: runs every scenario on a real server and compares it with the model, event by event; and looks at every
// screen of the console in both sizes and themes. It also tries a hundred thousand addresses of pages for clients.

process.env.THROUGHLINE_E2E = 'all';
// The rehearsal has a limit of two minutes, so it runs alone.
runTests(
  ALL,
  ['test/browser/rehearsal'],
  ['test/e2e', 'test/browser/(?!rehearsal)', 'test/drills/linkTokens'],
);
