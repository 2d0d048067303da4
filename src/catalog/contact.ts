/** How people are named and reached: one definition for requests and files. */
import { domainToASCII } from 'node:url';
import { parsePhoneNumberFromString, type PhoneNumber } from 'libphonenumber-js/min';
import { z } from 'zod';
import '../input/zodMessages';
import { isCityZone, zoneInstead } from '../time/zones';
import { NEUTRAL_SENDER, revealingPart } from './revealingWords';

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

/** Numbers without a country code are dialed from here. */
const DIALED_FROM = 'US';

const PHONE = 'must be one phone number, such as +1 503 555 0100 or (503) 555-0100 x12';

/** The text as one number that can be dialed, with its extension if there is one; undefined for any other text. */
function dialable(text: string): PhoneNumber | undefined {
  // Digits of other scripts could not be dialed from a link.
  const read = /^[\x20-\x7e]+$/.test(text)
    ? parsePhoneNumberFromString(text, { defaultCountry: DIALED_FROM, extract: false })
    : undefined;
  return read?.isValid() ? read : undefined;
}

export const Phone = z
  .string()
  .trim()
  .max(60)
  .refine((text) => dialable(text) !== undefined, PHONE)
  .meta({ example: '+1 503 555 0100' });

/** The address of a link that dials the number and its extension (RFC 3966). */
export const telephoneUri = (phone: string): string =>
  dialable(phone)?.getURI() ?? `tel:${phone.replace(/[^\d+]/g, '')}`;

/** Of the standard (RFC 5321, 5322) what mail servers deliver: a local part without quotes, and a domain with dots. */
const LOCAL = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
const DOMAIN = /^(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+(?!\d+$)[a-z\d](?:[a-z\d-]{0,61}[a-z\d])$/;
const MOST = { local: 64, whole: 254 };

function partsOf(address: string): { local: string; domain: string } {
  const at = address.lastIndexOf('@');
  return { local: address.slice(0, Math.max(at, 0)), domain: address.slice(at + 1) };
}

/** Without blanks around it, and with the domain as mail servers know it: in small letters, others than a–z encoded. */
function tidied(address: string): string {
  const { local, domain } = partsOf(address.trim());
  return `${local}@${/^[\p{L}\p{M}\p{N}.-]+$/u.test(domain) ? domainToASCII(domain) : domain}`;
}

function isEmail(address: string): boolean {
  const { local, domain } = partsOf(address);
  const short = local.length <= MOST.local && address.length <= MOST.whole;
  return short && LOCAL.test(local) && DOMAIN.test(domain);
}

/** One e-mail address. */
export const Email = z
  .string()
  .overwrite(tidied)
  .refine(isEmail, 'must be an e-mail address')
  .meta({ format: 'email', example: 'ada@example.org' });

/** That a building is called a medical center says nothing about who goes there, and is how people find it. */
const revealsInAddress = (address: string): boolean =>
  revealingPart(address.replaceAll(/\bmedical\b/gi, '')) !== undefined;

/** Where clients of sessions in person come to: one line, as in e-mails and calendars. */
export const OfficeAddress = line(300)
  .refine((address) => !revealsInAddress(address), {
    error: `${NEUTRAL_SENDER} 12 Cedar Street, Suite 4, Portland, OR 97201`,
  })
  .meta({
    description: 'Address of the office, as e-mails and calendar files show it.',
    example: '12 Cedar Street, Suite 4, Portland, OR 97201',
  });

const VIDEO_LINK = 'https://video.example/cedar';

/** Whoever gets the link may open it: it has no user name or password of its own. */
function isVideoLink(text: string): boolean {
  if (/\s/.test(text) || !URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  return protocol === 'https:' && DOMAIN.test(hostname) && username === '' && password === '';
}

/** Where clients of sessions by video go. */
export const VideoLink = z
  .string()
  .trim()
  .max(500)
  .refine(isVideoLink, { error: `must be a link such as ${VIDEO_LINK}`, abort: true })
  .refine((link) => !revealingPart(link), { error: `${NEUTRAL_SENDER} ${VIDEO_LINK}` })
  .meta({ format: 'uri', description: 'Link to the video calls, as e-mails show it.', example: VIDEO_LINK });
