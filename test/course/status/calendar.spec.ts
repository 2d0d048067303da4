import { calendarOf } from '../../../src/course/status/calendar';
import { boosterWindow } from '../../../src/course/selectors/maintenance';
import { loadProtocol } from '../../../src/protocols/load';
import { atTimeOfDay, plusCivilDays } from '../../../src/time/civil';
import { instant, plusHours } from '../../../src/time/instant';
import { calmWith, courseAfter } from '../support/courses';
import { given } from '../support/given';
import { booked, report } from '../support/signals';

describe('the calendar of a course', () => {
  it('has its booked sessions, and the roles that hold them', () => {
    const { course } = given(courseAfter('dosing booked 1')).when(
      booked('medical', '2027-02-12T10:00-08:00'),
    );
    expect(calendarOf(course)).toMatchObject({
      bookings: [
        {
          ...{ session: 'dosing-1', kind: 'dosing', start: '2027-02-15T18:00:00.000Z' },
          ...{ minutes: course.protocol.dosing.minutes, roles: ['therapist'] },
        },
        {
          ...{ session: 'medical-1', kind: 'medical', start: '2027-02-12T18:00:00.000Z' },
          ...{ minutes: course.protocol.followUp.minutes, roles: ['prescriber'] },
        },
      ],
      minGapDays: course.protocol.dosing.minGapDays,
    });
  });

  it('has the prescriber too where the dose is given at the clinic', () => {
    const course = courseAfter('dosing booked 1', { protocol: loadProtocol('welches-pazio') });
    expect(calendarOf(course).bookings.find(({ kind }) => kind === 'dosing')?.roles).toEqual([
      ...['therapist', 'prescriber'],
    ]);
  });

  it('holds the whole visit where the hour of integration follows the dose', () => {
    const { course } = given(
      courseAfter('dosing booked 1', { protocol: loadProtocol('healing-cornerstone') }),
    );
    const { dosing, integration } = course.protocol;
    expect(calendarOf(course).bookings).toMatchObject([
      { kind: 'dosing', minutes: dosing.minutes + integration.minutes },
    ]);
  });

  it('has no session that is off, done or missed', () => {
    const { course } = given(courseAfter('dosing booked 1')).when(
      report('sessionCancelled', { session: 'dosing-1', reason: 'practice' }),
    );
    expect(calendarOf(course).bookings).toEqual([]);
  });

  it('has the start of the last dosing session', () => {
    const course = courseAfter('dosing 2');
    expect(calendarOf(course).lastDosing).toBe(course.cycles[1]?.startedAt);
  });

  const plus = (at: string | undefined, hours: number) => at && plusHours(instant(at), hours);

  it('says what would be booked next: how long it is, who holds it, and when it should take place', () => {
    const course = courseAfter('dosing ended 1');
    const ended = course.cycles[0]?.endedAt;
    expect(calendarOf(course).next).toMatchObject({
      integration: {
        minutes: course.protocol.integration.minutes,
        roles: ['therapist'],
        window: { from: plus(ended, 24), to: plus(ended, 72) },
      },
      medical: { roles: ['prescriber'] },
    });
    expect(calendarOf(course).next?.preparation).not.toHaveProperty('window');
  });

  it('has a deadline for the first integration only, and from the booked dosing on', () => {
    const { course } = given(courseAfter('dosing booked 1')).when(
      booked('integration', '2027-02-17T10:00-08:00'),
    );
    const ends = plus('2027-02-15T18:00:00.000Z', course.protocol.dosing.minutes / 60);
    const { bookings, next } = calendarOf(course);
    expect(bookings.find(({ kind }) => kind === 'integration')?.window).toEqual({
      from: plus(ends, 24),
      to: plus(ends, 72),
    });
    expect(next?.integration.window).toEqual({ from: plus(ends, 24) });
  });

  it('has the rhythm of dosing, and the window of a booster', () => {
    const course = courseAfter('integration 3', { protocol: loadProtocol('mackenzie') });
    const { gapDays, maxGapDays = 0 } = course.protocol.dosing;
    const last = course.cycles.at(-1)?.startedAt ?? instant('2027-01-01T00:00Z');
    expect(calendarOf(course).next?.dosing.window).toEqual({
      from: atTimeOfDay(course.client.zone, last, gapDays, 0),
      to: plusCivilDays(course.client.zone, last, maxGapDays),
    });
    const maintained = courseAfter('maintenance');
    const { opens: from, closes: to } = boosterWindow(maintained) ?? {};
    expect(calendarOf(maintained).next?.dosing.window).toEqual({ from, to });
  });

  it('has a day as the least gap where the protocol sets none', () => {
    const { minGapDays: _, ...dosing } = calmWith((calm) => calm).dosing;
    const course = courseAfter('start', { protocol: calmWith((calm) => ({ ...calm, dosing })) });
    expect(calendarOf(course).minGapDays).toBe(1);
  });
});
