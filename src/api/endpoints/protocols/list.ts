import { z } from 'zod';
import { shippedProtocols } from '../../../protocols/load';
import { endpoint } from '../../http/endpoint';
import { Count } from '../../schemas';
import { STAFF_AND_PARTNERS } from '../../roles';

export const protocolShape = {
  id: z.string(),
  version: Count,
  title: z.string(),
  page: z.string().meta({ description: 'The page the facts come from.' }),
  currency: z.string(),
};

export const listProtocols = endpoint({
  id: 'listProtocols',
  method: 'get',
  path: '/api/v1/protocols',
  tag: 'Protocols',
  summary: 'List the protocols a course can begin with.',
  roles: STAFF_AND_PARTNERS,
  response: z.object({ protocols: z.array(z.object(protocolShape)) }),
  handler: ({ deps: { protocols = shippedProtocols } }) =>
    Promise.resolve({ protocols: protocols.ids().map((id) => protocols.load(id)) }),
});
