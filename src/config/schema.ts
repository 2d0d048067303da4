import path from 'node:path';
import { z } from 'zod';
import { NEUTRAL_SENDER, revealingPart } from '../catalog/revealingWords';
import { parseKeyring } from '../security/keyring';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const port = (fallback: number) =>
  z
    .string()
    .refine((text) => /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535, {
      error: 'must be a port number from 1 to 65535',
    })
    .transform(Number)
    .default(fallback);

const url = (protocols: readonly string[], example: string) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    error: `must be a URL beginning with ${protocols.map((p) => `${p}//`).join(' or ')}, such as ${example}`,
  });

const name = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/, {
  error: 'must begin with a letter or digit and contain only letters, digits, ".", "_" and "-"',
});

const address = z.string().refine(isHostAndPort, {
  error: 'must be HOST:PORT without a scheme, such as temporal.example.org:7233',
});

function isHostAndPort(text: string): boolean {
  const found = /^(\[[0-9a-fA-F:]+\]|[A-Za-z0-9._-]+):(\d{1,5})$/.exec(text);
  return found !== null && Number(found[2]) >= 1 && Number(found[2]) <= 65_535;
}

const payloadKeys = z.string().transform((text, ctx) => {
  try {
    return parseKeyring(text);
  } catch (error) {
    ctx.addIssue({ code: 'custom', message: error instanceof Error ? error.message : String(error) });
    return z.NEVER;
  }
});

const ON_THIS_MACHINE = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:|\/|$)/;

