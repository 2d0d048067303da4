import { sql, type RawBuilder } from 'kysely';
import { instant, plusHours, plusMinutes, type Instant } from '../../src/time/instant';
import { idempotencyRepository } from '../../src/store/idempotency';
import { createToken, verifyToken } from '../../src/security/tokens';
import { StoreError } from '../../src/store';
import { AT, charged, newId, step, SUMMARY } from './fixtures';
import { storeForTests } from '../support/store';
import { until } from '../support/courseUnderTest';

const store = storeForTests();

const newClient = async (name: string) => {
  const id = newId('client');
  const address = { email: `${id}@example.org`, zone: 'America/Los_Angeles' };
  await store().clients.add({ id, name, ...address, unsubscribeToken: newId('u'), createdAt: AT });
  return id;
};

describe('money', () => {
  it('adds up: the balance is the sum of the entries, without what was earned of a package', async () => {
    const course = newId('course');
    const entries: [string, number][] = [
      ['charge-1', 25_000],
      ['fee-2', 5_000],
      ['waiver-3', -5_000],
      ['payment-4', -30_000],
      ['refund-5', 5_000],
      ['package-6', 350_000],
      ['credit-7', -47_500],
      ['payment-8', -302_500],
      ['earned-9', 47_500],
    ];
    await store().commitStep(
      step(
        course,
        1,
        entries.map(([entry, cents]) => charged(entry, cents)),
      ),
    );
    const { entries: rows, totals } = await store().ledger.ofCourse(course);
    const owed = rows.filter(({ kind }) => kind !== 'earned');
    expect(owed.reduce((sum, { cents }) => sum + cents, 0)).toBe(totals.balanceCents);
    expect(totals).toEqual({
      ...{
        chargesCents: 30_000,
        waivedCents: 5_000,
        paidCents: 332_500,
        refundedCents: 5_000,
        chargedBackCents: 0,
        packageCents: 350_000,
        creditedCents: 47_500,
        earnedCents: 47_500,
        balanceCents: 0,
      },
    });
  });

  it('that was reported by mistake is taken back by an entry that names it', async () => {
    const course = newId('course');
    const back = { ...charged('payment-2', 30_000), reverses: 'payment-1' };
    await store().commitStep(step(course, 1, [charged('payment-1', -30_000), back]));
    const { entries } = await store().ledger.ofCourse(course);
    expect(entries.map(({ entry, reverses }) => [entry, reverses])).toEqual([
      ['payment-1', undefined],
      ['payment-2', 'payment-1'],
    ]);
    const exported = await store().ledger.between({ from: AT, before: plusHours(AT, 1), limit: 1_000 });
    expect(exported.filter((each) => each.course === course).map(({ reverses }) => reverses)).toEqual([
      undefined,
      'payment-1',
    ]);
  });

  it('numbers invoices without gaps and issues one per entry, whoever asks at once', async () => {
    const course = newId('course');
    const entries = ['charge-1', 'charge-2', 'charge-3'];
    await store().commitStep(
      step(
        course,
        1,
        entries.map((entry) => charged(entry, 25_000)),
      ),
    );
    const issue = (entry: string) =>
      store().invoices.issue({ courseId: course, entry, cents: 25_000, issuedAt: AT });
    await expect(issue('charge-9')).rejects.toMatchObject({ code: 'refers-to-missing' });
    const issued = await Promise.all([...entries, ...entries].map(issue));
    const numbers = [...new Set(issued.map(({ number }) => number))].sort((a, b) => a - b);
    expect(numbers).toHaveLength(3);
    expect(Number(numbers[2]) - Number(numbers[0])).toBe(2);
    expect(await store().invoices.ofCourse(course)).toHaveLength(3);
  });
});

