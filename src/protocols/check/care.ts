/** Finds values that would make a course impossible or contradictory. */
import { wrong, type Rule } from './rule';

const consents: Rule = ({ consents: kinds, setting }) => [
  ...wrong(
    !kinds.includes('treatment'),
    'consents',
    'must include the treatment consent: no session can start without it',
  ),
  ...wrong(
    setting === 'remote' && !kinds.includes('telehealth'),
    'consents',
    'must include the telehealth consent, because sessions are remote',
  ),
];

const opening: Rule = ({ preparation: { label, opening: first }, fees: { preparation: fee } }) => [
  ...wrong(
    first?.label === label,
    'preparation.opening.label',
    `must differ from the name of preparation sessions, “${label}”`,
  ),
  ...wrong(
    first !== undefined && fee.kind === 'flat' && fee.once === true,
    'fees.preparation.once',
    'must not be set: opening sessions come first, so preparation itself would be free',
  ),
];

const screening: Rule = ({
  screening: { afterPreparations, beforePreparation, confirmSuitability, criteria },
  preparation,
}) => [
  ...wrong(
    criteria !== undefined && confirmSuitability !== true,
    'screening.criteria',
    'must be left out: without `screening.confirmSuitability`, nobody is asked whether they are met',
  ),
  ...wrong(
    beforePreparation === true && afterPreparations > 0,
    'screening.beforePreparation',
    `preparation would wait for the evaluation, and its referral for ${afterPreparations} preparation sessions: neither could begin`,
  ),
  ...wrong(
    afterPreparations > preparation.minimum,
    'screening.afterPreparations',
    `must not exceed the minimum number of preparation sessions, ${preparation.minimum}`,
  ),
  ...wrong(
    preparation.afterSupply && afterPreparations > 0,
    'screening.afterPreparations',
    'preparation would wait for the supply, and the referral for preparation: neither could begin',
  ),
];

const supply: Rule = ({ supply: { kind, starterDoses, refillDoses }, dosing, preparation }) =>
  kind === 'infusion'
    ? wrong(
        preparation.afterSupply,
        'preparation.afterSupply',
        'must be false: infusions are given at the clinic, so no supply arrives',
      )
    : [
        ...wrong(
          starterDoses < dosing.exploratory,
          'supply.starterDoses',
          `must be at least ${dosing.exploratory}, one for each exploratory session: no refill comes before the dose is confirmed`,
        ),
        ...wrong(
          starterDoses < 1,
          'supply.starterDoses',
          'must be at least 1: no session can start without a first dose',
        ),
        ...wrong(
          refillDoses < 1 && starterDoses < dosing.planned,
          'supply.refillDoses',
          `must be at least 1: ${starterDoses} starter doses without a refill do not cover ${dosing.planned} sessions`,
        ),
      ];

const dosing: Rule = ({
  dosing: { exploratory, planned, houseCallsMax, gapDays, minGapDays = 1, maxGapDays = gapDays },
  followUp,
}) => [
  ...wrong(exploratory > planned, 'dosing.exploratory', `must not exceed the ${planned} planned sessions`),
  ...wrong(
    houseCallsMax > planned,
    'dosing.houseCallsMax',
    `must not exceed the ${planned} planned sessions`,
  ),
  ...wrong(
    gapDays > followUp.everyDays,
    'dosing.gapDays',
    `must not exceed the ${followUp.everyDays} days between medical follow-ups`,
  ),
  ...wrong(
    minGapDays > gapDays,
    'dosing.minGapDays',
    `must not exceed the usual ${gapDays} days between sessions`,
  ),
  ...wrong(
    maxGapDays < gapDays,
    'dosing.maxGapDays',
    `must be at least the usual ${gapDays} days between sessions`,
  ),
];

const settings: Rule = ({ setting, dosing: { alsoIn = [] } }) =>
  wrong(
    alsoIn.some((each) => each === setting),
    'dosing.alsoIn',
    `must not include “${setting}”, which is the usual setting`,
  );

export const CARE: readonly Rule[] = [consents, opening, screening, supply, dosing, settings];
