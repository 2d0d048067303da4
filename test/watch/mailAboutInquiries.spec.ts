/** E-mails about inquiries: neutral, once, and never lost without a word. */
import { forbiddenWord } from '../../src/catalog/revealingWords';
import { linksAt } from '../../src/messages/links';
import { smtpTransport, type MailTransport } from '../../src/messages/transport';
import { enterPractice } from '../../src/setup/practice';
import { DEMO_PRACTICE } from '../../src/stack/demoPractice';
import type { NewInquiry } from '../../src/store';
import { instant, plusHours, plusMinutes, type Instant } from '../../src/time/instant';
import type { InquiryMail } from '../../src/vocabulary/inquiries';
import { mailAboutInquiries } from '../../src/watch/mailAboutInquiries';
import { startSmtp, type TestServer } from '../messages/support/smtp';
import { empty, storeForTests } from '../support/store';

const store = storeForTests();
const NOW = instant('2027-01-04T17:00:00Z');
const START = plusHours(NOW, 48);
const CONSULT = { start: START, minutes: 15, setting: 'phone', staffId: 'solo', revision: 0 } as const;
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
  Object.assign(answers, { content: undefined, recipient: undefined });
  await enterPractice(store(), DEMO_PRACTICE, new Date(NOW));
});

const mail = (at: Instant = NOW) =>
  mailAboutInquiries({ store: store(), transport, links: linksAt('https://care.example') }, at);

const ADDRESS = 'ines@inquiry.example';
async function inquiry(id = 'one', other: Partial<NewInquiry> = {}): Promise<void> {
  await store().inquiries.add({
    ...{ id, createdAt: NOW, source: 'form', language: 'en', name: 'Ines Invented', email: ADDRESS },
    ...{ phone: '503 555 0133', reachedBy: 'either', message: 'About ketamine.', answers: [] },
    ...{ owedFrom: NOW, dueAt: plusHours(NOW, 30) },
    ...other,
  });
}
const plan = (kind: InquiryMail, facts = {}, inquiryId = 'one') =>
  store().inquiryMails.plan({
    id: `${inquiryId}:${kind}`,
    inquiryId,
    kind,
    facts,
    createdAt: NOW,
    dueAt: NOW,
  });
const states = async () => (await store().inquiryMails.of('one')).map(({ state }) => state);
const to = (address: string) => server.mails.filter((each) => each.includes(`To: ${address}`));
/** Of a mail as it went over the wire. */
const plain = (text: string): string =>
  text
    .replaceAll(/=\r?\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));

const TO_PEOPLE = [
  ...([
    'confirmation',
    'decline',
    'consultBooked',
    'consultMoved',
    'consultCancelled',
    'consultReminder',
  ] as const),
];

