import { z } from 'zod';
import { openEndpoint } from '../../http/openEndpoint';

export const readSignInWays = openEndpoint({
  id: 'readSignInWays',
  method: 'get',
  path: '/api/v1/session/ways',
  tag: 'Sign-in',
  summary: 'Show how people can sign in besides a password.',
  response: z
    .object({
      provider: z
        .object({ name: z.string().meta({ description: 'As people call it.', example: 'Cedar accounts' }) })
        .meta({ id: 'IdentityProvider', description: 'Begin at `/auth/oidc`.' })
        .optional(),
    })
    .meta({ id: 'SignInWays' }),
  handler: ({ deps: { provider } }) => Promise.resolve(provider ? { provider: { name: provider.name } } : {}),
});
