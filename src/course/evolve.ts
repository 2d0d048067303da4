/** The next state after an event: the only place where state changes. Total; never throws. */
import { plusCivilDays } from './civil';
import { CORRECTABLE } from './corrections';
import { addEntry, noMoney } from './money';
import type { Event, EventOf, EventType, Recorded } from './events';
import { earliest, latest, type Instant } from './instant';
import { latestMeasures, totalOf } from './measures';
import { packagesAfter } from './packages';
import { movedTo, ordered, planned } from './planned';
import { exploratoryDone, givenAtClinic, lastCycle, prepared, sessionOf } from './questions';
import type { Course, Cycle, Patch, Session } from './state';
import * as supplies from './supplies';
import { crossedOut, toldAfter, toldAs } from './told';

type Evolve<T extends EventType> = (course: Course, event: EventOf<T>) => Patch;

const patchSession = (course: Course, ref: string, patch: Partial<Session>): Pick<Course, 'sessions'> => ({
  sessions: course.sessions.map((session) => (session.ref === ref ? { ...session, ...patch } : session)),
});

const patchLastCycle = (course: Course, patch: Partial<Cycle>): Pick<Course, 'cycles'> => ({
  cycles: course.cycles.map((cycle, at, all) => (at === all.length - 1 ? { ...cycle, ...patch } : cycle)),
});

const without = <V>(record: Record<string, V>, key: string): Record<string, V> =>
  Object.fromEntries(Object.entries(record).filter(([each]) => each !== key));

const nothing = (): Patch => ({});

/** How mail stands. Once nothing is parked the outage is over: the next one is a task again. */
const mailStands = (done: Course['done'], undelivered: Course['undelivered']): Patch => ({
  undelivered,
  done: Object.values(undelivered).includes('parked') ? done : without(done, 'mail-outage'),
});

const tookPlace = ({ took }: EventOf<'sessionCompleted' | 'integrationCompleted'>): Partial<Session> => ({
  status: 'completed',
  ...(took && { took }),
});

function integrated(course: Course, event: EventOf<'integrationCompleted'>): Partial<Course> {
  const { session, at } = event;
  const number = course.sessions.find(({ ref }) => ref === session)?.cycle;
  const cycles = course.cycles.map((cycle) => {
    if (cycle.number !== number) return cycle;
    const integrations = cycle.integrations + 1;
    const whole = integrations >= course.protocol.integration.perCycle && !cycle.integratedAt;
    return { ...cycle, integrations, ...(whole && { integratedAt: at }) };
  });
  return { ...patchSession(course, session, tookPlace(event)), cycles };
}

function dosingStarted(course: Course, { session, at }: EventOf<'dosingStarted'>): Patch {
  const booster = course.sessions.find(({ ref }) => ref === session)?.booster === true;
  const number = course.cycles.length + 1;
  return {
    ...patchSession(course, session, { status: 'inSession', cycle: number }),
    cycles: [...course.cycles, { number, dosing: session, booster, startedAt: at, integrations: 0 }],
    supply: {
      ...course.supply,
      // What the clinic gives is dispensed at the session itself.
      dispensed: course.supply.dispensed + (givenAtClinic(course) ? 1 : 0),
      used: course.supply.used + 1,
    },
    overrides: [],
    resumedAt: undefined,
  };
}

/** Sent again with the information that was asked for, it waits for the decision anew. */
function sentAgain(referral: NonNullable<Course['referral']>, at: Instant): Course['referral'] {
  const { answer, answeredAt, ...rest } = referral;
  const complete = answer === 'needsInformation' && at >= (answeredAt ?? at);
  return complete ? { ...rest, sentAt: at } : { ...referral, sentAt: at };
}

/** Once in person is enough. */
const examinedBy = (
  { examinedAt }: Course,
  how: 'inPerson' | 'telehealth' | undefined,
  at: Instant,
): Patch => (how === 'inPerson' ? { examinedAt: earliest([at, examinedAt ?? at]) } : {});

/** The latest decision stands: one that does not approve takes an earlier approval back. §4.1, §6 */
function decided(course: Course, event: EventOf<'prescriberDecision'>): Patch {
  if (!course.referral) return {};
  const { answer: _earlier, answeredAt: _when, resubmitAfter: _asked, ...referral } = course.referral;
  const { decision } = event;
  if (decision === 'approved')
    return {
      evaluatedAt: latest(event.at, course.evaluatedAt ?? event.at),
      referral,
      ...examinedBy(course, event.examined, event.at),
      ...supplies.decidedAfterLoss(course, event.at),
      ...ordered(course, event),
    };
  if (decision !== 'morePreparation') {
    return { referral: { ...referral, answer: decision, answeredAt: event.at }, approval: undefined };
  }
  const resubmitAfter = prepared(course) + (event.sessions ?? 1);
  return {
    referral: { ...referral, answer: decision, answeredAt: event.at, resubmitAfter },
    approval: undefined,
    preparationMinimum: Math.max(course.preparationMinimum, resubmitAfter),
  };
}

