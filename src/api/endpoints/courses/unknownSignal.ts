import { operation } from '../../http/operation';
import { z } from 'zod';
import { SIGNAL_NAMES } from '../../../catalog/signals';
import { ROLES } from '../../../vocabulary/roles';
import { ApiError } from '../../http/errors';
import { signalPath } from './possible';

/** Answers for signals that the catalog does not have. It looks at no course, and is not in the documentation. */
export const unknownSignal = operation({
  id: 'unknownSignal',
  method: 'post',
  path: signalPath('{id}', '{name}'),
  tag: 'Signals',
  summary: 'Refuse an unknown signal.',
  roles: ROLES,
  keyed: false,
  params: z.object({}),
  body: z.unknown(),
  response: z.never(),
  handler: () =>
    Promise.reject(
      new ApiError('signal-unknown', `This signal does not exist. Use one of: ${SIGNAL_NAMES.join(', ')}.`),
    ),
});
