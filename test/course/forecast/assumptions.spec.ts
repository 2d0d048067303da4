/** The assumptions of a forecast, as sentences. */
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

describe('the assumptions of a forecast', () => {
  it('are one sentence each', () => {
    expect(words()).toEqual([
      'Preparation sessions are 7 days apart, on business days.',
      'Dosing sessions are 14 days apart, on business days, and last 105 minutes.',
      'Integration takes place one day after each dosing session.',
      'The prescriber approves on a business day, at least 2 days after the request.',
      'A supply arrives 4 days after it is prescribed.',
      'For sessions outside the clinic, the client is in US-CA unless declared otherwise. The prescriber examines the client in person.',
      'Approval, labs and follow-ups are renewed on time while dosing continues. Vitals are within limits.',
      'Support people and rides home are confirmed two days before the session.',
      'Each session is paid for on the day it takes place.',
      'Holds are lifted at their review.',
      'No boosters take place.',
    ]);
  });

  it('change with the values that are changed', () => {
    const otherwise = words({
      preparationEveryDays: 1,
      integrationAfterDays: 2,
      boosters: 1,
      firstFreeDay: '2027-02-01',
      holdsLiftedOn: '2027-03-01',
    });
    expect(otherwise.filter((sentence) => !words().includes(sentence))).toEqual([
      'Preparation sessions are one day apart, on business days.',
      'Integration takes place 2 days after each dosing session.',
      'Holds are lifted on 2027-03-01.',
      'One booster takes place, within its window.',
      'Nothing new is booked before 2027-02-01.',
    ]);
  });

  it('count boosters', () => {
    expect(words({ boosters: 3 })).toContain('3 boosters take place, each within its window.');
  });

  it('leave out what a protocol does not have', () => {
    expect(words({}, withPreparation(0))[0]).toMatch(/^Dosing sessions/);
    expect(words({}, withPreparation(1))[0]).toMatch(/^Preparation sessions/);
    const infusions = words({}, loadProtocol('welches-pazio'));
    expect(infusions).toContain('Doses are given at the clinic, so there is no supply to wait for.');
    expect(infusions.join()).not.toContain('US-CA');
  });

  it('say when integration takes place: in the same visit, or days later, once or several times', () => {
    expect(words({}, loadProtocol('mackenzie'))).toContain(
      'Integration takes place one day after each dosing session. Further integration sessions are one day apart.',
    );
    expect(words({}, loadProtocol('healing-cornerstone')).join()).toMatch(
      /Integration follows each dosing session in the same visit/,
    );
  });

  it('take the usual length of a dosing session, or the planned one if shorter', () => {
    expect([defaultAssumptions(CALM).dosingMinutes, CALM.dosing.minutes]).toEqual([105, 120]);
    expect(defaultAssumptions(loadProtocol('welches-pazio')).dosingMinutes).toBe(60);
  });
});
