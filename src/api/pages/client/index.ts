/**
 * The pages behind the links in e-mails to clients, and to those who decide without an account. Opening one changes nothing, because mail programs open links to look
 * at them; only a press does. Nothing here needs a script, a cookie or an account.
 */
import { randomUUID } from 'node:crypto';
import { Router, type Request, type Response } from 'express';
import { ipKeyGenerator } from 'express-rate-limit';
import { attempts } from '../../../accounts/attempts';
import { hashOf, SECRET } from '../../../security/secrets';
import { nowOf, type ApiDeps } from '../../http/deps';
import { ApiError } from '../../http/errors';
import { refuseMethod } from '../../http/problems';
import type { ReadLog } from '../../http/readLog';
import { isForPrescriber } from '../../../vocabulary/pages';
import { partnerPage } from '../partner/page';
import { answerPage } from './answer';
import { calendarFile } from './calendarFile';
import { documentFile, fileNameFor } from './documents';
import type { View } from './frame';
import { sendAnother } from './another';
import { openPage, ownerOf, takesAnswers, works } from './open';
import { isUrgent, pace } from './pace';
import { addressOf, chosenLanguage, formOf, keepPrivate, readForm, sendPage } from './request';
import { LANGUAGES, type Language } from './texts';
import { lostView, plainView } from './views';

/** New links that one address, or one old link, may ask for. */
const MOST_NEW = { perLink: 3, perAddress: 10, minutes: 60 };

const PATTERN = '/c/:secret';

export function clientPages(deps: ApiDeps, reads: ReadLog): Router {
  const router = Router();
  const byLink = attempts(MOST_NEW.perLink, MOST_NEW.minutes);
  const byAddress = attempts(MOST_NEW.perAddress, MOST_NEW.minutes);
  const counts = pace();
  const send = (req: Request, res: Response, language: Language, view: View) =>
    sendPage(deps, { req, res, language, view });

  router.use('/c', (_req, res, next) => {
    keepPrivate(res);
    next();
  });
  router.use('/c', readForm);

  router.get(`${PATTERN}/appointment.ics`, async (req, res) => {
    const now = nowOf(deps);
    const opened = await openPage(deps.store, req.params.secret, now);
    const text = opened && (await calendarFile(deps, opened, now));
    if (text === undefined) {
      const language = chosenLanguage(req);
      await send(req, res, language, lostView(LANGUAGES[language], addressOf(req), language));
      return;
    }
    res.set('Content-Disposition', 'inline; filename="appointment.ics"');
    res.type('text/calendar').send(text);
  });
  router.post(`${PATTERN}/new`, async (req, res) => {
    const now = nowOf(deps);
    const language = chosenLanguage(req);
    const { lost, tooOften } = LANGUAGES[language];
    const { secret } = req.params;
    const wait =
      byAddress.begin(ipKeyGenerator(req.ip ?? 'unknown'), now) ??
      (SECRET.test(secret) ? byLink.begin(hashOf(secret), now) : undefined);
    if (wait !== undefined) {
      res.set('Retry-After', String(wait));
      await send(req, res, language, plainView(lost.title, tooOften, 429));
      return;
    }
    // Whether there is such a link shows neither in the answer nor in its time.
    void sendAnother(deps, secret, now).catch((error: unknown) => {
      deps.log.warn({ code: error instanceof ApiError ? error.code : 'failed' }, 'no new link was sent');
    });
    await send(req, res, language, plainView(lost.title, lost.sent));
  });
  const show = async (req: Request<{ secret: string }>, res: Response): Promise<void> => {
    const language = chosenLanguage(req);
    const now = nowOf(deps);
    const here = addressOf(req);
    const form = formOf(req);
    const owner = await ownerOf(deps.store, req.params.secret);
    const request = { form, language, here, now, nonce: randomUUID(), pace: counts };
    if (owner && isForPrescriber(owner.link.purpose)) {
      await send(req, res, language, await partnerPage(deps, owner, { ...request, reads }));
      return;
    }
    const answers = owner && (works(owner, now) || takesAnswers(deps.keyring, owner, form.proof, now));
    const view = answers
      ? await answerPage(deps, owner, request)
      : lostView(LANGUAGES[language], here, language);
    await send(req, res, language, isUrgent(form) ? { ...view, crisis: true } : view);
  };
  router.route(PATTERN).get(show).post(show);
  router.post(`${PATTERN}/document`, async (req, res) => {
    const language = chosenLanguage(req);
    const owner = await ownerOf(deps.store, req.params.secret);
    const asked = { form: formOf(req), language, now: nowOf(deps) };
    const file = owner && (await documentFile(deps, owner, asked));
    // The page asks once more for what was missing.
    if (file === undefined) await show(req, res);
    else res.attachment(fileNameFor(language)).type('html').send(file);
  });
  for (const path of [PATTERN, `${PATTERN}/new`, `${PATTERN}/appointment.ics`])
    router.route(path).all(refuseMethod(['GET', 'HEAD', 'POST']));
  router.route(`${PATTERN}/document`).all(refuseMethod(['POST']));
  return router;
}
