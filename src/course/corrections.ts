/** What may be taken back, by whom, while nothing rests on it, and what becomes of the state. course.md §3 */
import type { SignalName } from '../signals/catalog';
import type { Role } from '../signals/shapes';
import { overlapped } from './bookings';
import type { LedgerEntry } from './events';
import { isCharge } from './money';
import { packageLiability, coveredSession, packagesEnd } from './packages';
import { completed, dosesInSupply, opensNext, preparationWaits, scheduled, sessionOf } from './questions';
import { reason, type Reason } from './reasons';
import type { Course, Patch, Session, Told } from './state';

interface Correctable {
  /** The roles that may send the signal itself; the lead may take anything back. */
  by: readonly Role[];
  /** What rests on it. */
  against: (course: Course, told: Told) => Reason[];
  /** The state without it; the ledger aside, which gets entries of its own. */
  without: (course: Course, told: Told) => Patch;
}

const builtUpon = (sentence: string, ...opens: Role[]): Reason => reason('built-upon', sentence, ...opens);
const when = (holds: boolean, sentence: string, ...opens: Role[]): Reason[] =>
  holds ? [builtUpon(sentence, ...opens)] : [];

/** Told after it, and not taken back. */
const later = ({ told }: Course, { seq }: Told, ...names: SignalName[]): Told[] =>
  Object.values(told).filter((one) => one.seq > seq && !one.corrected && names.includes(one.name));

const restsOn = (course: Course, told: Told, ...names: SignalName[]): Reason[] => {
  const [next] = later(course, told, ...names);
  return when(next !== undefined, `What was told after it rests on it: ${next?.name}.`, 'lead');
};

const nothing = (): Patch => ({});

/** Charges of it that are still on the ledger, with the price somebody entered for the session by hand. */
export function entriesOf(course: Course, told: Told): LedgerEntry[] {
  const byHand = Object.values(course.told).filter((one) =>
    told.name === 'sessionCompleted' || told.name === 'integrationCompleted'
      ? one.name === 'chargeEntered' && one.session === told.session && !one.corrected
      : false,
  );
  const charged = new Set(course.money.charges.map(({ entry }) => entry));
  return [told, ...byHand]
    .flatMap(({ entries = [] }) => entries)
    .filter(({ kind, entry }) => !isCharge(kind) || charged.has(entry));
}

const chargeTouched = (course: Course, told: Told): Reason[] =>
  when(
    entriesOf(course, told).some(({ entry }) =>
      course.money.charges.some((charge) => charge.entry === entry && charge.waivedCents !== 0),
    ),
    'Its charge has been waived or credited; take that back first.',
    'biller',
    'lead',
  );

/** A package that paid for it can still give it back. */
function packageTouched(course: Course, told: Told): Reason[] {
  const earned = entriesOf(course, told).find(({ kind }) => kind === 'earned');
  const held = course.packages.find(({ ref }) => ref === earned?.package);
  const settled = held && (packagesEnd(course) || packageLiability(held) === 0);
  const sold = told.session !== undefined && !earned && coveredSession(course, told.session);
  return when(settled === true || sold, 'A package that pays for it has been settled since.', 'biller');
}

/** As it was before it took place, or did not. */
const reopened = (course: Course, ref: string | undefined): Pick<Course, 'sessions'> => ({
  sessions: course.sessions.map((session) => {
    if (session.ref !== ref) return session;
    const { missedAt: _missed, took: _took, ...kept } = session;
    return { ...kept, status: 'scheduled' };
  }),
});

const reopening = (course: Course, told: Told, rest: (session: Session) => Reason[]): Reason[] => {
  const session = told.session === undefined ? undefined : sessionOf(course, told.session);
  if (!session) return [];
  return [
    ...restsOn(course, told, 'dosingStarted'),
    ...when(
      overlapped(course, [session]) !== undefined,
      'Another session is booked for that time.',
      'frontDesk',
    ),
    ...chargeTouched(course, told),
    ...packageTouched(course, told),
    ...rest(session),
  ];
};

/** Only while nothing else has become of the supply; doses used since stay used. */
const supplyTouched = (course: Course, told: Told): Reason[] => [
  ...restsOn(
    course,
    told,
    'shipmentSent',
    'shipmentReceived',
    'shipmentLost',
    'dosesReconciled',
    'doseChanged',
    'prescriptionIssued',
    'prescriberDecision',
  ),
  ...when(
    dosesInSupply({ ...course, ...supplyBefore(course, told) }) < 0,
    'More doses have been used since than would be left.',
    'lead',
  ),
];

