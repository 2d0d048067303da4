import { runTests } from './run';

// `npm run test:long`.

runTests(['long']);
