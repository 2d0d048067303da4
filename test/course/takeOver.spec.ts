/** A course that began elsewhere: its history is taken over, and from then on it is as if it had always been here. */
import { CATALOG, type Signal } from '../../src/catalog/signals';
import { balanceCents } from '../../src/course/money/ledger';
import { obligations } from '../../src/course/clocks';
import type { Course } from '../../src/course/state';
import { settle, take } from '../../src/course/step';
import { takeOver, type TakenOver } from '../../src/course/takeOver';
import { loadProtocol, protocolIds } from '../../src/protocols/load';
import { instant, plusHours, plusMinutes } from '../../src/time/instant';
import { LOS_ANGELES, simulateUntil, started } from './support/courses';
import { about, booked, report } from './support/signals';

const BY = { role: 'lead', id: 'lead-1' } as const;
const START = '2027-01-04T09:00-08:00';
const TAKEN = instant('2027-03-01T09:00-08:00');

const calm = (reports: Signal[], takenOverAt = TAKEN): TakenOver =>
  takeOver(
    {
      ...{ course: 'course-1', protocol: loadProtocol('calm'), at: instant(START), takenOverAt },
      ...{ practice: { zone: LOS_ANGELES, closedDays: [] }, client: { zone: LOS_ANGELES } },
    },
    reports,
    BY,
  );

/** A session that took place, as two reports. */
const tookPlace = (kind: 'preparation' | 'medical', number: number, from: string): Signal[] => [
  { ...booked(kind, from), occurredAt: plusMinutes(instant(from), -1) },
  about('sessionCompleted', `${kind}-${number}`, { occurredAt: plusMinutes(instant(from), 50) }),
];

const CONSENTS = report(
  'consentSigned',
  { kinds: ['treatment', 'telehealth', 'electronicMessages'] },
  { occurredAt: '2027-01-04T10:00-08:00' },
);
const PREPARED = [1, 2, 3].flatMap((n) => tookPlace('preparation', n, `2027-01-${10 + n}T10:00-08:00`));
const DECIDED = [
  report('referralSent', {}, { occurredAt: '2027-01-15T10:00-08:00' }),
  report('prescriberDecision', { decision: 'approved' }, { occurredAt: '2027-01-20T10:00-08:00' }),
];

const DOSED = [
  { ...booked('dosing', '2027-02-10T10:00-08:00'), occurredAt: instant('2027-02-09T10:00-08:00') },
  about('dosingStarted', 'dosing-1', { occurredAt: '2027-02-10T10:00-08:00' }),
  about('dosingEnded', 'dosing-1', { occurredAt: '2027-02-10T12:00-08:00' }),
  report(
    'clientReleased',
    { session: 'dosing-1', oriented: true, escort: true },
    { occurredAt: '2027-02-10T12:30-08:00' },
  ),
];

const after = ({ course }: TakenOver, hours: number) => settle(course, plusHours(TAKEN, hours));

