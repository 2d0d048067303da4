import type { Command } from 'commander';
import { estimate } from '../../protocols/estimate';
import { protocolLibrary } from '../protocolLibrary';
import { clientOf } from './estimateClientFile';
import { addForecast } from './forecast';
import { printEstimate } from './printEstimate';

export function addLookAhead(program: Command): void {
  addForecast(program);
  program
    .command('estimate')
    .description('estimate the cost of a course of this protocol; no server needed')
    .argument('<protocol>')
    .option('--client <file>', 'the client’s particulars as JSON (see docs/estimates.md)')
    .option('--json', 'print JSON for programs')
    .action((id: string, { json, client }: { json?: true; client?: string }) => {
      const protocol = protocolLibrary().load(id);
      const costs = estimate(protocol, client === undefined ? {} : clientOf(client, protocol));
      console.log(json ? JSON.stringify(costs, null, 2) : printEstimate(costs));
    });
}
