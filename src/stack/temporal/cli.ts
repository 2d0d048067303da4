import path from 'node:path';
import { freePorts } from '../../locks/freePorts';
import { asFlags, dynamicConfig } from './dynamicConfig';
import type { TemporalOptions } from './options';

/** Arguments that configure `temporal server start-dev` like the built server. */
export async function cliArguments(options: TemporalOptions, port: number): Promise<string[]> {
  const [httpPort, metricsPort] = await freePorts(2);
  return [
    ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port)],
    ...['--http-port', String(httpPort), '--metrics-port', String(metricsPort)],
    ...['--db-filename', path.join(options.dataDir, 'cli.sqlite'), '--log-level', 'warn'],
    ...uiFlags(options.ui),
    ...asFlags(dynamicConfig(options.timeSkipping)),
  ];
}

function uiFlags(ui: TemporalOptions['ui']): string[] {
  if (!ui) return ['--headless'];
  const codec = ui.codecEndpoint ? ['--ui-codec-endpoint', ui.codecEndpoint] : [];
  return ['--ui-ip', '127.0.0.1', '--ui-port', String(ui.port), ...codec];
}
