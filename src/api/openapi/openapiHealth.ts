import { z } from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { At, Count, Problem } from '../schemas';

const json = (schema: z.ZodType) => ({ content: { 'application/json': { schema } } });
const Up = z.enum(['up', 'down']);

const Courses = z.object({
  notResponding: Count.meta({ description: 'Open courses that do not respond.' }),
  watchedAt: At.optional().meta({ description: 'When they were last looked at; absent: not yet.' }),
});

/** What is public, for load balancers. */
export const HEALTH_PATHS: ZodOpenApiPathsObject = {
  '/healthz': {
    get: {
      ...{ operationId: 'healthz', tags: ['Health'], summary: 'The process answers.', security: [] },
      responses: {
        200: { description: 'Alive.', ...json(z.object({ status: z.literal('ok') })) },
        429: {
          description: 'Too many requests.',
          content: { 'application/problem+json': { schema: Problem } },
        },
      },
    },
  },
  '/readyz': {
    get: {
      ...{
        operationId: 'readyz',
        tags: ['Health'],
        summary: 'Database and Temporal answer too.',
        security: [],
      },
      responses: {
        200: {
          description: 'Ready; `degraded`: ready, but some courses do not respond, or the disk is full.',
          ...json(
            z.object({
              status: z.enum(['ready', 'degraded']),
              checks: z.object({
                database: Up,
                temporal: Up,
                courses: Courses,
                storage: z.literal('full').optional(),
              }),
            }),
          ),
        },
        503: {
          description: 'Not ready: `known` says what does not answer.',
          content: { 'application/problem+json': { schema: Problem } },
        },
      },
    },
  },
};
