import type { Rehearsal } from '../../rehearsal/result';
import { Option, type Command } from 'commander';
import { rehearsalStarters } from '../../stack/starters';
import { startEphemeralStack } from '../../stack/ephemeralStack';
import { fromMs } from '../../time/instant';
import { temporalClient } from '../../processes/temporalClient';
import { onServer } from '../../rehearsal/onServer';
import { printed, readable } from '../../rehearsal/print';
import { readScenario, scenarioNames } from '../../rehearsal/scenario';
import { fixScript, type FixedScript } from '../../rehearsal/script';
import { simulated } from '../../rehearsal/simulated';
import { protocolLibrary } from '../protocolLibrary';

const TENTHS = 10;

/** One line that rewrites itself on a terminal; elsewhere a line for each tenth. */
function progressLine(zone: string): (at: Parameters<typeof readable>[1], done: number, all: number) => void {
  let told = 0;
  return (at, done, all) => {
    const text = `${readable(zone, at)}  signal ${done} of ${all}`;
    if (process.stderr.isTTY) process.stderr.write(`\r  ${text} `);
    else if (Math.floor((done * TENTHS) / all) > told) console.error(`  ${text}`);
    told = Math.floor((done * TENTHS) / all);
  };
}

async function rehearseOnServer(script: FixedScript): Promise<Rehearsal> {
  const say = (line: string) => {
    console.error(line);
  };
  say(`Bringing up a throw-away server to live "${script.scenario.title}" …`);
  // The SDK's own log would stand between the lines of the report.
  process.env.LOG_LEVEL ??= 'error';
  const stack = await startEphemeralStack(rehearsalStarters, { log: say });
  const temporal = temporalClient(stack.config);
  try {
    const began = Date.now();
    const { store } = stack.database;
    const { taskQueue } = stack.config.temporal;
    const progress = progressLine(script.client.zone);
    const { mail } = stack;
    const rehearsal = await onServer({ client: temporal.client, taskQueue, store, mail, progress }, script);
    say(`\nLived in ${((Date.now() - began) / 1000).toFixed(1)} s of real time.\n`);
    return rehearsal;
  } finally {
    await temporal.stop();
    await stack.stop();
  }
}

export function addRehearse(program: Command): void {
  program
    .command('rehearse')
    .description('lives a whole course on a real server, months in seconds, and shows all that happens')
    .argument('<scenario>', `one of ${scenarioNames().join(', ')}, or the path of a JSON file`)
    .option('--json', 'the report for programs')
    .addOption(new Option('--simulate', 'by the pure model alone, without a server'))
    .action(async (name: string, options: { json?: true; simulate?: true }) => {
      const script = fixScript(readScenario(name), fromMs(Date.now()), protocolLibrary());
      const rehearsal = options.simulate ? simulated(script) : await rehearseOnServer(script);
      console.log(options.json ? JSON.stringify(rehearsal, null, 2) : printed(rehearsal, script.client.zone));
      if (rehearsal.mismatches.length > 0) process.exitCode = 1;
    });
}
