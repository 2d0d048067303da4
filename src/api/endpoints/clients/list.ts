import { z } from 'zod';
import { endpoint } from '../../http/endpoint';
import { STAFF } from '../../roles';
import { Next, paging } from '../../schemas';
import { ClientOut } from './client';

export const listClients = endpoint({
  id: 'listClients',
  method: 'get',
  path: '/api/v1/clients',
  tag: 'Clients',
  summary: 'List clients, the newest first.',
  roles: STAFF,
  problems: ['cursor-invalid'],
  query: z.strictObject(paging(200, 50)),
  response: z.object({ clients: z.array(ClientOut), next: Next }),
  handler: ({ query: { cursor, limit }, deps: { store } }) =>
    store.clients.list({ limit, ...(cursor !== undefined && { cursor }) }),
});
