/** What the client of a course signed: when, which text, under which name. */
import { z } from 'zod';
import { ConsentKindOut, ConsentLanguageOut, signedConsents } from '../../consents';
import { courseEndpoint } from '../../http/courseAccess';
import { STAFF } from '../../roles';
import { At, Count, RoleOut } from '../../schemas';

const SignedOut = z
  .object({
    id: z.string().meta({ description: 'Tells it from the others of the course.' }),
    kind: ConsentKindOut,
    at: At,
    by: RoleOut.meta({ description: 'Who reported it: `client` signed on a page.' }),
    typedName: z.string().optional().meta({ description: 'As the client typed it.' }),
    text: z
      .object({
        language: ConsentLanguageOut,
        version: Count,
        sha256: z.string(),
        body: z.string(),
      })
      .meta({ id: 'SignedText' })
      .optional()
      .meta({ description: 'What was shown and signed. Absent: signed on paper.' }),
    revokedAt: At.optional(),
  })
  .meta({ id: 'SignedConsent', description: 'A consent that was signed.' });

export const listConsents = courseEndpoint({
  id: 'listConsents',
  method: 'get',
  path: '/api/v1/courses/{id}/consents',
  tag: 'Courses',
  summary: 'List the consents that the client signed.',
  description: 'The newest first, without reports that were corrected.',
  roles: STAFF,
  response: z.object({ consents: z.array(SignedOut) }).meta({ id: 'ConsentList' }),
  handler: async ({ params: { id }, deps: { store } }) => ({ consents: await signedConsents(store, id) }),
});
