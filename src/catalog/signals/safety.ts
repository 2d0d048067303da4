/** Safety: adverse events, crises, holds and pauses; and the questionnaires. */
import { z } from 'zod';
import { ClientWords, Feeling, Instrument, Reason, SessionRef } from '../shapes';
import { anyone, clinicians, reviewDate, signal } from './signal';

export const safety = {
  measureSubmitted: signal(['client', 'therapist'], 'A questionnaire was completed.', {
    instrument: Instrument,
    items: z.array(z.int().min(0).max(4).nullable()).min(1).max(30).meta({
      description:
        'The answers in order, each from 0; null for one left blank. The question on daily life may come last.',
    }),
  }),
  checkInAnswered: signal(
    ['client', 'therapist', 'frontDesk'],
    'The client said how they are after a dosing session.',
    {
      session: SessionRef,
      feeling: Feeling,
      words: ClientWords.optional(),
    },
  ),
  adverseEventReported: signal(
    anyone,
    'An adverse event occurred. Everything stops except safety contact.',
    {},
  ),
  contraindicationReported: signal(anyone, 'A contraindication, such as pregnancy, was found.', {}),
  crisisFlagged: signal(anyone, 'The client is in crisis. Clinicians are paged; other e-mail stops.', {}),
  holdPlaced: signal(clinicians, 'The course was put on hold.', {
    reason: Reason,
    reviewOn: reviewDate('When to review the hold.'),
  }),
  holdLifted: signal(clinicians, 'A hold was lifted.', {
    hold: z
      .string()
      .regex(/^hold-[1-9]\d{0,2}$/, 'must name a hold, such as hold-1')
      .meta({ description: 'The hold, by its number within the course.', example: 'hold-1' }),
    reason: Reason,
  }),
  coursePaused: signal(clinicians, 'The course was paused at the client’s request.', {
    reason: Reason,
    reviewOn: reviewDate('When to review the pause.'),
  }),
  courseResumed: signal(clinicians, 'The course resumed after a pause.', {}),
};
