/** When the practice is open: by its hours, by the usual ones, and on closed days. */
import { instant } from '../../src/time/instant';
import { hoursOf, isDaytime, notOpen, type Hours, type Opening } from '../../src/time/opening';

const ZONE = 'America/Los_Angeles';
const usual: Opening = { zone: ZONE, closedDays: [] };
const entered = (hours: Hours): Opening => ({ ...usual, hours });
const at = (start: string, minutes = 60) => ({ start: instant(start), minutes });

// A Monday.
const TEN = '2027-01-04T10:00-08:00';

describe('without hours', () => {
  it.each([
    ['on a weekday', TEN, undefined],
    ['at seven', '2027-01-04T07:00-08:00', undefined],
    ['before seven', '2027-01-04T06:59-08:00', 'time'],
    ['until nine', '2027-01-04T20:00-08:00', undefined],
    ['past nine', '2027-01-04T20:01-08:00', 'time'],
    ['past midnight', '2027-01-04T23:30-08:00', 'time'],
    ['on a Saturday', '2027-01-09T10:00-08:00', 'weekday'],
    ['on a Sunday', '2027-01-10T10:00-08:00', 'weekday'],
  ])('%s', (_, start, why) => {
    expect(notOpen(usual, at(start))).toBe(why);
  });

  it('the usual ones count', () => {
    expect(hoursOf(usual)).toMatchObject({ monday: { opens: '07:00', closes: '21:00' } });
    expect(hoursOf(usual)).not.toHaveProperty('sunday');
  });
});

describe('with hours', () => {
  const monday = { monday: { opens: '09:30', closes: '17:00' } };

  it.each([
    ['when it opens', '2027-01-04T09:30-08:00', 60, undefined],
    ['before it opens', '2027-01-04T09:29-08:00', 60, 'time'],
    ['until it closes', TEN, 420, undefined],
    ['after it has closed', TEN, 421, 'time'],
    ['into the next day', TEN, 24 * 60, 'time'],
    ['on a day on which it does not open', '2027-01-05T10:00-08:00', 60, 'weekday'],
  ])('%s', (_, start, minutes, why) => {
    expect(notOpen(entered(monday), at(start, minutes))).toBe(why);
  });

  it('may be on a Saturday and at night', () => {
    const night = entered({ saturday: { opens: '20:00', closes: '23:59' } });
    expect(notOpen(night, at('2027-01-09T22:00-08:00'))).toBeUndefined();
  });

  it('go by the clock of the practice, whatever the season', () => {
    const sunday = entered({ sunday: { opens: '09:00', closes: '17:00' } });
    // The clocks go forward on March 14.
    expect(notOpen(sunday, at('2027-03-07T17:00Z'))).toBeUndefined();
    expect(notOpen(sunday, at('2027-03-14T16:00Z'))).toBeUndefined();
    expect(notOpen(sunday, at('2027-03-07T16:00Z'))).toBe('time');
  });
});

it('is not open on a closed day, whatever its hours', () => {
  expect(notOpen({ ...usual, closedDays: ['2027-01-04'] }, at(TEN))).toBe('date');
  expect(notOpen({ ...usual, closedDays: ['2027-01-05'] }, at(TEN))).toBeUndefined();
});

it('has a daytime of its own where the client is', () => {
  expect(isDaytime('America/New_York', at('2027-01-04T09:00-05:00'))).toBe(true);
  expect(isDaytime(ZONE, at('2027-01-04T09:00-05:00'))).toBe(false);
});
