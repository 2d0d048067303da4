import { z } from 'zod';
import { shippedProtocols } from '../../../protocols/load';
import { origins } from '../../../catalog/stated';
import { endpoint } from '../../http/endpoint';
import { Count } from '../../schemas';
import { STAFF_AND_PARTNERS } from '../../roles';
import { protocolShape } from './list';

const ValueOut = z
  .object({
    path: z.string().meta({ example: 'preparation.minimum' }),
    value: z.unknown(),
    source: z.string().optional().meta({ description: 'What the web page of the practice says.' }),
    assumed: z
      .literal(true)
      .optional()
      .meta({ description: 'The web page does not say: this is our default.' }),
    why: z.string().optional().meta({ description: 'Reason for this default.' }),
  })
  .meta({ id: 'ProtocolValue', description: 'A value of a protocol and its origin.' });

export const readProtocol = endpoint({
  id: 'readProtocol',
  method: 'get',
  path: '/api/v1/protocols/{id}',
  tag: 'Protocols',
  summary: 'Read a protocol.',
  description: 'Every value, and where it comes from.',
  roles: STAFF_AND_PARTNERS,
  problems: ['protocol-unknown'],
  params: z.strictObject({ id: z.string().max(60).meta({ example: 'my-practice' }) }),
  response: z
    .object({
      ...protocolShape,
      assumed: Count.meta({ description: 'Number of values that are assumed.' }),
      values: z.array(ValueOut),
    })
    .meta({ id: 'Protocol', description: 'A protocol with all its values.' }),
  handler: ({ params: { id }, deps: { protocols = shippedProtocols } }) => {
    const values = [...origins(protocols.raw(id))].map(([path, origin]) => ({ path, ...origin }));
    const assumed = values.filter((value) => 'assumed' in value).length;
    return Promise.resolve({ ...protocols.load(id), assumed, values });
  },
});
