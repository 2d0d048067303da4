import { z } from 'zod';
import { openEndpoint } from '../../http/openEndpoint';

export const signOut = openEndpoint({
  id: 'signOut',
  method: 'post',
  path: '/api/v1/session/sign-out',
  tag: 'Sign-in',
  summary: 'Sign out in this browser.',
  description: 'Ends the sign-in of the cookie, if there is one, and removes the cookie.',
  response: z.object({ state: z.literal('signedOut') }).meta({ id: 'SignedOut' }),
  handler: async ({ visitor: { signIn, forget }, deps: { store }, now }) => {
    forget();
    if (signIn) {
      await store.signIns.end(signIn.id);
      const detail = { staff: signIn.staffId, signIn: signIn.id };
      await store.audit.append({ stream: 'access', at: now, kind: 'signed-out', detail });
    }
    return { state: 'signedOut' } as const;
  },
});