describe('the list of courses', () => {
  it('filters', async () => {
    const client = await newClient('Ada 100% Lovelace');
    const [held, done] = [newId('course'), newId('course')];
    for (const id of [held, done]) {
      await store().courses.register({ id, client, protocol: 'calm', protocolVersion: 1, startedAt: AT });
    }
    await store().commitStep(step(held, 1, [], { summary: { ...SUMMARY, onHold: true } }));
    await store().commitStep(
      step(done, 1, [], {
        summary: { ...SUMMARY, phase: 'closed', waitingOn: 'nobody', closed: 'completed' },
      }),
    );
    const ids = async (filter: object) =>
      (await store().courses.list({ client, ...filter })).courses.map(({ id }) => id).sort();
    expect(await ids({})).toEqual([held, done].sort());
    expect(await ids({ onHold: true })).toEqual([held]);
    expect(await ids({ phase: 'closed' })).toEqual([done]);
    expect(await ids({ closed: false, waitingOn: { role: 'frontDesk', at: AT } })).toEqual([held]);
    expect(await ids({ closed: true })).toEqual([done]);
    expect(await ids({ protocol: 'other' })).toEqual([]);
    expect(await ids({ text: '100% love' })).toEqual([held, done].sort());
    expect(await ids({ text: '100_ love' })).toEqual([]);
    expect(await ids({ text: held })).toEqual([held]);
  });

  it('pages without losing or repeating one, though others begin meanwhile', async () => {
    const client = await newClient('Grace');
    const begin = async (hours: number) => {
      const id = newId('course');
      const startedAt = plusHours(AT, hours);
      await store().courses.register({ id, client, protocol: 'calm', protocolVersion: 1, startedAt });
      return id;
    };
    const begun = [await begin(1), await begin(1), await begin(2), await begin(3), await begin(4)];
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await store().courses.list({ client }, { limit: 2, ...(cursor && { cursor }) });
      seen.push(...page.courses.map(({ id }) => id));
      cursor = page.next;
      await begin(9);
    } while (cursor);
    expect([...seen].sort()).toEqual([...begun].sort());
    expect(seen.slice(0, 3)).toEqual([begun[4], begun[3], begun[2]]);
  });

  it.each(['', 'x', Buffer.from('["a","b"]').toString('base64url'), Buffer.from('{}').toString('base64url')])(
    'refuses the cursor "%s"',
    async (cursor) => {
      await expect(store().courses.list({}, { cursor })).rejects.toMatchObject({ code: 'cursor-invalid' });
    },
  );
});

describe('records', () => {
  it('keep the practice as one row, dates as dates', async () => {
    const practice = {
      ...{
        name: 'CALM',
        zone: 'America/Los_Angeles',
        senderName: 'CALM',
        senderAddress: 'care@example.org',
      },
      ...{ callbackNumber: '+1 503 555 0100', closedDays: ['2027-01-01', '2027-07-04'] },
      contacts: { therapist: { email: 't@example.org' } },
    };
    await store().practice.save({ ...practice, name: 'Earlier', videoLink: 'https://video.example/earlier' });
    await store().practice.save(practice);
    // Left out, a second factor is required.
    expect(await store().practice.get()).toEqual({
      ...practice,
      ...{ secondFactorRequired: true, partnerCodeRequired: true },
    });
  });

  it('find the client of a course and her latest support person', async () => {
    const client = await newClient('Mary');
    const course = newId('course');
    await store().courses.register({
      id: course,
      client,
      protocol: 'calm',
      protocolVersion: 1,
      startedAt: AT,
    });
    for (const [name, createdAt] of [
      ['Old', AT],
      ['New', plusMinutes(AT, 1)],
    ] as const) {
      await store().clients.addSupportPerson({
        id: newId('p'),
        clientId: client,
        name,
        email: 'p@example.org',
        createdAt,
      });
    }
    expect(await store().clients.ofCourse(course)).toMatchObject({ id: client, name: 'Mary' });
    expect((await store().clients.supportPersons(client)).map(({ name }) => name)).toEqual(['New', 'Old']);
  });

  it('note an opt-out once, at its first instant', async () => {
    const client = await newClient('Opal');
    const { unsubscribeToken } = (await store().clients.find(client)) ?? { unsubscribeToken: '' };
    expect(await store().clients.optOut(unsubscribeToken, AT)).toBe(client);
    expect(await store().clients.optOut(unsubscribeToken, plusHours(AT, 1))).toBe(client);
    expect(await store().clients.optOut('nobody', AT)).toBeUndefined();
    expect(await store().clients.find(client)).toMatchObject({ optedOutAt: AT });
  });

  it.each([
    ['already-exists', AT],
    ['value-refused', 'Secret date' as Instant],
  ])('never quote a value in an error: %s', async (code, createdAt) => {
    const client = await newClient('Secret Name');
    const id = code === 'already-exists' ? client : newId('client');
    const again = store().clients.add({
      ...{ id, name: 'Secret Name', email: 'secret@example.org', zone: 'UTC' },
      ...{ unsubscribeToken: newId('u'), createdAt },
    });
    const error: unknown = await again.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(StoreError);
    expect(error).toMatchObject({ code, retryable: false });
    expect(`${String(error)} ${JSON.stringify(error)} ${(error as Error).stack ?? ''}`).not.toMatch(
      /secret/i,
    );
  });

  it('serve as token store', async () => {
    const now = new Date(AT);
    const { token, record } = await createToken(store().tokens, { role: 'therapist', staffId: 's' }, now);
    expect(await verifyToken(store().tokens, token, now)).toEqual({ ok: true, record });
    await store().tokens.revoke(record.id);
    const revokedAt = (await store().tokens.find(record.hash))?.revokedAt;
    await store().tokens.revoke(record.id);
    expect((await store().tokens.find(record.hash))?.revokedAt).toBe(revokedAt);
    expect(await verifyToken(store().tokens, token, now)).toEqual({ ok: false, code: 'token-revoked' });
  });

  it('list staff by role', async () => {
    const id = newId('staff');
    const member = { id, roles: ['biller' as const], name: 'B', email: 'b@example.org', createdAt: AT };
    await store().staff.save(member);
    await store().staff.save({ ...member, email: 'new@example.org' });
    expect((await store().staff.list('biller')).filter((one) => one.id === id)).toEqual([
      { ...member, email: 'new@example.org' },
    ]);
  });
});

