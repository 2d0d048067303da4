/** Bringing along clients and courses that began before, as two tables. */
import { fromMs, plusHours } from '../../../../src/time/instant';
import { apiApp, type ApiApp } from '../../support/apiApp';

const NOW = new Date('2027-03-01T18:00:00Z');
let api: ApiApp;
const open = async () => {
  api = await apiApp({ now: () => NOW });
};
const close = () => api.store.close();

const CLIENTS = [
  'client,name,email,phone,zone,protocol,began,dosings,balance',
  '17,Nora Invented,nora@client.example,503 555 0123,,calm,2027-01-04,,250.00',
  '18,Theo Sample,theo@client.example,,America/Denver,,,,',
].join('\n');

const HISTORY = [
  'client,when,what,minutes,details',
  '17,2027-01-04,consent signed,,"kinds=treatment, telehealth, electronic messages"',
  '17,2027-01-11 10:00,preparation,50,',
  '17,1/18/2027 10:00,preparation,,',
  '17,2027-01-25 10:00,preparation,,',
  '17,2027-01-26,referralSent,,',
  '17,2027-02-01,prescriberDecision,,decision=approved; maxDosings=8',
  '17,2027-02-02,measureSubmitted,,instrument=PHQ-9; items=1 2 0 1 2 1 0 1 0',
  '17,2027-03-08 10:00,preparation,50,',
].join('\n');

interface Answer {
  done: boolean;
  problems: { file: string; line: number; column?: string; message: string }[];
  clients: {
    id: string;
    name: string;
    known: boolean;
    warnings: unknown[];
    course?: Record<string, unknown>;
  }[];
  errors?: { field: string; message: string }[];
}

const send = async (body: object, status = 200): Promise<Answer> =>
  (await api.post('/api/v1/clients/import', 'lead', body).expect(status)).body as Answer;

const counted = async () => ({
  clients: (await api.store.clients.list()).clients.length,
  courses: (await api.store.courses.list({}, { limit: 50 })).courses.length,
});

