import { writeFileSync } from 'node:fs';
import { describeConfig } from '../src/config';
import { describeReasons } from '../src/vocabulary/reasons/describe';

// `npm run docs:write`: these pages are generated from the source, so that they cannot disagree with it.
writeFileSync('docs/configuration.md', describeConfig());
writeFileSync('docs/reasons.md', describeReasons());
