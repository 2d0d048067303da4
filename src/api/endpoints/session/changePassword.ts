import { z } from 'zod';
import { setPassword } from '../../../accounts/links';
import { invalid } from '../../http/errors';
import { openEndpoint } from '../../http/openEndpoint';
import { byPassword, Password } from '../../http/inPerson';

export const changePassword = openEndpoint({
  id: 'changePassword',
  method: 'post',
  path: '/api/v1/session/password',
  tag: 'Sign-in',
  summary: 'Change your password.',
  description: 'Ends all your other sign-ins.',
  problems: ['not-signed-in', 'second-factor-needed', 'second-factor-setup-needed', 'sign-in-refused'],
  body: z.strictObject({ current: Password, password: Password }),
  response: z.object({ changed: z.literal(true) }).meta({ id: 'PasswordChanged' }),
  handler: async ({ body: { current, password }, visitor, deps, now }) => {
    const { signIn } = await byPassword(visitor, current, deps, now);
    const { staffId: id, name, email } = signIn;
    const change = { password, by: 'themselves', keep: signIn.id } as const;
    const refused = await deps.store.atOnce((all) => setPassword(all, { id, name, email }, change, now));
    if (refused) throw invalid([{ field: 'password', message: refused.problem }]);
    return { changed: true } as const;
  },
});
