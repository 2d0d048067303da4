/** Everything people report to a course: who may, what it carries, what it means. course.md §3 */
import { z } from 'zod';
import { ProtocolSchema, type Protocol } from './protocol';
import { plain } from './stated';
import type { FieldProblem } from '../vocabulary/fieldProblem';
import { textProblems } from '../input/storableText';
import {
  Cents,
  ChangeReason,
  ConsentKind,
  COVERAGE_RESULTS,
  CoveredService,
  Day,
  Doses,
  DosesLeft,
  envelopeShape,
  InstantText,
  InstructionsRef,
  Instrument,
  Minutes,
  OrderRef,
  OUTCOMES,
  Place,
  Reason,
  SessionKind,
  SessionRef,
  Setting,
  SupplyRef,
  Took,
  Vitals,
  type Role,
} from './shapes';

const signal = <S extends z.ZodRawShape>(by: readonly Role[], summary: string, fields: S) => ({
  by,
  summary,
  fields,
});

const clinicians: Role[] = ['therapist', 'prescriber'];
const scheduling: Role[] = ['frontDesk', 'therapist'];
const anyone: Role[] = ['therapist', 'prescriber', 'frontDesk', 'lead', 'client', 'supportPerson', 'partner'];

const Examined = z
  .enum(['inPerson', 'telehealth'])
  .optional()
  .meta({ description: 'How the client was examined; telehealth when absent.' });

const MostDosings = z
  .int()
  .min(1)
  .max(40)
  .optional()
  .meta({ description: 'The most dosing sessions of the series this order covers, those done included.' });

/** The content of a protocol as a course pins it: without origins. What it means is checked by `readSignal`. */
const Terms = (plain(ProtocolSchema) as z.ZodType<Protocol, Protocol>).meta({
  description: 'The content of that version. Over HTTP it comes from the installation.',
});

