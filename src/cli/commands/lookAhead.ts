import type { Command } from 'commander';
import { fromMs } from '../../course/instant';
import { forecast, type Forecast } from '../../course/forecast';
import { start } from '../../course/step';
import { estimate, type Estimate } from '../../protocols/estimate';
import { loadProtocol } from '../../protocols/load';
import { dollars, readable } from '../../rehearsal/print';

const ZONE = 'America/Los_Angeles';

function forecastOf(id: string): Forecast {
  const now = fromMs(Date.now());
  const first = {
    at: now,
    course: 'forecast',
    protocol: loadProtocol(id),
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

function printEstimate({
  protocol,
  practice,
  partner,
  practiceFromCents,
  practiceToCents,
  scenarios,
}: Estimate): string {
  const range = (from: number, to: number): string =>
    from === to ? dollars(from) : `${dollars(from)} – ${dollars(to)}`;
  const row = ({ label, quantity, fromCents, toCents }: Estimate['practice'][number]): string =>
    `  ${String(quantity).padStart(2)} × ${label.padEnd(44)} ${range(fromCents * quantity, toCents * quantity).padStart(12)}`;
  const partnerName = partner[0]?.payTo;
  return [
    `${protocol.id}, version ${protocol.version}: estimate for one course`,
    '',
    'Paid to the practice',
    ...practice.map(row),
    `  ${'Together'.padEnd(49)} ${range(practiceFromCents, practiceToCents).padStart(12)}`,
    ...(partnerName === undefined ? [] : ['', `Paid to ${partnerName}, each time`, ...partner.map(row)]),
    '',
    'All in',
    ...scenarios.map(
      ({ followUps, allInFromCents, allInToCents }) =>
        `  with ${followUps} medical follow-up${followUps === 1 ? ' ' : 's'} ${range(allInFromCents, allInToCents).padStart(12)}`,
    ),
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
    .option('--json', 'for programs')
    .action((id: string, { json }: { json?: true }) => {
      const costs = estimate(loadProtocol(id));
      console.log(json ? JSON.stringify(costs, null, 2) : printEstimate(costs));
    });
}
