import { exampleOf } from '../../src/api/openapi/examples';
import { ENDPOINTS } from '../../src/api/registry';
import { openApiDocument } from '../../src/api/openapi/openapi';
import { SIGNAL_NAMES } from '../../src/catalog/signals';
import { REASON_CODES } from '../../src/vocabulary/reasons';

interface Operation {
  operationId: string;
  summary: string;
  security: object[];
  tags: string[];
  parameters?: { in: string; name: string; required?: boolean }[];
  requestBody?: { content: Record<string, { schema: { properties?: object } }> };
  responses: Record<string, { description: string; content?: Record<string, { schema: { $ref?: string } }> }>;
}

const document = openApiDocument('http://127.0.0.1:8080') as {
  openapi: string;
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object> };
};
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

interface Schema {
  $ref?: string;
  type?: string;
  enum?: unknown[];
  const?: unknown;
  properties?: Record<string, Schema>;
}

/** Fields of which every value is known in advance. */
const CLOSED = ['phase', 'role', 'waitingOn', 'kind', 'template', 'code', 'state', 'outcome'];

/** The exceptions: a practice chooses these codes in its protocol. */
const OPEN = ['LedgerEntry.code', 'Package.code'];

/** Every schema in `value`, with where it is. */
function schemasIn(value: unknown, at: string): { at: string; schema: Schema }[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.entries(value).flatMap(([key, each]) => schemasIn(each, `${at}.${key}`));
  return [{ at, schema: value }, ...inner];
}

/** Objects with fields of their own that have no name. `named` is what a name stands for. */
const unnamed = (named: Record<string, object>, elsewhere: object): string[] =>
  [
    ...Object.entries(named).flatMap(([name, schema]) => schemasIn(schema, name).slice(1)),
    ...schemasIn(elsewhere, ''),
  ]
    .filter(({ schema }) => schema.type === 'object' && typeof schema.properties === 'object')
    .map(({ at }) => at);

/** Fields that accept any text although their values are known. */
const bare = (named: Record<string, object>): string[] =>
  Object.entries(named)
    .flatMap(([name, schema]) => schemasIn(schema, name))
    .flatMap(({ at, schema: { properties = {} } }) =>
      Object.entries(properties)
        .filter(([field, { $ref, type, enum: values, const: only }]) => {
          return CLOSED.includes(field) && !$ref && type === 'string' && !values && only === undefined;
        })
        .map(([field]) => `${at}.${field}`),
    );

describe('the OpenAPI document', () => {
  it('describes every operation: summary, security, success, problems', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(operations).toHaveLength(ENDPOINTS.length + 2);
    for (const { path, operation } of operations) {
      const { summary, security, responses, tags } = operation;
      const open = path.endsWith('z');
      expect([path, summary.length > 5, tags.length, security.length]).toEqual([path, true, 1, open ? 0 : 1]);
      expect(Object.keys(responses).some((status) => status.startsWith('2'))).toBe(true);
      const problems = Object.entries(responses).filter(([status]) => !status.startsWith('2'));
      // Nothing can refuse /healthz.
      const least = path === '/healthz' ? 0 : open ? 1 : 5;
      expect(problems.length).toBeGreaterThanOrEqual(least);
      for (const [, { content, description }] of problems) {
        expect(content?.['application/problem+json']?.schema.$ref).toBe('#/components/schemas/Problem');
        expect(description).not.toBe('');
      }
    }
  });

  it('has one path for each signal of the catalog, with the signal’s own fields', () => {
    for (const name of SIGNAL_NAMES) {
      const operation = document.paths[`/api/v1/courses/{id}/signals/${name}`]?.post;
      expect([name, operation?.operationId]).toEqual([name, name]);
      const properties = Object.keys(
        operation?.requestBody?.content['application/json']?.schema.properties ?? {},
      );
      expect(properties).toEqual(expect.arrayContaining(['occurredAt', 'note']));
      expect(properties).not.toContain('by');
      expect(operation?.parameters).toContainEqual(
        expect.objectContaining({ in: 'header', name: 'Idempotency-Key', required: true }),
      );
      expect(operation?.responses).toHaveProperty('409');
    }
  });

  it('lists the reasons: each code, its sentence and who can resolve it', () => {
    expect(document.components.schemas.ReasonCode).toMatchObject({ enum: REASON_CODES });
    expect(document.components.schemas.Reason).toMatchObject({
      description: expect.stringContaining(
        '| `zone-same` | The client’s time zone is already {zone}. | front desk |',
      ) as string,
    });
  });

  it('gives each signal an example its own check accepts', () => {
    for (const { id, tag, schemas } of ENDPOINTS) {
      if (tag === 'Signals')
        expect([id, schemas.body.safeParse(exampleOf(schemas.body)).success]).toEqual([id, true]);
    }
  });

  it('names every operation once and declares every part of its path', () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { path, operation } of operations) {
      const declared = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
      const parts = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      expect(declared.map(({ name }) => name)).toEqual(parts);
    }
  });

  it('refers only to what it holds', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/(\w+)\/([^"]+)"/g)];
    expect(references.length).toBeGreaterThan(50);
    const components = document.components as Record<string, Record<string, object>>;
    for (const [, kind = '', name = ''] of references) expect(components[kind]).toHaveProperty([name]);
  });

  it('names every object of a response, inner ones too', () => {
    const successes = operations.map(({ operation }) => operation.responses);
    const responses = successes.flatMap((each) => Object.values(each).map(({ content }) => content ?? {}));
    expect(unnamed(document.components.schemas, responses)).toEqual([]);
    const inline = { type: 'object', properties: {} };
    expect(unnamed({ List: { properties: { rows: { items: inline } } } }, [{ schema: inline }])).toEqual([
      'List.properties.rows.items',
      '.0.schema',
    ]);
  });

  it('lists all values of a field, when they are known', () => {
    const found = bare(document.components.schemas);
    expect(found.sort()).toEqual(OPEN);
    expect(bare({ Loose: { properties: { phase: { type: 'string' } } } })).toEqual(['Loose.phase']);
  });

  it('mentions the server it was asked at', () => {
    expect(document.servers).toEqual([{ url: 'http://127.0.0.1:8080' }]);
  });
});