/** One row an event type. What is absent here changes nothing but the counters. */
const EVOLVE: { [T in EventType]: Evolve<T> } = {
  courseStarted: nothing,
  consentSigned: ({ consents, optedOutAt }, { kinds, at }) => ({
    optedOutAt: kinds.includes('electronicMessages') ? undefined : optedOutAt,
    // Signed again, a consent is as old as it was.
    consents: { ...Object.fromEntries(kinds.map((kind) => [kind, at])), ...consents },
  }),
  consentRevoked: ({ consents, done }, { kinds, at }) => ({
    consentRevokedAt: at,
    done: without(done, 'collect-consents'),
    consents: Object.fromEntries(
      Object.entries(consents).filter(([kind]) => !kinds.some((one) => one === kind)),
    ),
  }),
  estimateIssued: (_, { estimate, totalCents, fromCents, at }) => ({
    estimate: { ref: estimate, totalCents, issuedAt: at, ...(fromCents !== undefined && { fromCents }) },
  }),
  estimateAcknowledged: ({ estimate }, { at }) =>
    estimate ? { estimate: { ...estimate, acknowledgedAt: at } } : {},
  coverageChecked: ({ coverage }, { service, result, copayCents, at }) => ({
    coverage: { ...coverage, [service]: { result, at, ...(copayCents !== undefined && { copayCents }) } },
  }),
  locationDeclared: (course, { place, session }) =>
    session === undefined ? { place } : patchSession(course, session, { place }),
  houseCallsApproved: (_, { count }) => ({ houseCallsApproved: count }),
  instructionsIssued: (_, { instructions, at }) => ({ instructions: { ref: instructions, issuedAt: at } }),
  instructionsAcknowledged: ({ instructions }, { at }) =>
    instructions
      ? { instructions: { ...instructions, acknowledgedAt: instructions.acknowledgedAt ?? at } }
      : {},
  sessionScheduled: ({ sessions }, { session }) => ({ sessions: [...sessions, session] }),
  sessionRescheduled: (course, { session, start, minutes, bookedAt }) => ({
    sessions: course.sessions.map((each) => {
      if (each.ref !== session) return each;
      const {
        supportPerson: _asked,
        absentSince: _absent,
        rideHome: _arranged,
        readyAt: _ready,
        vitalsBefore: _measured,
        ...kept
      } = each;
      return { ...kept, start, minutes, bookedAt, revision: each.revision + 1 };
    }),
  }),
  sessionCancelled: (course, { session, calledOff, at }) =>
    patchSession(course, session, {
      status: 'cancelled',
      cancelledAt: at,
      ...(calledOff !== undefined && { calledOff }),
    }),
  sessionNoShow: (course, { session, at }) =>
    patchSession(course, session, { status: 'noShow', missedAt: at }),
  sessionCompleted: (course, event) => patchSession(course, event.session, tookPlace(event)),
  referralRequested: (_, { at }) => ({ referral: { requestedAt: at } }),
  referralSent: ({ referral, undelivered }, { at }) => ({
    ...(referral && { referral: sentAgain(referral, at) }),
    undelivered: Object.fromEntries(
      Object.entries(undelivered).filter(([, how]) => how !== 'referralFailed'),
    ),
  }),
  prescriberDecision: decided,
  approvalGranted: ({ approval: earlier }, { at, validUntil }) => {
    const unbroken = earlier && earlier.decidedAt <= at && at <= earlier.validUntil;
    return { approval: { decidedAt: at, validUntil, since: unbroken ? earlier.since : at } };
  },
  vitalsLimitsSet: (_, { systolicMax, diastolicMax, pulseMax }) => ({
    vitalsLimits: { systolicMax, diastolicMax, pulseMax },
  }),
  labsCleared: ({ labsClearedAt }, { at }) => ({ labsClearedAt: latest(at, labsClearedAt ?? at) }),
  trainingCompleted: ({ trainedAt }, { at }) => ({ trainedAt: trainedAt ?? at }),
  prescriptionIssued: (course, { doses, expires, at }) => ({
    prescriptions: [
      ...course.prescriptions,
      {
        doses,
        issuedAt: at,
        expires:
          expires ?? plusCivilDays(course.practice.zone, at, course.protocol.supply.prescriptionValidDays),
      },
    ],
  }),
  shipmentSent: supplies.sent,
  shipmentReceived: supplies.received,
  shipmentLost: supplies.lost,
  dosesReconciled: supplies.counted,
  supportPersonConfirmed: (course, { session }) => ({
    sessions: course.sessions.map((each) => {
      if (each.ref !== session) return each;
      const { absentSince: _before, ...kept } = each;
      return { ...kept, supportPerson: 'confirmed' };
    }),
  }),
  supportPersonUnavailable: (course, { session, at }) => ({
    sessions: course.sessions.map((each) =>
      each.ref === session
        ? { ...each, supportPerson: 'unavailable', absentSince: each.absentSince ?? at }
        : each,
    ),
  }),
  rideHomeConfirmed: (course, { session }) => patchSession(course, session, { rideHome: 'confirmed' }),
  readinessAttested: (course, { session, at }) => patchSession(course, session, { readyAt: at }),
  vitalsRecorded: (course, { session, when, vitals }) =>
    patchSession(course, session, when === 'before' ? { vitalsBefore: vitals } : { vitalsAfter: vitals }),
  dosingStarted,
  dosingEnded: (course, { session, at }) => ({
    ...patchSession(course, session, { status: 'recovering' }),
    ...patchLastCycle(course, { endedAt: at }),
  }),
  released: (course, { session, vitals, at }) => ({
    ...patchSession(course, session, { status: 'completed', ...(vitals && { vitalsAfter: vitals }) }),
    ...patchLastCycle(course, { releasedAt: at }),
  }),
  integrationCompleted: integrated,
  doseConfirmed: (course, event) => ({ doseConfirmedAt: event.at, ...ordered(course, event) }),
  doseChanged: (course, event) => supplies.orderChanged(course, event, exploratoryDone(course)),
  doseChangeAcknowledged: ({ order }, { who, at }) =>
    order ? { order: { ...order, [who]: order[who] ?? at } } : {},
  followUpCompleted: (course, { examined, at }) => ({
    evaluatedAt: latest(at, course.evaluatedAt ?? at),
    ...examinedBy(course, examined, at),
    medicalReviewOwed: false,
    resumedAt: course.resumedAt !== undefined && course.resumedAt > at ? course.resumedAt : undefined,
  }),
  measureSubmitted: ({ measures }, { instrument, items, at }) => ({
    measures: [...measures, { instrument, total: totalOf(items), at }],
  }),
  courseReviewed: (course, { decision, dosings, reviewOn, at }) => ({
    review: {
      decision,
      at,
      measures: latestMeasures(course),
      ...(decision === 'moreTherapy' && {
        reviewOn: reviewOn ?? plusCivilDays(course.practice.zone, at, course.protocol.review.therapyDays),
      }),
    },
    ...(decision === 'moreDosing' && { dosingsPlanned: course.dosingsPlanned + (dosings ?? 1) }),
  }),
  adverseEventReported: nothing,
  contraindicationReported: nothing,
  crisisFlagged: nothing,
  holdPlaced: nothing,
  holdOpened: (course, { hold }) => ({ holds: [...course.holds, hold], holdsPlaced: course.holdsPlaced + 1 }),
  planChanged: planned,
  protocolChanged: movedTo,
  clientMoved: ({ client }, { zone }) => ({ client: { ...client, zone } }),
  practiceCalendarChanged: ({ practice }, { closedDays }) => ({ practice: { ...practice, closedDays } }),
  holdLifted: ({ holds }, { hold, at }) => ({
    holds: holds.filter(({ ref }) => ref !== hold),
    ...(holds.some(({ ref, reason }) => ref === hold && reason === 'pause') && { resumedAt: at }),
  }),
  paused: nothing,
  resumed: nothing,
  paymentPosted: nothing,
  paymentRefunded: nothing,
  chargeWaived: nothing,
  packageSold: nothing,
  chargeEntered: nothing,
  travelQuoted: (course, { session, cents }) => patchSession(course, session, { travel: { cents } }),
  travelAccepted: (course, { session, at }) => {
    const travel = sessionOf(course, session)?.travel;
    return travel ? patchSession(course, session, { travel: { ...travel, acceptedAt: at } }) : {};
  },
  correct: (course, { signal }) => {
    const told = toldAs(course, signal);
    if (!told) return {};
    return { ...CORRECTABLE[told.name]?.without(course, told), told: crossedOut(course, signal) };
  },
  ledgerEntered: (course, entry) => ({
    money: addEntry(course.money, entry),
    packages: packagesAfter(course, entry),
  }),
  clientWithdrew: (_, { at }) => ({ closed: { outcome: 'withdrawn', at } }),
  courseTransferred: (_, { recordsBy, at }) => ({
    closed: { outcome: 'transferred', at, ...(recordsBy !== undefined && { recordsBy }) },
  }),
  courseClosed: (_, { outcome, at }) => ({ closed: { outcome, at } }),
  taskCompleted: (course, { task, at }) => ({
    done: { ...course.done, [task]: at },
    tasks: without(course.tasks, task),
    undelivered: without(
      course.undelivered,
      task.replace(/^(call-instead-of-mail|mail-outcome-unknown):/, ''),
    ),
  }),
  overridden: (course, { gate, at }) => ({
    overrides: [...course.overrides, { gate, at }],
    ...(gate === 'integration-owed' && lastCycle(course) ? patchLastCycle(course, { overridden: true }) : {}),
  }),
  messageDue: ({ done }, { message, at }) => ({ done: { ...done, [message.key]: at } }),
  messageDropped: ({ done, undelivered }, { key, reason, at }) =>
    mailStands(
      { ...done, [key]: at },
      reason === 'not-consented' ? { ...undelivered, [key]: 'failed' } : without(undelivered, key),
    ),
  messageUndelivered: ({ done, undelivered, optedOutAt }, { key, how, at }) =>
    how === 'optedOut'
      ? { ...mailStands(done, without(undelivered, key)), optedOutAt: optedOutAt ?? at }
      : mailStands(done, { ...undelivered, [key]: how }),
  messageDelivered: ({ done, undelivered }, { key }) => mailStands(done, without(undelivered, key)),
  taskOpened: ({ tasks }, { key, kind, role, session, dueBy, at }) => ({
    tasks: {
      ...tasks,
      [key]: { key, kind, role, openedAt: at, ...(session && { session }), ...(dueBy && { dueBy }) },
    },
  }),
  taskClosed: ({ tasks }, { key }) => ({ tasks: without(tasks, key) }),
  breached: (course, { key, cycle, at }) => ({
    done: { ...course.done, [key]: at },
    cycles: course.cycles.map((each) => (each.number === cycle ? { ...each, breachedAt: at } : each)),
  }),
  noticed: (course, { key, kind, at }) => ({
    done: { ...course.done, [key]: at },
    ...(kind === 'boosterWindowMissed' && { medicalReviewOwed: true }),
    ...(kind === 'prescriptionExpired' && supplies.expired(course, at)),
  }),
};