export const CATALOG = {
  consentSigned: signal(['client', 'frontDesk'], 'Consents were signed.', {
    kinds: z.array(ConsentKind).min(1).max(5),
  }),
  consentRevoked: signal(['client', 'frontDesk'], 'Consents were taken back.', {
    kinds: z.array(ConsentKind).min(1).max(5),
  }),
  estimateIssued: signal(['biller'], 'A good-faith estimate was issued.', {
    estimate: z
      .string()
      .regex(/^[\w.-]{1,60}$/, 'must be 1 to 60 letters, digits or . _ -')
      .meta({ description: 'Reference of the estimate.' }),
    totalCents: Cents.meta({ description: 'Integer cents; the upper end where it is a range.' }),
    fromCents: Cents.optional().meta({ description: 'The lower end, where it is a range.' }),
  }),
  estimateAcknowledged: signal(['client', 'frontDesk'], 'The client acknowledged the estimate.', {
    estimate: z.string().regex(/^[\w.-]{1,60}$/, 'must be 1 to 60 letters, digits or . _ -'),
  }),
  coverageChecked: signal(['frontDesk', 'biller'], "The client's insurance coverage was checked.", {
    service: CoveredService,
    result: z.enum(COVERAGE_RESULTS),
    copayCents: Cents.optional().meta({ description: 'What the client pays of each session.' }),
  }),
  houseCallsApproved: signal(['lead'], 'House calls were approved for this client.', {
    count: z.int().min(1).max(10).meta({ description: 'How many, at the start.' }),
  }),
  locationDeclared: signal(
    ['client', 'frontDesk', 'therapist'],
    'Where the client is for sessions outside the clinic.',
    {
      place: Place,
      session: SessionRef.optional().meta({ description: 'Only for this session; for all when absent.' }),
    },
  ),
  sessionScheduled: signal(scheduling, 'A session was booked.', {
    kind: SessionKind,
    start: InstantText,
    minutes: Minutes.optional().meta({ description: "Planned length; the protocol's when absent." }),
    setting: Setting.optional().meta({ description: "The protocol's when absent." }),
  }),
  sessionRescheduled: signal(scheduling, 'A booked session moved.', {
    session: SessionRef,
    start: InstantText,
    minutes: Minutes.optional(),
    reason: ChangeReason.optional().meta({ description: 'Whose wish it is; inside the notice it matters.' }),
  }),
  sessionCancelled: signal([...scheduling, 'client'], 'A booked session was cancelled.', {
    session: SessionRef,
    reason: ChangeReason.default('other'),
  }),
  sessionNoShow: signal(scheduling, 'The client did not come.', { session: SessionRef }),
  sessionCompleted: signal(['therapist'], 'A preparation or medical session took place.', {
    session: SessionRef,
    took: Took.optional(),
  }),
  referralSent: signal(
    ['system', 'frontDesk', 'therapist'],
    'The referral reached the prescriber partner.',
    {},
  ),
  prescriberDecision: signal(['prescriber', 'partner'], 'The prescriber decided on the referral.', {
    decision: z.enum(['approved', 'declined', 'needsInformation', 'morePreparation']),
    validUntil: InstantText.optional().meta({
      description: "End of an approval; the protocol's default when absent.",
    }),
    examined: Examined,
    sessions: z
      .int()
      .min(1)
      .max(20)
      .optional()
      .meta({ description: 'With morePreparation: how many more sessions.' }),
    maxDosings: MostDosings,
  }),
  instructionsIssued: signal(
    ['prescriber', 'partner'],
    "The prescriber's diet and medication instructions are there for the client to read.",
    { instructions: InstructionsRef },
  ),
  instructionsAcknowledged: signal(['client', 'frontDesk'], 'The client read the instructions.', {
    instructions: InstructionsRef,
  }),
  labsCleared: signal(['prescriber'], 'The prescriber has seen the labs and cleared them.', {}),
  trainingCompleted: signal(
    ['prescriber', 'partner'],
    'The client was taught to take vitals and to self-administer.',
    {},
  ),
  prescriptionIssued: signal(['prescriber', 'partner'], 'A prescription was issued.', {
    doses: Doses,
    expires: InstantText.optional().meta({ description: "The protocol's default when absent." }),
    replaces: z
      .literal(true)
      .optional()
      .meta({ description: "Replaces a supply that was lost: the prescriber's new decision." }),
  }),
  shipmentSent: signal(['prescriber', 'partner', 'frontDesk'], 'The pharmacy shipped a supply.', {
    doses: Doses,
  }),
  shipmentReceived: signal(['client', 'frontDesk'], 'The supply arrived.', {
    doses: Doses,
    supply: SupplyRef.optional().meta({
      description: 'Which supply it is, where an earlier one may still arrive; the one expected when absent.',
    }),
  }),
  shipmentLost: signal(
    ['client', 'frontDesk', 'partner', 'prescriber'],
    'The supply was lost on its way.',
    {},
  ),
  dosesReconciled: signal(['frontDesk', 'client', 'prescriber'], 'The doses were counted.', {
    left: DosesLeft.meta({ description: 'Still there, whether they may be used or not.' }),
    lost: DosesLeft.default(0).meta({ description: 'Lost since the last count.' }),
    destroyed: DosesLeft.default(0).meta({ description: 'Destroyed since the last count.' }),
  }),
  supportPersonConfirmed: signal(
    ['client', 'supportPerson', 'therapist', 'frontDesk'],
    'A support person will be there.',
    { session: SessionRef },
  ),
  supportPersonUnavailable: signal(
    ['client', 'supportPerson', 'therapist', 'frontDesk'],
    'The support person cannot be there.',
    { session: SessionRef },
  ),
  rideHomeConfirmed: signal(
    ['client', 'supportPerson', 'therapist', 'frontDesk'],
    'Someone will take the client home after the session.',
    { session: SessionRef },
  ),
  readinessAttested: signal(['therapist'], 'The therapist attests readiness for the session.', {
    session: SessionRef,
  }),
  vitalsRecorded: signal(['therapist', 'client'], 'Vitals were measured before or after a session.', {
    session: SessionRef,
    when: z.enum(['before', 'after']),
    vitals: Vitals,
  }),
  vitalsLimitsSet: signal(['prescriber', 'partner'], 'The prescriber set the limits for vitals.', {
    systolicMax: z.int().min(60).max(260),
    diastolicMax: z.int().min(40).max(160),
    pulseMax: z.int().min(40).max(220),
  }),
  dosingStarted: signal(['therapist'], 'The client took the dose.', { session: SessionRef }),
  dosingEnded: signal(['therapist'], 'The dosing session ended.', { session: SessionRef }),
  clientReleased: signal(['therapist'], 'The client was released.', {
    session: SessionRef,
    oriented: z.literal(true).meta({ description: 'The client is alert and oriented.' }),
    escort: z.boolean().meta({ description: 'The support person or escort is there.' }),
    vitals: Vitals.optional().meta({
      description: 'Needed where the prescriber set limits or the protocol asks, unless recorded before.',
    }),
  }),
  integrationCompleted: signal(['therapist'], 'An integration session took place.', {
    session: SessionRef,
    took: Took.optional(),
  }),
  doseConfirmed: signal(
    ['prescriber', 'partner'],
    'The prescriber confirmed the dose after the exploratory cycles.',
    { maxDosings: MostDosings },
  ),
  doseChanged: signal(
    ['prescriber', 'partner'],
    'The prescriber changed the order: client and therapist acknowledge it, the old supply is set aside.',
    { order: OrderRef },
  ),
  doseChangeAcknowledged: signal(['client', 'therapist'], 'The changed order was read and acknowledged.', {
    order: OrderRef,
  }),
  followUpCompleted: signal(
    ['prescriber', 'partner'],
    'A medical follow-up took place; the quarter begins anew.',
    { examined: Examined },
  ),
  courseReviewed: signal(['therapist'], 'The course review decided how to go on.', {
    decision: z.enum(['moreDosing', 'moreTherapy', 'maintenance', 'end']),
    dosings: z.int().min(1).max(20).optional().meta({ description: 'With moreDosing: how many more.' }),
    reviewOn: InstantText.optional().meta({
      description: "With moreTherapy: when it is reviewed again; the protocol's default when absent.",
    }),
  }),
  measureSubmitted: signal(['client', 'therapist'], 'A questionnaire was answered.', {
    instrument: Instrument,
    items: z
      .array(z.int().min(0).max(4))
      .min(7)
      .max(20)
      .meta({ description: 'The answers in their order, each from 0.' }),
  }),
  adverseEventReported: signal(
    anyone,
    'Something went wrong medically: everything but safety contact stops.',
    {},
  ),
  contraindicationReported: signal(anyone, 'A contraindication (such as pregnancy) came up.', {}),
  crisisFlagged: signal(anyone, 'The client is in crisis: clinicians are paged, other mail stops.', {}),
  holdPlaced: signal(clinicians, 'The course is put on hold.', {
    reason: Reason,
    reviewOn: InstantText.meta({ description: 'When the hold is to be looked at again.' }),
  }),
  holdLifted: signal(clinicians, 'A hold is lifted.', {
    hold: z
      .string()
      .regex(/^hold-[1-9]\d{0,2}$/, 'must name a hold, such as hold-1')
      .meta({ example: 'hold-1' }),
    reason: Reason,
  }),
  coursePaused: signal(clinicians, 'The course pauses, at the wish of the client.', {
    reason: Reason,
    reviewOn: InstantText.meta({ description: 'When the pause is to be looked at again.' }),
  }),
  courseResumed: signal(clinicians, 'The course goes on after a pause.', {}),
  planChanged: signal(clinicians, "The number of this client's dosing sessions is changed.", {
    dosings: z.int().min(1).max(40).meta({ description: 'How many in all, those done included.' }),
  }),
  protocolChanged: signal(['lead'], 'The course moves to another version of its protocol.', {
    protocol: Terms,
  }),
  clientMoved: signal(
    [...scheduling, 'lead', 'admin', 'client'],
    'The client lives in another time zone now.',
    {
      zone: z
        .string()
        .regex(/^[A-Z][\w+/-]{1,60}$/, 'must be a time zone such as America/Los_Angeles')
        .meta({ description: 'IANA time zone.', example: 'America/New_York' }),
    },
  ),
  practiceCalendarChanged: signal(['lead', 'admin', 'system'], "The practice's closed days changed.", {
    closedDays: z
      .array(Day)
      .max(400)
      .meta({ description: 'Every civil date on which it is closed, besides weekends.' }),
  }),
  paymentPosted: signal(['biller', 'frontDesk'], 'A payment was received.', {
    cents: Cents,
    method: z.enum(['card', 'cash', 'check', 'transfer', 'other']).default('card'),
  }),
  paymentRefunded: signal(['biller'], 'Money was paid back.', { cents: Cents, reason: Reason }),
  chargeWaived: signal(['biller', 'therapist'], 'A charge was waived.', {
    entry: z
      .string()
      .regex(/^charge-[1-9]\d{0,3}$/, 'must name a charge, such as charge-3')
      .meta({ example: 'charge-3' }),
    reason: Reason,
  }),
  chargeEntered: signal(['biller'], 'A session without a fixed price was priced by hand.', {
    session: SessionRef,
    cents: Cents,
  }),
  packageSold: signal(['biller'], 'A package of infusions was sold to the client.', {
    package: z
      .string()
      .regex(/^[\w.-]{1,40}$/, 'must be 1 to 40 letters, digits or . _ -')
      .meta({ description: "Code of one of the protocol's packages.", example: 'six' }),
  }),
  travelQuoted: signal(['frontDesk', 'biller'], 'The way to a house call was quoted.', {
    session: SessionRef,
    cents: Cents,
  }),
  travelAccepted: signal(['client', 'frontDesk'], "The client accepted a house call's travel fee.", {
    session: SessionRef,
  }),
  signalCorrected: signal([...anyone, 'biller'], 'What was reported by mistake is taken back.', {
    signal: z
      .string()
      .regex(/^[\w.:-]{1,100}$/, 'must be 1 to 100 letters, digits or . : _ -')
      .meta({ description: 'Id of the signal that was reported by mistake.' }),
    reason: Reason,
  }),
  clientWithdrew: signal(['client', 'therapist', 'frontDesk'], 'The client ends the course.', {}),
  courseTransferred: signal(
    ['therapist', 'client', 'lead'],
    'The client goes on with another practice; the course is closed.',
    {
      to: z
        .string()
        .regex(/^[\w.:@-]{1,100}$/, 'must be 1 to 100 letters, digits or . : @ _ -')
        .meta({ description: 'Reference of who takes over, never a name.', example: 'practice-2' }),
      recordsBy: InstantText.optional().meta({ description: 'When the records are to be there.' }),
    },
  ),
  courseClosed: signal(['therapist', 'lead'], 'The course is closed.', { outcome: z.enum(OUTCOMES) }),
  taskCompleted: signal(
    ['therapist', 'prescriber', 'frontDesk', 'biller', 'lead'],
    'A task was done by hand.',
    {
      task: z
        .string()
        .regex(/^[\w:.-]{3,120}$/, 'must be the key of a task: 3 to 120 letters, digits or . : _ -')
        .meta({ description: 'Key of the task.' }),
    },
  ),
  gateOverridden: signal(
    ['therapist', 'prescriber', 'lead', 'frontDesk'],
    'A closed gate is overridden, with a reason, by a role the gate names.',
    {
      gate: z
        .string()
        .regex(/^[a-z-]{3,40}$/, 'must be the code of a gate, such as integration-owed')
        .meta({ example: 'integration-owed' }),
      reason: Reason,
    },
  ),
} as const;

