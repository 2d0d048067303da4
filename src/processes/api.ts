import { retryOwed, startApi, temporalEngine } from '../api';
import type { Config } from '../config';
import { payloadKeyring } from '../config/payloadKeys';
import { fromMs } from '../course/instant';
import { protocolLibrary } from '../protocols/load';
import { codecServer, type CodecAuditEntry } from '../security/codecServer';
import type { Store } from '../store';
import { every } from './every';
import { processLog } from './log';
import { forgetOldAnswers } from './oldAnswers';
import { temporalClient } from './temporalClient';

/** The audit's entry for a read of plain text or a sign-in: who and when, nothing of the content. */
const auditCodec =
  (store: Store) =>
  async (entry: CodecAuditEntry): Promise<void> => {
    const { kind, at, ...detail } = entry;
    await store.audit.append({ stream: 'access', at: fromMs(Date.parse(at)), kind, detail });
  };

/** How often courses that could not be told of something are tried again. */
const RETRY_MS = 20_000;

/** The HTTP API by the configuration, with the codec server for the Temporal UI. */
export async function runApi(
  config: Config,
  store: Store,
): Promise<{ url: string; stop: () => Promise<void> }> {
  const protocols = protocolLibrary(config.protocolsDir);
  const temporal = temporalClient(config);
  const log = processLog(config);
  const { host, port, proxies } = config.api;
  const engine = temporalEngine(temporal.client, { taskQueue: config.temporal.taskQueue });
  const api = await startApi(
    {
      store,
      protocols,
      proxies,
      engine,
      log,
      codec: codecServer({
        keyring: payloadKeyring(config),
        tokens: store.tokens,
        namespace: config.temporal.namespace,
        uiOrigin: config.temporal.uiOrigin,
        audit: auditCodec(store),
      }),
    },
    { port, host, graceSeconds: config.shutdownSeconds },
  );
  const forgetting = forgetOldAnswers(store, { log });
  const retrying = every(RETRY_MS, () => retryOwed({ store, engine, log }, fromMs(Date.now())), {
    ...{ log, failed: 'courses could not be told what they are owed' },
  });
  return {
    url: api.url,
    stop: async () => {
      await api.stop();
      await retrying.stop();
      await forgetting.stop();
      await temporal.stop();
    },
  };
}