const supplyBefore = ({ supply }: Course, told: Told): Pick<Course, 'supply'> => ({
  supply: { ...(told.supply ?? supply), used: supply.used },
});

/** About a dosing session still to come, and the last that was told of it. */
const aboutBooking = (by: readonly Role[], field: 'supportPerson' | 'rideHome' | 'readyAt'): Correctable => ({
  by,
  against: (course, told) => [
    ...when(
      scheduled(course, 'dosing')?.ref !== told.session,
      `${told.session} is not booked any more.`,
      'frontDesk',
      'therapist',
    ),
    ...restsOn(course, told, told.name, 'supportPersonUnavailable'),
  ],
  without: (course, told) => ({
    sessions: course.sessions.map((session) => {
      if (session.ref !== told.session) return session;
      const { [field]: _taken, ...kept } = session;
      return kept;
    }),
  }),
});

/** The instants at which the same was told, without this one. */
const others = ({ told }: Course, { name, seq }: Told): string[] =>
  Object.values(told)
    .filter((one) => one.name === name && one.seq !== seq && !one.corrected)
    .flatMap(({ at }) => at ?? [])
    .sort();

const money = (by: readonly Role[], against: Correctable['against']): Correctable => ({
  by,
  against,
  without: nothing,
});

/** Before the supply no more sessions can be booked than open the course, and they are. */
const openingTaken = (course: Course): boolean =>
  preparationWaits(course) && scheduled(course, 'preparation') !== undefined && !opensNext(course);

/** In the order of the catalog. What is absent cannot be taken back. */
export const CORRECTABLE: Partial<Record<SignalName, Correctable>> = {
  sessionNoShow: {
    by: ['frontDesk', 'therapist'],
    against: (course, told) =>
      reopening(course, told, ({ kind }) =>
        kind !== 'dosing'
          ? when(
              kind === 'preparation' && openingTaken(course),
              'Before the supply another session has been booked in its place.',
              'frontDesk',
              'therapist',
            )
          : [
              ...when(
                scheduled(course, 'dosing') !== undefined,
                'Another dosing session has been booked since.',
                'frontDesk',
                'therapist',
              ),
              ...restsOn(course, told, 'prescriberDecision', 'courseReviewed'),
            ],
      ),
    without: (course, { session }) => reopened(course, session),
  },
  sessionCompleted: {
    by: ['therapist'],
    against: (course, told) =>
      reopening(course, told, ({ kind, ref }) => [
        ...when(
          kind === 'medical' &&
            course.protocol.screening.beforePreparation === true &&
            completed(course, 'preparation') > 0,
          'Preparation has taken place since, and rests on the evaluation.',
          'therapist',
        ),
        ...when(
          course.sessions.some(
            (each) => each.kind === kind && each.ref !== ref && each.status === 'completed',
          ) &&
            course.protocol.fees[kind].kind === 'flat' &&
            'once' in course.protocol.fees[kind],
          'Another such session was free of charge because this one was charged.',
          'therapist',
        ),
      ]),
    without: (course, { session }) => reopened(course, session),
  },
  labsCleared: {
    by: ['prescriber'],
    against: (course, told) => restsOn(course, told, 'dosingStarted'),
    without: (course, told) => ({ labsClearedAt: others(course, told).at(-1) as Course['labsClearedAt'] }),
  },
  trainingCompleted: {
    by: ['prescriber', 'partner'],
    against: (course, told) => restsOn(course, told, 'dosingStarted'),
    without: (course, told) => ({ trainedAt: others(course, told)[0] as Course['trainedAt'] }),
  },
  shipmentReceived: {
    by: ['client', 'frontDesk'],
    against: supplyTouched,
    without: (course, told) => ({
      ...supplyBefore(course, told),
      prescriptions: course.prescriptions.map((one, at, all) =>
        at === all.length - 1 ? (told.prescription ?? one) : one,
      ),
    }),
  },
  dosesReconciled: {
    by: ['frontDesk', 'client', 'prescriber'],
    against: supplyTouched,
    without: supplyBefore,
  },
  supportPersonConfirmed: aboutBooking(
    ['client', 'supportPerson', 'therapist', 'frontDesk'],
    'supportPerson',
  ),
  rideHomeConfirmed: aboutBooking(['client', 'supportPerson', 'therapist', 'frontDesk'], 'rideHome'),
  readinessAttested: aboutBooking(['therapist'], 'readyAt'),
  vitalsRecorded: {
    by: ['therapist', 'client'],
    against: (course, told) => {
      const session = course.sessions.find(({ ref }) => ref === told.session);
      const open =
        told.when === 'before'
          ? session?.status === 'scheduled'
          : session?.status === 'inSession' || session?.status === 'recovering';
      return [
        ...when(!open, 'The session has gone on with these vitals.', 'lead'),
        ...restsOn(course, told, 'vitalsRecorded'),
      ];
    },
    without: (course, told) => ({
      sessions: course.sessions.map((session) => {
        if (session.ref !== told.session) return session;
        const { vitalsBefore, vitalsAfter, ...kept } = session;
        return told.when === 'before'
          ? { ...kept, ...(vitalsAfter && { vitalsAfter }) }
          : { ...kept, ...(vitalsBefore && { vitalsBefore }) };
      }),
    }),
  },
  integrationCompleted: {
    by: ['therapist'],
    against: (course, told) =>
      reopening(course, told, ({ cycle }) =>
        when(
          later(course, told, 'integrationCompleted').some(
            ({ session }) => session !== undefined && sessionOf(course, session)?.cycle === cycle,
          ),
          'A later integration of the same cycle counts after it; take that back first.',
          'therapist',
        ),
      ),
    without: (course, { session }) => ({
      ...reopened(course, session),
      cycles: course.cycles.map((cycle) => {
        if (cycle.number !== sessionOf(course, session ?? '')?.cycle) return cycle;
        const { integratedAt, ...kept } = cycle;
        const integrations = cycle.integrations - 1;
        const whole = integrations >= course.protocol.integration.perCycle;
        return { ...kept, integrations, ...(whole && integratedAt && { integratedAt }) };
      }),
    }),
  },
  doseConfirmed: {
    by: ['prescriber', 'partner'],
    against: (course, told) =>
      restsOn(course, told, 'prescriptionIssued', 'dosingStarted', 'doseChanged', 'prescriberDecision'),
    without: () => ({ doseConfirmedAt: undefined }),
  },
  measureSubmitted: {
    by: ['client', 'therapist'],
    against: (course, told) => restsOn(course, told, 'courseReviewed'),
    without: ({ measures }, { measure: taken }) => {
      const at = measures.findLastIndex(
        (each) => each.instrument === taken?.instrument && each.at === taken.at,
      );
      return { measures: measures.filter((_, index) => index !== at) };
    },
  },
  paymentPosted: money(['biller', 'frontDesk'], (course, { entries = [] }) =>
    when(
      entries.some(({ cents }) => course.money.paidCents + cents < course.money.refundedCents),
      'It has been paid back since; take that back first.',
      'biller',
    ),
  ),
  paymentRefunded: money(['biller'], () => []),
  chargeWaived: money(['biller', 'therapist'], () => []),
  chargeEntered: money(['biller'], (course, told) => [
    ...chargeTouched(course, told),
    ...when(entriesOf(course, told).length === 0, 'The charge has been taken back since.', 'biller'),
  ]),
};

