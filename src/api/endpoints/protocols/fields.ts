import { z } from 'zod';
import { protocolFields } from '../../../protocols/fields';
import { endpoint } from '../../http/endpoint';
import { STAFF } from '../../roles';
import { oneOf } from '../../oneOf';
import { UNITS } from '../../../protocols/fieldWords';

const FieldOut = z
  .object({
    path: z
      .string()
      .meta({ description: '`*` stands for each entry of a list.', example: 'packages.*.cents' }),
    section: z.string().meta({ example: 'Dosing' }),
    what: z.string().meta({ example: 'planned number of dosing sessions' }),
    unit: oneOf(UNITS, { id: 'ProtocolUnit', description: 'What its number counts. `none`: nothing named.' }),
    optional: z.boolean().meta({ description: 'It may be left out.' }),
    stated: z
      .boolean()
      .meta({ description: 'It needs an origin: the words of the page, or why it is assumed.' }),
    help: z.string().optional(),
    schema: z
      .record(z.string(), z.unknown())
      .meta({ description: 'The value alone, as JSON Schema (2020-12).' }),
    choices: z
      .array(z.object({ value: z.string(), words: z.string() }).meta({ id: 'ProtocolChoice' }))
      .optional(),
  })
  .meta({ id: 'ProtocolField', description: 'Something that a protocol says.' });

export const listProtocolFields = endpoint({
  id: 'listProtocolFields',
  method: 'get',
  path: '/api/v1/protocol-fields',
  tag: 'Protocols',
  summary: 'List everything that a protocol can say, in the order of a course.',
  description: 'A program can make a form from it.',
  roles: STAFF,
  response: z.object({ fields: z.array(FieldOut).readonly() }).meta({ id: 'ProtocolFields' }),
  handler: () => Promise.resolve({ fields: protocolFields() }),
});
