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
    .description('what a course of this protocol is expected to cost; no server needed')
    .argument('<protocol>')
    .option('--client <file>', 'what is particular about the client, as JSON: docs/estimates.md')
    .option('--json', 'for programs')
    .action((id: string, { json, client }: { json?: true; client?: string }) => {
      const protocol = protocolLibrary().load(id);
      const costs = estimate(protocol, client === undefined ? {} : clientOf(client, protocol));
      console.log(json ? JSON.stringify(costs, null, 2) : printEstimate(costs));
    });
}
