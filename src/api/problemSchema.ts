/** The body of every error. */
import { z } from 'zod';
import { REASON_CODES } from '../vocabulary/reasons';
import { API_ERROR_CODES } from './http/errors';
import { oneOf } from './oneOf';
import { ReasonOut, WarningOut } from './schemas';

const FieldError = z
  .object({ field: z.string().meta({ example: 'dosings' }), message: z.string() })
  .meta({ id: 'FieldError', description: 'What is wrong with one field of the request.' });

export const ErrorCode = oneOf(API_ERROR_CODES, {
  id: 'ErrorCode',
  description: 'Stable code of an error.',
});

const Known = z.looseObject({}).meta({
  id: 'Known',
  description: 'What is known although the request failed, such as the last state in the database.',
});

export const Problem = z
  .object({
    type: z.string().meta({ example: 'urn:throughline:problem:request-invalid' }),
    title: z.string(),
    status: z.int(),
    detail: z.string().meta({ description: 'What is wrong and what to do about it.' }),
    code: oneOf([...new Set([...API_ERROR_CODES, ...REASON_CODES])], {
      id: 'ProblemCode',
      description: 'The stable code of an error, or, if a signal was refused, of the first reason.',
    }),
    instance: z.string().meta({ description: 'Id of the request, as in the header `X-Request-Id`.' }),
    errors: z.array(FieldError).optional().meta({ description: 'The invalid fields.' }),
    reasons: z.array(ReasonOut).optional().meta({ description: 'If a signal was refused: all reasons.' }),
    known: Known.optional(),
    warnings: z
      .array(WarningOut)
      .optional()
      .meta({ description: 'What to look at before it is done all the same.' }),
  })
  .meta({ id: 'Problem', description: 'Problem details (RFC 9457).' });
