/** The mail server: the environment's, or one that the practice enters here. Its password is never shown. */
import { z } from 'zod';
import { Email } from '../../../catalog/contact';
import { mailServer, MAIL_SOURCES, sealMailPassword, testMailServer } from '../../../messages/mailServer';
import { testMail } from '../../../messages/testMail';
import type { Keyring } from '../../../security/keyring';
import { MAIL_SECURITIES, type MailSettings } from '../../../store';
import type { ApiDeps, ApiStore } from '../../http/deps';
import { endpoint } from '../../http/endpoint';
import { ApiError } from '../../http/errors';
import { ifStillAllowed } from '../../http/stillAllowed';
import { oneOf } from '../../oneOf';
import { MANAGERS } from '../../roles';
import { OwnPassword } from '../../http/inPerson';
import { countMailTest } from '../../http/signInLimits';

const SecurityOut = oneOf(MAIL_SECURITIES, {
  id: 'MailSecurity',
  description:
    '`tls`: from the start. `starttls`: after it. `none`: only for a server on the same machine or network.',
});

const HostName = z
  .string()
  .trim()
  .max(253)
  .regex(
    /^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/,
    'must be the name of a server, such as mail.example.org',
  )
  .meta({ example: 'mail.example.org' });

/** What is entered of a mail server. */
export const MailServerIn = z
  .strictObject({
    host: HostName,
    port: z.int().min(1).max(65_535).meta({ example: 465 }),
    security: z.enum(MAIL_SECURITIES),
    username: z.string().trim().min(1).max(200).optional(),
    password: z.string().min(1).max(1_000).optional().meta({
      format: 'password',
      description:
        'Stored encrypted. Left out: the one of before, if server and user are the same and the connection stays secured.',
    }),
  })
  .meta({ id: 'NewMailServer' });

export const MailServerOut = z
  .object({
    source: oneOf(MAIL_SOURCES, {
      id: 'MailSource',
      description:
        'Who says it. `environment`: the variable SMTP_URL, so it cannot be changed here. `practice`: entered here. ' +
        '`catcher`: nobody; e-mails are caught on this machine. `none`: nobody; e-mails wait.',
    }),
    host: z.string().optional(),
    port: z.int().optional(),
    security: SecurityOut.optional(),
    username: z.string().optional(),
    hasPassword: z.boolean(),
    from: z
      .string()
      .optional()
      .meta({ description: 'Sender address of every e-mail, if the environment sets one (MAIL_FROM).' }),
  })
  .meta({ id: 'MailServer', description: 'The mail server, without its password.' });

type Out = z.input<typeof MailServerOut>;

/** Without opening the password: if its key is lost, people must get here to enter it again. @throws StoreError */
export async function shownMailServer({ store, keyring, mail = {} }: ApiDeps): Promise<Out> {
  const from = mail.from !== undefined && { from: mail.from };
  const settings = mail.smtpUrl === undefined ? await store.mailSettings.get() : undefined;
  if (settings) {
    const { passwordSealed, ...shown } = settings;
    return { source: 'practice', ...shown, hasPassword: passwordSealed !== undefined, ...from };
  }
  const { source, url } = await mailServer(store, keyring, mail);
  if (url === undefined) return { source, hasPassword: false, ...from };
  const { hostname, port, protocol, username, password } = new URL(url);
  const tls = protocol === 'smtps:';
  return {
    ...{ source, host: hostname, port: Number(port) || (tls ? 465 : 587) },
    ...(tls && { security: 'tls' as const }),
    ...(username !== '' && { username: decodeURIComponent(username) }),
    hasPassword: password !== '',
    ...from,
  };
}

/** @throws ApiError `mail-server-fixed` */
export async function saveMailServer(
  { store, mail }: Pick<ApiDeps, 'mail'> & { store: Pick<ApiStore, 'mailSettings'> },
  keyring: Keyring,
  { password, ...settings }: z.output<typeof MailServerIn>,
): Promise<void> {
  if (mail?.smtpUrl !== undefined)
    throw new ApiError('mail-server-fixed', 'The variable SMTP_URL sets the mail server. Change it there.');
  const { host, port, security, username } = settings;
  const next = { host, port, security, ...(username !== undefined && { username }) };
  const before = await store.mailSettings.get();
  await store.mailSettings.save({ ...next, ...passwordOf(before, next, keyring, password) });
}

