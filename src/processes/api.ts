import type { Logger } from 'pino';
import { identityProvider } from '../accounts/provider';
import { startApi, type ApiDeps } from '../api';
import type { Provider } from '../api/http/deps';
import { CALLBACK } from '../api/pages/provider';
import { temporalEngine } from '../engine/temporalEngine';
import { revealingSender } from '../catalog/revealingWords';
import type { Config } from '../config';
import { payloadKeyring } from '../config/payloadKeys';
import { fromMs } from '../time/instant';
import { hasSpace } from '../files/freeSpace';
import { protocolLibrary } from '../protocols/load';
import { codecServer, type CodecAuditEntry } from '../security/codecServer';
import { refuseDemoPeople } from '../setup/demoAccess';
import { newSetUpCode } from '../setup/firstRun';
import type { Store } from '../store';
import { linksAt } from '../messages/links';
import { currentTransport, mailServer } from '../messages/mailServer';
import { consoleFailure, consoleFolder, hasConsole } from './consoleFolder';
import { processLog } from './log';
import { expireIdempotencyKeys } from './expireIdempotencyKeys';
import { temporalClient } from './temporalClient';
import { watchCourses } from './watch';

/** Audits decryptions and sign-ins at the codec server: who and when, never the content. */
const auditCodec =
  (store: Store) =>
  async (entry: CodecAuditEntry): Promise<void> => {
    const { kind, at, ...detail } = entry;
    await store.audit.append({ stream: 'access', at: fromMs(Date.parse(at)), kind, detail });
  };

/** A sender that was entered before it was checked is no reason not to start: the lead also gets a task. */
async function reportSender(store: Store, log: Logger): Promise<void> {
  const fields = revealingSender(await store.practice.get());
  if (fields.length > 0)
    log.error(
      { code: 'sender-reveals', fields },
      'The sender of the practice’s e-mails reveals the kind of care.',
    );
}

/** In the background: what an update has added to the lists. If it fails, the next start does it. */
async function fillLists(
  store: Pick<Store, 'relistIfOwed'>,
  log: Logger,
  stopped: AbortSignal,
): Promise<void> {
  try {
    const courses = await store.relistIfOwed(() => {
      log.info(
        'The lists that this update has added are being filled. Everything runs; they are complete soon.',
      );
    }, stopped);
    if (courses !== undefined) log.info({ courses }, 'The lists are complete.');
  } catch {
    log.warn('The lists could not be filled. The next start does it again; `npm run rebuild` does it now.');
  }
}

const providerOf = (given: Exclude<Config['provider'], false>, publicUrl: string): Provider => ({
  ...identityProvider({ ...given, redirectUri: `${publicUrl}${CALLBACK}` }),
  name: given.name,
});

/** Runs the HTTP API, with the codec server for the Temporal UI. */
export async function runApi(
  config: Config,
  store: Store,
  offers: Pick<ApiDeps, 'rehearsals'> = {},
): Promise<{ url: string; setUpCode: string | undefined; stop: () => Promise<void> }> {
  if (config.production) await refuseDemoPeople(store);
  const protocols = protocolLibrary(config.protocolsDir);
  const temporal = temporalClient(config);
  const log = processLog(config);
  const keyring = payloadKeyring(config);
  const { host, port, proxies, idleMinutes } = config.api;
  const transport = currentTransport(() => mailServer(store, keyring, config.mail), config.mail);
  const links = linksAt(config.api.publicUrl);
  const engine = temporalEngine(temporal.client, { taskQueue: config.temporal.taskQueue });
  await reportSender(store, log);
  const api = await startApi(
    {
      ...offers,
      store,
      protocols,
      proxies,
      idleMinutes,
      engine,
      log,
      keyring,
      mailer: { transport, links },
      mail: config.mail,
      ...(config.provider && { provider: providerOf(config.provider, config.api.publicUrl) }),
      ...(hasConsole() && { console: consoleFolder() }),
      consoleFailure,
      ...(config.database.url === undefined && { hasSpace: () => hasSpace(config.dataDir) }),
      codec: codecServer({
        keyring,
        tokens: store.tokens,
        sessions: store.codecSessions,
        namespace: config.temporal.namespace,
        uiOrigin: config.temporal.uiOrigin,
        audit: auditCodec(store),
      }),
    },
    { port, host, graceSeconds: config.shutdownSeconds },
  );
  const stopping = new AbortController();
  const lists = fillLists(store, log, stopping.signal);
  const expiry = expireIdempotencyKeys(store, { log });
  const watch = watchCourses({ store, client: temporal.client, engine, transport, links, log });
  return {
    url: api.url,
    setUpCode: await newSetUpCode(store, fromMs(Date.now())),
    stop: async () => {
      stopping.abort();
      await api.stop();
      await watch.stop();
      transport.close();
      await expiry.stop();
      await lists;
      await temporal.stop();
    },
  };
}
