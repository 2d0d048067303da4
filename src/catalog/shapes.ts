/** Field types that several signals share: one definition for the API, OpenAPI, scenarios and the worker. */
import { z } from 'zod';
import '../input/zodMessages';
import { ACTOR_ROLES } from '../vocabulary/roles';
import { SESSION_KINDS } from '../vocabulary/sessionKinds';
import { PAGE_LANGUAGES } from '../vocabulary/pages';
import { isState } from '../vocabulary/places';
import { instant, type Instant } from '../time/instant';

export const ROLES = ACTOR_ROLES;

export const Role = z.enum(ROLES).meta({ description: 'A role, or the system itself.' });
export type Role = z.infer<typeof Role>;

/** Nothing that is reported or planned lies outside of these years: another one is a slip of the pen. */
const YEARS = { first: '2000', last: '2099' };
const inYears = (text: string): boolean => text >= YEARS.first && text.slice(0, 4) <= YEARS.last;
const outOfYears = `must be in the years ${YEARS.first} to ${YEARS.last}`;

/** An ISO 8601 date-time with an offset, kept in UTC with milliseconds. */
export const InstantText: z.ZodType<Instant, string> = z.iso
  .datetime({
    offset: true,
    error: 'must be an ISO 8601 date-time with an offset, such as 2027-01-04T09:00:00-08:00',
  })
  .transform((text) => instant(text))
  .refine(inYears, outOfYears)
  .meta({ description: 'ISO 8601 date-time with an offset.', example: '2027-01-04T09:00:00-08:00' });

/** A date without a time. */
export const Day = z.iso
  .date({ abort: true })
  .refine(inYears, outOfYears)
  .meta({ description: 'Date (YYYY-MM-DD).', example: '2027-12-24' });

export const CONSENT_KINDS = [
  'treatment',
  'telehealth',
  'electronicMessages',
  'supportPersonContact',
  'part2',
] as const;
export const ConsentKind = z.enum(CONSENT_KINDS);
export type ConsentKind = z.infer<typeof ConsentKind>;

export const ConsentLanguage = z.enum(PAGE_LANGUAGES).meta({ description: 'English or Spanish.' });

/** Which version of the practice's text was signed: kind and these three name it, and the hash proves what it said. */
export const SignedText = z.strictObject({
  language: ConsentLanguage,
  version: z.int().min(1).max(100_000),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 hash in hexadecimal')
    .meta({
      example: '5c2c9c1cb6e8f9b1a0d3c2d4d9f6f3f5a0b7f1e2c3d4a5b6c7d8e9f0a1b2c3d4',
    }),
});
export type SignedText = z.infer<typeof SignedText>;

export const SessionKind = z.enum(SESSION_KINDS);

export const Setting = z
  .enum(['remote', 'inPerson', 'houseCall'])
  .meta({ description: 'Where a session takes place.' });
export type Setting = z.infer<typeof Setting>;

export const ROUTES = ['intravenous', 'intramuscular', 'nasal', 'oral', 'sublingual'] as const;
export const Route = z.enum(ROUTES).meta({ description: 'How the client takes the dose.' });
export type Route = z.infer<typeof Route>;

export const SessionRef = z
  .string()
  .regex(/^(preparation|medical|dosing|integration)-[1-9]\d{0,2}$/, 'must name a session, such as dosing-4')
  .meta({ description: 'The session, by its kind and its number within the course.', example: 'dosing-4' });

export const Cents = z.int().positive().max(100_000_000).meta({ description: 'Amount in cents.' });
export const Doses = z.int().min(1).max(60).meta({ description: 'Number of doses.' });
export const DosesLeft = z.int().min(0).max(200);
export const OrderRef = z
  .string()
  .regex(/^[\w.-]{1,60}$/, 'must be 1 to 60 letters, digits or . _ -')
  .meta({ description: 'Reference of the order, never the dose itself.', example: 'order-2' });
export const SupplyRef = z
  .string()
  .regex(/^supply-[1-9]\d{0,2}$/, 'must name a supply, such as supply-2')
  .meta({
    description: 'The supply, by the number of its prescription within the course.',
    example: 'supply-2',
  });
export const Minutes = z.int().min(1).max(720).meta({ description: 'Length in minutes.' });
export const Reason = z
  .string()
  .trim()
  .min(3)
  .max(500)
  .refine((text) => /(?!\p{DI})[\p{L}\p{N}]/u.test(text), 'must contain a letter or a digit')
  .meta({ description: 'A short reason without clinical details.' });
