import { apiApp, type ApiApp } from './support/apiApp';

let api: ApiApp;
beforeAll(async () => {
  api = await apiApp();
});
afterEach(() => {
  delete api.script.down;
});
afterAll(() => api.store.close());

const bodyOf = (answer: { body: unknown }): unknown => answer.body;

describe("a protocol's estimate", () => {
  const estimated = (id: string, body: object) =>
    api.post(`/api/v1/protocols/${id}/estimate`, 'frontDesk', body);

  it('is worked out for one client', async () => {
    const body = bodyOf(await estimated('calm', {}).expect(200));
    expect(body).toMatchObject({ practiceToCents: 746_000, partner: [{ fromCents: 25_000 }, {}, {}, {}] });
    const six = await estimated('welches-pazio', { package: 'six' }).expect(200);
    expect(six.body).toMatchObject({ practiceToCents: 350_000, packages: [{ savesCents: 57_500 }, {}] });
  });

  it('is refused, with what to enter, while a price is unknown', async () => {
    const body = bodyOf(await estimated('mackenzie', {}).expect(409));
    expect(body).toMatchObject({
      code: 'price-unknown',
      detail: expect.stringContaining('fees.preparation: your normal') as string,
    });
  });

  it('names what does not fit', async () => {
    const body = bodyOf(await estimated('calm', { package: 'six', houseCalls: 3 }).expect(400));
    expect(body).toMatchObject({
      code: 'request-invalid',
      errors: [{ field: 'package' }, { field: 'houseCalls' }],
    });
    await estimated('calm', { colour: 'red' }).expect(400);
    await estimated('nobody-has-this', {}).expect(404);
  });
});

describe('a course', () => {
  it('does not begin while a price is unknown: each is named', async () => {
    const started = api.asked.started.length;
    const body = { client: await api.newClient(), protocol: 'mackenzie' };
    const answer = await api.post('/api/v1/courses', 'frontDesk', body).expect(409);
    expect(answer.body).toMatchObject({
      code: 'protocol-incomplete',
      errors: [{ field: 'fees.preparation' }, { field: 'fees.dosing' }, { field: 'fees.integration' }],
    });
    expect(api.asked.started).toHaveLength(started);
  });

  it('is held against the estimate the client signed', async () => {
    const id = await api.newCourse();
    const body = bodyOf(await api.get(`/api/v1/courses/${id}/estimate`, 'biller').expect(200));
    expect(body).toMatchObject({
      currency: 'USD',
      signed: { totalCents: 746_000 },
      expected: { toCents: 820_500, toCome: [{ kind: 'preparation', quantity: 5 }] },
      driftCents: 74_500,
      reissue: true,
      reissueCents: 40_000,
    });
  });

  it('explains its refund line by line', async () => {
    const id = await api.newCourse();
    const body = bodyOf(await api.get(`/api/v1/courses/${id}/refund`, 'biller').expect(200));
    expect(body).toMatchObject({
      lines: [{ what: 'paid', sentence: 'Paid so far.', cents: 25_000 }],
      ...{ refundCents: 25_000, dueCents: 0, liabilityCents: 0 },
    });
  });

  it.each(['estimate', 'refund'])(
    'shows its %s to who handles money only, and only while it runs',
    async (what) => {
      const id = await api.newCourse();
      await api.get(`/api/v1/courses/${id}/${what}`, 'prescriber').expect(403);
      await api.get(`/api/v1/courses/${id}/${what}`, 'client').expect(403);
      await api.get(`/api/v1/courses/3f2b8a52-6a3e-4d3c-9a57-0e1d7c3b9f11/${what}`).expect(404);
      api.script.down = 'workers-unavailable';
      await api.get(`/api/v1/courses/${id}/${what}`).expect(503);
    },
  );
});