/** Every environment variable the program reads, with its default and meaning. */
export const variables = z.object({
  THROUGHLINE_DATA: z
    .string()
    .transform((folder) => path.resolve(folder))
    .prefault('./data')
    .describe('Folder for all data of the development stack: databases, mails, keys, logs.'),
  THROUGHLINE_PROTOCOLS: z
    .string()
    .transform((folder) => path.resolve(folder))
    .optional()
    .describe(
      'Folder of the practice’s own protocols, in addition to the shipped ones; each is a file `<id>.json`.',
    ),
  PORT: port(8080).describe('Port of the API and its documentation.'),
  CONSOLE_PORT: port(5173).describe('Port of the console while you edit it (`npm run dev`).'),
  HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:-]+$/, { error: 'must be a host name or an IP address' })
    .default('127.0.0.1')
    .describe('Address the API listens on; `0.0.0.0` inside a container.'),
  TRUSTED_PROXIES: z
    .string()
    .regex(/^\d$/, { error: 'must be a number of proxies from 0 to 9' })
    .transform(Number)
    .default(0)
    .describe('Number of reverse proxies in front of the API whose X-Forwarded headers are trusted.'),
  PUBLIC_URL: url(['http:', 'https:'], 'https://care.example.org')
    .refine((text) => !URL.canParse(text) || !revealingPart(new URL(text).hostname), {
      error: `${NEUTRAL_SENDER} https://care.example.org`,
    })
    .transform((text) => text.replace(/\/+$/, ''))
    .optional()
    .describe('Public address of the API; links in e-mails begin with it.'),
  SESSION_IDLE_MINUTES: z
    .string()
    .refine((text) => /^\d{1,3}$/.test(text) && Number(text) >= 5 && Number(text) <= 720, {
      error: 'must be a whole number of minutes from 5 to 720',
    })
    .transform(Number)
    .default(30)
    .describe('Minutes after which staff who are signed in and do nothing have to sign in again.'),
  OIDC_ISSUER: url(['https:', 'http:'], 'https://accounts.example.org')
    .refine((text) => !text.startsWith('http:') || ON_THIS_MACHINE.test(text), {
      error: 'must be https, except on this machine',
    })
    .optional()
    .describe('Identity provider (OpenID Connect) by which staff can sign in, too.'),
  OIDC_CLIENT_ID: z.string().optional().describe('Id of this installation at the identity provider.'),
  OIDC_CLIENT_SECRET: z.string().optional().describe('Secret of this installation at the identity provider.'),
  OIDC_NAME: z
    .string()
    .max(60)
    .default('your organization')
    .describe('What people call the identity provider; the button says “Sign in with …”.'),
  OIDC_SECOND_FACTOR: z
    .enum(['amr', 'provider', 'own'], { error: 'must be one of amr, provider, own' })
    .default('amr')
    .describe(
      'Who asks for the second factor: `amr`: the provider, if its ID token says so in `amr`, else this system; `provider`: always the provider; `own`: always this system.',
    ),
  TEMPORAL_ADDRESS: address
    .optional()
    .describe('Temporal server to use (host:port). If absent, a development server is started.'),
  TEMPORAL_NAMESPACE: name.default('throughline').describe('Temporal namespace of this practice.'),
  TEMPORAL_API_KEY: z.string().optional().describe('API key for the Temporal server; turns on TLS.'),
  TEMPORAL_TLS: z
    .enum(['true', 'false', '1', '0'], { error: 'must be one of true, false, 1, 0' })
    .optional()
    .describe('TLS to the Temporal server; set certificates with Temporal’s own `TEMPORAL_TLS_*` variables.'),
  TASK_QUEUE: name.default('throughline').describe('Task queue that workers of this installation poll.'),
  TEMPORAL_PORT: port(7233).describe('Port of the development Temporal server.'),
  TEMPORAL_UI_PORT: port(8233).describe('Port of the development Temporal UI.'),
  TEMPORAL_UI_URL: url(['http:', 'https:'], 'https://temporal.example.org')
    .transform((text) => new URL(text).origin)
    .optional()
    .describe(
      'Address of the Temporal UI for engineers; only it may call the codec server. If absent, the development UI.',
    ),
  DATABASE_URL: url(['postgres:', 'postgresql:'], 'postgres://user:password@host:5432/throughline')
    .optional()
    .describe('PostgreSQL server to use. If absent, an embedded one is started in the data folder.'),
  SMTP_URL: url(['smtp:', 'smtps:'], 'smtps://user:password@mail.example.org:465')
    .optional()
    .describe(
      'Mail server that sends e-mails. If absent, the one entered in the console; without one, a mail catcher, or in production e-mails wait.',
    ),
  SMTP_PORT: port(1025).describe('Port of the mail catcher (SMTP).'),
  MAILBOX_PORT: port(8025).describe('Port of the mail catcher’s mailbox page.'),
  MAIL_FROM: z
    .email({ error: 'must be one e-mail address, such as care@example.org' })
    .refine((text) => !revealingPart(text), `${NEUTRAL_SENDER} care@cedar.example`)
    .optional()
    .describe('Sender address of every e-mail. If absent, the practice’s own address.'),
  PAYLOAD_KEYS: payloadKeys
    .optional()
    .describe(
      'Keys that encrypt what Temporal stores: `keyId:base64 of 32 bytes`, separated by commas; the first encrypts, all decrypt. If absent in development, a key is created once in the data folder.',
    ),
  LOG_LEVEL: z
    .enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` })
    .default('info')
    .describe(`Log level: ${LOG_LEVELS.join(', ')}.`),
  LOG_FILE: z
    .string()
    .transform((file) => path.resolve(file))
    .optional()
    .describe(
      'Log file, rotated at 10 MB; three older files are kept. If absent, standard output; with `npm start`, `throughline.log` in the data folder.',
    ),
  SHUTDOWN_SECONDS: z
    .string()
    .refine((text) => /^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= 600, {
      error: 'must be a whole number of seconds from 1 to 600',
    })
    .transform(Number)
    .default(10)
    .describe('Seconds that work in progress has to finish when a process stops.'),
  NODE_ENV: z
    .enum(['development', 'test', 'production'], { error: 'must be one of development, test, production' })
    .default('development')
    .describe('In `production`, nothing is started or generated for you; see below.'),
});

/** Variables that production requires, because nothing is started or generated there. */
export const REQUIRED_IN_PRODUCTION = ['TEMPORAL_ADDRESS', 'DATABASE_URL', 'PAYLOAD_KEYS'] as const;

const PORTS = [
  'PORT',
  'CONSOLE_PORT',
  'TEMPORAL_PORT',
  'TEMPORAL_UI_PORT',
  'SMTP_PORT',
  'MAILBOX_PORT',
] as const;

export const environmentSchema = variables.superRefine((env, ctx) => {
  for (const [i, variable] of PORTS.entries()) {
    const twin = PORTS.slice(0, i).find((other) => env[other] === env[variable]);
    if (twin) ctx.addIssue({ code: 'custom', path: [variable], message: `must differ from ${twin}` });
  }
  for (const variable of ['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const)
    if (env.OIDC_ISSUER !== undefined && env[variable] === undefined)
      ctx.addIssue({ code: 'custom', path: [variable], message: 'must be set when OIDC_ISSUER is' });
  if (env.NODE_ENV !== 'production') return;
  for (const variable of REQUIRED_IN_PRODUCTION.filter((required) => env[required] === undefined)) {
    ctx.addIssue({ code: 'custom', path: [variable], message: 'must be set when NODE_ENV is production' });
  }
});

export type Environment = z.output<typeof environmentSchema>;
