import { z } from 'zod';
import { SETTINGS } from '../../../setup/practiceSettings';
import { endpoint } from '../../http/endpoint';
import { bookedOutside } from '../../openingHours';
import { MANAGERS } from '../../roles';
import { At, ClientRef, Count, Uuid } from '../../schemas';

const MOST_LISTED = 50;

const Outside = z
  .object({ course: Uuid, session: z.string(), start: At, client: ClientRef.optional() })
  .meta({ id: 'SessionOutside', description: 'A booked session that other opening hours would not cover.' });

export const checkHours = endpoint({
  id: 'checkHours',
  method: 'post',
  path: '/api/v1/practice/hours/check',
  tag: 'Practice',
  summary: 'List the booked sessions that other opening hours would leave outside.',
  description:
    'Sessions that begin from now on, and that the hours in force cover. Changes nothing. No Idempotency-Key is needed.',
  roles: MANAGERS,
  keyed: false,
  body: z.strictObject({ hours: SETTINGS.hours.nullable().meta({ description: 'null: the usual hours.' }) }),
  response: z
    .object({
      count: Count.meta({ description: 'How many there are.' }),
      sessions: z.array(Outside).meta({ description: `The first of them (at most ${MOST_LISTED}).` }),
    })
    .meta({ id: 'SessionsOutside' }),
  handler: async ({ body: { hours }, now, deps: { store } }) => {
    const found = await bookedOutside(store, hours ?? undefined, now);
    const sessions = await Promise.all(
      found.slice(0, MOST_LISTED).map(async ({ course, session, start, client: id }) => {
        const client = id === null ? undefined : await store.clients.find(id);
        return { course, session, start, ...(client && { client: { id: client.id, name: client.name } }) };
      }),
    );
    return { count: found.length, sessions };
  },
});
