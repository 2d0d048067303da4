/** The languages of the pages for clients. A new one is a folder like `en`, and a line here. */
import { en } from './en';
import { es } from './es';
import type { Texts } from './shape';

export type { Texts } from './shape';

export const LANGUAGES = { en, es } satisfies Record<string, Texts>;
export type Language = keyof typeof LANGUAGES;
export const LANGUAGE_CODES = Object.keys(LANGUAGES) as Language[];
const isLanguage = (code: unknown): code is Language => LANGUAGE_CODES.some((each) => each === code);

/** The one that was chosen, or else the first that the browser prefers and there is, or else English. */
export function languageOf(chosen: unknown, accepts: (languages: Language[]) => string | false): Language {
  if (isLanguage(chosen)) return chosen;
  const preferred = accepts(LANGUAGE_CODES);
  return isLanguage(preferred) ? preferred : 'en';
}
