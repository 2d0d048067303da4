/** The messages of the practice: what became of them, what is planned, and what each says. */
import type { PlannedMessage } from '../../../../src/course/status/planned';
import { instant, plusHours } from '../../../../src/time/instant';
import { messageIdOf } from '../../../../src/store/projectMessages';
import { AT, due, opened, step } from '../../../store/fixtures';
import { apiApp, type ApiApp } from '../../support/apiApp';

const NOW = plusHours(AT, 2);

let api: ApiApp;
let course = '';
let other = '';

interface Listed {
  messages: {
    key: string;
    state: string;
    why: string;
    task?: string;
    completedBy?: string[];
    client?: { name: string };
  }[];
  planned: { key: string; at: string; withheld?: string }[];
  next?: string;
}

const planned = (key: string, hours: number, more: Partial<PlannedMessage> = {}): PlannedMessage => ({
  ...{ key, template: 'sessionReminder', to: 'client', at: plusHours(NOW, hours) },
  facts: { session: 'dosing-1', start: instant('2027-01-09T18:00:00Z'), minutes: 90, setting: 'remote' },
  ...more,
});

beforeAll(async () => {
  api = await apiApp({ now: () => new Date(NOW) });
  course = await api.newCourse();
  other = await api.newCourse();
  const { messages } = api.store;
  const task = (key: string) => ({ ...opened(key), kind: key.split(':')[0] }) as ReturnType<typeof opened>;
  await api.store.commitStep(
    step(
      course,
      1,
      [
        ...['sent', 'failed', 'unknown', 'parked', 'waiting', 'settled'].map((key) => due(key)),
        task('call-instead-of-mail:failed'),
        task('mail-outcome-unknown:unknown'),
      ],
      {
        planned: [planned('soon', 3), planned('later', 24 * 9), planned('held', 5, { withheld: 'on-hold' })],
      },
    ),
  );
  await api.store.commitStep(
    step(other, 1, [due('elsewhere', { template: 'estimateReady' })], { planned: [planned('far', 4)] }),
  );
  const claimed = async (key: string) => {
    await messages.claim(course, key, 'a');
    return { id: messageIdOf(course, key), token: 'a' };
  };
  await messages.markSent((await claimed('sent')).id, { messageId: '<a>', response: '250', at: AT });
  await messages.markFailed(await claimed('failed'), 'recipient-refused');
  await messages.markFailed(await claimed('settled'), 'recipient-refused');
  const doubtful = await claimed('unknown');
  await messages.beginContent(doubtful, AT);
  await messages.markUnknown(doubtful, 'answer-missing');
  await messages.defer(await claimed('parked'), 'mail-connection', AT);
});
afterAll(() => api.store.close());

const list = async (query: string): Promise<Listed> =>
  (await api.get(`/api/v1/messages?${query}`).expect(200)).body as Listed;
const keys = async (query: string) => (await list(query)).messages.map(({ key }) => key).sort();

describe('the messages of the practice', () => {
  it('come with their client, their state and why', async () => {
    const { messages } = await list(`course=${course}`);
    const told = Object.fromEntries(messages.map(({ key, state, why }) => [key, [state, why]]));
    expect(told).toEqual({
      sent: ['sent', 'The mail server accepted it.'],
      failed: ['failed', 'The mail server does not know the address.'],
      settled: ['failed', 'The mail server does not know the address.'],
      unknown: ['unknown', 'The connection broke while it was being sent. It may have arrived.'],
      parked: ['parked', 'The mail server cannot be reached. It is tried again until it is out of date.'],
      waiting: ['waiting', 'It is about to be sent, or waits for the client’s morning.'],
    });
    expect(messages[0]?.client?.name).toBe('Ada Quietname');
    expect(JSON.stringify(messages)).not.toContain('ada.quiet@example.org');
  });

  it.each([
    ['state=sent', ['sent']],
    ['state=failed', ['failed', 'settled']],
    ['state=unknown', ['unknown']],
    ['state=parked', ['parked']],
    ['state=sending', []],
    ['open=true', ['failed', 'parked', 'unknown']],
    ['template=estimateReady', ['elsewhere']],
    ['before=2027-01-01T00:00:00Z', []],
  ])('are filtered by %s', async (query, expected) => {
    expect(await keys(query)).toEqual(expected);
  });

  it('name the task that asks about them, so that they are resolved', async () => {
    const { messages } = await list('state=failed');
    const found = (wanted: string) => messages.find(({ key }) => key === wanted);
    expect(found('failed')).toMatchObject({
      task: 'call-instead-of-mail:failed',
      completedBy: ['frontDesk', 'lead'],
    });
    expect(found('settled')).not.toHaveProperty('task');
    expect(found('settled')).not.toHaveProperty('completedBy');
  });

  it('come in pages', async () => {
    const first = await list(`course=${course}&limit=4`);
    const second = await list(`course=${course}&limit=4&cursor=${first.next ?? ''}`);
    expect([...first.messages, ...second.messages].map(({ key }) => key).sort()).toEqual(
      await keys(`course=${course}`),
    );
    expect(second).not.toHaveProperty('next');
    await api.get('/api/v1/messages?cursor=nonsense').expect(400);
  });

  it.each([
    'state=lost',
    'template=unknown',
    'course=1',
    'limit=0',
    'from=today',
    'from=0000-01-01T00:00:00Z',
  ])('refuse the query %s', async (query) => {
    const answer = await api.get(`/api/v1/messages?${query}`).expect(400);
    expect(answer.body).toMatchObject({ code: 'request-invalid' });
  });

  it.each(['messages', 'messages/planned', 'messages/preview?template=welcome'])(
    '%s is not for clients and partners',
    async (path) => {
      await api.get(`/api/v1/${path}`, 'client').expect(403);
      await api.get(`/api/v1/${path}`, 'partner').expect(403);
    },
  );
});

