/** Reads both files of an import as a whole: what would be done, and everything that is wrong. Changes nothing. */
import type { Signal } from '../../catalog/signals';
import { parseSignal } from '../../catalog/signals/parse';
import type { Protocol } from '../../catalog/protocol';
import { takeOver, type TakenOver } from '../../course/takeOver';
import { plusMinutes, type Instant } from '../../time/instant';
import type { ApiDeps } from '../http/deps';
import { reachedBy } from '../endpoints/clients/client';
import { missingPrices } from '../missingPrices';
import { protocolsOf } from '../protocols';
import type { Practice } from '../../store';
import type { Client, Resembling } from '../../store/clients';
import { CLIENT_COLUMNS, readClient, type NewCourse, type ReadClient } from './clientRows';
import { actorFor, HISTORY_COLUMNS, readHistory, type FromRow, type HistoryRow } from './historyRows';
import { readTable, type FileProblem } from './table';

export interface Files {
  clients: string;
  history?: string | undefined;
  /** When they were checked. */
  checkedAt?: Instant | undefined;
}

export interface PlannedCourse extends NewCourse {
  /** It was imported before; its history stays as it is. */
  known: boolean;
  of: Protocol;
  reports: Signal[];
  history: TakenOver;
}

export interface PlannedClient extends Omit<ReadClient, 'course'> {
  known: boolean;
  /** Others who may be the same person. */
  resembles: Resembling[];
  course?: PlannedCourse;
}

export interface Plan {
  clients: PlannedClient[];
  problems: FileProblem[];
}

export async function planImport(
  deps: ApiDeps,
  practice: Pick<Practice, 'zone' | 'closedDays'>,
  files: Files,
  { staffId, now }: { staffId: string; now: Instant },
): Promise<Plan> {
  const { store } = deps;
  const [protocols, staff] = await Promise.all([protocolsOf(deps), store.staff.list()]);
  const table = readTable('clients', files.clients, CLIENT_COLUMNS, ['client', 'name']);
  const history =
    files.history === undefined
      ? { rows: [], problems: [] }
      : readTable('history', files.history, HISTORY_COLUMNS, ['client', 'when', 'what']);
  const problems = [...table.problems, ...history.problems];
  const given = { zone: practice.zone, now, protocols: protocols.ids(), staff };
  const read = table.rows.map((row) => readClient(row, given));
  problems.push(...read.flatMap((each) => each.problems));
  const clients = read.flatMap((each) => each.read ?? []);
  problems.push(...namedTwice(clients), ...ofNobody(clients, table.rows.length > 0, history.rows, read));
  const planned: PlannedClient[] = [];
  for (const { course, ...client } of clients) {
    const before = await store.clients.find(client.id);
    const known = before !== undefined;
    if (before) problems.push(...someoneElse(client, before));
    const resembles = known
      ? []
      : await store.clients.resembling({ id: client.id, ...reachedBy(client.client) });
    if (!course) {
      planned.push({ ...client, known, resembles });
      continue;
    }
    const of = protocols.load(course.protocol);
    const prices = missingPrices(of).map(({ field }) => field.replace('fees.', ''));
    if (prices.length > 0) {
      const message = `has no price yet for ${prices.join(', ')}: enter it in the protocol first`;
      problems.push({ file: 'clients', line: client.line, column: 'protocol', message });
    }
    const rows = history.rows.filter(({ values }) => values.client === client.key);
    const lived = livedUntil(course, of, rows, {
      checkedAt: files.checkedAt,
      practice,
      zone: client.client.zone,
      staffId,
      now,
      line: client.line,
    });
    problems.push(...lived.problems);
    const begun = await store.courses.find(course.id);
    const whole = { ...course, of, known: (begun?.revision ?? 0) > 0, ...lived.course };
    planned.push({ ...client, known, resembles, course: whole });
  }
  return { clients: planned, problems: problems.sort(inOrder) };
}

const inOrder = (one: FileProblem, other: FileProblem): number =>
  one.file === other.file ? one.line - other.line : one.file < other.file ? -1 : 1;

