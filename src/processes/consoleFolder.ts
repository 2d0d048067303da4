import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Where the built console is: beside the sources, like all that is built. */
export const consoleFolder = (): string => path.resolve(__dirname, '../../dist/console');

/** Beside it, why the latest build failed; absent if it did not. */
export const consoleFailureFile = (): string => `${consoleFolder()}-failed.txt`;

export const consoleFailure = (): string | undefined => {
  const file = consoleFailureFile();
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
};

export const hasConsole = (): boolean => existsSync(path.join(consoleFolder(), 'index.html'));
