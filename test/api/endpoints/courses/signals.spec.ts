import { readSignal } from '../../../../src/protocols/readSignal';
import { signalEndpoints } from '../../../../src/api/endpoints/courses/signals';
import type { EngineOutcome } from '../../../../src/engine/engine';
import { courseStream } from '../../../../src/store';
import { noted, step } from '../../../store/fixtures';
import { apiApp, type ApiApp } from '../../support/apiApp';
import { at, refusal } from '../../support/fakeEngine';

let api: ApiApp;
let course: string;
let to: (name: string) => string;
beforeAll(async () => {
  api = await apiApp();
  course = await api.newCourse();
  to = (name) => `/api/v1/courses/${course}/signals/${name}`;
});
afterEach(() => {
  delete api.script.down;
  delete api.script.outcome;
  delete api.script.gate;
  api.asked.signals.length = 0;
});
afterAll(() => api.store.close());

const CONSENT = { kinds: ['treatment'] };
const codeOf = (answer: { body: unknown }) => (answer.body as { code?: string }).code;

describe('a signal over HTTP', () => {
  it('reaches the course with key, actor and fields', async () => {
    const occurredAt = '2027-01-04T09:00:00-08:00';
    const answer = await api.post(
      to('consentSigned'),
      'frontDesk',
      { ...CONSENT, occurredAt, note: 'on paper' },
      'k-1',
    );
    expect([answer.status, answer.body]).toMatchObject([
      200,
      { accepted: true, repeated: false, revision: 1 },
    ]);
    expect(api.asked.signals).toEqual([
      {
        ...{ name: 'consentSigned', id: 'k-1', by: { role: 'frontDesk', id: 'staff-frontDesk' } },
        ...{ kinds: ['treatment'], occurredAt: '2027-01-04T17:00:00.000Z', note: 'on paper' },
      },
    ]);
    const { name, ...payload } = api.asked.signals[0] ?? { name: 'none' };
    expect(readSignal(name, payload)).toHaveProperty('signal');
  });

  it('that an incident was handled says what was done', async () => {
    const task = 'incident:hold-1';
    const empty = await api.post(to('taskCompleted'), 'prescriber', { task, note: ' ' }, 'k-empty');
    expect([empty.status, empty.body]).toMatchObject([
      400,
      { code: 'request-invalid', errors: [{ field: 'note' }] },
    ]);
    expect(api.asked.signals).toEqual([]);
    await api.post(to('taskCompleted'), 'prescriber', { task, note: 'Called: well.' }, 'k-told').expect(200);
  });

  it('is answered with the warnings of the course, or with none', async () => {
    const warnings = [
      { code: 'weekend' as const, sentence: 'That day is a Saturday or Sunday.', session: 'preparation-1' },
    ];
    const events = [{ type: 'sessionScheduled' as const, at }];
    api.script.outcome = { accepted: true, repeated: false, revision: 2, events, warnings };
    const booking = { kind: 'preparation', start: '2027-01-09T18:00:00Z' };
    const warned = await api.post(to('sessionScheduled'), 'frontDesk', booking, 'k-warned');
    expect(warned.body).toMatchObject({ accepted: true, warnings });
    const again = await api.post(to('sessionScheduled'), 'frontDesk', booking, 'k-warned');
    expect(again.body).toMatchObject({ repeated: true, warnings });
    delete api.script.outcome;
    const plain = await api.post(to('consentSigned'), 'frontDesk', CONSENT, 'k-plain');
    expect(plain.body).toMatchObject({ accepted: true, warnings: [] });
  });

  it('needs no body when it has no fields', async () => {
    const { app, as } = api;
    const { default: request } = await import('supertest');
    await request(app)
      .post(to('doseConfirmed'))
      .set(as('prescriber'))
      .set('Idempotency-Key', 'k-2')
      .expect(200);
  });

  it('needs an Idempotency-Key that can be an id', async () => {
    const missing = await api.post(to('consentSigned'), 'frontDesk', CONSENT, '');
    expect([missing.status, codeOf(missing)]).toEqual([400, 'idempotency-key-missing']);
    const odd = await api.post(to('consentSigned'), 'frontDesk', CONSENT, 'a b');
    expect(odd.body).toMatchObject({ status: 400, errors: [{ field: 'Idempotency-Key' }] });
    expect(api.asked.signals).toEqual([]);
  });

  it('cannot name its actor or id itself', async () => {
    const by = { role: 'prescriber', id: 'somebody' };
    const answer = await api.post(to('consentSigned'), 'frontDesk', { ...CONSENT, by, id: 'x' });
    expect(answer.body).toMatchObject({ status: 400, errors: [{ field: 'by' }, { field: 'id' }] });
  });

  it('names the field at fault', async () => {
    const answer = await api.post(to('sessionCompleted'), 'therapist', { session: 'lunch-1' });
    expect(answer.body).toMatchObject({ status: 400, errors: [{ field: 'session' }] });
  });

  it('is refused for roles the catalog does not name', async () => {
    expect(codeOf(await api.post(to('doseConfirmed'), 'frontDesk', {}))).toBe('role-refused');
    expect(codeOf(await api.post(to('referralSent'), 'admin', {}))).toBe('role-refused');
    expect(Object.values(signalEndpoints).flatMap(({ roles }) => roles)).not.toContain('system');
  });

  it('is unknown under another name', async () => {
    const answer = await api.post(to('lunchEaten'), 'therapist', {});
    expect([answer.status, codeOf(answer)]).toEqual([404, 'signal-unknown']);
    expect(codeOf(await api.post(to('constructor'), 'therapist', {}))).toBe('signal-unknown');
  });

  it('is unknown for a course that is not there', async () => {
    const answer = await api.post(
      to('consentSigned').replace(course, '3f2b8a52-6a3e-4d3c-9a57-0e1d7c3b9f11'),
      'frontDesk',
      CONSENT,
    );
    expect([answer.status, codeOf(answer)]).toEqual([404, 'course-unknown']);
  });
});

