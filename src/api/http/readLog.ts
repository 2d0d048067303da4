/**
 * Writes down who looked at whose data, together a moment later, so that reads stay quick. What is shown again within
 * a while is the same viewing. If nothing can be written, reads are refused before anything is forgotten.
 */
import type { Logger } from 'pino';
import { StoreError, type Read, type Store } from '../../store';
import { toMs, type Instant } from '../../time/instant';
import type { Identity } from './context';
import { ApiError, RETRY_SECONDS } from './errors';
import type { Endpoint } from './operation';

/** What is lost if the process is killed. */
const EVERY_MS = 1_000;
const MOST_WAITING = 5_000;
/** Of viewings that are remembered to recognize what is shown again. */
const MOST_KNOWN = 50_000;
/** A person who asks again within this is still looking. */
const SAME_VIEWING_MS = 60_000;
/** A page that reads itself again is one viewing, as long as it does so at least this often. */
const SAME_PAGE_MS = 15 * 60_000;

type Shown = Pick<Read, 'operation' | 'course' | 'clients' | 'inquiries'>;

export interface ReadLog {
  /** Of an answer that is about to be sent. `background`: not a person but their page asks. @throws ApiError */
  note(
    who: Pick<Identity, 'role' | 'staffId'>,
    shown: Shown,
    at: { now: Instant; background: boolean },
  ): void;
  /** Writes what waits. Rejects if it cannot; it waits on then. */
  flush(): Promise<void>;
  /** Writes what waits, and reports if it cannot. */
  stop(): Promise<void>;
}

interface Viewing {
  begun: number;
  last: number;
}

export function readLog(store: { reads: Pick<Store['reads'], 'add'> }, log: Pick<Logger, 'error'>): ReadLog {
  const known = new Map<string, Viewing>();
  let waiting: Read[] = [];
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  const isNew = (key: string, ms: number, background: boolean): boolean => {
    const before = known.get(key);
    const same =
      before && (background ? ms - before.last < SAME_PAGE_MS : ms - before.begun < SAME_VIEWING_MS);
    // Deleted first, so that the oldest are at the front.
    known.delete(key);
    known.set(key, { begun: same ? before.begun : ms, last: ms });
    const [oldest] = known.keys();
    if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest);
    return !same;
  };

  const write = async (): Promise<void> => {
    const batch = waiting;
    if (batch.length === 0) return;
    await store.reads.add(batch);
    waiting = waiting.slice(batch.length);
  };
  const flush = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    const done = writing.then(write);
    writing = done.catch(() => undefined);
    return done;
  };
  const soon = (): void => {
    timer ??= setTimeout(() => {
      flush().catch((error: unknown) => {
        // Whoever closed the store has called `stop` before, or is a test.
        if (error instanceof StoreError && error.code === 'store-closed') return;
        log.error(
          { code: error instanceof StoreError ? error.code : 'unknown', waiting: waiting.length },
          'reads wait',
        );
        soon();
      });
    }, EVERY_MS).unref();
  };

  return {
    note: ({ role, staffId }, { operation, course, clients, inquiries = [] }, { now, background }) => {
      if (waiting.length >= MOST_WAITING) {
        const detail = 'Who looks at clients cannot be written down now. Try again in a moment.';
        throw new ApiError('database-unavailable', detail, { retryAfterSeconds: RETRY_SECONDS });
      }
      const fresh = (what: string): boolean =>
        isNew([staffId, role, operation, what].join(' '), toMs(now), background);
      const shown = clients === 'everybody' ? clients : clients.filter(fresh);
      const asked = inquiries.filter((id) => fresh(`inquiry ${id}`));
      const isShown =
        shown === 'everybody' || course !== undefined ? fresh(course ?? '') : shown.length + asked.length > 0;
      if (!isShown) return;
      const by = { role, id: staffId };
      waiting.push({
        ...{ at: now, by, operation, clients: shown, inquiries: asked },
        ...(course !== undefined && { course }),
      });
      soon();
    },
    flush,
    stop: () =>
      flush().catch((error: unknown) => {
        log.error(
          { code: error instanceof StoreError ? error.code : 'unknown', lost: waiting.length },
          'reads lost',
        );
      }),
  };
}

/** Whose data an answer shows: by its address, else by every `client` and all `clients` in it. */
export function shownBy(
  { id: operation, path }: Pick<Endpoint, 'id' | 'path'>,
  { id }: { id?: string },
  body: unknown,
): Shown {
  if (id !== undefined && path.startsWith('/api/v1/courses/{id}'))
    return { operation, course: id, clients: [] };
  if (id !== undefined && path.startsWith('/api/v1/clients/{id}')) return { operation, clients: [id] };
  // A file names people, and has no ids.
  if (typeof body === 'string') return { operation, clients: 'everybody' };
  const found = { clients: new Set<string>(), inquiries: new Set<string>() };
  if (id !== undefined && path.startsWith('/api/v1/inquiries/{id}')) found.inquiries.add(id);
  collect(body, found);
  return { operation, clients: [...found.clients], inquiries: [...found.inquiries] };
}

const PEOPLE = {
  client: 'clients',
  clients: 'clients',
  inquiry: 'inquiries',
  inquiries: 'inquiries',
} as const;

function collect(value: unknown, found: Record<'clients' | 'inquiries', Set<string>>): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value) as [string, unknown][]) {
    const kind = Object.hasOwn(PEOPLE, name) ? PEOPLE[name as keyof typeof PEOPLE] : undefined;
    const people: unknown[] = kind === undefined ? [] : Array.isArray(inner) ? inner : [inner];
    for (const each of people)
      if (kind && typeof each === 'object' && each !== null && 'id' in each) found[kind].add(String(each.id));
    collect(inner, found);
  }
}
