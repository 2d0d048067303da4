import { neutralName } from '../../../messages/compose';
import type { Practice } from '../../../store';
import type { Instant } from '../../../time/instant';
import { LANGUAGES, type Language } from './texts';
import type { Words } from './question';

/** Texts, times and amounts in a language. Times are in `zone`, which is named. */
export function wordsIn(language: Language, zone: string): Words {
  const texts = LANGUAGES[language];
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(texts.locale, { timeZone: zone, ...options });
  const day = format({ weekday: 'long', month: 'long', day: 'numeric' });
  const time = format({ hour: 'numeric', minute: '2-digit', timeZoneName: 'short' });
  const dated = format({ year: 'numeric', month: 'long', day: 'numeric' });
  const money = new Intl.NumberFormat(texts.locale, { style: 'currency', currency: 'USD' });
  return {
    texts,
    when: (at: Instant) => texts.at(day.format(new Date(at)), time.format(new Date(at))),
    dated: (at) => texts.at(dated.format(new Date(at)), time.format(new Date(at))),
    day: (at) => day.format(new Date(at)),
    time: (at) => time.format(new Date(at)),
    amount: (cents) => money.format(cents / 100),
  };
}

/** The name and telephone of the practice, as its e-mails to clients show them. */
export const shownPractice = ({ senderName, callbackNumber }: Practice) => ({
  name: neutralName(senderName),
  phone: callbackNumber,
});
