import { boosterWindow } from '../../../src/course/selectors/maintenance';
import { courseAfter } from '../support/courses';
import { dosedAt } from '../support/dosed';
import { given } from '../support/given';
import { booked } from '../support/signals';
import { onTheWall } from '../support/zoned';

/** Reminders 24 and 2 elapsed hours before, on the client's wall clock. */
const reminders = (zone: string, startsAt: string, session: string, ...times: [string, ...string[]]) => {
  given(courseAfter('enrolment', { zone, startsAt }))
    .when(booked('preparation', session))
    .thenOwed('sessionReminder', ...times);
};

describe('on the night the clocks go forward', () => {
  it('Los Angeles: 24 hours before Sunday noon is Saturday 11:00', () => {
    reminders(
      'America/Los_Angeles',
      '2027-03-10T09:00-08:00',
      '2027-03-14T12:00-07:00',
      '2027-03-13 11:00',
      '2027-03-14 10:00',
    );
  });

  it('Los Angeles: a reminder out of quiet hours is at 20:00 of the evening before nevertheless', () => {
    reminders(
      'America/Los_Angeles',
      '2027-03-10T09:00-08:00',
      '2027-03-14T10:00-07:00',
      '2027-03-13 09:00',
      '2027-03-13 20:00',
    );
  });

  it('Berlin', () => {
    reminders(
      'Europe/Berlin',
      '2027-03-24T09:00+01:00',
      '2027-03-28T12:00+02:00',
      '2027-03-27 11:00',
      '2027-03-28 10:00',
    );
  });

  it('Sydney', () => {
    reminders(
      'Australia/Sydney',
      '2027-09-29T09:00+10:00',
      '2027-10-03T12:00+11:00',
      '2027-10-02 11:00',
      '2027-10-03 10:00',
    );
  });
});

describe('on the night the clocks go back', () => {
  it('Los Angeles: 24 hours before Sunday noon is Saturday 13:00', () => {
    reminders(
      'America/Los_Angeles',
      '2027-11-03T09:00-07:00',
      '2027-11-07T12:00-08:00',
      '2027-11-06 13:00',
      '2027-11-07 10:00',
    );
  });

  it('Los Angeles: a reminder out of quiet hours is at 20:00 of the evening before nevertheless', () => {
    reminders(
      'America/Los_Angeles',
      '2027-11-03T09:00-07:00',
      '2027-11-07T09:30-08:00',
      '2027-11-06 10:30',
      '2027-11-06 20:00',
    );
  });

  it('Berlin', () => {
    reminders(
      'Europe/Berlin',
      '2027-10-27T09:00+02:00',
      '2027-10-31T12:00+01:00',
      '2027-10-30 13:00',
      '2027-10-31 10:00',
    );
  });

  it('Sydney', () => {
    reminders(
      'Australia/Sydney',
      '2027-03-31T09:00+11:00',
      '2027-04-04T12:00+10:00',
      '2027-04-03 13:00',
      '2027-04-04 10:00',
    );
  });
});

describe('where clocks never change', () => {
  it('Tokyo: 24 hours before noon is noon', () => {
    reminders(
      'Asia/Tokyo',
      '2027-03-10T09:00+09:00',
      '2027-03-14T12:00+09:00',
      '2027-03-13 12:00',
      '2027-03-14 10:00',
    );
  });
});

describe('72 hours are elapsed hours', () => {
  it.each([
    ['America/Los_Angeles', '2027-03-12T18:00-08:00', '2027-03-16T02:00:00.000Z', '2027-03-15 19:00'],
    ['America/Los_Angeles', '2027-11-05T18:00-07:00', '2027-11-09T01:00:00.000Z', '2027-11-08 17:00'],
    ['Europe/Berlin', '2027-03-26T18:00+01:00', '2027-03-29T17:00:00.000Z', '2027-03-29 19:00'],
    ['Australia/Sydney', '2027-04-02T18:00+11:00', '2027-04-05T07:00:00.000Z', '2027-04-05 17:00'],
    ['Asia/Tokyo', '2027-03-12T18:00+09:00', '2027-03-15T09:00:00.000Z', '2027-03-15 18:00'],
  ])('%s, dosing ended %s', (zone, end, breach, wall) => {
    const scene = dosedAt(end, { zone }).hours(80);
    const [breached] = scene.all('breached');
    expect([breached?.at, breached && onTheWall(zone, breached.at)]).toEqual([breach, wall]);
  });
});

describe('the check-in', () => {
  it.each([
    ['America/Los_Angeles', '2027-03-13T18:00-08:00', '2027-03-14 10:00'],
    ['America/Los_Angeles', '2027-11-06T18:00-07:00', '2027-11-07 10:00'],
    ['Europe/Berlin', '2027-10-30T18:00+02:00', '2027-10-31 10:00'],
    ['Asia/Tokyo', '2027-03-13T18:00+09:00', '2027-03-14 10:00'],
  ])('%s, dosing ended %s: at %s', (zone, end, at) => {
    dosedAt(end, { zone }).hours(48).thenMessages('checkIn', at);
  });
});

describe('booster weeks are civil weeks', () => {
  const walls = (zone: string, startsAt: string) => {
    const course = courseAfter('maintenance', { zone, startsAt });
    const window = boosterWindow(course);
    const ended = course.cycles.at(-1)?.endedAt;
    if (!window || !ended) throw new Error('no window');
    return [ended, window.notice, window.opens, window.closingNotice, window.closes].map((at) =>
      onTheWall(zone, at),
    );
  };

  it('Los Angeles, over the night the clocks go forward', () => {
    expect(walls('America/Los_Angeles', '2026-09-28T09:00-07:00')).toEqual([
      '2027-02-15 11:45',
      '2027-03-22 11:45',
      '2027-03-29 00:00',
      '2027-04-09 11:45',
      '2027-04-12 23:59',
    ]);
  });

  it('Los Angeles, over the night the clocks go back', () => {
    expect(walls('America/Los_Angeles', '2027-05-17T09:00-07:00')).toEqual([
      '2027-10-04 11:45',
      '2027-11-08 11:45',
      '2027-11-15 00:00',
      '2027-11-26 11:45',
      '2027-11-29 23:59',
    ]);
  });

  it('Tokyo', () => {
    expect(walls('Asia/Tokyo', '2026-09-28T09:00+09:00')).toEqual([
      '2027-02-15 11:45',
      '2027-03-22 11:45',
      '2027-03-29 00:00',
      '2027-04-09 11:45',
      '2027-04-12 23:59',
    ]);
  });
});
