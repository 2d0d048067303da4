import { runBench } from '.';

runBench(process.argv.slice(2)).then(
  () => process.stdout.write('', () => process.exit(0)),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