describe('the planned messages of the practice', () => {
  const plannedKeys = async (query = '') =>
    ((await api.get(`/api/v1/messages/planned?${query}`).expect(200)).body as Listed).planned.map(
      ({ key }) => key,
    );

  it('are those of the next seven days, the earliest first', async () => {
    expect(await plannedKeys()).toEqual(['soon', 'far', 'held']);
    expect(await plannedKeys('days=10')).toEqual(['soon', 'far', 'held', 'later']);
    expect(await plannedKeys(`course=${other}`)).toEqual(['far']);
    await api.get('/api/v1/messages/planned?days=0').expect(400);
  });

  it('follow each step of the course', async () => {
    const course = await api.newCourse();
    await api.store.commitStep(step(course, 1, [], { planned: [planned('a', 1), planned('b', 2)] }));
    expect(await plannedKeys(`course=${course}`)).toEqual(['a', 'b']);
    await api.store.commitStep(step(course, 2, [], { planned: [planned('b', 30)] }));
    const answer = await api.get(`/api/v1/messages/planned?course=${course}`).expect(200);
    expect((answer.body as Listed).planned).toMatchObject([{ key: 'b', at: plusHours(NOW, 30) }]);
    await api.store.commitStep(step(course, 3, []));
    expect(await plannedKeys(`course=${course}`)).toEqual(['b']);
    await api.store.commitStep(step(course, 4, [], { planned: [] }));
    expect(await plannedKeys(`course=${course}`)).toEqual([]);
  });
});

describe('a preview', () => {
  it('shows a planned message with its own facts, in the client’s zone', async () => {
    const id = messageIdOf(course, 'soon');
    const answer = await api.get(`/api/v1/messages/preview?message=${id}`).expect(200);
    expect(answer.body).toMatchObject({
      ...{ template: 'sessionReminder', sample: false, zone: 'America/Los_Angeles' },
      client: { id: (await api.store.courses.find(course))?.clientId },
      from: { name: 'CALM', address: 'care@example.org' },
      text: expect.stringContaining(
        'Saturday, January 9, 2027 at 10:00 AM (Pacific Standard Time)',
      ) as string,
    });
  });

  it('of a message says to which address it would go, and when', async () => {
    const id = messageIdOf(course, 'soon');
    const answer = await api.get(`/api/v1/messages/preview?message=${id}`).expect(200);
    const email = (await api.store.clients.ofCourse(course))?.email;
    const { addresses, leavesAt } = answer.body as { addresses: string[]; leavesAt: string };
    expect(addresses).toEqual([email]);
    expect(leavesAt >= NOW).toBe(true);
    const sample = await api.get('/api/v1/messages/preview?template=welcome').expect(200);
    expect(sample.body).not.toHaveProperty('addresses');
  });

  it('shows any text with made-up facts in any zone, and no link that works', async () => {
    const answer = await api
      .get('/api/v1/messages/preview?template=sessionReminder&zone=America/New_York')
      .expect(200);
    const { text, sample } = answer.body as { text: string; sample: boolean };
    expect(sample).toBe(true);
    expect(text).toContain('Eastern Standard Time');
    expect(text).toContain('+1 503 555 0199');
    const client = (await api.store.clients.ofCourse(course))?.unsubscribeToken ?? 'none';
    expect(text).not.toContain(client);
  });

  it.each([
    ['message=msg-00000000000000000000000000000000', 404, 'message-unknown'],
    ['message=1', 400, 'request-invalid'],
    ['template=sessionReminder&zone=Nowhere/Nothing', 400, 'request-invalid'],
    ['zone=America/New_York', 400, 'request-invalid'],
  ])('is refused for %s', async (query, status, code) => {
    const answer = await api.get(`/api/v1/messages/preview?${query}`).expect(status);
    expect(answer.body).toMatchObject({ code });
  });
});

describe('dropping a message', () => {
  it('that was sent is refused, and the attempt is kept in the audit', async () => {
    const answer = await api
      .post(`/api/v1/courses/${course}/signals/messageGivenUp`, 'frontDesk', {
        key: 'sent',
        reason: 'no use',
      })
      .expect(409);
    expect(answer.body).toMatchObject({ code: 'message-already-sent' });
    expect(api.asked.signals).toEqual([]);
    await api
      .post(`/api/v1/courses/${course}/signals/messageGivenUp`, 'frontDesk', {
        key: 'parked',
        reason: 'no use',
      })
      .expect(200);
    expect(api.asked.signals).toMatchObject([
      { name: 'messageGivenUp', key: 'parked', by: { role: 'frontDesk' } },
    ]);
  });

  it.each(['client', 'prescriber'] as const)('is not for the %s', async (role) => {
    const path = `/api/v1/courses/${course}/signals/messageGivenUp`;
    await api.post(path, role, { key: 'parked', reason: 'no use' }).expect(403);
    await api.post(path.replace('GivenUp', 'Resent'), role, { key: 'failed', reason: 'no use' }).expect(403);
  });

  it('needs a reason', async () => {
    const path = `/api/v1/courses/${course}/signals/messageGivenUp`;
    const answer = await api.post(path, 'frontDesk', { key: 'parked' }).expect(400);
    expect(answer.body).toMatchObject({ errors: [{ field: 'reason' }] });
  });
});
