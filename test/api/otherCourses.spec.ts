import type { Booking, CourseCalendar } from '../../src/course/status/calendar';
import type { SessionFact } from '../../src/course/status/facts';
import { doseInOtherCourse, warningsElsewhere } from '../../src/api/otherCourses';
import { readSignal } from '../../src/protocols/readSignal';
import type { SignalName } from '../../src/catalog/signals';
import { instant } from '../../src/time/instant';
import { AT, newId, step, SUMMARY } from '../store/fixtures';
import { apiApp, ADA, type ApiApp } from './support/apiApp';

let api: ApiApp;
/** What the engine does when it takes a signal. */
let onSignal: (course: string) => Promise<void> = () => Promise.resolve();

beforeAll(async () => {
  const made = await apiApp();
  const { engine } = made;
  const signal: typeof engine.signal = async (course, each) => {
    await onSignal(course);
    return engine.signal(course, each);
  };
  api = { ...made, ...(await apiApp({ store: made.store, engine: { ...engine, signal } })) };
  for (const id of ['t-1', 't-2'])
    await api.store.staff.save({
      id,
      roles: ['therapist'],
      name: id,
      email: `${id}@c.example`,
      createdAt: AT,
    });
  await api.store.staff.save({
    id: 'p-1',
    roles: ['prescriber'],
    name: 'p-1',
    email: 'p@c.example',
    createdAt: AT,
  });
});
afterAll(() => api.store.close());
beforeEach(() => {
  onSignal = () => Promise.resolve();
});

const bodyOf = (answer: { body: unknown }): unknown => answer.body;

const NOW = instant('2027-01-04T17:00:00Z');
const TEN = '2027-03-01T18:00:00.000Z';
const booking = (session: string, start: string, more: Partial<Booking> = {}): Booking => ({
  ...{ session, kind: session.replace(/-\d+$/, '') as Booking['kind'], start: instant(start) },
  ...{ minutes: 60, roles: ['therapist'] },
  ...more,
});
const calendar = (bookings: Booking[], more: Partial<CourseCalendar> = {}): CourseCalendar => ({
  ...{ bookings, minGapDays: 1 },
  ...more,
});

const client = async (): Promise<string> => {
  const id = crypto.randomUUID();
  const contact = { name: id, email: `${id}@client.example`, zone: 'America/Los_Angeles' };
  await api.store.clients.add({ id, ...contact, unsubscribeToken: newId('token'), createdAt: AT });
  return id;
};
interface Made {
  of?: string;
  therapist?: string;
  closed?: 'completed';
}
const revisions: Record<string, number> = {};
async function commit(course: string, to: CourseCalendar, { therapist, closed }: Made = {}): Promise<void> {
  const revision = (revisions[course] = (revisions[course] ?? 0) + 1);
  const events = therapist ? [{ type: 'careTeamChanged' as const, at: AT, team: { therapist } }] : [];
  const summary = { ...SUMMARY, calendar: to, ...(closed && { closed }) };
  const sessions = to.bookings.map(({ session: ref, ...rest }): SessionFact => ({
    ...rest,
    ref,
    setting: 'remote',
    status: 'scheduled',
  }));
  await api.store.commitStep(step(course, revision, events, { firstSeq: 1, summary, sessions }));
}
/** A course with this calendar. */
async function courseWith(to: CourseCalendar, made: Made = {}): Promise<{ id: string; clientId: string }> {
  const id = crypto.randomUUID();
  const clientId = made.of ?? (await client());
  await api.store.courses.register({
    id,
    client: clientId,
    protocol: 'calm',
    protocolVersion: 1,
    startedAt: AT,
  });
  await commit(id, to, made);
  return { id, clientId };
}
const elsewhere = async (row: { id: string; clientId: string }, ...booked: Booking[]) =>
  (await warningsElsewhere(api.store, row, calendar([]), calendar(booked)))
    .filter(({ course }) => course !== undefined)
    .map(({ code, session, course }) => [code, session, course]);

