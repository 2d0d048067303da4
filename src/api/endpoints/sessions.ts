import { z } from 'zod';
import { ConsentKind, Day, InstantText, Setting } from '../../catalog/shapes';
import { SESSION_STATUSES } from '../../course/status/facts';
import { SETTINGS } from '../../setup/practiceSettings';
import type { ListedSession } from '../../store';
import { dateIn } from '../../time/civil';
import { fromMs } from '../../time/instant';
import { hoursOf } from '../../time/opening';
import { endpoint } from '../http/endpoint';
import { invalid } from '../http/errors';
import { CareTeamOut } from '../careTeam';
import { oneOf } from '../oneOf';
import { warningsWithin } from '../otherCourses';
import { listedOut } from '../inquiries/out';
import { ConsultOut } from '../inquiries/schema';
import { INTAKE, STAFF } from '../roles';
import {
  At,
  Cents,
  Count,
  HoldReasonOut,
  InquiryRef,
  InstrumentOut,
  ReasonOut,
  SessionKindOut,
  StaffRoleOut,
  Uuid,
  WarningOut,
} from '../schemas';

const DAY_MS = 86_400_000;
const MOST_DAYS = 62;
const MOST = 2_000;

const session = {
  ref: z.string().meta({ example: 'dosing-4' }),
  kind: SessionKindOut,
  start: At,
  minutes: Count,
  setting: oneOf(Setting.options, { id: 'Setting', description: 'Where it takes place.' }),
  status: oneOf(SESSION_STATUSES, {
    id: 'SessionStatus',
    description: '`recovering`: the dosing ended, and the client has not been released yet.',
  }),
  cycle: Count.optional().meta({ description: 'The cycle of a dosing or integration session.' }),
  booster: z.literal(true).optional(),
  supportPersonRequired: z
    .literal(true)
    .optional()
    .meta({ description: 'The protocol requires a support person in the client’s home at this session.' }),
  supportPerson: oneOf(['confirmed', 'unavailable'], {
    id: 'SupportPersonState',
    description: 'What is known about the support person.',
  }).optional(),
  rideHome: z.literal('confirmed').optional(),
  readyAt: At.optional().meta({ description: 'When the therapist attested that the client is ready.' }),
  vitalsBeforeAt: At.optional().meta({ description: 'When vital signs were taken before it.' }),
  vitalsBeforeBy: z
    .literal('client')
    .optional()
    .meta({ description: 'The client measured them alone, at home.' }),
  startedAt: At.optional().meta({ description: 'When a dosing session really began.' }),
  endedAt: At.optional(),
  releasedAt: At.optional(),
  vitalsDueAt: At.optional().meta({
    description: 'While a dosing session is under way: when vital signs must be taken next.',
  }),
  longerFrom: z
    .object({ at: At, cents: Cents })
    .optional()
    .meta({ id: 'LongerFrom', description: 'From when on a session costs more, and by how much.' }),
  roles: z.array(StaffRoleOut).meta({ description: 'The roles that hold it.' }),
  closedGates: z
    .array(ReasonOut)
    .optional()
    .meta({ description: 'Of a booked dosing session: why it could not start now.' }),
  warnings: z
    .array(WarningOut)
    .optional()
    .meta({ description: 'Of a booked session: what to look at, besides what is in other courses.' }),
};

const SessionOut = z.object(session).meta({ id: 'Session', description: 'A session of a course.' });

/** See src/api/clinicalDetail.ts */
const ABSENT = 'Absent for roles that neither treat clients nor lead the practice.';

const HoldOut = z
  .object({
    ref: z.string().meta({ example: 'hold-1' }),
    reason: HoldReasonOut.optional(),
    note: z.string().optional().meta({ description: ABSENT }),
    owner: StaffRoleOut.meta({ description: 'The role that decides about it.' }),
    since: At,
    reviewOn: At,
  })
  .meta({ id: 'Hold', description: 'A hold on a course.' });

const SupplyOut = z
  .object({
    ref: z.string().meta({ example: 'supply-2' }),
    doses: Count,
    issuedAt: At,
    expires: At,
    sentAt: At.optional(),
    receivedAt: At.optional(),
    lostAt: At.optional(),
    expiredAt: At.optional(),
    voidedAt: At.optional().meta({ description: 'When a changed order voided it.' }),
  })
  .meta({ id: 'Supply', description: 'A prescription and its delivery.' });

const MeasureOut = z
  .object({
    instrument: InstrumentOut,
    total: Count.optional().meta({ description: 'Absent if too many answers are missing.' }),
    blanks: Count.optional(),
    at: At,
  })
  .meta({ id: 'Measure', description: 'The result of a questionnaire.' });

