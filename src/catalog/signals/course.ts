/** The course as a whole: its plan, its protocol, corrections, tasks, and how it ends. */
import { z } from 'zod';
import { CareTeamChange } from '../careTeam';
import { ProtocolSchema, type Protocol } from '../protocol';
import { ClientWords, Criterion, Day, InstantText, MessageTopic, OUTCOMES, Reason } from '../shapes';
import { plain } from '../stated';
import { anyone, clinicians, scheduling, signal } from './signal';

/** The content of a protocol as a course pins it: without origins. What it means is checked by `readSignal`. */
const Terms = (plain(ProtocolSchema) as z.ZodType<Protocol, Protocol>).meta({
  description: 'The content of that version. Over HTTP the installation supplies it.',
});

export const course = {
  courseReviewed: signal(['therapist'], 'The course was reviewed, and the next step decided.', {
    decision: z.enum(['asPlanned', 'moreDosing', 'moreTherapy', 'maintenance', 'end']).meta({
      description:
        '`asPlanned` during the series: it continues. `moreDosing` at any time. `moreTherapy` and `maintenance` after the series.',
    }),
    dosings: z
      .int()
      .min(1)
      .max(20)
      .optional()
      .meta({ description: 'With `moreDosing`: how many more dosing sessions.' }),
    reviewOn: InstantText.optional().meta({
      description:
        'With `moreTherapy`: when to review the course again. Default: after the number of days set in the protocol.',
    }),
  }),
  planChanged: signal(clinicians, 'The number of dosing sessions planned for this client changed.', {
    dosings: z
      .int()
      .min(1)
      .max(40)
      .meta({ description: 'Dosing sessions in total, including those already done.' }),
  }),
  protocolChanged: signal(['lead'], 'The course moved to another version of its protocol.', {
    protocol: Terms,
  }),
  careTeamChanged: signal([...scheduling, 'lead', 'admin'], 'The staff who look after the course changed.', {
    team: CareTeamChange.meta({
      description: 'Staff by role; null for nobody. Roles left out stay as they are.',
      example: { therapist: 't-1' },
    }),
  }),
  clientMoved: signal([...scheduling, 'lead', 'admin', 'client'], 'The client moved to another time zone.', {
    zone: z
      .string()
      .regex(/^[\w+/:-]{2,61}$/, 'must be a time zone such as America/Los_Angeles')
      .meta({ description: 'IANA time zone.', example: 'America/New_York' }),
  }),
  practiceCalendarChanged: signal(['lead', 'admin', 'system'], 'The practice’s closed days changed.', {
    closedDays: z
      .array(Day)
      .max(400)
      .meta({ description: 'All dates on which the practice is closed, besides weekends.' }),
  }),
  signalCorrected: signal([...anyone, 'biller'], 'A signal reported by mistake was withdrawn.', {
    signal: z
      .string()
      .regex(/^[\w.:-]{1,100}$/, 'must be 1 to 100 letters, digits or . : _ -')
      .meta({ description: 'Id of the signal that was reported by mistake.' }),
    reason: Reason,
  }),
  taskCompleted: signal(
    ['therapist', 'prescriber', 'frontDesk', 'biller', 'lead'],
    'A task was completed by hand.',
    {
      task: z
        .string()
        .regex(/^[\w:.-]{3,120}$/, 'must be the key of a task: 3 to 120 letters, digits or . : _ -')
        .meta({ description: 'Key of the task.' }),
      criteria: z.array(Criterion).min(1).max(20).optional().meta({
        description:
          'With `confirm-suitability`: the criteria that the client meets, as the protocol lists them. All must be met.',
      }),
    },
  ),
  gateOverridden: signal(
    ['therapist', 'prescriber', 'lead', 'frontDesk'],
    'A closed gate was overridden, with a reason, by a role that may open it.',
    {
      gate: z
        .string()
        .regex(/^[a-z-]{3,40}$/, 'must be the code of a gate, such as integration-owed')
        .meta({ description: 'Code of the gate.', example: 'integration-owed' }),
      reason: Reason,
    },
  ),
  clientWrote: signal([...scheduling, 'client'], 'The client wrote to the practice.', {
    about: MessageTopic,
    words: ClientWords,
  }),
  clientWithdrew: signal(['client', 'therapist', 'frontDesk'], 'The client ended the course.', {}),
  courseTransferred: signal(
    ['therapist', 'client', 'lead'],
    'The client transferred to another practice; the course is closed.',
    {
      to: z
        .string()
        .regex(/^[\w.:@-]{1,100}$/, 'must be 1 to 100 letters, digits or . : @ _ -')
        .meta({ description: 'Reference of the other practice, never a name.', example: 'practice-2' }),
      recordsBy: InstantText.optional().meta({ description: 'When the records must be there.' }),
    },
  ),
  courseClosed: signal(['therapist', 'lead'], 'The course was closed.', { outcome: z.enum(OUTCOMES) }),
};
