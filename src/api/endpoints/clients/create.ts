import { randomBytes } from 'node:crypto';
import { endpoint } from '../../http/endpoint';
import { ApiError } from '../../http/errors';
import { INTAKE } from '../../roles';
import { ClientOut, NewClient, reachedBy, similar, SimilarClients } from './client';

export const createClient = endpoint({
  id: 'createClient',
  method: 'post',
  path: '/api/v1/clients',
  tag: 'Clients',
  summary: 'Create a client.',
  roles: INTAKE,
  success: 'created',
  problems: ['client-resembles'],
  // What an earlier release stored has no warnings.
  repeat: (body) => ({ warnings: [], ...(body as object) }),
  body: NewClient,
  response: ClientOut.extend({ warnings: SimilarClients }).meta({ id: 'ClientCreated' }),
  handler: async ({ body: { onlyNew, ...body }, deps: { store }, derivedId, now }) => {
    const made = await store.clients.find(derivedId);
    const client = made ?? {
      ...{ id: derivedId, ...reachedBy(body) },
      ...{ unsubscribeToken: randomBytes(24).toString('base64url'), createdAt: now },
    };
    const warnings = similar(await store.clients.resembling(client));
    if (!made && onlyNew && warnings.length > 0)
      throw new ApiError('client-resembles', 'Nobody was added. Look at who is there already.', { warnings });
    if (!made) await store.clients.add(client);
    return { ...client, warnings };
  },
});
