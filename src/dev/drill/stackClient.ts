/** The API of a running `npm start`, as staff's programs use it. */
import { randomUUID } from 'node:crypto';
import type { Ready } from '../ready';

export interface Answer {
  /** 0: nobody answered. */
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  /** Of a problem. */
  readonly code: string | undefined;
  readonly retryAfter: boolean;
}

export interface StackClient {
  get(path: string): Promise<Answer>;
  /** Reports a payment. */
  report(course: string, key: string): Promise<Answer>;
  /** A course of a new invented client. @throws Error when it cannot be started */
  newCourse(): Promise<string>;
}

/** Of one request, in milliseconds: above what the API itself waits for a course. */
const LIMIT_MS = 30_000;

interface Sent {
  readonly method?: 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export function stackClient({ api, tokens }: Ready): StackClient {
  async function ask(role: string, path: string, more: Sent = {}): Promise<Answer> {
    try {
      const response = await fetch(`${api ?? ''}/api/v1${path}`, {
        ...more,
        headers: { ...more.headers, Authorization: `Bearer ${tokens[role] ?? ''}` },
        signal: AbortSignal.timeout(LIMIT_MS),
      });
      const body = (await response.json()) as Record<string, unknown>;
      const code = response.ok ? undefined : String(body.code);
      return { status: response.status, body, code, retryAfter: response.headers.has('Retry-After') };
    } catch {
      return { status: 0, body: {}, code: 'no-answer', retryAfter: false };
    }
  }

  const post = (role: string, path: string, key: string, body: object): Promise<Answer> => {
    const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': key };
    return ask(role, path, { method: 'POST', headers, body: JSON.stringify(body) });
  };

  return {
    get: (path) => ask('lead', path),
    report: (course, key) => post('biller', `/courses/${course}/signals/paymentPosted`, key, { cents: 100 }),
    newCourse: async () => {
      const client = { name: 'Robin Example', email: 'robin@client.example', zone: 'America/New_York' };
      const taken = await post('frontDesk', '/clients', randomUUID(), client);
      const course = { client: taken.body.id, protocol: 'calm' };
      const begun = await post('frontDesk', '/courses', randomUUID(), course);
      if (begun.status !== 201) throw new Error(`the drill cannot begin: ${JSON.stringify(begun.body)}`);
      return String(begun.body.id);
    },
  };
}