/** Under this number is somebody else: neither the name nor any way to reach them is the same. */
function someoneElse(
  { line, client }: ReadClient,
  before: Pick<Client, 'name' | 'email' | 'phone'>,
): FileProblem[] {
  const same = (['name', 'email', 'phone'] as const).some(
    (column) => client[column] !== undefined && client[column] === before[column],
  );
  const message = 'is the number of another client who is here already: use another one';
  return same ? [] : [{ file: 'clients', line, column: 'client', message }];
}

function namedTwice(clients: readonly ReadClient[]): FileProblem[] {
  return clients
    .filter(({ key }, index) => clients.findIndex((other) => other.key === key) < index)
    .map(({ line }) => ({
      file: 'clients',
      line,
      column: 'client',
      message: 'is the same as in an earlier line',
    }));
}

/** Rows of the history whose client is not in the other file, or has no course there. Silent about clients with mistakes. */
function ofNobody(
  clients: readonly ReadClient[],
  readable: boolean,
  rows: readonly HistoryRow[],
  read: readonly { read?: ReadClient }[],
): FileProblem[] {
  if (!readable || read.length > clients.length) return [];
  return rows.flatMap(({ line, values }): FileProblem[] => {
    const client = clients.find(({ key }) => key === values.client);
    if (client?.course) return [];
    const message = client
      ? 'has no course: fill in protocol and began for this client'
      : 'must be a client of the other file';
    return [{ file: 'history', line, column: 'client', message }];
  });
}

interface Around {
  checkedAt: Instant | undefined;
  practice: Pick<Practice, 'zone' | 'closedDays'>;
  /** The client's. */
  zone: string;
  staffId: string;
  now: Instant;
  /** Of the client. */
  line: number;
}

function livedUntil(
  course: NewCourse,
  protocol: Protocol,
  rows: readonly HistoryRow[],
  { practice, zone, staffId, now, line, checkedAt }: Around,
): { course: Pick<PlannedCourse, 'reports' | 'history'>; problems: FileProblem[] } {
  const { reports, problems } = readHistory(
    { id: course.id, protocol, zone: practice.zone, takenOverAt: now, staffId, checkedAt },
    rows,
  );
  const balance = balanceOf(course, now, staffId);
  const all = [...reports, ...balance].map(({ signal }) => signal);
  const history = takeOver(
    {
      ...{ course: course.id, at: course.began, takenOverAt: now, protocol },
      ...{ practice: { zone: practice.zone, closedDays: practice.closedDays }, client: { zone } },
      ...(course.dosings !== undefined && { dosings: course.dosings }),
      ...(course.careTeam && { careTeam: course.careTeam }),
    },
    all,
    actorFor('holdPlaced', staffId),
  );
  const lineOf = new Map<string, FromRow>(reports.map((each) => [each.signal.id, each]));
  for (const { signal, reasons } of history.refused) {
    const row = lineOf.get(signal.id);
    for (const { sentence } of reasons)
      problems.push(
        row
          ? { file: 'history', line: row.line, column: 'what', message: `is not possible then: ${sentence}` }
          : { file: 'clients', line, column: 'balance', message: sentence },
      );
  }
  return { course: { reports: all, history }, problems: distinct(problems) };
}

/** A row may stand for several reports, and the later ones fail where the first does. */
const distinct = (problems: readonly FileProblem[]): FileProblem[] => [
  ...new Map(problems.map((each) => [`${each.line} ${each.column ?? ''} ${each.message}`, each])).values(),
];

function balanceOf({ id, balanceCents: cents }: NewCourse, now: Instant, staffId: string): FromRow[] {
  if (cents === undefined) return [];
  const read = parseSignal('balanceBroughtForward', {
    ...{ id: `import:${id}:balance`, by: actorFor('balanceBroughtForward', staffId), cents },
    occurredAt: plusMinutes(now, -1),
  });
  if ('problems' in read) throw new RangeError(`a balance that nobody can report: ${cents}`);
  return [{ line: 0, signal: read.signal }];
}
