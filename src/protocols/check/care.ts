/** What a protocol says of the way through a course that cannot be meant. */
import { wrong, type Rule } from './rule';

const consents: Rule = ({ consents: asked, setting }) => [
  ...wrong(
    !asked.includes('treatment'),
    'consents',
    'the treatment consent is missing: without it no session starts',
  ),
  ...wrong(
    setting === 'remote' && !asked.includes('telehealth'),
    'consents',
    'sessions are remote, and the telehealth consent is not asked for',
  ),
];

const opening: Rule = ({ preparation: { label, opening: first }, fees: { preparation: fee } }) => [
  ...wrong(
    first?.label === label,
    'preparation.opening.label',
    `opening and preparation sessions are both called “${label}”: nobody can tell them apart`,
  ),
  ...wrong(
    first !== undefined && fee.kind === 'flat' && fee.once === true,
    'fees.preparation.once',
    'the first session of this kind is an opening one: preparation itself would cost nothing',
  ),
];

const screening: Rule = ({ screening: { afterPreparations, beforePreparation }, preparation }) => [
  ...wrong(
    beforePreparation === true && afterPreparations > 0,
    'screening.beforePreparation',
    `preparation waits for the evaluation, and the referral to it for ${afterPreparations} preparation sessions: neither ever begins`,
  ),
  ...wrong(
    afterPreparations > preparation.minimum,
    'screening.afterPreparations',
    `the referral would wait for ${afterPreparations} preparation sessions, the minimum is ${preparation.minimum}`,
  ),
  ...wrong(
    preparation.afterSupply && afterPreparations > 0,
    'screening.afterPreparations',
    'preparation waits for the supply and the referral for preparation: neither ever begins',
  ),
];

const supply: Rule = ({ supply: { kind, starterDoses, refillDoses }, dosing, preparation }) =>
  kind === 'infusion'
    ? wrong(
        preparation.afterSupply,
        'preparation.afterSupply',
        'infusions are given at the clinic: no supply arrives that preparation could wait for',
      )
    : [
        ...wrong(
          starterDoses < dosing.exploratory,
          'supply.starterDoses',
          `${starterDoses} starter doses do not last for ${dosing.exploratory} exploratory sessions, and no further supply comes before the dose is confirmed`,
        ),
        ...wrong(starterDoses < 1, 'supply.starterDoses', 'without a first dose no session can ever start'),
        ...wrong(
          refillDoses < 1 && starterDoses < dosing.planned,
          'supply.refillDoses',
          `${starterDoses} starter doses and no refill do not last for ${dosing.planned} sessions`,
        ),
      ];

const dosing: Rule = ({
  dosing: { exploratory, planned, houseCallsMax, gapDays, maxGapDays = gapDays },
  followUp,
}) => [
  ...wrong(
    exploratory > planned,
    'dosing.exploratory',
    `${exploratory} exploratory sessions are more than the ${planned} planned`,
  ),
  ...wrong(
    houseCallsMax > planned,
    'dosing.houseCallsMax',
    `${houseCallsMax} house calls are more than the ${planned} planned sessions`,
  ),
  ...wrong(
    gapDays > followUp.everyDays,
    'dosing.gapDays',
    `${gapDays} days between sessions are longer than the ${followUp.everyDays} days between medical follow-ups`,
  ),
  ...wrong(
    maxGapDays < gapDays,
    'dosing.maxGapDays',
    `sessions usually ${gapDays} days apart are always further apart than ${maxGapDays} days`,
  ),
];

const settings: Rule = ({ setting, dosing: { alsoIn = [] } }) =>
  wrong(
    alsoIn.some((each) => each === setting),
    'dosing.alsoIn',
    `${setting} is the usual setting already`,
  );

export const CARE: readonly Rule[] = [consents, opening, screening, supply, dosing, settings];
