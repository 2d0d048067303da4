import request from 'supertest';
import { charged, due, noted, opened, recorded, step, SUMMARY } from '../../store/fixtures';
import { instant } from '../../../src/time/instant';
import { loadProtocol } from '../../../src/protocols/load';
import type { Event } from '../../../src/course/events';
import { codeOf } from '../support/answers';
import { ADA, apiApp, type ApiApp } from '../support/apiApp';

let api: ApiApp;
beforeAll(async () => {
  api = await apiApp();
});
afterEach(() => {
  delete api.script.down;
});
afterAll(() => api.store.close());

const DEFERRED = instant('2027-01-04T17:00:00Z');

const bodyOf = (answer: { body: unknown }): unknown => answer.body;
interface Listed {
  courses: { id: string }[];
}
const idsOf = (rows: { id: string }[]) => rows.map(({ id }) => id);

describe('clients', () => {
  it('are taken in, read and listed, the newest first, page by page', async () => {
    const made = [await api.newClient(), await api.newClient(), await api.newClient()];
    const first = await api.get('/api/v1/clients?limit=2').expect(200);
    const { clients, next } = first.body as { clients: { id: string }[]; next: string };
    const second = await api.get(`/api/v1/clients?limit=2&cursor=${next}`).expect(200);
    const rest = second.body as { clients: { id: string }[]; next?: string };
    expect(new Set(idsOf([...clients, ...rest.clients]))).toEqual(new Set(made));
    expect(rest.next).toBeUndefined();
    const read = await api.get(`/api/v1/clients/${made[0] ?? ''}`).expect(200);
    expect(read.body).toMatchObject(ADA);
    await api.get('/api/v1/clients/3f2b8a52-6a3e-4d3c-9a57-0e1d7c3b9f11').expect(404);
    const foreign = await api.get('/api/v1/clients?cursor=nonsense').expect(400);
    expect(foreign.body).toMatchObject({ code: 'cursor-invalid', errors: [{ field: 'cursor' }] });
  });

  it('are taken in once, however often the request is repeated', async () => {
    const [first, second] = [
      await api.post('/api/v1/clients', 'frontDesk', ADA, 'client-1').expect(201),
      await api.post('/api/v1/clients', 'frontDesk', ADA, 'client-1').expect(201),
    ];
    expect(second.body).toEqual(first.body);
    const other = await api.post('/api/v1/clients', 'frontDesk', { ...ADA, name: 'Bo' }, 'client-1');
    expect([other.status, (other.body as { code: string }).code]).toEqual([422, 'idempotency-key-reused']);
    const elsewhere = await api.post('/api/v1/clients', 'admin', ADA, 'client-1').expect(201);
    expect((elsewhere.body as { id: string }).id).not.toBe((first.body as { id: string }).id);
  });
});

