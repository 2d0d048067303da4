/** The clients whom a practice brings along, row by row. */
import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { CareTeam } from '../../catalog/careTeam';
import type { Instant } from '../../time/instant';
import { STAFF_ROLES, type StaffRole } from '../../vocabulary/roles';
import { NewClient } from '../endpoints/clients/client';
import type { FileProblem, Row } from './table';
import { readWhen, WHEN } from './times';

export const CLIENT_COLUMNS = [
  ...['client', 'name', 'email', 'phone', 'zone', 'protocol', 'began', 'dosings', 'balance'],
  ...['therapist', 'prescriber', 'frontdesk', 'biller', 'lead'],
] as const;
export type ClientRow = Row<(typeof CLIENT_COLUMNS)[number]>;

/** A course that began before. */
export interface NewCourse {
  id: string;
  protocol: string;
  began: Instant;
  dosings?: number;
  careTeam?: CareTeam;
  balanceCents?: number;
}

export interface ReadClient {
  line: number;
  /** The practice's own number or short name, by which the history names the client. */
  key: string;
  id: string;
  client: z.output<typeof NewClient>;
  course?: NewCourse;
}

interface Staff {
  id: string;
  email?: string | undefined;
  roles: readonly string[];
}

interface Given {
  zone: string;
  now: Instant;
  protocols: readonly string[];
  staff: readonly Staff[];
}

/** The same client of the same practice has the same id in every import, so that a file can be imported again. */
export function idOf(...parts: readonly string[]): string {
  const bytes = createHash('sha256').update(parts.join('\n')).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

const CENTS = /^-?\$?(?:\d{1,6}|\d{1,3},\d{3})(?:\.\d{1,2})?$/;

export function readClient(
  { line, values }: ClientRow,
  given: Given,
): { read?: ReadClient; problems: FileProblem[] } {
  const problems: FileProblem[] = [];
  const wrong = (column: string, message: string): void =>
    void problems.push({ file: 'clients', line, column, message });
  const { client: key, name, email, phone, zone = given.zone, protocol, began, dosings, balance } = values;
  const parsed = NewClient.safeParse({
    ...{ name: name ?? '', zone },
    ...(email !== undefined && { email }),
    ...(phone !== undefined && { phone }),
  });
  if (!parsed.success) for (const issue of parsed.error.issues) wrong(issue.path.join('.'), issue.message);
  if (key === undefined) wrong('client', 'must name the client, for example by the number in your files');
  const start = began === undefined ? undefined : readWhen(given.zone, began);
  const planned = dosings === undefined ? undefined : Number(dosings);
  if (protocol === undefined) {
    if (began ?? dosings ?? balance)
      wrong('protocol', 'is needed where a course began: without it, only the client is added');
  } else {
    if (balance === undefined) wrong('balance', 'is needed: what the client owes now, 0 for nothing');
    if (!given.protocols.includes(protocol))
      wrong('protocol', `must be one of ${given.protocols.join(', ')}`);
    if (!start) wrong('began', began === undefined ? 'is needed: the day on which the course began' : WHEN);
    else if (start >= given.now) wrong('began', 'must be in the past; start other courses in the console');
  }
  if (planned !== undefined && !(Number.isInteger(planned) && planned >= 1 && planned <= 40))
    wrong('dosings', 'must be a whole number from 1 to 40');
  if (balance !== undefined && !CENTS.test(balance))
    wrong('balance', 'must be dollars, such as 250.00; negative for a credit');
  const careTeam = teamOf(values, given.staff, wrong);
  if (problems.length > 0 || !parsed.success || key === undefined) return { problems };
  const id = idOf('client', key);
  const course =
    protocol === undefined || !start
      ? undefined
      : {
          ...{ id: idOf('course', id), protocol, began: start },
          ...(planned !== undefined && { dosings: planned }),
          ...(Object.keys(careTeam).length > 0 && { careTeam }),
          ...(balance !== undefined && { balanceCents: centsOf(balance) }),
        };
  return { problems, read: { line, key, id, client: parsed.data, ...(course && { course }) } };
}

const centsOf = (text: string): number => Math.round(Number(text.replace(/[$,]/g, '')) * 100);

/** Members of the staff by their e-mail address or id, each in a role that they hold. */
function teamOf(
  values: ClientRow['values'],
  staff: readonly Staff[],
  wrong: (column: string, message: string) => void,
): CareTeam {
  const team: Partial<Record<StaffRole, string>> = {};
  for (const role of STAFF_ROLES) {
    const column = role.toLowerCase() as 'frontdesk';
    const named = values[column];
    if (named === undefined) continue;
    const member = staff.find(
      ({ id, email }) => id === named || email?.toLowerCase() === named.toLowerCase(),
    );
    if (member?.roles.includes(role)) team[role] = member.id;
    else wrong(column, 'must be the e-mail address or id of someone on the staff with this role');
  }
  return team;
}
