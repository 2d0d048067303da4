import { instant } from '../../src/time/instant';
import { loadProtocol } from '../../src/protocols/load';
import { atStart, lookAhead, proposedIn, midScenario } from '../../src/rehearsal/lookAhead';
import { upcomingCharges } from '../../src/rehearsal/print';
import { readScenario } from '../../src/rehearsal/scenario';
import { fixScript } from '../../src/rehearsal/script';

const NOW = instant('2026-12-01T09:00:00-08:00');
const CALM = loadProtocol('calm');
const script = fixScript(readScenario('calm'), NOW);
const steps = ({ entries }: ReturnType<typeof lookAhead>): string[] =>
  entries.filter(({ kind }) => kind === 'step').map(({ what }) => what);

describe('a forecast without a server', () => {
  it('begins with the course, in the given zone', () => {
    const from = atStart(CALM, 'Europe/Berlin', NOW);
    expect(from.course.client.zone).toBe('Europe/Berlin');
    expect(lookAhead(from).charges.toCents).toBe(746_000);
  });

  it('begins anywhere in a scenario, or after its last line', () => {
    const midway = midScenario(script, '+100d 12:00');
    expect(midway.course.cycles.length).toBeGreaterThan(2);
    expect(lookAhead(midway).charges.toCents).toBeLessThan(746_000);
    expect(lookAhead(midScenario(script)).entries).toEqual([]);
  });

  it('counts the reports of a scenario that another protocol refuses', () => {
    expect(midScenario(script).refused).toBeUndefined();
    const moved = fixScript({ ...readScenario('mackenzie'), protocol: 'calm' }, NOW);
    expect(midScenario(moved).refused).toBeGreaterThan(20);
    expect(
      midScenario(fixScript(readScenario('exceptions/decline-after-deposit'), NOW)).refused,
    ).toBeUndefined();
  });

  it('has no complete total where prices are missing', () => {
    const charges = (fromCents: number, toCents = fromCents) => ({ fromCents, toCents });
    expect(upcomingCharges({ charges: charges(300), unknown: [] })).toBe('Upcoming charges: $3.00');
    expect(upcomingCharges({ charges: charges(300, 500), unknown: ['The price.'] })).toBe(
      'Upcoming charges: $3.00–$5.00 plus items without a price',
    );
    expect(upcomingCharges(lookAhead(atStart(loadProtocol('mackenzie'), 'Europe/Berlin', NOW)))).toBe(
      'Upcoming charges: not known until the practice enters its prices',
    );
  });

  it('answers a what-if question in times of the scenario', () => {
    const midway = midScenario(script, '+40d 12:00');
    const proposed = proposedIn(midway, 'sessionScheduled:{"kind":"medical","start":"+50d 10:00"}');
    expect(proposed).toMatchObject({
      name: 'sessionScheduled',
      start: expect.stringMatching(/T18:00/) as string,
    });
    const whatIf = 'holdPlaced:{"reason":"away","reviewOn":"+80d 10:00"}';
    expect(steps(lookAhead(midway, { whatIf }))).toContain('holdLifted');
    expect(steps(lookAhead(midway))).not.toContain('holdLifted');
  });

  it('accepts other assumptions', () => {
    const ahead = lookAhead(atStart(CALM, 'America/Los_Angeles', NOW), { assumptions: ['boosters=1'] });
    expect(ahead.assume.boosters).toBe(1);
    expect(ahead.charges.toCents).toBeGreaterThan(746_000);
  });

  it.each([
    ['lunchEaten', 'There is no signal "lunchEaten"'],
    ['sessionCancelled:{', 'must be followed by JSON'],
    ['sessionCancelled:{"sess":1}', 'session:'],
  ])('refuses %s as a question', (whatIf, why) => {
    expect(() => lookAhead(midScenario(script), { whatIf })).toThrow(why);
  });

  it.each([
    ['boosters=many', 'boosters'],
    ['lunch=1', 'unknown field lunch; known fields are preparationEveryDays'],
    ['firstFreeDay=tomorrow', 'firstFreeDay: must be a date such as 2027-12-24'],
    ['boosters', '--assume must be NAME=VALUE, such as boosters=2, not "boosters"'],
    ['boosters=', 'not "boosters="'],
    ['=2', 'not "=2"'],
    ['dosingEveryDays=-3', 'not valid:\n  dosingEveryDays: must be 1 or more'],
  ])('refuses the assumption %s', (assumption, why) => {
    expect(() => lookAhead(midScenario(script), { assumptions: [assumption] })).toThrow(why);
  });

  it.each([
    ['tomorrow', '--at must be a time'],
    ['2020-01-01T09:00:00Z', 'must not be before the start'],
  ])('refuses to begin at %s', (until, why) => {
    expect(() => midScenario(script, until)).toThrow(why);
  });
});
