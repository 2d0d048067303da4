import { z } from 'zod';
import { endpoint } from '../../http/endpoint';
import { ApiError } from '../../http/errors';
import { STAFF } from '../../roles';
import { Uuid } from '../../schemas';
import { ClientOut } from './client';

export const readClient = endpoint({
  id: 'readClient',
  method: 'get',
  path: '/api/v1/clients/{id}',
  tag: 'Clients',
  summary: 'Read a client.',
  roles: STAFF,
  problems: ['client-unknown'],
  params: z.strictObject({ id: Uuid }),
  response: ClientOut,
  handler: async ({ params: { id }, deps: { store } }) => {
    const client = await store.clients.find(id);
    if (!client) throw new ApiError('client-unknown', 'This client does not exist.');
    return client;
  },
});
