/** The API as programs of staff use it: every report has a key and is sent again with the same key if needed. */
import { setTimeout as pause } from 'node:timers/promises';
import type { SignalName } from '../../src/catalog/signals';
import type { Tokens } from './people';

export interface Answer {
  /** 0 if there was no answer. */
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  /** The code of a problem. */
  readonly code: string | undefined;
  /** When to try again, in milliseconds, if the answer says so. */
  readonly retryAfterMs: number | undefined;
}

export interface Request {
  readonly role: string;
  readonly key: string;
  readonly body: object;
  /** How many milliseconds to repeat it while the API is down, busy or asks to retry. Default: 0. */
  readonly patienceMs?: number;
}

export interface Api {
  get(path: string, role: string): Promise<Answer>;
  post(path: string, request: Request): Promise<Answer>;
  report(course: string, signal: SignalName, request: Request): Promise<Answer>;
}

/** Milliseconds before a retry if the answer gives no time. */
const PAUSE_MS = 100;
/** Time limit of one request in milliseconds, above the time that the API waits for a course. */
const LIMIT_MS = 30_000;

/** Whether to send it again with the same key: no answer, or not now. */
const isTemporary = ({ status, code }: Answer): boolean =>
  [0, 429, 503].includes(status) || code === 'idempotency-in-progress';

interface Sent {
  readonly method?: 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** `url` is the address of the API. */
export function apiClient(url: string, tokens: Tokens): Api {
  async function ask(path: string, role: string, { headers = {}, ...more }: Sent = {}): Promise<Answer> {
    try {
      const response = await fetch(`${url}/api/v1${path}`, {
        ...more,
        headers: { ...headers, Authorization: `Bearer ${tokens[role] ?? ''}` },
        signal: AbortSignal.timeout(LIMIT_MS),
      });
      const body = (await response.json()) as Record<string, unknown>;
      const seconds = response.headers.get('Retry-After');
      return {
        status: response.status,
        body,
        code: response.ok ? undefined : String(body.code),
        retryAfterMs: seconds === null ? undefined : Number(seconds) * 1000,
      };
    } catch {
      return { status: 0, body: {}, code: 'no-answer', retryAfterMs: undefined };
    }
  }

  async function post(path: string, { role, key, body, patienceMs = 0 }: Request): Promise<Answer> {
    const until = Date.now() + patienceMs;
    const headers = { 'Idempotency-Key': key, 'Content-Type': 'application/json' };
    for (;;) {
      const answer = await ask(path, role, { method: 'POST', headers, body: JSON.stringify(body) });
      const wait = Math.max(answer.retryAfterMs ?? 0, PAUSE_MS);
      if (!isTemporary(answer) || Date.now() + wait > until) return answer;
      await pause(wait);
    }
  }

  return {
    get: (path, role) => ask(path, role),
    post,
    report: (course, signal, request) => post(`/courses/${course}/signals/${signal}`, request),
  };
}