describe('a session at the time of another', () => {
  it('of the same therapist in another course is warned of', async () => {
    const other = await courseWith(calendar([booking('integration-2', TEN)]), { therapist: 't-1' });
    const row = await courseWith(calendar([]), { therapist: 't-1' });
    expect(await elsewhere(row, booking('preparation-1', '2027-03-01T18:30:00Z'))).toEqual([
      ['staff-booked-elsewhere', 'preparation-1', other.id],
    ]);
  });

  it('is not warned of if it only follows, or is of another therapist', async () => {
    await courseWith(calendar([booking('integration-2', '2027-03-02T18:00:00Z')]), { therapist: 't-1' });
    const same = await courseWith(calendar([]), { therapist: 't-1' });
    const another = await courseWith(calendar([]), { therapist: 't-2' });
    expect(await elsewhere(same, booking('preparation-1', '2027-03-02T19:00:00Z'))).toEqual([]);
    expect(await elsewhere(same, booking('preparation-1', '2027-03-02T17:00:00Z'))).toEqual([]);
    expect(await elsewhere(another, booking('preparation-1', '2027-03-02T18:30:00Z'))).toEqual([]);
  });

  it('is warned of where its therapist talks with somebody who is not a client yet', async () => {
    const id = crypto.randomUUID();
    await api.store.inquiries.add({
      ...{ id, createdAt: AT, source: 'staff', language: 'en', name: 'Ines Invented', reachedBy: 'phone' },
      ...{ message: '', answers: [], owedFrom: AT, dueAt: AT },
    });
    await api.store.inquiries.change({
      ...{ id, revision: 1, request: id, state: 'consult' },
      consult: {
        start: instant('2027-06-14T18:30:00Z'),
        minutes: 15,
        setting: 'phone',
        staffId: 't-1',
        revision: 0,
      },
      done: { step: 'consultBooked', at: AT, by: { role: 'frontDesk', id: 'f-1' } },
    });
    const codes = async (therapist: string, start: string) => {
      const row = await courseWith(calendar([]), { therapist });
      const booked = calendar([booking('preparation-1', start)]);
      return (await warningsElsewhere(api.store, row, calendar([]), booked)).map(({ code }) => code);
    };
    expect(await codes('t-1', '2027-06-14T18:00:00Z')).toContain('consult-then');
    expect(await codes('t-2', '2027-06-14T18:00:00Z')).not.toContain('consult-then');
    expect(await codes('t-1', '2027-06-14T18:45:00Z')).not.toContain('consult-then');
  });

  it('is warned of in the last hour of the longest visit', async () => {
    const visit = { ...booking('dosing-1', '2027-03-16T08:00:00Z'), minutes: 24 * 60 };
    const other = await courseWith(calendar([visit]), { therapist: 't-1' });
    const row = await courseWith(calendar([]), { therapist: 't-1' });
    expect(await elsewhere(row, booking('preparation-1', '2027-03-17T07:30:00Z'))).toEqual([
      ['staff-booked-elsewhere', 'preparation-1', other.id],
    ]);
  });

  it('is warned of where nobody is named, if only one person has the role', async () => {
    const prescriber = { roles: ['prescriber' as const] };
    const other = await courseWith(calendar([booking('medical-1', '2027-03-03T18:00:00Z', prescriber)]));
    const row = await courseWith(calendar([]));
    expect(await elsewhere(row, booking('medical-1', '2027-03-03T18:00:00Z', prescriber))).toEqual([
      ['staff-booked-elsewhere', 'medical-1', other.id],
    ]);
    await courseWith(calendar([booking('preparation-1', '2027-03-04T18:00:00Z')]));
    expect(await elsewhere(row, booking('preparation-1', '2027-03-04T18:00:00Z'))).toEqual([]);
  });

  it('of the same client is warned of, whoever holds it', async () => {
    const other = await courseWith(
      calendar([booking('medical-1', '2027-03-05T18:00:00Z', { roles: ['prescriber'] })]),
    );
    const row = await courseWith(calendar([]), { of: other.clientId });
    expect(await elsewhere(row, booking('preparation-1', '2027-03-05T18:30:00Z'))).toEqual([
      ['client-booked-elsewhere', 'preparation-1', other.id],
    ]);
  });

  it('of a closed course is not warned of', async () => {
    const start = '2027-03-06T18:00:00Z';
    await courseWith(calendar([booking('integration-2', start)]), { therapist: 't-1', closed: 'completed' });
    const row = await courseWith(calendar([]), { therapist: 't-1' });
    expect(await elsewhere(row, booking('preparation-1', start))).toEqual([]);
  });

  it('that was booked before is not warned of again', async () => {
    const start = '2027-03-07T18:00:00Z';
    await courseWith(calendar([booking('integration-2', start)]), { therapist: 't-1' });
    const row = await courseWith(calendar([]), { therapist: 't-1' });
    const booked = calendar([booking('preparation-1', start)]);
    expect(await warningsElsewhere(api.store, row, booked, booked)).toEqual([]);
  });

  it('is warned of in the answer to the signal, and not to a client', async () => {
    const start = '2027-05-10T18:00:00.000Z';
    const other = await courseWith(calendar([booking('integration-2', start)]), { therapist: 't-1' });
    const row = await courseWith(calendar([]), { therapist: 't-1' });
    onSignal = (course) => commit(course, calendar([booking('preparation-1', start)]));
    const path = `/api/v1/courses/${row.id}/signals`;
    const body = bodyOf(
      await api.post(`${path}/sessionScheduled`, 'frontDesk', { kind: 'preparation', start }).expect(200),
    );
    expect((body as { warnings: object[] }).warnings).toEqual([
      {
        ...{ code: 'staff-booked-elsewhere', session: 'preparation-1', course: other.id },
        sentence: 'The therapist has another session at that time, in another course.',
      },
    ]);
  });
});