describe('a course', () => {
  it('starts with its protocol, zone and practice, and nothing personal', async () => {
    const client = await api.newClient();
    const body = { client, protocol: 'calm' };
    const answer = await api.post('/api/v1/courses', 'frontDesk', body, 'start-1').expect(201);
    const { id, href } = answer.body as { id: string; href: string };
    const input = api.asked.started.at(-1);
    expect(input).toMatchObject({
      ...{ course: id, client: { zone: ADA.zone }, by: { role: 'frontDesk', id: 'staff-frontDesk' } },
      ...{ practice: { zone: 'America/Los_Angeles', closedDays: [] }, protocol: { id: 'calm' } },
    });
    expect(JSON.stringify(input)).not.toMatch(/Quietname|ada\.quiet|0100/);
    await api.get(href).expect(200);
    const repeated = await api.post('/api/v1/courses', 'frontDesk', body, 'start-1').expect(201);
    expect(repeated.body).toEqual(answer.body);
    expect(api.asked.started.filter(({ course }) => course === id)).toHaveLength(1);
  });

  it('is the same one when its start is repeated after nobody answered', async () => {
    const body = { client: await api.newClient(), protocol: 'calm' };
    api.script.down = 'temporal-unavailable';
    const failed = await api.post('/api/v1/courses', 'frontDesk', body, 'start-2').expect(503);
    expect(failed.body).toMatchObject({ code: 'temporal-unavailable' });
    delete api.script.down;
    const made = await api.post('/api/v1/courses', 'frontDesk', body, 'start-2').expect(201);
    const all = await api.get(`/api/v1/courses?client=${body.client}`).expect(200);
    expect(idsOf((all.body as { courses: { id: string }[] }).courses)).toEqual([
      (made.body as { id: string }).id,
    ]);
  });

  it.each([
    ['client', { client: '3f2b8a52-6a3e-4d3c-9a57-0e1d7c3b9f11', protocol: 'calm' }],
    ['protocol', { client: '', protocol: 'nobody-has-this' }],
    ['protocol', { client: '', protocol: '../package' }],
  ])('does not start with an unknown %s', async (field, body) => {
    const client = body.client || (await api.newClient());
    const answer = await api.post('/api/v1/courses', 'frontDesk', { ...body, client });
    expect(answer.body).toMatchObject({ status: 400, errors: [{ field }] });
  });

  it('says why it waits, what is possible and who may', async () => {
    const id = await api.newCourse();
    const body = bodyOf(await api.get(`/api/v1/courses/${id}`, 'frontDesk').expect(200));
    expect(body).toMatchObject({
      ...{
        id,
        live: true,
        phase: 'enrolment',
        waitingOn: 'client',
        client: { name: ADA.name },
        protocol: { id: 'calm', version: 1 },
        route: 'nasal',
      },
      waiting: {
        gates: [{ code: 'consent-missing', resolvableBy: ['client'] }],
        tasks: [
          { completedBy: ['biller', 'lead'], sentence: 'Give the client a cost estimate for the course.' },
          { completedBy: ['therapist'], criteria: ['The client is an adult'] },
        ],
        since: '2027-01-04T17:00:00.000Z',
        blockers: [{ kind: 'gate', what: 'consent-missing', who: ['client'] }],
        consequences: [{ kind: 'task', what: 'silence-decision', to: 'therapist' }],
      },
      possible: [
        { name: 'consentSigned', yours: true, href: `/api/v1/courses/${id}/signals/consentSigned` },
        { name: 'sessionScheduled', by: ['frontDesk', 'therapist'] },
        { name: 'doseConfirmed', yours: false },
        // Nobody can complete the open tasks but those whom they are for, and the lead.
        { name: 'taskCompleted', by: ['therapist', 'biller', 'lead'], yours: false },
      ],
      ...{ nextDeadline: '2027-01-04T17:00:00.000Z', comingUp: [{ kind: 'message' }] },
    });
  });

  it.each([
    ['workers-unavailable', 'workers-unavailable'],
    ['temporal-unavailable', 'temporal-unavailable'],
    ['course-not-running', 'course-stuck'],
  ] as const)('is still readable from the database, and says so: %s', async (down, staleReason) => {
    const id = await api.newCourse();
    await api.store.commitStep(step(id, 1, [opened('book:1')]));
    api.script.down = down;
    const body = bodyOf(await api.get(`/api/v1/courses/${id}`).expect(200));
    expect(body).toMatchObject({
      ...{ live: false, staleReason, phase: 'preparation', waitingOn: 'frontDesk', revision: 1 },
      waiting: {
        tasks: [{ key: 'book:1', sentence: 'Book the next preparation session.' }],
      },
    });
    expect(body).not.toHaveProperty('possible');
  });

  it('is unknown when there is none', async () => {
    await api.get('/api/v1/courses/3f2b8a52-6a3e-4d3c-9a57-0e1d7c3b9f11').expect(404);
    for (const part of ['timeline', 'ledger', 'messages', 'forecast']) {
      await api.get(`/api/v1/courses/3f2b8a52-6a3e-4d3c-9a57-0e1d7c3b9f11/${part}`).expect(404);
    }
  });
});

describe('the list of courses', () => {
  it('is filtered and paged', async () => {
    const [held, closed] = [await api.newCourse(), await api.newCourse()];
    await api.store.commitStep(step(held, 1, [], { summary: { ...SUMMARY, phase: 'supply', onHold: true } }));
    await api.store.commitStep(
      step(closed, 1, [], { summary: { ...SUMMARY, phase: 'closed', closed: 'completed' } }),
    );
    const list = async (query: string) =>
      idsOf(
        ((await api.get(`/api/v1/courses?${query}`).expect(200)).body as { courses: { id: string }[] })
          .courses,
      );
    await expect(list('onHold=true')).resolves.toEqual([held]);
    await expect(list('closed=true')).resolves.toEqual([closed]);
    await expect(list('phase=supply&waitingOn=frontDesk&protocol=calm')).resolves.toEqual([held]);
    await expect(list('protocol=other')).resolves.toEqual([]);
    const first = (await api.get('/api/v1/courses?limit=1').expect(200)).body as { next: string };
    const second = await api.get(`/api/v1/courses?limit=1&cursor=${first.next}`).expect(200);
    expect(idsOf((second.body as { courses: { id: string }[] }).courses)).toEqual([held]);
    await api.get('/api/v1/courses?phase=lunch').expect(400);
  });
});

