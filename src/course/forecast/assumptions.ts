/** What a look ahead takes for granted where nothing is booked or said yet; each value can be changed. */
import type { Assume } from '../../catalog/assumptions';
import type { Protocol } from '../../catalog/protocol';

const DOSING_MINUTES = 105;

/** What is assumed of a protocol when nobody says otherwise. */
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

const days = (count: number): string => (count === 1 ? 'a day' : `${count} days`);

const SUPPLY: Record<Protocol['supply']['kind'], (assume: Assume) => string> = {
  shipped: ({ supplyDays }) => `A supply arrives ${days(supplyDays)} after it is prescribed.`,
  dispensed: ({ supplyDays }) => `A supply is picked up within ${days(supplyDays)} of its prescription.`,
  infusion: () => 'Doses are given at the clinic: no supply is waited for.',
};

const EXAMINED: Record<Assume['examined'], string> = { inPerson: 'in person', telehealth: 'by video' };

const boostersInWords = (count: number): string =>
  count === 0
    ? 'No booster is booked in advance.'
    : count === 1
      ? 'A booster follows, in its window.'
      : `${count} boosters follow, each in its window.`;

/** The assumptions in words, shown with every forecast. */
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
      ? [`Preparation sessions are ${days(assume.preparationEveryDays)} apart, on working days.`]
      : []),
    `Dosing sessions are ${days(assume.dosingEveryDays)} apart, on working days, and last ${assume.dosingMinutes} minutes.`,
    integration.perCycle > 1 ? `${visit}; further ones are a day apart.` : `${visit}.`,
    `The prescriber decides on a working day, at least ${days(assume.decisionDays)} after being asked, and approves.`,
    SUPPLY[supply.kind](assume),
    ...(supply.kind === 'infusion'
      ? []
      : [
          `Outside the clinic the client is in ${assume.place}, where nobody has said otherwise; the prescriber examines ${EXAMINED[assume.examined]}.`,
        ]),
    'Approval, labs and follow-ups are renewed in time while dosing is to come; vitals are inside the limits; whoever has to be there confirms two days before.',
    'Each session is paid on the day it takes place.',
    holdsLiftedOn ? `Holds are lifted on ${holdsLiftedOn}.` : 'Holds are lifted when they are reviewed.',
    boostersInWords(boosters),
    ...(firstFreeDay ? [`Nothing new is booked before ${firstFreeDay}.`] : []),
  ];
}
