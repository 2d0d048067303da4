import { z } from 'zod';
import { shippedProtocols } from '../../../protocols/load';
import { endpoint } from '../../http/endpoint';
import { Count, Currency } from '../../schemas';
import { STAFF_AND_PARTNERS } from '../../roles';

export const protocolShape = {
  id: z.string(),
  version: Count,
  title: z.string(),
  page: z.string().meta({ description: 'Web page that the values come from.' }),
  currency: Currency,
};

const ProtocolSummaryOut = z
  .object(protocolShape)
  .meta({ id: 'ProtocolSummary', description: 'A protocol that a course can start with.' });

export const listProtocols = endpoint({
  id: 'listProtocols',
  method: 'get',
  path: '/api/v1/protocols',
  tag: 'Protocols',
  summary: 'List protocols.',
  roles: STAFF_AND_PARTNERS,
  response: z.object({ protocols: z.array(ProtocolSummaryOut) }).meta({ id: 'ProtocolList' }),
  handler: ({ deps: { protocols = shippedProtocols } }) =>
    Promise.resolve({ protocols: protocols.ids().map((id) => protocols.load(id)) }),
});
