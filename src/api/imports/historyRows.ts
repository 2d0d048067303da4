/** What happened in a course before it was kept here, row by row: each row becomes the reports it stands for. */
import { z } from 'zod';
import { CATALOG, type Actor, type Signal, type SignalName } from '../../catalog/signals';
import { parseSignal, signalSchema } from '../../catalog/signals/parse';

import type { Protocol } from '../../catalog/protocol';
import { dateIn } from '../../time/civil';
import { earliest, plusMinutes, type Instant } from '../../time/instant';
import { SESSION_KINDS, type SessionKind } from '../../vocabulary/sessionKinds';
import { STAFF_ROLES } from '../../vocabulary/roles';
import type { FileProblem, Row } from './table';
import { readWhen, WHEN } from './times';

export const HISTORY_COLUMNS = ['client', 'when', 'what', 'minutes', 'details'] as const;
export type HistoryRow = Row<(typeof HISTORY_COLUMNS)[number]>;

/** Reports that are part of a course's history. The others answer something of the moment, or are made of these. */
export const HISTORY_REPORTS = [
  ...['consentSigned', 'locationDeclared', 'coverageChecked', 'houseCallsApproved'],
  ...[
    'estimateIssued',
    'estimateAcknowledged',
    'referralSent',
    'prescriberDecision',
    'morePreparationNeeded',
  ],
  ...[
    'instructionsIssued',
    'instructionsAcknowledged',
    'labsCleared',
    'trainingCompleted',
    'vitalsLimitsSet',
  ],
  ...[
    'prescriptionIssued',
    'shipmentSent',
    'shipmentReceived',
    'dosesReconciled',
    'doseConfirmed',
    'doseChanged',
  ],
  ...['doseChangeAcknowledged', 'followUpCompleted', 'measureSubmitted', 'courseReviewed', 'planChanged'],
  ...['feeAgreed', 'packageSold', 'holdPlaced', 'holdLifted'],
] as const satisfies readonly SignalName[];

/** Where it comes from: nobody in whose role it is reported said it here. */
const NOTE = 'From the records kept before.';

export interface FromRow {
  line: number;
  signal: Signal;
}

interface Course {
  /** Starts the ids of its reports, so that the same file means the same reports. */
  id: string;
  protocol: Protocol;
  zone: string;
  takenOverAt: Instant;
  /** When the tables were checked, if somebody did: a session between then and now is neither booked nor held for sure. */
  checkedAt?: Instant | undefined;
  /** Who takes it over. */
  staffId: string;
}

interface Read {
  reports: FromRow[];
  problems: FileProblem[];
}

/** Reads the rows of one course, in any order. Sessions are numbered in the order of their times. */
export function readHistory(course: Course, rows: readonly HistoryRow[]): Read {
  const reports: FromRow[] = [];
  const problems: FileProblem[] = [];
  const sessions: Partial<Record<SessionKind, number>> = {};
  const timed = rows.map((row) => ({ row, at: readWhen(course.zone, row.values.when ?? '') }));
  timed.sort((one, other) => ((one.at ?? '') < (other.at ?? '') ? -1 : 1));
  for (const { row, at } of timed) {
    const wrong = (column: string, message: string): void =>
      void problems.push({ file: 'history', line: row.line, column, message });
    if (!at) {
      wrong('when', WHEN);
      continue;
    }
    const what = nameOf(row.values.what ?? '');
    if (what === undefined) {
      wrong('what', `must be one of ${[...SESSION_KINDS, ...HISTORY_REPORTS].map(inWords).join(', ')}`);
      continue;
    }
    const doubt = isKind(what) ? inDoubt(course, row.values.when ?? '', at) : undefined;
    if (doubt !== undefined) {
      wrong('when', doubt);
      continue;
    }
    const minutes = row.values.minutes === undefined ? undefined : Number(row.values.minutes);
    if (minutes !== undefined && !(Number.isInteger(minutes) && minutes >= 1 && minutes <= 720)) {
      wrong('minutes', 'must be a whole number from 1 to 720');
      continue;
    }
    const payloads = isKind(what)
      ? aboutSession(course, what, (sessions[what] = (sessions[what] ?? 0) + 1), at, minutes)
      : [[what, { ...detailsOf(what, row.values.details ?? ''), occurredAt: at }] as const];
    for (const [index, [name, fields]] of payloads.entries()) {
      const by = actorFor(name, course.staffId);
      const id = `import:${course.id}:${row.line}.${index}`;
      const read = parseSignal(name, { note: NOTE, ...fields, id, by });
      if ('signal' in read) reports.push({ line: row.line, signal: read.signal });
      else for (const { field, message } of read.problems) wrong('details', `${field} ${message}`);
    }
  }
  return { reports, problems };
}

