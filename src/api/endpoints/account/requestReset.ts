import { z } from 'zod';
import { errorTrace } from '../../../telemetry/errorTrace';
import { openEndpoint } from '../../http/openEndpoint';
import { countAttempt } from '../../http/signInLimits';
import { sendLink } from '../../sendLink';

export const requestPasswordReset = openEndpoint({
  id: 'requestPasswordReset',
  method: 'post',
  path: '/api/v1/password-reset',
  tag: 'Sign-in',
  summary: 'Ask for a link to set a new password.',
  description:
    'If somebody on the staff has this e-mail address, they get a link that works once, for an hour. The answer is the ' +
    'same for any address.',
  body: z.strictObject({ email: z.string().trim().max(254).meta({ example: 'lead@cedar.example' }) }),
  response: z.object({ requested: z.literal(true) }).meta({ id: 'PasswordResetRequested' }),
  handler: ({ body: { email }, visitor, deps, now }) => {
    countAttempt(visitor, `reset ${email}`, now);
    // In the background: how long it takes would say whether the address is known.
    void (async () => {
      const person = await deps.store.staff.byEmail(email);
      if (person && visitor.limits.links.begin(person.id, now) === undefined)
        await sendLink(deps, person, now);
    })().catch((error: unknown) => {
      deps.log.error({ cause: errorTrace(error) }, 'a link to set a password could not be made');
    });
    return Promise.resolve({ requested: true } as const);
  },
});
