import { isCityZone, zoneInstead } from '../../src/time/zones';

describe('the time zone of a city', () => {
  it.each([
    ...Intl.supportedValuesOf('timeZone'),
    ...['Asia/Kolkata', 'Europe/Kyiv', 'America/Argentina/Buenos_Aires', 'America/Knox_IN', 'Africa/Asmera'],
    ...['Antarctica/DumontDUrville', 'Africa/Dar_es_Salaam', 'America/Port-au-Prince', 'Australia/ACT'],
  ])('is one to enter: %s', (zone) => {
    expect(isCityZone(zone)).toBe(true);
  });

  it.each([
    ...['EST', 'PST', 'MST7MDT', 'UTC', 'GMT', 'GMT+3', 'Etc/GMT+8', 'Etc/UTC', '+01:00', 'Z', 'CET', 'Zulu'],
    ...[
      'US/Pacific',
      'SystemV/PST8',
      'GB',
      'Japan',
      'Cuba',
      'Mars/Olympus',
      'America/Nowhere',
      'America',
      '',
    ],
    ...[
      'america/los_angeles',
      'America/los_Angeles',
      'AMERICA/LOS_ANGELES',
      'America/New_york',
      'europe/Berlin',
    ],
    ...[' America/New_York', 'America/New York', 'America/New_York\n', 'America/', 'America//New_York'],
  ])('is not %j', (zone) => {
    expect(isCityZone(zone)).toBe(false);
  });

  it.each([
    ['EST', 'America/New_York'],
    ['edt', 'America/New_York'],
    ['CST6CDT', 'America/Chicago'],
    ['MST', 'America/Denver'],
    ['US/Arizona', 'America/Phoenix'],
    ['US/Pacific', 'America/Los_Angeles'],
    ['HST', 'Pacific/Honolulu'],
    ['AKDT', 'America/Anchorage'],
    ['america/new_york', 'America/New_York'],
    [' America/New York', 'America/New_York'],
    ['GMT+3', 'America/Los_Angeles'],
    ['', 'America/Los_Angeles'],
  ])('%j is followed by what to enter instead', (zone, instead) => {
    expect(zoneInstead(zone)).toBe(instead);
  });
});
