/** The API as staff's programs use it: every request with its key, repeated with the same key when it asks for that. */
import { setTimeout as pause } from 'node:timers/promises';
import type { SignalName } from '../../signals/catalog';
import type { Tokens } from './people';

export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  /** How often it was sent. */
  readonly sent: number;
}

export interface Request {
  readonly role: string;
  readonly key: string;
  readonly body: object;
  /** How long it is repeated while the API is away, busy or asks to come back, in milliseconds. */
  readonly patienceMs?: number;
}

export interface Api {
  post(path: string, request: Request): Promise<Answer>;
  report(course: string, signal: SignalName, request: Request): Promise<Answer>;
}

const REFUSED_PAUSE_MS = 100;
/** Of one request, in milliseconds: above what the API itself waits for a course. */
const REQUEST_MS = 30_000;

/** No answer at all: the connection was refused or broke. */
const NO_ANSWER = 0;

/** Worth repeating with the same key: nobody answered, the course is busy, or the first request is still at work. */
const passing = ({ status, body }: Answer): boolean =>
  status === NO_ANSWER || status === 503 || status === 429 || body.code === 'idempotency-in-progress';

/** `url`: where the API listens. */
export function apiClient(url: string, tokens: Tokens): Api {
  async function once(path: string, { role, key, body }: Request): Promise<Answer & { waitMs: number }> {
    try {
      const response = await fetch(`${url}${path}`, {
        method: 'POST',
        headers: {
          Authorization: `Bearer ${tokens[role] ?? ''}`,
          'Idempotency-Key': key,
          'Content-Type': 'application/json',
        },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(REQUEST_MS),
      });
      const waitMs = Number(response.headers.get('Retry-After') ?? 0) * 1000;
      return {
        status: response.status,
        body: (await response.json()) as Record<string, unknown>,
        sent: 1,
        waitMs,
      };
    } catch {
      return { status: NO_ANSWER, body: {}, sent: 1, waitMs: REFUSED_PAUSE_MS };
    }
  }

  async function post(path: string, request: Request): Promise<Answer> {
    const until = Date.now() + (request.patienceMs ?? 0);
    for (let sent = 1; ; sent += 1) {
      const { waitMs, ...answer } = await once(path, request);
      if (!passing(answer) || Date.now() + waitMs > until) return { ...answer, sent };
      await pause(Math.max(waitMs, REFUSED_PAUSE_MS));
    }
  }

  return {
    post,
    report: (course, signal, request) => post(`/api/v1/courses/${course}/signals/${signal}`, request),
  };
}
