/** The second step of signing in. */
import { z } from 'zod';
import { useSecondFactor } from '../../../accounts/secondFactor';
import { completeSignIn } from '../../../accounts/signIn';
import { ApiError } from '../../http/errors';
import { openEndpoint } from '../../http/openEndpoint';
import { countCode } from '../../http/signInLimits';

export const passSecondFactor = openEndpoint({
  id: 'passSecondFactor',
  method: 'post',
  path: '/api/v1/session/second-factor',
  tag: 'Sign-in',
  summary: 'Give the code of the second factor.',
  description:
    'A code of the authenticator app, or one of the recovery codes. Each works once. Sets a new cookie.',
  problems: ['not-signed-in', 'second-factor-refused'],
  body: z.strictObject({
    code: z
      .string()
      .max(100)
      .meta({ description: 'Six digits of the app, or a recovery code.', example: '123456' }),
  }),
  response: z.object({ state: z.literal('signedIn') }).meta({ id: 'SecondFactorPassed' }),
  handler: async ({ body: { code }, visitor, deps: { store, keyring }, now }) => {
    const { signIn } = visitor;
    const account = signIn?.stage === 'secondFactor' && (await store.accounts.find(signIn.staffId));
    if (!signIn || !account) throw new ApiError('not-signed-in', 'Start again with your password.');
    const attempt = await countCode(store, account.staffId, now);
    const by = await useSecondFactor(store, keyring, account, code, now);
    const detail = { staff: account.staffId, signIn: signIn.id, ...(by && { by }) };
    const kind = by ? 'second-factor-passed' : 'second-factor-refused';
    await store.audit.append({ stream: 'access', at: now, kind, detail });
    if (!by) throw new ApiError('second-factor-refused', 'This code is wrong, or was used before.');
    await attempt.succeeded();
    visitor.keep(await completeSignIn(store, signIn, now));
    return { state: 'signedIn' } as const;
  },
});