describe('what is next in a course', () => {
  it('is in the list what its page says, at every time until its next step', async () => {
    const id = await api.newCourse();
    const next = {
      ...{ kind: 'task' as const, what: 'follow-up-overdue' as const, sentence: 'Conduct it.' },
      ...{ who: ['prescriber' as const], dueBy: instant('2020-01-04T18:00:00Z') },
    };
    const turns = {
      turns: [
        { from: instant('2020-01-04T17:00:00Z'), waitingOn: 'client' as const },
        { from: next.dueBy, waitingOn: 'prescriber' as const, next },
        { from: instant('9999-01-01T00:00:00Z'), waitingOn: 'lead' as const },
      ],
      dueAt: next.dueBy,
    };
    await api.store.commitStep(step(id, 1, [], { turns }));
    const { courses } = bodyOf(await api.get(`/api/v1/courses?text=${id}`).expect(200)) as {
      courses: object[];
    };
    const said = { waitingOn: 'prescriber', next, dueAt: next.dueBy };
    expect(courses).toEqual([expect.objectContaining(said)]);
    expect(courses[0]).not.toHaveProperty('turns');
    const waiting = async (role: string) =>
      idsOf(
        (bodyOf(await api.get(`/api/v1/courses?waitingOn=${role}&text=${id}`).expect(200)) as Listed).courses,
      );
    expect(await waiting('prescriber')).toEqual([id]);
    for (const other of ['client', 'lead', 'nobody']) expect(await waiting(other)).toEqual([]);
    api.script.down = 'workers-unavailable';
    expect(bodyOf(await api.get(`/api/v1/courses/${id}`).expect(200))).toMatchObject(said);
  });
});

