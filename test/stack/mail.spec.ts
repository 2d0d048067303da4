import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { startMailCatcher, type MailCatcher } from '../../src/stack/mail/catcher';
import { onSmallDisk } from '../support/onSmallDisk';
import { temporaryFolder } from './support/temporary';

const SESSION: SendMailOptions = {
  from: '"Calm Practice" <care@calm.example>',
  to: 'client@example.org',
  bcc: 'audit@calm.example',
  subject: 'Your appointment – Tuesday',
  text: 'See http://127.0.0.1:8080/in?a=1&b=2.',
  html: '<p>See you</p><script>alert(1)</script>',
  icalEvent: { method: 'REQUEST', content: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n' },
};

describe('the mail catcher', () => {
  const base = temporaryFolder();
  let catcher: MailCatcher;
  const start = async (name: string) => {
    catcher = await startMailCatcher({ smtpPort: 0, httpPort: 0, dir: path.join(base, name) });
  };
  const send = (mail: SendMailOptions = SESSION) => createTransport(catcher.smtpUrl).sendMail(mail);
  const get = (url: string, headers = {}) => fetch(catcher.mailboxUrl + url, { headers });

  afterEach(() => catcher.stop());

  it('keeps a message with its parts and the recipients of the conversation', async () => {
    await start('parts');
    const sent = await send();
    const [mail] = catcher.messages();
    expect(mail).toMatchObject({
      from: 'Calm Practice <care@calm.example>',
      to: ['client@example.org', 'audit@calm.example'],
      subject: 'Your appointment – Tuesday',
      messageId: sent.messageId,
      text: expect.stringContaining('See http://127.0.0.1:8080/in?a=1&b=2.') as string,
      html: expect.stringContaining('<p>See you</p>') as string,
    });
    expect(mail?.attachments.map((part) => part.mimeType)).toContain('text/calendar');
    expect(Date.parse(mail?.receivedAt ?? '')).toBeGreaterThan(Date.now() - 60_000);
  });

  it('has them again after a restart, in order', async () => {
    await start('restart');
    for (const subject of ['one', 'two', 'three']) await send({ ...SESSION, subject });
    await catcher.stop();
    await start('restart');
    expect(catcher.messages().map((mail) => mail.subject)).toEqual(['one', 'two', 'three']);
  });

  it('shows them to people', async () => {
    await start('pages');
    await send();
    const id = catcher.messages()[0]?.id ?? '';
    expect(await (await get('/')).text()).toContain('Your appointment – Tuesday');
    const page = await (await get(`/messages/${id}`)).text();
    expect(page).toContain('href="http://127.0.0.1:8080/in?a=1&amp;b=2"');
    expect(page).toContain('BEGIN:VCALENDAR');
    expect(page).not.toContain('alert(1)');
    expect(await (await get(`/messages/${id}/raw`)).text()).toContain('Delivered-To: audit@calm.example');
    expect((await get('/messages/none')).status).toBe(404);
  });

  it('lets the HTML of a message run no script', async () => {
    await start('sandbox');
    await send();
    const response = await get(`/messages/${catcher.messages()[0]?.id ?? ''}/html`);
    expect(response.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/);
    expect(response.headers.get('content-security-policy')).not.toContain('allow-scripts');
  });

  it('escapes what a message says about itself', async () => {
    await start('escape');
    await send({ ...SESSION, subject: '<img src=x onerror=alert(1)>' });
    expect(await (await get('/')).text()).toContain('&lt;img src=x');
  });

  it('tells programs at /api/messages', async () => {
    await start('api');
    await send();
    const { messages } = (await (await get('/api/messages')).json()) as { messages: { id: string }[] };
    expect(messages).toHaveLength(1);
    const one = (await (await get(`/api/messages/${messages[0]?.id ?? ''}`)).json()) as { subject: string };
    expect(one.subject).toBe('Your appointment – Tuesday');
  });

  it('changes nothing by HTTP', async () => {
    await start('reads');
    expect((await fetch(catcher.mailboxUrl, { method: 'DELETE' })).status).toBe(405);
  });

  it('can refuse for a while, and accept again', async () => {
    await start('temporary');
    catcher.behave('refuse-temporarily');
    await expect(send()).rejects.toMatchObject({ responseCode: 451 });
    catcher.behave('accept');
    await send();
    expect(catcher.messages()).toHaveLength(1);
  });

  it('can refuse for good', async () => {
    await start('permanent');
    catcher.behave('refuse-permanently');
    await expect(send()).rejects.toMatchObject({ responseCode: 550 });
  });

  it('can refuse one address for good, however it is written, and take the others', async () => {
    await start('one-address');
    catcher.refuse('Robin@Client.Example');
    const to = (address: string) => send({ ...SESSION, bcc: undefined, to: address });
    await expect(to('robin@client.example')).rejects.toMatchObject({ responseCode: 550 });
    await to('robin@other.example');
    expect(catcher.messages()).toHaveLength(1);
  });

  it('can leave the sender in doubt: kept, but never confirmed', async () => {
    await start('doubt');
    catcher.behave('drop-after-data');
    await expect(send()).rejects.toThrow();
    expect(catcher.messages()).toHaveLength(1);
  });

  it('forgets what was cut off while it came in', async () => {
    await start('cut');
    await send();
    await catcher.stop();
    writeFileSync(path.join(base, 'cut', '2026-01-01T000000000Z-000001.eml.part'), 'Subject: half');
    await start('cut');
    expect(catcher.messages()).toHaveLength(1);
    expect(readdirSync(path.join(base, 'cut'))).toHaveLength(1);
  });

  describe('on a full disk', () => {
    onSmallDisk(4, (disk) => {
      it('defers mail with 452, keeps nothing of it, and takes it when there is space', async () => {
        const dir = path.join(disk.folder, 'mail');
        catcher = await startMailCatcher({ smtpPort: 0, httpPort: 0, dir });
        await send();
        disk.fill();
        for (let count = 0; count < 5; count += 1) {
          await expect(send({ ...SESSION, text: 'x'.repeat(20_000) })).rejects.toMatchObject({
            responseCode: 452,
            message: expect.stringContaining('The disk is full') as string,
          });
        }
        expect(catcher.messages()).toHaveLength(1);
        expect((await get('/')).status).toBe(200);
        disk.free();
        await send();
        expect(catcher.messages()).toHaveLength(2);
        expect(readdirSync(dir).filter((name) => !name.endsWith('.eml'))).toEqual([]);
        await catcher.stop();
        catcher = await startMailCatcher({ smtpPort: 0, httpPort: 0, dir });
        expect(catcher.messages()).toHaveLength(2);
      });
    });
  });
});
