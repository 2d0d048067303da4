import { obtainPrograms } from '../src/stack/temporal/obtain';

// `npm run prepare:temporal`: what the first `npm start` would do about Temporal, ahead of time, for
// instance while an image is built.
obtainPrograms((line) => {
  console.error(line);
}).then(
  (programs) => {
    console.error(`Temporal is here: ${programs.kind === 'cli' ? programs.cli : programs.server}`);
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
