import { instant } from '../../src/time/instant';
import { loadProtocol } from '../../src/protocols/load';
import { atStart, lookAhead, proposedIn, within } from '../../src/rehearsal/lookAhead';
import { chargesToCome } from '../../src/rehearsal/print';
import { readScenario } from '../../src/rehearsal/scenario';
import { fixScript } from '../../src/rehearsal/script';

const NOW = instant('2026-12-01T09:00:00-08:00');
const CALM = loadProtocol('calm');
const script = fixScript(readScenario('calm'), NOW);
const steps = ({ entries }: ReturnType<typeof lookAhead>): string[] =>
  entries.filter(({ kind }) => kind === 'step').map(({ what }) => what);

describe('a look ahead without a server', () => {
  it('begins with the course, in a zone', () => {
    const from = atStart(CALM, 'Europe/Berlin', NOW);
    expect(from.course.client.zone).toBe('Europe/Berlin');
    expect(lookAhead(from).charges.toCents).toBe(746_000);
  });

  it('begins anywhere in a scenario, or after its last line', () => {
    const midway = within(script, '+100d 12:00');
    expect(midway.course.cycles.length).toBeGreaterThan(2);
    expect(lookAhead(midway).charges.toCents).toBeLessThan(746_000);
    expect(lookAhead(within(script)).entries).toEqual([]);
  });

  it('says how many reports of a scenario another protocol refuses', () => {
    expect(within(script).refused).toBeUndefined();
    const otherwise = fixScript({ ...readScenario('mackenzie'), protocol: 'calm' }, NOW);
    expect(within(otherwise).refused).toBeGreaterThan(20);
    expect(within(fixScript(readScenario('exceptions/decline-after-deposit'), NOW)).refused).toBeUndefined();
  });

  it('has no sum where prices are missing', () => {
    const charges = (fromCents: number, toCents = fromCents) => ({ fromCents, toCents });
    expect(chargesToCome({ charges: charges(300), unknown: [] })).toBe('Charges to come: $3.00');
    expect(chargesToCome({ charges: charges(300, 500), unknown: ['The price.'] })).toBe(
      'Charges to come: $3.00–$5.00 and what has no price yet',
    );
    expect(chargesToCome(lookAhead(atStart(loadProtocol('mackenzie'), 'Europe/Berlin', NOW)))).toBe(
      'Charges to come: not known until the practice has entered its prices',
    );
  });

  it('is asked what if, in times of the scenario', () => {
    const midway = within(script, '+40d 12:00');
    const proposed = proposedIn(midway, 'sessionScheduled:{"kind":"medical","start":"+50d 10:00"}');
    expect(proposed).toMatchObject({
      name: 'sessionScheduled',
      start: expect.stringMatching(/T18:00/) as string,
    });
    const whatIf = 'holdPlaced:{"reason":"away","reviewOn":"+80d 10:00"}';
    expect(steps(lookAhead(midway, { whatIf }))).toContain('holdLifted');
    expect(steps(lookAhead(midway))).not.toContain('holdLifted');
  });

  it('assumes otherwise', () => {
    const ahead = lookAhead(atStart(CALM, 'America/Los_Angeles', NOW), { otherwise: ['boosters=1'] });
    expect(ahead.assume.boosters).toBe(1);
    expect(ahead.charges.toCents).toBeGreaterThan(746_000);
  });

  it.each([
    ['lunchEaten', 'There is no signal "lunchEaten"'],
    ['sessionCancelled:{', 'comes JSON'],
    ['sessionCancelled:{"sess":1}', 'session:'],
  ])('does not take %s', (whatIf, why) => {
    expect(() => lookAhead(within(script), { whatIf })).toThrow(why);
  });

  it.each([
    ['boosters=many', 'boosters'],
    ['lunch=1', 'there is no lunch here; there are preparationEveryDays'],
    ['firstFreeDay=tomorrow', 'firstFreeDay: must be a date such as 2027-12-24'],
    ['boosters', '--assume comes as NAME=VALUE, such as boosters=2, not "boosters"'],
    ['boosters=', 'not "boosters="'],
    ['=2', 'not "=2"'],
    ['dosingEveryDays=-3', 'cannot be read:\n  dosingEveryDays: must be 1 or more'],
  ])('does not assume %s', (otherwise, why) => {
    expect(() => lookAhead(within(script), { otherwise: [otherwise] })).toThrow(why);
  });

  it.each([
    ['tomorrow', '--at must be a time'],
    ['2020-01-01T09:00:00Z', 'before the start'],
  ])('does not begin %s', (until, why) => {
    expect(() => within(script, until)).toThrow(why);
  });
});
