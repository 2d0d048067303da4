/** Keeps server-sent events flowing (WHATWG HTML §9.2) while the caller may have them and the process runs. */
import type { RequestHandler, Response } from 'express';
import { identify, identityOf } from './authenticate';
import type { Identity } from './context';
import { nowOf, type ApiDeps } from './deps';
import { ApiError, isRefusal } from './errors';
import type { Endpoint } from './operation';
import type { SignInLimits } from './signInLimits';
import type { Source } from './streamEndpoint';

/** Proxies cut connections on which nothing comes; and that often it is checked whether a sign-in has run out. */
const HEARTBEAT_SECONDS = 20;
/** One for each browser and program of a person is enough. */
const MOST_PER_PERSON = 10;
/** A browser that does not read what it is sent is cut off. It begins again. */
const MOST_UNREAD_BYTES = 1_000_000;
/** When a browser connects again after the stream ended. */
const RECONNECT_MS = 1_000;

/** Answers with the events of the endpoint. All streams end when `leaving`. */
export function answerWithEvents(
  deps: ApiDeps,
  leaving: AbortSignal,
  limits: SignInLimits,
): (endpoint: Endpoint) => RequestHandler {
  const open = openStreams();
  return (endpoint) => async (req, res) => {
    const who = identityOf(res);
    const enter = endpoint.prepare({ params: req.params, query: req.query, body: {} });
    const now = nowOf(deps);
    const work = await enter({ who, deps, now, key: '', derivedId: '' });
    const source = (await work(false)) as Source;
    // It went away meanwhile: nothing would ever say so again.
    if (res.closed) return;
    const close = open(who.staffId);
    res.once('close', close);
    flow(res, source, {
      leaving,
      heartbeatMs: (deps.heartbeatSeconds ?? HEARTBEAT_SECONDS) * 1_000,
      isAllowed: () => isAllowed(identify(req, res, deps, endpoint, limits), endpoint),
    });
  };
}

/** Counts the streams of each person in this process. */
function openStreams() {
  const counts = new Map<string, number>();
  /** @throws ApiError `rate-limited` */
  return (person: string): (() => void) => {
    const others = counts.get(person) ?? 0;
    if (others >= MOST_PER_PERSON) {
      const detail = `You have ${others} streams open. Close one of them first.`;
      throw new ApiError('rate-limited', detail, { retryAfterSeconds: 60 });
    }
    counts.set(person, others + 1);
    return () => {
      const left = (counts.get(person) ?? 1) - 1;
      if (left > 0) counts.set(person, left);
      else counts.delete(person);
    };
  };
}

interface Flow {
  leaving: AbortSignal;
  heartbeatMs: number;
  isAllowed: () => Promise<boolean>;
}

function flow(res: Response, source: Source, { leaving, heartbeatMs, isAllowed }: Flow): void {
  const write = (text: string): void => {
    if (res.writableEnded) return;
    if (res.writableLength > MOST_UNREAD_BYTES) res.destroy();
    else res.write(text);
  };
  const send = (event: object): void => {
    write(`data: ${JSON.stringify(event)}\n\n`);
  };
  const end = (): void => {
    res.end();
  };
  const check = (): void => {
    void isAllowed().then((allowed) => {
      if (allowed || res.writableEnded) return;
      send({ type: 'ended' });
      end();
    });
  };
  res.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store',
    // nginx would collect the events before it passes them on.
    'X-Accel-Buffering': 'no',
  });
  write(`retry: ${RECONNECT_MS}\n\n`);
  const stop = source({ send, check });
  const heartbeat = setInterval(() => {
    write(': still here\n\n');
    check();
  }, heartbeatMs);
  leaving.addEventListener('abort', end);
  if (leaving.aborted) end();
  res.once('close', () => {
    clearInterval(heartbeat);
    leaving.removeEventListener('abort', end);
    stop();
  });
}

/** While the database does not answer, nobody knows; no changes come either. */
async function isAllowed(caller: Promise<Identity>, { roles }: Endpoint): Promise<boolean> {
  try {
    const { role } = await caller;
    return roles.includes(role);
  } catch (error) {
    return !(error instanceof ApiError && isRefusal(error.code));
  }
}
