/** The rhythm of dosing, the year, and the hour where the client is. course.md §9 */
import { plusCivilDays } from '../../time/civil';
import { isDaytime } from '../../time/opening';
import { windowOf } from '../selectors/windows';
import { warning } from '../../vocabulary/warnings';
import { warnIf, type Rule } from './rule';

/** Boosters have their own window. */
export const rhythm: Rule = (course, session) => {
  const { kind, booster, start } = session;
  if (kind !== 'dosing' || booster) return [];
  const { from, to } = windowOf(course, session);
  const { gapDays, maxGapDays } = course.protocol.dosing;
  return [
    ...warnIf(from && start < from, () => warning('sooner-than-usual', { days: gapDays })),
    ...warnIf(to && start > to, () => warning('later-than-planned', { days: maxGapDays ?? 0 })),
  ];
};

/** Where the practice is, the API says so: it knows when the practice is open. */
export const clientHours: Rule = ({ practice, client }, session) =>
  warnIf(client.zone !== practice.zone && !isDaytime(client.zone, session), () =>
    warning('outside-client-hours'),
  );

export const year: Rule = ({ practice }, { start, bookedAt }) =>
  warnIf(start > plusCivilDays(practice.zone, bookedAt, 365), () => warning('far-ahead'));
