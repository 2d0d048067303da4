/**
 * kysely on PGlite. PGlite has one connection; a turn is handed from user to user, so that a statement
 * outside a transaction never lands inside somebody else's (the published dialects get that wrong or have
 * no savepoints).
 */
import type { PGlite } from '@electric-sql/pglite';
import {
  CompiledQuery,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryResult,
  type TransactionSettings,
} from 'kysely';

type Database = Pick<PGlite, 'waitReady' | 'query' | 'close'>;

export class PGliteDialect implements Dialect {
  constructor(private readonly pglite: Database) {}

  createDriver = (): Driver => new PGliteDriver(this.pglite);
  createQueryCompiler = () => new PostgresQueryCompiler();
  createAdapter = () => new PostgresAdapter();
  createIntrospector = (db: Kysely<unknown>) => new PostgresIntrospector(db);
}

class PGliteDriver implements Driver {
  private readonly connection: DatabaseConnection;
  private turn: Promise<void> = Promise.resolve();
  private endTurn: () => void = () => undefined;

  constructor(private readonly pglite: Database) {
    this.connection = new PGliteConnection(pglite);
  }

  async init(): Promise<void> {
    await this.pglite.waitReady;
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.turn;
    let end: () => void = () => undefined;
    this.turn = new Promise((resolve) => (end = resolve));
    await before;
    this.endTurn = end;
    return this.connection;
  }

  releaseConnection(): Promise<void> {
    this.endTurn();
    return Promise.resolve();
  }

  async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    const level = settings.isolationLevel ? ` isolation level ${settings.isolationLevel}` : '';
    const access = settings.accessMode ? ` ${settings.accessMode}` : '';
    await run(connection, `start transaction${level}${access}`);
  }

  commitTransaction = (connection: DatabaseConnection) => run(connection, 'commit');
  rollbackTransaction = (connection: DatabaseConnection) => run(connection, 'rollback');
  savepoint = (connection: DatabaseConnection, name: string) => run(connection, `savepoint "${name}"`);
  rollbackToSavepoint = (connection: DatabaseConnection, name: string) =>
    run(connection, `rollback to "${name}"`);
  releaseSavepoint = (connection: DatabaseConnection, name: string) => run(connection, `release "${name}"`);

  /** Waits for the turn of whoever is at work. */
  async destroy(): Promise<void> {
    await this.turn;
    await this.pglite.close();
  }
}

class PGliteConnection implements DatabaseConnection {
  constructor(private readonly pglite: Database) {}

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const { rows, affectedRows } = await this.pglite.query<R>(query.sql, [...query.parameters]);
    return affectedRows === undefined ? { rows } : { rows, numAffectedRows: BigInt(affectedRows) };
  }

  streamQuery(): never {
    throw new Error('streaming is not supported on PGlite');
  }
}

async function run(connection: DatabaseConnection, statement: string): Promise<void> {
  await connection.executeQuery(CompiledQuery.raw(statement));
}
