/** How a practice runs a course, as versioned data. course.md §1, §4, §5, §7 */
import { z } from 'zod';
import { TASK_KINDS } from '../vocabulary/tasks';
import { ConsentKind, CoveredService, Criterion, Instrument, Route, Setting } from './shapes';
import { stated } from './stated';

const count = z.int().min(0).max(100);
const days = z.int().min(1).max(730);
const hours = z.int().min(1).max(336);
const minutes = z.int().min(1).max(720);
const cents = z.int().min(0).max(100_000_000);

const ascends = (numbers: readonly number[]): boolean =>
  numbers.every((number, at) => at === 0 || number > (numbers[at - 1] ?? 0));

const unrepeated = (list: readonly unknown[]): boolean => new Set(list).size === list.length;

/** Every entry means an e-mail for each session, or work for each step: a long list would bury clients and workers. */
const FEW = 10;
const few = <T extends z.ZodType>(each: T) =>
  z.array(each).max(FEW).refine(unrepeated, 'must have each entry once');

/** Calendar days by kind of task; 0 means the same day. */
const TaskDays = z.partialRecord(z.enum([...TASK_KINDS, 'any']), z.int().min(0).max(365), {
  error: ({ code, keys = [] }: { code?: string; keys?: readonly string[] }) =>
    code === 'unrecognized_keys'
      ? `${keys.join(', ')} is not a kind of task; use one of ${TASK_KINDS.join(', ')}, or any`
      : undefined,
});

/**
 * What one session costs once it has taken place. `unknown`: the practice must enter the price, and no estimate
 * can be made before. `insurance`: billed to the client's insurance, so the practice's page has no price.
 */
export const Fee = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('flat'),
    cents,
    once: z.literal(true).optional().meta({ description: 'Charged for the first session of its kind only.' }),
    due: z.literal('before').optional().meta({ description: 'Paid before the session.' }),
    insurable: z.literal(true).optional().meta({ description: 'May be billed to the client’s insurance.' }),
  }),
  z.strictObject({
    kind: z.literal('firstHourThenFlat'),
    firstMinutes: minutes,
    firstCents: cents,
    longerCents: cents,
  }),
  z.strictObject({ kind: z.literal('range'), fromCents: cents, toCents: cents }),
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({
    kind: z.literal('insurance'),
    ask: z.string().min(3),
    selfPayCents: cents.optional().meta({ description: 'For a client whose insurance does not cover it.' }),
  }),
  z.strictObject({ kind: z.literal('unknown'), ask: z.string().min(3) }),
]);
export type Fee = z.infer<typeof Fee>;

