/** OpenAPI 3.1 from the same schemas that validate the requests. */
import { inPersonProblems, inPersonWords } from '../http/inPerson';
import type { Endpoint } from '../http/operation';
import { z } from 'zod';
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponsesObject,
} from 'zod-openapi';
import { statusOf, statusOfSuccess, titleOf, type ApiErrorCode } from '../http/errors';
import { exampleOf } from './examples';
import { isKeyed } from '../http/mount';
import { SIGN_IN_COOKIE } from '../http/visitor';
import { HEALTH_PATHS } from './openapiHealth';
import { ENDPOINTS } from '../registry';
import { Problem } from '../problemSchema';

const GUARDED: ApiErrorCode[] = [
  ...(['token-missing', 'token-malformed', 'token-unknown'] as const),
  ...(['token-revoked', 'token-expired', 'token-withdrawn'] as const),
  ...(['not-signed-in', 'second-factor-needed', 'second-factor-setup-needed'] as const),
  ...(['role-refused'] as const),
];
const OPEN: ApiErrorCode[] = [
  ...(['request-invalid', 'cross-site-refused', 'rate-limited', 'internal', 'database-unavailable'] as const),
];
const WITH_BODY: ApiErrorCode[] = ['json-malformed', 'body-too-large', 'media-type-refused', 'storage-full'];
const WITH_KEY: ApiErrorCode[] = [
  'idempotency-key-missing',
  'idempotency-in-progress',
  'idempotency-key-reused',
];

const TAGS = [
  'Clients',
  'Inquiries',
  'Courses',
  'Signals',
  'Tasks',
  'Messages',
  'Money',
  'Protocols',
  'Practice',
  'Staff',
  'Tokens',
  'Sign-in',
  'Health',
];

/** With a token, or with the cookie of a sign-in. */
const BY_ROLE = [{ bearer: [] }, { cookie: [] }];

/** A placeholder in examples. The page at /docs replaces it with a new UUID. */
export const NEW_KEY = 'a-new-key';

const IdempotencyKey = z
  .string()
  .regex(/^[\w.:-]{1,100}$/)
  .meta({
    id: 'IdempotencyKey',
    description:
      'A unique key for this request, such as a new UUID. A repeated request with the same key returns the first response and does nothing else. A different request with the same key is refused.',
    example: NEW_KEY,
  });

const Replayed = z
  .literal('true')
  .optional()
  .meta({ description: 'Present if this is the stored response to an earlier request with the same key.' });

/** The document for one address of this server, such as `http://127.0.0.1:8080`. */
export function openApiDocument(server: string): object {
  return { ...(document ??= build()), servers: [{ url: server }] };
}

let document: object | undefined;

function build(): object {
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Throughline',
      version: 'v1',
      description: [
        'Runs each course of ketamine-assisted psychotherapy as one durable workflow.',
        'Press **Authorize** and paste your token. Errors are problem details (RFC 9457) with a stable `code`.',
        'The schema `Reason` lists every reason why something cannot be done now, with its code, its sentence and who can resolve it; so does `docs/reasons.md`.',
      ].join('\n\n'),
    },
    security: BY_ROLE,
    tags: TAGS.map((name) => ({ name })),
    paths: { ...pathsOf(ENDPOINTS), ...HEALTH_PATHS },
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'A token. Every token has one role.' },
        cookie: {
          ...{ type: 'apiKey', in: 'cookie', name: SIGN_IN_COOKIE },
          description:
            'A sign-in. You act in the role of the header `Throughline-Role`, or else in that of yours which the operation names first.',
        },
      },
    },
  });
}

function pathsOf(endpoints: readonly Endpoint[]): ZodOpenApiPathsObject {
  const paths: ZodOpenApiPathsObject = {};
  for (const endpoint of endpoints) {
    paths[endpoint.path] = { ...paths[endpoint.path], [endpoint.method]: operation(endpoint) };
  }
  return paths;
}

function operation(endpoint: Endpoint): ZodOpenApiOperationObject {
  const { id, tag, summary, description = '', schemas, method, open } = endpoint;
  const body = method !== 'get' && { requestBody: requestBody(endpoint) };
  return {
    ...{
      operationId: id,
      tags: [tag],
      summary,
      description: [description, inPersonWords(endpoint), whoMay(endpoint)].filter(Boolean).join('\n\n'),
    },
    security: open ? [] : BY_ROLE,
    requestParams: {
      ...(has(schemas.params) && { path: schemas.params }),
      ...(has(schemas.query) && { query: schemas.query }),
      ...(isKeyed(endpoint) && { header: z.object({ 'Idempotency-Key': IdempotencyKey }) }),
    },
    ...body,
    responses: responses(endpoint),
  };
}

function whoMay({ open, roles }: Endpoint): string {
  if (open) return '';
  return roles.length
    ? `Roles: ${roles.join(', ')}.`
    : 'Only the system itself reports this, never over HTTP.';
}

const has = (schema: z.ZodObject): boolean => Object.keys(schema.shape).length > 0;

function requestBody({ schemas: { body }, tag }: Endpoint) {
  // For other operations the optional fields are worth showing.
  const example = tag === 'Signals' && { example: exampleOf(body) };
  return { required: true, content: { 'application/json': { schema: body, ...example } } };
}

function responses(endpoint: Endpoint): ZodOpenApiResponsesObject {
  const success = {
    description: endpoint.success === 'created' ? 'Created.' : 'Success.',
    content: endpoint.events
      ? { 'text/event-stream': { schema: endpoint.events } }
      : { [endpoint.media ?? 'application/json']: { schema: endpoint.schemas.response } },
    ...(isKeyed(endpoint) && { headers: z.object({ 'Idempotent-Replayed': Replayed }) }),
  };
  return { [statusOfSuccess(endpoint.success ?? 'ok')]: success, ...problemResponses(codesOf(endpoint)) };
}

function codesOf(endpoint: Endpoint): ApiErrorCode[] {
  const body = endpoint.method === 'get' ? [] : WITH_BODY;
  const key = isKeyed(endpoint) ? WITH_KEY : [];
  const caller = endpoint.open ? [] : GUARDED;
  const person = inPersonProblems(endpoint);
  return [...OPEN, ...caller, ...body, ...key, ...person, ...(endpoint.problems ?? [])];
}

/** One response for each status, with its codes. */
function problemResponses(codes: readonly ApiErrorCode[]): ZodOpenApiResponsesObject {
  const responses: ZodOpenApiResponsesObject = {};
  for (const code of codes) {
    const status = statusOf(code);
    const names = new Set(codes.filter((other) => statusOf(other) === status));
    responses[`${status}` as '500'] ??= {
      description: `${titleOf(code)}. Codes: ${[...names].map((name) => `\`${name}\``).join(', ')}.`,
      content: { 'application/problem+json': { schema: Problem } },
    };
  }
  return responses;
}
