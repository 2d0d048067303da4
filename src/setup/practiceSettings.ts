/** The settings of a practice, and their rules: the same for its file, the API and the first set-up. */
import { z } from 'zod';
import '../input/zodMessages';
import { CityZone, Email, OfficeAddress, Phone, PracticeName, VideoLink } from '../catalog/contact';
import { MOST_QUESTIONS, Question } from '../catalog/inquiry';
import { NEUTRAL_SENDER, revealingPart } from '../catalog/revealingWords';
import { CONTACT_ROLES, type Repositories } from '../store';
import { WEEKDAYS } from '../time/opening';

const Contact = z.strictObject({ email: Email, phone: Phone.optional() }).meta({ id: 'RoleContact' });

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const TimeOfDay = z.string().regex(TIME, 'must be a time such as 09:00').meta({ example: '09:00' });

const Hours = z
  .strictObject({ opens: TimeOfDay, closes: TimeOfDay })
  .refine(({ opens, closes }) => opens < closes, { error: 'must close after it opens', path: ['closes'] })
  .meta({ id: 'OpeningHours', description: 'In the practice’s time zone.' });

export const SETTINGS = {
  name: PracticeName,
  zone: CityZone,
  senderName: PracticeName.refine((name) => !revealingPart(name), {
    error: `${NEUTRAL_SENDER} Cedar Practice`,
  }),
  senderAddress: Email.refine((address) => !revealingPart(address), {
    error: `${NEUTRAL_SENDER} care@cedar.example`,
  }),
  callbackNumber: Phone,
  officeAddress: OfficeAddress,
  videoLink: VideoLink,
  secondFactorRequired: z.boolean().meta({
    description: 'Whether a password alone signs nobody in. Who is signed in without is asked at once.',
  }),
  partnerCodeRequired: z.boolean().meta({
    description:
      'Whether a link of the partner asks for a code that goes to their address on file before it shows anything.',
  }),
  contacts: z
    .partialRecord(z.enum(CONTACT_ROLES), Contact)
    .meta({ description: 'Where e-mails to a role go. Without one: to everyone on the staff who has it.' }),
  hours: z
    .partialRecord(z.enum(WEEKDAYS), Hours)
    .refine((hours) => Object.keys(hours).length > 0, 'must have at least one open day')
    .meta({
      description:
        'When the practice is open, by day of the week. Days that are left out are closed; at least one is open.',
    }),
  protocols: z
    .array(z.string().max(100))
    .min(1)
    .max(100)
    .meta({
      description: 'Ids of the protocols that are offered when a course starts.',
      example: ['cedar-lozenge'],
    }),
};

/** A site as a policy names it: no path, and never without TLS. */
const Site = z
  .string()
  .trim()
  .max(200)
  .refine((text) => URL.canParse(text) && new URL(text).origin === text && text.startsWith('https://'), {
    error: 'must be the address of a site, such as https://cedar.example',
  })
  .meta({ format: 'uri', example: 'https://cedar.example' });

/** How the practice takes inquiries. All of it is given together. */
export const Inquiries = z
  .strictObject({
    form: z.boolean().meta({ description: 'Whether the public form at `/inquiry` is there.' }),
    origins: z
      .array(Site)
      .max(20)
      .meta({ description: 'Sites that may show the form inside a page of theirs. Empty: none.' }),
    answerDays: z
      .int()
      .min(1)
      .max(10)
      .meta({ description: 'Business days within which an inquiry is answered. The form promises it.' }),
    consultMinutes: z.int().min(5).max(120).meta({ description: 'How long a consult takes.' }),
    questions: z
      .array(
        z
          .strictObject({ en: Question, es: Question.optional() })
          .meta({ id: 'FormQuestion', description: 'In English, and in Spanish if there is a text.' }),
      )
      .max(MOST_QUESTIONS)
      .refine((all) => new Set(all.map(({ en }) => en)).size === all.length, 'must not ask the same twice')
      .meta({ description: 'What the form asks about your criteria: yes, no, or not sure.' }),
  })
  .meta({ id: 'InquirySettings', description: 'How the practice takes inquiries.' });

/** A course keeps the zone it started with, so a change needs a word that this is known. */
export async function zoneIsKept({ courses }: Pick<Repositories, 'courses'>): Promise<boolean> {
  return (await courses.list({ closed: false }, { limit: 1 })).courses.length > 0;
}
