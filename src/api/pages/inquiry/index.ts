/**
 * The public form for people who are not clients yet. It needs no script, no cookie and nobody else: programs are kept out by
 * a field that people do not see, by the time that filling it in takes, and by counts. Whatever happens, what was typed stays.
 */
import { createHmac, randomBytes } from 'node:crypto';
import express, { Router, type ErrorRequestHandler, type Request, type Response } from 'express';
import { ipKeyGenerator } from 'express-rate-limit';
import { attempts } from '../../../accounts/attempts';
import { canonicalJson } from '../../../security/canonicalJson';
import { INQUIRIES_UNSET, inquirySettingsOf, owedFrom, type Practice } from '../../../store';
import { errorTrace } from '../../../telemetry/errorTrace';
import { plusHours, type Instant } from '../../../time/instant';
import { sameJson } from '../../../vocabulary/json';
import { contextOf } from '../../http/context';
import { nowOf, type ApiDeps } from '../../http/deps';
import { isOurFault, statusOf, toApiError } from '../../http/errors';
import { derivedUuid } from '../../http/idempotency';
import { refuseMethod } from '../../http/problems';
import { policyFor } from '../client/frame';
import { chosenLanguage, formOf, readAnyway, sendPage } from '../client/request';
import { LANGUAGES, type Language } from '../client/texts';
import { plainView } from '../client/views';
import type { Form } from '../client/question';
import { questionField, readInquiry, type Typed } from './read';
import { ageOf, shownBy, tokenFor, type Shown } from './token';
import { formView, TRAP } from './view';

export const INQUIRY_PATH = '/inquiry';

/** Inquiries in an hour: from one address, counted by each process, and for the whole practice. Our own assumptions. */
const MOST = { perAddress: 10, perPractice: 60, minutes: 60 };
/** An address gets one confirmation a day, whoever writes in its name. */
const CONFIRM_HOURS = 24;
/** All of it in four-byte letters, as a form writes them. */
const FORM_BYTES = 64 * 1024;

const readForm = express.urlencoded({ extended: false, limit: FORM_BYTES, parameterLimit: 60 });

function open(res: Response, origins: readonly string[]): void {
  contextOf(res).route = INQUIRY_PATH;
  res.set({ 'Cache-Control': 'no-store', 'Content-Security-Policy': policyFor(origins) });
  // It knows no list of sites; the policy does, and is stricter where there is none.
  if (origins.length > 0) res.removeHeader('X-Frame-Options');
}

const questionsIn = (language: Language, { questions }: ReturnType<typeof inquirySettingsOf>): string[] =>
  questions.map(({ en, es }) => (language === 'es' ? (es ?? en) : en));

const withoutAnswers = (form: Form): Form =>
  Object.fromEntries(Object.entries(form).filter(([name]) => !name.startsWith(questionField(''))));

/** Stores it with what follows from it, once. */
async function keep(
  { store }: ApiDeps,
  {
    typed,
    language,
    shown,
    now,
    practice,
  }: { typed: Typed; language: Language; shown: Shown; now: Instant; practice: Practice },
): Promise<'kept' | 'there already' | 'too many'> {
  // The same form sent twice is one inquiry. Another text from the same form is another one.
  const id = derivedUuid({ scope: 'inquiry form', key: shown.nonce, hash: canonicalJson(typed) });
  return store.atOnce(async ({ inquiries, inquiryMails }) => {
    if (await inquiries.find(id)) return 'there already';
    if ((await inquiries.countOfForm(plusHours(now, -MOST.minutes / 60))) >= MOST.perPractice)
      return 'too many';
    const { from, by: dueAt } = owedFrom(practice, now);
    const added = await inquiries.add({
      ...{ ...typed, id, createdAt: now, source: 'form', language, owedFrom: from, dueAt },
    });
    if (!added) return 'there already';
    const { email } = typed;
    if (email !== undefined && !(await inquiryMails.confirmedSince(email, plusHours(now, -CONFIRM_HOURS))))
      await inquiryMails.plan({
        ...{
          id: `${id}:confirmation`,
          inquiryId: id,
          kind: 'confirmation',
          facts: {},
          createdAt: now,
          dueAt: now,
        },
      });
    return 'kept';
  });
}

export function inquiryForm(deps: ApiDeps): { pages: Router; failed: ErrorRequestHandler } {
  const known: Known = { origins: [] };
  return { pages: pages(deps, known), failed: failed(deps, known) };
}

/** Where the form was last said to be shown, for when the database does not answer. */
interface Known {
  origins: readonly string[];
}

