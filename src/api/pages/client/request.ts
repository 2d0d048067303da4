/** What every request for a page has in common: its form, its language, and how the page goes out. */
import express, { type Request, type RequestHandler, type Response } from 'express';
import { contextOf } from '../../http/context';
import type { ApiDeps } from '../../http/deps';
import type { Instant } from '../../../time/instant';
import { documentOf, POLICY, type View } from './frame';
import type { Pace } from './pace';
import type { Form } from './question';
import { languageOf, type Language } from './texts';
import { shownPractice } from './words';

const FORM_BYTES = 16 * 1024;
const NEUTRAL = { name: '', phone: '' };

export const readForm: RequestHandler = express.urlencoded({
  extended: false,
  limit: FORM_BYTES,
  parameterLimit: 60,
});

/** Reads the form of a request that was refused before it was read; nothing of one that cannot be. */
export const readAnyway = (read: RequestHandler, req: Request, res: Response): Promise<void> =>
  new Promise((resolve) => {
    if (req.body !== undefined) resolve();
    else
      void read(req, res, (): void => {
        resolve();
      });
  });

/** No address in the log, and nothing kept by whoever passes the page on. */
export function keepPrivate(res: Response): void {
  contextOf(res).route = '/c/{secret}';
  res.set({ 'Cache-Control': 'no-store', 'Content-Security-Policy': POLICY });
}

/** The address of the page that a request is about, also before the router has read it. */
export const addressOf = ({ originalUrl }: Pick<Request, 'originalUrl'>): string =>
  /^\/c\/[^/?]*/.exec(originalUrl)?.[0] ?? '/c/';

/** The fields that were sent; each once. */
export const formOf = ({ method, body }: Pick<Request, 'method' | 'body'>): Form =>
  method === 'POST' && typeof body === 'object' && body !== null ? (body as Form) : {};

export const chosenLanguage = (req: Request): Language =>
  languageOf((req.body as { lang?: unknown } | undefined)?.lang ?? req.query.lang, (codes) =>
    req.acceptsLanguages(codes),
  );

export interface PageRequest {
  /** Empty for a page that is only opened. */
  form: Form;
  language: Language;
  /** The address of the page. */
  here: string;
  now: Instant;
  nonce: string;
  pace: Pace;
}

interface Page {
  req: Request;
  res: Response;
  language: Language;
  view: View;
}

/** Without the name of the practice while the database does not answer. */
export async function sendPage({ store }: ApiDeps, { req, res, view, ...page }: Page): Promise<void> {
  const language = view.english ? 'en' : page.language;
  const practice = await store.practice.get().catch(() => undefined);
  const frame = {
    language,
    practice: practice ? shownPractice(practice) : NEUTRAL,
    ...(req.method === 'GET' && !view.english && { here: req.baseUrl + req.path }),
  };
  res
    .status(view.status ?? 200)
    .type('html')
    .send(documentOf(view, frame));
}
