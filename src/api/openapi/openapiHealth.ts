import { z } from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { Problem } from '../problemSchema';
import { At, Count } from '../schemas';

const json = (schema: z.ZodType) => ({ content: { 'application/json': { schema } } });
const problem = { content: { 'application/problem+json': { schema: Problem } } };
const Up = z.enum(['up', 'down']);

const CoursesCheck = z
  .object({
    notResponding: Count.meta({ description: 'Number of open courses that do not respond.' }),
    watchedAt: At.optional().meta({ description: 'When the courses were last checked. Absent: not yet.' }),
  })
  .meta({ id: 'CoursesCheck', description: 'Whether the open courses respond.' });

const Checks = z
  .object({ database: Up, temporal: Up, courses: CoursesCheck, storage: z.literal('full').optional() })
  .meta({ id: 'Checks', description: 'What the process depends on.' });

const Alive = z.object({ status: z.literal('ok') }).meta({ id: 'Alive' });
const Ready = z.object({ status: z.enum(['ready', 'degraded']), checks: Checks }).meta({ id: 'Ready' });

/** What is public, for load balancers. */
export const HEALTH_PATHS: ZodOpenApiPathsObject = {
  '/healthz': {
    get: {
      operationId: 'healthz',
      tags: ['Health'],
      summary: 'Check that the process is alive.',
      security: [],
      responses: { 200: { description: 'The process is alive.', ...json(Alive) } },
    },
  },
  '/readyz': {
    get: {
      operationId: 'readyz',
      tags: ['Health'],
      summary: 'Check that the process can do its work.',
      description: 'It is ready when the database and Temporal respond.',
      security: [],
      responses: {
        200: {
          description:
            'Ready. `degraded`: ready, but some courses do not respond or are not being checked, or the disk is full.',
          ...json(Ready),
        },
        429: { description: 'Too many requests.', ...problem },
        503: { description: 'Not ready. `known` says what does not respond.', ...problem },
      },
    },
  },
};
