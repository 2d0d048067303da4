/** Starting and ending a rehearsal: a practice apart, whose time can be moved. Only where `npm start` offers it. */
import { z } from 'zod';
import type { ApiDeps } from '../../http/deps';
import { endpoint } from '../../http/endpoint';
import { ApiError } from '../../http/errors';
import { oneOf } from '../../oneOf';
import { REHEARSAL_STATES, type Rehearsals } from '../../rehearsal';
import { STAFF } from '../../roles';

const StateOut = z
  .object({
    state: oneOf(REHEARSAL_STATES, { id: 'RehearsalState', description: 'Whether a rehearsal runs.' }),
  })
  .meta({ id: 'Rehearsal' });

/** Mounted only where there is one. */
function offered({ rehearsals }: ApiDeps): Rehearsals {
  if (!rehearsals) throw new ApiError('route-unknown', 'There are no rehearsals here.');
  return rehearsals;
}

const described = { tag: 'Rehearsal', roles: STAFF, keyed: false } as const;

export const readRehearsal = endpoint({
  ...described,
  id: 'readRehearsal',
  method: 'get',
  path: '/api/v1/rehearsal',
  summary: 'Show whether a rehearsal runs.',
  response: StateOut,
  handler: ({ deps }) => Promise.resolve({ state: offered(deps).state() }),
});

export const startRehearsal = endpoint({
  ...described,
  id: 'startRehearsal',
  method: 'post',
  path: '/api/v1/rehearsal',
  summary: 'Start a rehearsal.',
  response: StateOut,
  handler: ({ deps }) => {
    offered(deps).start();
    return Promise.resolve({ state: offered(deps).state() });
  },
});

export const enterRehearsal = endpoint({
  ...described,
  id: 'enterRehearsal',
  method: 'post',
  path: '/api/v1/rehearsal/enter',
  summary: 'Get an address that opens the rehearsal, once.',
  problems: ['not-ready'],
  response: z.object({ address: z.string() }).meta({ id: 'RehearsalEntry' }),
  handler: ({ deps }) => {
    const address = offered(deps).enter();
    if (address === undefined) throw new ApiError('not-ready', 'No rehearsal runs. Start one first.');
    return Promise.resolve({ address });
  },
});

export const stopRehearsal = endpoint({
  ...described,
  id: 'stopRehearsal',
  method: 'post',
  path: '/api/v1/rehearsal/stop',
  summary: 'End the rehearsal. Nothing of it is kept.',
  response: StateOut,
  handler: async ({ deps }) => {
    await offered(deps).stop();
    return { state: offered(deps).state() };
  },
});
