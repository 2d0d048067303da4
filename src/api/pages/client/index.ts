/**
 * The pages behind the links in e-mails to clients. Opening one changes nothing, because mail programs open links to look
 * at them; only a press does. Nothing here needs a script, a cookie or an account.
 */
import { randomUUID } from 'node:crypto';
import express, { Router, type ErrorRequestHandler, type Request, type Response } from 'express';
import { ipKeyGenerator } from 'express-rate-limit';
import { attempts } from '../../../accounts/attempts';
import { hashOf, SECRET } from '../../../security/secrets';
import { errorTrace } from '../../../telemetry/errorTrace';
import { contextOf } from '../../http/context';
import { nowOf, type ApiDeps } from '../../http/deps';
import { ApiError, isOurFault, statusOf, toApiError } from '../../http/errors';
import { refuseMethod } from '../../http/problems';
import { answerPage } from './answer';
import { calendarFile } from './calendarFile';
import { documentOf, POLICY, type View } from './frame';
import { sendAnother } from './another';
import { openPage, ownerOf, takesAnswers, works } from './open';
import type { Form } from './question';
import { saysUnwell } from './checkIn';
import { saysHardThoughts } from './questionnaire';
import { LANGUAGES, languageOf, type Language } from './texts';
import { againView, lostView, plainView } from './views';
import { shownPractice } from './words';

/** New links that one address, or one old link, may ask for. */
const MOST_NEW = { perLink: 3, perAddress: 10, minutes: 60 };
const FORM_BYTES = 16 * 1024;

const PATTERN = '/c/:secret';
const NEUTRAL = { name: '', phone: '' };

export function clientPages(deps: ApiDeps): Router {
  const router = Router();
  const byLink = attempts(MOST_NEW.perLink, MOST_NEW.minutes);
  const byAddress = attempts(MOST_NEW.perAddress, MOST_NEW.minutes);
  const send = async (req: Request, res: Response, language: Language, view: View): Promise<void> => {
    const practice = await deps.store.practice.get();
    const frame = {
      language,
      practice: practice ? shownPractice(practice) : NEUTRAL,
      ...(req.method === 'GET' && { here: req.path }),
    };
    res
      .status(view.status ?? 200)
      .type('html')
      .send(documentOf(view, frame));
  };

  router.use('/c', (_req, res, next) => {
    contextOf(res).route = '/c/{secret}';
    res.set({ 'Cache-Control': 'no-store', 'Content-Security-Policy': POLICY });
    next();
  });
  router.use('/c', express.urlencoded({ extended: false, limit: FORM_BYTES, parameterLimit: 60 }));

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
    const answers = owner && (works(owner, now) || takesAnswers(deps.keyring, owner, form.proof, now));
    const view = answers
      ? await answerPage(deps, owner, { form, language, here, now, nonce: randomUUID() })
      : lostView(LANGUAGES[language], here, language);
    await send(
      req,
      res,
      language,
      saysHardThoughts(form) || saysUnwell(form) ? { ...view, crisis: true } : view,
    );
  };
  /** Whatever happens, a person gets a page: with what they sent, and whom to call. */
  const sayLater: ErrorRequestHandler = async (error: unknown, req, res, next) => {
    const failure = toApiError(error);
    if (res.headersSent || !isOurFault(statusOf(failure.code))) {
      next(error);
      return;
    }
    deps.log.error({ request: contextOf(res).id, code: failure.code, cause: errorTrace(error) }, 'failed');
    contextOf(res).code = failure.code;
    const language = chosenLanguage(req);
    const form = formOf(req);
    const proof = typeof form.proof === 'string' ? { proof: form.proof } : {};
    const texts = LANGUAGES[language];
    const view = againView({ form, here: addressOf(req), language, texts, ...proof }, texts.later);
    const practice = await deps.store.practice.get().catch(() => undefined);
    const shown = practice ? shownPractice(practice) : NEUTRAL;
    res
      .status(503)
      .type('html')
      .send(documentOf(view, { language, practice: shown }));
  };
  router.route(PATTERN).get(show).post(show);
  for (const path of [PATTERN, `${PATTERN}/new`, `${PATTERN}/appointment.ics`])
    router.route(path).all(refuseMethod(['GET', 'HEAD', 'POST']));
  router.use('/c', sayLater);
  return router;
}

const addressOf = ({ params }: Request): string => `/c/${encodeURIComponent(String(params.secret ?? ''))}`;

/** The fields that were sent; each once. */
const formOf = ({ method, body }: Request): Form =>
  method === 'POST' && typeof body === 'object' && body !== null ? (body as Form) : {};

const chosenLanguage = (req: Request): Language =>
  languageOf((req.body as { lang?: unknown } | undefined)?.lang ?? req.query.lang, (codes) =>
    req.acceptsLanguages(codes),
  );
