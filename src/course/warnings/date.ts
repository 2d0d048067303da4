/** The rhythm of dosing, and the date and the hour of a session. course.md §9 */
import { atTimeOfDay, civilIn, dateIn, plusCivilDays, weekdayIn } from '../../time/civil';
import { plusMinutes } from '../../time/instant';
import { lastCycle } from '../selectors/cycles';
import { warning } from '../../vocabulary/warnings';
import type { Session } from '../state';
import { warnIf, type Rule } from './rule';

/** Boosters have their own window. */
export const rhythm: Rule = (course, { kind, booster, start }) => {
  const last = lastCycle(course);
  if (kind !== 'dosing' || booster || !last) return [];
  const { gapDays, maxGapDays } = course.protocol.dosing;
  const { zone } = course.client;
  return [
    ...warnIf(start < atTimeOfDay(zone, last.startedAt, gapDays, 0), () =>
      warning('sooner-than-usual', { days: gapDays }),
    ),
    ...(maxGapDays === undefined
      ? []
      : warnIf(start > plusCivilDays(zone, last.startedAt, maxGapDays), () =>
          warning('later-than-planned', { days: maxGapDays }),
        )),
  ];
};

export const day: Rule = ({ practice }, { start }) =>
  practice.closedDays.includes(dateIn(practice.zone, start))
    ? [warning('practice-closed')]
    : warnIf([0, 6].includes(weekdayIn(practice.zone, start)), () => warning('weekend'));

/** The hours of the day, where the practice and where the client is, within which a session is no surprise. */
export const SESSION_HOURS = { from: 7, to: 21 } as const;

/** It begins before 7:00, or ends after 21:00 or on another day. */
function outside(zone: string, { start, minutes }: Session): boolean {
  const end = plusMinutes(start, minutes);
  const { hour, minute } = civilIn(zone, end);
  return (
    civilIn(zone, start).hour < SESSION_HOURS.from ||
    dateIn(zone, start) !== dateIn(zone, end) ||
    hour * 60 + minute > SESSION_HOURS.to * 60
  );
}

export const hours: Rule = ({ practice, client }, session) => [
  ...warnIf(outside(practice.zone, session), () => warning('outside-hours')),
  ...warnIf(client.zone !== practice.zone && outside(client.zone, session), () =>
    warning('outside-client-hours'),
  ),
];

export const year: Rule = ({ practice }, { start, bookedAt }) =>
  warnIf(start > plusCivilDays(practice.zone, bookedAt, 365), () => warning('far-ahead'));
