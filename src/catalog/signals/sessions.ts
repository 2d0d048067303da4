/** Booking sessions, who comes along, and that they took place. */
import {
  ChangeReason,
  ClientWords,
  InstantText,
  Minutes,
  Reminders,
  SessionKind,
  SessionRef,
  Setting,
  Took,
  type Role,
} from '../shapes';
import { clinicians, scheduling, signal } from './signal';

const aroundTheClient: Role[] = ['client', 'supportPerson', 'therapist', 'frontDesk'];

export const sessions = {
  sessionScheduled: signal([...scheduling, 'client'], 'A session was booked.', {
    kind: SessionKind,
    start: InstantText,
    minutes: Minutes.optional().meta({
      description: 'Planned length. Default: the length set in the protocol.',
    }),
    setting: Setting.optional().meta({ description: 'Default: the setting named in the protocol.' }),
  }),
  sessionRescheduled: signal(scheduling, 'A booked session was rescheduled.', {
    session: SessionRef,
    start: InstantText,
    minutes: Minutes.optional(),
    setting: Setting.optional().meta({ description: 'Default: as before.' }),
    reason: ChangeReason.optional().meta({
      description: 'Why the session moved. Inside the notice period it decides whether a fee is due.',
    }),
  }),
  rescheduleRequested: signal(
    [...scheduling, 'client'],
    'The client asked for another time for a booked session. It stays as booked until somebody moves it.',
    {
      session: SessionRef,
      start: InstantText.optional().meta({ description: 'The time that the client would like.' }),
      words: ClientWords.optional(),
    },
  ),
  rescheduleWithdrawn: signal(
    [...scheduling, 'client'],
    'The client no longer asks for another time for a booked session.',
    { session: SessionRef },
  ),
  remindersChosen: signal(
    ['client', ...scheduling],
    'The client chose how often to be reminded of sessions.',
    {
      reminders: Reminders,
    },
  ),
  sessionCancelled: signal([...scheduling, 'client'], 'A booked session was canceled.', {
    session: SessionRef,
    reason: ChangeReason.default('other'),
  }),
  sessionNoShow: signal(scheduling, 'The client did not show up for a session.', { session: SessionRef }),
  sessionCompleted: signal(clinicians, 'A preparation or medical session took place.', {
    session: SessionRef,
    took: Took.optional(),
  }),
  integrationCompleted: signal(['therapist'], 'An integration session took place.', {
    session: SessionRef,
    took: Took.optional(),
  }),
  supportPersonConfirmed: signal(aroundTheClient, 'A support person will be present at the session.', {
    session: SessionRef,
  }),
  supportPersonUnavailable: signal(aroundTheClient, 'The support person cannot be present at the session.', {
    session: SessionRef,
  }),
  rideHomeConfirmed: signal(aroundTheClient, 'The client has a ride home after the session.', {
    session: SessionRef,
  }),
};