/** May say anything: only those see it who treat the client or lead, and those whom it is for. */
export const ClientWords = z
  .string()
  .trim()
  .min(1)
  .max(1000)
  .meta({ description: 'In the client’s own words. They are in no e-mail and no list.' });
/** How a client is after a dosing session, by their own word. */
export const FEELINGS = ['well', 'wantsToTalk', 'unwell'] as const;
export const Feeling = z
  .enum(FEELINGS)
  .meta({ description: '`wantsToTalk` and `unwell`: the therapist calls them.' });
export type Feeling = z.infer<typeof Feeling>;

/** Of the reminders before a session that the protocol has: which of them a client wants. */
export const REMINDERS = ['all', 'earliest', 'latest', 'none'] as const;
export const Reminders = z.enum(REMINDERS).meta({
  description:
    '`earliest`, `latest`: only that one of the reminders before a session. `none`: nobody calls instead.',
});
export type Reminders = z.infer<typeof Reminders>;

/** Whom a message of a client is for. */
export const MESSAGE_TOPICS = ['appointments', 'care'] as const;
export const MessageTopic = z.enum(MESSAGE_TOPICS).meta({
  description: '`appointments`: the front desk answers, about bills too. `care`: the therapist answers.',
});
export const ChangeReason = z
  .enum(['client', 'practice', 'supportPersonAbsent', 'weather', 'other'])
  .meta({ description: 'Why a booked session was canceled or rescheduled.' });
export const Vitals = z
  .strictObject({
    systolic: z.int().min(40).max(300),
    diastolic: z.int().min(20).max(200),
    pulse: z.int().min(20).max(250),
  })
  .meta({ description: 'Blood pressure in mmHg and pulse in beats per minute.' });

export const INSTRUMENTS = ['PHQ-9', 'GAD-7', 'PCL-5'] as const;
export const Instrument = z.enum(INSTRUMENTS).meta({ description: 'A questionnaire.' });
export type Instrument = z.infer<typeof Instrument>;

export const COVERED_SERVICES = ['psychotherapy', 'medical', 'labs'] as const;
export const CoveredService = z
  .enum(COVERED_SERVICES)
  .meta({ description: 'Service for which the client’s insurance coverage is verified.' });
export type CoveredService = z.infer<typeof CoveredService>;
export const COVERAGE_RESULTS = ['covered', 'partly', 'notCovered'] as const;

export const InstructionsRef = z
  .string()
  .regex(/^[\w.-]{1,60}$/, 'must be 1 to 60 letters, digits or . _ -')
  .meta({ description: 'Reference of the text, never the text itself.', example: 'instructions-1' });

/** In the practice's own words. */
export const Criterion = z.string().trim().min(3).max(100);

export const OUTCOMES = [
  'completed',
  'declined',
  'withdrawn',
  'transferred',
  'lostToFollowUp',
  'discharged',
] as const;

/** What every signal carries besides its own fields. course.md §3 */
export const envelopeShape = {
  id: z
    .string()
    .regex(/^[\w.:-]{1,100}$/, 'must be 1 to 100 letters, digits or . : _ -')
    .meta({
      description:
        'Idempotency key: a repeated id returns the first outcome; after a refusal it is judged again.',
    }),
  by: z
    .strictObject({
      role: Role,
      id: z
        .string()
        .regex(/^[\w.:@-]{1,100}$/, 'must be 1 to 100 letters, digits or . : @ _ -')
        .meta({ description: 'Id of the staff member or contact, never a name.' }),
    })
    .meta({ description: 'Who reported it.' }),
  occurredAt: InstantText.optional().meta({
    description: 'When it happened. Must not be in the future or before the course started. Default: now.',
  }),
  note: z.string().trim().max(500).optional().meta({ description: 'A short note without clinical details.' }),
};

export const Took = z
  .strictObject({ from: InstantText, to: InstantText })
  .meta({ description: 'When the session actually started and ended. Default: as planned.' });

/** In the form of a state. Whether there is such a state, the course decides, so that its refusal is on record. */
export const PlaceCode = z
  .string()
  .regex(/^[A-Z]{2}-[A-Z0-9]{1,3}$/, 'must be the ISO 3166-2 code of a state, such as US-CA')
  .meta({ description: 'State of the United States, as an ISO 3166-2 code.', example: 'US-CA' });

/** A state that exists. */
export const Place = PlaceCode.refine(isState, 'must be a U.S. state code, such as US-CA');
