/** A practice's way of running a course, as versioned data. course.md §1, §4, §5, §7 */
import { z } from 'zod';
import { TASK_KINDS } from '../vocabulary/tasks';
import { ConsentKind, CoveredService, Instrument, Setting } from './shapes';
import { stated } from './stated';

const count = z.int().min(0).max(100);
const days = z.int().min(1).max(730);
const hours = z.int().min(1).max(336);
const minutes = z.int().min(1).max(720);
const cents = z.int().min(0).max(100_000_000);

const ascends = (numbers: readonly number[]): boolean =>
  numbers.every((number, at) => at === 0 || number > (numbers[at - 1] ?? 0));

/** Civil days by kind of task; 0 is the same day. */
const TaskDays = z.partialRecord(z.enum([...TASK_KINDS, 'any']), z.int().min(0).max(365), {
  error: ({ code, keys = [] }: { code?: string; keys?: readonly string[] }) =>
    code === 'unrecognized_keys'
      ? `there is no task ${keys.join(', ')}; there are ${TASK_KINDS.join(', ')}, and any`
      : undefined,
});

/**
 * What one rendered session costs. `unknown`: the practice must enter it; an estimate is refused until it
 * has. `insurance`: billed to the client's insurance, so no price is on the page.
 */
export const Fee = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('flat'),
    cents,
    once: z.literal(true).optional().meta({ description: 'For the first such session only.' }),
    due: z.literal('before').optional().meta({ description: 'Paid before it takes place.' }),
    insurable: z.literal(true).optional().meta({ description: "May be billed to the client's insurance." }),
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
    selfPayCents: cents.optional().meta({ description: 'For a client whose insurance does not pay.' }),
  }),
  z.strictObject({ kind: z.literal('unknown'), ask: z.string().min(3) }),
]);
export type Fee = z.infer<typeof Fee>;

export const ProtocolSchema = z.strictObject({
  id: z
    .string()
    .regex(
      /^[a-z][a-z0-9-]{1,40}$/,
      'must be 2 to 41 small letters, digits or -, beginning with a letter, such as my-practice',
    ),
  version: z.int().min(1),
  title: z.string().min(3),
  page: z.string().min(3).meta({ description: 'The page the facts come from.' }),
  currency: z.literal('USD'),
  setting: stated(Setting),
  consents: stated(z.array(ConsentKind).min(1)),
  estimateRequired: stated(z.boolean()),
  coverage: z.strictObject({ check: stated(z.array(CoveredService)) }),
  instructions: z.strictObject({ ask: stated(z.boolean()), ackBeforeHours: stated(hours) }),
  preparation: z.strictObject({
    label: stated(z.string()),
    minimum: stated(count),
    minutes: stated(minutes),
    afterSupply: stated(z.boolean()),
    opening: z
      .strictObject({
        label: stated(z.string().min(3)),
        sessions: stated(z.int().min(1).max(5)),
        minutes: stated(minutes),
      })
      .optional()
      .meta({
        description:
          'The first sessions of this kind (an evaluation, a talk about fit, education). They do not count as preparation, and wait for no supply; the referral waits for them unless the medical evaluation comes first.',
      }),
  }),
  screening: z.strictObject({
    partner: stated(z.string()),
    label: stated(z.string()).optional().meta({ description: 'What the medical evaluation is called.' }),
    afterPreparations: stated(count),
    beforePreparation: stated(z.boolean())
      .optional()
      .meta({ description: 'Nothing is prepared before the medical evaluation; absent: in any order.' }),
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
    maxGapDays: stated(days)
      .optional()
      .meta({ description: 'Dosing sessions further apart break the rhythm; absent: any distance is fine.' }),
    alsoIn: stated(z.array(z.enum(['remote', 'inPerson'])).min(1))
      .optional()
      .meta({
        description:
          'Where dosing sessions may be besides the usual setting, house calls apart; absent: nowhere.',
      }),
    houseCallsMax: stated(count),
    travelFee: stated(z.enum(['byQuote', 'none'])).meta({ description: 'Of house calls.' }),
    supportPersonWhenRemote: stated(z.boolean()),
    rideHomeWhenInPerson: stated(z.boolean()),
    readinessRequired: stated(z.boolean()),
    vitalsAtRelease: stated(z.boolean()),
  }),
  integration: z.strictObject({
    perCycle: stated(z.int().min(1).max(5)),
    minutes: stated(minutes),
    fromHours: stated(hours),
    withinHours: stated(hours),
    sameVisit: stated(z.boolean()),
  }),
  followUp: z.strictObject({ everyDays: stated(days), minutes: stated(minutes) }),
  measures: z.strictObject({
    instruments: stated(z.array(Instrument)).meta({ description: 'None: nothing is asked.' }),
    afterCycles: stated(z.array(z.int().min(1).max(40))),
    beforeFollowUpDays: stated(days),
    everyDays: stated(days).meta({ description: 'In maintenance.' }),
    freshDays: stated(days).meta({ description: 'A measure so old still counts before a follow-up.' }),
    owedDays: stated(days).meta({ description: 'After which staff hear that none has come.' }),
  }),
  review: z.strictObject({
    therapyDays: stated(days).meta({
      description: 'After more therapy was decided on, until the next review.',
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
    supportPersonAskHours: stated(z.array(hours).min(1)),
    sessionReminderHours: stated(z.array(hours).min(1)),
    integrationInviteHours: stated(hours),
    integrationWarnHours: stated(hours),
    checkInHour: stated(z.int().min(9).max(19)),
    followUpNoticeDays: stated(z.array(days).min(1)),
    prescriptionNoticeDays: stated(days),
    approvalNoticeDays: stated(days),
    silenceDays: stated(z.array(days).min(1)),
    silenceDecisionDays: stated(days),
    staleHours: stated(hours),
    outcomeOwedHours: stated(hours),
    escalateAfterHours: stated(hours),
    pauseCheckDays: stated(days),
    taskDays: stated(TaskDays)
      .optional()
      .meta({ description: 'Civil days until a task is due, by its kind; `any` for the others.' }),
  }),
  cancellation: z.strictObject({
    noticeHours: stated(hours),
    feeCents: stated(cents),
    feeFor: stated(z.array(z.enum(['cancellation', 'move', 'noShow']))).meta({
      description: 'What the fee is asked for when it comes inside the notice.',
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
    followUps: stated(z.array(count).min(1).refine(ascends, 'must ascend, each number once')),
    dosingMinutes: stated(minutes),
    statedTotalCents: stated(cents).optional(),
    reissueCents: stated(z.int().min(1).max(100_000_000)).meta({
      description: 'So much more than the client signed, and the estimate is issued anew.',
    }),
    notIncluded: stated(z.array(z.string()).min(1))
      .optional()
      .meta({ description: 'What the client may have to pay besides, in words.' }),
  }),
});

/** A protocol with its origins stripped: what a course pins and the engine reads. */
export type Protocol = z.output<typeof ProtocolSchema>;
/** A protocol as written in `protocols/*.json`. */
export type ProtocolFile = z.input<typeof ProtocolSchema>;