function passwordOf(
  before: MailSettings | undefined,
  next: Omit<MailSettings, 'passwordSealed'>,
  keyring: Keyring,
  password: string | undefined,
): Pick<MailSettings, 'passwordSealed'> {
  if (password !== undefined) return { passwordSealed: sealMailPassword(keyring, next, password) };
  const same = before?.host === next.host && before.username === next.username;
  // It was entered to be sent encrypted: nobody sends it in the clear without knowing it.
  const bares = next.security === 'none' && before?.security !== 'none';
  return same && !bares && before.passwordSealed !== undefined
    ? { passwordSealed: before.passwordSealed }
    : {};
}

export const MailTestOut = z
  .object({
    accepted: z.boolean(),
    said: z.string().meta({
      description: 'The reply of the mail server, in one line, or why there was none.',
      example: '250 2.0.0 OK: queued',
    }),
  })
  .meta({ id: 'MailTest', description: 'What became of a test e-mail. Accepted is not yet delivered.' });

/** @throws ApiError `mail-server-missing` */
export async function tryMailServer(
  { store, keyring, mail = {} }: ApiDeps,
  sender: { name: string; address: string; phone: string },
  to: string,
  at: Date,
): Promise<z.input<typeof MailTestOut>> {
  const { url } = await mailServer(store, keyring, mail);
  if (url === undefined) throw new ApiError('mail-server-missing', 'Enter the mail server first.');
  return testMailServer(
    url,
    testMail({ sender: { ...sender, address: mail.from ?? sender.address }, to, at }),
  );
}

export const readMailServer = endpoint({
  id: 'readMailServer',
  method: 'get',
  path: '/api/v1/practice/mail',
  tag: 'Practice',
  summary: 'Show the mail server, without its password.',
  roles: MANAGERS,
  response: MailServerOut,
  handler: ({ deps }) => shownMailServer(deps),
});

export const changeMailServer = endpoint({
  id: 'changeMailServer',
  method: 'post',
  path: '/api/v1/practice/mail',
  tag: 'Practice',
  summary: 'Enter the mail server.',
  description:
    'It sends from the next e-mail on; nothing has to be restarted. Links to set a password go through it.',
  roles: MANAGERS,
  inPerson: { password: true },
  keyed: false,
  problems: ['mail-server-fixed'],
  body: MailServerIn.extend({ ownPassword: OwnPassword.optional() }),
  response: MailServerOut,
  handler: async ({ body: { ownPassword: _given, ...server }, who, deps, now }) => {
    const by = { role: who.role, id: who.staffId };
    const { host, port, security } = server;
    const detail = { host, port, security, password: server.password !== undefined };
    await ifStillAllowed(deps.store, who, async (store) => {
      await saveMailServer({ ...deps, store }, deps.keyring, server);
      await store.audit.append({ stream: 'practice', at: now, kind: 'mail-server-changed', by, detail });
    });
    return shownMailServer(deps);
  },
});

export const sendTestMail = endpoint({
  id: 'sendTestMail',
  method: 'post',
  path: '/api/v1/practice/mail/test',
  tag: 'Practice',
  summary: 'Send a test e-mail, and show what the mail server says.',
  description: 'At most 20 an hour for each person.',
  roles: MANAGERS,
  inPerson: {},
  keyed: false,
  problems: ['practice-not-set-up', 'mail-server-missing'],
  body: z.strictObject({ to: Email }),
  response: MailTestOut,
  handler: async ({ body: { to }, who, deps, now }) => {
    const practice = await deps.store.practice.get();
    if (!practice) throw new ApiError('practice-not-set-up', 'Set up the practice first.');
    if (who.visitor) countMailTest(who.visitor, who.staffId, now);
    const { senderName: name, senderAddress: address, callbackNumber: phone } = practice;
    const tested = await tryMailServer(deps, { name, address, phone }, to, new Date(now));
    const by = { role: who.role, id: who.staffId };
    const detail = { accepted: tested.accepted };
    await deps.store.audit.append({ stream: 'practice', at: now, kind: 'mail-server-tested', by, detail });
    return tested;
  },
});
