import { z } from 'zod';
import { SIGNAL_NAMES } from '../../../catalog/signals';
import { ROLES } from '../../../vocabulary/roles';
import { endpoint } from '../../http/endpoint';
import { ApiError } from '../../http/errors';
import { signalPath } from './possible';

/** Answers for names the catalog does not know. Not in the documentation. */
export const unknownSignal = endpoint({
  id: 'unknownSignal',
  method: 'post',
  path: signalPath('{id}', '{name}'),
  tag: 'Signals',
  summary: 'There is no such signal.',
  roles: ROLES,
  keyed: false,
  params: z.object({}),
  body: z.unknown(),
  response: z.never(),
  handler: () =>
    Promise.reject(
      new ApiError('signal-unknown', `There is no such signal. There are: ${SIGNAL_NAMES.join(', ')}.`),
    ),
});