describe('a session that comes back because a closing is undone', () => {
  const start = '2027-03-09T18:00:00.000Z';
  const undone = async (therapist: string) => {
    const row = await courseWith(calendar([]), { therapist: 't-1', closed: 'completed' });
    const other = await courseWith(calendar([booking('integration-2', start)]), { therapist });
    onSignal = (course) => commit(course, calendar([booking('preparation-1', start)]));
    const answer = await api
      .post(`/api/v1/courses/${row.id}/signals/signalCorrected`, 'lead', {
        ...{ signal: 'wrong', reason: 'the wrong client' },
      })
      .expect(200);
    return { other, warnings: (bodyOf(answer) as { warnings: { code: string; course: string }[] }).warnings };
  };

  it('is compared with what others have booked since', async () => {
    const { other, warnings } = await undone('t-1');
    expect(warnings).toMatchObject([
      { code: 'staff-booked-elsewhere', session: 'preparation-1', course: other.id },
    ]);
  });

  it('has no warning if somebody else holds the other', async () => {
    onSignal = () => Promise.resolve();
    const { other, warnings } = await undone('t-2');
    expect(warnings.filter(({ course }) => course === other.id)).toEqual([]);
  });
});

const signal = (name: SignalName, fields: object) => {
  const read = readSignal(name, { id: newId('s'), by: { role: 'frontDesk', id: 'f-1' }, ...fields });
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return read.signal;
};
const dosing = (start: string) => signal('sessionScheduled', { kind: 'dosing', start });

describe('a dose too close to one in another course of the client', () => {
  const given = '2027-03-01T18:00:00.000Z';
  const refused = async (
    other: CourseCalendar,
    proposed = dosing('2027-03-03T18:00:00Z'),
    made: Made = {},
  ) => {
    const { clientId } = await courseWith(other, made);
    const row = await courseWith(calendar([], { minGapDays: 1 }), { of: clientId });
    return (await doseInOtherCourse(api.store, row, proposed, NOW)).map(({ code }) => code);
  };
  const REFUSED = ['dose-in-other-course'];

  it('is refused: one given there, also in a course that has closed', async () => {
    const other = calendar([], { lastDosing: instant(given), minGapDays: 3 });
    expect(await refused(other)).toEqual(REFUSED);
    expect(await refused(other, undefined, { closed: 'completed' })).toEqual(REFUSED);
  });

  it('is refused: one booked there, before or after', async () => {
    const other = calendar([booking('dosing-1', given)], { minGapDays: 3 });
    expect(await refused(other)).toEqual(REFUSED);
    expect(await refused(other, dosing('2027-02-27T18:00:00Z'))).toEqual(REFUSED);
  });

  it('is refused when it is moved there', async () => {
    const other = calendar([], { lastDosing: instant(given), minGapDays: 3 });
    const move = signal('sessionRescheduled', { session: 'dosing-1', start: '2027-03-02T18:00:00Z' });
    expect(await refused(other, move)).toEqual(REFUSED);
  });

  it('is not refused once the civil days have passed, or for another kind of session', async () => {
    const other = calendar([booking('preparation-1', '2027-03-03T18:00:00Z')], {
      ...{ lastDosing: instant(given), minGapDays: 2 },
    });
    expect(await refused(other)).toEqual([]);
    expect(await refused(other, dosing('2027-03-03T08:00:00Z'))).toEqual([]);
    expect(await refused(other, dosing('2027-03-03T07:59:00Z'))).toEqual(REFUSED);
    expect(
      await refused(
        other,
        signal('sessionScheduled', { kind: 'preparation', start: '2027-03-01T20:00:00Z' }),
      ),
    ).toEqual([]);
  });

  it('is refused at its start, but not once it has been given: the record must be complete', async () => {
    const other = calendar([], { lastDosing: instant('2027-01-03T18:00:00.000Z'), minGapDays: 3 });
    const started = (occurredAt: string) =>
      signal('dosingStarted', { session: 'dosing-1', by: { role: 'therapist', id: 't-1' }, occurredAt });
    expect(await refused(other, started('2027-01-04T15:59:00Z'))).toEqual([]);
    expect(await refused(other, started('2027-01-04T16:00:00Z'))).toEqual(REFUSED);
  });

  it('is not refused for another client, or for the doses of the course itself', async () => {
    await courseWith(calendar([], { lastDosing: instant(given), minGapDays: 3 }));
    const row = await courseWith(calendar([], { lastDosing: instant(given), minGapDays: 3 }));
    expect(await doseInOtherCourse(api.store, row, dosing('2027-03-02T18:00:00Z'), NOW)).toEqual([]);
  });

  it('is answered like any refusal, is audited, and does not reach the course', async () => {
    const { clientId } = await courseWith(calendar([], { lastDosing: instant(given), minGapDays: 3 }));
    const { id } = await courseWith(calendar([]), { of: clientId });
    const before = api.asked.signals.length;
    const body = { kind: 'dosing', start: '2027-03-03T18:00:00Z' };
    const answer = await api
      .post(`/api/v1/courses/${id}/signals/sessionScheduled`, 'frontDesk', body)
      .expect(409);
    expect(answer.body).toMatchObject({
      code: 'dose-in-other-course',
      reasons: [{ code: 'dose-in-other-course', resolvableBy: ['frontDesk', 'therapist'] }],
    });
    expect(api.asked.signals).toHaveLength(before);
    expect(await api.store.audit.list(`course:${id}`)).toHaveLength(1);
    const asked = { signal: { name: 'sessionScheduled', ...body } };
    const whatIf = await api.post(`/api/v1/courses/${id}/forecast`, 'frontDesk', asked).expect(200);
    expect(whatIf.body).toMatchObject({ refused: [{ code: 'dose-in-other-course' }] });
  });
});