describe('a course that is taken over', () => {
  it('keeps its history at the times at which it happened, as recorded now', () => {
    const { events, refused, course } = calm([CONSENTS, ...PREPARED, ...DECIDED]);
    expect(refused).toEqual([]);
    expect(new Set(events.map(({ recordedAt }) => recordedAt))).toEqual(new Set([TAKEN]));
    expect(course.approval?.decidedAt).toBe(instant('2027-01-20T10:00-08:00'));
    expect(course.sessions.map(({ status }) => status)).toEqual(['completed', 'completed', 'completed']);
  });

  it('sends nothing about the time before, and counts nothing of it as missed', () => {
    const lived = calm([CONSENTS, ...PREPARED, ...DECIDED]);
    const { events } = after(lived, 0);
    const types = [...lived.events, ...events].map(({ type }) => type);
    expect(types).not.toContain('messageDue');
    expect(types).not.toContain('messageDropped');
    expect(types).not.toContain('breached');
  });

  it('sends nothing of it the next morning either, if it is taken over at night', () => {
    const night = instant('2027-03-01T21:00-08:00');
    const session = {
      ...booked('preparation', '2027-03-05T10:00-08:00'),
      occurredAt: plusMinutes(night, -1),
    };
    const { course } = calm([CONSENTS, ...PREPARED, session], night);
    const { events } = settle(course, plusHours(night, 24));
    expect(
      events.flatMap((event) =>
        event.type === 'messageDue' && event.message.to === 'client' ? [event] : [],
      ),
    ).toEqual([]);
  });

  it('charges nothing for a session of before that is reported once the balance is known', () => {
    const { course } = calm([CONSENTS, report('balanceBroughtForward', { cents: 5_000 })]);
    const scene = settle(course, TAKEN).course;
    const [planned, held] = tookPlace('preparation', 1, '2027-02-10T10:00-08:00');
    const now = plusHours(TAKEN, 1);
    const afterwards = [planned, held].reduce(
      (state, signal) => (signal ? take(state, signal, now).course : state),
      scene,
    );
    expect(afterwards.sessions).toMatchObject([{ status: 'completed' }]);
    expect(balanceCents(afterwards.money)).toBe(5_000);
  });

  it('opens what is to be done when it is taken over, not before', () => {
    const lived = calm([CONSENTS, ...PREPARED, ...DECIDED]);
    expect(lived.events.map(({ type }) => type)).not.toContain('taskOpened');
    const { tasks } = after(lived, 0).course;
    expect(tasks['issue-estimate']).toMatchObject({ openedAt: TAKEN });
    for (const { openedAt, dueBy = TAKEN } of Object.values(tasks)) {
      expect(openedAt).toBe(TAKEN);
      expect(dueBy >= TAKEN).toBe(true);
    }
  });

  it('sends what comes due afterward', () => {
    const session = {
      ...booked('preparation', '2027-03-05T10:00-08:00'),
      occurredAt: instant('2027-02-20T10:00-08:00'),
    };
    const lived = calm([CONSENTS, ...PREPARED, session]);
    const templates = after(lived, 96).events.flatMap((event) =>
      event.type === 'messageDue' && event.message.to === 'client' ? [event.message.template] : [],
    );
    expect(templates).toContain('sessionReminder');
    expect(templates).not.toContain('sessionConfirmation');
  });

  it('refers the client then, if nobody says that they were referred', () => {
    const lived = calm([CONSENTS, ...PREPARED]);
    expect(lived.course.referral).toBeUndefined();
    const asked = settle(lived.course, TAKEN).course;
    expect(asked.tasks['confirm-suitability']).toBeDefined();
    const { course } = take(
      asked,
      report('taskCompleted', { task: 'confirm-suitability' }, { by: 'therapist' }),
      TAKEN,
    );
    expect(course.referral?.requestedAt).toBe(TAKEN);
  });

  it.each([
    ['an hour', '2027-03-01T08:00-08:00'],
    ['a minute', '2027-03-01T08:59-08:00'],
  ])('pages staff about a crisis %s before it that is reported afterward', (_when, occurredAt) => {
    const { course } = settle(calm([CONSENTS]).course, TAKEN);
    const { events } = take(course, report('crisisFlagged', {}, { occurredAt }), plusMinutes(TAKEN, 10));
    const paged = events.flatMap((event) => (event.type === 'messageDue' ? [event.message.to] : []));
    expect(paged).toEqual(['prescriber', 'therapist']);
  });

  it('asks no gate about a dosing session of then, and every gate about the next', () => {
    const { refused, course } = calm([CONSENTS, ...PREPARED, ...DECIDED, ...DOSED]);
    expect(refused).toEqual([]);
    expect(course.cycles).toHaveLength(1);
    const next = take(course, booked('dosing', '2027-03-10T10:00-08:00'), TAKEN);
    expect(next.reasons.map(({ code }) => code)).toContain('integration-owed');
  });

  it('asks nothing more about a session of then', () => {
    const { course } = after(calm([CONSENTS, ...PREPARED, ...DECIDED, ...DOSED]), 0);
    expect(Object.values(course.tasks).filter(({ session }) => session === 'dosing-1')).toEqual([]);
  });

  it('says what is not possible, each with every reason, and takes the rest', () => {
    const early = report('labsCleared', {}, { occurredAt: '2026-12-01T10:00-08:00' });
    const later = report(
      'consentSigned',
      { kinds: ['telehealth'] },
      { occurredAt: '2027-03-02T10:00-08:00' },
    );
    const { refused, course } = calm([CONSENTS, early, later]);
    expect(refused.map(({ signal, reasons }) => [signal.id, reasons.map(({ code }) => code)])).toEqual([
      [early.id, expect.arrayContaining(['occurred-before-start', 'labs-not-asked'])],
      [later.id, ['occurred-in-the-future']],
    ]);
    expect(course.consents.treatment).toBe(instant('2027-01-04T10:00-08:00'));
  });
});

