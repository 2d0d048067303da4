/** What is wrong with a protocol's file: its shape, and what it says that cannot be meant. */
import { explain, type ProtocolProblem } from './explain';
import { oneByOne, singlesBeside } from '../course/packages';
import { dollars, exactFee, SESSION_KINDS } from '../course/prices';
import { estimate } from './estimate';
import { ProtocolSchema, type Protocol } from './schema';
import { origins } from './stated';

type Rule = (protocol: Protocol) => ProtocolProblem[];

const wrong = (when: boolean, path: string, message: string): ProtocolProblem[] =>
  when ? [{ path, message }] : [];

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

const integration: Rule = ({ integration: { fromHours, withinHours }, clocks }) => [
  ...wrong(
    fromHours > withinHours,
    'integration.withinHours',
    `integration would have to be over (${withinHours} h) before it may begin (${fromHours} h)`,
  ),
  ...wrong(
    clocks.integrationInviteHours >= withinHours,
    'clocks.integrationInviteHours',
    `the invitation (${clocks.integrationInviteHours} h) comes when the time is over (${withinHours} h)`,
  ),
  ...wrong(
    clocks.integrationWarnHours <= clocks.integrationInviteHours,
    'clocks.integrationWarnHours',
    `the warning (${clocks.integrationWarnHours} h) does not come after the invitation (${clocks.integrationInviteHours} h)`,
  ),
  ...wrong(
    clocks.integrationWarnHours >= withinHours,
    'clocks.integrationWarnHours',
    `the warning (${clocks.integrationWarnHours} h) comes when the time is over (${withinHours} h)`,
  ),
];

const maintenance: Rule = ({ maintenance: { opensDays, closesDays, noticeDays, closingNoticeDays } }) => [
  ...wrong(
    closesDays <= opensDays,
    'maintenance.closesDays',
    `the window closes (day ${closesDays}) before it opens (day ${opensDays})`,
  ),
  ...wrong(
    noticeDays > opensDays,
    'maintenance.noticeDays',
    `the notice (day ${noticeDays}) comes after the window opens (day ${opensDays})`,
  ),
  ...wrong(
    closesDays > opensDays && closesDays - closingNoticeDays < opensDays,
    'maintenance.closingNoticeDays',
    `${closingNoticeDays} days before it closes the window is not open yet`,
  ),
];

const clocks: Rule = ({ clocks: each, followUp, supply, screening: { approvalValidDays } }) => {
  const lastMessage = Math.max(...each.silenceDays);
  return [
    ...wrong(
      each.silenceDecisionDays <= lastMessage,
      'clocks.silenceDecisionDays',
      `a clinician decides on day ${each.silenceDecisionDays}, before the last message of day ${lastMessage}`,
    ),
    ...wrong(
      Math.max(...each.followUpNoticeDays) >= followUp.everyDays,
      'clocks.followUpNoticeDays',
      `the first notice comes before the quarter of ${followUp.everyDays} days begins`,
    ),
    ...wrong(
      each.prescriptionNoticeDays >= supply.prescriptionValidDays,
      'clocks.prescriptionNoticeDays',
      `the notice comes before the prescription of ${supply.prescriptionValidDays} days is issued`,
    ),
    ...wrong(
      each.approvalNoticeDays >= approvalValidDays,
      'clocks.approvalNoticeDays',
      `the notice comes before the approval of ${approvalValidDays} days is given`,
    ),
  ];
};

const measures: Rule = ({ measures: { instruments, beforeFollowUpDays, freshDays }, followUp }) =>
  instruments.length === 0
    ? []
    : [
        ...wrong(
          beforeFollowUpDays >= followUp.everyDays,
          'measures.beforeFollowUpDays',
          `${beforeFollowUpDays} days before the follow-up the quarter of ${followUp.everyDays} days has not begun`,
        ),
        ...wrong(
          beforeFollowUpDays + freshDays >= followUp.everyDays,
          'measures.freshDays',
          `a measure ${freshDays} days old would answer for the quarter before`,
        ),
      ];

