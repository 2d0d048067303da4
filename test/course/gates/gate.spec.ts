/** Gates look at the instant of the start: a dosing session reported late is checked against that time. course.md §3, §4 */
import { plusCivilDays } from '../../../src/time/civil';
import { plusHours } from '../../../src/time/instant';
import type { Course } from '../../../src/course/state';
import { loadProtocol } from '../../../src/protocols/load';
import { calmWith, courseAfter, type Setup } from '../support/courses';
import { given, type Scene } from '../support/given';
import { about, report } from '../support/signals';

const READINESS = calmWith((calm) => ({ ...calm, dosing: { ...calm.dosing, readinessRequired: true } }));
const TRAINING = calmWith((calm) => ({ ...calm, screening: { ...calm.screening, training: true } }));

const base = (setup: Setup = {}) => courseAfter('support for dosing 1', setup);
const START = base().sessions.find(({ ref }) => ref === 'dosing-1')?.start ?? base().clock;
const HOUR_LATER = plusHours(START, 1);

const withSession = (course: Course, patch: object): Course => ({
  ...course,
  sessions: course.sessions.map((each) => (each.ref === 'dosing-1' ? { ...each, ...patch } : each)),
});

/** All is there an hour after the start only. */
const CASES: [what: string, code: string, course: () => Course][] = [
  [
    'the treatment consent',
    'consent-missing',
    () => ({ ...base(), consents: { ...base().consents, treatment: HOUR_LATER } }),
  ],
  [
    'the telehealth consent',
    'telehealth-consent-missing',
    () => ({ ...base(), consents: { ...base().consents, telehealth: HOUR_LATER } }),
  ],
  [
    'the approval',
    'approval-missing',
    () => ({
      ...base(),
      approval: { since: HOUR_LATER, decidedAt: HOUR_LATER, validUntil: plusHours(START, 99) },
    }),
  ],
  ['the examination in person', 'in-person-exam-owed', () => ({ ...base(), examinedAt: HOUR_LATER })],
  [
    "the therapist's word",
    'readiness-missing',
    () => withSession(base({ protocol: READINESS }), { readyAt: HOUR_LATER }),
  ],
  ['the training', 'training-owed', () => ({ ...base({ protocol: TRAINING }), trainedAt: HOUR_LATER })],
];

describe('a dosing session reported late', () => {
  const startedAt = (course: Course, occurredAt: string) =>
    given(course)
      .at(plusHours(START, 3))
      .when(about('dosingStarted', 'dosing-1', { occurredAt }));

  it.each(CASES)('is refused if it started without %s', (_, code, course) => {
    const late = startedAt(course(), START);
    expect(late.answer.answer.accepted).toBe(false);
    expect(late.answer.reasons.map((each) => each.code)).toContain(code);
  });

  it.each(CASES)('is accepted if it started with %s', (_, __, course) => {
    startedAt(course(), HOUR_LATER).thenAccepted();
  });

  it('may have started at the last instant of an approval, and not after it', () => {
    const until = (validUntil: typeof START) => ({
      ...base(),
      approval: { since: base().clock, decidedAt: base().clock, validUntil },
    });
    startedAt(until(START), START).thenAccepted();
    startedAt(until(START), plusHours(START, 1)).thenRejected('approval-expired', 'prescriber');
  });

  it('may have started at the last day of the quarter where the clinic gives the dose, and not after it', () => {
    const booked = courseAfter('dosing booked 1', { protocol: loadProtocol('welches-pazio') });
    const start = booked.sessions.find(({ ref }) => ref === 'dosing-1')?.start ?? booked.clock;
    const evaluatedAt = plusCivilDays(booked.client.zone, start, -92);
    const gates = (hours: number) =>
      given({ ...booked, evaluatedAt })
        .at(plusHours(start, hours))
        .status.gates.map(({ code }) => code);
    expect(gates(1)).not.toContain('follow-up-overdue');
    expect(gates(24)).toContain('follow-up-overdue');
  });
});

describe('a dosing session reported late, given what was reported before', () => {
  const booked = () => given(base());
  const startReported = (scene: Scene) =>
    scene.when(about('dosingStarted', 'dosing-1', { occurredAt: START }));
  const LIMITS = report('vitalsLimitsSet', { systolicMax: 140, diastolicMax: 90, pulseMax: 100 });
  const reading = (occurred = {}) =>
    report(
      'vitalsRecorded',
      { session: 'dosing-1', when: 'before', vitals: { systolic: 120, diastolic: 80, pulse: 60 } },
      occurred,
    );

  it('is refused if it started during a hold that has been lifted since', () => {
    const held = booked().at(plusHours(START, -20)).when(report('adverseEventReported', {}));
    const lifted = held
      .at(plusHours(START, 1))
      .when(report('holdLifted', { hold: 'hold-1', reason: 'nothing of it is left' }, { by: 'prescriber' }))
      .thenAccepted();
    startReported(lifted).thenRejected('on-hold');
  });

  it('is accepted if it started before the current hold, which stays', () => {
    const held = booked().at(plusHours(START, 1)).when(report('adverseEventReported', {}));
    expect(startReported(held).thenAccepted().course.holds).toHaveLength(1);
  });

  it('is accepted with vitals taken that day before it started', () => {
    const limited = booked().when(LIMITS);
    startReported(limited.at(plusHours(START, 1)).when(reading())).thenRejected('vitals-missing');
    startReported(
      limited.at(plusHours(START, -30)).when(reading()).thenAccepted().at(plusHours(START, 1)),
    ).thenRejected('vitals-missing');
    startReported(
      limited.at(plusHours(START, 1)).when(reading({ occurredAt: plusHours(START, -0.5) })),
    ).thenAccepted();
  });

  it('is refused if it started before the support person confirmed', () => {
    const unsure = given(courseAfter('dosing booked 1')).at(plusHours(START, 1));
    startReported(unsure.when(report('supportPersonConfirmed', { session: 'dosing-1' }))).thenRejected(
      'support-person-unconfirmed',
    );
    const before = { occurredAt: plusHours(START, -0.5) };
    startReported(
      unsure.when(report('supportPersonConfirmed', { session: 'dosing-1' }, before)),
    ).thenAccepted();
  });
});
