import { randomUUID } from 'node:crypto';
import { instant, plusMinutes, type Instant } from '../../src/time/instant';
import { linksAt } from '../../src/messages/links';
import { smtpTransport, type MailTransport } from '../../src/messages/transport';
import { DEMO_PRACTICE } from '../../src/stack/demoPractice';
import { enterPractice } from '../../src/setup/practice';
import type { Audience } from '../../src/store';
import { notifyOfStuck } from '../../src/watch/notifyOfStuck';
import { startSmtp, type TestServer } from '../messages/support/smtp';
import { empty, storeForTests } from '../support/store';

const store = storeForTests();
const NOW = instant('2027-01-04T17:00:00Z');
const answers: { content?: number | undefined; recipient?: number | undefined } = {};

let server: TestServer;
let transport: MailTransport;

beforeAll(async () => {
  server = await startSmtp({ atContent: () => answers.content, atRecipient: () => answers.recipient });
  transport = smtpTransport({ url: server.url });
});
afterAll(async () => {
  transport.close();
  await server.stop();
});
beforeEach(async () => {
  await empty(store());
  server.mails.length = 0;
  refusedUntil.clear();
  Object.assign(answers, { content: undefined, recipient: undefined });
  await enterPractice(store(), DEMO_PRACTICE, new Date(NOW));
});

const refusedUntil = new Map<Audience, Instant>();
const tell = (minutes = 0) =>
  notifyOfStuck(
    { store: store(), transport, links: linksAt('https://care.example'), refusedUntil },
    plusMinutes(NOW, minutes),
  );

async function stuck(minutes = 0): Promise<string> {
  const id = randomUUID();
  await store().courses.register({ id, protocol: 'calm', protocolVersion: 1, startedAt: NOW });
  await store().stuck.found(id, 'tasks-failing', plusMinutes(NOW, minutes));
  return id;
}

const to = (address: string) => server.mails.filter((mail) => mail.includes(`To: ${address}`));
const LEAD = 'lead@cedar.example';
const ENGINEER = 'engineer@cedar.example';

describe('the mail that a course does not respond', () => {
  it('goes to the lead and to the engineers, once, however often one looks', async () => {
    const id = await stuck();
    for (const minutes of [0, 1, 30, 600]) await tell(minutes);
    expect([to(LEAD).length, to(ENGINEER).length, server.mails.length]).toEqual([1, 1, 2]);
    expect(to(LEAD)[0]).toContain('Subject: 1 course does not respond: action needed');
    expect(to(LEAD)[0]).toContain(id);
    expect(to(ENGINEER)[0]).toContain('npm run course -- repair ID');
    const entries = await store().audit.list('watch');
    expect(entries.map(({ kind }) => kind)).toEqual(['engineers-notified', 'lead-notified', 'course-stuck']);
    expect(entries[1]?.detail).toMatchObject({
      courses: [id],
      answer: expect.stringContaining('250') as string,
    });
  });

  it('is sent again when the mail server does not take it, until it does', async () => {
    await stuck();
    answers.content = 451;
    await tell(0);
    expect((await store().stuck.list())[0]).not.toHaveProperty('leadNotifiedAt');
    answers.content = undefined;
    server.mails.length = 0;
    await tell(1);
    expect([to(LEAD).length, to(ENGINEER).length]).toEqual([1, 1]);
    expect((await store().stuck.list())[0]).toMatchObject({ leadNotifiedAt: plusMinutes(NOW, 1) });
  });

  it('that is permanently refused notified nobody; the audit shows it, and it is not sent at every check', async () => {
    await stuck();
    answers.recipient = 550;
    await tell(0);
    await tell(1);
    expect((await store().stuck.list())[0]).not.toHaveProperty('leadNotifiedAt');
    const refusals = (await store().audit.list('watch')).filter(({ kind }) => kind === 'lead-not-notified');
    expect(refusals).toHaveLength(1);
    answers.recipient = undefined;
    await tell(11);
    expect(to(LEAD)).toHaveLength(1);
  });

  it('tells of those that stop soon after together, in a second mail', async () => {
    await stuck(0);
    await tell(0);
    await stuck(1);
    await tell(1);
    await stuck(4);
    await tell(5);
    expect(to(LEAD)).toHaveLength(1);
    await tell(12);
    expect(to(LEAD)).toHaveLength(2);
    expect(to(LEAD)[1]).toContain('Subject: 2 courses do not respond: action needed');
  });

  it('names no client and nothing clinical', async () => {
    await stuck();
    await tell(0);
    for (const mail of server.mails) expect(mail).not.toMatch(/Robin|ketamine|dosing|calm/i);
  });

  it('is not sent while every course responds', async () => {
    await tell(0);
    expect(server.mails).toEqual([]);
  });
});
