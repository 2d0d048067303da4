import { z } from 'zod';
import { endOf } from '../../../accounts/signIn';
import { idleMinutesOf } from '../../http/deps';
import { ApiError } from '../../http/errors';
import { openEndpoint } from '../../http/openEndpoint';
import { complete } from '../../http/visitor';
import { At, Count, RoleOut } from '../../schemas';

export const readSession = openEndpoint({
  id: 'readSession',
  method: 'get',
  path: '/api/v1/session',
  tag: 'Sign-in',
  summary: 'Show who is signed in.',
  description: 'With the cookie of the sign-in.',
  problems: ['not-signed-in', 'second-factor-needed', 'second-factor-setup-needed', 'set-up-needed'],
  response: z
    .object({
      person: z.object({ id: z.string(), name: z.string(), email: z.string() }).meta({ id: 'Person' }),
      roles: z
        .array(RoleOut)
        .meta({ description: 'In order: where several would do, the first acts.', example: ['lead'] }),
      practice: z.object({ name: z.string(), zone: z.string() }).meta({ id: 'PracticeRef' }),
      password: z.boolean().meta({
        description: 'They have a password. Otherwise they sign in by the identity provider alone.',
      }),
      secondFactor: z
        .object({
          on: z.boolean(),
          recoveryCodesLeft: Count,
          required: z.boolean().meta({ description: 'The practice requires it of everyone.' }),
        })
        .meta({ id: 'SecondFactor' }),
      idleMinutes: Count.meta({ description: 'Minutes without a request after which the sign-in ends.' }),
      endsAt: At.meta({ description: 'When the sign-in ends, whatever is done.' }),
      rehearsal: z.object({ here: z.boolean(), now: At }).optional().meta({
        id: 'RehearsalHere',
        description:
          'Only where rehearsals are offered. `here`: this is one, and `now` is its time, which can be moved.',
      }),
    })
    .meta({ id: 'CurrentSignIn', description: 'Who is signed in, in which roles, and for how long.' }),
  handler: async ({ visitor, deps, now }) => {
    const practice = await deps.store.practice.get();
    if (!practice)
      throw new ApiError('set-up-needed', 'Set up the practice with the code from the terminal.');
    const signIn = complete(visitor.signIn);
    const { accounts } = deps.store;
    const { staffId: id, name, email, roles } = signIn;
    const account = await accounts.find(id);
    return {
      person: { id, name, email },
      roles,
      practice: { name: practice.name, zone: practice.zone },
      password: account?.passwordHash != null,
      secondFactor: {
        on: account?.totpSecret != null,
        required: practice.secondFactorRequired,
        recoveryCodesLeft: await accounts.recoveryCodesLeft(id),
      },
      idleMinutes: idleMinutesOf(deps),
      endsAt: endOf(signIn),
      ...((deps.stage ?? deps.rehearsals) && { rehearsal: { here: deps.stage !== undefined, now } }),
    };
  },
});
