/** `throughline …`: every command of the installation. */
import { Command, CommanderError } from 'commander';
import { addCommands } from './commands';
import { surviveLostOutput } from '../files/lostOutput';

surviveLostOutput();

const program = new Command('throughline')
  .description('Runs each ketamine-assisted psychotherapy course as one durable workflow.')
  .showHelpAfterError()
  .exitOverride();

addCommands(program);

/** Exits after all output has been written. Output still buffered for a pipe would be lost. */
function leave(code: number | string): void {
  process.stdout.write('', () => process.stderr.write('', () => process.exit(code)));
}

program.parseAsync().then(
  () => {
    leave(process.exitCode ?? 0);
  },
  (error: unknown) => {
    if (error instanceof CommanderError) {
      leave(error.exitCode);
      return;
    }
    // A known failure is a sentence for a person; anything else keeps its stack for a developer.
    console.error(error instanceof Error && 'code' in error ? error.message : error);
    leave(1);
  },
);
