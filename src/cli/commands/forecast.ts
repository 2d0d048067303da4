import type { Command } from 'commander';
import { isCityZone, zoneInstead } from '../../time/zones';
import { costOf } from '../../course/forecast/compare';
import { entryTitle, type ForecastEntry } from '../../course/forecast/entry';
import type { Forecast } from '../../course/forecast/forecast';
import { fromMs } from '../../time/instant';
import { atStart, lookAhead, LookAheadError, midScenario, type Outlook } from '../../rehearsal/lookAhead';
import { dollarRange } from '../../course/money/prices';
import { upcomingCharges, readable } from '../../rehearsal/print';
import { readScenario } from '../../rehearsal/scenario';
import { fixScript } from '../../rehearsal/script';
import { protocolLibrary } from '../protocolLibrary';

const ZONE = 'America/Los_Angeles';

interface Options {
  scenario?: string;
  at?: string;
  whatIf?: string;
  assume?: string[];
  zone?: string;
  json?: true;
}

function outlook(id: string, { scenario, at, zone = ZONE }: Options): Outlook {
  if (!isCityZone(zone)) {
    const instead = zoneInstead(zone);
    throw new LookAheadError(`--zone must be the time zone of a city, such as ${instead}, not "${zone}".`);
  }
  const now = fromMs(Date.now());
  const protocols = protocolLibrary();
  if (!scenario) {
    if (at !== undefined) throw new LookAheadError('--at needs a scenario: give one with --scenario.');
    return atStart(protocols.load(id), zone, now);
  }
  return midScenario(fixScript({ ...readScenario(scenario), protocol: id }, now, protocols), at);
}

function line(zone: string, entry: ForecastEntry): string {
  const { at, kind } = entry;
  const cost = costOf(entry);
  const amount = cost ? `  ${dollarRange(cost)}` : '';
  const met = 'metAt' in entry && entry.metAt ? `  (met ${readable(zone, entry.metAt)})` : '';
  const booked = entry.kind === 'session' && entry.booked ? '  (booked)' : '';
  return `  ${readable(zone, at)}  ${kind.padEnd(8)}  ${entryTitle(entry)}${booked}${amount}${met}`;
}

const listed = (title: string, lines: readonly string[]): string[] =>
  lines.length > 0 ? [title, ...lines.map((each) => `  - ${each}`), ''] : [];

function printed(id: string, { zone, now }: Outlook, ahead: Forecast): string {
  const { entries, assumptions, charges, unknown, refused = [], stuck = [] } = ahead;
  return [
    `${id}: forecast from ${readable(zone, now)} (${zone})`,
    '',
    ...listed(
      'The what-if signal would be refused:',
      refused.map(({ code, sentence }) => `${code}: ${sentence}`),
    ),
    ...listed('Assumed:', assumptions),
    ...entries.map((each) => line(zone, each)),
    '',
    ...listed(
      'The course cannot finish:',
      stuck.map(
        ({ code, sentence, resolvableBy }) => `${code}: ${sentence} (${resolvableBy.join(', ') || 'nobody'})`,
      ),
    ),
    ...listed('Prices that are missing:', unknown),
    upcomingCharges({ charges, unknown }),
  ].join('\n');
}

export function addForecast(program: Command): void {
  program
    .command('forecast')
    .description('forecast a course of this protocol, based on stated assumptions; no server needed')
    .argument('<protocol>')
    .option('--scenario <file>', 'start where this scenario leaves the course, not at the beginning')
    .option('--at <when>', 'start at this time in the scenario, such as "+60d 12:00", not at its end')
    .option(
      '--what-if <NAME:JSON>',
      'pretend that this signal is reported, such as sessionCancelled:{"session":"dosing-4"}',
    )
    .option('--assume <NAME=VALUE...>', 'change assumptions, such as dosingEveryDays=21 boosters=2')
    .option('--zone <zone>', `time zone of client and practice when there is no scenario (default: ${ZONE})`)
    .option('--json', 'print JSON for programs')
    .action((id: string, options: Options) => {
      const from = outlook(id, options);
      const { whatIf, assume } = options;
      const ahead = lookAhead(from, {
        protocols: protocolLibrary(),
        ...(whatIf !== undefined && { whatIf }),
        ...(assume && { assumptions: assume }),
      });
      if (from.refused !== undefined)
        console.error(
          `Warning: ${id} refused ${from.refused} reports of the scenario. The scenario was written for another protocol.`,
        );
      console.log(options.json ? JSON.stringify(ahead, null, 2) : printed(id, from, ahead));
    });
}
