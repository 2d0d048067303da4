import type { Rehearsal } from '../../rehearsal/result';
import { Option, type Command } from 'commander';
import { rehearsalStarters } from '../../stack/rehearsalStarters';
import { startEphemeralStack } from '../../stack/ephemeralStack';
import { fromMs } from '../../time/instant';
import { temporalClient } from '../../processes/temporalClient';
import { onServer } from '../../rehearsal/onServer';
import { printed, readable } from '../../rehearsal/print';
import { readScenario, scenarioNames } from '../../rehearsal/scenario';
import { fixScript, mustLieAhead, type FixedScript } from '../../rehearsal/script';
import { simulated } from '../../rehearsal/simulated';
import { protocolLibrary } from '../protocolLibrary';

const TENTHS = 10;

/** On a terminal, one line that updates in place; elsewhere, a line for each tenth. */
function progressLine(zone: string): (at: Parameters<typeof readable>[1], done: number, all: number) => void {
  let printedTenth = 0;
  return (at, done, all) => {
    const text = `${readable(zone, at)}  signal ${done} of ${all}`;
    if (process.stderr.isTTY) process.stderr.write(`\r  ${text} `);
    else if (Math.floor((done * TENTHS) / all) > printedTenth) console.error(`  ${text}`);
    printedTenth = Math.floor((done * TENTHS) / all);
  };
}

async function rehearseOnServer(script: FixedScript): Promise<Rehearsal> {
  const log = (line: string) => {
    console.error(line);
  };
  log(`Starting a temporary server to rehearse "${script.scenario.title}" …`);
  // The SDK's own log lines would clutter the report.
  process.env.LOG_LEVEL ??= 'error';
  const stack = await startEphemeralStack(rehearsalStarters, { log });
  const temporal = temporalClient(stack.config);
  try {
    const began = Date.now();
    const { store } = stack.database;
    const { taskQueue } = stack.config.temporal;
    const progress = progressLine(script.client.zone);
    const { mail } = stack;
    const rehearsal = await onServer({ client: temporal.client, taskQueue, store, mail, progress }, script);
    log(`\nRehearsed in ${((Date.now() - began) / 1000).toFixed(1)} s of real time.\n`);
    return rehearsal;
  } finally {
    await temporal.stop();
    await stack.stop();
  }
}

export function addRehearse(program: Command): void {
  program
    .command('rehearse')
    .description('run a whole course on a real server, months in seconds, and show everything that happens')
    .argument('<scenario>', `one of ${scenarioNames().join(', ')}, or the path to a JSON file`)
    .option('--json', 'print the report as JSON for programs')
    .addOption(new Option('--simulate', 'use only the model, without a server; also for a year in the past'))
    .action(async (name: string, options: { json?: true; simulate?: true }) => {
      const now = fromMs(Date.now());
      const script = fixScript(readScenario(name), now, protocolLibrary());
      if (!options.simulate) mustLieAhead(script, now);
      const rehearsal = options.simulate ? simulated(script) : await rehearseOnServer(script);
      console.log(options.json ? JSON.stringify(rehearsal, null, 2) : printed(rehearsal, script.client.zone));
      if (rehearsal.mismatches.length > 0) process.exitCode = 1;
    });
}
