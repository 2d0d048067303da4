import { writeFileSync } from 'node:fs';
import { describeConfig } from '../src/config';

// `npm run docs:configuration`: the page is generated from the schema, so that it cannot disagree with it.
writeFileSync('docs/configuration.md', describeConfig());
