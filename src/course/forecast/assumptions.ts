/** What a forecast assumes where nothing is booked or reported yet. Each value can be changed. */
import type { Assume } from '../../catalog/assumptions';
import type { Protocol } from '../../catalog/protocol';

const DOSING_MINUTES = 105;

/** The assumptions for a protocol, unless they are changed. */
export const defaultAssumptions = ({ dosing }: Protocol): Assume => ({
  preparationEveryDays: 7,
  dosingEveryDays: dosing.gapDays,
  integrationAfterDays: 1,
  decisionDays: 2,
  supplyDays: 4,
  dosingMinutes: Math.min(DOSING_MINUTES, dosing.minutes),
  boosters: 0,
  place: 'US-CA',
  examined: 'inPerson',
});

const days = (count: number): string => (count === 1 ? 'one day' : `${count} days`);

const SUPPLY: Record<Protocol['supply']['kind'], (assume: Assume) => string> = {
  shipped: ({ supplyDays }) => `A supply arrives ${days(supplyDays)} after it is prescribed.`,
  dispensed: ({ supplyDays }) => `A supply is picked up within ${days(supplyDays)} of being prescribed.`,
  infusion: () => 'Doses are given at the clinic, so there is no supply to wait for.',
};

const EXAMINED: Record<Assume['examined'], string> = { inPerson: 'in person', telehealth: 'by video' };

const boostersInWords = (count: number): string =>
  count === 0
    ? 'No boosters take place.'
    : count === 1
      ? 'One booster takes place, within its window.'
      : `${count} boosters take place, each within its window.`;

/** The assumptions as sentences, shown with every forecast. */
export function describeAssumptions(
  { integration, preparation, supply }: Protocol,
  assume: Assume,
): string[] {
  const { firstFreeDay, holdsLiftedOn, boosters } = assume;
  const visit = integration.sameVisit
    ? 'Integration follows each dosing session in the same visit'
    : `Integration takes place ${days(assume.integrationAfterDays)} after each dosing session`;
  return [
    ...(preparation.minimum > 0 || preparation.opening
      ? [`Preparation sessions are ${days(assume.preparationEveryDays)} apart, on business days.`]
      : []),
    `Dosing sessions are ${days(assume.dosingEveryDays)} apart, on business days, and last ${assume.dosingMinutes} minutes.`,
    integration.perCycle > 1 ? `${visit}. Further integration sessions are one day apart.` : `${visit}.`,
    `The prescriber approves on a business day, at least ${days(assume.decisionDays)} after the request.`,
    SUPPLY[supply.kind](assume),
    ...(supply.kind === 'infusion'
      ? []
      : [
          `For sessions outside the clinic, the client is in ${assume.place} unless declared otherwise. The prescriber examines the client ${EXAMINED[assume.examined]}.`,
        ]),
    'Approval, labs and follow-ups are renewed on time while dosing continues. Vitals are within limits.',
    'Support people and rides home are confirmed two days before the session.',
    'Each session is paid for on the day it takes place.',
    holdsLiftedOn ? `Holds are lifted on ${holdsLiftedOn}.` : 'Holds are lifted at their review.',
    boostersInWords(boosters),
    ...(firstFreeDay ? [`Nothing new is booked before ${firstFreeDay}.`] : []),
  ];
}
