import { buildConsole } from '../src/stack/consoleBuild';

// `npm run build:console`: builds the console ahead of the first start, for example while an image is built.
buildConsole((line) => {
  console.error(line);
}).then(
  () => {
    console.error('The console is built.');
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
