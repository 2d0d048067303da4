/** Whatever happens, a person gets a page: with what they sent, and whom to call. */
import type { ErrorRequestHandler, Request } from 'express';
import { contextOf } from '../../http/context';
import type { ApiDeps } from '../../http/deps';
import { isOurFault, statusOf, toApiError, type ApiError } from '../../http/errors';
import { errorTrace } from '../../../telemetry/errorTrace';
import type { View } from './frame';
import { isUrgent } from './pace';
import { addressOf, chosenLanguage, formOf, keepPrivate, readAnyway, readForm, sendPage } from './request';
import { LANGUAGES, type Texts } from './texts';
import { againView, plainView } from './views';

function viewOf({ code }: ApiError, req: Request, texts: Texts): View {
  const language = chosenLanguage(req);
  const form = formOf(req);
  const proof = typeof form.proof === 'string' ? { proof: form.proof } : {};
  const shown = { form, here: addressOf(req), language, texts, ...proof };
  if (code === 'rate-limited') return againView(shown, texts.tooOften, 429);
  if (code === 'route-unknown') return plainView(texts.lost.title, texts.lost.why, 404);
  if (isOurFault(statusOf(code))) return againView(shown, texts.later);
  return { ...plainView(texts.overview.title, texts.tooLong, 413), crisis: true };
}

/** Answers every error of an address under `/c`, but that a program uses a method that no page has. */
export function failedClientPage(deps: ApiDeps): ErrorRequestHandler {
  return async (error: unknown, req, res, next) => {
    const failure = toApiError(error);
    if (res.headersSent || failure.code === 'method-refused') {
      next(error);
      return;
    }
    keepPrivate(res);
    contextOf(res).code = failure.code;
    if (isOurFault(statusOf(failure.code)))
      deps.log.error({ request: contextOf(res).id, code: failure.code, cause: errorTrace(error) }, 'failed');
    await readAnyway(readForm, req, res);
    const language = chosenLanguage(req);
    const view = viewOf(failure, req, LANGUAGES[language]);
    await sendPage(deps, {
      req,
      res,
      language,
      view: isUrgent(formOf(req)) ? { ...view, crisis: true } : view,
    });
  };
}
