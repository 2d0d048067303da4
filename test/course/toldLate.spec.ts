/** A dosing session told late is held against what was there when it began, not against what has come since. §3, §4 */
import { plusCivilDays } from '../../src/course/civil';
import { plusHours } from '../../src/course/instant';
import type { Course } from '../../src/course/state';
import { loadProtocol } from '../../src/protocols/load';
import { calmWith, courseAfter, type Setup } from './support/courses';
import { given } from './support/given';
import { about } from './support/said';

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

describe('a dosing session told late', () => {
  const told = (course: Course, occurredAt: string) =>
    given(course)
      .at(plusHours(START, 3))
      .when(about('dosingStarted', 'dosing-1', { occurredAt }));

  it.each(CASES)('began before %s was there: it is refused', (_, code, course) => {
    const late = told(course(), START);
    expect(late.answer.answer.accepted).toBe(false);
    expect(late.answer.reasons.map((each) => each.code)).toContain(code);
  });

  it.each(CASES)('began when %s was there', (_, __, course) => {
    told(course(), HOUR_LATER).thenAccepted();
  });

  it('may begin at the last instant of an approval, and not after it', () => {
    const until = (validUntil: typeof START) => ({
      ...base(),
      approval: { since: base().clock, decidedAt: base().clock, validUntil },
    });
    told(until(START), START).thenAccepted();
    told(until(START), plusHours(START, 1)).thenRejected('approval-expired', 'prescriber');
  });

  it('may begin at the last instant of a quarter where the clinic gives the dose, and not after it', () => {
    const booked = courseAfter('dosing booked 1', { protocol: loadProtocol('welches-pazio') });
    const start = booked.sessions.find(({ ref }) => ref === 'dosing-1')?.start ?? booked.clock;
    const evaluatedAt = plusCivilDays(booked.client.zone, start, -92);
    const gates = (hours: number) =>
      given({ ...booked, evaluatedAt })
        .at(plusHours(start, hours))
        .status.gates.map(({ code }) => code);
    expect(gates(0)).not.toContain('follow-up-overdue');
    expect(gates(1)).toContain('follow-up-overdue');
  });
});
