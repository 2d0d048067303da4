/** Which mail server sends e-mails: the environment's, else the one the practice has entered, else the mail catcher. */
import { createTransport } from 'nodemailer';
import type { Keyring } from '../security/keyring';
import { seal, unseal } from '../security/sealed';
import type { MailSettings, Store } from '../store';
import type { Mail } from './compose';
import { DEFAULT_CONNECTIONS, smtpTransport, type MailTransport } from './transport';

/** What the environment says of e-mail. */
export interface MailEnvironment {
  readonly smtpUrl?: string | undefined;
  /** Where e-mails are caught while no mail server is set. Absent in production: they wait. */
  readonly catcherUrl?: string | undefined;
  /** In place of the practice's sender address. */
  readonly from?: string | undefined;
}

export const MAIL_SOURCES = ['environment', 'practice', 'catcher', 'none'] as const;
export type MailSource = (typeof MAIL_SOURCES)[number];

interface MailServer {
  readonly source: MailSource;
  /** With the password: neither shown nor logged. */
  readonly url?: string;
}

/** A password opens only for its own server and account: it cannot be sent to another one. */
const placeOf = ({ host, username }: Pick<MailSettings, 'host' | 'username'>): string =>
  `mail\n${host}\n${username ?? ''}`;

export const sealMailPassword = (
  keyring: Keyring,
  of: Pick<MailSettings, 'host' | 'username'>,
  password: string,
): string => seal(keyring, placeOf(of), password);

function urlOf(settings: MailSettings, keyring: Keyring): string {
  const { host, port, security, username, passwordSealed } = settings;
  const password = passwordSealed === undefined ? '' : unseal(keyring, placeOf(settings), passwordSealed);
  const account =
    username === undefined ? '' : `${encodeURIComponent(username)}:${encodeURIComponent(password)}@`;
  const scheme = security === 'tls' ? 'smtps' : 'smtp';
  const how = { tls: '', starttls: '?requireTLS=true', none: '?ignoreTLS=true' }[security];
  return `${scheme}://${account}${host}:${port}/${how}`;
}

/** @throws StoreError, PayloadError */
export async function mailServer(
  { mailSettings }: Pick<Store, 'mailSettings'>,
  keyring: Keyring,
  { smtpUrl, catcherUrl }: MailEnvironment,
): Promise<MailServer> {
  if (smtpUrl !== undefined) return { source: 'environment', url: smtpUrl };
  const settings = await mailSettings.get();
  if (settings) return { source: 'practice', url: urlOf(settings, keyring) };
  return catcherUrl === undefined ? { source: 'none' } : { source: 'catcher', url: catcherUrl };
}

/** Sends by the mail server of the moment: what the practice changes holds from the next e-mail on. */
export function currentTransport(
  find: () => Promise<Pick<MailServer, 'url'>>,
  { from }: Pick<MailEnvironment, 'from'> = {},
): MailTransport {
  let known: { url: string; transport: MailTransport } | undefined;
  const current = async (): Promise<MailTransport | undefined> => {
    // While the settings cannot be read, the ones of before hold.
    const url = await find().then(
      (found) => found.url,
      () => known?.url,
    );
    if (url === known?.url) return known?.transport;
    known?.transport.close();
    known = url === undefined ? undefined : { url, transport: smtpTransport({ url }) };
    return known?.transport;
  };
  return {
    connections: DEFAULT_CONNECTIONS,
    async send(mail, conversation) {
      const transport = await current();
      if (!transport) return { outcome: 'temporary', code: 'mail-not-set-up' };
      const sent = from === undefined ? mail : { ...mail, from: { ...mail.from, address: from } };
      return transport.send(sent, conversation);
    },
    close: () => {
      known?.transport.close();
    },
  };
}

export interface MailTest {
  accepted: boolean;
  /** The reply of the mail server, or why there was none. */
  said: string;
}

const TEST_TIMEOUT_MS = 15_000;
const MOST_SAID = 200;

/** A reply of SMTP in one printable line. What any other kind of server says is not shown: it may be nobody's business. */
function replyOf(response: unknown): string | undefined {
  if (typeof response !== 'string' || !/^[2-5]\d\d(?:[ -]|$)/.test(response)) return undefined;
  return response
    .replace(/[\p{C}\p{Z}]+/gu, ' ')
    .trim()
    .slice(0, MOST_SAID);
}

/** Why there was no reply: a code of the network, or that it is no mail server. */
function withoutReply(error: object): string {
  const code =
    'code' in error && typeof error.code === 'string' && /^E[A-Z]+$/.test(error.code) ? error.code : '';
  const [, network] = 'message' in error ? (/\b(E[A-Z_]{4,20})\b/.exec(String(error.message)) ?? []) : [];
  return code === 'EPROTOCOL'
    ? 'It does not answer as a mail server does.'
    : `There was no answer of a mail server (${network ?? (code || 'unknown')}).`;
}

/** Sends one e-mail in a conversation of its own, and tells the reply of the server. Never throws. */
export async function testMailServer(url: string, mail: Mail): Promise<MailTest> {
  const transport = createTransport({
    url,
    connectionTimeout: TEST_TIMEOUT_MS,
    greetingTimeout: TEST_TIMEOUT_MS,
    dnsTimeout: TEST_TIMEOUT_MS,
    socketTimeout: TEST_TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    const { response } = await transport.sendMail(mail);
    return { accepted: true, said: replyOf(response) ?? '' };
  } catch (failure) {
    const error = Object(failure) as { response?: unknown };
    return { accepted: false, said: replyOf(error.response) ?? withoutReply(error) };
  } finally {
    transport.close();
  }
}
