import path from 'node:path';
import type { Config } from '../config';
import { startMailCatcher, type MailCatcher } from './mail/catcher';
import type { Service } from './services';
import { needPort } from './ports';
import type { Supervisor } from './processes';
import type { Ready } from './ready';
import type { RunningApi, StackOptions } from './contract';
import { prepareExisting } from './temporal/existing';
import type { SearchAttributes } from './temporal/namespace';
import { startTemporal, type RunningTemporal } from './temporal/start';

const NEVER = new Promise<never>(() => undefined);

/** Checks that all ports of this stack are free before anything starts. @throws PortInUseError */
export async function needPorts(
  config: Config,
  options: StackOptions,
  api: boolean,
  patienceMs: number,
): Promise<void> {
  const wanted: [boolean, number, string][] = [
    [api, config.api.port, 'PORT'],
    [!config.temporal.address, config.temporal.port, 'TEMPORAL_PORT'],
    [!config.temporal.address && options.ui === true, config.temporal.uiPort, 'TEMPORAL_UI_PORT'],
    [!config.mail.smtpUrl, config.mail.smtpPort, 'SMTP_PORT'],
    [!config.mail.smtpUrl, config.mail.mailboxPort, 'MAILBOX_PORT'],
  ];
  for (const [needed, port, variable] of wanted) if (needed) await needPort(port, variable, patienceMs);
}

/** Prepares the configured Temporal server, or starts one here. */
export async function temporalPart(
  config: Config,
  searchAttributes: SearchAttributes,
  options: StackOptions,
  supervisor: Supervisor,
): Promise<RunningTemporal> {
  const { address, namespace, port, uiPort } = config.temporal;
  if (address !== undefined) {
    await prepareExisting(config, searchAttributes);
    return { address, uiUrl: undefined, died: NEVER, stop: () => Promise.resolve() };
  }
  const ui = options.ui
    ? { port: uiPort, codecEndpoint: `http://127.0.0.1:${config.api.port}/codec` }
    : undefined;
  return startTemporal(
    {
      dataDir: path.join(config.dataDir, 'temporal'),
      frontendPort: port,
      ui,
      timeSkipping: options.timeSkipping ?? false,
      namespace,
      searchAttributes,
      log: options.log,
    },
    supervisor,
  );
}

/** Starts the mail catcher, unless a real mail server is configured. */
export async function mailPart(
  config: Config,
): Promise<Service & { readonly catcher: MailCatcher | undefined }> {
  if (config.mail.smtpUrl !== undefined) return { catcher: undefined, stop: () => Promise.resolve() };
  const { smtpPort, mailboxPort: httpPort } = config.mail;
  const catcher = await startMailCatcher({ smtpPort, httpPort, dir: path.join(config.dataDir, 'mail') });
  return { catcher, stop: () => catcher.stop() };
}

/** Completes the configuration of the worker and the API with all addresses, as in production. */
export function withAddresses(config: Config, address: string, smtpUrl: string | undefined): Config {
  const connection = Object.freeze({ ...config.temporal.connection, address });
  return Object.freeze({
    ...config,
    temporal: Object.freeze({ ...config.temporal, address, connection }),
    mail: Object.freeze({ ...config.mail, ...(smtpUrl !== undefined && { catcherUrl: smtpUrl }) }),
  });
}

/** The content of `ready.json`. */
export function describeReady(
  config: Config,
  temporal: RunningTemporal,
  mail: MailCatcher | undefined,
  api: RunningApi | undefined,
): Ready {
  return {
    console: api?.consoleUrl ?? null,
    api: api?.url ?? null,
    docs: api ? `${api.url}/docs` : null,
    temporal: { address: temporal.address, namespace: config.temporal.namespace, ui: temporal.uiUrl ?? null },
    smtp: mail?.smtpUrl ?? null,
    mailbox: mail?.mailboxUrl ?? null,
    token: api?.token ?? null,
    tokens: api?.tokens ?? {},
    client: api?.client ?? null,
    pid: process.pid,
    readyAt: new Date().toISOString(),
  };
}
