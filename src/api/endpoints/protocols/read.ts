import { z } from 'zod';
import { valuesInWords } from '../../../protocols/values';
import { endpoint } from '../../http/endpoint';
import { protocolsOf } from '../../protocols';
import { Count } from '../../schemas';
import { STAFF_AND_PARTNERS } from '../../roles';
import { protocolShape } from './list';

export const ProtocolId = z.strictObject({ id: z.string().max(60).meta({ example: 'my-practice' }) });

export const Version = z.coerce
  .number()
  .int()
  .min(1)
  .max(1_000_000)
  .optional()
  .meta({ description: 'Default: the newest version.' });

/** A protocol as a file has it, with the origin of each value. */
export const Content = z.record(z.string(), z.unknown()).meta({
  id: 'ProtocolContent',
  description: 'A protocol as its file has it: each value with its source, or with `assumed` and why.',
});

export const ValueOut = z
  .object({
    path: z.string().meta({ example: 'preparation.minimum' }),
    section: z.string().meta({ description: 'The part of a course it is about.', example: 'Preparation' }),
    what: z.string().meta({ example: 'Minimum number of preparation sessions' }),
    words: z.string().meta({ description: 'The value in words.', example: '6' }),
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
  description: 'Every value in the order of a course, in words, and where it comes from.',
  roles: STAFF_AND_PARTNERS,
  problems: ['protocol-unknown'],
  params: ProtocolId,
  query: z.strictObject({ version: Version }),
  response: z
    .object({
      ...protocolShape,
      assumed: Count.meta({ description: 'Number of values that are assumed.' }),
      values: z.array(ValueOut),
      content: Content,
    })
    .meta({ id: 'Protocol', description: 'A protocol with all its values.' }),
  handler: async ({ params: { id }, query: { version }, deps }) => {
    const raw = (await protocolsOf(deps)).raw(id, version) as z.input<z.ZodObject<typeof protocolShape>>;
    const values = valuesInWords(raw);
    const assumed = values.filter((value) => 'assumed' in value).length;
    return { ...raw, assumed, values, content: raw };
  },
});
