import { whenOf } from '../../../../src/web/console/reports/whenOf';

const NOW = Date.parse('2027-02-15T18:05:00Z');
const when = (kind: 'message' | 'session' | 'charge', at: string) =>
  whenOf({ kind, at }, 'America/Los_Angeles', NOW);

describe('what would change', () => {
  it('is said to happen at once where its time is minutes past, or now', () => {
    expect(when('message', '2027-02-15T18:01:00Z')).toBe('at once');
    expect(when('message', '2027-02-15T18:05:00Z')).toBe('at once');
    expect(when('charge', '2027-02-15T18:01:00Z')).toBe('at once');
  });

  it('has its time where that is still to come', () => {
    expect(when('message', '2027-02-15T18:06:00Z')).toBe('today 10:06 AM');
  });

  it('has the time of a session, whenever that was', () => {
    expect(when('session', '2027-02-15T17:00:00Z')).toBe('today 9:00 AM');
  });
});
