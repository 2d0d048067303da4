/** The whole course as marks on lanes: what happened, what is booked, and what is expected. */
import type { Answer } from '../../client/api';
import { dayAndTime } from '../../kit/time';
import { entryWords, sessionName, SESSION_STATUSES, templateName } from '../../kit/words';

type Course = Answer<'get', '/api/v1/courses/{id}'>;
type Forecast = Answer<'get', '/api/v1/courses/{id}/forecast'>;
type Message = Answer<'get', '/api/v1/courses/{id}/messages'>['messages'][number];

export const LANES = ['Sessions', 'Deadlines', 'Medical', 'Supply', 'Messages'] as const;
export type Lane = (typeof LANES)[number];

export interface Mark {
  lane: Lane;
  /** Milliseconds since the epoch. `to`: where it is a period. */
  at: number;
  to?: number;
  shape: 'dot' | 'big' | 'diamond' | 'bar' | 'letter';
  /** What has happened, what is fixed, what is only expected, and what went wrong. */
  look: 'done' | 'booked' | 'expected' | 'harm';
  words: string;
}

export function marksOf(
  course: Course,
  forecast: Forecast | undefined,
  messages: readonly Message[],
  zone: string,
): Mark[] {
  const { facts } = course;
  const mark = marker(zone);
  const booked = new Set(facts?.sessions.map(({ ref }) => ref));
  const sessions = (facts?.sessions ?? [])
    .filter(({ status }) => status !== 'cancelled')
    .map(({ ref, kind, start, status, startedAt }) =>
      mark(kind === 'medical' ? 'Medical' : 'Sessions', startedAt ?? start, {
        shape: kind === 'medical' ? 'diamond' : kind === 'dosing' ? 'big' : 'dot',
        look: status === 'noShow' ? 'harm' : status === 'scheduled' ? 'booked' : 'done',
        words: `${sessionName(ref)} (${SESSION_STATUSES[status].toLowerCase()})`,
      }),
    );
  const expected = forecast ? expectedMarks(forecast, zone, booked) : [];
  const supplies = (facts?.supplies ?? []).map(({ issuedAt, receivedAt, expires, lostAt, doses }) =>
    mark('Supply', receivedAt ?? issuedAt, {
      to: Date.parse(lostAt ?? expires),
      shape: 'bar',
      look: lostAt ? 'harm' : receivedAt ? 'done' : 'booked',
      words: `${doses} doses ${lostAt ? 'lost' : receivedAt ? 'received' : 'prescribed'}`,
    }),
  );
  const sent = messages
    .filter(({ recipient, state }) => recipient === 'client' && state !== 'dropped')
    .map(({ template, state, sentAt, dueAt }) =>
      mark('Messages', sentAt ?? dueAt, {
        shape: 'letter',
        look: state === 'sent' ? 'done' : state === 'failed' || state === 'unknown' ? 'harm' : 'booked',
        words: templateName(template),
      }),
    );
  return [...sessions, ...expected, ...supplies, ...sent].sort((a, b) => a.at - b.at);
}

type Marking = (lane: Lane, at: string, rest: Omit<Mark, 'lane' | 'at'>) => Mark;

const marker =
  (zone: string): Marking =>
  (lane, at, rest) => ({
    lane,
    at: Date.parse(at),
    ...rest,
    words: `${rest.words}, ${dayAndTime(zone, at)}`,
  });

/** What a forecast expects, without the sessions that are booked already. */
export function expectedMarks(
  forecast: Pick<Forecast, 'entries'>,
  zone: string,
  booked: ReadonlySet<string> = new Set(),
): Mark[] {
  const mark = marker(zone);
  return forecast.entries.flatMap((entry): Mark[] => {
    const words = entryWords(entry);
    switch (entry.kind) {
      case 'session': {
        if (entry.session !== undefined && booked.has(entry.session)) return [];
        const medical = entry.what === 'medical' || entry.what === 'followUp';
        const shape = medical ? 'diamond' : entry.what === 'dosing' ? 'big' : 'dot';
        return [
          mark(medical ? 'Medical' : 'Sessions', entry.at, {
            shape,
            look: 'expected',
            words: `${words} (expected)`,
          }),
        ];
      }
      case 'deadline':
      case 'window':
        return [mark('Deadlines', entry.at, { shape: 'diamond', look: 'expected', words })];
      case 'breach':
        return [mark('Deadlines', entry.at, { shape: 'diamond', look: 'harm', words })];
      case 'message':
        return entry.to === 'client'
          ? [mark('Messages', entry.at, { shape: 'letter', look: 'expected', words: `${words} (planned)` })]
          : [];
      default:
        return [];
    }
  });
}
