/** Leases for the requests this process is handling. They are renewed in the database while the process runs. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Instant } from '../time/instant';
import type { Db } from './database';

const RENEW_MS = 1_000;
/** Several times the renewal interval: a process that misses all of them has ended or hangs. */
const LEASE_SECONDS = 4;

/** The database's clock, because the clocks of processes on other machines may differ. */
export const databaseNow = sql<Instant>`clock_timestamp()`;
/** Leases that were last renewed before this are abandoned. */
export const abandonedBefore = sql<Instant>`clock_timestamp() - make_interval(secs => ${LEASE_SECONDS})`;

export interface Lease {
  scope: string;
  key: string;
}

const nameOf = ({ scope, key }: Lease): string => `${scope} ${key}`;

export class Leases {
  /** Unique to this process; a restarted process gets a new one. */
  readonly owner = randomUUID();
  private readonly held = new Map<string, Lease>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly db: Db) {}

  hold(lease: Lease): void {
    this.held.set(nameOf(lease), lease);
    this.timer ??= setInterval(() => void this.renew(), RENEW_MS).unref();
  }

  drop(lease: Lease): void {
    this.held.delete(nameOf(lease));
    if (this.held.size > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }

  /** Renews all with one statement. If the database is down they expire, which is safe: requests can be repeated. */
  private async renew(): Promise<void> {
    const leases = [...this.held.values()];
    const [scopes, keys] = [leases.map(({ scope }) => scope), leases.map(({ key }) => key)];
    try {
      await this.db
        .updateTable('apiRequests')
        .set({ renewedAt: databaseNow })
        .where('owner', '=', this.owner)
        .where(sql<boolean>`(scope, key) in (select * from unnest(${scopes}::text[], ${keys}::text[]))`)
        .execute();
    } catch {
      // Retried in a second.
    }
  }
}
