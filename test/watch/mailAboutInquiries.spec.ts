/** E-mails about inquiries: neutral, once, and never lost without a word. */
import { forbiddenWord } from '../../src/catalog/revealingWords';
import { linksAt } from '../../src/messages/links';
import { smtpTransport, type MailTransport } from '../../src/messages/transport';
import { enterPractice } from '../../src/setup/practice';
import { DEMO_PRACTICE } from '../../src/stack/demoPractice';
import type { Consult, NewInquiry } from '../../src/store';
import { jsonb } from '../../src/store/values';
import { instant, plusHours, plusMinutes, type Instant } from '../../src/time/instant';
import type { InquiryMail } from '../../src/vocabulary/inquiries';
import { mailAboutInquiries, type InquiryMailing } from '../../src/watch/mailAboutInquiries';
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
const answered = (id = 'one') =>
  store().inquiries.change({
    ...{ id, revision: 1, request: 'r', state: 'answered', owed: null },
    done: { step: 'answered', at: NOW, by: { role: 'frontDesk', id: 'x' } },
  });
/** The consult of an inquiry as it is now. */
const booked = (consult: Consult = CONSULT, id = 'one') =>
  store()
    .db.updateTable('inquiries')
    .set({ consult: jsonb(consult) })
    .where('id', '=', id)
    .execute();
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
      await booked();
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
    await booked();
    await plan('consultBooked', { consult: CONSULT });
    await mail();
    const off = { ...CONSULT, off: true, revision: 1 } as const;
    await booked(off);
    await plan('consultCancelled', { consult: off });
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
    let asked = 0;
    const away: Pick<MailTransport, 'send'> = {
      send: () => {
        asked += 1;
        return Promise.resolve({ outcome: 'temporary', code: 'mail-connection' });
      },
    };
    await mailAboutInquiries(
      { store: store(), transport: away, links: linksAt('https://care.example') },
      NOW,
    );
    expect(asked).toBe(1);
    await mail(plusMinutes(NOW, 1));
    expect(await states()).toEqual(['sent', 'sent']);
  });

  it('that the mail server puts off holds up no other, is tried less and less often, and becomes a call', async () => {
    await inquiry();
    await inquiry('two', { email: 'tom@inquiry.example' });
    await answered();
    await plan('answer', { words: 'We will call you.' });
    answers.recipient = 451;
    await mail();
    answers.recipient = undefined;
    await plan('confirmation', {}, 'two');
    answers.recipient = 451;
    let tries = 0;
    const counted: Pick<MailTransport, 'send'> = {
      send: (each, conversation) => {
        if (!each.to.includes(ADDRESS)) return Promise.resolve({ outcome: 'accepted', answer: 'OK' });
        tries += 1;
        return transport.send(each, conversation);
      },
    };
    const links = linksAt('https://care.example');
    for (let minute = 1; minute < 250; minute++)
      await mailAboutInquiries({ store: store(), transport: counted, links }, plusMinutes(NOW, minute));
    expect((await store().inquiryMails.of('two')).map(({ state }) => state)).toEqual(['sent']);
    expect(tries).toBeLessThan(40);
    expect(await states()).toEqual(['failed']);
    expect(await store().inquiries.find('one')).toMatchObject({ mailTrouble: true });
    expect((await store().inquiries.owed(plusHours(NOW, 5))).map(({ id }) => id)).toContain('one');
  });

  it('about a consult that the mail server puts off becomes a call in time, due before the consult', async () => {
    await inquiry();
    await answered();
    const consult = { ...CONSULT, start: plusHours(NOW, 4) };
    await booked(consult);
    await plan('consultBooked', { consult });
    answers.recipient = 451;
    for (let minute = 0; minute <= 75; minute += 5) await mail(plusMinutes(NOW, minute));
    expect(await states()).toEqual(['failed']);
    const { owedFrom: from = '', dueAt } = (await store().inquiries.find('one')) ?? {};
    expect(from < plusMinutes(NOW, 76)).toBe(true);
    expect(dueAt).toBe(consult.start);
  });

  it('about a consult that is refused is owed before it, also if it was owed later, and for a client', async () => {
    const consult = { ...CONSULT, start: plusHours(NOW, 6) };
    await inquiry();
    await inquiry('two', { email: 'tom@inquiry.example' });
    await answered('two');
    await store().db.updateTable('inquiries').set({ state: 'client' }).where('id', '=', 'two').execute();
    for (const id of ['one', 'two']) {
      await booked(consult, id);
      await plan('consultBooked', { consult }, id);
    }
    answers.recipient = 550;
    await mail();
    for (const id of ['one', 'two'])
      expect(await store().inquiries.find(id)).toMatchObject({ mailTrouble: true, dueAt: consult.start });
  });

  it('about a consult that was moved since is not sent, nor if that happens while the server is asked', async () => {
    await inquiry();
    await booked();
    await plan('consultBooked', { consult: CONSULT });
    answers.content = 451;
    await mail();
    answers.content = undefined;
    await booked({ ...CONSULT, start: plusHours(START, 1), revision: 1 });
    await mail(plusMinutes(NOW, 1));
    expect(await states()).toEqual([]);
    await plan('consultReminder', { consult: { ...CONSULT, revision: 1 } });
    const slow: Pick<MailTransport, 'send'> = {
      send: async (each, conversation) => {
        await booked({ ...CONSULT, start: plusHours(START, 2), revision: 2 });
        return transport.send(each, conversation);
      },
    };
    server.mails.length = 0;
    const links = linksAt('https://care.example');
    await mailAboutInquiries({ store: store(), transport: slow, links }, plusMinutes(NOW, 2));
    await mail(plusMinutes(NOW, 3));
    expect(to(ADDRESS)).toEqual([]);
    expect(await states()).toEqual([]);
  });

  it('that failed is a call even if the process dies right then', async () => {
    await inquiry();
    await answered();
    await plan('answer', { words: 'We will call you.' });
    await store().inquiryMails.begin('one:answer', NOW);
    const { atOnce } = store();
    const dies: InquiryMailing['store'] = {
      ...store(),
      inquiries: {
        ...store().inquiries,
        troubled: () => Promise.reject(new Error('the process died')),
      },
      atOnce: (work) =>
        atOnce((all) =>
          work({
            ...all,
            inquiries: { ...all.inquiries, troubled: () => Promise.reject(new Error('the process died')) },
          }),
        ),
    };
    const links = linksAt('https://care.example');
    const later = plusMinutes(NOW, 6);
    await expect(mailAboutInquiries({ store: dies, transport, links }, later)).rejects.toThrow('died');
    await mail(later);
    expect(await store().inquiries.find('one')).toMatchObject({ mailTrouble: true, owedFrom: later });
  });

  it('that is refused makes the inquiry owed: somebody has to call', async () => {
    await inquiry();
    await answered();
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
    await booked();
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
    expect(to(DESK)[0]).toContain('https://care.example/console/inquiries');
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

  const notice = async (at: Instant) =>
    (await store().practiceTasks.open(at)).find(({ kind }) => kind === 'overdue-inquiries-unsent');

  it('is told even if the first of them is removed before the e-mail goes out', async () => {
    await inquiry();
    await inquiry('two');
    answers.content = 451;
    await mail(plusHours(NOW, 31));
    answers.content = undefined;
    server.mails.length = 0;
    await store().inquiries.remove('one');
    await mail(plusHours(NOW, 32));
    expect(to(DESK)).toHaveLength(1);
    expect(await notice(plusHours(NOW, 32))).toBeUndefined();
  });

  it.each([550, 'nowhere'] as const)('is a task if the e-mail does not go out: %s', async (why) => {
    await inquiry();
    if (why === 'nowhere') {
      await store().practice.change({ contacts: {} });
      await store().staff.keepOnly([], NOW);
    } else answers.recipient = why;
    const at = plusHours(NOW, 31);
    await mail(at);
    expect(await notice(at)).toMatchObject({ role: 'frontDesk', count: 1, since: at });
    await answered();
    expect(await notice(at)).toBeUndefined();
  });

  it('is not told of if it was answered in time', async () => {
    await inquiry();
    await answered();
    await mail(plusHours(NOW, 31));
    expect(server.mails).toHaveLength(0);
  });
});
