import { instant } from '../../src/time/instant';
import { zonedFormat } from '../../src/time/zoned';

describe('a format for times in any zone', () => {
  const hourIn = zonedFormat({ hour: 'numeric', hourCycle: 'h23', timeZoneName: 'short' });

  it('reads the clock of the zone that is asked for', () => {
    const noon = instant('2027-01-04T12:00:00Z');
    expect(hourIn('UTC', noon)).toMatchObject({ hour: '12', timeZoneName: 'UTC' });
    expect(hourIn('America/New_York', noon)).toMatchObject({ hour: '07', timeZoneName: 'EST' });
  });

  it('reads an instant and its epoch milliseconds alike', () => {
    const noon = instant('2027-01-04T12:00:00Z');
    expect(hourIn('America/New_York', Date.parse(noon))).toEqual(hourIn('America/New_York', noon));
  });

  it('throws RangeError for an unknown zone', () => {
    expect(() => hourIn('Atlantis/Capital', 0)).toThrow(RangeError);
  });
});
