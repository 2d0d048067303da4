/** The API as the server's registry declares it: paths, input and output are known to the compiler. */
import type { z } from 'zod';
import type { Api, RehearsalApi } from '../../api/registry';
import { OFFLINE, Problem, problemFrom } from './problem';
import { signedOut } from './signedOut';

type Known = Api & RehearsalApi;
type Endpoints = Known[keyof Known];
type Method = Endpoints['method'];
type Schemas<M extends Method, P> = Extract<Endpoints, { method: M; path: P }>['schemas'];
export type PathOf<M extends Method> = Extract<Endpoints, { method: M }>['path'];

export type Answer<M extends Method, P extends PathOf<M>> = z.output<Schemas<M, P>['response']>;
export type Query<M extends Method, P extends PathOf<M>> = z.input<Schemas<M, P>['query']>;
export type Body<M extends Method, P extends PathOf<M>> = z.input<Schemas<M, P>['body']>;

/** What every request may say besides its fields. */
export interface Saying {
  /** The role that acts, for someone who has several. Default: the first that may. */
  role?: string | undefined;
  /** The Idempotency-Key of what changes something. */
  key?: string;
  /** Not a person's doing, such as a refresh: it does not keep a session from ending. */
  background?: boolean;
  signal?: AbortSignal;
}

type Params = Readonly<Record<string, string>>;

export const get = <P extends PathOf<'get'>>(
  path: P,
  { params = {}, query, ...saying }: Saying & { params?: Params; query?: Query<'get', P> } = {},
): Promise<Answer<'get', P>> =>
  send<Answer<'get', P>>('GET', addressOf(path, params, query), undefined, saying);

export const post = <P extends PathOf<'post'>>(
  path: P,
  { params = {}, body, ...saying }: Saying & { params?: Params; body: Body<'post', P> },
): Promise<Answer<'post', P>> => send<Answer<'post', P>>('POST', addressOf(path, params), body, saying);

export const patch = <P extends PathOf<'patch'>>(
  path: P,
  { params = {}, body, ...saying }: Saying & { params?: Params; body: Body<'patch', P> },
): Promise<Answer<'patch', P>> => send<Answer<'patch', P>>('PATCH', addressOf(path, params), body, saying);

/** What a form reports: which of the signals, only the person knows. */
export const report = (
  course: string,
  name: string,
  body: object,
  saying: Saying,
): Promise<Answer<'post', '/api/v1/courses/{id}/signals/sessionScheduled'>> =>
  send('POST', `/api/v1/courses/${course}/signals/${encodeURIComponent(name)}`, body, saying);

function addressOf(path: string, params: Params, query?: object): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {}))
    if (value !== undefined && value !== '') asked.set(name, String(value));
  const text = asked.toString();
  return text ? `${filled}?${text}` : filled;
}

const MAX_REPEATS = 3;

/** Sends it, and repeats what is safe to repeat as often as the server asks for it. @throws Problem */
async function send<T>(method: string, address: string, body: unknown, saying: Saying): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return (await once(method, address, body, saying)) as T;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const safe = method === 'GET' || saying.key !== undefined;
      const wait = error.retryAfterSeconds;
      if (!safe || wait === undefined || wait > 10 || attempt > MAX_REPEATS) throw error;
      await new Promise((resolve) => setTimeout(resolve, wait * 1000));
    }
  }
}

async function once(
  method: string,
  address: string,
  body: unknown,
  { role, key, background, signal }: Saying,
): Promise<unknown> {
  const response = await fetch(address, {
    method,
    headers: {
      Accept: 'application/json',
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...(key !== undefined && { 'Idempotency-Key': key }),
      ...(role !== undefined && { 'Throughline-Role': role }),
      ...(background && { 'Throughline-Background': '1' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Problem('offline', OFFLINE);
  });
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok) return answer;
  const problem = problemFrom(response, answer);
  if (SIGN_IN_AGAIN.has(problem.code)) signedOut.tell();
  throw problem;
}

const SIGN_IN_AGAIN = new Set<string>([
  'not-signed-in',
  'second-factor-needed',
  'second-factor-setup-needed',
  'token-missing',
]);
