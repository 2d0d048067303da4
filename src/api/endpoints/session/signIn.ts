import { z } from 'zod';
import { signIn as begin } from '../../../accounts/signIn';
import { STAGES } from '../../../store';
import { ApiError } from '../../http/errors';
import { openEndpoint } from '../../http/openEndpoint';
import { countAttempt } from '../../http/signInLimits';
import { oneOf } from '../../oneOf';

export const StageOut = oneOf(STAGES, {
  id: 'SignInStage',
  description:
    '`secondFactor`: send the code next. `secondFactorSetup`: the practice requires a second factor, set one up next.',
});

export const signIn = openEndpoint({
  id: 'signIn',
  method: 'post',
  path: '/api/v1/session',
  tag: 'Sign-in',
  summary: 'Sign in with e-mail and password.',
  description:
    'Sets the cookie `__Host-throughline`, which takes the place of a token in every operation. An unknown address and a ' +
    'wrong password have the same answer. Failed attempts are limited by account and address together.',
  problems: ['sign-in-refused'],
  body: z.strictObject({
    email: z.string().trim().max(254).meta({ example: 'lead@cedar.example' }),
    password: z.string().max(1_000).meta({ format: 'password' }),
  }),
  response: z.object({ state: StageOut }).meta({ id: 'SignedIn' }),
  handler: async ({ body: { email, password }, visitor, deps: { store }, now }) => {
    const attempt = countAttempt(visitor, email, now);
    const signedIn = await begin(store, { email, password, browser: visitor.browser }, now);
    if (!signedIn) throw new ApiError('sign-in-refused', 'The e-mail address or the password is wrong.');
    attempt.succeeded();
    visitor.keep(signedIn.secret);
    return { state: signedIn.stage };
  },
});
