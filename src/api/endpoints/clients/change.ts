import { z } from 'zod';
import type { ApiStore } from '../../http/deps';
import { endpoint } from '../../http/endpoint';
import { ApiError, invalid } from '../../http/errors';
import { INTAKE } from '../../roles';
import { Uuid } from '../../schemas';
import { changeAndBroadcast, broadcastAgain, broadcastShape } from '../../broadcastChange';
import { ClientChange, ClientOut, reachable, similar, SimilarClients, UNREACHABLE } from './client';

export const changeClient = endpoint({
  id: 'changeClient',
  method: 'patch',
  path: '/api/v1/clients/{id}',
  tag: 'Clients',
  summary: 'Change the contact data of a client.',
  description:
    'A new time zone is sent to the open courses of the client: everything due at a local time moves. A course that ' +
    'does not respond is updated as soon as it does. Repeat the request to retry those courses now. E-mails that are ' +
    'still to be sent go to the new address, and a client who unsubscribed stays unsubscribed.',
  roles: INTAKE,
  problems: ['client-unknown'],
  repeat: async (body, again) => {
    const answer = wasBroadcast(body) ? await broadcastAgain(body, again) : body;
    // What an earlier release stored has no warnings.
    return { warnings: [], ...(answer as object) };
  },
  params: z.strictObject({ id: Uuid }),
  body: ClientChange,
  response: z
    .object({
      client: ClientOut,
      warnings: SimilarClients,
      ...z.object(broadcastShape).partial({ report: true }).shape,
    })
    .meta({ id: 'ClientChanged' }),
  handler: async ({ params: { id }, body, deps, who, derivedId, now }) => {
    const given = Object.entries(body).filter(([, value]) => value !== undefined);
    const by = { role: who.role, id: who.staffId };
    const change = async ({
      clients,
      audit,
      pageLinks,
    }: Pick<ApiStore, 'clients' | 'audit' | 'pageLinks'>): Promise<void> => {
      if (!(await clients.change(id, Object.fromEntries(given)))) throw unknown();
      // After the change, which keeps others from changing the client until this is decided.
      if (!reachable((await clients.find(id)) ?? {}))
        throw invalid([{ field: 'phone', message: UNREACHABLE }]);
      // Somebody else may have the e-mails that went to the address before.
      if (body.email !== undefined) await pageLinks.endAllOfClient(id, now);
      // What was changed, and never to what: the audit keeps no contact data.
      const named = (removed: boolean) =>
        given.filter(([, value]) => (value === null) === removed).map(([field]) => field);
      const detail = { client: id, changed: named(false), removed: named(true) };
      await audit.append({ stream: 'clients', at: now, kind: 'client-changed', by, detail });
    };
    const { zone } = body;
    const report = { name: 'clientMoved', id: `moved:${derivedId}`, by, fields: { zone } } as const;
    const reached =
      zone === undefined
        ? await deps.store.atOnce(change).then(() => ({ courses: 0, unreachedCount: 0, unreached: [] }))
        : await changeAndBroadcast(deps, { report, client: id, now }, change);
    const client = await deps.store.clients.find(id);
    if (!client) throw unknown();
    const { name, email, phone } = body;
    const asked = { id, ...(name && { name }), ...(email && { email }), ...(phone && { phone }) };
    return { client, warnings: similar(await deps.store.clients.resembling(asked)), ...reached };
  },
});

const unknown = (): ApiError => new ApiError('client-unknown', 'This client does not exist.');
const wasBroadcast = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && 'report' in body;