function pages(deps: ApiDeps, known: Known): Router {
  const router = Router();
  const byAddress = attempts(MOST.perAddress, MOST.minutes);
  const salt = randomBytes(32);
  /** No address is kept, not even in memory. */
  const keyOf = ({ ip }: Request): string =>
    createHmac('sha256', salt)
      .update(ipKeyGenerator(ip ?? 'unknown'))
      .digest('base64');

  const answer = async (req: Request, res: Response): Promise<void> => {
    const now = nowOf(deps);
    const language = chosenLanguage(req);
    const texts = LANGUAGES[language];
    const form = formOf(req);
    const send = (view: Parameters<typeof sendPage>[1]['view']) =>
      sendPage(deps, { req, res, language, view });
    const practice = await deps.store.practice.get();
    const settings = practice ? inquirySettingsOf(practice) : INQUIRIES_UNSET;
    known.origins = settings.origins;
    open(res, settings.origins);
    if (!practice || !settings.form) {
      await send(plainView(texts.inquiry.closedTitle, texts.inquiry.closed, 404));
      return;
    }
    const sealed = req.method === 'POST' ? shownBy(deps.keyring, form.token) : undefined;
    const age = sealed && ageOf(sealed, now);
    const asked = questionsIn(language, settings);
    // A form that is still good goes on as it is: it may be sent again.
    const goesOn = sealed && age !== 'tooOld' && typeof form.token === 'string' ? form.token : undefined;
    // What was answered to other questions is no answer to these.
    const kept = sealed && sameJson(sealed.questions, asked) ? form : withoutAnswers(form);
    const view = (
      more: { why?: string; status?: number; problems?: Parameters<typeof formView>[0]['problems'] } = {},
    ) =>
      send(
        formView({
          ...{ texts, language, here: INQUIRY_PATH, answerDays: settings.answerDays, ...more },
          form: goesOn !== undefined ? form : kept,
          token: goesOn ?? tokenFor(deps.keyring, now, asked),
          questions: goesOn !== undefined && sealed ? sealed.questions : asked,
        }),
      );
    if (req.method !== 'POST') return view();
    if (form[TRAP] !== '' || !sealed || age !== 'good')
      return view({ why: texts.inquiry.pressAgain, status: 400 });
    const read = readInquiry(form, sealed.questions);
    if ('problems' in read) return view({ why: texts.inquiry.wrong, status: 400, problems: read.problems });
    const key = keyOf(req);
    const wait = byAddress.begin(key, now);
    if (wait !== undefined) {
      res.set('Retry-After', String(wait));
      return view({ why: texts.inquiry.tooOften, status: 429 });
    }
    const outcome = await keep(deps, { typed: read.typed, language, shown: sealed, now, practice }).catch(
      (error: unknown) => {
        byAddress.takeBack(key);
        throw error;
      },
    );
    if (outcome !== 'kept') byAddress.takeBack(key);
    if (outcome === 'too many') return view({ why: texts.inquiry.tooOften, status: 429 });
    return send({ ...plainView(texts.inquiry.sentTitle, texts.inquiry.sent), crisis: true });
  };
  router.use(INQUIRY_PATH, readForm);
  router
    .route(INQUIRY_PATH)
    .get(answer)
    .post(answer)
    .all(refuseMethod(['GET', 'HEAD', 'POST']));
  return router;
}

/** Whatever happens, a person gets the form back with what they typed, and whom to call. */
function failed(deps: ApiDeps, known: Known): ErrorRequestHandler {
  return async (error: unknown, req: Request, res, next) => {
    const failure = toApiError(error);
    if (res.headersSent || failure.code === 'method-refused' || failure.code === 'route-unknown') {
      next(error);
      return;
    }
    open(res, known.origins);
    contextOf(res).code = failure.code;
    const ours = isOurFault(statusOf(failure.code));
    if (ours)
      deps.log.error({ request: contextOf(res).id, code: failure.code, cause: errorTrace(error) }, 'failed');
    await readAnyway(readForm, req, res);
    const language = chosenLanguage(req);
    const texts = LANGUAGES[language];
    const form: Form = formOf(req);
    const { retryAfterSeconds } = failure.extras;
    if (retryAfterSeconds !== undefined) res.set('Retry-After', String(retryAfterSeconds));
    const [why, status] =
      failure.code === 'rate-limited'
        ? [texts.inquiry.tooOften, 429]
        : ours
          ? [texts.inquiry.later, 503]
          : [texts.tooLong, 413];
    const sealed = shownBy(deps.keyring, form.token);
    const view = formView({
      ...{ texts, language, form, here: INQUIRY_PATH, why, status, answerDays: INQUIRIES_UNSET.answerDays },
      token: sealed && typeof form.token === 'string' ? form.token : tokenFor(deps.keyring, nowOf(deps), []),
      questions: sealed?.questions ?? [],
    });
    await sendPage(deps, { req, res, language, view });
  };
}
