import pino, { type Logger } from 'pino';
import type { Config } from '../config';

/** The structured log of a process: to its file, or to standard output. */
export const processLog = ({ logLevel, logFile }: Pick<Config, 'logLevel' | 'logFile'>): Logger =>
  logFile === undefined
    ? pino({ level: logLevel })
    : pino({ level: logLevel }, pino.destination({ dest: logFile, mkdir: true, sync: false }));
