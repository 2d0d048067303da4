import { z } from 'zod';
import { endpoint } from '../../http/endpoint';
import { STAFF } from '../../roles';
import { paged } from '../../http/paging';
import { SearchText } from '../../schemas';
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
  query: z.strictObject({
    text: SearchText.optional().meta({ description: 'Part of the name, e-mail address or phone number.' }),
    ...clients.query,
  }),
  response: clients.response,
  handler: ({ query: { text, ...query }, deps: { store } }) => store.clients.list(clients.page(query), text),
});
