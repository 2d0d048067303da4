import {
  makeTelemetryFilterString,
  Runtime,
  type LogLevel,
  type Logger,
  type LogMetadata,
} from '@temporalio/worker';
import type { Logger as Pino } from 'pino';

/** The metadata that may be logged: ids, code names, counts. Never a message or payload. */
const SAFE = [
  'workflowId',
  'runId',
  'workflowType',
  'activityId',
  'activityType',
  'attempt',
  'taskQueue',
  'sdkComponent',
  'durationMs',
  'signal',
];

function safe(meta: LogMetadata = {}): Record<string, unknown> {
  const kept = Object.fromEntries(Object.entries(meta).filter(([key]) => SAFE.includes(key)));
  const error: unknown = meta.error;
  if (!(error instanceof Error)) return kept;
  const type: unknown = 'type' in error ? error.type : undefined;
  return { ...kept, error: typeof type === 'string' ? type : error.name };
}

/** Structured logs for the SDK. Of a failure, only the type is logged: messages can contain health data. */
export function workerLogger(log: Pino): Logger {
  const write = (level: LogLevel, message: string, meta?: LogMetadata): void => {
    const to = level.toLowerCase() as 'trace' | 'debug' | 'info' | 'warn' | 'error';
    log[to](safe(meta), message);
  };
  return {
    log: write,
    trace: (message, meta) => {
      write('TRACE', message, meta);
    },
    debug: (message, meta) => {
      write('DEBUG', message, meta);
    },
    info: (message, meta) => {
      write('INFO', message, meta);
    },
    warn: (message, meta) => {
      write('WARN', message, meta);
    },
    error: (message, meta) => {
      write('ERROR', message, meta);
    },
  };
}

let installed = false;

/** Call it once per process, before the first worker or native connection. */
export function installRuntime(log: Pino): void {
  if (installed) return;
  installed = true;
  Runtime.install({
    logger: workerLogger(log),
    // The native core would print failures directly. Forwarding sends them through the logger above.
    telemetryOptions: {
      logging: { filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }), forward: {} },
    },
    shutdownSignals: [],
  });
}
