/** What a look ahead takes for granted, in words. */
import type { Assume } from '../../../src/catalog/assumptions';
import { defaultAssumptions, describeAssumptions } from '../../../src/course/forecast/assumptions';
import { loadProtocol } from '../../../src/protocols/load';
import type { Protocol } from '../../../src/catalog/protocol';
import { CALM } from '../support/courses';

const words = (assume: Partial<Assume> = {}, protocol: Protocol = CALM): string[] =>
  describeAssumptions(protocol, { ...defaultAssumptions(protocol), ...assume });
const withPreparation = (minimum: number): Protocol => ({
  ...CALM,
  preparation: { ...CALM.preparation, minimum },
});

describe('what is taken for granted', () => {
  it('is said whole', () => {
    expect(words()).toEqual([
      'Preparation sessions are 7 days apart, on working days.',
      'Dosing sessions are 14 days apart, on working days, and last 105 minutes.',
      'Integration takes place a day after each dosing session.',
      'The prescriber decides on a working day, at least 2 days after being asked, and approves.',
      'A supply arrives 4 days after it is prescribed.',
      'Outside the clinic the client is in US-CA, where nobody has said otherwise; the prescriber examines in person.',
      'Approval, labs and follow-ups are renewed in time while dosing is to come; vitals are inside the limits; whoever has to be there confirms two days before.',
      'Each session is paid on the day it takes place.',
      'Holds are lifted when they are reviewed.',
      'No booster is booked in advance.',
    ]);
  });

  it('is said of what is otherwise', () => {
    const otherwise = words({
      preparationEveryDays: 1,
      integrationAfterDays: 2,
      boosters: 1,
      firstFreeDay: '2027-02-01',
      holdsLiftedOn: '2027-03-01',
    });
    expect(otherwise.filter((sentence) => !words().includes(sentence))).toEqual([
      'Preparation sessions are a day apart, on working days.',
      'Integration takes place 2 days after each dosing session.',
      'Holds are lifted on 2027-03-01.',
      'A booster follows, in its window.',
      'Nothing new is booked before 2027-02-01.',
    ]);
  });

  it('counts boosters', () => {
    expect(words({ boosters: 3 })).toContain('3 boosters follow, each in its window.');
  });

  it('leaves out what a protocol does not have', () => {
    expect(words({}, withPreparation(0))[0]).toMatch(/^Dosing sessions/);
    expect(words({}, withPreparation(1))[0]).toMatch(/^Preparation sessions/);
    const infusions = words({}, loadProtocol('welches-pazio'));
    expect(infusions).toContain('Doses are given at the clinic: no supply is waited for.');
    expect(infusions.join()).not.toContain('US-CA');
  });

  it('says how integration follows: another day, several, or the same visit', () => {
    expect(words({}, loadProtocol('mackenzie'))).toContain(
      'Integration takes place a day after each dosing session; further ones are a day apart.',
    );
    expect(words({}, loadProtocol('healing-cornerstone')).join()).toMatch(
      /Integration follows each dosing session in the same visit/,
    );
  });

  it('is a dosing session as long as is usual, or as the protocol plans where that is less', () => {
    expect([defaultAssumptions(CALM).dosingMinutes, CALM.dosing.minutes]).toEqual([105, 120]);
    expect(defaultAssumptions(loadProtocol('welches-pazio')).dosingMinutes).toBe(60);
  });
});