describe('an idempotency key', () => {
  const now = instant('2027-01-04T17:00:00Z');
  const begin = (scope: string, hash = 'h', at = now) => store().idempotency.begin(scope, 'key', hash, at);

  it('is new for exactly one of many at once', async () => {
    const scope = newId('scope');
    const begun = await Promise.all(Array.from({ length: 5 }, () => begin(scope)));
    expect(begun.map(({ state }) => state).sort()).toEqual([...Array<string>(4).fill('inProgress'), 'new']);
  });

  it('gives the first answer again, and refuses another request', async () => {
    const scope = newId('scope');
    await begin(scope);
    await store().idempotency.finish(scope, 'key', { status: 201, body: { id: [1, 2] } });
    await store().idempotency.finish(scope, 'key', { status: 500, body: null });
    expect(await begin(scope)).toEqual({ state: 'done', status: 201, body: { id: [1, 2] } });
    expect(await begin(scope, 'other')).toEqual({ state: 'mismatch' });
    expect(await begin(newId('scope'))).toEqual({ state: 'new', resumed: false });
  });

  it('is free again when forgotten or expired', async () => {
    const scope = newId('scope');
    await begin(scope);
    await store().idempotency.forget(scope, 'key');
    expect(await begin(scope)).toEqual({ state: 'new', resumed: false });
    expect(await store().idempotency.expire(plusHours(now, 1))).toBeGreaterThan(0);
    expect(await begin(scope)).toEqual({ state: 'new', resumed: false });
  });

  it('given up without an answer may be claimed by the very same request at once, by another never', async () => {
    const scope = newId('scope');
    await begin(scope);
    await store().idempotency.release(scope, 'key');
    expect(await begin(scope, 'other')).toEqual({ state: 'mismatch' });
    expect(await begin(scope)).toEqual({ state: 'new', resumed: true });
    expect(await begin(scope)).toEqual({ state: 'inProgress' });
  });

  describe('of a process', () => {
    const renewedAt = async (scope: string) =>
      Date.parse((await row(scope).select('renewedAt').executeTakeFirstOrThrow()).renewedAt);
    const row = (scope: string) => store().db.selectFrom('apiRequests').where('scope', '=', scope);
    const ago = (seconds: number) => sql<Instant>`clock_timestamp() - make_interval(secs => ${seconds})`;
    const set = (scope: string, to: { renewedAt: RawBuilder<Instant>; owner?: string }) =>
      store().db.updateTable('apiRequests').set(to).where('scope', '=', scope).execute();
    /** Nobody who is alive renews it. */
    const diedAgo = (scope: string, seconds: number) =>
      set(scope, { renewedAt: ago(seconds), owner: 'a-process-that-has-ended' });
    /** Another process on the same database, whatever time its clock shows. */
    const other = () => idempotencyRepository(store().db);
    const years = plusHours(now, 50_000);

    it('that lives is renewed, and no other process may claim it', async () => {
      const scope = newId('scope');
      await begin(scope);
      const first = await renewedAt(scope);
      await set(scope, { renewedAt: ago(3) });
      await until(
        'it is renewed',
        () => renewedAt(scope),
        (at) => at > first,
      );
      expect(await other().begin(scope, 'key', 'h', years)).toEqual({ state: 'inProgress' });
    });

    it('that has not answered for four seconds belongs to exactly one of those who ask next', async () => {
      const scope = newId('scope');
      await other().begin(scope, 'key', 'h', years);
      await diedAgo(scope, 3);
      expect(await begin(scope)).toEqual({ state: 'inProgress' });
      await diedAgo(scope, 5);
      const begun = await Promise.all([1, 2, 3].map(() => other().begin(scope, 'key', 'h', now)));
      expect(begun.map(({ state }) => state).sort()).toEqual(['inProgress', 'inProgress', 'new']);
      expect(begun).toContainEqual({ state: 'new', resumed: true });
    });

    it('that was taken for dead frees nothing of the one after it', async () => {
      const scope = newId('scope');
      const slow = other();
      await slow.begin(scope, 'key', 'h', now);
      await diedAgo(scope, 5);
      await begin(scope);
      await slow.forget(scope, 'key');
      await slow.release(scope, 'key');
      expect(await begin(scope)).toEqual({ state: 'inProgress' });
    });
  });
});
