import { calendarOf } from '../../../src/course/status/calendar';
import { loadProtocol } from '../../../src/protocols/load';
import { calmWith, courseAfter } from '../support/courses';
import { given } from '../support/given';
import { booked, report } from '../support/signals';

describe('the calendar of a course', () => {
  it('has its booked sessions, and the roles that hold them', () => {
    const { course } = given(courseAfter('dosing booked 1')).when(
      booked('medical', '2027-02-12T10:00-08:00'),
    );
    expect(calendarOf(course)).toEqual({
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

  it('has a day as the least gap where the protocol sets none', () => {
    const { minGapDays: _, ...dosing } = calmWith((calm) => calm).dosing;
    const course = courseAfter('start', { protocol: calmWith((calm) => ({ ...calm, dosing })) });
    expect(calendarOf(course).minGapDays).toBe(1);
  });
});
