/** What the client can answer themselves now: what a page for them asks, one by one. Derived, never stored. */
import type { ConsentKind, Instrument } from '../../catalog/shapes';
import type { SignalName } from '../../catalog/signals';
import { minutesBetween, plusHours, type Instant } from '../../time/instant';
import { impossible } from '../decide';
import { JUST_BEFORE_MINUTES } from '../gates/session';
import { lastCycle } from '../selectors/cycles';
import { measureOccasions, unansweredInstruments } from '../selectors/measures';
import { needsSupportPerson, rideHomeOwed } from '../selectors/paperwork';
import { outsideLimits } from '../selectors/vitals';
import type { AskedKind } from '../../vocabulary/pages';
import type { Course, Session, Vitals, VitalsLimits } from '../state';

/** Of a session: its reference and its time. */
export type AboutSession = Pick<Session, 'start'> & { session: string };

export type Asked =
  | { kind: 'consent'; consent: ConsentKind }
  | ({ kind: 'supportPerson' | 'rideHome'; by?: Instant } & AboutSession)
  | ({ kind: 'travelFee'; cents: number } & AboutSession)
  | { kind: 'estimate'; estimate: string; totalCents: number; fromCents?: number }
  | { kind: 'instructions'; instructions: string }
  | { kind: 'changedOrder'; order: string }
  | { kind: 'delivery'; supply: string; sentAt: Instant }
  | { kind: 'questionnaire'; instrument: Instrument }
  | { kind: 'checkIn'; session: string }
  | { kind: 'vitals'; session: string; when: 'before' | 'after'; limits?: VitalsLimits };

/** The signal that answers, whether or not it says yes. */
const ANSWER: Readonly<Record<AskedKind, SignalName>> = {
  consent: 'consentSigned',
  supportPerson: 'supportPersonConfirmed',
  rideHome: 'rideHomeConfirmed',
  travelFee: 'travelAccepted',
  estimate: 'estimateAcknowledged',
  instructions: 'instructionsAcknowledged',
  changedOrder: 'doseChangeAcknowledged',
  delivery: 'shipmentReceived',
  questionnaire: 'measureSubmitted',
  checkIn: 'checkInAnswered',
  vitals: 'vitalsRecorded',
};

type Rule = (course: Course, now: Instant) => Asked[];

const aboutSession = ({ ref, start }: Session): AboutSession => ({ session: ref, start });

const ofSessions: Rule = (course, now) =>
  course.sessions
    .filter(({ status, start }) => status === 'scheduled' && start > now)
    .flatMap((each): Asked[] => [
      ...(needsSupportPerson(course, each) && each.supportPerson !== 'confirmed'
        ? [{ kind: 'supportPerson' as const, ...aboutSession(each) }]
        : []),
      ...(rideHomeOwed(course, each) ? [{ kind: 'rideHome' as const, ...aboutSession(each) }] : []),
      ...(each.travel && !each.travel.acceptedAt
        ? [{ kind: 'travelFee' as const, cents: each.travel.cents, ...aboutSession(each) }]
        : []),
    ]);

const ofConsents: Rule = ({ protocol, consents }) =>
  protocol.consents
    .filter((kind) => !consents[kind])
    .map((consent) => ({ kind: 'consent' as const, consent }));

const ofPapers: Rule = ({ estimate, instructions, order }) => [
  ...(estimate && !estimate.acknowledgedAt
    ? [
        {
          kind: 'estimate' as const,
          estimate: estimate.ref,
          totalCents: estimate.totalCents,
          ...(estimate.fromCents !== undefined && { fromCents: estimate.fromCents }),
        },
      ]
    : []),
  ...(instructions && !instructions.acknowledgedAt
    ? [{ kind: 'instructions' as const, instructions: instructions.ref }]
    : []),
  ...(order && !order.client ? [{ kind: 'changedOrder' as const, order: order.ref }] : []),
];

const ofDeliveries: Rule = ({ prescriptions }) =>
  prescriptions.flatMap(({ sentAt, receivedAt, lostAt, voidedAt }, index): Asked[] =>
    sentAt && !receivedAt && !lostAt && !voidedAt
      ? [{ kind: 'delivery', supply: `supply-${index + 1}`, sentAt }]
      : [],
  );

const ofMeasures: Rule = (course, now) => {
  const due = measureOccasions(course).filter((occasion) => occasion.due <= now);
  const instruments = new Set(due.flatMap((occasion) => unansweredInstruments(course, occasion)));
  return [...instruments].map((instrument) => ({ kind: 'questionnaire', instrument }));
};

/** How long after a dosing session the client is asked how they are. Our own assumption. */
const CHECK_IN_DAYS = 7;

const ofCheckIn: Rule = (course, now) => {
  const { dosing, endedAt, checkedInAt } = lastCycle(course) ?? {};
  const asks = endedAt && !checkedInAt && now < plusHours(endedAt, CHECK_IN_DAYS * 24);
  return dosing !== undefined && asks ? [{ kind: 'checkIn', session: dosing }] : [];
};

/**
 * Who was trained to takes them at home: shortly before the session, and once it has ended; again if they were outside the
 * limits.
 */
const ofVitals: Rule = ({ protocol, trainedAt, sessions, vitalsLimits: limits }, now) =>
  protocol.screening.training && trainedAt
    ? sessions.flatMap(({ ref, kind, setting, status, start, vitalsBefore, vitalsAfter }): Asked[] => {
        if (kind !== 'dosing' || setting !== 'remote') return [];
        const soon = now < start && minutesBetween(now, start) <= JUST_BEFORE_MINUTES;
        const owed = (taken: Vitals | undefined) => !taken || (limits && outsideLimits(taken, limits));
        const about = { kind: 'vitals' as const, session: ref, ...(limits && { limits }) };
        if (status === 'scheduled' && soon && owed(vitalsBefore)) return [{ ...about, when: 'before' }];
        return status === 'recovering' && owed(vitalsAfter) ? [{ ...about, when: 'after' }] : [];
      })
    : [];

const RULES: readonly Rule[] = [
  ofCheckIn,
  ofVitals,
  ofConsents,
  ofSessions,
  ofPapers,
  ofDeliveries,
  ofMeasures,
];

/** In the order in which a page shows it. Nothing of it if the course would refuse the answer. Pure. */
export const askedOfClient = (course: Course, now: Instant): Asked[] =>
  RULES.flatMap((rule) => rule(course, now)).filter(
    ({ kind }) => impossible(course, ANSWER[kind], now).length === 0,
  );
