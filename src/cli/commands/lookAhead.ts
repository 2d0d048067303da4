import type { Command } from 'commander';
import { fromMs } from '../../course/instant';
import { forecast, type Forecast } from '../../course/forecast';
import { start } from '../../course/step';
import { estimate } from '../../protocols/estimate';
import { dollars, readable } from '../../rehearsal/print';
import { installed } from '../installed';
import { clientOf } from './estimateClientFile';
import { printEstimate } from './printEstimate';

const ZONE = 'America/Los_Angeles';

function forecastOf(id: string): Forecast {
  const now = fromMs(Date.now());
  const first = {
    at: now,
    course: 'forecast',
    protocol: installed().load(id),
    practice: { zone: ZONE, closedDays: [] },
    client: { zone: ZONE },
  };
  return forecast(start(first, { role: 'frontDesk', id: 'forecast' }, now).course, now);
}

function printForecast(id: string, { entries, assumptions, chargesCents }: Forecast): string {
  const lines = entries.map(
    ({ at, kind, what, cents }) =>
      `  ${readable(ZONE, at)}  ${kind.padEnd(8)}  ${what}${cents === undefined ? '' : `  ${dollars(cents)}`}`,
  );
  return [
    `${id}: a course that begins now (${ZONE})`,
    '',
    'Assumed:',
    ...assumptions.map((line) => `  - ${line}`),
    '',
    ...lines,
    '',
    `Charges to come: ${dollars(chargesCents)}`,
  ].join('\n');
}

export function addLookAhead(program: Command): void {
  program
    .command('forecast')
    .description('everything to come in a course of this protocol, on stated assumptions; no server needed')
    .argument('<protocol>')
    .option('--json', 'for programs')
    .action((id: string, { json }: { json?: true }) => {
      const ahead = forecastOf(id);
      console.log(json ? JSON.stringify(ahead, null, 2) : printForecast(id, ahead));
    });
  program
    .command('estimate')
    .description('what a course of this protocol is expected to cost; no server needed')
    .argument('<protocol>')
    .option('--client <file>', 'what is particular about the client, as JSON: docs/estimates.md')
    .option('--json', 'for programs')
    .action((id: string, { json, client }: { json?: true; client?: string }) => {
      const protocol = installed().load(id);
      const costs = estimate(protocol, client === undefined ? {} : clientOf(client, protocol));
      console.log(json ? JSON.stringify(costs, null, 2) : printEstimate(costs));
    });
}
