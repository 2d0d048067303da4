import { instant } from '../../src/course/instant';
import { parseScenario, readScenario, scenarioNames, type Scenario } from '../../src/rehearsal/scenario';
import { fixScript } from '../../src/rehearsal/script';
import { simulated } from '../../src/rehearsal/simulated';
import { printed } from '../../src/rehearsal/print';
import { resolveWhen, startOf } from '../../src/rehearsal/when';

const NOW = instant('2026-11-22T12:00:00Z');
const LOS_ANGELES = 'America/Los_Angeles';
const calm = (): Scenario => readScenario('calm');

describe('a scenario', () => {
  it.each(scenarioNames())('%s is lived by the model as it expects', (name) => {
    expect(simulated(fixScript(readScenario(name), NOW)).mismatches).toEqual([]);
  });

  it('starts on the next possible day still to come', () => {
    const start = { onOrAfter: '01-04', weekday: 'monday', at: '09:00' } as const;
    expect(startOf({ start, zone: LOS_ANGELES }, NOW)).toBe('2027-01-04T17:00:00.000Z');
    expect(startOf({ start, zone: LOS_ANGELES }, instant('2027-01-04T18:00:00Z'))).toBe(
      '2028-01-10T17:00:00.000Z',
    );
  });

  it('counts civil days: over a change of clocks a time of day stays what it is', () => {
    const start = instant('2027-03-13T17:00:00Z');
    expect(resolveWhen('+1d 09:00', start, LOS_ANGELES)).toBe('2027-03-14T16:00:00.000Z');
  });

  it('names every mistake with its place', () => {
    const broken = JSON.stringify({
      ...calm(),
      zone: 'Mars/Olympus',
      signals: [{ at: 'soon', signal: 'dance', by: 'client' }],
    });
    expect(() => parseScenario(broken, 'broken.json')).toThrow(
      /zone: must be a time zone[\s\S]*signals\.0\.at[\s\S]*signals\.0\.signal/,
    );
  });

  it('names a field the signal does not take, and a role that may not report it', () => {
    const line = (signal: object) =>
      ({ ...calm(), signals: [{ at: '+0d 10:00', expect: 'accepted', with: {}, ...signal }] }) as Scenario;
    expect(() => fixScript(line({ signal: 'dosingStarted', by: 'therapist' }), NOW)).toThrow(
      'signals.0 (dosingStarted) session',
    );
    expect(() => fixScript(line({ signal: 'doseConfirmed', by: 'client' }), NOW)).toThrow('by.role');
  });

  it('is refused when it goes back in time', () => {
    const [first, second, ...rest] = calm().signals;
    const swapped = { ...calm(), signals: [second, first, ...rest] } as Scenario;
    expect(() => fixScript(swapped, NOW)).toThrow('signals.1 comes before');
  });

  it('reports what was not as expected, and fails for it', () => {
    const scenario = calm();
    const wrong = { ...scenario, expect: { chargesCents: 1, breaches: 2, outcome: 'declined' } };
    expect(simulated(fixScript(wrong, NOW)).mismatches).toEqual([
      'charges: expected 1 cents, were 746000',
      'breaches: expected 2, were 0',
      'outcome: expected declined, was completed',
    ]);
  });

  it('is printed with timeline, mails, ledger, breaches and audit', () => {
    const text = printed(simulated(fixScript(calm(), NOW)), LOS_ANGELES);
    for (const part of [
      'TIMELINE',
      'MAILS (90)',
      'Charges $7,460.00   balance $0.00',
      'BREACHES (0)',
      '104 accepted',
    ]) {
      expect(text).toContain(part);
    }
  });
});
