/** The List-Unsubscribe link of an e-mail (RFC 8058): GET asks, POST unsubscribes. No authentication. */
import { Router } from 'express';
import { contextOf } from '../http/context';
import { nowOf, type ApiDeps } from '../http/deps';
import { ApiError } from '../http/errors';
import { page } from './page';
import { refuseMethod } from '../http/problems';

const LINK = '/unsubscribe/:token';
const TOKEN = /^[\w-]{16,100}$/;

/** A mail program that opens the link (GET) must change nothing. */
export function unsubscribe(deps: ApiDeps): Router {
  const { store } = deps;
  const router = Router();
  router.use(LINK, (_req, res, next) => {
    contextOf(res).route = '/unsubscribe/{token}';
    res.set('Cache-Control', 'no-store');
    res.set('Content-Security-Policy', "default-src 'none'; form-action 'self'; frame-ancestors 'none'");
    next();
  });
  router.get(LINK, (_req, res) => {
    const form = '<form method="post"><button>Unsubscribe</button></form>';
    res.type('html').send(page('Do you want to unsubscribe from our e-mails?', form));
  });
  router.post(LINK, async (req, res) => {
    const { token } = req.params;
    const at = nowOf(deps);
    const client = TOKEN.test(token) ? await store.clients.optOut(token, at) : undefined;
    if (client === undefined) throw new ApiError('link-unknown', 'This link is no longer valid.');
    await store.audit.append({ stream: 'clients', at, kind: 'opted-out', detail: { client } });
    const said = '<p>To get our e-mails again, call the practice.</p>';
    res.type('html').send(page('You have unsubscribed from our e-mails.', said));
  });
  router.route(LINK).all(refuseMethod(['GET', 'HEAD', 'POST']));
  return router;
}