describe('an import that is only checked', () => {
  beforeAll(open);
  afterAll(close);

  it('says what would be done and how each course would stand, and does nothing', async () => {
    const { done, problems, clients } = await send({ clients: CLIENTS, history: HISTORY, check: true });
    expect([done, problems]).toEqual([false, []]);
    expect(clients).toMatchObject([
      { name: 'Nora Invented', known: false, course: { known: false, phase: 'enrolment' } },
      { name: 'Theo Sample', known: false },
    ]);
    expect(await counted()).toEqual({ clients: 0, courses: 0 });
  });

  it('names who may be the same person', async () => {
    await api.post('/api/v1/clients', 'frontDesk', {
      name: 'Theo  sample',
      phone: '503 555 0188',
      zone: 'America/Denver',
    });
    const { clients } = await send({ clients: CLIENTS, check: true });
    expect(clients[1]?.warnings).toMatchObject([{ code: 'client-resembles' }]);
    expect(clients[0]?.warnings).toEqual([]);
  });

  it.each([
    ['no header', 'Nora,Sample', /^clients 1: has no column “nora”/],
    ['a missing column', 'client\n17', /^clients 1: needs the column “name”/],
    ['a column twice', 'client,name,name\n1,A B,A B', /^clients 1: has the column “name” twice/],
    ['an open quotation mark', 'client,name\n17,"Nora', /^clients \d: is not a table/],
    [
      'too many cells',
      'client,name,phone\n1,Nora Sample,503 555 0123,x',
      /^clients 2: has more cells than columns/,
    ],
    ['nothing at all', ' \n', /^clients 1: is empty/],
    [
      'no way to reach them',
      'client,name\n17,Nora Sample',
      /^clients 2 phone: is needed if there is no e-mail/,
    ],
    [
      'no number of their own',
      'client,name,phone\n,Nora Sample,503 555 0123',
      /^clients 2 client: must name the client/,
    ],
    [
      'the same client twice',
      'client,name,phone\n1,Nora A,503 555 0123\n1,Nora B,503 555 0124',
      /^clients 3 client: is the same/,
    ],
    [
      'an unknown protocol',
      'client,name,phone,protocol,began,balance\n1,Nora A,503 555 0123,none,2027-01-04',
      /^clients 2 protocol: must be one of/,
    ],
    [
      'a course without a start',
      'client,name,phone,protocol,balance\n1,Nora A,503 555 0123,calm,0',
      /^clients 2 began: is needed/,
    ],
    [
      'a start to come',
      'client,name,phone,protocol,began,balance\n1,Nora A,503 555 0123,calm,2027-04-01',
      /^clients 2 began: must be in the past/,
    ],
    [
      'a day that no month has',
      'client,name,phone,protocol,began,balance\n1,Nora A,503 555 0123,calm,2027-02-30',
      /^clients 2 began: must be a day/,
    ],
    [
      'a start without a protocol',
      'client,name,phone,began\n1,Nora A,503 555 0123,2027-01-04',
      /^clients 2 protocol: is needed/,
    ],
    [
      'a strange balance',
      'client,name,phone,protocol,began,balance\n1,Nora A,503 555 0123,calm,2027-01-04,much',
      /^clients 2 balance: must be dollars/,
    ],
    [
      'a strange number of dosings',
      'client,name,phone,protocol,began,dosings\n1,Nora A,503 555 0123,calm,2027-01-04,0',
      /^clients 2 dosings: must be a whole/,
    ],
    [
      'a course without a balance',
      'client,name,phone,protocol,began\n1,Nora A,503 555 0123,calm,2027-01-04',
      /^clients 2 balance: is needed/,
    ],
    [
      'a stranger on the team',
      'client,name,phone,protocol,began,therapist\n1,Nora A,503 555 0123,calm,2027-01-04,who@x.example',
      /^clients 2 therapist: must be the e-mail/,
    ],
  ])('says what is wrong with %s', async (_what, clients, expected) => {
    const { problems } = await send({ clients, check: true });
    const said = problems.map(
      ({ file, line, column, message }) => `${file} ${line}${column ? ` ${column}` : ''}: ${message}`,
    );
    expect(said).toContainEqual(expect.stringMatching(expected));
  });

  it.each([
    ['a session of today without its time', '17,2027-03-01,preparation,,', /^2 when: needs the time of day/],
    ['an unknown client', '99,2027-01-04,referralSent,,', /^2 client: must be a client of the other file/],
    ['a client without a course', '18,2027-01-04,referralSent,,', /^2 client: has no course/],
    ['a time that is none', '17,yesterday,referralSent,,', /^2 when: must be a day or a time/],
    ['an unknown report', '17,2027-01-05,dinner,,', /^2 what: must be one of medical/],
    ['a report that is no history', '17,2027-01-05,taskCompleted,,task=x', /^2 what: must be one of/],
    ['a strange length', '17,2027-01-05,preparation,long,', /^2 minutes: must be a whole number/],
    ['a missing field', '17,2027-01-05,measureSubmitted,,', /^2 details: instrument/],
    [
      'what was not possible then',
      '17,2027-01-05,prescriberDecision,,decision=approved',
      /^2 what: is not possible then: The client has not been referred yet/,
    ],
    ['what happened before the start', '17,2026-12-05,preparation,50,', /^2 what: is not possible then/],
    ['what is still to come', '17,2027-03-05,referralSent,,', /^2 what: is not possible then/],
  ])('says what is wrong with a history of %s', async (_what, row, expected) => {
    const { problems } = await send({
      clients: CLIENTS,
      history: `client,when,what,minutes,details\n${row}`,
      check: true,
    });
    const said = problems.map(({ line, column, message }) => `${line} ${column ?? ''}: ${message}`);
    expect(said).toContainEqual(expect.stringMatching(expected));
    expect(problems.every(({ file }) => file === 'history')).toBe(true);
  });

  it('lists every mistake at once, in order', async () => {
    const { problems } = await send({
      clients: 'client,name,zone\n1,Nora A,Nowhere\n2,,UTC',
      history: 'client,when,what\n1,soon,dinner',
      check: true,
    });
    expect(problems.map(({ file, line }) => `${file} ${line}`)).toEqual(
      expect.arrayContaining(['clients 2', 'clients 3', 'clients 3']),
    );
  });
});