describe('what happened in a course', () => {
  let id: string;
  beforeAll(async () => {
    id = await api.newCourse();
    await api.store.commitStep(step(id, 1, [noted('one'), noted('two'), charged('charge-1', 25_000)]));
    await api.store.commitStep(step(id, 2, [due('reminder:1'), opened('call:1')], { firstSeq: 4 }));
  });

  it('is read from the timeline, page by page back to the beginning', async () => {
    const first = await api.get(`/api/v1/courses/${id}/timeline?limit=3`).expect(200);
    const { events, next } = first.body as { events: { seq: number; type: string }[]; next: string };
    expect(events.map(({ seq }) => seq)).toEqual([3, 4, 5]);
    const second = await api.get(`/api/v1/courses/${id}/timeline?limit=3&cursor=${next}`).expect(200);
    expect(second.body).toMatchObject({
      events: [{ seq: 1, note: 'one', type: 'doseConfirmed' }, { seq: 2 }],
    });
    expect(second.body).not.toHaveProperty('next');
    const foreign = await api.get(`/api/v1/courses/${id}/timeline?cursor=-1`).expect(400);
    expect(foreign.body).toMatchObject({ code: 'cursor-invalid', errors: [{ field: 'cursor' }] });
  });

  it('says who reported it: the person by name, and the role', async () => {
    const other = await api.newCourse();
    const person = await api.staffed(['therapist', 'lead']);
    const by = (seq: number, id: string) => ({
      events: [{ ...recorded(noted('said'), seq), by: { role: 'therapist', id } as const }],
    });
    await api.store.commitStep(step(other, 1, [], by(1, person)));
    await api.store.commitStep(step(other, 2, [], by(2, 'nobody-known')));
    await api.store.staff.leave(person, noted('x').at);
    const body = bodyOf(await api.get(`/api/v1/courses/${other}/timeline`).expect(200));
    expect((body as { events: { by: object }[] }).events.map(({ by: who }) => who)).toEqual([
      { role: 'therapist', id: person, name: 'Pat Example' },
      { role: 'therapist', id: 'nobody-known' },
    ]);
  });

  it('names a protocol without its content, and is not for those who only handle money', async () => {
    const other = await api.newCourse();
    const moved = {
      type: 'protocolChanged',
      at: noted('x').at,
      protocol: loadProtocol('calm'),
    } satisfies Event;
    await api.store.commitStep(step(other, 1, [moved]));
    const body = bodyOf(await api.get(`/api/v1/courses/${other}/timeline`).expect(200));
    expect((body as { events: { protocol: object }[] }).events.map(({ protocol }) => protocol)).toEqual([
      { id: 'calm', version: 1 },
    ]);
    await api.get(`/api/v1/courses/${other}/timeline`, 'biller').expect(403);
  });

  it('is in the ledger with its totals', async () => {
    const body = bodyOf(await api.get(`/api/v1/courses/${id}/ledger`, 'biller').expect(200));
    expect(body).toMatchObject({
      ...{ currency: 'USD', entries: [{ entry: 'charge-1', kind: 'charge', cents: 25_000 }] },
      totals: { chargesCents: 25_000, balanceCents: 25_000, paidCents: 0 },
    });
  });

  it('is in the messages, without any address', async () => {
    const claim = await api.store.messages.claim(id, 'reminder:1', 'a');
    const held = { id: 'message' in claim ? claim.message.id : '', token: 'a' };
    await api.store.messages.defer(held, 'refused', DEFERRED);
    const answer = await api.get(`/api/v1/courses/${id}/messages`).expect(200);
    expect(answer.body).toMatchObject({
      messages: [
        {
          ...{ key: 'reminder:1', recipient: 'client', state: 'pending', lastError: 'refused', attempts: 1 },
          deferredAt: DEFERRED,
        },
      ],
    });
    expect(answer.text).not.toContain('@');
  });

  it('leads to tasks for a role', async () => {
    const body = bodyOf(await api.get('/api/v1/tasks?role=frontDesk&limit=500').expect(200));
    expect((body as { tasks: object[] }).tasks).toContainEqual(
      expect.objectContaining({ key: 'call:1', course: id, role: 'frontDesk' }),
    );
    const one = await api.get('/api/v1/tasks?limit=1').expect(200);
    expect(one.body).toMatchObject({ more: true });
    await api
      .get('/api/v1/tasks?role=biller')
      .expect(200, { practice: [], tasks: [], inquiries: [], more: false });
  });

  it('is forecast in the name of who asks, and says when there are too many', async () => {
    const { id: who, cookie } = await api.person('therapist');
    const path = `/api/v1/courses/${id}/forecast`;
    const signal = { name: 'consentSigned', kinds: ['treatment'] };
    await request(api.app).get(path).set(cookie).expect(200);
    await request(api.app).post(path).set(cookie).send({ signal }).expect(200);
    expect(api.asked.askers).toEqual([who, who, who]);
    api.script.down = 'forecasts-busy';
    const refused = await api.get(path).expect(503);
    expect([codeOf(refused)[1], refused.headers['retry-after']]).toEqual(['forecasts-busy', '5']);
  });

  it('leads to a forecast, also of what has not been reported', async () => {
    const body = bodyOf(await api.get(`/api/v1/courses/${id}/forecast`).expect(200));
    expect(body).toMatchObject({ charges: { fromCents: 25_000 }, entries: [{ kind: 'charge' }] });
    const signal = { name: 'sessionCompleted', session: 'preparation-1' };
    const ask = (sent: object) => api.post(`/api/v1/courses/${id}/forecast`, 'biller', { signal: sent });
    await ask(signal).expect(200);
    expect(api.asked.whatIfs.at(-1)).toMatchObject({ ...signal, id: 'what-if', by: { role: 'therapist' } });
    const wrong = await ask({ ...signal, session: 'lunch-1' }).expect(400);
    expect(wrong.body).toMatchObject({ errors: [{ field: 'signal.session' }] });
    await ask({ name: 'lunchEaten' }).expect(400);
    await api.get(`/api/v1/courses/${id}/forecast?boosters=2&firstFreeDay=2027-03-01`).expect(200);
    expect(api.asked.assumed.at(-1)).toEqual({ boosters: 2, firstFreeDay: '2027-03-01' });
    await api.get(`/api/v1/courses/${id}/forecast?boosters=many`).expect(400);
    api.script.down = 'workers-unavailable';
    await api.get(`/api/v1/courses/${id}/forecast`).expect(503);
  });
});

describe('protocols', () => {
  it('are listed, and read with the origin of every value', async () => {
    const list = await api.get('/api/v1/protocols', 'engineer').expect(200);
    expect((list.body as { protocols: object[] }).protocols).toContainEqual(
      expect.objectContaining({ id: 'calm' }),
    );
    const body = bodyOf(await api.get('/api/v1/protocols/calm').expect(200));
    const { values, assumed } = body as {
      values: { path: string; source?: string; why?: string }[];
      assumed: number;
    };
    expect(values.find(({ path }) => path === 'preparation.minimum')).toMatchObject({
      value: 6,
      source: expect.any(String) as string,
    });
    expect(values.filter(({ why }) => why !== undefined)).toHaveLength(assumed);
    expect(values.every(({ source, why }) => Boolean(source) !== Boolean(why))).toBe(true);
    await api.get('/api/v1/protocols/nobody').expect(404);
  });
});
