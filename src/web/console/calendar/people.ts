/** The sessions of a period by person: each therapist has a column, and so has everybody else who holds one. */
import type { Answer } from '../../client/api';
import type { ListedConsult } from '../inquiries/ConsultRow';
import type { Listed } from '../sessions/Readiness';

type Staff = Answer<'get', '/api/v1/practice/staff'>['staff'];

export interface Column {
  /** `nobody` for sessions that nobody in particular holds. */
  id: string;
  name: string;
  sessions: Listed[];
  consults: ListedConsult[];
}

const NOBODY = { id: 'nobody', name: 'Nobody named' };

/** A session with two people is in both columns. `only`: the one person who is looked at. */
export function byPerson(
  sessions: readonly Listed[],
  consults: readonly ListedConsult[],
  staff: Staff,
  only?: string,
): Column[] {
  const therapists = staff.filter(({ roles }) => roles.includes('therapist'));
  const holders = sessions.flatMap((session) => session.holders);
  const talking = consults.map(({ consult }) => consult.staff);
  const people = new Map([...therapists, ...holders, ...talking].map(({ id, name }) => [id, name]));
  const columns = [...people]
    .filter(([id]) => only === undefined || id === only)
    .map(([id, name]) => ({
      ...{ id, name },
      sessions: sessions.filter((session) => session.holders.some((holder) => holder.id === id)),
      consults: consults.filter(({ consult }) => consult.staff.id === id),
    }))
    .sort((a, b) => a.name.localeCompare(b.name));
  const without = sessions.filter((session) => session.holders.length === 0);
  return [...columns, ...(without.length > 0 ? [{ ...NOBODY, sessions: without, consults: [] }] : [])];
}