/** The events that are a completed step of care; the silence clock runs from them. */
const PROGRESS = new Set<EventType>([
  'courseStarted',
  'consentSigned',
  'sessionCompleted',
  'prescriberDecision',
  'labsCleared',
  'trainingCompleted',
  'shipmentReceived',
  'dosingEnded',
  'integrationCompleted',
  'doseConfirmed',
  'doseChanged',
  'followUpCompleted',
  'courseReviewed',
  'holdLifted',
]);

/** The state of a course that has just begun. */
export function begin(event: EventOf<'courseStarted'>): Course {
  const { course, protocol, practice, client, at, dosings } = event;
  return {
    version: 1,
    id: course,
    startedAt: at,
    protocol,
    practice,
    client,
    revision: 0,
    sequence: 0,
    clock: at,
    progressAt: at,
    consents: {},
    sessions: [],
    preparationMinimum: protocol.preparation.minimum,
    prescriptions: [],
    supply: { dispensed: 0, used: 0, lost: 0, destroyed: 0, quarantined: 0 },
    cycles: [],
    dosingsPlanned: dosings ?? protocol.dosing.planned,
    ...(dosings !== undefined && { dosingsSet: true as const }),
    holds: [],
    holdsPlaced: 0,
    medicalReviewOwed: false,
    measures: [],
    overrides: [],
    money: noMoney,
    packages: [],
    tasks: {},
    done: {},
    undelivered: {},
    answers: {},
    told: {},
  };
}

function apply<T extends EventType>(course: Course, event: EventOf<T> & { type: T }): Patch {
  const row: Evolve<T> = EVOLVE[event.type];
  return row(course, event);
}

/** Folds one recorded event into the course. `undefined` is the course before its first event. */
export function evolve(course: Course | undefined, event: Recorded): Course {
  const before = course ?? begin(event as EventOf<'courseStarted'>);
  const patched = { ...before, ...apply(before, event as Event) };
  patched.told = toldAfter({ ...before, told: patched.told ?? {} }, event);
  const kept = Object.entries(patched).filter(([, value]) => value !== undefined);
  return {
    ...(Object.fromEntries(kept) as unknown as Course),
    sequence: event.seq,
    clock: event.at > before.clock ? event.at : before.clock,
    progressAt: PROGRESS.has(event.type) && event.at > before.progressAt ? event.at : before.progressAt,
  };
}
