import PostalMime, { type Email } from 'postal-mime';
import { previewOf } from '../../src/messages/preview';
import { compose } from '../../src/messages/compose';
import { instant } from '../../src/time/instant';
import { linksAt } from '../../src/messages/links';
import { forbiddenWord } from '../../src/catalog/revealingWords';
import { TEMPLATES } from '../../src/messages/templates';
import { TEMPLATE_IDS, type TemplateId } from '../../src/vocabulary/templates';
import { smtpTransport, type MailTransport } from '../../src/messages/transport';
import { readCalendar } from './support/calendarReader';
import { startSmtp, type TestServer, WANTED } from './support/smtp';

let server: TestServer;
let transport: MailTransport;

beforeAll(async () => {
  server = await startSmtp();
  transport = smtpTransport({ url: server.url });
});
afterAll(async () => {
  transport.close();
  await server.stop();
});

/** A template as received over SMTP. */
async function sent(
  id: TemplateId,
): Promise<{ raw: string; email: Email; header: (name: string) => string | undefined }> {
  await transport.send(previewOf(id), WANTED);
  const raw = server.mails.at(-1) ?? '';
  const email = await PostalMime.parse(raw);
  return { raw, email, header: (name) => email.headers.find(({ key }) => key === name)?.value };
}

const HEADERS = [
  'from',
  'to',
  'subject',
  'message-id',
  'date',
  'mime-version',
  'content-type',
  'auto-submitted',
];
const PLAIN_HEADERS = [...HEADERS, 'content-transfer-encoding', 'list-unsubscribe', 'list-unsubscribe-post'];

describe.each(TEMPLATE_IDS)('%s as received', (id) => {
  it('has text and HTML with the same content, and only common headers', async () => {
    const { email, header } = await sent(id);
    expect(email.headers.map(({ key }) => key).filter((key) => !PLAIN_HEADERS.includes(key))).toEqual([]);
    expect(header('auto-submitted')).toBe('auto-generated');
    expect(header('message-id')).toMatch(/^<[0-9a-f]{40}@cedar\.example>$/);
    const words = (html: string) =>
      html.replace(/<style[\s\S]*?<\/style>|<[^>]+>/g, ' ').replaceAll('\u00a0', ' ');
    for (const line of (email.text ?? '').split('\n\n').filter((one) => /^[A-Z][^:]+\.$/.test(one))) {
      expect(
        words(email.html ?? '')
          .replaceAll('&#39;', "'")
          .replaceAll('&amp;', '&'),
      ).toContain(line);
    }
  });

  it('has an unsubscribe link exactly when it is a notice to a client', async () => {
    const { header } = await sent(id);
    const template = TEMPLATES[id];
    const isNotice = 'notice' in template && template.to === 'client';
    expect(header('list-unsubscribe')).toBe(
      isNotice ? '<https://cedar.example/unsubscribe/qHc4mE0zV8rT1yLw>' : undefined,
    );
    expect(header('list-unsubscribe-post')).toBe(isNotice ? 'List-Unsubscribe=One-Click' : undefined);
  });
});

describe('an appointment as received', () => {
  it.each([
    ['sessionBooked', 'REQUEST'],
    ['sessionMoved', 'REQUEST'],
    ['sessionCancelled', 'CANCEL'],
  ] as const)('%s carries a calendar file, shown in the mail and attached', async (id, method) => {
    const { email, raw } = await sent(id);
    expect(raw).toMatch(new RegExp(`content-type: text/calendar; charset=utf-8; method=${method}`, 'i'));
    expect(email.attachments.map(({ filename }) => filename)).toContain('appointment.ics');
    for (const { content } of email.attachments) {
      const text = typeof content === 'string' ? content : Buffer.from(content as ArrayBuffer).toString();
      expect(readCalendar(text)).toMatchObject({
        ...{ method, sequence: 1, summary: 'Appointment with Cedar Practice', zone: 'America/Denver' },
        start: Date.parse('2027-03-15T17:00:00Z'),
      });
      expect(forbiddenWord(text.replace(/\r?\n[ \t]/g, ''))).toBeUndefined();
    }
  });
});

describe('names entered by people', () => {
  const named = (name: string) => {
    const composed = compose({
      course: 'c-1',
      message: {
        ...{ key: 'welcome:1:client', template: 'welcome', to: 'client', safety: false, facts: {} },
        staleAt: instant('2027-01-01T00:00Z'),
      },
      sender: { name, address: 'office@cedar.example', phone: '<b>1</b>', zone: 'America/New_York' },
      addressee: { addresses: ['a@mail.example'] },
      links: linksAt('https://cedar.example/'),
      at: instant('2027-01-01T00:00Z'),
    });
    if ('problem' in composed) throw new Error(composed.problem);
    return composed.mail;
  };

  it('are escaped in the HTML', () => {
    const { html } = named('<script>alert(1)</script> & "Sons"');
    expect(html).not.toMatch(/<script|<b>/);
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;Sons&quot;');
  });

  it('cannot start a new header', async () => {
    await transport.send(named('Cedar\r\nBcc: thief@mail.example'), WANTED);
    const email = await PostalMime.parse(server.mails.at(-1) ?? '');
    expect(email.headers.map(({ key }) => key)).not.toContain('bcc');
    expect(email.from?.address).toBe('office@cedar.example');
  });

  it('that reveal the kind of care are not shown to clients', () => {
    const mail = named('Cedar Ketamine Clinic');
    expect(mail.from.name).toBe('Your practice');
    expect(mail.subject).toBe('Welcome to Your practice');
    expect(mail.html).not.toContain('Ketamine');
  });
});
