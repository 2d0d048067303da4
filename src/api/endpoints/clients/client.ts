import { z } from 'zod';
import { CityZone, Email, PersonName, Phone } from '../../../catalog/contact';
import { At, Uuid } from '../../schemas';

const fields = z.strictObject({
  name: PersonName,
  email: Email.optional().meta({
    description: 'Without one, everything that would be e-mailed becomes a task to call the client.',
  }),
  phone: Phone.optional(),
  zone: CityZone.meta({ description: 'IANA time zone of the client.' }),
});

export const NewClient = fields
  .refine(({ email, phone }) => email !== undefined || phone !== undefined, {
    path: ['phone'],
    error: 'is needed if there is no e-mail address',
  })
  .meta({ id: 'NewClient', description: 'A client must have an e-mail address or a phone number.' });

/** The fields of a client that can change; at least one must be given. */
export const ClientChange = fields
  .extend({
    email: Email.nullable().meta({ description: 'null removes the address.' }),
    phone: Phone.nullable().meta({ description: 'null removes the number.' }),
  })
  .partial()
  .refine((change) => Object.keys(change).length > 0, 'must have at least one field')
  .meta({ id: 'ClientChange' });

export const ClientOut = z
  .object({
    id: Uuid,
    name: z.string(),
    email: z.string().optional(),
    phone: z.string().optional(),
    zone: z.string(),
    optedOutAt: At.optional().meta({ description: 'When the client unsubscribed from e-mail.' }),
    createdAt: At,
  })
  .meta({
    id: 'Client',
    description: 'A client. Names and addresses are kept in the database only, never in the engine.',
  });
