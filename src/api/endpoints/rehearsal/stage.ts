/** Inside a rehearsal: its time, what is expected next, and what happened. */
import { z } from 'zod';
import { latest, plusHours, type Instant } from '../../../time/instant';
import type { ApiDeps } from '../../http/deps';
import { endpoint } from '../../http/endpoint';
import { ApiError } from '../../http/errors';
import type { RehearsedPractice } from '../../rehearsal';
import { STAFF } from '../../roles';
import { At, ClientRef, Count, PhaseOut, ReasonOut, RoleOut, Uuid } from '../../schemas';
import { SignalNameOut } from '../courses/possible';
import { EventOut, eventOut } from '../courses/timeline';

const described = { tag: 'Rehearsal', roles: STAFF, keyed: false } as const;

/** Mounted only inside one. */
function stageOf({ stage }: ApiDeps): RehearsedPractice {
  if (!stage) throw new ApiError('route-unknown', 'This is not a rehearsal.');
  return stage;
}

const MOST_SHOWN = 15;
const HOURS = { day: 24, week: 24 * 7 } as const;

const CourseOut = z
  .object({ id: Uuid, client: ClientRef.optional(), phase: PhaseOut })
  .meta({ id: 'RehearsedCourse' });

const ExpectedOut = z
  .object({ at: At, name: SignalNameOut, role: RoleOut, fields: z.record(z.string(), z.unknown()) })
  .meta({ id: 'ExpectedReport', description: 'What people are assumed to report next.' });

export const readStage = endpoint({
  ...described,
  id: 'readStage',
  method: 'get',
  path: '/api/v1/rehearsal/stage',
  summary: 'Show the time of the rehearsal, what is expected next, and what happened.',
  response: z
    .object({
      now: At,
      nextEvent: At.optional().meta({ description: 'When the next thing happens by itself.' }),
      course: CourseOut.optional().meta({ description: 'The latest course.' }),
      expected: ExpectedOut.optional(),
      happened: z.array(EventOut).meta({ description: 'The latest first.' }),
      mails: z.array(
        z
          .object({ id: z.string(), at: At, to: z.string(), subject: z.string(), text: z.string() })
          .meta({ id: 'RehearsedMail' }),
      ),
      mailCount: Count,
    })
    .meta({ id: 'RehearsalStage' }),
  handler: async ({ deps }) => {
    const stage = stageOf(deps);
    const { courses } = await deps.store.courses.list({}, { limit: 1 });
    const [row] = courses;
    const mails = stage.mails();
    const begun = row !== undefined && row.revision > 0;
    const next = begun ? await stage.expected(row.id) : undefined;
    const nextEvent = await stage.nextEvent();
    return {
      now: stage.now(),
      ...(nextEvent && { nextEvent }),
      ...(row && {
        course: {
          ...{ id: row.id, phase: row.phase },
          ...(row.clientId !== undefined && { client: { id: row.clientId, name: row.clientName ?? '' } }),
        },
      }),
      ...(next && { expected: reportOut(next, stage.now()) }),
      happened: row
        ? (await deps.store.events.ofCourse(row.id)).slice(-MOST_SHOWN).reverse().map(eventOut)
        : [],
      mails: mails.slice(0, MOST_SHOWN),
      mailCount: mails.length,
    };
  },
});

type Expected = NonNullable<Awaited<ReturnType<RehearsedPractice['expected']>>>;

/** What is late is expected now. */
function reportOut({ at, signal }: Expected, now: Instant) {
  const { name, id: _id, by, ...fields } = signal;
  return { at: latest(at, now), name, role: by.role, fields };
}

const NowOut = z.object({ now: At }).meta({ id: 'RehearsalTime' });

export const moveTime = endpoint({
  ...described,
  id: 'moveTime',
  method: 'post',
  path: '/api/v1/rehearsal/move',
  summary: 'Move the time of the rehearsal ahead.',
  description: 'Everything that is due on the way happens: e-mails, deadlines, tasks.',
  body: z
    .strictObject({
      to: z.enum(['nextEvent', 'day', 'week']).meta({
        description: '`nextEvent`: to the next thing that happens by itself. `day`, `week`: that much later.',
      }),
    })
    .meta({ id: 'TimeToMove' }),
  response: NowOut,
  handler: async ({ body: { to }, deps }) => {
    const stage = stageOf(deps);
    const at = to === 'nextEvent' ? await stage.nextEvent() : plusHours(stage.now(), HOURS[to]);
    if (at) await stage.moveTo(at);
    return { now: stage.now() };
  },
});

export const playExpected = endpoint({
  ...described,
  id: 'playExpected',
  method: 'post',
  path: '/api/v1/rehearsal/play',
  summary: 'Report what is expected next in a course, at its time.',
  description: 'With `days`: everything that is expected in so many days. It stops at the first refusal.',
  body: z
    .strictObject({ course: Uuid, days: z.int().min(1).max(366).optional() })
    .meta({ id: 'ExpectedToPlay' }),
  response: NowOut.extend({
    refused: z.array(ReasonOut).optional().meta({ description: 'Why the latest report was refused.' }),
  }).meta({ id: 'ExpectedPlayed' }),
  handler: async ({ body: { course, days }, deps }) => {
    const stage = stageOf(deps);
    const outcome = days === undefined ? await stage.playNext(course) : await stage.live(course, days);
    return {
      now: stage.now(),
      ...(outcome?.accepted === false && { refused: outcome.reasons }),
    };
  },
});

export const startOver = endpoint({
  ...described,
  id: 'startOver',
  method: 'post',
  path: '/api/v1/rehearsal/start-over',
  summary: 'Start the rehearsal over, today and without courses.',
  response: z.object({ startingOver: z.literal(true) }).meta({ id: 'StartingOver' }),
  handler: ({ deps }) => {
    stageOf(deps).startOver();
    return Promise.resolve({ startingOver: true } as const);
  },
});