const fees: Rule = ({ fees: { payWhen, ...each }, packages = [] }) => [
  ...Object.entries(each).flatMap(([kind, fee]) => [
    ...wrong(
      fee.kind === 'range' && fee.fromCents > fee.toCents,
      `fees.${kind}`,
      'the range ends below where it begins',
    ),
    ...wrong(
      fee.kind === 'flat' && fee.due === 'before' && kind !== 'medical',
      `fees.${kind}.due`,
      'only the medical evaluation can be due before it takes place',
    ),
  ]),
  ...wrong(
    payWhen === 'package' && packages.length === 0,
    'fees.payWhen',
    'it is paid by package, and there is no package',
  ),
];

const packages: Rule = (protocol) => [
  ...(protocol.packages ?? []).flatMap((offer, index) => {
    const { code, infusions, cents } = offer;
    const singles = singlesBeside(protocol, offer);
    if (!singles) return [];
    const list = oneByOne(singles, infusions);
    return wrong(
      cents > list,
      `packages.${index}.cents`,
      `${code} costs ${dollars(cents)}, more than its sessions one by one (${dollars(list)})`,
    );
  }),
  ...repeated(
    (protocol.packages ?? []).map(({ code }) => code),
    'packages',
    'package',
  ),
];

const repeated = (codes: readonly string[], folder: string, what: string): ProtocolProblem[] =>
  codes.flatMap((code, index) =>
    wrong(
      codes.indexOf(code) !== index,
      `${folder}.${index}.code`,
      `${code} is the code of another ${what} too`,
    ),
  );

const partnerFees: Rule = ({ partnerFees: each }) =>
  repeated(
    each.map(({ code }) => code),
    'partnerFees',
    'fee',
  );

const cancellation: Rule = ({ cancellation: { feeCents, feeFor } }) =>
  wrong(
    feeCents > 0 && feeFor.length === 0,
    'cancellation.feeFor',
    'there is a fee, and nothing it is asked for',
  );

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

const RULES: readonly Rule[] = [
  consents,
  opening,
  screening,
  supply,
  dosing,
  settings,
  integration,
  maintenance,
  clocks,
  measures,
  fees,
  packages,
  partnerFees,
  cancellation,
];

/** What a protocol says that cannot be meant, each with its place. */
export const checkMeaning = (protocol: Protocol): ProtocolProblem[] =>
  RULES.flatMap((rule) => rule(protocol));

/** Every mistake in a protocol's file, each with its place; empty when it can be used. */
export function checkProtocol(raw: unknown): ProtocolProblem[] {
  const read = ProtocolSchema.safeParse(raw);
  return read.success ? checkMeaning(read.data) : read.error.issues.flatMap((issue) => explain(raw, issue));
}

/** What the page says a course costs, where the prices now come to something else. */
function otherTotal(protocol: Protocol): string[] {
  const { fees: each, estimate: page } = protocol;
  const exact = SESSION_KINDS.every((kind) => exactFee(each[kind]));
  const { statedTotalCents: stated } = page;
  if (stated === undefined || !exact) return [];
  const { practiceToCents: total } = estimate(protocol);
  return stated === total
    ? []
    : [`estimate.statedTotalCents is ${dollars(stated)}, and the sessions come to ${dollars(total)}.`];
}

function neverMeasured({ measures: { afterCycles }, dosing: { planned } }: Protocol): string[] {
  const beyond = afterCycles.filter((cycle) => cycle > planned);
  return beyond.length === 0
    ? []
    : [`measures.afterCycles names ${beyond.join(', ')}, and ${planned} dosing sessions are planned.`];
}

/** What is right but worth knowing: how much is assumed, which prices are still to be entered, what does not fit. */
export function remarks(raw: unknown, protocol: Protocol): string[] {
  const { payWhen: _when, ...each } = protocol.fees;
  const all = [...origins(raw).values()];
  const assumed = all.filter((origin) => 'assumed' in origin).length;
  return [
    `${all.length - assumed} values are from the page, ${assumed} are assumed.`,
    ...Object.entries(each).flatMap(([kind, fee]) =>
      fee.kind === 'unknown' ? [`fees.${kind} is to be entered before there is an estimate: ${fee.ask}`] : [],
    ),
    ...otherTotal(protocol),
    ...neverMeasured(protocol),
  ];
}
