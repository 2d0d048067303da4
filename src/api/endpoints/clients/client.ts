import { z } from 'zod';
import { At, Uuid } from '../../schemas';

const isZone = (zone: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return /^[A-Z]/.test(zone);
  } catch {
    return false;
  }
};

const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^\P{Cc}*$/u, 'must be one line of text');

const fields = z.strictObject({
  name: line(200).meta({ example: 'Ada Example' }),
  email: z.email().max(254).meta({ example: 'ada@example.org' }),
  phone: z
    .string()
    .regex(/^\+?[\d ().-]{5,30}$/, 'must be a telephone number')
    .optional()
    .meta({ example: '+1 503 555 0100' }),
  zone: z
    .string()
    .refine(isZone, 'must be an IANA time zone such as America/Los_Angeles')
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
