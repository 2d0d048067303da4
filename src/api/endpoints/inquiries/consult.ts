/** A consult: the short talk before anything else is decided. */
import { z } from 'zod';
import { StaffId } from '../../../catalog/careTeam';
import { InstantText } from '../../../catalog/shapes';
import { inquirySettingsOf, owedFrom, type Consult, type Inquiry, type Practice } from '../../../store';
import { earlierInWakingHours } from '../../../time/calendar';
import { plusCivilDays } from '../../../time/civil';
import { plusHours, plusMinutes, type Instant } from '../../../time/instant';
import { overlap } from '../../../time/freeTimes';
import { CONSULT_SETTINGS } from '../../../vocabulary/inquiries';
import { warning, type Warning } from '../../../vocabulary/warnings';
import type { ApiStore } from '../../http/deps';
import { endpoint } from '../../http/endpoint';
import { invalid } from '../../http/errors';
import { inquiryOut } from '../../inquiries/out';
import { InquiryId, InquiryOut } from '../../inquiries/schema';
import {
  hasConsultAhead,
  isStarting,
  notPossible,
  practiceOf,
  take,
  takeStep,
  type Step,
} from '../../inquiries/step';
import { outsideOpeningHours } from '../../openingHours';
import { LONGEST_HOURS, whoIsThere } from '../../otherCourses';
import { INTAKE } from '../../roles';
import { WarningOut } from '../../schemas';
import { Revision } from './answer';

const PROBLEMS = [
  'inquiry-unknown',
  'inquiry-changed',
  'inquiry-not-possible',
  'practice-not-set-up',
] as const;

/** Who books further ahead has mistaken the year. */
const MOST_DAYS_AHEAD = 366;
const MOST_MINUTES = 240;
const REMINDER = ['consultReminder'] as const;

/** A day before, at an hour of the day; none for who has only just been told. */
function reminderAt({ zone }: Practice, start: Instant, now: Instant): Instant | undefined {
  const at = earlierInWakingHours(zone, plusCivilDays(zone, start, -1));
  return at > plusHours(now, 1) ? at : undefined;
}

/** What to look at about the time: the hours of the practice, and what else its holder does then. */
async function warningsOf(
  { calendars, inquiries, practice, staff }: ApiStore,
  id: string,
  { staffId, ...span }: Pick<Consult, 'start' | 'minutes' | 'staffId'>,
): Promise<Warning[]> {
  const before = plusMinutes(span.start, span.minutes);
  const [booked, consults] = await Promise.all([
    calendars.booked({ from: plusHours(span.start, -LONGEST_HOURS), before }),
    inquiries.consultsOf([staffId], { from: span.start, before }),
  ]);
  const holder = await staff.holders([...new Set(booked.map(({ course }) => course))]);
  const clashes =
    booked.some((other) => overlap(other, span) && whoIsThere(other, holder).includes(staffId)) ||
    consults.some((other) => other.id !== id && other.consult && overlap(other.consult, span));
  const notOpen = outsideOpeningHours(await practice.get(), [{ ...span, session: '' }]);
  return [
    ...notOpen.map(({ session: _none, ...each }) => each),
    ...(clashes ? [warning('consult-then')] : []),
  ];
}

/** @throws ApiError `request-invalid` */
function refuseUnreachable({ phone }: Inquiry, { videoLink }: Practice, setting: Consult['setting']): void {
  if (setting === 'phone' && phone === undefined)
    throw invalid([{ field: 'setting', message: 'cannot be by telephone: there is no number' }]);
  if (setting === 'video' && videoLink === undefined)
    throw invalid([{ field: 'setting', message: 'cannot be by video: the practice has entered no link' }]);
}

const bookBody = z
  .strictObject({
    revision: Revision,
    start: InstantText,
    minutes: z
      .int()
      .min(5)
      .max(MOST_MINUTES)
      .optional()
      .meta({ description: 'Default: as the practice has set it.' }),
    setting: z.enum(CONSULT_SETTINGS),
    staff: StaffId.meta({ description: 'Who of the staff holds it.', example: 't-1' }),
    note: z.string().trim().max(1000).optional().meta({ description: 'For colleagues.' }),
    mail: z.boolean().default(true).meta({
      description:
        'Whether the person gets the time by e-mail with a calendar file, and a reminder the day before. Where there is no e-mail address, nothing is sent.',
    }),
  })
  .meta({ id: 'NewConsult' });

