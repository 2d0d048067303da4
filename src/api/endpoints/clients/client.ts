import { z } from 'zod';
import { isZone } from '../../../time/civil';
import { PersonName, Phone } from '../../../catalog/contact';
import { At, Uuid } from '../../schemas';

/** Every IANA zone starts with an uppercase letter; `Intl` would also accept `utc` and `+01:00`. */
const isNamedZone = (zone: string): boolean => /^[A-Z]/.test(zone) && isZone(zone);

const fields = z.strictObject({
  name: PersonName,
  email: z.email().max(254).meta({ example: 'ada@example.org' }),
  phone: Phone.optional(),
  zone: z
    .string()
    .refine(isNamedZone, 'must be an IANA time zone such as America/Los_Angeles')
    .meta({ description: 'IANA time zone of the client.', example: 'America/Los_Angeles' }),
});

export const NewClient = fields.meta({ id: 'NewClient' });

/** The fields of a client that can change; at least one must be given. */
export const ClientChange = fields
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