describe('an impossible step', () => {
  it('is answered with its reasons and kept in the audit', async () => {
    api.script.outcome = refusal;
    const answer = await api.post(to('consentSigned'), 'frontDesk', CONSENT, 'refused-1');
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({
      ...{ type: 'urn:throughline:problem:signal-refused', code: 'integration-owed', status: 409 },
      reasons: [
        { code: 'integration-owed', resolvableBy: ['therapist'], notBefore: '2027-01-04T17:00:00.000Z' },
      ],
    });
    const [entry] = await api.store.audit.list(courseStream(course));
    expect(entry).toMatchObject({
      ...{ kind: 'signal-refused', byRole: 'frontDesk', byId: 'staff-frontDesk', courseId: course },
      detail: { code: 'integration-owed', signal: { id: 'refused-1', name: 'consentSigned' } },
    });
  });

  it('is not written twice when the course has recorded it', async () => {
    const before = await api.store.audit.list(courseStream(course));
    const { unrecorded, ...recorded } = refusal;
    expect(unrecorded).toBe(true);
    api.script.outcome = recorded;
    await api.post(to('consentSigned'), 'frontDesk', CONSENT).expect(409);
    expect(await api.store.audit.list(courseStream(course))).toHaveLength(before.length);
  });
});

describe('the same key again', () => {
  it('gives the first outcome and does nothing', async () => {
    const first = await api.post(to('consentSigned'), 'frontDesk', CONSENT, 'again-1').expect(200);
    const second = await api.post(to('consentSigned'), 'frontDesk', CONSENT, 'again-1').expect(200);
    expect(second.body).toEqual({ ...(first.body as object), repeated: true });
    expect(second.headers['idempotent-replayed']).toBe('true');
    expect(api.asked.signals).toHaveLength(1);
  });

  it('after a refusal is judged again, each time: the refusal changed nothing', async () => {
    api.script.outcome = refusal;
    for (const _time of ['first', 'second']) {
      const refused = await api.post(to('consentSigned'), 'frontDesk', CONSENT, 'again-2').expect(409);
      expect(refused.body).toMatchObject({
        code: 'integration-owed',
        reasons: [{ resolvableBy: ['therapist'] }],
      });
      expect(refused.headers).not.toHaveProperty('idempotent-replayed');
    }
    delete api.script.outcome;
    const taken = await api.post(to('consentSigned'), 'frontDesk', CONSENT, 'again-2').expect(200);
    expect(taken.body).toMatchObject({ accepted: true, repeated: false });
    const repeat = await api.post(to('consentSigned'), 'frontDesk', CONSENT, 'again-2').expect(200);
    expect(repeat.body).toMatchObject({ accepted: true, repeated: true });
    expect(api.asked.signals.map(({ id }) => id)).toEqual(['again-2', 'again-2', 'again-2']);
  });

  it.each([
    ['another body', 'consentSigned', { kinds: ['telehealth'] }, 'frontDesk'],
    ['another signal', 'consentRevoked', CONSENT, 'frontDesk'],
  ] as const)('with %s is refused', async (_what, name, body, role) => {
    const key = `reused-${name}`;
    await api.post(to('consentSigned'), 'frontDesk', CONSENT, key).expect(200);
    const answer = await api.post(to(name), role, body, key);
    expect([answer.status, codeOf(answer)]).toEqual([422, 'idempotency-key-reused']);
    expect(api.asked.signals).toHaveLength(1);
  });

  it('from another person is refused: it must not hide what they report', async () => {
    await api.post(to('crisisFlagged'), 'therapist', {}, 'crisis-1').expect(200);
    const answer = await api.post(to('crisisFlagged'), 'prescriber', {}, 'crisis-1');
    expect(codeOf(answer)).toBe('idempotency-key-reused');
  });

  it('is free again after a request that was not well formed', async () => {
    await api.post(to('consentSigned'), 'frontDesk', { kinds: [] }, 'free-1').expect(400);
    await api.post(to('consentSigned'), 'frontDesk', CONSENT, 'free-1').expect(200);
  });

  it('at the same moment: both ask the course, under one id, and get its one answer', async () => {
    let open: () => void = () => undefined;
    api.script.gate = new Promise((resolve) => {
      open = resolve;
    });
    const first = api.post(to('consentSigned'), 'frontDesk', CONSENT, 'twin-1').then((answer) => answer);
    while (api.asked.signals.length === 0) await new Promise((resolve) => setImmediate(resolve));
    const second = api.post(to('consentSigned'), 'frontDesk', CONSENT, 'twin-1').then((answer) => answer);
    while (api.asked.signals.length < 2) await new Promise((resolve) => setImmediate(resolve));
    open();
    const [one, two] = await Promise.all([first, second]);
    expect([one.status, two.status, two.body]).toEqual([200, 200, one.body]);
    expect(new Set(api.asked.signals.map(({ id }) => id))).toEqual(new Set(['twin-1']));
  });
});