export const bookConsult = endpoint({
  id: 'bookConsult',
  method: 'post',
  path: '/api/v1/inquiries/{id}/consult',
  tag: 'Inquiries',
  summary: 'Book the consult, or move it.',
  description: 'When it is over, somebody has to decide: the inquiry is owed again.',
  roles: INTAKE,
  problems: PROBLEMS,
  params: InquiryId,
  body: bookBody,
  response: InquiryOut.extend({
    warnings: z
      .array(WarningOut)
      .meta({ description: 'What to look at about the time. Nothing was refused.' }),
  }).meta({ id: 'ConsultBooked' }),
  handler: async ({ params: { id }, body, who, deps: { store }, now, derivedId }) => {
    const { revision, start, setting, staff, note, mail } = body;
    if (start <= now || start > plusHours(now, MOST_DAYS_AHEAD * 24))
      throw invalid([{ field: 'start', message: 'must be ahead, by up to a year' }]);
    const holder = await store.staff.find(staff);
    // Whoever holds it sees the inquiry.
    if (!holder || holder.leftAt || !holder.roles.some((role) => INTAKE.includes(role)))
      throw invalid([
        { field: 'staff', message: 'must be the id of someone on the staff who answers inquiries' },
      ]);
    const { minutes = inquirySettingsOf(await practiceOf(store)).consultMinutes } = body;
    await take(store, { id, revision, request: derivedId, who, now }, (inquiry, practice): Step => {
      refuseUnreachable(inquiry, practice, setting);
      const moves = hasConsultAhead(inquiry, now);
      const consult: Consult = {
        ...{ start, minutes, setting, staffId: staff },
        revision: (inquiry.consult?.revision ?? -1) + 1,
      };
      const mails = mail && inquiry.email !== undefined;
      const remindAt = reminderAt(practice, start, now);
      const kind = moves ? 'consultMoved' : 'consultBooked';
      return {
        ...{ step: kind, note, state: 'consult', consult },
        ...(!isStarting(inquiry) && { owed: owedFrom(practice, plusMinutes(start, minutes)) }),
        withdraws: [...REMINDER, 'consultBooked', 'consultMoved', 'consultCancelled'],
        ...(mails && { mail: { kind, facts: { consult } } }),
        ...(mails && remindAt && { later: { kind: 'consultReminder', facts: { consult }, dueAt: remindAt } }),
      };
    });
    const span = { start, minutes, staffId: staff };
    return { ...(await inquiryOut(store, id)), warnings: await warningsOf(store, id, span) };
  },
});

export const cancelConsult = endpoint({
  id: 'cancelConsult',
  method: 'post',
  path: '/api/v1/inquiries/{id}/consult/cancel',
  tag: 'Inquiries',
  summary: 'Cancel the consult.',
  description: 'Somebody has to decide what comes instead: the inquiry is owed again.',
  roles: INTAKE,
  problems: PROBLEMS,
  params: InquiryId,
  body: z
    .strictObject({
      revision: Revision,
      note: z.string().trim().max(1000).optional().meta({ description: 'For colleagues.' }),
      mail: z.boolean().default(true).meta({ description: 'Whether the person is told by e-mail.' }),
    })
    .meta({ id: 'ConsultCancelled' }),
  response: InquiryOut,
  handler: async (call) => {
    const {
      body: { note, mail },
      now,
    } = call;
    return takeStep(
      call,
      ({ consult, email, state }, practice): Step => {
        if (!consult || !hasConsultAhead({ consult }, now)) throw notPossible('No consult is booked.');
        const off: Consult = { ...consult, off: true, revision: consult.revision + 1 };
        return {
          ...{ step: 'consultCancelled', note, consult: off },
          ...(state === 'client' ? { owed: null } : { state: 'open', owed: owedFrom(practice, now) }),
          withdraws: [...REMINDER, 'consultBooked', 'consultMoved'],
          ...(mail && email !== undefined && { mail: { kind: 'consultCancelled', facts: { consult: off } } }),
        };
      },
      { ofClients: true },
    );
  },
});