/** Why nobody can tell whether a session took place or is ahead. */
function inDoubt({ zone, takenOverAt, checkedAt }: Course, when: string, at: Instant): string | undefined {
  if (!/\d:\d\d/.test(when) && dateIn(zone, at) === dateIn(zone, takenOverAt))
    return 'needs the time of day, too: that day is today';
  return checkedAt !== undefined && checkedAt <= at && at < takenOverAt
    ? 'was ahead when the tables were checked: check them again'
    : undefined;
}

const isKind = (what: string): what is SessionKind => SESSION_KINDS.some((kind) => kind === what);

const plain = (text: string): string => text.toLowerCase().replace(/[^a-z\d]/g, '');
const inWords = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** `Consent signed`, `consent-signed` and `consentSigned` are the same. */
const nameOf = (text: string): SessionKind | (typeof HISTORY_REPORTS)[number] | undefined =>
  [...SESSION_KINDS, ...HISTORY_REPORTS].find((name) => plain(name) === plain(text));

/** In whose name it is reported: the first on the staff who may. The person is the one who takes the course over. */
export function actorFor(name: SignalName, staffId: string): Actor {
  const { by } = CATALOG[name];
  const role = STAFF_ROLES.find((each) => by.includes(each)) ?? by[0];
  if (!role) throw new RangeError(`nobody may report ${name}`);
  return { role, id: staffId };
}

type Payload = readonly [SignalName, Record<string, unknown>];

/** A session that took place, or one that is booked. A dosing session of then ended with the client released. */
function aboutSession(
  { protocol, takenOverAt }: Course,
  kind: SessionKind,
  number: number,
  start: Instant,
  minutes: number | undefined,
): Payload[] {
  const bookedAt = earliest([start, takenOverAt].map((at) => plusMinutes(at, -1)));
  const session = `${kind}-${number}`;
  const planned: Payload = [
    'sessionScheduled',
    { kind, start, ...(minutes !== undefined && { minutes }), occurredAt: bookedAt },
  ];
  if (start >= takenOverAt) return [planned];
  const end = plusMinutes(start, minutes ?? usual(protocol)[kind]);
  switch (kind) {
    case 'medical':
    case 'preparation':
      return [planned, ['sessionCompleted', { session, took: { from: start, to: end } }]];
    case 'integration':
      return [planned, ['integrationCompleted', { session, took: { from: start, to: end } }]];
    case 'dosing':
      return [
        planned,
        ['dosingStarted', { session, occurredAt: start }],
        ['dosingEnded', { session, occurredAt: end }],
        ['clientReleased', { session, oriented: true, escort: true, occurredAt: end }],
      ];
  }
}

const usual = ({ preparation, screening, dosing, integration }: Protocol): Record<SessionKind, number> => ({
  preparation: preparation.minutes,
  medical: screening.minutes,
  dosing: dosing.minutes,
  integration: integration.minutes,
});

interface Shape {
  type?: string;
  enum?: string[];
  anyOf?: Shape[];
  properties?: Record<string, Shape>;
  items?: Shape;
}

/** `doses=2; expires=2027-06-01T09:00:00-07:00`. Numbers, lists and words become what the report asks for. */
function detailsOf(name: SignalName, text: string): Record<string, unknown> {
  const { properties = {} } = z.toJSONSchema(signalSchema(name), { io: 'input' }) as Shape;
  const pairs = text
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '');
  return Object.fromEntries(
    pairs.map((pair) => {
      const [field = '', ...rest] = pair.split('=');
      const value = rest.join('=').trim();
      return [field.trim(), valueOf(properties[field.trim()] ?? {}, value)];
    }),
  );
}

function valueOf(shape: Shape, text: string): unknown {
  const shapes = [shape, ...(shape.anyOf ?? [])];
  const types = shapes.map(({ type }) => type);
  if (types.includes('array')) {
    // Words may have blanks, if there are commas between them.
    const parts = text.split(text.includes(',') ? ',' : /\s+/).map((part) => part.trim());
    return parts.map((part) => (part === '-' ? null : valueOf(shape.items ?? {}, part)));
  }
  if (types.some((type) => type === 'integer' || type === 'number') && /^-?\d+(\.\d+)?$/.test(text)) {
    return Number(text);
  }
  if (types.includes('boolean') && /^(true|false|yes|no)$/i.test(text)) return /^(true|yes)$/i.test(text);
  const named = shapes.flatMap((each) => each.enum ?? []).find((value) => plain(value) === plain(text));
  return named ?? text;
}