/** What people choose from when they report to a course. */
export const FactsOut = z
  .object({
    clientZone: z.string().meta({ description: 'IANA time zone of the client.' }),
    sessions: z.array(SessionOut).meta({ description: 'The oldest booking first.' }),
    holds: z.array(HoldOut),
    supplies: z.array(SupplyOut),
    doses: z
      .object({ onHand: z.int(), usable: z.int() })
      .optional()
      .meta({ id: 'Doses', description: 'Absent where doses are given from the clinic’s stock.' }),
    dosings: z
      .object({ done: Count, planned: Count })
      .meta({ id: 'DosingCount', description: 'Dosing sessions of the series.' }),
    consents: z.array(
      oneOf(ConsentKind.options, { id: 'ConsentKind', description: 'A consent the client has signed.' }),
    ),
    approvedUntil: At.optional(),
    estimate: z
      .object({ issuedAt: At, acknowledgedAt: At.optional() })
      .optional()
      .meta({ id: 'EstimateState', description: 'The latest cost estimate.' }),
    instructions: z.string().optional().meta({ description: 'Reference of the latest instructions.' }),
    order: z.string().optional().meta({ description: 'Reference of the latest changed order.' }),
    measures: z.array(MeasureOut).optional().meta({ description: ABSENT }),
    packages: z.array(
      z
        .object({ ref: z.string(), code: z.string(), name: z.string(), given: Count, infusions: Count })
        .meta({ id: 'PackageHeld', description: 'A package of sessions that was sold to the client.' }),
    ),
  })
  .meta({ id: 'CourseFacts', description: 'What people choose from when they report to a course.' });

const ListedSession = z
  .object({
    ...session,
    course: Uuid,
    client: z
      .object({ id: Uuid, name: z.string(), zone: z.string() })
      .optional()
      .meta({ id: 'SessionClient', description: 'The client of a session.' }),
    onHold: z.boolean().meta({ description: 'Whether its course is on hold.' }),
    closed: z.boolean().meta({ description: 'Whether its course is closed.' }),
    holders: CareTeamOut.meta({
      description: 'Who holds it: of the care team, or the only one with the role.',
    }),
    warnings: session.warnings.meta({
      description: 'Of a booked session: what to look at, and what it clashes with in other courses.',
    }),
  })
  .meta({ id: 'ListedSession', description: 'A session with its course and client.' });

const ConsultAt = z
  .object({ inquiry: InquiryRef, consult: ConsultOut })
  .meta({ id: 'ListedConsult', description: 'A consult in the calendar.' });

export const listSessions = endpoint({
  id: 'listSessions',
  method: 'get',
  path: '/api/v1/sessions',
  tag: 'Courses',
  summary: 'List the sessions of all courses that begin in a period.',
  description:
    `By start. The period may be up to ${MOST_DAYS} days long. Canceled sessions are included. With it come the days on ` +
    'which the practice is closed, and its hours: a booking outside of them is warned of.',
  roles: STAFF,
  query: z.strictObject({
    from: InstantText.meta({ description: 'Begin of the period.' }),
    before: InstantText.meta({ description: 'End of the period, not included.' }),
  }),
  response: z
    .object({
      sessions: z.array(ListedSession),
      consults: z.array(ConsultAt).meta({
        description: 'Consults of people who are not clients yet. Only for roles that answer inquiries.',
      }),
      more: z.boolean().meta({ description: `Whether there are more than ${MOST}.` }),
      closedDays: z.array(Day).meta({ description: 'Of the period, besides weekends.' }),
      hours: SETTINGS.hours.meta({
        description:
          'When the practice is open, by day of the week; the usual hours where none were entered.',
      }),
    })
    .meta({ id: 'SessionList' }),
  handler: async ({ query: { from, before }, now, who, deps: { store } }) => {
    const days = (Date.parse(before) - Date.parse(from)) / DAY_MS;
    if (days <= 0 || days > MOST_DAYS)
      throw invalid([{ field: 'before', message: `must be after \`from\`, by up to ${MOST_DAYS} days` }]);
    const [found, practice] = await Promise.all([
      store.sessions.list({ from, before, now, limit: MOST + 1 }),
      store.practice.get(),
    ]);
    const consults = INTAKE.includes(who.role) ? await store.inquiries.consults({ from, before }) : [];
    const { zone = 'UTC', closedDays = [], hours } = practice ?? {};
    const holder = await store.staff.holders([...new Set(found.map(({ course }) => course))]);
    const besides = await warningsWithin(store, { from, before }, holder, practice);
    const [first, last] = [dateIn(zone, from), dateIn(zone, fromMs(Date.parse(before) - 1))];
    return {
      sessions: found.slice(0, MOST).map(({ warnings = [], ...each }) => {
        const all = [...warnings, ...besides(each.course, each.ref)];
        return { ...each, holders: holdersOf(each, holder), ...(all.length > 0 && { warnings: all }) };
      }),
      consults: (await listedOut(store, consults)).flatMap(({ id, name, consult }) =>
        consult ? [{ inquiry: { id, name }, consult }] : [],
      ),
      more: found.length > MOST,
      closedDays: closedDays.filter((day) => day >= first && day <= last),
      hours: hoursOf({ hours }),
    };
  },
});

type Holder = Parameters<typeof warningsWithin>[2];

const holdersOf = ({ course, roles }: ListedSession, holder: Holder) =>
  roles.flatMap((role) => {
    const person = holder(course, role);
    return person ? [{ role, id: person.id, name: person.name }] : [];
  });
