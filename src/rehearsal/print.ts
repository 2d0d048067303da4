/** Prints a rehearsal for people. */
import type { Rehearsal } from './result';
import { civilIn, dateIn } from '../time/civil';
import type { Recorded } from '../course/events';
import type { Instant } from '../time/instant';
import type { Forecast } from '../course/forecast/forecast';
import { dollarRange, dollars } from '../course/money/prices';

/** The total of a forecast's charges; a missing price is named instead of counted as zero. */
export function upcomingCharges({ charges, unknown }: Pick<Forecast, 'charges' | 'unknown'>): string {
  if (unknown.length === 0) return `Upcoming charges: ${dollarRange(charges)}`;
  return charges.toCents === 0
    ? 'Upcoming charges: not known until the practice enters its prices'
    : `Upcoming charges: ${dollarRange(charges)} plus items without a price`;
}

const two = (number: number): string => String(number).padStart(2, '0');

/** Civil date and time of day in a zone, `2027-01-04 09:00`. */
export function readable(zone: string, at: Instant): string {
  const { hour, minute } = civilIn(zone, at);
  return `${dateIn(zone, at)} ${two(hour)}:${two(minute)}`;
}

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd(),
  );
}

/** A few words about one event; undefined for events that the report lists separately. */
function about(event: Recorded, when: (at: Instant) => string): string | undefined {
  switch (event.type) {
    case 'messageDue':
    case 'messageDropped':
    case 'messageWithheld':
    case 'ledgerEntered':
      return undefined;
    case 'sessionScheduled':
      return `${event.session.ref}, for ${when(event.session.start)}`;
    case 'sessionRescheduled':
      return `${event.session}, to ${when(event.start)}`;
    case 'taskOpened':
      return `${event.kind} for ${event.role}`;
    case 'taskClosed':
      return event.key;
    case 'breached':
      return `${event.kind}${event.cycle === undefined ? '' : `, cycle ${event.cycle}`}`;
    case 'noticed':
      return event.kind;
    default:
      return 'session' in event && typeof event.session === 'string' ? event.session : '';
  }
}

const heading = (text: string): string[] => ['', text, ''];

/** The whole report as lines of text, with times in the client's `zone`. */
export function printed(rehearsal: Rehearsal, zone: string): string {
  const { events, messages, ledger, breaches, mismatches, signals, audit } = rehearsal;
  const when = (at: Instant) => readable(zone, at);
  const timeline = events.flatMap((event) => {
    const what = about(event, when);
    return what === undefined ? [] : [[when(event.at), event.by.role, event.type, what]];
  });
  const mails = messages.map(({ at, recipient, template, state, reason }) => [
    when(at),
    recipient,
    template,
    reason ? `${state}: ${reason}` : state,
  ]);
  const money = ledger.entries.map(({ at, entry, code, cents, session }) => [
    when(at),
    entry,
    code,
    session ?? '',
    dollars(cents).padStart(11),
  ]);
  const refused = signals.filter(({ outcome }) => outcome === 'refused');
  return [
    rehearsal.scenario,
    `${when(rehearsal.start)} to ${when(rehearsal.end)} (${zone})`,
    ...heading('TIMELINE'),
    ...table(timeline),
    ...heading(`E-MAILS (${messages.length})`),
    ...table(mails),
    ...heading('LEDGER'),
    ...table(money),
    '',
    `  Charges ${dollars(ledger.chargesCents)}   balance ${dollars(ledger.balanceCents)}   ${ledger.currency}`,
    ...heading(`BREACHES (${breaches.length})`),
    ...(breaches.length > 0
      ? table(breaches.map(({ at, kind, cycle }) => [when(at), kind, cycle ? `cycle ${cycle}` : '']))
      : ['  none']),
    ...heading('AUDIT'),
    `  ${signals.length} signals: ${signals.length - refused.length} accepted, ${refused.length} refused`,
    ...refused.map(({ at, signal, code }) => `    ${when(at)}  ${signal}: ${code ?? ''}`),
    ...signals.flatMap(({ at, signal, warnings = [] }) =>
      warnings.map((each) => `    ${when(at)}  ${signal}, warning ${each}`),
    ),
    ...(audit
      ? [
          `  ${audit.events} events in the log; the audit chain is ${audit.chain === 'whole' ? 'intact' : 'broken'}`,
        ]
      : []),
    '',
    ...(mismatches.length > 0
      ? ['MISMATCHES', '', ...mismatches.map((line) => `  ${line}`)]
      : ['Everything matches the scenario.']),
  ].join('\n');
}
