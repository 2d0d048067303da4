import { z } from 'zod';
import { isZone } from '../../../time/civil';
import { PersonName, Phone } from '../../../catalog/contact';
import { At, Uuid } from '../../schemas';

/** Upper case begins every IANA zone; `Intl` would take `utc` and `+01:00` too. */
const isNamedZone = (zone: string): boolean => /^[A-Z]/.test(zone) && isZone(zone);

const fields = z.strictObject({
  name: PersonName,
  email: z.email().max(254).meta({ example: 'ada@example.org' }),
  phone: Phone.optional(),
  zone: z
    .string()
    .refine(isNamedZone, 'must be an IANA time zone such as America/Los_Angeles')
    .meta({ description: 'IANA time zone the client lives in.', example: 'America/Los_Angeles' }),
});

export const NewClient = fields.meta({ id: 'NewClient' });

/** What of a client can change; at least one of it. */
export const ClientChange = fields
  .partial()
  .refine((change) => Object.keys(change).length > 0, 'must change something')
  .meta({ id: 'ClientChange' });

export const ClientOut = z
  .object({
    id: Uuid,
    name: z.string(),
    email: z.string(),
    phone: z.string().optional(),
    zone: z.string(),
    optedOutAt: At.optional().meta({ description: 'When the client ended e-mails.' }),
    createdAt: At,
  })
  .meta({ id: 'Client', description: 'The person in care. Kept in the database only, never in the engine.' });
