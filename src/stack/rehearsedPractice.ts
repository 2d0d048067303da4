/** The practice of one rehearsal: the real server and console, at a time that can be moved. */
import { randomUUID } from 'node:crypto';
import type { Express } from 'express';
import { createApi, type ApiDeps } from '../api';
import { readLog } from '../api/http/readLog';
import { payloadKeyring } from '../config/payloadKeys';
import { temporalEngine } from '../engine/temporalEngine';
import { linksAt } from '../messages/links';
import { smtpTransport } from '../messages/transport';
import { consoleFolder, hasConsole } from '../processes/consoleFolder';
import { processLog } from '../processes/log';
import { temporalClient } from '../processes/temporalClient';
import type { ProtocolLibrary } from '../protocols/load';
import { openStage } from '../rehearsal/stage';
import { fromMs, toMs } from '../time/instant';
import { SOLOIST } from './demoPractice';
import { startEphemeralStack } from './ephemeralStack';
import type { CaughtMail } from './mail/message';
import type { Service } from './services';
import { rehearsalStarters } from './rehearsalStarters';

const IDLE_MINUTES = 12 * 60;

export interface OpenPractice extends Service {
  readonly app: Express;
  /** Rejects if one of its servers dies. */
  readonly died: Promise<never>;
  /** Lets the holder of a cookie act, in all roles. */
  admit(hash: string): Promise<void>;
}

interface Needs {
  address: string;
  cookie: string;
  protocols: ProtocolLibrary;
  startOver: () => void;
}

export async function openRehearsedPractice({
  address,
  cookie,
  protocols,
  startOver,
}: Needs): Promise<OpenPractice> {
  const apiPort = Number(new URL(address).port);
  const stack = await startEphemeralStack(rehearsalStarters, { apiPort });
  const { config, database, mail } = stack;
  const { store } = database;
  const temporal = temporalClient(config);
  const transport = smtpTransport({ url: config.mail.smtpUrl ?? '' });
  const engine = temporalEngine(temporal.client, { taskQueue: config.temporal.taskQueue });
  const stage = openStage({ client: temporal.client, store, engine });
  const leaving = new AbortController();
  const log = processLog({ logLevel: 'silent', logFile: undefined });
  const reads = readLog(store, log);
  const practice = {
    ...{ store, protocols, engine: stage.engine, keyring: payloadKeyring(config) },
    log,
    mailer: { transport, links: linksAt(address) },
    ...(hasConsole() && { console: consoleFolder() }),
    idleMinutes: IDLE_MINUTES,
    now: () => new Date(toMs(stage.now())),
    stage: { ...stage, cookie, startOver, mails: () => [...(mail?.messages() ?? [])].reverse().map(mailOut) },
  } satisfies ApiDeps;
  return {
    app: createApi(practice, { leaving: leaving.signal, reads }),
    died: stack.died,
    admit: async (hash) => {
      const at = fromMs(Date.now());
      const signIn = { id: randomUUID(), hash, staffId: SOLOIST.id, stage: 'signedIn' } as const;
      await store.signIns.begin({ ...signIn, browser: 'Rehearsal', createdAt: at, seenAt: at }, fromMs(0));
    },
    stop: async () => {
      leaving.abort();
      await reads.stop();
      transport.close();
      await temporal.stop();
      await stack.stop();
    },
  };
}

/** Its own date: when the course sent it, at the practice's time. */
function mailOut({ id, to, subject, text, headers, receivedAt }: CaughtMail) {
  const date = headers.find(({ name }) => name.toLowerCase() === 'date')?.value ?? receivedAt;
  return {
    ...{ id, subject, to: to.join(', '), text: text ?? '' },
    at: fromMs(Date.parse(date)),
  };
}
