/** What people decide about an e-mail that has not reached anyone. */
import { z } from 'zod';
import { Reason, type Role } from '../shapes';
import { scheduling, signal } from './signal';

const deciding: Role[] = [...scheduling, 'biller', 'lead', 'admin'];

const key = z
  .string()
  .regex(/^[\w:.-]{3,120}$/, 'must be the key of a message: 3 to 120 letters, digits or . : _ -')
  .meta({
    description: 'Key of the message, as in the list of messages.',
    example: 'sessionReminder:dosing-4.0.24h:client',
  });

export const messages = {
  messageResent: signal(deciding, 'An e-mail that failed, or may not have arrived, is sent again.', {
    key,
    reason: Reason,
  }),
  messageGivenUp: signal(
    deciding,
    'An e-mail that has not arrived is not sent any more. Nobody is asked about it again.',
    { key, reason: Reason },
  ),
};