export type SignalName = keyof typeof CATALOG;
export const SIGNAL_NAMES = Object.keys(CATALOG) as SignalName[];

export function isSignalName(name: string): name is SignalName {
  return Object.hasOwn(CATALOG, name);
}

export const Envelope = z.strictObject(envelopeShape);
export type Envelope = z.infer<typeof Envelope>;
export type Actor = Envelope['by'];

/** The fields of one signal, as accepted. */
export type SignalFields<N extends SignalName> = [keyof (typeof CATALOG)[N]['fields']] extends [never]
  ? unknown
  : z.infer<z.ZodObject<(typeof CATALOG)[N]['fields']>>;

/** One signal as the course takes it: name, envelope and fields, flat. */
export type SignalOf<N extends SignalName> = { name: N } & Envelope & SignalFields<N>;
export type Signal = { [N in SignalName]: SignalOf<N> }[SignalName];

/** The schema of a whole signal without its name (the payload of a Temporal Signal). */
export function signalSchema(name: SignalName) {
  return z.strictObject({ ...envelopeShape, ...CATALOG[name].fields });
}

/** Checks a payload against the catalog: shape and role. Never throws. */
export function parseSignal(
  name: string,
  payload: unknown,
): { signal: Signal } | { problems: FieldProblem[] } {
  if (!isSignalName(name)) return { problems: [{ field: 'name', message: `there is no signal "${name}"` }] };
  const unstorable = textProblems(payload);
  if (unstorable.length > 0) return { problems: unstorable };
  const read = signalSchema(name).safeParse(payload);
  if (!read.success) {
    return {
      problems: read.error.issues.map((issue) => ({
        field: issue.path.join('.') || '(body)',
        message: issue.message,
      })),
    };
  }
  if (!CATALOG[name].by.includes(read.data.by.role)) {
    const allowed = CATALOG[name].by.join(', ');
    return { problems: [{ field: 'by.role', message: `${name} is reported by: ${allowed}` }] };
  }
  return { signal: { name, ...read.data } as Signal };
}
