/** The unanswered requests this process is at work on: each is renewed in the database while the process lives. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Instant } from '../time/instant';
import type { Db } from './database';

const RENEW_MS = 1_000;
/** Several times the renewal: whoever misses all of them has ended, or does nothing. */
const LEASE_SECONDS = 4;

/** The database's own clock: processes on other machines may have another. */
export const databaseNow = sql<Instant>`clock_timestamp()`;
/** What was renewed before this is abandoned. */
export const abandonedBefore = sql<Instant>`clock_timestamp() - make_interval(secs => ${LEASE_SECONDS})`;

export interface Lease {
  scope: string;
  key: string;
}

const nameOf = ({ scope, key }: Lease): string => `${scope} ${key}`;

export class Leases {
  /** Of this process; no other has it, nor the one after it. */
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

  /** One statement for all. While the database is away they run out; what they guard can be done again. */
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
      // It is tried again in a second.
    }
  }
}
