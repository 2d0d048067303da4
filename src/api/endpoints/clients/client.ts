import { z } from 'zod';
import { CityZone, Email, PersonName, Phone } from '../../../catalog/contact';
import type { Resembling } from '../../../store';
import { warning, type Warning } from '../../../vocabulary/warnings';
import { At, Uuid, WarningOut } from '../../schemas';

/** Whether there is any way to reach the client. */
export const reachable = ({ email, phone }: { email?: string | undefined; phone?: string | undefined }) =>
  email !== undefined || phone !== undefined;

export const UNREACHABLE = 'is needed if there is no e-mail address';

const fields = z.strictObject({
  name: PersonName,
  email: Email.optional().meta({
    description: 'Without one, everything that would be e-mailed becomes a task to call the client.',
  }),
  phone: Phone.optional(),
  zone: CityZone.meta({ description: 'IANA time zone of the client.' }),
});

export const NewClient = fields
  .extend({
    onlyNew: z.boolean().optional().meta({
      description:
        'Adds nobody if somebody with the same name, e-mail address or phone number is there: `client-resembles` says whom.',
    }),
  })
  .refine(reachable, { path: ['phone'], error: UNREACHABLE })
  .meta({ id: 'NewClient', description: 'A client must have an e-mail address or a phone number.' });

/** As the database has a client: what is not known is left out. */
export const reachedBy = ({ email, phone, onlyNew: _asked, ...others }: z.output<typeof NewClient>) => ({
  ...others,
  ...(email !== undefined && { email }),
  ...(phone !== undefined && { phone }),
});

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

export const SimilarClients = z
  .array(WarningOut)
  .meta({ description: 'Clients who may be the same person.' });

export const similar = (others: readonly Resembling[]): Warning[] =>
  others.map(({ id, same }) => ({
    ...warning('client-resembles', { what: same.join(' and ') }),
    client: id,
  }));
