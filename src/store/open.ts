import type { CommitRequest, Committed } from './contract';
import { CamelCasePlugin, Kysely, sql } from 'kysely';
import { accountLinksRepository } from './accountLinks';
import { accountsRepository } from './accounts';
import { auditRepository } from './audit';
import { broadcastsRepository } from './broadcasts';
import { calendarFeedsRepository } from './calendarFeeds';
import { calendarsRepository } from './calendars';
import { changesFeed } from './changes';
import { clientsRepository } from './clients';
import { commitStep } from './commitStep';
import { codecSessionsRepository } from './codecSessions';
import { consentsRepository } from './consents';
import { coursesRepository } from './courses';
import type { Database, Db } from './database';
import { coded } from './dialect/coded';
import { postgresDialect } from './dialect/postgres';
import { eventsRepository } from './events';
import { idempotencyRepository } from './idempotency';
import { inquiriesRepository } from './inquiries';
import { inquiryMailsRepository } from './inquiryMails';
import { invoicesRepository } from './invoices';
import { ledgerRepository } from './ledger';
import { messageListRepository } from './messageList';
import { mailSettingsRepository } from './mailSettings';
import { messagesRepository } from './messages';
import { moneyLinesRepository } from './moneyLines';
import { migrateToLatest } from './migrate';
import { pageAnswersRepository, pageCodesRepository } from './pageCodes';
import { pageLinksRepository } from './pageLinks';
import { plannedMessagesRepository } from './plannedMessages';
import { practiceRepository } from './practice';
import { practiceTasksRepository } from './practiceTasks';
import { protocolsRepository } from './protocols';
import { readsRepository } from './reads';
import { rebuild } from './rebuild';
import { relistIfOwed } from './relist';
import { sessionsRepository } from './sessions';
import { setUpCodeRepository } from './setUpCode';
import { signInsRepository } from './signIns';
import { staffRepository } from './staff';
import { stepsRepository } from './steps';
import { stuckRepository } from './stuck';
import { tasksRepository } from './tasks';
import { tokensRepository } from './tokens';

export interface StoreOptions {
  databaseUrl: string;
  /** The maximum number of connections. */
  poolSize?: number;
}

export type Store = ReturnType<typeof openStore>;

/** The repositories by topic. Inside a transaction, all their writes belong to it. */
const repositories = (db: Db) => ({
  accountLinks: accountLinksRepository(db),
  accounts: accountsRepository(db),
  audit: auditRepository(db),
  broadcasts: broadcastsRepository(db),
  calendarFeeds: calendarFeedsRepository(db),
  calendars: calendarsRepository(db),
  clients: clientsRepository(db),
  codecSessions: codecSessionsRepository(db),
  consents: consentsRepository(db),
  courses: coursesRepository(db),
  events: eventsRepository(db),
  idempotency: idempotencyRepository(db),
  inquiries: inquiriesRepository(db),
  inquiryMails: inquiryMailsRepository(db),
  invoices: invoicesRepository(db),
  ledger: ledgerRepository(db),
  messageList: messageListRepository(db),
  mailSettings: mailSettingsRepository(db),
  messages: messagesRepository(db),
  moneyLines: moneyLinesRepository(db),
  pageAnswers: pageAnswersRepository(db),
  pageCodes: pageCodesRepository(db),
  pageLinks: pageLinksRepository(db),
  plannedMessages: plannedMessagesRepository(db),
  practice: practiceRepository(db),
  practiceTasks: practiceTasksRepository(db),
  protocols: protocolsRepository(db),
  reads: readsRepository(db),
  sessions: sessionsRepository(db),
  setUpCode: setUpCodeRepository(db),
  signIns: signInsRepository(db),
  staff: staffRepository(db),
  steps: stepsRepository(db),
  stuck: stuckRepository(db),
  tasks: tasksRepository(db),
  tokens: tokensRepository(db),
});
export type Repositories = ReturnType<typeof repositories>;

/** Connects on first use. Call `migrate()` before use and `close()` after. */
export function openStore({ databaseUrl, poolSize }: StoreOptions) {
  const db: Db = new Kysely<Database>({
    dialect: coded(postgresDialect(databaseUrl, poolSize)),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
  const changes = changesFeed(databaseUrl);
  return {
    ...repositories(db),
    /** What others change, as it is committed. */
    changes,

    /** Runs the work in one transaction: all its writes are stored, or none. @throws StoreError */
    atOnce: <T>(work: (all: Repositories) => Promise<T>): Promise<T> =>
      db.transaction().execute((tx) => work(repositories(tx))),

    /** See `commitStep`. */
    commitStep: (request: CommitRequest): Promise<Committed> => commitStep(db, request),
    /** See `rebuild`. */
    rebuild: () => rebuild(db),
    /** See `relistIfOwed`. */
    relistIfOwed: (begun?: () => void, stopped?: AbortSignal) => relistIfOwed(db, begun, stopped),
    /** Migrates the tables and returns the names of the migrations it ran. */
    migrate: () => migrateToLatest(db.withoutPlugins()),
    /** @throws StoreError `database-unavailable` */
    ping: async (): Promise<void> => {
      await sql`select 1`.execute(db);
    },
    /** Waits for running statements, then closes every connection. */
    close: async (): Promise<void> => {
      await changes.close();
      await db.destroy();
    },
    /** For tests and tools that read the tables directly. */
    db,
  };
}
