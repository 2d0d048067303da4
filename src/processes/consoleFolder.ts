import { existsSync } from 'node:fs';
import path from 'node:path';

/** Where the built console is: beside the sources, like all that is built. */
export const consoleFolder = (): string => path.resolve(__dirname, '../../dist/console');

export const hasConsole = (): boolean => existsSync(path.join(consoleFolder(), 'index.html'));