describe('the balance of a course that is taken over', () => {
  const brought = (cents: number) => report('balanceBroughtForward', { cents });

  it.each([
    ['what the client still owes', 20_000],
    ['nothing', 0],
    ['a credit', -5_000],
  ])('becomes what the practice says: %s', (_what, cents) => {
    const { course, refused } = calm([CONSENTS, ...PREPARED, brought(cents)]);
    expect(refused).toEqual([]);
    expect(balanceCents(course.money)).toBe(cents);
  });

  it('is brought forward once', () => {
    const { refused } = calm([brought(100), brought(200)]);
    expect(refused.map(({ reasons }) => reasons[0]?.code)).toEqual(['balance-known']);
  });

  it('is not for a course that began here', () => {
    const { reasons } = take(started(), brought(100), instant(START));
    expect(reasons.map(({ code }) => code)).toEqual(['not-taken-over']);
  });

  it('counts sessions of then as priced', () => {
    const protocol = loadProtocol('calm');
    const range = { kind: 'range', fromCents: 100, toCents: 200 } as const;
    const priced = { ...protocol, fees: { ...protocol.fees, preparation: range } };
    const first = {
      course: 'course-1',
      at: instant(START),
      takenOverAt: TAKEN,
      client: { zone: LOS_ANGELES },
    };
    const { course } = takeOver(
      { ...first, protocol: priced, practice: { zone: LOS_ANGELES, closedDays: [] } },
      [CONSENTS, ...PREPARED],
      BY,
    );
    const { tasks } = settle(course, TAKEN).course;
    expect(Object.keys(tasks).filter((key) => key.startsWith('enter-charge'))).toEqual([]);
  });
});

/** What people report in a course, but for what only answers something of the moment. */
const NOT_HISTORY = ['taskCompleted', 'messageResent', 'messageGivenUp'];

describe.each(protocolIds())('a course by %s, taken over in its middle', (id) => {
  const protocol = loadProtocol(id);
  const lived = simulateUntil(started({ protocol }), ({ cycles }) => cycles[1]?.integratedAt !== undefined);
  const at = plusHours(lived.course.clock, 1);
  const reports = lived.signals
    .filter(
      ({ answer, signal }) => answer.accepted && !NOT_HISTORY.includes(signal.name) && signal.name in CATALOG,
    )
    .map(({ at: when, signal }) => ({ ...signal, occurredAt: signal.occurredAt ?? when }));
  const referred = lived.course.referral?.sentAt
    ? [report('referralSent', {}, { occurredAt: lived.course.referral.sentAt })]
    : [];
  const first = {
    ...{ course: lived.course.id, protocol, at: lived.course.startedAt, takenOverAt: at },
    ...{ practice: lived.course.practice, client: lived.course.client },
  };
  const taken = takeOver(first, [...reports, ...referred], BY);

  it('takes all that was reported', () => {
    expect(taken.refused).toEqual([]);
  });

  it('stands where the course stands that was always here', () => {
    const known = ({ sessions, cycles, approval, supply, measures, money, consents }: Course) => ({
      ...{ cycles, supply, consents, balance: balanceCents(money) },
      approval: approval?.decidedAt,
      sessions: sessions.map(({ ref, start, status }) => [ref, start, status]),
      measures: measures.map(({ instrument, total }) => [instrument, total]),
    });
    expect(known(taken.course)).toEqual(known(lived.course));
  });

  it('owes the same from then on', () => {
    const later = (course: Course) =>
      obligations(course)
        .filter(({ due, kind }) => due > at && kind !== 'task')
        .map(({ key, due }) => `${due} ${key}`)
        .sort();
    expect(later(taken.course)).toEqual(later(lived.course));
    expect(later(taken.course)).not.toEqual([]);
  });
});