describe('an e-mail about an inquiry', () => {
  it.each(TO_PEOPLE.flatMap((kind) => (['en', 'es'] as const).map((language) => [kind, language] as const)))(
    'of the kind %s in %s reveals nothing',
    async (kind, language) => {
      await inquiry('one', { language });
      await plan(kind, kind.startsWith('consult') ? { consult: CONSULT } : {});
      await mail();
      const [sent = ''] = to(ADDRESS);
      const subject = /Subject: (.*)/.exec(sent)?.[1] ?? '';
      expect(subject).not.toBe('');
      expect(sent).not.toContain('Ines');
      expect([subject, forbiddenWord(subject), forbiddenWord(plain(sent))]).toEqual([
        subject,
        undefined,
        undefined,
      ]);
    },
  );

  it('is sent once, however often one looks', async () => {
    await inquiry();
    await plan('confirmation');
    for (const minutes of [0, 1, 10]) await mail(plusMinutes(NOW, minutes));
    expect(to(ADDRESS)).toHaveLength(1);
    expect(await states()).toEqual(['sent']);
  });

  it('is sent once by two processes that are both about to send it', async () => {
    await inquiry();
    await plan('confirmation');
    let arrived = 0;
    let meet = (): void => undefined;
    const met = new Promise<void>((resolve) => (meet = resolve));
    const together: Pick<MailTransport, 'send'> = {
      send: (each, conversation) =>
        transport.send(each, {
          ...conversation,
          begin: async () => {
            arrived += 1;
            if (arrived === 2) meet();
            await met;
            return conversation.begin();
          },
        }),
    };
    const links = linksAt('https://care.example');
    const process = () => mailAboutInquiries({ store: store(), transport: together, links }, NOW);
    await Promise.all([process(), process()]);
    expect(arrived).toBe(2);
    expect(to(ADDRESS)).toHaveLength(1);
    expect(await states()).toEqual(['sent']);
  });

  it('has the calendar file of a consult, and of one that is canceled', async () => {
    await inquiry();
    await plan('consultBooked', { consult: CONSULT });
    await plan('consultCancelled', { consult: { ...CONSULT, off: true, revision: 1 } });
    await mail();
    const all = to(ADDRESS).map(plain);
    expect(all.filter((each) => each.includes('METHOD:REQUEST'))).toHaveLength(1);
    expect(all.filter((each) => each.includes('METHOD:CANCEL'))).toHaveLength(1);
    for (const each of all) expect(each).toContain('9:00');
  });

  it('that the mail server does not take is tried again, and is then sent once', async () => {
    await inquiry();
    await plan('answer', { words: 'We will call you.' });
    answers.content = 451;
    await mail();
    expect(await states()).toEqual(['pending']);
    answers.content = undefined;
    server.mails.length = 0;
    await mail();
    expect(to(ADDRESS)).toHaveLength(0);
    await mail(plusMinutes(NOW, 1));
    expect(to(ADDRESS)).toHaveLength(1);
    expect((await store().inquiries.find('one'))?.mailTrouble).toBe(false);
  });

  it('is not tried while the mail server takes none: the next look is soon', async () => {
    await inquiry();
    await plan('confirmation');
    await plan('decline');
    answers.content = 451;
    await mail();
    expect(await store().inquiryMails.due(NOW)).toHaveLength(1);
    answers.content = undefined;
    await mail(plusMinutes(NOW, 1));
    expect(await states()).toEqual(['sent', 'sent']);
  });

  it('that is refused makes the inquiry owed: somebody has to call', async () => {
    await inquiry();
    await store().inquiries.change({
      ...{ id: 'one', revision: 1, request: 'r', state: 'answered', owed: null },
      done: { step: 'answered', at: NOW, by: { role: 'frontDesk', id: 'x' } },
    });
    await plan('answer', { words: 'We will call you.' });
    answers.recipient = 550;
    await mail();
    expect(await states()).toEqual(['failed']);
    expect(await store().inquiries.find('one')).toMatchObject({ mailTrouble: true, owedFrom: NOW });
    await mail(plusHours(NOW, 1));
    expect(await states()).toEqual(['failed']);
  });

  it('whose sender died while it went out is not sent again, and somebody has to call', async () => {
    await inquiry();
    await plan('decline');
    expect(await store().inquiryMails.begin('one:decline', NOW)).toBe(true);
    expect(await store().inquiryMails.begin('one:decline', NOW)).toBe(false);
    await mail(plusMinutes(NOW, 4));
    expect(await states()).toEqual(['pending']);
    await mail(plusMinutes(NOW, 6));
    expect(await states()).toEqual(['unknown']);
    expect(to(ADDRESS)).toHaveLength(0);
    expect((await store().inquiries.find('one'))?.mailTrouble).toBe(true);
  });

  it('of a consult that has begun is not sent', async () => {
    await inquiry('one', { dueAt: plusHours(START, 24) });
    await plan('consultReminder', { consult: CONSULT });
    await mail(START);
    expect(to(ADDRESS)).toHaveLength(0);
    expect(await states()).toEqual(['failed']);
  });

  it('of an inquiry that was removed is not sent', async () => {
    await inquiry();
    await plan('confirmation');
    await store().inquiries.remove('one');
    await mail();
    expect(server.mails).toHaveLength(0);
  });
});

describe('an inquiry that nobody answers', () => {
  const DESK = 'frontdesk@cedar.example';
  it('is told to the front desk once it is overdue, once, without a name', async () => {
    await inquiry();
    await mail(plusHours(NOW, 30));
    expect(server.mails).toHaveLength(0);
    for (const minutes of [1, 2, 600]) await mail(plusMinutes(plusHours(NOW, 30), minutes));
    expect(to(DESK)).toHaveLength(1);
    expect(server.mails).toHaveLength(1);
    expect(to(DESK)[0]).toContain('Subject: 1 inquiry is overdue');
    expect(to(DESK)[0]).toContain('https://care.example/console/inquiries/one');
    expect(to(DESK)[0]).not.toMatch(/Ines|ketamine/);
  });

  it('is told together with others, and to the lead where there is no front desk', async () => {
    await inquiry();
    await inquiry('two');
    await store().practice.change({ contacts: { lead: { email: 'lead@cedar.example' } } });
    await store().staff.keepOnly([], NOW);
    await mail(plusHours(NOW, 31));
    expect(to('lead@cedar.example')[0]).toContain('Subject: 2 inquiries are overdue');
  });

  it('is not told of if it was answered in time', async () => {
    await inquiry();
    await store().inquiries.change({
      ...{ id: 'one', revision: 1, request: 'r', state: 'answered', owed: null },
      done: { step: 'answered', at: NOW, by: { role: 'frontDesk', id: 'x' } },
    });
    await mail(plusHours(NOW, 31));
    expect(server.mails).toHaveLength(0);
  });
});
