/** Mounts the registry in Express: role, input, access, idempotency key, and then the handler. */
import type { Endpoint } from './operation';
import type { Express, Request, RequestHandler } from 'express';
import { allowOnly, authenticate, identityOf } from './authenticate';
import { contextOf } from './context';
import { nowOf, type ApiDeps } from './deps';
import { isProblemStatus, statusOfSuccess, type ProblemBody } from './errors';
import { requirePassword, requirePerson, withoutOwnPassword } from './inPerson';
import { derivedUuid, hashOf, once, readKey } from './idempotency';
import { jsonBody } from './jsonBody';
import { refuseMethod, sendProblem } from './problems';
import { shownBy, type ReadLog } from './readLog';
import { countStrangers, type RateLimits } from './rateLimits';
import { answerWithEvents } from './streams';
import { isBackground, visit, visitorOf } from './visitor';

/** Mounts every endpoint, and refuses other methods at their addresses. */
export function mount(
  app: Express,
  endpoints: readonly Endpoint[],
  deps: ApiDeps,
  { limits, leaving, reads }: { limits: RateLimits; leaving: AbortSignal; reads: ReadLog },
): void {
  const stream = answerWithEvents(deps, leaving, limits.signIns);
  const methods = new Map<string, string[]>();
  for (const endpoint of endpoints) {
    const path = endpoint.path.replaceAll(/\{(\w+)\}/g, ':$1');
    const body = endpoint.method === 'get' ? [] : jsonBody;
    const guards = endpoint.open ? watched(deps, limits) : guarded(endpoint, deps, limits);
    const handler = endpoint.open
      ? answerVisitor(endpoint, deps)
      : endpoint.events
        ? stream(endpoint)
        : answer(endpoint, deps, reads);
    app[endpoint.method](path, describe(endpoint), ...guards, ...body, handler);
    methods.set(path, [...(methods.get(path) ?? []), endpoint.method.toUpperCase()]);
  }
  // Not `app.all`, which adds a handler for every existing method.
  for (const [path, allow] of methods) app.route(path).all(refuseMethod(allow));
}

/** Only a caller who is known, in a role that the operation allows. */
const guarded = (endpoint: Endpoint, deps: ApiDeps, { perAddress, perToken, signIns }: RateLimits) => [
  ...[authenticate(deps, endpoint, signIns), countStrangers(perAddress), perToken, allowOnly(endpoint.roles)],
];

/** Anyone, but not from another site, and not too often. */
const watched = (deps: ApiDeps, { perVisitor, signIns }: RateLimits) => [visit(deps, signIns), perVisitor];

/** Whether an endpoint needs an Idempotency-Key. */
export const isKeyed = ({ keyed, method }: Endpoint): boolean => keyed ?? method !== 'get';

/** For the log: the pattern of the route, and the course, whose id is random. */
function describe({ path }: Endpoint): RequestHandler {
  return (req, res, next) => {
    const context = contextOf(res);
    context.route = path;
    const { id } = req.params;
    if (path.includes('/courses/{id}') && typeof id === 'string' && /^[0-9a-f-]{36}$/i.test(id)) {
      context.course = id;
    }
    next();
  };
}

const statusOfAnswer = ({ success = 'ok' }: Endpoint) => statusOfSuccess(success);
const enterBy = (endpoint: Endpoint, { params, query, body = {} }: Request) =>
  endpoint.prepare({ params, query, body });

function answerVisitor(endpoint: Endpoint, deps: ApiDeps): RequestHandler {
  return async (req, res) => {
    res.set('Cache-Control', 'no-store');
    const work = await enterBy(endpoint, req)({ visitor: visitorOf(res), deps, now: nowOf(deps) });
    res.status(statusOfAnswer(endpoint)).json(await work(false));
  };
}

function answer(endpoint: Endpoint, deps: ApiDeps, reads: ReadLog): RequestHandler {
  return async (req, res) => {
    const who = identityOf(res);
    const now = nowOf(deps);
    const status = statusOfAnswer(endpoint);
    const key = isKeyed(endpoint) ? readKey(req.get('idempotency-key')) : '';
    requirePerson(endpoint, who, req.body);
    const enter = enterBy(endpoint, req);
    await requirePassword(endpoint, who, req.body, deps, now);
    const request = keyedRequest(endpoint, req, who, key);
    const work = await enter({ who, deps, key, now, derivedId: derivedUuid(request) });
    res.set('Cache-Control', 'no-store');
    if (key === '') {
      const body = await work(false);
      reads.note(who, shownBy(endpoint, req.params, body), { now, background: isBackground(req) });
      res.status(status);
      if (endpoint.media) res.type(endpoint.media).attachment(endpoint.fileName).send(body);
      else res.json(body);
      return;
    }
    const given = await once(deps.store.idempotency, request, now, {
      joins: endpoint.joins ?? false,
      unsettled: endpoint.unsettled,
      work: async (resumed) => ({ status, body: await work(resumed) }),
    });
    if (given.repeated) res.set('Idempotent-Replayed', 'true');
    const { body, repeated } = given;
    const { repeat } = endpoint;
    if (isProblemStatus(given.status)) sendProblem(res, body as ProblemBody);
    else res.status(given.status).json(repeated && repeat ? await repeat(body, { deps, now }) : body);
  };
}

function keyedRequest(endpoint: Endpoint, req: Request, who: ReturnType<typeof identityOf>, key: string) {
  const params = req.params as Record<string, string>;
  const scope = endpoint.scope?.(params, who) ?? who.staffId;
  const hash = hashOf(endpoint.id, { ...params }, who.role, who.staffId, withoutOwnPassword(req.body) ?? {});
  return { scope, key, hash };
}
