/** The languages of the pages for clients. A new one is a folder like `en`, a line here, and its code in `src/vocabulary/pages.ts`. */
import { en } from './en';
import { es } from './es';
import { PAGE_LANGUAGES, type PageLanguage } from '../../../../vocabulary/pages';
import type { Texts } from './shape';

export type { Texts } from './shape';

export const LANGUAGES: Record<PageLanguage, Texts> = { en, es };
export type Language = PageLanguage;
export const LANGUAGE_CODES: readonly Language[] = PAGE_LANGUAGES;
const isLanguage = (code: unknown): code is Language => LANGUAGE_CODES.some((each) => each === code);

/** The one that was chosen, or else the first that the browser prefers and there is, or else English. */
export function languageOf(chosen: unknown, accepts: (languages: Language[]) => string | false): Language {
  if (isLanguage(chosen)) return chosen;
  const preferred = accepts([...LANGUAGE_CODES]);
  return isLanguage(preferred) ? preferred : 'en';
}