describe('a second open course of a client', () => {
  const start = (of: string) => api.post('/api/v1/courses', 'frontDesk', { client: of, protocol: 'calm' });

  it('is started with a warning', async () => {
    const other = await courseWith(calendar([]));
    const body = bodyOf(await start(other.clientId).expect(201));
    expect((body as { warnings: object[] }).warnings).toEqual([
      { code: 'second-course', sentence: 'The client has another open course.', course: other.id },
    ]);
  });

  it('has none if the other is closed, or there is no other', async () => {
    const { clientId } = await courseWith(calendar([]), { closed: 'completed' });
    expect((await start(clientId)).body).toMatchObject({ warnings: [] });
    expect((await start(await client())).body).toMatchObject({ warnings: [] });
  });
});

describe('a client who looks like another', () => {
  const create = (contact: object) =>
    api.post('/api/v1/clients', 'frontDesk', { zone: ADA.zone, ...contact });
  const warned = async (contact: object) => {
    const body = bodyOf(await create(contact).expect(201));
    return (body as { warnings: { sentence: string; client: string }[] }).warnings.map(
      ({ sentence, client: id }) => [/same (.*)\. Make/.exec(sentence)?.[1], id],
    );
  };

  it('is created with a warning that names the other', async () => {
    const first = await create({ name: 'Kim Twin', email: 'kim@twin.example', phone: '+1 503 555 0123' });
    const { id, warnings } = first.body as { id: string; warnings: object[] };
    expect(warnings).toEqual([]);
    expect(await warned({ name: 'kim  twin', email: 'k2@twin.example' })).toEqual([['name', id]]);
    expect(await warned({ name: 'Another', email: 'KIM@twin.example' })).toEqual([['e-mail address', id]]);
    expect(await warned({ name: 'Third', email: 'third@twin.example', phone: '(503) 555-0123' })).toEqual([
      ['phone number', id],
    ]);
  });

  it('is created without one if nothing is the same', async () => {
    await create({ name: 'Nobody Else', email: 'nobody@else.example' });
    expect(
      await warned({ name: 'Nobody Elsewhere', email: 'x@else.example', phone: '+1 503 555 0177' }),
    ).toEqual([]);
  });
});

describe('a day that is closed', () => {
  it('warns of the sessions booked on it, and of no others', async () => {
    const day = await courseWith(calendar([booking('preparation-1', '2027-11-26T07:30:00Z')]));
    await courseWith(calendar([booking('preparation-1', '2027-11-26T08:30:00Z')]));
    const closed = ['2027-11-25'];
    const body = bodyOf(
      await api.patch('/api/v1/practice/calendar', 'lead', { closedDays: closed }).expect(200),
    );
    expect(body).toMatchObject({
      bookedCount: 1,
      warnings: [{ code: 'booked-on-closed-day', session: 'preparation-1', course: day.id }],
    });
    const again = await api
      .patch('/api/v1/practice/calendar', 'lead', { closedDays: [...closed, '2027-12-24'] })
      .expect(200);
    expect(again.body).toMatchObject({ bookedCount: 0, warnings: [] });
  });
});
