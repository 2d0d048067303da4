import { obtainPrograms } from '../src/stack/temporal/obtain';

// `npm run prepare:temporal`: gets Temporal ahead of the first `npm start`, for example while an image is built.
obtainPrograms((line) => {
  console.error(line);
}).then(
  (programs) => {
    console.error(`Temporal is available: ${programs.kind === 'cli' ? programs.cli : programs.server}`);
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