/** What to tell instead of taking it back. */
export const INSTEAD: Partial<Record<SignalName, SignalName>> = {
  consentSigned: 'consentRevoked',
  consentRevoked: 'consentSigned',
  estimateIssued: 'estimateIssued',
  coverageChecked: 'coverageChecked',
  houseCallsApproved: 'houseCallsApproved',
  locationDeclared: 'locationDeclared',
  sessionScheduled: 'sessionCancelled',
  sessionRescheduled: 'sessionRescheduled',
  sessionCancelled: 'sessionScheduled',
  prescriberDecision: 'prescriberDecision',
  instructionsIssued: 'instructionsIssued',
  prescriptionIssued: 'shipmentLost',
  shipmentSent: 'shipmentLost',
  shipmentLost: 'shipmentReceived',
  supportPersonUnavailable: 'supportPersonConfirmed',
  vitalsLimitsSet: 'vitalsLimitsSet',
  doseConfirmed: 'doseChanged',
  doseChanged: 'doseChanged',
  courseReviewed: 'courseReviewed',
  measureSubmitted: 'holdLifted',
  adverseEventReported: 'holdLifted',
  contraindicationReported: 'holdLifted',
  crisisFlagged: 'holdLifted',
  holdPlaced: 'holdLifted',
  paused: 'resumed',
  resumed: 'paused',
  planChanged: 'planChanged',
  protocolChanged: 'protocolChanged',
  clientMoved: 'clientMoved',
  practiceCalendarChanged: 'practiceCalendarChanged',
  travelQuoted: 'travelQuoted',
};
