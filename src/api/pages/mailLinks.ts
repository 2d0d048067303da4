/** The page behind the links in e-mails until clients can sign in: it says whom to call, and nothing else. */
import { Router, type RequestHandler } from 'express';
import { contextOf } from '../http/context';
import type { ApiDeps } from '../http/deps';
import { escaped, page } from './page';
import { onlyRead } from '../http/problems';

/** The same page for every link, so that it reveals neither the client nor the subject. */
export function mailLinks({ store }: ApiDeps): Router {
  const answer: RequestHandler = async (_req, res) => {
    contextOf(res).route = '/{link}';
    res.set('Cache-Control', 'no-store');
    res.set('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
    const practice = await store.practice.get();
    const call = practice
      ? `<p>Please call ${escaped(practice.senderName)} at ${escaped(practice.callbackNumber)}.</p>`
      : '<p>Please call the practice.</p>';
    res.type('html').send(page('Signing in here is not possible yet', call));
  };
  const router = Router();
  for (const link of ['/sign-in', '/console/{*rest}', '/referrals/{*rest}']) {
    router.route(link).get(answer).all(onlyRead);
  }
  return router;
}
