/** The API as staff's programs use it: every report with its key, sent again with the same key when asked to. */
import { setTimeout as pause } from 'node:timers/promises';
import type { SignalName } from '../../src/catalog/signals';
import type { Tokens } from './people';

export interface Answer {
  /** 0: nobody answered. */
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  /** Of a problem. */
  readonly code: string | undefined;
  /** When it is worth asking again, in milliseconds, if the answer says so. */
  readonly retryAfterMs: number | undefined;
}

export interface Request {
  readonly role: string;
  readonly key: string;
  readonly body: object;
  /** How long it is repeated while the API is away, busy or asks to come back, in milliseconds. Default: not at all. */
  readonly patienceMs?: number;
}

export interface Api {
  get(path: string, role: string): Promise<Answer>;
  post(path: string, request: Request): Promise<Answer>;
  report(course: string, signal: SignalName, request: Request): Promise<Answer>;
}

/** Before it is sent again where the answer names no time, in milliseconds. */
const PAUSE_MS = 100;
/** Of one request, in milliseconds: above what the API itself waits for a course. */
const LIMIT_MS = 30_000;

/** Worth sending again with the same key: nobody answered, or not now. */
const passing = ({ status, code }: Answer): boolean =>
  [0, 429, 503].includes(status) || code === 'idempotency-in-progress';

interface Sent {
  readonly method?: 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** `url`: where the API listens. */
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
      if (!passing(answer) || Date.now() + wait > until) return answer;
      await pause(wait);
    }
  }

  return {
    get: (path, role) => ask(path, role),
    post,
    report: (course, signal, request) => post(`/courses/${course}/signals/${signal}`, request),
  };
}
