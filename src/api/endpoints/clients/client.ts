import { z } from 'zod';
import { CityZone, Email, PersonName, Phone } from '../../../catalog/contact';
import { At, Uuid } from '../../schemas';

const fields = z.strictObject({
  name: PersonName,
  email: Email,
  phone: Phone.optional(),
  zone: CityZone.meta({ description: 'IANA time zone of the client.' }),
});

export const NewClient = fields.meta({ id: 'NewClient' });

/** The fields of a client that can change; at least one must be given. */
export const ClientChange = fields
  .extend({ phone: Phone.nullable().meta({ description: 'null removes the number.' }) })
  .partial()
  .refine((change) => Object.keys(change).length > 0, 'must have at least one field')
  .meta({ id: 'ClientChange' });

export const ClientOut = z
  .object({
    id: Uuid,
    name: z.string(),
    email: z.string(),
    phone: z.string().optional(),
    zone: z.string(),
    optedOutAt: At.optional().meta({ description: 'When the client unsubscribed from e-mail.' }),
    createdAt: At,
  })
  .meta({
    id: 'Client',
    description: 'A client. Names and addresses are kept in the database only, never in the engine.',
  });