export const ProtocolSchema = z.strictObject({
  id: z
    .string()
    .regex(
      /^[a-z][a-z0-9-]{1,40}$/,
      'must be 2 to 41 lowercase letters, digits or -, starting with a letter, such as my-practice',
    ),
  version: z.int().min(1),
  title: z.string().min(3),
  page: z.string().min(3).meta({ description: 'Web page that the values come from.' }),
  currency: z.literal('USD'),
  setting: stated(Setting),
  consents: stated(few(ConsentKind).min(1)),
  estimateRequired: stated(z.boolean()),
  coverage: z.strictObject({ check: stated(few(CoveredService)) }),
  instructions: z.strictObject({ ask: stated(z.boolean()), ackBeforeHours: stated(hours) }),
  preparation: z.strictObject({
    label: stated(z.string()),
    minimum: stated(count),
    minutes: stated(minutes),
    afterSupply: stated(z.boolean()),
    confirmReadiness: stated(z.boolean()).optional().meta({
      description:
        'The therapist is asked, once preparation is complete, whether the client is ready for dosing. Default: no.',
    }),
    opening: z
      .strictObject({
        label: stated(z.string().min(3)),
        sessions: stated(z.int().min(1).max(5)),
        minutes: stated(minutes),
      })
      .optional()
      .meta({
        description:
          'The first sessions, such as an evaluation, a consultation about fit, or education. They do not count as preparation and do not wait for a supply. The referral waits for them unless the medical evaluation comes first.',
      }),
  }),
  screening: z.strictObject({
    partner: stated(z.string()),
    label: stated(z.string()).optional().meta({ description: 'Name of the medical evaluation.' }),
    afterPreparations: stated(count),
    confirmSuitability: stated(z.boolean()).optional().meta({
      description:
        'The referral waits until the therapist says that treatment appears appropriate. Default: no.',
    }),
    criteria: stated(z.array(Criterion).min(1).max(20).refine(unrepeated, 'must not list a criterion twice'))
      .optional()
      .meta({
        description:
          'What a client must meet, in the practice’s words. The therapist confirms each one before the referral. Default: none are listed.',
      }),
    beforePreparation: stated(z.boolean())
      .optional()
      .meta({ description: 'Preparation starts after the medical evaluation. Default: in any order.' }),
    minutes: stated(minutes),
    approvalValidDays: stated(days),
    labs: stated(z.boolean()),
    labsValidDays: stated(days),
    training: stated(z.boolean()),
  }),
  supply: z.strictObject({
    kind: stated(z.enum(['shipped', 'dispensed', 'infusion'])),
    starterDoses: stated(count),
    refillDoses: stated(count),
    prescriptionValidDays: stated(days),
  }),
  dosing: z.strictObject({
    label: stated(z.string()),
    planned: stated(z.int().min(1).max(40)),
    exploratory: stated(count),
    minutes: stated(minutes),
    gapDays: stated(days),
    minGapDays: stated(days).optional().meta({
      description:
        'The fewest civil days from one dosing session to the next. A prescriber may allow fewer. Default: 1.',
    }),
    maxPerWeek: stated(z.int().min(1).max(7)).optional().meta({
      description:
        'The most dosing sessions in any seven civil days. A prescriber may allow more. Default: as the distance allows.',
    }),
    maxGapDays: stated(days)
      .optional()
      .meta({ description: 'The longest gap between dosing sessions. Default: no limit.' }),
    routes: stated(z.array(Route).min(1).refine(unrepeated, 'must not list a route twice')).optional().meta({
      description:
        'Routes of administration. The prescriber orders one of them; the only one needs no naming. Default: not recorded.',
    }),
    alsoIn: stated(few(z.enum(['remote', 'inPerson'])).min(1))
      .optional()
      .meta({
        description:
          'Further settings in which dosing sessions may take place, apart from house calls. Default: none.',
      }),
    houseCallsMax: stated(count),
    travelFee: stated(z.enum(['byQuote', 'none'])).meta({ description: 'Travel fee of house calls.' }),
    supportPersonWhenRemote: stated(z.boolean()),
    rideHomeWhenInPerson: stated(z.boolean()),
    readinessRequired: stated(z.boolean()),
    vitalsEveryMinutes: stated(minutes).optional().meta({
      description: 'How often vital signs are taken during a dosing session. Default: not asked for.',
    }),
    vitalsAtRelease: stated(z.boolean()),
  }),
  integration: z.strictObject({
    perCycle: stated(z.int().min(1).max(5)),
    minutes: stated(minutes),
    fromHours: stated(hours),
    withinHours: stated(hours),
    sameVisit: stated(z.boolean()),
    clientChooses: stated(z.boolean()).optional().meta({
      description:
        'Clients may choose a free time within the window themselves, on their page, while none is booked. Default: no.',
    }),
  }),
  followUp: z.strictObject({
    everyDays: stated(days),
    minutes: stated(minutes),
    bookAfterDosings: stated(z.int().min(1).max(40)).optional().meta({
      description: 'After how many dosing sessions the first follow-up is booked. Default: by the quarter.',
    }),
  }),
  measures: z.strictObject({
    instruments: stated(few(Instrument)).meta({ description: 'An empty list: no questionnaires.' }),
    afterCycles: stated(
      z.array(z.int().min(1).max(40)).max(40).refine(unrepeated, 'must have each entry once'),
    ),
    beforeFollowUpDays: stated(days),
    everyDays: stated(days).meta({ description: 'How often in maintenance.' }),
    freshDays: stated(days).meta({ description: 'How old a measure may be to count for a follow-up.' }),
    owedDays: stated(days).meta({
      description: 'Days after which staff get a task because no answers have arrived.',
    }),
  }),
  review: z.strictObject({
    everyCycles: stated(z.int().min(1).max(40)).optional().meta({
      description:
        'After how many cycles each the therapist reviews progress during the series. Default: only after it.',
    }),
    therapyDays: stated(days).meta({
      description: 'Days until the next review after a decision for more therapy.',
    }),
  }),
  maintenance: z.strictObject({
    opensDays: stated(days),
    closesDays: stated(days),
    noticeDays: stated(days),
    closingNoticeDays: stated(days),
  }),
  clocks: z.strictObject({
    referralUnbookedDays: stated(days),
    decisionBusinessDays: stated(days),
    shipmentDays: stated(days),
    supportPersonAskHours: stated(few(hours).min(1)),
    sessionReminderHours: stated(few(hours).min(1)),
    integrationInviteHours: stated(hours),
    integrationWarnHours: stated(hours),
    checkInHour: stated(z.int().min(9).max(19)),
    followUpNoticeDays: stated(few(days).min(1)),
    prescriptionNoticeDays: stated(days),
    approvalNoticeDays: stated(days),
    silenceDays: stated(few(days).min(1)),
    silenceDecisionDays: stated(days),
    staleHours: stated(hours),
    outcomeOwedHours: stated(hours),
    escalateAfterHours: stated(hours),
    pauseCheckDays: stated(days),
    unpaidReminderDays: stated(days).optional().meta({
      description: 'Days after a charge until the client is reminded of what is unpaid. Default: 7.',
    }),
    unpaidTaskDays: stated(days)
      .optional()
      .meta({ description: 'Days after a charge until the biller takes up what is unpaid. Default: 14.' }),
    taskDays: stated(TaskDays)
      .optional()
      .meta({ description: 'Calendar days until a task is due, by its kind; `any` for all others.' }),
  }),
  cancellation: z.strictObject({
    noticeHours: stated(hours),
    feeCents: stated(cents),
    feeFor: stated(few(z.enum(['cancellation', 'move', 'noShow']))).meta({
      description: 'What the fee is charged for inside the notice period.',
    }),
  }),
  fees: z.strictObject({
    preparation: stated(Fee),
    medical: stated(Fee),
    dosing: stated(Fee),
    integration: stated(Fee),
    payWhen: stated(z.enum(['afterEach', 'package'])),
  }),
  partnerFees: z.array(
    z.strictObject({
      code: z.string(),
      label: z.string(),
      cents: stated(cents),
      times: z.enum(['once', 'perRefill', 'perFollowUp']),
    }),
  ),
  packages: z
    .array(
      z.strictObject({
        code: z.string(),
        label: z.string(),
        cents: stated(cents),
        infusions: stated(z.int().min(1).max(40)),
        includesConsult: stated(z.boolean()),
      }),
    )
    .optional()
    .meta({ description: 'Several dosing sessions for one price.' }),
  estimate: z.strictObject({
    followUps: stated(
      z.array(count).min(1).max(FEW).refine(ascends, 'must be in ascending order without repeats'),
    ),
    dosingMinutes: stated(minutes),
    statedTotalCents: stated(cents).optional(),
    reissueCents: stated(z.int().min(1).max(100_000_000)).meta({
      description: 'If the expected cost exceeds the signed estimate by this much, a new estimate is due.',
    }),
    partnerCoverage: stated(z.string().min(3)).optional().meta({
      description: 'What the client’s insurance may pay of the partner’s charges, in words.',
    }),
    notIncluded: stated(z.array(z.string()).min(1))
      .optional()
      .meta({ description: 'Further costs the client may have to pay, in words.' }),
  }),
});

/** A protocol without origins: what a course pins and the engine reads. */
export type Protocol = z.output<typeof ProtocolSchema>;
/** A protocol as written in `protocols/*.json`. */
export type ProtocolFile = z.input<typeof ProtocolSchema>;
