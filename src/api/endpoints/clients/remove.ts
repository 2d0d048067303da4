import { z } from 'zod';
import { endpoint } from '../../http/endpoint';
import { ApiError } from '../../http/errors';
import { ifStillAllowed } from '../../http/stillAllowed';
import { MANAGERS } from '../../roles';
import { Uuid } from '../../schemas';

export const removeClient = endpoint({
  id: 'removeClient',
  method: 'post',
  path: '/api/v1/clients/{id}/remove',
  tag: 'Clients',
  summary: 'Remove a client who was entered by mistake.',
  description:
    'Only a client who never had a course, and so no e-mail, session or ledger. Nothing of them is kept but the entry in the ' +
    'audit, which has no name.',
  roles: MANAGERS,
  problems: ['client-unknown', 'client-has-courses'],
  params: z.strictObject({ id: Uuid }),
  response: z.object({ removed: z.literal(true) }).meta({ id: 'ClientRemoved' }),
  handler: ({ params: { id }, who, deps: { store }, now }) =>
    ifStillAllowed(store, who, async ({ clients, audit }) => {
      if (!(await clients.findToRemove(id)))
        throw new ApiError('client-unknown', 'This client does not exist.');
      if (!(await clients.remove(id)))
        throw new ApiError('client-has-courses', 'Only a client who never had a course can be removed.');
      const by = { role: who.role, id: who.staffId };
      await audit.append({ stream: 'clients', at: now, kind: 'client-removed', by, detail: { client: id } });
      return { removed: true } as const;
    }),
});
