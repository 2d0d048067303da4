import { dayAndTime, timeElsewhere } from '../../../src/web/kit/time';

describe('a time in the zone of somebody else', () => {
  const [pacific, eastern] = ['America/Los_Angeles', 'America/New_York'];

  it('has its date there and is never today or tomorrow, which are the reader’s', () => {
    const inAMinute = new Date(Date.now() + 60_000).toISOString();
    expect(dayAndTime(pacific, inAMinute)).toMatch(/^to/);
    expect(timeElsewhere(eastern, inAMinute)).toMatch(/^\w{3}, \w{3} \d+, \d+:\d\d [AP]M Eastern time$/);
    expect(timeElsewhere(eastern, '2026-12-01T05:30:00Z')).toBe('Tue, Dec 1, 12:30 AM Eastern time');
  });
});
