/** What a link from an e-mail does. Opening it changes nothing: mail programs open links by themselves. */
import { z } from 'zod';
import { openLink, setPassword } from '../../../accounts/links';
import { hashOf, SECRET } from '../../../security/secrets';
import { LINK_PURPOSES } from '../../../store';
import { ApiError, invalid } from '../../http/errors';
import { openEndpoint } from '../../http/openEndpoint';
import { oneOf } from '../../oneOf';
import { Password } from '../../http/inPerson';

const Token = z
  .string()
  .regex(SECRET, 'must be what follows # in the link')
  .meta({ description: 'What follows `#` in the link.' });

const unknownLink = (): ApiError =>
  new ApiError('link-unknown', 'This link was used, replaced or has expired. Ask for a new one.');

export const readAccountLink = openEndpoint({
  id: 'readAccountLink',
  method: 'post',
  path: '/api/v1/account-link',
  tag: 'Sign-in',
  summary: 'Show whom a link to set a password is for.',
  description: 'Changes nothing.',
  problems: ['link-unknown'],
  body: z.strictObject({ token: Token }),
  response: z
    .object({
      purpose: oneOf(LINK_PURPOSES, {
        id: 'LinkPurpose',
        description: '`invitation`: the person has no password yet. `passwordReset`: they replace theirs.',
      }),
      name: z.string(),
      email: z.string().meta({ description: 'With which they sign in.' }),
    })
    .meta({ id: 'AccountLink' }),
  handler: async ({ body: { token }, deps: { store }, now }) => {
    const link = await openLink(store, token, now);
    if (!link) throw unknownLink();
    return { purpose: link.purpose, name: link.person.name, email: link.person.email };
  },
});

export const setPasswordByLink = openEndpoint({
  id: 'setPasswordByLink',
  method: 'post',
  path: '/api/v1/account-link/password',
  tag: 'Sign-in',
  summary: 'Set the password of whom a link is for.',
  description: 'Uses the link up and ends all their sign-ins. Their second factor stays. Then sign in.',
  problems: ['link-unknown'],
  body: z.strictObject({ token: Token, password: Password }),
  response: z
    .object({ email: z.string().meta({ description: 'To sign in with.' }) })
    .meta({ id: 'PasswordSet' }),
  handler: async ({ body: { token, password }, visitor, deps: { store }, now }) => {
    const { email } = await store.atOnce(async (all) => {
      const link = await openLink(all, token, now);
      if (!link) throw unknownLink();
      const refused = await setPassword(all, link.person, { password, by: 'link' }, now);
      if (refused) throw invalid([{ field: 'password', message: refused.problem }]);
      // Last, so that a password that is refused leaves the link as it is; of two at once, one succeeds.
      if (!(await all.accountLinks.use(hashOf(token)))) throw unknownLink();
      return link.person;
    });
    visitor.forget();
    return { email };
  },
});
