import { randomBytes } from 'node:crypto';
import { endpoint } from '../../http/endpoint';
import { INTAKE } from '../../roles';
import { ClientOut, NewClient } from './client';

export const createClient = endpoint({
  id: 'createClient',
  method: 'post',
  path: '/api/v1/clients',
  tag: 'Clients',
  summary: 'Create a client.',
  roles: INTAKE,
  success: 'created',
  body: NewClient,
  response: ClientOut,
  handler: async ({ body: { email, phone, ...body }, deps: { store }, derivedId, now }) => {
    const made = await store.clients.find(derivedId);
    if (made) return made;
    const client = {
      ...{ id: derivedId, ...body },
      ...(email !== undefined && { email }),
      ...(phone !== undefined && { phone }),
      ...{ unsubscribeToken: randomBytes(24).toString('base64url'), createdAt: now },
    };
    await store.clients.add(client);
    return client;
  },
});