describe('an id the course knows from another door', () => {
  const repeated: EngineOutcome = { accepted: true, repeated: true, revision: 1, events: [] };

  it('never hides another report', async () => {
    const other = await api.newCourse();
    await api.store.commitStep(step(other, 1, [noted('by Temporal Signal')]));
    api.script.outcome = repeated;
    const path = `/api/v1/courses/${other}/signals/doseConfirmed`;
    const mine = await api.post(path, 'prescriber', {}, 'cause-1');
    expect([mine.status, codeOf(mine)]).toEqual([422, 'idempotency-key-reused']);
    await api.post(path, 'prescriber', {}, 'cause-2').expect(200);
  });
});

describe('while the engine does not answer', () => {
  it.each(['temporal-unavailable', 'workers-unavailable'] as const)(
    'a signal gets 503 (%s) with what is known, and the same key may try again',
    async (down) => {
      api.script.down = down;
      const answer = await api.post(to('consentSigned'), 'frontDesk', CONSENT, `later-${down}`);
      expect([answer.status, codeOf(answer)]).toEqual([503, down]);
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
      expect(answer.body).toMatchObject({ known: { live: false, phase: 'starting', onHold: false } });

      const other = await api.post(to('consentSigned'), 'frontDesk', { kinds: ['part2'] }, `later-${down}`);
      expect([other.status, codeOf(other)]).toEqual([422, 'idempotency-key-reused']);

      delete api.script.down;
      await api.post(to('consentSigned'), 'frontDesk', CONSENT, `later-${down}`).expect(200);
    },
  );

  it('a course without a workflow is named so', async () => {
    api.script.down = 'course-not-running';
    const answer = await api.post(to('consentSigned'), 'frontDesk', CONSENT);
    expect([answer.status, codeOf(answer)]).toEqual([409, 'course-not-running']);
  });

  it('a fault of ours tells its caller nothing', async () => {
    api.script.down = new Error('Ada Quietname has dosing-4');
    const answer = await api.post(to('consentSigned'), 'frontDesk', CONSENT);
    expect([answer.status, codeOf(answer)]).toEqual([500, 'internal']);
    expect(answer.text + api.lines.join('')).not.toMatch(/Quietname|dosing-4/);
  });
});
