import { z } from 'zod';
import type { ApiStore } from '../../http/deps';
import { endpoint } from '../../http/endpoint';
import { ApiError } from '../../http/errors';
import { INTAKE } from '../../roles';
import { Uuid } from '../../schemas';
import { changeAndBroadcast, broadcastAgain, broadcastShape } from '../../broadcastChange';
import { ClientChange, ClientOut } from './client';

export const changeClient = endpoint({
  id: 'changeClient',
  method: 'patch',
  path: '/api/v1/clients/{id}',
  tag: 'Clients',
  summary: 'Change what is known of a client.',
  description:
    'Another time zone reaches the open courses of the client at once: what is due by the wall clock moves. A course ' +
    'that does not respond is told as soon as it does.',
  roles: INTAKE,
  problems: ['client-unknown'],
  repeat: (body, again) => (isTold(body) ? broadcastAgain(body, again) : body),
  params: z.strictObject({ id: Uuid }),
  body: ClientChange,
  response: z.object({
    client: ClientOut,
    ...z.object(broadcastShape).partial({ report: true }).shape,
  }),
  handler: async ({ params: { id }, body: { phone, ...body }, deps, who, derivedId, now }) => {
    const given = Object.entries({ ...body, phone }).filter(([, value]) => value !== undefined);
    const change = async ({ clients }: Pick<ApiStore, 'clients'>): Promise<void> => {
      if (!(await clients.change(id, Object.fromEntries(given)))) throw unknown();
    };
    const { zone } = body;
    const by = { role: who.role, id: who.staffId };
    const report = { name: 'clientMoved', id: `moved:${derivedId}`, by, fields: { zone } } as const;
    const told =
      zone === undefined
        ? await change(deps.store).then(() => ({ courses: 0, unreachedCount: 0, unreached: [] }))
        : await changeAndBroadcast(deps, { report, client: id, now }, change);
    const client = await deps.store.clients.find(id);
    if (!client) throw unknown();
    return { client, ...told };
  },
});

const unknown = (): ApiError => new ApiError('client-unknown', 'There is no such client.');
const isTold = (body: unknown): boolean => typeof body === 'object' && body !== null && 'report' in body;