describe('an import', () => {
  beforeEach(open);
  afterEach(close);

  it('adds the clients, and starts each course with its history', async () => {
    const { done, clients } = await send({ clients: CLIENTS, history: HISTORY });
    expect(done).toBe(true);
    const [nora] = clients;
    expect(await api.store.clients.find(nora?.id ?? '')).toMatchObject({
      name: 'Nora Invented',
      zone: 'America/Los_Angeles',
    });
    expect(api.asked.started).toHaveLength(1);
    expect(api.asked.started[0]).toMatchObject({
      course: nora?.course?.id,
      earlier: { began: '2027-01-04T20:00:00.000Z', takenOverAt: NOW.toISOString() },
    });
    const names = api.asked.started[0]?.earlier?.reports.map(({ name }) => name);
    expect(names?.filter((name) => name === 'sessionCompleted')).toHaveLength(3);
    expect(names?.filter((name) => name === 'sessionScheduled')).toHaveLength(4);
    expect(names?.at(-1)).toBe('balanceBroughtForward');
    expect(api.asked.started[0]?.earlier?.reports).toContainEqual(
      expect.objectContaining({
        name: 'consentSigned',
        kinds: ['treatment', 'telehealth', 'electronicMessages'],
      }),
    );
  });

  it('does nothing at all if a single line is wrong', async () => {
    const { errors } = await send({ clients: CLIENTS, history: `${HISTORY}\n17,soon,dinner,,` }, 400);
    expect(errors).toEqual([
      { field: 'history.10.when', message: expect.stringMatching(/^must be a day/) as string },
    ]);
    expect(await counted()).toEqual({ clients: 0, courses: 0 });
    expect(api.asked.started).toEqual([]);
  });

  it('does not take somebody else under a known number for the same client', async () => {
    await send({ clients: CLIENTS });
    const others = 'client,name,email\n17,Ruth Other,ruth@client.example';
    const { errors } = await send({ clients: others }, 400);
    expect(errors).toEqual([
      {
        field: 'clients.2.client',
        message: expect.stringMatching(/^is the number of another client/) as string,
      },
    ]);
    // A corrected name or address is still the same client, who stays as they are here.
    const corrected = 'client,name,email\n17,Nora Invented-Sample,nora@client.example';
    expect((await send({ clients: corrected })).clients).toMatchObject([{ known: true }]);
    expect((await counted()).clients).toBe(2);
  });

  it('does not begin a course again whose first day is another one now', async () => {
    await send({ clients: CLIENTS, history: HISTORY });
    await send({ clients: CLIENTS.replace('2027-01-04', '2027-01-03'), history: HISTORY });
    expect(await counted()).toEqual({ clients: 2, courses: 1 });
  });

  it('can be sent again, and adds nobody twice', async () => {
    await send({ clients: CLIENTS, history: HISTORY });
    const { clients } = await send({ clients: CLIENTS, history: HISTORY });
    expect(clients.map(({ known }) => known)).toEqual([true, true]);
    expect(await counted()).toEqual({ clients: 2, courses: 1 });
  });

  it('is completed by sending it again if the engine could not be reached', async () => {
    api.script.down = 'temporal-unavailable';
    await send({ clients: CLIENTS, history: HISTORY }, 503);
    delete api.script.down;
    await send({ clients: CLIENTS, history: HISTORY });
    expect(api.asked.started).toHaveLength(1);
    expect(await counted()).toEqual({ clients: 2, courses: 1 });
  });

  it('asks again about a session that began after the check', async () => {
    const { at } = (await send({ clients: CLIENTS, history: HISTORY, check: true })) as Answer & {
      at: string;
    };
    const began = `${HISTORY}\n17,2027-03-01 09:30,preparation,30,`;
    const checkedAt = '2027-03-01T17:00:00.000Z';
    expect(at).toBe(NOW.toISOString());
    const { errors } = await send({ clients: CLIENTS, history: began, checkedAt }, 400);
    expect(errors).toEqual([
      {
        field: 'history.10.when',
        message: expect.stringMatching(/^was ahead when the tables were checked/) as string,
      },
    ]);
  });

  it('is in the audit, without names', async () => {
    const { clients } = await send({ clients: CLIENTS });
    const rows = await api.store.audit.list('clients');
    const entry = rows.find(({ kind }) => kind === 'clients-imported');
    expect(entry?.detail).toEqual({ clients: clients.map(({ id }) => id) });
  });

  it.each(['frontDesk', 'therapist', 'biller', 'client'] as const)('is not for the role %s', async (role) => {
    await api.post('/api/v1/clients/import', role, { clients: CLIENTS }).expect(403);
  });

  it('keeps a booked session ahead for the course', async () => {
    await send({ clients: CLIENTS, history: HISTORY });
    const booked = api.asked.started[0]?.earlier?.reports
      .filter((one) => one.name === 'sessionScheduled')
      .at(-1);
    expect(booked).toMatchObject({
      start: '2027-03-08T18:00:00.000Z',
      occurredAt: plusHours(fromMs(NOW.getTime() - 60_000), 0),
    });
  });
});
