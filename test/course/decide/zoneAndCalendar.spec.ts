/** A client who lives elsewhere from now on, and a practice that closes on other days: civil time follows. §5 */
import { obligations } from '../../../src/course/clocks';
import { atTimeOfDay, dateIn, plusCivilDays } from '../../../src/time/civil';
import { instant, type Instant } from '../../../src/time/instant';
import type { Course } from '../../../src/course/state';
import { courseAfter } from '../support/courses';
import { after, given } from '../support/given';
import { booked, report } from '../support/signals';

const NEW_YORK = 'America/New_York';
const moved = (zone = NEW_YORK) => report('clientMoved', { zone });
const closed = (...closedDays: string[]) => report('practiceCalendarChanged', { closedDays });
const known = (at: Instant | undefined): Instant => at ?? instant('1970-01-01T00:00:00Z');
const due = (course: Course, key: RegExp): Instant =>
  known(obligations(course).find((owed) => key.test(owed.key))?.due);

describe('a client who moves', () => {
  it('is reported with another valid time zone', () => {
    after('enrolment').when(moved('America/Los_Angeles')).thenRejected('zone-same', 'frontDesk');
    after('enrolment').when(moved('Mars/Olympus')).thenRejected('zone-unknown', 'frontDesk');
    after('enrolment').when(moved('EST')).thenRejected('zone-unknown', 'frontDesk');
    after('enrolment').when(moved('america/new_york')).thenRejected('zone-unknown', 'frontDesk');
    expect(after('enrolment').when(moved()).thenAccepted().course.client.zone).toBe(NEW_YORK);
  });

  it('gets e-mail by the local time of the new zone', () => {
    const booking = after('enrolment').when(booked('preparation', '2027-01-08T09:30-08:00'));
    const second = /sessionReminder:preparation-1\.0\.2h/;
    expect(due(booking.course, second)).toBe('2027-01-08T04:00:00.000Z');
    expect(due(booking.when(moved()).course, second)).toBe('2027-01-08T15:30:00.000Z');
  });

  it('keeps elapsed hours, and counts civil days in the new zone', () => {
    const before = after('dosing ended 1');
    const there = before.when(moved());
    const endedAt = known(before.course.cycles[0]?.endedAt);
    expect(due(there.course, /^integration-breach/)).toBe(due(before.course, /^integration-breach/));
    expect(due(before.course, /^checkIn/)).toBe(atTimeOfDay('America/Los_Angeles', endedAt, 1, 10));
    expect(due(there.course, /^checkIn/)).toBe(atTimeOfDay(NEW_YORK, endedAt, 1, 10));
  });

  it('does not change the time zone of the practice', () => {
    const there = after('preparation 3').when(moved());
    const sentAt = known(there.course.referral?.sentAt);
    const unbooked = plusCivilDays('America/Los_Angeles', sentAt, 7);
    expect(due(there.course, /^book-medical-evaluation/)).toBe(unbooked);
  });
});

describe('closed days that change', () => {
  const overdue = /^decision-overdue/;
  const referred = () => after('preparation 3');

  it('move the business days of courses under way', () => {
    const before = due(referred().course, overdue);
    const day = dateIn('America/Los_Angeles', before);
    expect(day).toBe('2027-01-27');
    const later = referred().when(closed('2027-01-25', '2027-01-26')).thenAccepted();
    expect(dateIn('America/Los_Angeles', due(later.course, overdue))).toBe('2027-01-29');
    expect(due(later.when(closed()).thenAccepted().course, overdue)).toBe(before);
  });

  it('are refused if they are the same, in any order and with duplicates', () => {
    const changed = referred().when(closed('2027-02-01', '2027-02-02'));
    changed.when(closed('2027-02-02', '2027-02-01', '2027-02-02')).thenRejected('calendar-same', 'lead');
    changed.when(closed('2027-02-01')).thenAccepted();
    referred().when(closed()).thenRejected('calendar-same', 'lead');
  });
});

describe('the place of a client who moves', () => {
  const declared = (place: string, how: { session?: string; occurredAt?: string } = {}) =>
    report(
      'locationDeclared',
      { place, ...(how.session && { session: how.session }) },
      { ...(how.occurredAt && { occurredAt: how.occurredAt }) },
    );
  const booked = () => given(courseAfter('support for dosing 1'));

  it('is asked again where they are, and the gate stays closed until they answer', () => {
    booked().thenNoGates();
    const asked = booked().when(moved()).thenAccepted().thenGates('location-undeclared');
    asked.thenTask('location-declaration', 'frontDesk');
    asked.when(declared('US-NY')).thenAccepted().thenNoTask('location-declaration').thenNoGates();
  });

  it('is asked again at every move, also after the task was ticked off', () => {
    const [task] = Object.keys(booked().when(moved()).course.tasks).filter((key) =>
      key.startsWith('location-declaration'),
    );
    const again = booked()
      .when(moved(), report('taskCompleted', { task: task ?? '' }, { by: 'frontDesk' }))
      .thenNoTask('location-declaration')
      .hours(1)
      .when(moved('America/Denver'));
    again.thenTask('location-declaration', 'frontDesk').thenGates('location-undeclared');
  });

  it('has not said where they will be for a booked session either', () => {
    booked()
      .when(declared('US-NV', { session: 'dosing-1' }), moved())
      .thenAccepted()
      .thenGates('location-undeclared');
  });

  it('is not where they said they were before the move, whenever that is reported', () => {
    const before = booked().now;
    const asked = booked().hours(1).when(moved());
    asked
      .hours(1)
      .when(declared('US-CA', { occurredAt: before }))
      .thenRejected('location-outdated', 'client', 'frontDesk', 'therapist');
  });

  it('need not answer again where they have said so since a move that is reported late', () => {
    const before = booked().now;
    booked()
      .hours(1)
      .when(declared('US-NY'))
      .hours(1)
      .when(report('clientMoved', { zone: NEW_YORK }, { occurredAt: before }))
      .thenAccepted()
      .thenNoGates();
  });
});
