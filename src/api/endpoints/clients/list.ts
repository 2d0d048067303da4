import { z } from 'zod';
import { endpoint } from '../../http/endpoint';
import { STAFF } from '../../roles';
import { paged } from '../../http/paging';
import { ClientOut } from './client';

const clients = paged({ id: 'ClientList', rows: 'clients', row: ClientOut, most: 200, usual: 50 });

export const listClients = endpoint({
  id: 'listClients',
  method: 'get',
  path: '/api/v1/clients',
  tag: 'Clients',
  summary: 'List clients, the newest first.',
  roles: STAFF,
  problems: clients.problems,
  query: z.strictObject(clients.query),
  response: clients.response,
  handler: ({ query, deps: { store } }) => store.clients.list(clients.page(query)),
});
