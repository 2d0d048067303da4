import pino, { type Logger } from 'pino';
import type { Config } from '../config';
import { logDestination } from './logDestination';
import { LogFile } from './logFile';
import { standardOutput } from './standardOutput';

/**
 * The structured log of a process, written to its file or to standard output. Lines that cannot be written are
 * dropped and counted.
 * @throws the system's error when the file cannot be opened
 */
export const processLog = ({ logLevel, logFile }: Pick<Config, 'logLevel' | 'logFile'>): Logger =>
  pino({ level: logLevel }, logDestination(logFile === undefined ? standardOutput() : new LogFile(logFile)));
