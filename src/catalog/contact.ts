/** How people are named and reached: one definition for requests and files. */
import { z } from 'zod';
import '../input/zodMessages';
import { isCityZone, zoneInstead } from '../time/zones';

/** Characters that are invisible, break the line or reverse the text, except those some scripts need inside a word. */
const UNSEEN = /(?![\u200c\u200d\p{Variation_Selector}])[\p{DI}\p{Bidi_Control}\p{Cc}\p{Zl}\p{Zp}]/u;

/** One line of readable text, normalized (NFC) so that it does not depend on the keyboard. */
const line = (most: number) =>
  z
    .string()
    .trim()
    .normalize('NFC')
    .max(most)
    .refine((text) => /(?!\p{DI})\p{L}/u.test(text), { error: 'must contain a letter', abort: true })
    .refine((text) => !UNSEEN.test(text), 'must be one line of visible text');

export const PersonName = line(200).meta({ example: 'Ada Example' });
export const PracticeName = line(200);

/** A time zone as people may enter it. */
export const CityZone = z
  .string()
  .refine(isCityZone, {
    error: ({ input }) => `must be the time zone of a city, such as ${zoneInstead(String(input))}`,
  })
  .meta({ description: 'IANA time zone of a city.', example: 'America/Los_Angeles' });

/** A number of 7 to 15 digits (the most E.164 allows), optionally with an extension. */
function isDialable(text: string): boolean {
  const number = /^(\+?[\d ().-]+?) *(?:(?:x|ext\.?) *\d{1,6})?$/i.exec(text)?.[1] ?? '';
  const digits = number.replaceAll(/\D/g, '').length;
  return digits >= 7 && digits <= 15;
}

export const Phone = z
  .string()
  .trim()
  .max(60)
  .refine(
    isDialable,
    'must be a telephone number of 7 to 15 digits, such as +1 503 555 0100 or +1 503 555 0100 x12',
  )
  .meta({ example: '+1 503 555 0100' });
